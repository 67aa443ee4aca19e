"""What an engine takes in, and what it hands over beside the finished pages: shells, texts for search, public paths."""

import json
from importlib.metadata import version
from pathlib import Path

from generator.export.search.documents import PageText
from generator.site.project import Project


def engine_input(project: Project) -> bytes:
    """All that the engine's output depends on beside the pages: versions, mkdocs.yml, theme, hand-written pages."""
    parts = [
        f"mkdocs {version('mkdocs')} material {version('mkdocs-material')}".encode(),
        (project.root / "mkdocs.yml").read_bytes(),
    ]
    for folder in (project.config / "theme", project.config / "pages"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return b"\0".join(parts)


def write_tree(tree: Path, shells: dict[str, dict[str, str]], texts: list[PageText], paths: list[str]) -> None:
    """Write what is not the site itself: `shell/CODE/SECTION.html`, `search` (JSON), `paths` (a public path a line)."""
    for code, own in shells.items():
        for section, html in own.items():
            target = tree / "shell" / code / f"{section}.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(html, encoding="utf-8")
    (tree / "search").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    (tree / "paths").write_text("\n".join(paths), encoding="utf-8")


def read_texts(tree: Path) -> list[PageText]:
    """What the engine's pages say, as `write_tree` has kept it."""
    texts = (PageText(*fields) for fields in json.loads((tree / "search").read_text(encoding="utf-8")))
    return [text._replace(names=tuple(text.names), codes=tuple(text.codes)) for text in texts]
