"""Test rounds, pledge results and rates as charts: shares with exact intervals, as reported, never pooled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import urls
from generator.loading.catalog import Catalog
from generator.market.rates import PER, THRESHOLD, Rate, rates
from generator.market.rounds import Round, Sampled, rounds
from generator.market.series import of_metric
from generator.records.context import Figure, Report, ReportKind
from generator.records.values import PartialDate
from generator.views.charts import Axis, Chart, Form, Kind, Link, Point, Series
from generator.views.market_charts import METHOD, number, sources_of
from generator.views.words import Language


def all_rounds(catalog: Catalog) -> tuple[Round, ...]:
    """Every round of tests of which a notice or a report gives both numbers."""
    samples = [
        Sampled(entry.id, entry.authority, entry.date, entry.category, *entry.sample)
        for entry in catalog.notices.values()
        if entry.sample and entry.status == "active"
    ]
    return rounds(samples, catalog.settings.reports.values())


def round_charts(catalog: Catalog, language: Language) -> tuple[Chart, ...]:
    """Failure rates by round: a chart for each authority with several rounds, one for all others."""
    by_authority: dict[str, list[Round]] = defaultdict(list)
    for one in all_rounds(catalog):
        by_authority[one.authority].append(one)
    charts = [
        _rounds(catalog, language, f"tests-{authority}", language.term("authorities", authority).text, own)
        for authority, own in sorted(by_authority.items(), key=lambda item: (-len(item[1]), item[0]))
        if len(own) > 1
    ]
    others = [one for own in by_authority.values() if len(own) == 1 for one in own]
    if others:
        others.sort(key=lambda one: (one.period.first, one.id))
        charts.append(_rounds(catalog, language, "tests-others", language.t("Others"), others))
    return tuple(charts)


def _rounds(catalog: Catalog, language: Language, name: str, who: str, own: list[Round]) -> Chart:
    title = language.t("Products that failed: {who}", who=who)
    several = len({one.authority for one in own}) > 1
    points = tuple(_round(one, language, several) for one in own)
    told = language.t(
        "{title}. {n} rounds of tests, each with its share and its exact 95 % interval.",
        title=title,
        n=language.number(len(own)),
    )
    return Chart(
        id=name,
        kind=Kind.DOTS,
        title=title,
        description=told,
        x=Axis(language.t("Round of tests")),
        y=Axis(language.t("Share that failed"), form=Form.SHARE, least=0),
        series=(Series("", points),),
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        as_of=PartialDate.parse(catalog.latest) if catalog.latest else None,
        method=Link(language.t("How we measure"), path=METHOD),
        note=language.t(
            "Products are picked, not drawn at random: a rate says how many of these failed, not how many of all. "
            "Rounds overlap (a year's total holds its rounds) and are never added up. Lines: 95 % interval of the "
            "share (Clopper and Pearson)."
        ),
    )


def _round(one: Round, language: Language, several: bool) -> Point:
    where = urls.notice(one.id) if one.source == "notice" else urls.report(one.id)
    text = one.id if one.source == "notice" else language.words(language.settings.reports[one.id].title).text
    parts = [language.period(one.period)]
    if several:
        parts.insert(0, _short(one.authority, language))
    if one.category:
        parts.append(language.term("categories", one.category).text)
    parts.append(f"{language.number(one.failed)}/{language.number(one.tested)}")
    note = language.t(
        "{failed} of {tested} failed", failed=language.number(one.failed), tested=language.number(one.tested)
    )
    return Point(
        ", ".join(parts),
        round(one.share, 6),
        low=round(one.low, 6),
        high=round(one.high, 6),
        n=one.tested,
        note=note,
        sources=(Link(text, path=where),),
    )


def _short(authority: str, language: Language) -> str:
    term = language.settings.terms["authorities"][authority]
    return language.words(term.short or term.name).text


def pledge_chart(catalog: Catalog, language: Language) -> Chart | None:
    """Shares that pledges reported of themselves, as printed. None where there are none."""
    points = []
    for report in sorted(catalog.settings.reports.values(), key=_when):
        if report.kind is ReportKind.PLEDGE_RESULT:
            points += [_pledge(report, f, language) for f in report.figures if f.unit == "percent"]
    if not points:
        return None
    title = language.t("What pledges report of themselves")
    return Chart(
        id="pledge-results",
        kind=Kind.BARS,
        title=title,
        description=language.t("{title}: {n} shares, as printed.", title=title, n=language.number(len(points))),
        x=Axis(language.t("Report")),
        y=Axis(language.t("Share"), form=Form.PERCENT, most=100),
        series=(Series("", tuple(points)),),
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        note=language.t(
            "As reported by the signatories or their authorities, each by its own method and over its own period: "
            "they cannot be compared with each other."
        ),
    )


def _when(report: Report) -> tuple[str, str]:
    return (report.agreement or "", report.period.first.isoformat() if report.period else "9999")


def _pledge(report: Report, figure: Figure, language: Language) -> Point:
    used = [s for s in report.sources if s.id in figure.sources] or list(report.sources)
    name = f"{language.words(report.title).text}: {language.words(figure.label).text}"
    if figure.platform:
        name = f"{name} ({language.platform(figure.platform).text})"
    told = [language.qualified(figure.value, figure.qualifier)] if figure.qualifier.value != "=" else []
    told += [language.words(figure.note).text] if figure.note else []
    return Point(
        name,
        number(figure.value),
        n=figure.of,
        note="; ".join(told),
        sources=tuple(Link(source.name, source.url) for source in used),
    )


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate in words; `value` is empty below the threshold."""

    platforms: str
    year: str
    notices: str
    base: str
    provider: str
    value: str
    interval: str


@dataclass(frozen=True, slots=True)
class RatesView:
    """What the page of rates says of one metric: the chart where a rate may be shown, and every count."""

    metric: str
    title: str
    chart: Chart | None
    rows: tuple[RateRow, ...]


def named(catalog: Catalog) -> Mapping[tuple[str, int, str], Sequence[str]]:
    """Ids of active notices by platform, year and jurisdiction; lots that name several platforms are left out."""
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for entry in catalog.notices.values():
        if entry.status == "active" and not entry.pooled:
            for platform in entry.platforms:
                found[platform, entry.year, entry.jurisdiction].append(entry.id)
    return found


def rate_views(catalog: Catalog, language: Language, threshold: int = THRESHOLD) -> tuple[RatesView, ...]:
    """Every rate, by metric. Below `threshold` notices there are counts and no rate."""
    counted = named(catalog)
    titles = {
        "monthly-users": language.t("Bulletins for each million users a month"),
        "estimated-payments": language.t("Bulletins for each trillion won of estimated payments"),
    }
    found = []
    for metric in PER:
        every = rates(metric, of_metric(catalog.settings.series, metric), counted, threshold)
        shown = [rate for rate in every if rate.value is not None]
        chart = _rates(catalog, language, metric, titles[metric], shown) if shown else None
        found.append(RatesView(metric, titles[metric], chart, tuple(_row(rate, language) for rate in every)))
    return tuple(found)


def _platforms(rate: Rate, language: Language) -> str:
    return " + ".join(language.platform(one).text for one in rate.platforms)


def _row(rate: Rate, language: Language) -> RateRow:
    value = interval = ""
    if rate.value is not None and rate.low is not None and rate.high is not None:
        value, interval = f"{rate.value:.2f}", f"{rate.low:.2f}–{rate.high:.2f}"
    base = language.number(rate.base.quantize(1))
    return RateRow(
        _platforms(rate, language),
        language.date(PartialDate.parse(f"{rate.year:04d}")),
        language.number(len(rate.notices)),
        f"{base} {language.term('units', rate.series.unit).text}",
        language.words(rate.series.provider).text,
        value,
        interval,
    )


def _rates(catalog: Catalog, language: Language, metric: str, title: str, shown: list[Rate]) -> Chart:
    points = []
    for rate in shown:
        when = language.date(PartialDate.parse(f"{rate.year:04d}"))
        provider = language.words(rate.series.provider).text
        base = language.number(rate.base.quantize(1))
        unit = language.term("units", rate.series.unit).text
        points.append(
            Point(
                f"{_platforms(rate, language)}, {when} ({provider})",
                round(rate.value or 0, 6),
                low=round(rate.low or 0, 6),
                high=round(rate.high or 0, 6),
                n=len(rate.notices),
                note=language.t("{n} bulletins; {base}", n=language.number(len(rate.notices)), base=f"{base} {unit}"),
                sources=sources_of(rate.series, rate.points),
            )
        )
    return Chart(
        id=f"rates-{metric}",
        kind=Kind.DOTS,
        title=title,
        description=language.t("{title}. {n} rates with exact 95 % intervals.", title=title, n=len(points)),
        x=Axis(language.t("Platform and year")),
        y=Axis(title, least=0),
        series=(Series("", tuple(points)),),
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        as_of=PartialDate.parse(catalog.latest) if catalog.latest else None,
        method=Link(language.t("How we measure"), path=METHOD),
        note=rate_caveat(language),
    )


def rate_caveat(language: Language) -> str:
    """What a rate must not be taken for; it stands beside every one."""
    return language.t(
        "No measure of safety: products are not tested at random, a platform that is tested more is named more, and "
        "users are not purchases. Lines: exact 95 % interval of the count (Poisson)."
    )
