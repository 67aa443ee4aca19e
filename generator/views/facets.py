"""Bulletins by category, hazard, authority and country: an index of each, and lists counted from the oldest.

Numbered pages follow the numbers that bulletins were given, not their dates: numbers are given out in order and never
again (`authoring/numbers.py`), so a bulletin that is dated back comes after those that were there before it. Within a
page, and on the page that readers come to first, the newest stands first.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from generator import urls
from generator.loading.catalog import Catalog
from generator.loading.entries import NoticeEntry
from generator.records.values import PartialDate
from generator.views.cases import STATES, state_id
from generator.views.lists import States, count, full_month_title
from generator.views.words import Language, Words

MOST = 100
"""Bulletins on a page. It never changes: what stands on page 7 rests on it."""


class Facet(NamedTuple):
    """A way to browse: its index page, how it is called (interface strings), whom it lists, and the names."""

    path: str
    title: str
    kind: str
    ids: Callable[[Catalog], Mapping[str, tuple[str, ...]]]
    name: Callable[[Language, str], Words]

    def value_path(self, value: str) -> str:
        """The list of one value, newest first."""
        return urls.listed(self.path, value)


FACETS = (
    Facet(urls.CATEGORIES, "Categories", "Category", lambda c: c.by_category, lambda w, v: w.term("categories", v)),
    Facet(urls.HAZARDS, "Hazards", "Hazard", lambda c: c.by_hazard, lambda w, v: w.term("hazards", v)),
    Facet(
        urls.AUTHORITIES, "Authorities", "Authority", lambda c: c.by_authority, lambda w, v: w.term("authorities", v)
    ),
    Facet(urls.COUNTRIES, "Countries", "Country", lambda c: c.by_country, lambda w, v: Words(w.country(v))),
)


class Line(NamedTuple):
    """A bulletin in a long list: one line."""

    id: str
    path: str
    title: Words
    published: str
    published_iso: str
    facts: str
    status: str
    state: str = ""
    state_class: str = ""


class Lines:
    """The lines of bulletins, each made once a language: a bulletin stands in many lists."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._made: dict[tuple[str, str], Line] = {}

    @cached_property
    def shown(self) -> dict[str, str]:
        """The hash of what lists show of each bulletin."""
        return {id: entry.shown for id, entry in self.catalog.notices.items()}

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(by_number(tuple(self.catalog.notices)))}

    def by_number(self, ids: Sequence[str]) -> list[str]:
        """Ids in the order in which they were given."""
        return sorted(ids, key=self._rank.__getitem__)

    def newest_first(self, ids: Sequence[str], language: Language, states: States | None = None) -> tuple[Line, ...]:
        """Those of `ids`, which go from the oldest on; with `states`, where the case of each stands (not kept)."""
        if states is not None:
            return tuple(line(self.catalog.notices[id], language, states) for id in reversed(ids))
        return tuple(self._line(id, language) for id in reversed(ids))

    def _line(self, id: str, language: Language) -> Line:
        key = language.code, id
        if key not in self._made:
            self._made[key] = line(self.catalog.notices[id], language)
        return self._made[key]


class FacetIndex(NamedTuple):
    """Every value with its count."""

    path: str
    title: str
    lede: str
    rows: tuple[tuple[Words, str, str], ...]
    ways: tuple[tuple[str, str], ...]


class FacetPage(NamedTuple):
    """A list of bulletins. `years` lead to the page where a year's newest bulletin stands."""

    path: str
    title: str
    kind: str
    lede: str
    crumbs: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    years: tuple[tuple[str, str, str], ...]
    links: tuple[tuple[str, str, str], ...]


def ways(language: Language) -> tuple[tuple[str, str], ...]:
    """Every way to browse, (title, path)."""
    own = [(language.t(facet.title), facet.path) for facet in FACETS]
    return (*own, (language.t("Platforms"), urls.PLATFORMS), (language.t("Substances"), urls.SUBSTANCES))


def facet_index(catalog: Catalog, facet: Facet, language: Language) -> FacetIndex:
    """The values of a facet that have bulletins, by name."""
    found = [(facet.name(language, value), value, len(ids)) for value, ids in facet.ids(catalog).items()]
    rows = sorted(found, key=lambda row: (row[0].text.casefold(), row[1]))
    total = count(len(catalog.notices), language)
    return FacetIndex(
        facet.path,
        language.t(facet.title),
        {
            urls.CATEGORIES: language.t("{count}, by kind of product.", count=total),
            urls.HAZARDS: language.t("{count}, by what can happen. A bulletin can name several hazards.", count=total),
            urls.AUTHORITIES: language.t("{count}, by who published them.", count=total),
            urls.COUNTRIES: language.t(
                "{count}, by the country whose authority published or notified them. "
                "It does not mean where the product was made.",
                count=total,
            ),
        }[facet.path],
        tuple((name, facet.value_path(value), language.number(number)) for name, value, number in rows),
        tuple(way for way in ways(language) if way[1] != facet.path),
    )


def pages(number: int) -> int:
    """How many numbered pages a list of so many bulletins has: none where all fit on its first page."""
    return -(-number // MOST) if number > MOST else 0


class Long(NamedTuple):
    """A list that may need numbered pages: where it is, its name, what leads to it, and its notices.

    `ids` from the oldest on, `numbers` the same by number, or empty where no numbered pages are needed. With `states`,
    of a platform, each line says where the case stands.
    """

    path: str
    name: str
    kind: str
    crumbs: tuple[tuple[str, str], ...]
    ids: Sequence[str]
    numbers: Sequence[str]
    states: States | None = None


def by_number(ids: Sequence[str]) -> list[str]:
    """Ids in the order in which they were given: by their year, within it by number, whatever its digits."""

    def place(notice_id: str) -> tuple[str, int, str]:
        year, _, number = notice_id[notice_id.index("-") + 1 :].partition("-")
        return year, len(number), number

    return sorted(ids, key=place)


def facet_list(catalog: Catalog, facet: Facet, value: str, numbers: Sequence[str], language: Language) -> Long:
    """The bulletins of a value."""
    crumbs = ((language.t(facet.title), facet.path),)
    name = facet.name(language, value).text
    return Long(facet.value_path(value), name, language.t(facet.kind), crumbs, facet.ids(catalog)[value], numbers)


def month_list(year: int, month: str, ids: Sequence[str], numbers: Sequence[str], language: Language) -> Long:
    """The bulletins of a month that has more of them than a page takes; or of a year, `month` being empty."""
    crumbs = (
        (language.t("All bulletins"), urls.BULLETINS),
        (language.date(PartialDate.parse(f"{year:04d}")), urls.year(year)),
    )
    name = language.t("Bulletins published in {when}", when=full_month_title(year, month, language))
    return Long(urls.month(year, month or urls.UNDATED), name, language.t("Month"), crumbs, ids, numbers)


def platform_month_list(
    platform: str, year: int, month: str, ids: Sequence[str], numbers: Sequence[str], states: States, language: Language
) -> Long:
    """The same of those that name a platform, with where their cases stand."""
    name = language.platform(platform).text
    crumbs = (
        (language.t("Platforms"), urls.PLATFORMS),
        (name, urls.platform(platform)),
        (language.date(PartialDate.parse(f"{year:04d}")), urls.platform_year(platform, year)),
    )
    when = full_month_title(year, month, language)
    title = language.t("Bulletins that name {platform}, {when}", platform=name, when=when)
    path = urls.platform_month(platform, year, month or urls.UNDATED)
    return Long(path, title, language.t("Month"), crumbs, ids, numbers, states)


def newest_page(lines: Lines, whole: Long, language: Language) -> FacetPage:
    """The list that readers come to first: the newest bulletins, and where the others are."""
    links = []
    lede = count(len(whole.ids), language)
    if len(whole.ids) > MOST:
        here = set(whole.ids[-MOST:])
        left = next(at for at in range(len(whole.numbers), 0, -1) if whole.numbers[at - 1] not in here)
        older = (left - 1) // MOST + 1
        links.append(("prev", language.t("Older: page {n}", n=older), urls.numbered(whole.path, older)))
        lede = language.t("{count}. The newest {n} are here.", count=lede, n=MOST)
    return FacetPage(
        whole.path,
        whole.name,
        whole.kind,
        lede,
        whole.crumbs,
        lines.newest_first(whole.ids[-MOST:], language, whole.states),
        _years(whole, language) if len(whole.ids) > MOST else (),
        tuple(links),
    )


def numbered_page(lines: Lines, whole: Long, page: int, language: Language) -> FacetPage:
    """Page `page`, counted from the lowest number: new bulletins come on new pages, so this one stays."""
    first, last = (page - 1) * MOST, min(page * MOST, len(whole.ids))
    by_date = sorted(whole.numbers[first:last], key=lambda i: lines.catalog.notices[i].sort_key)
    links = []
    if page > 1:
        links.append(("prev", language.t("Older: page {n}", n=page - 1), urls.numbered(whole.path, page - 1)))
    newer = page < pages(len(whole.ids))
    title = language.t("Newer: page {n}", n=page + 1) if newer else language.t("Newest")
    links.append(("next", title, urls.numbered(whole.path, page + 1) if newer else whole.path))
    lede = language.t(
        "Page {page}: bulletins {first} to {last} in the order of their numbers.",
        page=page,
        first=language.number(first + 1),
        last=language.number(last),
    )
    return FacetPage(
        urls.numbered(whole.path, page),
        language.t("{name}, page {n}", name=whole.name, n=page),
        whole.kind,
        lede,
        (*whole.crumbs, (whole.name, whole.path)),
        lines.newest_first(by_date, language, whole.states),
        (),
        tuple(links),
    )


def line(entry: NoticeEntry, language: Language, states: States | None = None) -> Line:
    """One bulletin as a long list shows it."""
    title, code = entry.text("title", language.code)
    statuses = {"withdrawn": language.t("Withdrawn"), "superseded": language.t("Superseded")}
    label, css = ("", "") if states is None else STATES[state_id(states.get(entry.id))]
    facts = [*(language.term("hazards", h).text for h in entry.hazards)]
    facts += [language.platform(platform).text for platform in entry.platforms]
    status = statuses.get(entry.status, language.t("Unconfirmed") if entry.unconfirmed else "")
    return Line(
        entry.id,
        urls.notice(entry.id),
        Words(title, "" if code == language.code else code),
        language.date(entry.date),
        entry.published,
        " · ".join(facts),
        status,
        language.t(label) if label else "",
        css,
    )


def _years(whole: Long, language: Language) -> tuple[tuple[str, str, str], ...]:
    """(Year of the numbers, the last page that has one of them, how many), newest first."""
    numbers = Counter(notice_id.split("-")[1] for notice_id in whole.numbers)
    found, until = [], 0
    for year in sorted(numbers):
        until += numbers[year]
        found.append((year, urls.numbered(whole.path, (until - 1) // MOST + 1), language.number(numbers[year])))
    return tuple(reversed(found)) if len(found) > 1 else ()
