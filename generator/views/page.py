"""A rendered page before it gets its chrome, whichever lane it takes."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Meta:
    """What search shows of a page that is no bulletin, and its own `codes`."""

    kind: str = "page"
    date: str = ""
    platforms: tuple[str, ...] = ()
    summary: str = ""
    codes: tuple[str, ...] = ()


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
