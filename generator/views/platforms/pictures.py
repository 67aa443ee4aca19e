"""Charts of a platform: every case on a time line, and how many were still on sale after so many days."""

import math
from collections.abc import Iterable, Iterator
from datetime import date

from generator import urls
from generator.compliance.clock import When
from generator.compliance.figure import Figure
from generator.compliance.summary import Compliance, PlatformFigures
from generator.compliance.survival import Curve
from generator.compliance.timeline import Case
from generator.records.values import PartialDate
from generator.views import charts
from generator.views.charts import Axis, Chart, Form, Happening, Kind, Link, Mark, Point, Series, Stage
from generator.views.figures import duration, title_words
from generator.views.words import Language

MOST_CASES = 200
"""Cases of one time line: more cannot be told apart. The newest are shown, and the chart says so."""

STAGES = {
    "told": ("Platform told", "tick"),
    "claimed": ("Platform says removed", "ring"),
    "reported": ("Removal reported", "square"),
    "verified": ("Removal verified", "dot"),
    "again": ("Found again", "cross"),
}
"""What a time line marks, and by which sign (interface strings)."""


def method_link(figure: str, version: str, language: Language) -> Link:
    """The way to a definition, with the version of the method."""
    return Link(language.t("How we measure (method {version})", version=version), path=urls.definition(figure))


def timeline(found: Compliance, own: PlatformFigures, language: Language) -> Chart | None:
    """Every case with a dated event; None where there is none, or where all lie on one day."""
    dated = [one for case in own.cases if not case.excluded and (one := _case(case, found.as_of, language))]
    if found.as_of is None or len({h.day for one in dated for h in one.happenings}) < 2:
        return None  # a single day is no course of time
    dated.sort(key=lambda one: (min(h.day for h in one.happenings), one.label))
    cut, undated = dated[-MOST_CASES:], sum(not case.excluded for case in own.cases) - len(dated)
    notes = []
    shown = {one.label for one in cut}
    if any(not when.exact for case in own.cases if case.notice in shown for _, when in _happened(case)):
        notes.append(language.t("Where no source gives the day, the latest possible one is marked."))
    if len(cut) < len(dated):
        notes.append(language.t("The newest {n} of {all} cases.", n=len(cut), all=language.number(len(dated))))
    if undated:
        notes.append(
            language.n(
                "{n} case without any dated event is not in the picture.",
                "{n} cases without any dated event are not in the picture.",
                undated,
            )
        )
    name = language.platform(own.platform).text
    return Chart(
        id="cases-in-time",
        kind=Kind.TIMELINE,
        title=language.t("Cases of {platform} in time", platform=name),
        description=language.t(
            "One line a case, from the day on which the platform was told to the last event on record; "
            "a dashed line leads to the as-of day where the case is open."
        ),
        x=Axis(language.t("Day")),
        y=Axis(language.t("Cases")),
        cases=tuple(cut),
        stages=tuple(Stage(id, language.t(label), sign) for id, (label, sign) in STAGES.items()),
        as_of=PartialDate.parse(found.as_of.isoformat()),
        method=method_link("state", found.version, language),
        note=" ".join(notes),
    )


def _happened(case: Case) -> Iterator[tuple[str, When]]:
    """What is marked of a case: the stage, and its time where it has one."""
    moments: list[tuple[str, When | None]] = [("told", case.sent)]
    for one in case.intervals:
        moments += [("claimed", one.claimed), ("reported", one.reported), ("verified", one.verified)]
        moments.append(("again", one.found_again))
    yield from ((stage, when) for stage, when in moments if when is not None and when.known)


def _case(case: Case, as_of: date | None, language: Language) -> charts.Case | None:
    days = tuple(
        Happening(stage, min(date.fromordinal(when.last), as_of) if as_of else date.fromordinal(when.last))
        for stage, when in _happened(case)
    )
    if not days:
        return None
    return charts.Case(
        label=case.notice,
        happenings=days,
        path=urls.case_page(case.notice, case.platform),
        open_until=as_of if case.last.removed is None else None,
    )


def survival(found: Compliance, own: PlatformFigures, id: str, language: Language) -> Chart | None:
    """The curve of a waiting time, with its table; None below the threshold, where no share is printed."""
    figure = own.figures[id]
    if not figure.n or not figure.enough or figure.curves is None or found.as_of is None:
        return None
    name = language.platform(own.platform).text
    title = language.t("{figure}: share of cases still open", figure=title_words(figure, language))
    upto = horizon([figure])
    return Chart(
        id=f"curve-{id}",
        kind=Kind.STEPS,
        title=f"{name}. {title}",
        description=curve_words(figure, language),
        x=Axis(language.t("Days since the platform was told")),
        y=Axis(language.t("Still open"), form=Form.SHARE, least=0, most=1),
        series=curve_series(figure, name, upto, language),
        marks=_median(figure, language),
        as_of=PartialDate.parse(found.as_of.isoformat()),
        method=method_link(id, figure.version, language),
        note=language.t(
            "Kaplan-Meier, open cases kept in; band: 95 % interval. {closed} closed, {open} still open, n = {n}. "
            "The picture ends after {days} days: later no case closed.",
            days=language.number(int(upto)),
            closed=language.number(figure.parts[0].count),
            open=language.number(figure.parts[1].count),
            n=language.number(figure.n),
        ),
    )


def curve_words(figure: Figure, language: Language) -> str:
    """A curve in a sentence, for those who do not see it."""
    told = duration(figure.least, figure.most, figure.unit, language)
    return language.t("Median: {median}. n = {n}.", median=told, n=language.number(figure.n))


def horizon(figures: Iterable[Figure]) -> float:
    """The last time that a picture shows: some way behind the last closing, where all curves are level.

    Cases that have been open for years would else press the first days, in which nearly all happens, into a line.
    """
    curves = [curve for figure in figures for curve in figure.curves or ()]
    closings = [time for curve in curves for time, events in zip(curve.times, curve.events, strict=True) if events]
    return max(14, math.ceil(1.2 * max(closings, default=0)))


def curve_series(figure: Figure, name: str, upto: float, language: Language) -> tuple[Series, ...]:
    """One curve, or the two extremes that the dates allow, the later one dashed; `upto` is the end of the picture."""
    if figure.curves is None:
        return ()
    first, second = figure.curves
    if first == second:
        return (Series(name, _points(first, upto)),)
    return (
        Series(language.t("Earliest days that the dates allow"), _points(first, upto)),
        Series(language.t("Latest days that the dates allow"), _points(second, upto, band=False), thin=True),
    )


def _points(curve: Curve, upto: float, *, band: bool = True) -> tuple[Point, ...]:
    """The steps of a curve, from all cases open at 0 to those that are still looked at when the picture ends."""
    rows = zip(curve.times, curve.open, curve.lower, curve.upper, curve.at_risk, curve.censored, strict=True)
    made = [
        Point(time, share, low if band else None, high if band else None, n=n, censored=censored)
        for time, share, low, high, n, censored in rows
        if time <= upto
    ]
    if not made or made[0].x != 0:
        made.insert(0, Point(0, 1.0, n=curve.n))
    later = [n for time, n in zip(curve.times, curve.at_risk, strict=True) if time > upto]
    if later and made[-1].x != upto:
        last = made[-1]
        made.append(Point(upto, last.y, last.low, last.high, n=later[0]))
    return tuple(made)


def _median(figure: Figure, language: Language) -> tuple[Mark, ...]:
    if figure.value is None:
        return ()
    return (Mark("x", figure.value, language.t("median {n}", n=f"{figure.value:g}"), meets=0.5),)
