"""A small project with invented data, put together in a temporary folder from the shipped settings and the fixtures."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
FIXTURES = REPOSITORY / "tests" / "fixtures"
SCRIPTS = Path(sys.executable).parent
INVENTED = "invented:\n  en: Invented data for tests.\n  ko: 시험용으로 지어낸 자료입니다.\n"


def make_project(
    root: Path,
    *,
    records: Path | None = FIXTURES / "records",
    site_url: str = "https://bulletins.example/",
    search: bool = True,
) -> Path:
    """Write a project to `root`: shipped vocabularies, pages, theme and locales; invented everything else.

    `records` is copied to bulletins/ (None: an empty folder). Returns `root`.
    """
    config = root / "site_config"
    for folder in ("vocabularies", "pages", "theme", "locales"):
        shutil.copytree(REPOSITORY / "site_config" / folder, config / folder)
    for folder in ("platforms", "agreements", "reports", "statistics"):
        shutil.copytree(FIXTURES / folder, config / folder)
    shutil.copyfile(FIXTURES / "authorities.yml", config / "vocabularies" / "authorities.yml")
    site = (REPOSITORY / "site_config" / "site.yml").read_text(encoding="utf-8")
    (config / "site.yml").write_text(site + INVENTED, encoding="utf-8")
    engine = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    engine = engine.replace("site_url: https://bulletins.example/", f"site_url: {site_url}")
    if not search:
        engine = engine.replace("  - bulletins\n", "  - bulletins:\n      search: false\n")
    (root / "mkdocs.yml").write_text(engine, encoding="utf-8")
    if records:
        shutil.copytree(records, root / "bulletins")
    else:
        (root / "bulletins" / "notices").mkdir(parents=True)
    return root


def shipped_project(root: Path) -> Path:
    """A copy of the shipped project (records, settings, mkdocs.yml) in `root`."""
    shutil.copytree(REPOSITORY / "site_config", root / "site_config", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(REPOSITORY / "bulletins", root / "bulletins")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    return root


def run(command: str, *arguments: str | Path, cwd: Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command of this Python environment (`bulletins`, `mkdocs`) in a folder."""
    return subprocess.run(
        [str(SCRIPTS / command), *map(str, arguments)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def environment() -> dict[str, str]:
    """The environment for a subprocess: UTF-8, a fixed width, no colours."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "COLUMNS": "200", "NO_COLOR": "1"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    """Names of the files that two trees do not share, or that differ: for an assertion that says which."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def fixture_data(name: str) -> dict[str, object]:
    """A fixture record as plain data."""
    data: dict[str, object] = yaml.load((FIXTURES / "records" / name).read_bytes(), Loader=yaml.BaseLoader)
    return data
