"""A rendered page before it gets its chrome, whichever lane it takes."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Meta:
    """What search shows of a page, its own `codes`, and the `words` (names) by which people look for it.

    `facets` are (facet, id of a value): what the search page filters by.
    """

    kind: str = "page"
    date: str = ""
    iso: str = ""
    platforms: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language. `path` is below the language root, `body` is HTML, `source` the record's file."""

    path: str
    language: str
    title: str
    description: str
    body: str
    section: str
    source: str = ""
    head: str = ""
    wide: bool = False
    meta: Meta = field(default_factory=Meta)
