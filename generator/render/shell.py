"""The stamped lane: a shell page that the site engine has built, cut at its marker tokens, and pages stamped into it.

The shell is plain HTML, whichever engine built it. Its relative links are resolved once, so that one shell serves
pages at any depth.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import escape

from generator import urls
from generator.loading.settings import Settings
from generator.views.page import Page

_TOKEN = re.compile(r"@@([A-Z]+(?:-[a-z]+)?)@@")
_RELATIVE = re.compile(r"""(?P<quote>["'])(?P<up>(?:\.\./)+|\./)(?P<rest>[^"'@]*)(?P=quote)""")
# A page that comes from many records (a list) has no one file to edit: its shell goes without the link.
_EDIT = re.compile(r"""<p\b[^>]*><a\b[^>]*href="@@EDIT@@"[^>]*>[^<]*</a></p>\n?""")

SHELL_FOLDER = "_shell"
SECTIONS = ("bulletins", "platforms", "substances", "statistics")


class BrokenShell(Exception):
    """The engine's shell page lacks a marker, so that no page can be stamped into it."""


def shell_path(section: str) -> str:
    """Where the engine builds the shell of a section, below the language root."""
    return f"{SHELL_FOLDER}/{urls.segment(section)}/"


def token(name: str) -> str:
    """The marker text for a value that each page fills in."""
    return f"@@{name}@@"


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell cut at its markers: texts and token names in turn, ready for pages at one depth."""

    parts: tuple[str, ...]
    slots: tuple[tuple[int, str], ...]
    digest: str

    def stamp(self, values: dict[str, str]) -> str:
        """The page: every marker replaced by its value, which is HTML already."""
        out = list(self.parts)
        for index, name in self.slots:
            out[index] = values[name]
        return "".join(out)


def cut(html: str, built_at: str, path: str, digest: str) -> Shell:
    """Cut the shell that was built at `built_at` for pages that lie at `path` (both below the site root).

    Raises BrokenShell where the body marker is missing.
    """
    depth = urls.up(path)

    def relink(match: re.Match[str]) -> str:
        climbs = match["up"].count("../")
        folders = built_at.rstrip("/").split("/")
        base = folders[: len(folders) - climbs]
        target = "/".join([*base, match["rest"]]) if base else match["rest"]
        return f"{match['quote']}{depth if depth != './' or not target else ''}{target}{match['quote']}"

    pieces = _TOKEN.split(_RELATIVE.sub(relink, html))
    names = tuple((index, name) for index, name in enumerate(pieces) if index % 2)
    if not any(name == "BODY" for _, name in names):
        raise BrokenShell("the shell page has no body marker: does the theme's main.html print ui.body?")
    return Shell(tuple(pieces), names, digest)


class Stamper:
    """Stamps pages of one language into their section's shell. `shells` are the built HTML by section."""

    def __init__(self, settings: Settings, code: str, site_url: str, shells: dict[str, str], digest: str) -> None:
        self.settings, self.code, self.site_url, self.shells, self.digest = settings, code, site_url, shells, digest
        self.prefix = urls.language_root(code, settings.default_language)
        self._cut = cache(self._cut_for)

    def _cut_for(self, section: str, depth: int, editable: bool) -> Shell:
        built_at = self.prefix + shell_path(section)
        html = self.shells[section]
        return cut(html if editable else _EDIT.sub("", html), built_at, "x/" * depth, self.digest)

    def stamp(self, page: Page) -> str:
        """The whole HTML page."""
        path = self.prefix + page.path
        up = urls.up(path)
        site = self.settings.site
        values = {
            "TITLE": escape(full_title(page.title, self.settings, self.code)),
            "DESCRIPTION": escape(shorten(page.description)),
            "CANONICAL": escape(urls.absolute(self.site_url, path)),
            "HEAD": page.head,
            "BODY": f'<div class="wide">{page.body}</div>' if page.wide else page.body,
            "EDIT": escape(site.edit_url.replace("{path}", page.source)) if site.edit_url and page.source else "",
        }
        for language in site.languages:
            other = urls.language_root(language.code, self.settings.default_language) + page.path
            values[f"ALT-{language.code}"] = up + other
            values[f"ABS-{language.code}"] = escape(urls.absolute(self.site_url, other))
        return self._cut(page.section, path.count("/"), bool(values["EDIT"])).stamp(values)


def full_title(title: str, settings: Settings, code: str) -> str:
    """Text of the title element: the page, then the site."""
    site = settings.site.title.best(code)[0]
    return title if title == site else f"{title} · {site}"


def shorten(text: str, most: int = 160) -> str:
    """A description of at most `most` characters, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
