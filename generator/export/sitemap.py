"""The sitemap: every public page with its address, split where the format's limit asks for it."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from generator.urls import absolute

_MOST = 40_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write_sitemap(folder: Path, site_url: str, pages: Iterable[tuple[str, str]]) -> int:
    """Write `sitemap.xml` (and parts of at most 40,000 addresses). `pages` are (path, ISO day or empty).

    Returns the number of addresses. Without a site address no sitemap is written: it would need one.
    """
    for old in folder.glob("sitemap*.xml"):
        old.unlink()
    if not site_url:
        return 0
    entries = [
        f"<url><loc>{escape(absolute(site_url, path))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for path, day in pages
    ]
    parts = [entries[start : start + _MOST] for start in range(0, len(entries), _MOST)]
    if len(parts) <= 1:
        (folder / "sitemap.xml").write_text(_urlset(entries), encoding="utf-8")
        return len(entries)
    names = []
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        (folder / name).write_text(_urlset(part), encoding="utf-8")
        names.append(f"<sitemap><loc>{escape(site_url.rstrip('/'))}/{name}</loc></sitemap>\n")
    (folder / "sitemap.xml").write_text(
        f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(names)}</sitemapindex>\n", encoding="utf-8"
    )
    return len(entries)


def _urlset(entries: list[str]) -> str:
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(entries)}</urlset>\n"
