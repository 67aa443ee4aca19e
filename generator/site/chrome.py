"""What the theme's template needs to draw the chrome of a page: one object, the same for both lanes."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from generator import urls
from generator.loading.settings import Settings
from generator.records.values import PartialDate
from generator.views.words import Language

_HREF = re.compile(r'\s(?:href|src)="([^"]*)"')

NAV = (
    ("check", urls.CHECK, "Check my item"),
    ("bulletins", urls.BULLETINS, "Bulletins"),
    ("platforms", urls.PLATFORMS, "Platforms"),
    ("agreements", urls.AGREEMENTS, "Agreements"),
    ("reports", urls.REPORTS, "Published results"),
    ("statistics", urls.STATISTICS, "Market"),
    ("substances", urls.SUBSTANCES, "Substances"),
)
FOOTER = (
    ("about/", "About"),
    ("methodology/", "How we measure"),
    ("corrections/", "Corrections and right of reply"),
)


@dataclass(slots=True)
class Link:
    """A link of the chrome."""

    title: str
    url: str
    current: bool = False


@dataclass(slots=True)
class LanguageLink:
    """The same page in a language."""

    code: str
    name: str
    url: str
    absolute: str
    current: bool


@dataclass(slots=True)
class Chrome:
    """Everything around a page's body. Values may be marker tokens (the stamped lane's shell)."""

    language: Language
    lang: str
    site_name: str
    root: str
    home: str
    nav: list[Link]
    languages: list[LanguageLink]
    footer_links: list[Link]
    publisher: str
    disclaimer: str
    invented: str
    search: bool
    canonical: str = ""
    title: str = ""
    description: str = ""
    robots: str = ""
    head: str = ""
    body: str | None = None
    as_of: str = ""
    wide: bool = False
    edit_url: str = ""

    def t(self, message: str, **values: object) -> str:
        """An interface string."""
        return self.language.t(message, **values)

    def day(self, iso: str) -> str:
        """An ISO date in words."""
        return self.language.date(PartialDate.parse(iso))


def chrome_of(
    settings: Settings,
    code: str,
    path: str,
    *,
    search: bool,
    site_url: str = "",
    section: str = "",
    root: str | None = None,
) -> Chrome:
    """The chrome of the page at `path` below the root of language `code`.

    `root` overrides the relative prefix to the site's root (for the page that is served at any depth).
    """
    language = Language(code, settings)
    prefix = urls.language_root(code, settings.default_language)
    up = urls.up(prefix + path) if root is None else root
    here = up + prefix
    site = settings.site

    def other(tag: str) -> str:
        return urls.language_root(tag, settings.default_language) + path

    return Chrome(
        language=language,
        lang=code,
        site_name=language.words(site.title).text,
        root=up,
        home=here,
        nav=[Link(language.t(title), here + target, name == section) for name, target, title in NAV],
        languages=[
            LanguageLink(x.code, x.name, up + other(x.code), urls.absolute(site_url, other(x.code)), x.code == code)
            for x in site.languages
        ],
        footer_links=[Link(language.t(title), here + target) for target, title in FOOTER],
        publisher=language.words(site.publisher).text,
        disclaimer=language.words(site.disclaimer).text,
        invented=language.words(site.invented).text if site.invented else "",
        search=search,
        canonical=urls.absolute(site_url, prefix + path),
    )


def internal_links(body: str, at: str) -> Iterator[str]:
    """Every link of a page's body that stays in the site, as a path below its root. `at` is the page's own path."""
    for raw in _HREF.findall(body):
        parts = urlsplit(unescape(raw))
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = posixpath.normpath(posixpath.join("/", at, parts.path)).lstrip("/")
        yield f"{target}/" if parts.path.endswith("/") and target else target
