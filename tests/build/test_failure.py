"""A build that cannot be done says why in few words, leaves the old site as it was and nothing beside it."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from tests.support.project import SCRIPTS, differing, edit, environment, make_project, run, tree


@pytest.fixture
def published(built: Path, tmp_path: Path) -> Path:
    """A project with a site, and caches that know it."""
    shutil.copytree(built, tmp_path / "project", symlinks=True)
    return tmp_path / "project"


def stands(root: Path, before: dict[str, bytes]) -> None:
    """The old site is byte for byte what it was, and nothing lies beside it."""
    assert differing(before, tree(root / "site")) == []
    assert [path.name for path in root.iterdir() if path.name.startswith((".site", "site."))] == []


def one_line(text: str) -> str:
    """The message, which has to be one line without a traceback."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    assert len(lines) == 1, text
    assert lines[0].startswith("bulletins: ")
    assert "Traceback" not in text
    return lines[0]


def test_a_broken_record(published: Path) -> None:
    before = tree(published / "site")
    edit(published / "bulletins/notices/2024/PSB-2024-0001.yml", "jurisdiction: KR", "jurisdiction: Korea")
    edit(published / "bulletins/notices/2024/PSB-2024-0002.yml", "category: toys", "category: toyz")
    (published / "bulletins/notices/2024/PSB-2024-0099.yml").write_bytes(b"[" * 30_000)
    done = run("bulletins", "build", cwd=published)
    assert done.returncode == 1
    for part in (
        "does not have the form of 'jurisdiction'",
        "did you mean 'toys'?",
        "nested more than",
        "3 errors and 1 warning in 4 files.",
    ):
        assert part in done.stderr
    assert done.stderr.rstrip().endswith("Nothing was built; the old site is as it was.")
    stands(published, before)


def test_a_broken_record_under_mkdocs(published: Path) -> None:
    before = tree(published / "site")
    edit(published / "bulletins/notices/2024/PSB-2024-0001.yml", "jurisdiction: KR", "jurisdiction: Korea")
    done = run("mkdocs", "build", "--strict", cwd=published)
    assert done.returncode == 1
    assert "does not have the form of 'jurisdiction'" in done.stderr
    assert "Traceback" not in done.stderr
    assert differing(before, tree(published / "site")) == []


@pytest.mark.parametrize("gone", ["site_config/site.yml", "site_config/vocabularies/units.yml", "bulletins"])
def test_something_that_has_to_be_there_is_missing(published: Path, gone: str) -> None:
    before = tree(published / "site")
    shutil.move(published / gone, published / "elsewhere")
    done = run("bulletins", "build", cwd=published)
    assert done.returncode == 1
    assert Path(gone).name in done.stderr
    assert "Traceback" not in done.stderr
    stands(published, before)


def full(kind: str) -> Callable[..., Any]:
    def refuse(*arguments: Any, **options: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), kind)

    return refuse


@pytest.mark.parametrize(
    "place",
    [
        "generator.loading.store.replace",
        "generator.export.objects.place",
        "generator.site.build.write_sitemap",
        "generator.site.searching.PageStore.put",
        "generator.site.build.publish",
        "generator.site.build.staging",
    ],
)
def test_a_full_disk(
    published: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], place: str
) -> None:
    """Wherever the last byte goes: one line, the old site stands."""
    before = tree(published / "site")
    edit(published / "bulletins/notices/2024/PSB-2024-0006.yml", "en: The handles", "en: Both handles")
    monkeypatch.setattr(place, full("x"))
    assert cli.main(["build", "--project", str(published)]) == 1
    assert "No space left on device" in one_line(capfd.readouterr().err)
    stands(published, before)
    monkeypatch.undo()
    assert cli.main(["build", "--project", str(published)]) == 0
    assert b"Both handles" in (published / "site/bulletins/2024/PSB-2024-0006/index.html").read_bytes()


def test_a_file_that_the_system_does_not_let_grow(published: Path) -> None:
    """A limit of the system, not of the test: no file may be larger than 8 KiB, which bulletins are."""
    before = tree(published / "site")
    edit(published / "site_config/site.yml", "en: Invented data for tests.", "en: Invented.")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = subprocess.run(
        [str(SCRIPTS / "bulletins"), "build"],
        cwd=published,
        env={**environment(), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "File too large" in one_line(done.stderr)
    stands(published, before)


@pytest.mark.parametrize("after", [0.7, 1.1])
def test_a_build_that_is_killed(published: Path, after: float) -> None:
    before = tree(published / "site")
    shutil.rmtree(published / ".cache")
    edit(published / "bulletins/notices/2024/PSB-2024-0006.yml", "en: The handles", "en: Both handles")
    process = subprocess.Popen(
        [str(SCRIPTS / "bulletins"), "build"], cwd=published, env=environment(), stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    after_it = tree(published / "site")
    assert differing(before, after_it) == [] or b"Both handles" in after_it["bulletins/2024/PSB-2024-0006/index.html"]
    done = run("bulletins", "build", cwd=published)
    assert done.returncode == 0, done.stderr
    assert b"Both handles" in (published / "site/bulletins/2024/PSB-2024-0006/index.html").read_bytes()
    assert [path.name for path in published.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize("folder", [".", "bulletins", "bulletins/notices", "site_config", "site_config/theme", ".."])
def test_a_source_folder_is_no_place_for_a_site(published: Path, folder: str) -> None:
    before = tree(published)
    done = run("bulletins", "build", "--site-dir", folder, cwd=published)
    assert done.returncode == 1
    assert "is a source folder" in one_line(done.stderr)
    assert differing(before, tree(published)) == []


def test_the_folder_that_holds_the_records_is_no_place_for_a_site(published: Path, tmp_path: Path) -> None:
    shutil.move(published / "bulletins", tmp_path / "data" / "records")
    done = run(
        "bulletins", "build", "--records", tmp_path / "data/records", "--site-dir", tmp_path / "data", cwd=published
    )
    assert "is a source folder" in one_line(done.stderr)
    assert (tmp_path / "data/records/notices").is_dir()


def test_a_folder_with_other_things_is_not_replaced(published: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("dear")
    for place in ("home", "file"):
        done = run("bulletins", "build", "--site-dir", tmp_path / place, cwd=published)
        assert done.returncode == 1
        assert "holds something else" in one_line(done.stderr)
    assert (tmp_path / "home" / "letter.txt").read_text() == (tmp_path / "file").read_text() == "dear"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a list\n", "mkdocs.yml"),
        ("site_name: [\n", "mkdocs.yml is not readable"),
        ("site_url: javascript:x\n", "http or https"),
        (
            "site_name: x\nsite_url: https://a.example/\nplugins: []\ntheme: material\ndocs_dir: site_config/pages\n",
            "bulletins",
        ),
    ],
)
def test_a_broken_mkdocs_yml(published: Path, text: str, message: str) -> None:
    before = tree(published / "site")
    (published / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = run("bulletins", "build", cwd=published)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    stands(published, before)


def test_a_theme_without_a_body_marker(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p")
    main = root / "site_config/theme/main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("{{ ui.body }}", ""), encoding="utf-8")
    done = run("bulletins", "build", cwd=root)
    assert done.returncode == 1
    assert "no body marker" in one_line(done.stderr)
    assert not (root / "site").exists()


def test_a_broken_link_in_a_hand_written_page_stops_the_build(published: Path) -> None:
    before = tree(published / "site")
    (published / "site_config/pages/en/extra.md").write_text(
        "# Extra\n\n[x](bulletin:PSB-2024-9999)\n", encoding="utf-8"
    )
    done = run("bulletins", "build", cwd=published)
    assert done.returncode == 1
    assert "links to the bulletin 'PSB-2024-9999', which does not exist" in one_line(done.stderr)
    stands(published, before)
