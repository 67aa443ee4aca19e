"""Agreements, published reports and market statistics in words."""

from dataclasses import dataclass

from generator import urls
from generator.loading.catalog import Catalog
from generator.records.context import Agreement, Commitment, Deadline, Figure, Point, Report, Series
from generator.views.evidence import ConflictView, SourceView, conflicts, sources
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise and its time limit."""

    id: str
    text: Words
    deadline: str
    none_stated: bool
    note: Words | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A platform that signed."""

    name: Words
    path: str
    named: str
    represented_by: str
    when: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Everything that an agreement's page says."""

    id: str
    path: str
    name: Words
    date: str
    applies_from: str
    jurisdiction: str
    authorities: tuple[Words, ...]
    parties: tuple[PartyView, ...]
    other_parties: tuple[Words, ...]
    commitments: tuple[CommitmentView, ...]
    limits: str
    stated: str
    legal_force: Words | None
    reporting: Words | None
    procedure: tuple[Words, ...]
    place: Words | None
    parent: tuple[Words, str] | None
    note: Words | None
    reports: tuple["ReportView", ...]
    conflicts: tuple[ConflictView, ...]
    sources: tuple[SourceView, ...]
    unconfirmed: bool
    confidence_note: Words | None
    file: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that somebody published, as printed."""

    label: Words
    value: str
    of: str
    platform: Words | None
    note: Words | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """A published aggregate."""

    id: str
    path: str
    title: Words
    kind: str
    publisher: Words
    period: str
    period_note: Words | None
    agreement: tuple[Words, str] | None
    figures: tuple[FigureView, ...]
    method: Words | None
    note: Words | None
    conflicts: tuple[ConflictView, ...]
    sources: tuple[SourceView, ...]
    unconfirmed: bool
    confidence_note: Words | None
    file: str
    order: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A value of a series."""

    period: str
    platform: Words | None
    value: str
    revision: str
    note: Words | None
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A market statistic from one provider."""

    id: str
    title: Words
    provider: Words
    unit: Words
    region: str
    note: Words | None
    points: tuple[PointView, ...]
    by_platform: bool
    conflicts: tuple[ConflictView, ...]
    unconfirmed: bool
    confidence_note: Words | None
    file: str


DEADLINE_UNITS = {
    "working_days": ("{n} working day", "{n} working days"),
    "calendar_days": ("{n} day", "{n} days"),
    "hours": ("{n} hour", "{n} hours"),
}
COUNTED_FROM = {
    "request": "counted from the request",
    "next_working_day": "counted from the working day after the request",
}
REPORT_KINDS = {
    "pledge_result": "Pledge result",
    "monitoring": "Monitoring and tests",
    "experiment": "Experiment",
    "policy": "Rule",
}
RELEASES = {"first": "first release", "revised": "revised"}
FIGURE_UNITS = {
    "days": ("{n} day", "{n} days"),
    "weeks": ("{n} week", "{n} weeks"),
    "months": ("{n} month", "{n} months"),
}


def deadline(value: Deadline | str, language: Language) -> str:
    """A time limit in words, with where it is counted from if a source says so."""
    if not isinstance(value, Deadline):
        return language.t("none stated")
    one, many = DEADLINE_UNITS[value.unit.value]
    text = language.n(one, many, value.value)
    return f"{text}, {language.t(COUNTED_FROM[value.counted_from.value])}" if value.counted_from else text


def agreement_view(catalog: Catalog, agreement: Agreement, language: Language) -> AgreementView:
    """Build the page model of an agreement."""
    settings = catalog.settings
    parent = settings.agreements[agreement.parent] if agreement.parent else None
    reports = [report_view(catalog, r, language) for r in settings.reports.values() if r.agreement == agreement.id]
    return AgreementView(
        id=agreement.id,
        path=urls.agreement(agreement.id),
        name=language.words(agreement.name),
        date=language.date(agreement.date),
        applies_from=language.date(agreement.applies_from) if agreement.applies_from else "",
        jurisdiction=language.country(agreement.jurisdiction),
        authorities=tuple(language.term("authorities", authority) for authority in agreement.authorities),
        parties=tuple(_party(agreement, n, language) for n in range(len(agreement.parties))),
        other_parties=tuple(language.words(other) for other in agreement.other_parties),
        commitments=tuple(_commitment(c, language) for c in agreement.commitments),
        limits=_limits(agreement, language),
        stated=language.number(agreement.commitments_stated) if agreement.commitments_stated else "",
        legal_force=language.words(agreement.legal_force) if agreement.legal_force else None,
        reporting=language.words(agreement.reporting) if agreement.reporting else None,
        procedure=tuple(language.words(step) for step in agreement.procedure),
        place=language.words(agreement.place) if agreement.place else None,
        parent=(language.words(parent.name), urls.agreement(parent.id)) if parent else None,
        note=language.words(agreement.note) if agreement.note else None,
        reports=tuple(sorted(reports, key=lambda r: r.order)),
        conflicts=conflicts(agreement, language),
        sources=sources(agreement.sources, language),
        unconfirmed=agreement.unconfirmed,
        confidence_note=language.words(agreement.confidence_note) if agreement.confidence_note else None,
        file=f"site_config/agreements/{agreement.id}.yml",
    )


def _limits(agreement: Agreement, language: Language) -> str:
    """Every time limit that the agreement states, each once."""
    found = dict.fromkeys(
        deadline(c.deadline, language) for c in agreement.commitments if isinstance(c.deadline, Deadline)
    )
    return "; ".join(found) or language.t("none stated")


def _commitment(commitment: Commitment, language: Language) -> CommitmentView:
    return CommitmentView(
        id=commitment.id,
        text=language.words(commitment.text),
        deadline=deadline(commitment.deadline, language),
        none_stated=not isinstance(commitment.deadline, Deadline),
        note=language.words(commitment.note) if commitment.note else None,
    )


def _party(agreement: Agreement, number: int, language: Language) -> PartyView:
    party = agreement.parties[number]
    when = (
        [language.date(party.joined)]
        if party.joined
        else [language.t("at signing") if party.founding else language.t("later, date not stated")]
    )
    if party.left:
        when.append(language.t("left {when}", when=language.date(party.left)))
    return PartyView(
        language.platform(party.platform),
        urls.platform(party.platform),
        party.named or "",
        party.represented_by or "",
        "; ".join(when),
    )


def figure_view(figure: Figure, language: Language) -> FigureView:
    """A published figure, as printed."""
    value = language.qualified(figure.value, figure.qualifier)
    if figure.unit == "percent":
        value = f"{value} %"
    elif figure.unit in FIGURE_UNITS:
        one, many = FIGURE_UNITS[figure.unit]
        value = language.t(one if figure.value == 1 else many, n=value)
    return FigureView(
        label=language.words(figure.label),
        value=value,
        of=language.number(figure.of) if figure.of is not None else "",
        platform=language.platform(figure.platform) if figure.platform else None,
        note=language.words(figure.note) if figure.note else None,
    )


def report_view(catalog: Catalog, report: Report, language: Language) -> ReportView:
    """A published aggregate in words."""
    agreement = catalog.settings.agreements[report.agreement] if report.agreement else None
    return ReportView(
        id=report.id,
        path=urls.report(report.id),
        title=language.words(report.title),
        kind=language.t(REPORT_KINDS[report.kind.value]),
        publisher=language.term("authorities", report.publisher),
        period=language.period(report.period) if report.period else "",
        period_note=language.words(report.period_note) if report.period_note else None,
        agreement=(language.words(agreement.name), urls.agreement(agreement.id)) if agreement else None,
        figures=tuple(figure_view(figure, language) for figure in report.figures),
        method=language.words(report.method) if report.method else None,
        note=language.words(report.note) if report.note else None,
        conflicts=conflicts(report, language),
        sources=sources(report.sources, language),
        unconfirmed=report.unconfirmed,
        confidence_note=language.words(report.confidence_note) if report.confidence_note else None,
        file=f"site_config/reports/{report.id}.yml",
        order=f"{report.period.first.isoformat() if report.period else '9999'} {report.id}",
    )


def point_view(series: Series, point: Point, language: Language) -> PointView:
    """A value of a series in words."""
    used = tuple(source for source in series.sources if source.id in point.sources)
    return PointView(
        period=language.period(point.period),
        platform=_about(point, language),
        value=language.qualified(point.value, point.qualifier),
        revision=language.t(RELEASES[point.revision.value]) if point.revision else "",
        note=language.words(point.note) if point.note else None,
        sources=sources(used, language),
    )


def _about(point: Point, language: Language) -> Words | None:
    """What a value is about: a platform, several together, or the country that the goods come from."""
    if point.platform:
        return language.platform(point.platform)
    if point.platforms:
        return Words(" + ".join(language.platform(one).text for one in point.platforms))
    return Words(language.country(point.country)) if point.country else None


def series_view(series: Series, language: Language) -> SeriesView:
    """A market statistic in words, its points in the order of time."""
    points = sorted(series.points, key=lambda p: (p.period.first, p.period.last, p.platform or ""))
    return SeriesView(
        id=series.id,
        title=language.words(series.title),
        provider=language.words(series.provider),
        unit=language.term("units", series.unit),
        region=language.country(series.region),
        note=language.words(series.note) if series.note else None,
        points=tuple(point_view(series, point, language) for point in points),
        by_platform=any(point.platform or point.platforms or point.country for point in points),
        conflicts=conflicts(series, language),
        unconfirmed=series.unconfirmed,
        confidence_note=language.words(series.confidence_note) if series.confidence_note else None,
        file=f"site_config/statistics/{series.id}.yml",
    )
