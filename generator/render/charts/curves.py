"""Lines over time and curves in steps: both have an axis of values, may have bands, and become panels where many."""

import math
from dataclasses import dataclass
from decimal import Decimal

from generator.render.charts.canvas import Canvas, Margins, Spot
from generator.render.charts.labels import anchor, apart, room, short, tick
from generator.render.charts.scales import Calendar, Linear, Scale, calendar, linear, log
from generator.views.chart_table import exact, numbers
from generator.views.charts import Chart, Form, Kind, Number, Point, Series, runs, span
from generator.views.words import Language

MOST_LINES = 4
MOST_SIGNS = 40
MOST_SIGNS_OF_A_PANEL = 8
LABEL = 96
"""A name of at most so many px stands at the end of its line; longer ones go into a legend."""

Member = tuple[int, Series]


@dataclass(frozen=True, slots=True)
class Plan:
    """Scales and room. `direct` says whether names stand at the ends of lines; `width` is that of a narrow plot."""

    values: Scale
    places: Calendar | Linear
    margins: Margins
    direct: bool
    width: float


def groups(chart: Chart) -> list[list[Member]]:
    """Series with the colour that they take, the bounds of a curve with it: one group a panel, or all in one."""
    found: list[list[Member]] = []
    for series in chart.series:
        if series.thin and found:
            found[-1].append((len(found) - 1, series))
        else:
            found.append([(len(found), series)])
    if len(found) <= MOST_LINES and not chart.panels:
        return [[member for group in found for member in group]]
    return [[(0, series) for _, series in group] for group in found]


def plan(chart: Chart, language: Language, size: tuple[float, float] | None, *, panel: bool = False) -> Plan:
    """Lay out one plot for a fixed `size` in px, or for a page."""
    known: list[Number] = list(numbers(chart))
    known += [mark.at for mark in chart.marks if mark.axis == "y"]
    known += [value for value in (chart.y.least, chart.y.most) if value is not None]
    whole = all(isinstance(value, int) for value in known) and chart.y.form is not Form.SHARE
    wanted = 3 if panel else 5
    values: Scale = log(known, wanted) if chart.y.log else linear(known, wanted, whole=whole)
    left = max(room(short(value, chart.y.form, language), 13) for value in values.ticks) + 10
    direct = not panel and _direct(chart)
    right = 18.0
    if direct:
        right = max(room(series.name) for series in chart.series) + 18.0
    elif not panel and len(chart.series) == 1 and chart.kind is Kind.LINES:
        ends = [point.y for point in chart.points if point.y is not None]
        right = room(short(ends[-1], chart.y.form, language), 14) + 14.0 if ends else right
    height = 96.0 if panel else 220.0
    top = 24.0 if any(mark.axis == "x" for mark in chart.marks) else 14.0
    if size is not None:
        height = size[1] - 30 - top
    margins = Margins(left, right, top, 26, height)
    width = (size[0] if size is not None else 165 if panel else 350) - left - right
    return Plan(values, _places(chart, language, (left, width, right)), margins, direct, width)


def _direct(chart: Chart) -> bool:
    """Whether every line has a short name and ends near the right side."""
    if len(chart.series) < 2 or chart.kind is not Kind.LINES or any(room(one.name) > LABEL for one in chart.series):
        return False
    ends = []
    for one in chart.series:
        known = [point for point in one.points if point.y is not None]
        if not known:
            return False
        ends.append(span(known[-1].x)[1])
    return min(ends) == max(ends)


def _places(chart: Chart, language: Language, plot: tuple[float, float, float]) -> Calendar | Linear:
    """The axis along the bottom, with as many labels as fit."""
    if chart.kind is Kind.LINES:
        spans = [span(point.x) for point in chart.points]
        every = (calendar(spans, wanted) for wanted in (8, 7, 6, 5, 4, 3, 2))
        return next((days for days in every if apart(days.ticks, plot, language)), calendar(spans, 1))
    known: list[Number] = [point.x for point in chart.points if isinstance(point.x, int | float | Decimal)]
    known += [mark.at for mark in chart.marks if mark.axis == "x"]
    known += [value for value in (chart.x.least, chart.x.most) if value is not None]
    return linear(known, 8 if plot[1] > 600 else 5, whole=all(isinstance(value, int) for value in known))


def paint(chart: Chart, members: list[Member], layout: Plan, canvas: Canvas, language: Language) -> None:
    """Draw axes, then bands, then curves, then what stands on them."""
    _axes(chart, layout, canvas, language)
    for colour, series in members:
        _band(layout, canvas, colour, series, chart.kind)
    for colour, series in members:
        if chart.kind is Kind.STEPS:
            _curve(layout, canvas, colour, series)
        else:
            _line(chart, layout, canvas, language, colour, series)
    if layout.direct:
        _names(layout, canvas, members)
    for mark in chart.marks:
        _mark(layout, canvas, mark.axis, mark.at, mark.label, mark.meets)


def _axes(chart: Chart, layout: Plan, canvas: Canvas, language: Language) -> None:
    height = layout.margins.height
    for value in layout.values.ticks:
        y = _y(layout, value)
        canvas.line("z" if value == 0 else "g", (0, y), (1, y))
        canvas.text("k", 0, y + 4.5, short(value, chart.y.form, language), "end", -8)
    if isinstance(layout.places, Calendar):
        canvas.notches("z", [(at, height + 3) for at in layout.places.borders], 6)
        for one in layout.places.ticks:
            how = anchor(one, (layout.margins.left, layout.width, layout.margins.right), language)
            canvas.text("k", one.at, height + 20, tick(one, language), how)
        return
    for value in layout.places.ticks:
        at = layout.places.at(value)
        canvas.notches("z", [(at, height + 3)], 6)
        canvas.text("k", at, height + 20, short(value, chart.x.form, language), "middle")


def _y(layout: Plan, value: Number) -> float:
    return layout.margins.height * (1 - layout.values.at(value))


def _x(layout: Plan, point: Point) -> float:
    if isinstance(layout.places, Calendar):
        return layout.places.middle(*span(point.x))
    assert isinstance(point.x, int | float | Decimal)  # noqa: S101 - the specification has made sure
    return layout.places.at(point.x)


def _data(series: Series, points: list[Point]) -> dict[str, str]:
    """What a curve says, as lists: names without spaces inside, so that they can be split at spaces."""
    data = {
        "series": series.name,
        "x": " ".join(exact(point.x) for point in points),
        "y": " ".join(exact(point.y) for point in points),
    }
    censored = " ".join(exact(point.x) for point in points if point.censored)
    return data | ({"censored": censored} if censored else {})


def _band(layout: Plan, canvas: Canvas, colour: int, series: Series, kind: Kind) -> None:
    """The area between lower and upper bounds, in stretches where both are known."""
    stretches = runs(series.points) if kind is Kind.LINES else [list(series.points)]
    for stretch in stretches:
        known = [point for point in stretch if point.low is not None and point.high is not None]
        if not known:
            continue
        data = {
            "series": series.name,
            "x": " ".join(exact(point.x) for point in known),
            "low": " ".join(exact(point.low) for point in known),
            "high": " ".join(exact(point.high) for point in known),
        }
        highs = _edge(layout, known, [point.high or 0 for point in known], kind)
        lows = _edge(layout, known, [point.low or 0 for point in known], kind)
        if len(known) == 1 and kind is Kind.LINES:
            canvas.path(f"i s{colour}", [[highs[0], lows[0]]], data)
        else:
            canvas.path(f"a s{colour}", [[*highs, *reversed(lows)]], data, closed=True)


def _edge(layout: Plan, points: list[Point], values: list[Number], kind: Kind) -> list[Spot]:
    spots: list[Spot] = []
    for point, value in zip(points, values, strict=True):
        x, y = _x(layout, point), _y(layout, value)
        if spots and kind is Kind.STEPS:
            spots.append((x, spots[-1][1]))
        spots.append((x, y))
    return spots


def _curve(layout: Plan, canvas: Canvas, colour: int, series: Series) -> None:
    known = [point for point in series.points if point.y is not None]
    if not known:
        return
    spots = [(_x(layout, point), _y(layout, point.y or 0)) for point in known]
    css = f"l s{colour} thin" if series.thin else f"l s{colour} d{colour}"
    canvas.steps(css, spots, _data(series, known))
    ticks = [spot for spot, point in zip(spots, known, strict=True) if point.censored]
    if ticks:
        canvas.notches(f"c s{colour}", ticks, 9)
    if len(known) == 1:
        canvas.sign(colour, *spots[0])


def _line(chart: Chart, layout: Plan, canvas: Canvas, language: Language, colour: int, series: Series) -> None:
    """Stretches without gaps; signs at the points, or where there are many at lone points and ends only."""
    stretches = runs(series.points)
    known = [point for stretch in stretches for point in stretch]
    if not known:
        return
    spots = [[(_x(layout, point), _y(layout, point.y or 0)) for point in stretch] for stretch in stretches]
    css = f"l s{colour} thin" if series.thin else f"l s{colour} d{colour}"
    canvas.path(css, spots, _data(series, known))
    every = [spot for stretch in spots for spot in stretch]
    most = MOST_SIGNS if len(groups(chart)) == 1 else MOST_SIGNS_OF_A_PANEL
    shown = every if len(every) <= most else [s for own in spots for s in ((own[0], own[-1]) if own[1:] else own)]
    if not series.thin:
        for x, y in shown:
            canvas.sign(colour, x, y)
    if len(chart.series) == 1:
        _values(chart, canvas, language, known, every)


def _values(chart: Chart, canvas: Canvas, language: Language, known: list[Point], every: list[Spot]) -> None:
    """The last value of a lone line, and the others where they are few and do not touch."""
    until = -math.inf
    for n in range(len(known)) if len(known) <= 4 else [len(known) - 1]:
        x, y = every[n]
        words = short(known[n].y or 0, chart.y.form, language)
        half = room(words, 14) / 2  # they are bold
        if n == len(known) - 1:
            canvas.text("v", x, y + 4.5, words, shift=9)
        elif x * canvas.breadth - half > until:
            canvas.text("v", x, max(y - 11, 4), words, "middle")
            until = x * canvas.breadth + half + 8


def _names(layout: Plan, canvas: Canvas, members: list[Member]) -> None:
    """Names at the ends of lines, moved apart where they would touch."""
    ends: list[tuple[float, int, str, float]] = []
    for colour, series in members:
        last = [point for point in series.points if point.y is not None][-1]
        ends.append((_y(layout, last.y or 0), colour, series.name, _x(layout, last)))
    ends.sort()
    places: list[float] = []
    for y, *_ in ends:
        places.append(max(y, places[-1] + 16) if places else y)
    over = max(places[-1] - (layout.margins.height - 2), 0)
    for (_, colour, name, x), y in zip(ends, places, strict=True):
        canvas.text(f"e s{colour}", x, y - over + 4.5, name, shift=10)


def _mark(layout: Plan, canvas: Canvas, axis: str, at: Number, label: str, meets: Number | None) -> None:
    """A line across the plot, or an angle from the axis to a curve and down."""
    height = layout.margins.height
    if axis == "y":
        y = _y(layout, at)
        canvas.line("r", (0, y), (1, y), {"at": exact(at)})
        canvas.text("h", 1, y - 5, label, "end")
        return
    if isinstance(layout.places, Calendar):
        return
    x = layout.places.at(at)
    top = 0.0 if meets is None else _y(layout, meets)
    if meets is not None:
        canvas.line("r", (0, top), (x, top))
    canvas.line("r", (x, top), (x, height), {"at": exact(at)})
    if meets is None:
        canvas.text("h", x, -6, label, "start" if x < 0.5 else "end")
    else:
        canvas.text("h", x, top - 6, label, "start" if x < 0.6 else "end", 6 if x < 0.6 else -6)
