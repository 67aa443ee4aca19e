"""Charts as data: one frozen specification a chart, from which page SVG, data table and every download are made.

A specification holds numbers, dates and the words of one language; nothing in it is formatted or placed. Whoever makes
one names the chart (`id`, a slug that is its own on the page), says what it shows in a `title` that stands alone and a
`description` for those who do not see it, and gives every point its sources. What cannot be drawn honestly is
refused with ChartError: a chart is never made up for.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from generator.records.values import PartialDate, Period

Number = int | float | Decimal
Place = Period | date | int | float | Decimal | str
"""Where a point stands: a period or day, a number, or the name of a category."""

FORMATS = (("csv", "CSV"), ("json", "JSON"), ("svg", "SVG"), ("png", "PNG"), ("vl.json", "Vega-Lite"))
"""What can be taken away of a chart: the ending of the file, and what people call it."""

EMBED = "embed.html"
MOST_SERIES = 60
SINGLE = 60
"""Up to so many values of a distribution are drawn one by one."""
MOST_POINTS = 2000
MOST_CASES = 2000
STAGE_SIGNS = frozenset(("tick", "speck", "ring", "dot", "square", "cross"))
_SLUG = re.compile(r"^[a-z][a-z0-9-]{0,79}$")
LARGEST, SMALLEST = 1e20, 1e-12
"""The greatest and the smallest size of a number that can be drawn: sums of the largest numbers of records can."""


class ChartError(ValueError):
    """A chart that would mislead or cannot be drawn; the text names the chart and says why."""


class Kind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"  # categories, always from zero
    GROUPED = "grouped"  # categories with a bar for each series
    LINES = "lines"  # values over time; more than four series become small multiples
    STEPS = "steps"  # curves that change in steps, with bands: survival
    DOTS = "dots"  # categories with a value and its interval
    TIMELINE = "timeline"  # cases: what happened when
    DISTRIBUTION = "distribution"  # how often values fall where


class Form(StrEnum):
    """How a number is written."""

    NUMBER = "number"
    PERCENT = "percent"  # 87.36 is written 87.36 %
    SHARE = "share"  # 0.8736 is written 87.36 %
    TIMES = "times"  # 299 is written 299 ×


@dataclass(frozen=True, slots=True)
class Link:
    """Words with an address: `path` is below the root of the language, `url` leaves the site; both may be empty."""

    text: str
    url: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """What a chart's numbers are. `title` heads the table's column too; `unit` stands beside the title.

    `least` and `most` widen the axis (0 and 1 for a share); they never cut it.
    """

    title: str
    unit: str = ""
    form: Form = Form.NUMBER
    log: bool = False
    least: Number | None = None
    most: Number | None = None

    @property
    def words(self) -> str:
        """Title and unit: `Users (persons)`."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Point:
    """One value: where it stands, how much it is, its bounds, how many cases are behind it, its sources.

    `y` of None is a gap. `to` is the upper end of a bin that begins at `x`. `censored` counts the cases that were
    still open at `x` and left the sight of a survival curve there.
    """

    x: Place
    y: Number | None = None
    low: Number | None = None
    high: Number | None = None
    n: int | None = None
    to: Number | None = None
    censored: int = 0
    note: str = ""
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together, in the order in which they are drawn. `thin` is for a bound: drawn dashed."""

    name: str
    points: tuple[Point, ...]
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that a reader measures by: a limit, a median. `meets` is where it ends on a curve, on the other axis."""

    axis: str
    at: Number
    label: str
    meets: Number | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A kind of event of cases, in its order.

    `sign` is how it is marked, and no two stages share one: `tick`, `speck`, `ring`, `dot`, `square` or `cross`.
    """

    id: str
    name: str
    sign: str = "dot"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a case: its stage, and the day (the first possible one where only the month is known)."""

    stage: str
    day: date


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a timeline. `open_until` is the day as of which it was still open, None where it is closed."""

    label: str
    happenings: tuple[Happening, ...]
    path: str = ""
    open_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that one chart says, in one language.

    `x` speaks of places (time, categories, numbers), `y` of values. `method` says how the numbers were made, `note`
    what they must not be taken for, `sources` where they come from, `as_of` up to when they speak. `panels` gives each
    series a plot of its own, side by side on the same scales; lines and steps of more than four have that anyway.
    `counted` heads the column of `n`: what the number behind each value counts, cases unless it is said. Raises
    ChartError.
    """

    id: str
    kind: Kind
    title: str
    description: str
    x: Axis
    y: Axis
    series: tuple[Series, ...] = ()
    cases: tuple[Case, ...] = ()
    stages: tuple[Stage, ...] = ()
    marks: tuple[Mark, ...] = ()
    sources: tuple[Link, ...] = ()
    as_of: PartialDate | None = None
    method: Link | None = None
    note: str = ""
    panels: bool = False
    counted: str = ""

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.id):
            raise ChartError(f"chart '{self.id[:80]}': its id is a slug that begins with a letter")
        if not self.title.strip() or not self.description.strip():
            raise ChartError(f"chart '{self.id}' needs a title and a description")
        for reason in _refusals(self):
            raise ChartError(f"chart '{self.id}': {reason}")

    @property
    def points(self) -> Iterator[Point]:
        """Every point of every series."""
        for one in self.series:
            yield from one.points


def _refusals(chart: Chart) -> Iterator[str]:
    """Why a chart cannot be drawn, if so."""
    if chart.kind is Kind.TIMELINE:
        yield from _timeline_refusals(chart)
        return
    if not any(True for _ in chart.points):
        yield "it has nothing to show"
    if len(chart.series) > MOST_SERIES or any(len(one.points) > MOST_POINTS for one in chart.series):
        yield f"more than {MOST_SERIES} series or {MOST_POINTS} points: show fewer, or a part of them"
    names = [one.name for one in chart.series]
    if len(set(names)) < len(names):
        yield "two series have the same name"
    if chart.kind in (Kind.BARS, Kind.DOTS) and len(chart.series) > 1:
        yield "it shows one series"
    if chart.kind in (Kind.BARS, Kind.GROUPED) and chart.y.log:
        yield "bars begin at zero, which a logarithmic axis does not have"
    for point in chart.points:
        yield from _number_refusals(chart, point)
    for one in chart.series:
        yield from _order_refusals(chart.kind, one)


def _timeline_refusals(chart: Chart) -> Iterator[str]:
    if not chart.cases:
        yield "it has nothing to show"
    signs = [stage.sign for stage in chart.stages]
    if len(set(signs)) < len(signs) or not set(signs) <= STAGE_SIGNS:
        yield f"each stage needs a sign of its own: {', '.join(sorted(STAGE_SIGNS))}"
    if len(chart.cases) > MOST_CASES:
        yield f"more than {MOST_CASES} cases: split it by year"
    known = {stage.id for stage in chart.stages}
    for case in chart.cases:
        if not case.happenings:
            yield f"nothing happened in the case '{case.label}'"
        unknown = {happening.stage for happening in case.happenings} - known
        if unknown:
            yield f"the case '{case.label}' has unknown stages: {', '.join(sorted(unknown))}"
        if case.open_until and any(happening.day > case.open_until for happening in case.happenings):
            yield f"the case '{case.label}' goes on after the day as of which it is open"


def _number_refusals(chart: Chart, point: Point) -> Iterator[str]:
    pairs = [(chart.y, value) for value in (point.y, point.low, point.high) if value is not None]
    if isinstance(point.x, int | float | Decimal):
        pairs.append((chart.x, point.x))
    if point.to is not None:
        pairs.append((chart.x, point.to))
    for axis, value in pairs:
        size = abs(float(value))
        if not math.isfinite(size):
            yield "a value is no finite number"
        elif size > LARGEST or 0 < size < SMALLEST:
            yield f"{value} is too large or too small to be drawn: use another unit"
        elif axis.log and value <= 0:
            yield f"{value} has no place on a logarithmic axis"
    low, high = point.low, point.high
    if point.y is not None and ((low is not None and low > point.y) or (high is not None and high < point.y)):
        yield f"the value {point.y} lies outside its own bounds"


def _order_refusals(kind: Kind, one: Series) -> Iterator[str]:
    places = [point.x for point in one.points]
    wanted: tuple[type, ...]
    if kind in (Kind.BARS, Kind.GROUPED, Kind.DOTS):
        wanted = (str,)
        if len(set(map(str, places))) < len(places):
            yield f"'{one.name}' has two values for one category"
    elif kind is Kind.LINES:
        wanted = (Period, date)
    else:
        wanted = (int, float, Decimal)
    if not all(isinstance(place, wanted) for place in places):
        yield f"'{one.name}' has points that do not fit a chart of the kind {kind.value}"
        return
    if kind is Kind.LINES:
        spans = [span(place) for place in places]
        for (_, last), (first, _) in pairwise(spans):
            if first <= last:
                yield f"the periods of '{one.name}' overlap or are not in the order of time"
    elif kind is Kind.STEPS and places != sorted(places):  # type: ignore[type-var]
        yield f"the steps of '{one.name}' are not in order"


def span(place: Place) -> tuple[date, date]:
    """First and last day of a period or day. Raises ChartError for what is no time."""
    if isinstance(place, Period):
        return place.first, place.last
    if isinstance(place, date):
        return place, place
    raise ChartError(f"'{place}' is no time")


def runs(points: Iterable[Point]) -> list[list[Point]]:
    """Points over time in stretches without a gap: a line is drawn only where one period ends as the next begins.

    Days join where they follow each other; a point without value ends a stretch.
    """
    found: list[list[Point]] = []
    last: date | None = None
    for point in points:
        if point.y is None:
            last = None
            continue
        first, end = span(point.x)
        if last is None or first - last > timedelta(days=1):
            found.append([])
        found[-1].append(point)
        last = end
    return found


def distinct(charts: Iterable[Chart]) -> tuple[Chart, ...]:
    """The charts of one page. Raises ChartError where two share an id."""
    found = tuple(charts)
    ids = [chart.id for chart in found]
    for one in ids:
        if ids.count(one) > 1:
            raise ChartError(f"two charts of one page have the id '{one}'")
    return found


def unique(points: Iterable[Point]) -> tuple[Point, ...]:
    """Points of categories; names that two of them share are numbered, since each needs a row of its own."""
    found: dict[str, Point] = {}
    for point in points:
        name, number = str(point.x), 1
        while name in found:
            number += 1
            name = f"{point.x} ({number})"
        found[name] = replace(point, x=name)
    return tuple(found.values())


def distribution(values: Iterable[tuple[Number, str, tuple[Link, ...]]], most: int = SINGLE) -> tuple[Point, ...]:
    """Points of a distribution on a log axis: each value by itself, or their counts in bins where there are many.

    `values` are positive numbers with a note and links; bins go 1, 2, 5, 10, … and hold `x <= value < to`.
    """
    known = sorted(values, key=lambda value: (value[0], value[1]))
    if len(known) <= most:
        return tuple(Point(x=value, note=note, sources=links) for value, note, links in known)
    edges = _edges(float(known[0][0]), float(known[-1][0]))
    counts = [sum(1 for value, *_ in known if low <= value < high) for low, high in pairwise(edges)]
    return tuple(Point(x=low, to=high, y=number) for low, high, number in zip(edges, edges[1:], counts, strict=False))


def _edges(least: float, most: float) -> list[Number]:
    """Edges 1, 2, 5, 10, … below the least value and above the greatest."""
    every: list[Number] = []
    for power in range(math.floor(math.log10(least)) - 1, math.floor(math.log10(most)) + 2):
        scale: Number = 10**power if power >= 0 else Decimal(1).scaleb(power)
        every += [scale * part for part in (1, 2, 5)]
    start = max(n for n, edge in enumerate(every) if edge <= least)
    end = min(n for n, edge in enumerate(every) if edge > most)
    return every[start : end + 1]
