"""What the search knows of a page: the terms by which it is found, and what a result shows.

A document is a bulletin, or another page, in all languages of the site together: the words of every language lead to
it, and the result is shown in the reader's. Its terms stand in three classes, each term in the first that has it:
names (title, product, brand, models, codes), kinds (platforms, hazards, category, substances) and other text.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

from generator import urls
from generator.loading.entries import NoticeEntry
from generator.loading.settings import Settings
from generator.records.identifiers import bare, number_key
from generator.records.terms import LONGEST, terms, wholes
from generator.records.values import LocalText
from generator.views.bulletin import TOP_LEVELS
from generator.views.cases import NO_RESPONSE
from generator.views.page import Page
from generator.views.words import Language

FACETS = ("platform", "hazard", "category", "substance", "authority", "country", "year", "state", "level")
SUMMARY = 160
"""Characters of a result's text."""
TITLE = 140

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)

Classes = tuple[list[str], list[str], list[str]]
"""Terms by class, sorted, each once."""


class PageText(NamedTuple):
    """A page that is no bulletin, in one language; `path` is below the language's root."""

    path: str
    language: str
    title: str
    summary: str
    kind: str = "page"
    date: str = ""
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    text: str = ""


def text_of(html: str) -> str:
    """The words of an HTML fragment."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def page_text(page: Page) -> PageText:
    """What a rendered page says. The handbook is found by its title, not by the invented codes in it."""
    meta = page.meta
    text = "" if meta.kind == "handbook" else text_of(page.body)
    return PageText(
        page.path, page.language, page.title, meta.summary, meta.kind, meta.date, meta.platforms, meta.codes, text
    )


def page_classes(texts: Sequence[PageText]) -> Classes:
    """The terms of a page, from its texts in every language."""
    names = {t for page in texts for text in (page.title, *page.names, *page.codes) for t in terms(text)}
    names.update(code for page in texts for code in codes(page.codes))
    return _classes(names, set(), {t for page in texts for text in (page.summary, page.text) for t in terms(text)})


def page_row(texts: Sequence[PageText], language: str, default: str) -> str:
    """What a result shows of a page, as `notice_row`, with the page's path at the end.

    The path is below the language's root; that of a page which only another language has begins with `/`.
    """
    page = next((p for p in texts if p.language == language), texts[0])
    lang = "" if page.language == language else page.language
    path = f"/{urls.language_root(lang, default)}{page.path}" if lang else page.path
    return _row("", page.date, page.title, lang, [], [], "", "", [], _cut(page.summary, SUMMARY), path)


def codes(values: Iterable[str]) -> Iterator[str]:
    """Codes as terms: the keys of the look-up index."""
    return _keys(number_key(bare(value)) for value in values)


def _keys(keys: Iterable[str]) -> Iterator[str]:
    """Keys of the look-up index that can be terms: signs beyond 16 bits have another order in the browser."""
    return (key[:LONGEST] for key in keys if len(key) > 2 and (key.isascii() or max(key) < "\U00010000"))


class Vocabulary:
    """The terms of names that stand on many bulletins, in every language of the site; made when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.languages = [Language(language.code, settings) for language in settings.site.languages]
        self._term = lru_cache(maxsize=None)(self._make)

    def __call__(self, kind: str, ids: Iterable[str]) -> Iterator[str]:
        """Terms of the entries of a vocabulary; `kind` is its name, `platforms` or `countries`."""
        for name in ids:
            yield from self._term(kind, name)

    def _make(self, kind: str, name: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(term for text in self._names(kind, name) for term in (*terms(text), *wholes([text])))
        )

    def _names(self, kind: str, name: str) -> Iterator[str]:
        if kind == "countries":
            yield from (language.country(name) for language in self.languages)
        elif kind == "platforms":
            platform = self.settings.platforms[name]
            yield from (*platform.name.values(), *platform.aliases)
        else:
            term = self.settings.terms[kind][name]
            yield from (*term.name.values(), *getattr(term, "aliases", ()), getattr(term, "cas", None) or "")


def notice_classes(data: Mapping[str, Any], entry: NoticeEntry, named: Vocabulary) -> Classes:
    """The terms of a bulletin. `data` is its record as plain data."""
    product = data["product"]
    titles = [*data["title"].values(), *product["name"].values(), entry.brand, *product.get("models", ())]
    names = {term for text in titles for term in terms(text)}
    names.update(wholes(titles))
    names.update(_keys(key for key, kind in entry.lookup if kind != "model"))
    kinds = {
        *named("platforms", entry.platforms),
        *named("hazards", entry.hazards),
        *named("categories", (entry.category,)),
        *named("substances", entry.substances),
    }
    found = data.get("findings", ())
    texts = {
        *named("authorities", (entry.authority,)),
        *named("users", product.get("intended_users", ())),
        *named("properties", (x["property"] for x in found if x.get("property"))),
        *named("countries", filter(None, (entry.jurisdiction, entry.notified_by, product.get("origin")))),
        *(term for text in _texts(data, found) for term in terms(text)),
    }
    return _classes(names, kinds, texts)


def _texts(data: Mapping[str, Any], found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The running text of a record, in every language."""
    product = data["product"]
    blocks = [data["summary"], data["risk"], data.get("note"), product.get("description"), product.get("sold")]
    blocks += [hazard.get("description") for hazard in data["hazards"]]
    blocks += [part for finding in found for part in (finding.get("part"), finding.get("note"))]
    for block in blocks:
        yield from block.values() if block else ()
    yield from (listing["seller"] for listing in data.get("listings", ()) if listing.get("seller"))


def _classes(names: set[str], kinds: set[str], texts: set[str]) -> Classes:
    return sorted(names), sorted(kinds - names), sorted(texts - kinds - names)


def notice_row(entry: NoticeEntry, states: Sequence[str], language: str) -> str:
    """What a result shows of a bulletin, as a JSON list.

    `[id, published, title, language of the title if another, hazards, platforms, level, status, states, text]`;
    ids of vocabularies and platforms, whose names the reader's page knows. Empty fields at the end are left out.
    """
    title, lang = LocalText(dict(entry.title)).best(language)
    summary, code = LocalText(dict(entry.summary)).best(language)
    return _row(
        entry.id,
        entry.published,
        _cut(title, TITLE),
        "" if lang == language else lang,
        list(entry.hazards),
        list(entry.platforms),
        entry.level if entry.level in ("serious", "high") else "",
        "" if entry.status == "active" else entry.status,
        [state for state in dict.fromkeys(states) if state != NO_RESPONSE],
        _cut(summary, SUMMARY) if code == lang else "",
        "",
    )


def _row(*fields: object) -> str:
    kept = list(fields)
    while kept and not kept[-1]:
        kept.pop()
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def facet_values(entry: NoticeEntry, states: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Ids of the values of each facet of FACETS."""
    countries = dict.fromkeys(filter(None, (entry.jurisdiction, entry.notified_by)))
    return (
        entry.platforms,
        entry.hazards,
        (entry.category,),
        entry.substances,
        (entry.authority,),
        tuple(countries),
        (entry.published[:4],),
        tuple(dict.fromkeys(states)),
        (entry.level,) if entry.level in TOP_LEVELS else (),
    )


def facet_names(settings: Settings, used: Mapping[str, Iterable[str]], code: str) -> dict[str, dict[str, str]]:
    """Names of the platforms and hazards that bulletins name, for results outside of the search page."""
    language = Language(code, settings)
    return {
        "platform": {name: language.platform(name).text for name in used["platform"]},
        "hazard": {name: language.term("hazards", name).text for name in used["hazard"]},
    }
