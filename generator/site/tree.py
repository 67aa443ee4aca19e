"""What an engine takes in, and what it hands over beside the finished pages: shells, documents, public paths."""

from importlib.metadata import version
from pathlib import Path

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


def write_documents(folder: Path, documents: list[tuple[str, str]]) -> None:
    """Write search documents, `(file, text)`, below a folder."""
    for file, text in documents:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def write_tree(
    tree: Path, shells: dict[str, dict[str, str]], documents: list[tuple[str, str]], paths: list[str]
) -> None:
    """Write what is not the site itself: shells by language and section, search documents, public paths."""
    for code, own in shells.items():
        for section, html in own.items():
            target = tree / "shell" / code / f"{section}.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(html, encoding="utf-8")
    write_documents(tree / "search", documents)
    (tree / "paths").write_text("\n".join(paths), encoding="utf-8")
