"""Cases over time, packed into lanes, and how often values fall where on a logarithmic axis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.render.charts.canvas import Canvas, Margins, Spot
from generator.render.charts.labels import anchor, apart, room, short, tick
from generator.render.charts.scales import Calendar, Linear, Log, calendar, linear, log
from generator.views.chart_table import exact
from generator.views.charts import Case, Chart, Number, Point
from generator.views.words import Language

LANES_OF_THEIR_OWN = 24
"""Up to so many cases have a lane each, in the order in which they began; more are packed."""

TALLEST = 460
SIDES = (10.0, 14.0)
_SHAPES = {"square": " square", "speck": " speck"}


@dataclass(frozen=True, slots=True)
class TimelinePlan:
    """The calendar, the lane of each case (in the order of the chart), the room, the height of a lane."""

    days: Calendar
    lanes: tuple[int, ...]
    margins: Margins
    lane: float


def plan_timeline(chart: Chart, language: Language, size: tuple[float, float] | None) -> TimelinePlan:
    """Lay out for a fixed `size` in px, or for a page."""
    spans = [_span(case) for case in chart.cases]
    width = (size[0] if size is not None else 350) - SIDES[0] - SIDES[1]
    every = (calendar(spans, wanted) for wanted in (8, 7, 6, 5, 4, 3, 2))
    plot = (SIDES[0], width, SIDES[1])
    days = next((days for days in every if apart(days.ticks, plot, language)), calendar(spans, 1))
    lanes = _lanes(spans, days, width)
    count = max(lanes) + 1
    lane = 18.0 if count <= LANES_OF_THEIR_OWN else max(2.0, min(14.0, TALLEST / count))
    if size is not None:
        lane = min(22.0, (size[1] - 36) / count)
    return TimelinePlan(days, lanes, Margins(*SIDES, 6, 26, lane * count), lane)


def _span(case: Case) -> tuple[date, date]:
    days = [happening.day for happening in case.happenings]
    return min(days), max([*days, case.open_until or min(days)])


def _lanes(spans: list[tuple[date, date]], days: Calendar, width: float) -> tuple[int, ...]:
    """A lane for each case: its own where they are few, else the first that is free, with some px between two."""
    order = sorted(range(len(spans)), key=lambda n: (*spans[n], n))
    lanes = [0] * len(spans)
    if len(spans) <= LANES_OF_THEIR_OWN:
        for lane, n in enumerate(order):
            lanes[n] = lane
        return tuple(lanes)
    free: list[float] = []
    for n in order:
        start, end = days.start(spans[n][0]) * width, days.start(spans[n][1]) * width
        lane = next((at for at, until in enumerate(free) if until <= start), len(free))
        if lane == len(free):
            free.append(0)
        free[lane] = max(end, start) + 13
        lanes[n] = lane
    return tuple(lanes)


def paint_timeline(chart: Chart, layout: TimelinePlan, canvas: Canvas, language: Language) -> None:
    """Draw the calendar, a line from the first to the last day of each case, then its events by stage."""
    height = layout.margins.height
    for border in layout.days.borders:
        canvas.line("g", (border, 0), (border, height))
    canvas.line("z", (0, height), (1, height))
    for one in layout.days.ticks:
        how = anchor(one, (SIDES[0], canvas.breadth, SIDES[1]), language)
        canvas.text("k", one.at, height + 19, tick(one, language), how)
    closed: list[tuple[float, float, float]] = []
    open_ends: list[tuple[float, float, float]] = []
    arrows: list[Spot] = []
    for case, lane in zip(chart.cases, layout.lanes, strict=True):
        y = (lane + 0.5) * layout.lane
        days = sorted(happening.day for happening in case.happenings)
        if days[-1] > days[0]:
            closed.append((_at(layout, days[0]), _at(layout, days[-1]), y))
        if case.open_until:
            end = _at(layout, case.open_until)
            open_ends.append((_at(layout, days[-1]), end, y))
            arrows.append((end, y))
    canvas.level("t", closed)
    canvas.level("t open" if layout.lane >= 9 else "t open small", open_ends)
    _events(chart, layout, canvas)
    if arrows:
        until = [case.open_until for case in chart.cases if case.open_until]
        size = min(7.0, layout.lane * 0.7)
        canvas.notches("c s3", arrows, size, {"stage": "open", "x": " ".join(map(exact, until))})


def _at(layout: TimelinePlan, day: date) -> float:
    return layout.days.middle(day, day)


def _events(chart: Chart, layout: TimelinePlan, canvas: Canvas) -> None:
    """The events of all cases, a stage at a time, so that the later stages lie above the earlier."""
    small = "" if layout.lane >= 9 else " small" if layout.lane >= 5 else " tiny"
    for n, stage in enumerate(chart.stages):
        spots, days = [], []
        for case, lane in zip(chart.cases, layout.lanes, strict=True):
            for happening in sorted(case.happenings, key=lambda h: h.day):
                if happening.stage == stage.id:
                    spots.append((_at(layout, happening.day), (lane + 0.5) * layout.lane))
                    days.append(exact(happening.day))
        if not spots:
            continue
        data = {"stage": stage.id, "x": " ".join(days)}
        colour = f"q{n % 6}"
        if stage.sign == "tick":
            canvas.notches(f"w {colour}{small}", spots, min(11.0, layout.lane * 0.9), data)
        elif stage.sign == "cross":
            canvas.notches(f"x {colour}{small}", spots, min(12.0, layout.lane), data)
            canvas.specks(f"f {colour}{small} square", spots)
        else:
            canvas.specks(f"f {colour}{small}{_SHAPES.get(stage.sign, '')}", spots, data)
            if stage.sign == "ring":
                canvas.specks(f"hole{small}", spots)


@dataclass(frozen=True, slots=True)
class DistributionPlan:
    """The axis of values, that of counts where values are in bins, the room, and the height of a stacked dot."""

    places: Log | Linear
    counts: Linear | None
    margins: Margins
    stacks: tuple[int, ...]
    dot: float


def plan_distribution(chart: Chart, language: Language, size: tuple[float, float] | None) -> DistributionPlan:
    """Lay out for a fixed `size` in px, or for a page."""
    points = chart.series[0].points
    known: list[Number] = [_number(point) for point in points]
    known += [point.to for point in points if point.to is not None]
    known += [mark.at for mark in chart.marks]
    known += [value for value in (chart.x.least, chart.x.most) if value is not None]
    width = (size[0] if size is not None else 350) - 40.0
    places = log(known, 9 if width > 600 else 5) if chart.x.log else linear(known, 5)
    if any(point.to is not None for point in points):
        counts = linear([point.y or 0 for point in points], 4, whole=True)
        left = max(room(short(value, chart.y.form, language)) for value in counts.ticks) + 10
        height = 180.0 if size is None else size[1] - 58
        return DistributionPlan(places, counts, Margins(left, 16, 24, 26, height), (), 0)
    stacks = _stacks([places.at(_number(point)) * width for point in points])
    most = max(stacks) + 1
    dot = 11.0 if size is None else min(24.0, (size[1] - 58) / most)
    if size is None and most > 22:
        dot = 240 / most
    return DistributionPlan(places, None, Margins(14, 18, 24, 26, max(dot * most + 4, 40)), stacks, dot)


def _number(point: Point) -> Number:
    assert isinstance(point.x, int | float | Decimal)  # noqa: S101 - the specification has made sure
    return point.x


def _stacks(places: list[float]) -> tuple[int, ...]:
    """How high each value is stacked: on those that lie within the width of a dot."""
    tops: list[float] = []
    found = []
    for place in places:
        level = next((n for n, taken in enumerate(tops) if place - taken >= 10), len(tops))
        if level == len(tops):
            tops.append(place)
        tops[level] = place
        found.append(level)
    return tuple(found)


def paint_distribution(chart: Chart, layout: DistributionPlan, canvas: Canvas, language: Language) -> None:
    """Draw the axis, the bins or dots, and the limit."""
    height = layout.margins.height
    for value in layout.places.ticks:
        at = layout.places.at(value)
        canvas.line("g", (at, 0), (at, height))
        canvas.text("k", at, height + 19, short(value, chart.x.form, language), "end" if at > 0.98 else "middle")
    if layout.counts is not None:
        for value in layout.counts.ticks:
            y = height * (1 - layout.counts.at(value))
            canvas.text("k", 0, y + 4.5, short(value, chart.y.form, language), "end", -8)
        for point in chart.series[0].points:
            _bin(layout, canvas, point, layout.counts)
    else:
        for point, level in zip(chart.series[0].points, layout.stacks, strict=True):
            y = height - (level + 0.5) * layout.dot
            canvas.sign(0, layout.places.at(_number(point)), y)
        canvas.specks("none", [(0, height)], {"x": " ".join(exact(point.x) for point in chart.series[0].points)})
    canvas.line("z", (0, height), (1, height))
    for mark in chart.marks:
        at = layout.places.at(mark.at)
        canvas.line("r", (at, -4), (at, height), {"at": exact(mark.at)})
        canvas.text("h", at, -10, mark.label, "start" if at < 0.5 else "end")


def _bin(layout: DistributionPlan, canvas: Canvas, point: Point, counts: Linear) -> None:
    assert point.to is not None  # noqa: S101 - bins have both ends
    height = layout.margins.height
    share = counts.at(point.y or 0)
    data = {"x": exact(point.x), "to": exact(point.to), "y": exact(point.y)}
    left, right = layout.places.at(_number(point)), layout.places.at(point.to)
    canvas.box("b s0 bin", left, right, height * (1 - share), height * share, data)
