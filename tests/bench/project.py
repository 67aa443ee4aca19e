"""A project folder of invented platforms with the shipped vocabularies, pages, theme and texts."""

import shutil
from pathlib import Path

from tests.bench import words
from tests.bench.invent import both

HERE = Path(__file__).resolve().parents[2]
EDIT = "https://records.example/edit/"
LANGUAGES = (("en", "English"), ("ko", "한국어"))


def make_project(root: Path, languages: int) -> Path:
    """Make the project at `root`, published in one or two languages; returns `root`."""
    config = root / "site_config"
    config.mkdir(parents=True)
    shutil.copy(HERE / "mkdocs.yml", root / "mkdocs.yml")
    for name in ("vocabularies", "pages", "theme", "locales"):
        shutil.copytree(HERE / "site_config" / name, config / name)
    if languages == 1:
        shutil.rmtree(config / "pages" / "ko")
    _write(config / "vocabularies" / "authorities.yml", authorities())
    for name, pair in words.PLATFORMS.items():
        _write(config / "platforms" / f"{name}.yml", platform(name, pair))
    _write(config / "site.yml", site(languages))
    return root


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def authorities() -> list[str]:
    """A vocabulary of invented authorities in the place of the real ones."""
    lines = ["terms:"]
    for name, (english, korean, country) in words.AUTHORITIES.items():
        lines += [
            f"  - id: {name}",
            *both("name", (english, korean), "    "),
            "    kind: authority",
            f"    jurisdiction: {country}",
        ]
    return lines


def platform(name: str, pair: tuple[str, str]) -> list[str]:
    """An invented platform."""
    source = [
        "sources:",
        "  - id: none",
        "    name: Invented for measuring",
        "    url: https://www.office.example/",
        "    retrieved: 2025-12",
    ]
    return [f"id: {name}", *both("name", pair), "invented: true", *source]


def site(languages: int) -> list[str]:
    """The site's own settings, with the banner that every record is invented."""
    return [
        *both("title", ("Invented bulletins", "지어낸 알림")),
        *both("description", ("Invented records, for measuring only.", "측정을 위해 지어낸 기록입니다.")),
        *both("publisher", ("The benchmark", "성능 측정")),
        *both(
            "disclaimer",
            ("No product, seller or platform here exists.", "여기의 제품, 판매자, 플랫폼은 실재하지 않습니다."),
        ),
        *both("invented", ("Every record on this site is invented.", "이 사이트의 모든 기록은 지어낸 것입니다.")),
        "languages:",
        *(line for code, name in LANGUAGES[:languages] for line in (f"  - code: {code}", f"    name: {name}")),
        "time_zone: Asia/Seoul",
        "id_prefix: PSB",
        f'edit_url: "{EDIT}{{path}}"',
    ]
