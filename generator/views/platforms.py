"""Platform pages: every notice and case, counts by state, what was promised and published; unknown is said as such."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from generator import urls
from generator.loading.catalog import Catalog
from generator.records.context import Platform
from generator.records.values import PartialDate
from generator.views.cases import NO_RESPONSE, STATES, EventView, case_state, case_view
from generator.views.context import FigureView, PointView, figure_view, point_view
from generator.views.evidence import ConflictView, SourceView, conflicts, sources
from generator.views.lists import Card, Group, card, count, newest_first
from generator.views.words import Language, Words

LATEST = 50


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many notices that name the platform are in a state."""

    label: str
    css: str
    count: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event of one of the platform's cases, newest first on the page."""

    event: EventView
    notice_id: str
    title: Words
    path: str


@dataclass(frozen=True, slots=True)
class PlatformView:
    """Everything that a platform's page says."""

    id: str
    path: str
    name: Words
    operator: Words | None
    country: str
    websites: tuple[str, ...]
    aliases: tuple[str, ...]
    note: Words | None
    lede: str
    total: str
    states: tuple[StateCount, ...]
    lots: str
    cards: tuple[Card, ...]
    more: str
    years: tuple[Group, ...]
    timeline: tuple[TimelineEntry, ...]
    timeline_more: str
    agreements: tuple[tuple[Words, str, str], ...]
    reports: tuple[tuple[Words, str, tuple[FigureView, ...]], ...]
    series: tuple[tuple[Words, str, Words, tuple[PointView, ...]], ...]
    statements: tuple[tuple[str, Words, tuple[SourceView, ...]], ...]
    conflicts: tuple[ConflictView, ...]
    sources: tuple[SourceView, ...]
    unconfirmed: bool
    confidence_note: Words | None
    invented: bool
    file: str


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform in the index."""

    name: Words
    path: str
    notices: int
    notices_text: str
    removal: int
    agreements: tuple[Words, ...]


def platform_rows(catalog: Catalog, language: Language) -> tuple[PlatformRow, ...]:
    """Every platform in the order of its name: the index is no ranking."""
    rows = []
    for platform in catalog.settings.platforms.values():
        ids = catalog.by_platform.get(platform.id, ())
        cases = catalog.cases_by_platform.get(platform.id, ())
        states = Counter(case_state(case.kinds, case.found_again) for case in cases)
        removal = sum(
            states[state] for state in ("removal_claimed", "removal_reported", "removal_verified", "found_again")
        )
        signed = tuple(
            language.words(a.name)
            for a in catalog.settings.agreements.values()
            if any(p.platform == platform.id for p in a.parties)
        )
        rows.append(
            PlatformRow(
                language.words(platform.name),
                urls.platform(platform.id),
                len(ids),
                language.number(len(ids)),
                removal,
                signed,
            )
        )
    return tuple(sorted(rows, key=lambda row: row.name.text.casefold()))


def platform_view(catalog: Catalog, platform: Platform, language: Language) -> PlatformView:
    """Build the page model of a platform."""
    ids = catalog.by_platform.get(platform.id, ())
    entries = newest_first(catalog.notices[i] for i in ids)
    name = language.words(platform.name)
    states = _states(catalog, platform.id, ids, language)
    years = Counter(entry.year for entry in entries)
    timeline = _timeline(catalog, platform.id, language)
    return PlatformView(
        id=platform.id,
        path=urls.platform(platform.id),
        name=name,
        operator=language.words(platform.operator) if platform.operator else None,
        country=language.country(platform.country) if platform.country else "",
        websites=platform.websites,
        aliases=platform.aliases,
        note=language.words(platform.note) if platform.note else None,
        lede=_lede(catalog, platform.id, name.text, len(ids), language),
        total=language.number(len(ids)),
        states=states,
        lots=_lots(sum(entry.pooled for entry in entries), language),
        cards=tuple(
            card(e, language, catalog.cases.get((e.id, platform.id)), with_state=True) for e in entries[:LATEST]
        ),
        more=language.number(len(entries)) if len(entries) > LATEST else "",
        years=tuple(
            Group(
                language.date(PartialDate.parse(f"{year:04d}")),
                urls.platform_year(platform.id, year),
                (),
                count(number, language),
            )
            for year, number in sorted(years.items(), reverse=True)
        ),
        timeline=timeline,
        timeline_more=language.number(len(catalog.cases_by_platform.get(platform.id, ()))),
        agreements=_agreements(catalog, platform.id, language),
        reports=_reports(catalog, platform.id, language),
        series=_series(catalog, platform.id, language),
        statements=tuple(
            (
                language.date(s.date),
                language.words(s.text),
                sources(tuple(x for x in platform.sources if x.id in s.sources), language),
            )
            for s in sorted(platform.statements, key=lambda s: s.date, reverse=True)
        ),
        conflicts=conflicts(platform, language),
        sources=sources(platform.sources, language),
        unconfirmed=platform.unconfirmed,
        confidence_note=language.words(platform.confidence_note) if platform.confidence_note else None,
        invented=platform.invented,
        file=f"site_config/platforms/{platform.id}.yml",
    )


def _lede(catalog: Catalog, platform: str, name: str, notices: int, language: Language) -> str:
    """The state of play in one sentence, in counts only: no share is printed where so much is not known."""
    cases = catalog.cases_by_platform.get(platform, ())
    removed = sum(case_state(c.kinds, c.found_again).startswith("removal_") for c in cases)
    if not notices:
        return language.t("No bulletin here names {platform}.", platform=name)
    return language.t(
        "{bulletins} here name {platform}; a removal is on record for {removed} of them. "
        "Where nothing is on record, nothing is known: neither that a listing was removed nor that it was not.",
        bulletins=count(notices, language),
        platform=name,
        removed=language.number(removed),
    )


def _lots(number: int, language: Language) -> str:
    if not number:
        return ""
    return language.n(
        "{n} of them is about a tested lot for which the source names several platforms: "
        "it does not say that the product came from this one.",
        "{n} of them are about tested lots for which the source names several platforms: "
        "they do not say that the product came from this one.",
        number,
    )


def _states(catalog: Catalog, platform: str, ids: tuple[str, ...], language: Language) -> tuple[StateCount, ...]:
    found: Counter[str] = Counter()
    for notice_id in ids:
        case = catalog.cases.get((notice_id, platform))
        found[case_state(case.kinds, case.found_again) if case else NO_RESPONSE] += 1
    return tuple(
        StateCount(language.t(label), css, language.number(found[state]))
        for state, (label, css) in STATES.items()
        if found[state]
    )


def _timeline(catalog: Catalog, platform: str, language: Language, most: int = 40) -> tuple[TimelineEntry, ...]:
    """The newest events of the platform's cases; undated ones last."""
    newest = sorted(catalog.cases_by_platform.get(platform, ()), key=lambda c: (c.latest, c.notice), reverse=True)
    rows: list[TimelineEntry] = []
    for case in islice(newest, most):
        view = case_view(catalog.response(case.notice, platform), platform, (), case.file, language)
        entry = catalog.notices[case.notice]
        title, title_language = entry.text("title", language.code)
        words = Words(title, "" if title_language == language.code else title_language)
        rows += [
            TimelineEntry(event, case.notice, words, f"{urls.notice(case.notice)}#{urls.case(platform)}")
            for event in view.events
        ]
    rows.sort(key=lambda row: row.event.iso, reverse=True)
    return tuple(rows[:most])


def _agreements(catalog: Catalog, platform: str, language: Language) -> tuple[tuple[Words, str, str], ...]:
    found = []
    for agreement in sorted(catalog.settings.agreements.values(), key=lambda a: a.date):
        for party in agreement.parties:
            if party.platform == platform:
                dates = [language.date(party.joined or agreement.date)]
                if party.left:
                    dates.append(language.t("left {when}", when=language.date(party.left)))
                found.append((language.words(agreement.name), urls.agreement(agreement.id), "; ".join(dates)))
    return tuple(found)


def _reports(
    catalog: Catalog, platform: str, language: Language
) -> tuple[tuple[Words, str, tuple[FigureView, ...]], ...]:
    found = []
    for report in catalog.settings.reports.values():
        own = [f for f in report.figures if f.platform == platform]
        if platform in report.platforms or own:
            figures = tuple(figure_view(f, language) for f in report.figures if f.platform in (None, platform))
            found.append((language.words(report.title), urls.report(report.id), figures))
    return tuple(found)


def _series(
    catalog: Catalog, platform: str, language: Language
) -> tuple[tuple[Words, str, Words, tuple[PointView, ...]], ...]:
    found = []
    for series in catalog.settings.series.values():
        points = tuple(point_view(series, p, language) for p in series.points if p.platform == platform)
        if points:
            found.append(
                (language.words(series.title), urls.series(series.id), language.words(series.provider), points)
            )
    return tuple(found)
