"""Test rounds, pledge results and rates as charts: shares with exact intervals, as reported, never pooled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import urls
from generator.loading.catalog import Catalog
from generator.loading.settings import Settings
from generator.market.rates import PER, Rate, rates
from generator.market.rounds import Round, Sampled, rounds
from generator.market.series import of_metric
from generator.records.context import Figure, Report, ReportKind
from generator.records.values import PartialDate
from generator.views.charts import Axis, Chart, Form, Kind, Link, Point, Series, unique
from generator.views.market_charts import METHOD, number, sources_of
from generator.views.words import Language

MOST_ROUNDS = 60
"""So many rounds, the newest, are drawn in one chart."""

Samples = tuple[Sampled, ...]


def samples(catalog: Catalog) -> Samples:
    """What the notices say of the rounds of tests that they come from."""
    return tuple(
        Sampled(entry.id, entry.authority, entry.date, entry.category, *entry.sample)
        for entry in catalog.notices.values()
        if entry.sample and entry.status == "active"
    )


def round_charts(settings: Settings, sampled: Samples, language: Language) -> tuple[Chart, ...]:
    """Failure rates by round: a chart for each authority with several, one for all others, one by product group."""
    every = rounds(sampled, settings.reports.values())
    by_authority: dict[str, list[Round]] = defaultdict(list)
    by_group: dict[str, list[Round]] = defaultdict(list)
    for one in every:
        by_authority[one.authority].append(one)
        by_group[one.category].append(one)
    charts = [
        _rounds(language, f"tests-{authority}", language.term("authorities", authority).text, own)
        for authority, own in sorted(by_authority.items(), key=lambda item: (-len(item[1]), item[0]))
        if len(own) > 1
    ]
    others = [one for own in by_authority.values() if len(own) == 1 for one in own]
    if others:
        others.sort(key=lambda one: (one.period.first, one.id))
        charts.append(_rounds(language, "tests-others", language.t("other test bodies"), others, who=True))
    groups = [own for _, own in sorted(by_group.items(), key=lambda g: _group(g[0], language)) if len(own) > 1]
    grouped = [one for own in groups for one in own if one.category not in ("", "other")]
    if grouped:
        charts.append(_rounds(language, "tests-groups", language.t("by product group"), grouped, group=True))
    return tuple(charts)


def _group(category: str, language: Language) -> str:
    return language.term("categories", category).text if category else ""


def _rounds(
    language: Language, name: str, about: str, own: list[Round], *, who: bool = False, group: bool = False
) -> Chart:
    """Rounds as dots. `who` names the authority in each row; `group` does too, after the product group."""
    title = language.t("Products that failed: {who}", who=about)
    newest = sorted(own, key=lambda one: (one.period.first, one.id))[-MOST_ROUNDS:]
    points = unique([_round(one, language, who=who, group=group) for one in own if one in newest])
    told = language.t(
        "{title}. {n} rounds of tests, each with its share and its exact 95 % interval.",
        title=title,
        n=language.number(len(points)),
    )
    notes = [
        language.t(
            "Products are picked, not drawn at random: a rate says how many of these failed, not how many of all. "
            "Rounds overlap (a year's total holds its rounds) and are never added up. Lines: 95 % interval of the "
            "share (Clopper and Pearson)."
        )
    ]
    if group:
        notes.append(language.t("The group is that of the bulletin: its round may have tested other products too."))
    if len(own) > len(newest):
        notes.append(language.t("The newest {n} rounds of {all}.", n=len(newest), all=language.number(len(own))))
    return Chart(
        id=name,
        kind=Kind.DOTS,
        title=title,
        description=told,
        x=Axis(language.t("Round of tests")),
        y=Axis(language.t("Share that failed"), form=Form.SHARE, least=0),
        series=(Series("", points),),
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        as_of=max(_told(one, language) for one in newest),
        method=Link(language.t("How we measure"), path=METHOD),
        note=" ".join(notes),
        counted=language.t("Products tested"),
    )


def _told(one: Round, language: Language) -> PartialDate:
    """When its record was made public or read."""
    if one.source == "notice":
        return PartialDate.parse(one.period.text)
    return max(source.retrieved for source in language.settings.reports[one.id].sources)


def _round(one: Round, language: Language, *, who: bool, group: bool) -> Point:
    where = urls.notice(one.id) if one.source == "notice" else urls.report(one.id)
    text = one.id if one.source == "notice" else language.words(language.settings.reports[one.id].title).text
    category = _group(one.category, language)
    parts = [category] if group else []
    parts += [_short(one.authority, language)] if who or group else []
    parts.append(language.period(one.period))
    parts += [category] if category and not group else []
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


def pledge_chart(settings: Settings, language: Language) -> Chart | None:
    """Shares that pledges reported of themselves, as printed. None where there are none."""
    points = []
    for report in sorted(settings.reports.values(), key=_when):
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
        series=(Series("", unique(points)),),
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        counted=language.t("Out of"),
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
    """A rate in words; `value` is empty below the threshold, and `missing` then says so.

    `path` leads to the bulletins of that platform and year, `source` to the market figure with its sources, and
    `basis` says how that figure comes from several.
    """

    platforms: str
    year: str
    path: str
    notices: str
    base: str
    basis: str
    provider: str
    source: str
    value: str
    interval: str
    missing: str


@dataclass(frozen=True, slots=True)
class RatesView:
    """What the page of rates says of one metric: the chart where a rate may be shown, and every count.

    `method` says how the market figure of a year is taken, `missing` why there is no rate at all.
    """

    metric: str
    title: str
    chart: Chart | None
    rows: tuple[RateRow, ...]
    method: str
    missing: str


Counted = Mapping[tuple[str, int, str], Sequence[str]]
"""Ids of notices by platform, year and jurisdiction."""


def named(catalog: Catalog) -> Counted:
    """Ids of active notices by platform, year and jurisdiction; lots that name several platforms are left out."""
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for entry in catalog.notices.values():
        if entry.status == "active" and not entry.pooled:
            for platform in entry.platforms:
                found[platform, entry.year, entry.jurisdiction].append(entry.id)
    return found


def rate_views(catalog: Catalog, counted: Counted, language: Language) -> tuple[RatesView, ...]:
    """Every rate, by metric. Below the site's threshold there are counts and no rate."""
    threshold = catalog.settings.site.threshold
    titles = {
        "monthly-users": language.t("Bulletins for each million users a month"),
        "estimated-payments": language.t("Bulletins for each trillion won of estimated payments"),
    }
    methods = {
        "monthly-users": language.t("Users: the mean of those months of the year for which a value is on record."),
        "estimated-payments": language.t("Payments: of whole years only; a part of a year is not stretched to it."),
    }
    found = []
    for metric in PER:
        every = rates(metric, of_metric(catalog.settings.series, metric), counted, threshold)
        shown = [rate for rate in every if rate.value is not None]
        chart = _rates(_newest(catalog, shown), language, metric, titles[metric], shown) if shown else None
        rows = tuple(_row(rate, language) for rate in every)
        missing = "" if shown else _no_rate(every, threshold, language)
        found.append(RatesView(metric, titles[metric], chart, rows, methods[metric], missing))
    return tuple(found)


def _no_rate(every: Sequence[Rate], threshold: int, language: Language) -> str:
    """Why no rate of a metric is shown."""
    if not every:
        return language.t("There is no platform and year for which both sides have a source.")
    most = max(every, key=lambda rate: len(rate.notices))
    return language.t(
        "No rate is shown: no platform with a market figure is named by {threshold} bulletins in a year. The most are "
        "{n} ({who}, {year}). The counts stand below, so that anybody can see what is missing.",
        threshold=language.number(threshold),
        n=language.number(len(most.notices)),
        who=_platforms(most, language),
        year=language.date(PartialDate.parse(f"{most.year:04d}")),
    )


def _platforms(rate: Rate, language: Language) -> str:
    return " + ".join(language.platform(one).text for one in rate.platforms)


def _row(rate: Rate, language: Language) -> RateRow:
    value = interval = ""
    missing = language.t("too few")
    if rate.value is not None and rate.low is not None and rate.high is not None:
        value, interval, missing = f"{rate.value:.2f}", f"{rate.low:.2f}–{rate.high:.2f}", ""
    base = language.number(rate.base.quantize(1))
    return RateRow(
        _platforms(rate, language),
        language.date(PartialDate.parse(f"{rate.year:04d}")),
        urls.platform_year(rate.platforms[0], rate.year) if len(rate.platforms) == 1 else "",
        language.number(len(rate.notices)),
        f"{base} {language.term('units', rate.series.unit).text}",
        _basis(rate, language),
        language.words(rate.series.provider).text,
        f"{urls.metric(rate.series.metric)}#series-{rate.series.id}",
        value,
        interval,
        missing,
    )


def _basis(rate: Rate, language: Language) -> str:
    """How the market figure comes from several; empty where it is one value as printed."""
    if rate.series.metric != "monthly-users" or len(rate.points) == 1:
        return ""
    return language.t("mean of {n} months", n=language.number(len(rate.points)))


def _newest(catalog: Catalog, shown: list[Rate]) -> PartialDate:
    """The day up to which the rates speak: that of the newest notice that they count."""
    return PartialDate.parse(max(catalog.notices[i].published for rate in shown for i in rate.notices))


def _rates(as_of: PartialDate, language: Language, metric: str, title: str, shown: list[Rate]) -> Chart:
    points = []
    for rate in shown:
        when = language.date(PartialDate.parse(f"{rate.year:04d}"))
        provider = language.words(rate.series.provider).text
        base = language.number(rate.base.quantize(1))
        unit = language.term("units", rate.series.unit).text
        told = "; ".join(filter(None, (f"{base} {unit}", _basis(rate, language))))
        points.append(
            Point(
                f"{_platforms(rate, language)}, {when} ({provider})",
                round(rate.value or 0, 6),
                low=round(rate.low or 0, 6),
                high=round(rate.high or 0, 6),
                n=len(rate.notices),
                note=language.t("{n} bulletins; {base}", n=language.number(len(rate.notices)), base=told),
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
        series=(Series("", unique(points)),),
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        as_of=as_of,
        method=Link(language.t("How we measure"), path=METHOD),
        note=rate_caveat(language),
        counted=language.t("Bulletins"),
    )


def rate_caveat(language: Language) -> str:
    """What a rate must not be taken for; it stands beside every one."""
    return language.t(
        "No measure of safety: products are not tested at random, a platform that is tested more is named more, and "
        "users are not purchases. Lines: exact 95 % interval of the count (Poisson)."
    )
