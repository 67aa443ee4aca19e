"""What an engine hands over beside the finished pages: shells, search documents and public paths."""

from pathlib import Path


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
