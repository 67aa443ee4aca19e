"""Reading built pages: links, anchors, text, and whether what a page refers to is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import html

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"))


@dataclass(frozen=True)
class Link:
    """A reference of a page: the element's name and `rel`, and the address as written."""

    tag: str
    rel: str
    address: str

    @property
    def external(self) -> bool:
        """Whether it leaves the site."""
        parts = urlsplit(self.address)
        return bool(parts.scheme or parts.netloc)


def parsed(text: str) -> html.HtmlElement:
    """A page as a tree."""
    return html.document_fromstring(text)


def links(tree: html.HtmlElement) -> Iterator[Link]:
    """Every reference of a page."""
    for tag, attribute in LINKS:
        for element in tree.iter(tag):
            address = element.get(attribute)
            if address is not None:
                yield Link(tag, element.get("rel", ""), address)


def anchors(tree: html.HtmlElement) -> frozenset[str]:
    """Every id of a page."""
    return frozenset(element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id"))


def visible(tree: html.HtmlElement) -> str:
    """The text of the page's main part with white space made even."""
    return " ".join(tree.xpath("string(//main)").split())


def headings(tree: html.HtmlElement) -> list[str]:
    """Every heading of the main part in order, with its level: `h2 The risk`."""
    found = tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    return [f"{element.tag} {' '.join(element.text_content().split())}" for element in found]


def broken_links(site: Path) -> list[str]:
    """Every reference from a page of the site to a file or a fragment that is not there."""
    pages = {
        path.relative_to(site).as_posix(): parsed(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    ids = {name: anchors(page) for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        for link in links(page):
            if link.external or name == "404.html":
                continue
            problem = _problem(site, name, link.address, ids)
            if problem:
                found.append(f"{name}: {link.address} ({problem})")
    return sorted(set(found))


def _problem(site: Path, name: str, address: str, ids: dict[str, frozenset[str]]) -> str:
    parts = urlsplit(address)
    if parts.path.startswith("/"):
        return "absolute"
    folder = PurePosixPath(name).parent.as_posix()
    target = normpath(f"{folder}/{unquote(parts.path)}") if parts.path else name
    if target.startswith(".."):
        return "leaves the site"
    if parts.path.endswith("/") or parts.path in (".", "..") or target == ".":
        target = normpath(f"{target}/index.html")
    if not (site / target).is_file():
        return "no such file"
    if parts.fragment and unquote(parts.fragment) not in ids.get(target, frozenset()):
        return "no such place on the page"
    return ""


def spread(text: str) -> str:
    """HTML with one element a line, so that two versions of a page differ in few lines."""
    return re.sub(r">(?=<)", ">\n", text)
