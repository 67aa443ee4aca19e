"""Lists of bulletins: by year, by month, by platform and year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator import urls
from generator.compliance.timeline import State
from generator.loading.catalog import Catalog
from generator.loading.entries import NoticeEntry
from generator.records.values import PartialDate
from generator.views.cases import STATES, state_id
from generator.views.words import Language, Words


class Card(NamedTuple):
    """A bulletin in a list."""

    id: str
    path: str
    title: Words
    summary: Words
    published: str
    published_iso: str
    platforms: tuple[Words, ...]
    hazards: tuple[Words, ...]
    status: str
    unconfirmed: bool
    state: str = ""
    state_class: str = ""
    lot: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Bulletins under one heading, newest first. `path` links to the group's own page where it has one."""

    title: str
    path: str
    cards: tuple[Card, ...]
    count: str
    chips: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: its groups, and links to its neighbours."""

    path: str
    title: str
    lede: str
    groups: tuple[Group, ...]
    crumbs: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str], ...]
    ways: tuple[tuple[str, str], ...] = ()
    latest: tuple[Card, ...] = ()


def card(entry: NoticeEntry, language: Language, state: State | None = None, *, with_state: bool = False) -> Card:
    """One bulletin as a list shows it; `with_state` adds where its case on the platform of the list stands."""
    title, title_language = entry.text("title", language.code)
    summary, summary_language = entry.text("summary", language.code)
    label, css = STATES[state_id(state)] if with_state else ("", "")
    statuses = {"withdrawn": language.t("Withdrawn"), "superseded": language.t("Superseded")}
    return Card(
        id=entry.id,
        path=urls.notice(entry.id),
        title=Words(title, "" if title_language == language.code else title_language),
        summary=Words(summary, "" if summary_language == language.code else summary_language),
        published=language.date(entry.date),
        published_iso=entry.published,
        platforms=tuple(language.platform(platform) for platform in entry.platforms),
        hazards=tuple(language.term("hazards", hazard) for hazard in entry.hazards),
        status=statuses.get(entry.status, ""),
        unconfirmed=entry.unconfirmed,
        state=language.t(label) if label else "",
        state_class=css,
        lot=entry.pooled,
    )


def newest_first(entries: Iterable[NoticeEntry]) -> list[NoticeEntry]:
    """By publication date, newest first; equal dates by id."""
    return sorted(entries, key=lambda e: e.sort_key, reverse=True)


def count(number: int, language: Language) -> str:
    """`1 bulletin`, `12 bulletins`."""
    return language.n("{n} bulletin", "{n} bulletins", number)


def newest(catalog: Catalog, number: int = 6) -> list[NoticeEntry]:
    """The newest notices, newest first."""
    return [catalog.notices[i] for i in list(catalog.notices)[: -number - 1 : -1]]


def year_index(catalog: Catalog, language: Language, ways: tuple[tuple[str, str], ...] = ()) -> Listing:
    """The newest bulletins, all years with their months and counts, and other `ways` to browse: (title, path)."""
    groups = []
    for year in sorted(catalog.by_year, reverse=True):
        months = Counter(catalog.notices[i].month for i in catalog.by_year[year])
        chips = tuple(
            (month_title(year, month, language), urls.month(year, month), language.number(months[month]))
            for month in sorted(months, reverse=True)
            if month
        )
        title = language.date(PartialDate.parse(f"{year:04d}"))
        groups.append(Group(title, urls.year(year), (), count(months.total(), language), chips))
    return Listing(
        urls.BULLETINS,
        language.t("All bulletins"),
        language.t("{count}, by year of publication.", count=count(len(catalog.notices), language)),
        tuple(groups),
        (),
        (),
        ways,
        tuple(card(entry, language) for entry in newest(catalog)),
    )


MOST = 100
"""A year with more bulletins than this is shown as months with counts."""


def year_page(catalog: Catalog, year: int, language: Language, most: int = MOST) -> Listing:
    """The bulletins of a year by month; where there are more than `most`, the months and counts only."""
    entries = newest_first(catalog.notices[i] for i in catalog.by_year[year])
    months = sorted({entry.month for entry in entries}, reverse=True)
    groups = []
    for month in months:
        within = [entry for entry in entries if entry.month == month]
        title = month_title(year, month, language)
        # A month has a page of its own; what has no month, only where it is too much for this one.
        path = urls.month(year, month or urls.UNDATED) if month or len(within) > most else ""
        cards = tuple(card(entry, language) for entry in within) if len(entries) <= most or not path else ()
        groups.append(Group(title, path, cards, count(len(within), language)))
    return Listing(
        urls.year(year),
        language.t("Bulletins published in {when}", when=language.date(PartialDate.parse(f"{year:04d}"))),
        count(len(entries), language),
        tuple(groups),
        ((language.t("All bulletins"), urls.BULLETINS),),
        _neighbours(sorted(catalog.by_year), year, language),
    )


def month_title(year: int, month: str, language: Language) -> str:
    """`May 2024`, or that only the year is known."""
    if not month:
        return language.t("Month not known")
    return language.date(PartialDate.parse(f"{year:04d}-{month}"))


def full_month_title(year: int, month: str, language: Language) -> str:
    """The same for a title by itself: `2024, month not known`."""
    if month:
        return month_title(year, month, language)
    return language.t("{year}, month not known", year=language.date(PartialDate.parse(f"{year:04d}")))


def month_page(catalog: Catalog, year: int, month: str, language: Language) -> Listing:
    """The bulletins of a month."""
    entries = newest_first(e for e in (catalog.notices[i] for i in catalog.by_year[year]) if e.month == month)
    cards = tuple(card(entry, language) for entry in entries)
    when = month_title(year, month, language)
    crumbs = (
        (language.t("All bulletins"), urls.BULLETINS),
        (language.date(PartialDate.parse(f"{year:04d}")), urls.year(year)),
    )
    group = Group("", "", cards, count(len(cards), language))
    return Listing(
        urls.month(year, month),
        language.t("Bulletins published in {when}", when=when),
        count(len(cards), language),
        (group,),
        crumbs,
        (),
    )


States = Mapping[str, State]
"""Where the cases of a platform stand, by notice."""


def platform_year(catalog: Catalog, platform: str, year: int, states: States, language: Language) -> Listing:
    """Every notice of a year that names a platform, with where its case stands; of many, the months and counts."""
    ids = [i for i in catalog.by_platform.get(platform, ()) if catalog.notices[i].year == year]
    entries = newest_first(catalog.notices[i] for i in ids)
    groups = []
    for month in sorted({entry.month for entry in entries}, reverse=True):
        within = [e for e in entries if e.month == month]
        split = len(entries) > MOST if month else len(within) > MOST
        path = urls.platform_month(platform, year, month or urls.UNDATED) if split else ""
        cards = () if split else _with_states(within, states, language)
        groups.append(Group(month_title(year, month, language), path, cards, count(len(within), language)))
    name = language.platform(platform).text
    years = sorted({catalog.notices[i].year for i in catalog.by_platform.get(platform, ())})
    return Listing(
        urls.platform_year(platform, year),
        language.t(
            "Bulletins that name {platform}, {when}",
            platform=name,
            when=language.date(PartialDate.parse(f"{year:04d}")),
        ),
        count(len(entries), language),
        tuple(groups),
        ((language.t("Platforms"), urls.PLATFORMS), (name, urls.platform(platform))),
        _neighbours(years, year, language, platform),
    )


def platform_month(
    catalog: Catalog, platform: str, year: int, month: str, ids: Iterable[str], states: States, language: Language
) -> Listing:
    """The notices of a month that name a platform (their `ids`), with where their cases stand."""
    cards = _with_states(newest_first(catalog.notices[i] for i in ids), states, language)
    name = language.platform(platform).text
    crumbs = (
        (language.t("Platforms"), urls.PLATFORMS),
        (name, urls.platform(platform)),
        (language.date(PartialDate.parse(f"{year:04d}")), urls.platform_year(platform, year)),
    )
    title = language.t("Bulletins that name {platform}, {when}", platform=name, when=month_title(year, month, language))
    lede = count(len(cards), language)
    return Listing(urls.platform_month(platform, year, month), title, lede, (Group("", "", cards, lede),), crumbs, ())


def _with_states(entries: Iterable[NoticeEntry], states: States, language: Language) -> tuple[Card, ...]:
    return tuple(card(e, language, states.get(e.id), with_state=True) for e in entries)


def _neighbours(
    years: list[int], year: int, language: Language, platform: str = ""
) -> tuple[tuple[str, str, str], ...]:
    """Links to the year before and after: (relation, title, path)."""
    at = years.index(year)
    found = []
    for relation, index in (("prev", at - 1), ("next", at + 1)):
        if 0 <= index < len(years):
            other = years[index]
            path = urls.platform_year(platform, other) if platform else urls.year(other)
            found.append((relation, language.date(PartialDate.parse(f"{other:04d}")), path))
    return tuple(found)
