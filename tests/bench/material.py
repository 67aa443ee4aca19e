"""A sample of the pages by plain MkDocs with Material: one Markdown file a bulletin, default theme."""

import sys
from pathlib import Path

from tests.bench.hugo import cut
from tests.bench.measure import BenchError, Run, put_aside, run

_CONFIG = """\
site_name: Invented bulletins
site_url: https://bulletins.example/
theme:
  name: material
plugins: []
"""
# Without a navigation of its own MkDocs puts every page into it, and the navigation into every page.
_UNLISTED = """\
nav:
  - index.md
not_in_nav: "*"
"""
WAYS = {"plain": _CONFIG, "unlisted": _CONFIG + _UNLISTED}


def make_source(folder: Path, site: Path, count: int, way: str) -> int:
    """Write a MkDocs project below `folder` with `count` of our bulletins in English; returns how many there are.

    `way` is `plain` (MkDocs as it comes) or `unlisted` (the pages are kept out of the navigation).
    """
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(WAYS[way], encoding="utf-8")
    (docs / "index.md").write_text("# Invented bulletins\n", encoding="utf-8")
    pages = sorted(site.glob("bulletins/*/PSB-*/index.html"))
    step = max(1, len(pages) // count)
    chosen = pages[::step][:count]
    for page in chosen:
        parts = cut(page)
        target = docs / "bulletins" / page.parts[-3] / f"{page.parts[-2]}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        description = parts.description.replace("\\", "\\\\").replace('"', '\\"')
        target.write_text(
            f'---\ntitle: {page.parts[-2]}\ndescription: "{description}"\n---\n\n{parts.body}', encoding="utf-8"
        )
    return len(chosen)


def build(folder: Path, count: int) -> Run:
    """Build it. Raises BenchError where pages are missing."""
    put_aside(folder / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    done = run(command, folder.parent, {"NO_MKDOCS_2_WARNING": "1"})
    found = sum(1 for _ in folder.glob("site/**/PSB-*/index.html"))
    if found != count:
        raise BenchError(f"MkDocs made {found} bulletin pages of {count}:\n{done.output[-3000:]}")
    return done
