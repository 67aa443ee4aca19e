"""The page of a platform: state of play, figures with their cases, promises, answers, what others published."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from generator import urls
from generator.compliance.summary import Compliance, PlatformFigures
from generator.compliance.timeline import State
from generator.loading.catalog import Catalog
from generator.records.context import Platform
from generator.records.values import PartialDate
from generator.views.case_lists import UNANSWERED, unanswered
from generator.views.case_rows import as_of_words
from generator.views.cases import STATE_CSS, EventView, event_views
from generator.views.charts import Chart
from generator.views.context import FigureView, figure_view
from generator.views.evidence import ConflictView, SourceView, conflicts, sources
from generator.views.figures import FigureShown, part_words, shown
from generator.views.lists import Card, Group, card, count, newest_first
from generator.views.platforms import pictures
from generator.views.platforms.lists import OpenList, RecheckRow, open_list, rechecks
from generator.views.platforms.market import MarketFigures, market_figures
from generator.views.platforms.splits import Split, splits
from generator.views.platforms.state_of_play import NotKnown, boxes, lede, not_known, table
from generator.views.promises import Promised, promised
from generator.views.words import Language, Words

LATEST = 20


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many notices that name the platform are in a state, and where they are listed."""

    label: str
    css: str
    count: str
    path: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event of one of the platform's cases, newest first on the page."""

    event: EventView
    notice_id: str
    title: Words
    path: str


@dataclass(frozen=True, slots=True)
class PublishedView:
    """What somebody else published about the platform, with their method."""

    title: Words
    path: str
    publisher: Words
    period: str
    method: Words | None
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is derived from the cases of a platform."""

    as_of: str
    version: str
    threshold: str
    boxes: tuple[FigureShown, ...]
    table: tuple[FigureShown, ...]
    states: tuple[StateCount, ...]
    unknown: bool
    not_known: tuple[NotKnown, ...]
    reference: FigureShown
    splits: tuple[Split, ...]
    open: OpenList
    rechecks: tuple[RecheckRow, ...]
    rechecks_count: int
    charts: tuple[Chart, ...]
    cases_path: str
    csv: str
    json: str
    any: bool


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
    lots: str
    measured: Measured | None
    cards: tuple[Card, ...]
    more: str
    years: tuple[Group, ...]
    timeline: tuple[TimelineEntry, ...]
    promised: tuple[Promised, ...]
    reports: tuple[PublishedView, ...]
    market: tuple[MarketFigures, ...]
    statements: tuple[tuple[str, Words, tuple[SourceView, ...]], ...]
    conflicts: tuple[ConflictView, ...]
    sources: tuple[SourceView, ...]
    unconfirmed: bool
    confidence_note: Words | None
    invented: bool
    file: str


def platform_view(catalog: Catalog, found: Compliance, platform: Platform, language: Language) -> PlatformView:
    """Build the page model of a platform."""
    ids = catalog.by_platform.get(platform.id, ())
    entries = newest_first(catalog.notices[i] for i in ids)
    name = language.words(platform.name)
    years = Counter(entry.year for entry in entries)
    own = found.platforms.get(platform.id)
    states = {case.notice: case.state for case in own.cases} if own else {}
    return PlatformView(
        id=platform.id,
        path=urls.platform(platform.id),
        name=name,
        operator=language.words(platform.operator) if platform.operator else None,
        country=language.country(platform.country) if platform.country else "",
        websites=platform.websites,
        aliases=platform.aliases,
        note=language.words(platform.note) if platform.note else None,
        lede=lede(own, name.text, count(len(ids), language), len(ids), language)
        if own
        else language.t("No bulletin here names {platform}.", platform=name.text),
        total=language.number(len(ids)),
        lots=_lots(sum(entry.pooled for entry in entries), language),
        measured=_measured(catalog, found, own, language) if own else None,
        cards=tuple(card(e, language, states.get(e.id), with_state=True) for e in entries[:LATEST]),
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
        timeline=_timeline(catalog, platform.id, language),
        promised=promised(catalog, own, platform.id, language),
        reports=_reports(catalog, platform.id, language),
        market=market_figures(catalog.settings, platform.id, language),
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


def _measured(catalog: Catalog, found: Compliance, own: PlatformFigures, language: Language) -> Measured:
    """Figures, charts and lists of the cases."""
    wanted = [pictures.timeline(found, own, language)]
    wanted += [pictures.survival(found, own, id, language) for id in ("time-to-removal", "time-to-verification")]
    return Measured(
        as_of=as_of_words(found, language),
        version=found.version,
        threshold=language.number(language.settings.site.threshold),
        boxes=boxes(own, language),
        table=table(own, language),
        states=_states(catalog, own, language),
        unknown=bool(own.figures["state"].part(State.UNKNOWN.value)),
        not_known=not_known(own, language),
        reference=shown(own.figures["on-time-reference"], own.platform, language),
        splits=splits(own, language),
        open=open_list(catalog, own, language),
        rechecks=rechecks(catalog, own, language),
        rechecks_count=len(own.rechecks),
        charts=tuple(chart for chart in wanted if chart),
        cases_path=urls.platform_cases(own.platform),
        csv=urls.cases_csv(own.platform),
        json=urls.figures_json(own.platform),
        any=bool(own.cases or catalog.by_platform.get(own.platform)),
    )


def _states(catalog: Catalog, own: PlatformFigures, language: Language) -> tuple[StateCount, ...]:
    """Every case by its state, then the cases that are not counted and why, then what nothing is on record of."""
    state, path = own.figures["state"], urls.platform_cases(own.platform)
    css = {key.value: value for key, value in STATE_CSS.items()}
    parts = [(p.name, css.get(p.name, ""), p.count) for p in (*state.parts, *state.left_out)]
    parts.append((UNANSWERED, "", len(unanswered(catalog, own))))
    return tuple(
        StateCount(part_words(name, language), sign, language.number(number), f"{path}#{urls.anchor(name)}")
        for name, sign, number in parts
        if number
    )


def _lots(number: int, language: Language) -> str:
    if not number:
        return ""
    return language.n(
        "{n} bulletin is about a tested lot for which the source names several platforms: "
        "it does not say that the product came from this one.",
        "{n} bulletins are about tested lots for which the source names several platforms: "
        "they do not say that the product came from this one.",
        number,
    )


def _timeline(catalog: Catalog, platform: str, language: Language, most: int = 20) -> tuple[TimelineEntry, ...]:
    """The newest events of the platform's cases; undated ones last."""
    newest = sorted(catalog.cases_by_platform.get(platform, ()), key=lambda c: (c.latest, c.notice), reverse=True)
    rows: list[TimelineEntry] = []
    for case in islice(newest, most):
        entry = catalog.notices[case.notice]
        title, title_language = entry.text("title", language.code)
        words = Words(title, "" if title_language == language.code else title_language)
        events = event_views(catalog.response(case.notice, platform), language)
        rows += [TimelineEntry(event, case.notice, words, urls.case_page(case.notice, platform)) for event in events]
    rows.sort(key=lambda row: row.event.iso, reverse=True)
    return tuple(rows[:most])


def _reports(catalog: Catalog, platform: str, language: Language) -> tuple[PublishedView, ...]:
    """Aggregates that others have published: as printed, with their method, apart from what is derived here."""
    made = []
    for report in catalog.settings.reports.values():
        own = [f for f in report.figures if f.platform == platform]
        if platform in report.platforms or own:
            made.append(
                PublishedView(
                    language.words(report.title),
                    urls.report(report.id),
                    language.term("authorities", report.publisher),
                    language.period(report.period) if report.period else "",
                    language.words(report.method) if report.method else None,
                    tuple(figure_view(f, language) for f in report.figures if f.platform in (None, platform)),
                )
            )
    return tuple(made)
