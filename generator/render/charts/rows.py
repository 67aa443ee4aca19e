"""Bars, grouped bars and dots with intervals: one row a category, the value written beside its mark."""

from dataclasses import dataclass, replace

from generator.render.charts.canvas import Canvas, Margins
from generator.render.charts.labels import room, short, wrapped
from generator.render.charts.scales import Linear, Scale, linear, log
from generator.views.chart_table import exact, numbers
from generator.views.charts import Chart, Kind, Point
from generator.views.words import Language

LONGEST_TAG = 110
Row = tuple[str, tuple[tuple[int, Point], ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows with their points by series, the scale, the room, heights of a row and a bar, and lines of a name."""

    rows: tuple[Row, ...]
    scale: Scale
    margins: Margins
    row: float
    bar: float
    beside: bool
    head: int = 1


def plan(chart: Chart, language: Language, size: tuple[float, float] | None) -> Plan:
    """Lay out for a fixed `size` in px, or for a page: there the category stands above its bar."""
    rows = _rows(chart)
    most = max(len(points) for _, points in rows)
    scale = _scale(chart)
    above = chart.kind is Kind.DOTS and size is None
    widest = max(room(_words(chart, n, point, language), 14) for _, points in rows for n, point in points) + 14
    axis = 24 if chart.kind is Kind.DOTS else 4
    top = 20 if chart.marks else 2
    if size is None:
        bar = 16.0 if most == 1 and len(rows) <= 12 else 13.0
        margins = Margins(4, 16 if above else min(widest, 190), top, axis, 0)
        beside = max(room(_words(chart, *points[0], language), 14) for _, points in rows) + 10 if above else 0
        width = 350 - margins.left - (margins.right if above else 0)
        head = max(len(wrapped(name, max(width - beside, 60), 13, 3)) for name, _ in rows)
        row = 2 + 18 * head + most * (bar + 5) + 6
        return Plan(rows, scale, replace(margins, height=row * len(rows)), row, bar, False, head)
    width, height = size
    row = min(76.0, (height - axis - top) / len(rows))
    head = max(1, min(3, int(row // 16)))
    most_left = width * 0.42
    lines = [line for name, _ in rows for line in wrapped(name, most_left - 14, 13, head)]
    left = max(room(line) for line in lines) + 14
    bar = min(30.0, row * 0.72 / most)
    return Plan(rows, scale, Margins(left, widest, top, axis, row * len(rows)), row, bar, True, head)


def paint(chart: Chart, layout: Plan, canvas: Canvas, language: Language) -> None:
    """Draw the rows."""
    zero = layout.scale.at(0) if isinstance(layout.scale, Linear) else 0.0
    bottom = layout.margins.height
    if chart.kind is Kind.DOTS:
        for value in layout.scale.ticks:
            at = layout.scale.at(value)
            canvas.line("g", (at, 0), (at, bottom))
            canvas.text("k", at, bottom + 17, short(value, chart.y.form, language), "middle" if at < 0.97 else "end")
    for mark in chart.marks:
        at = layout.scale.at(mark.at)
        canvas.line("r", (at, 0), (at, bottom), {"at": exact(mark.at)})
        canvas.text("h", at, -6, mark.label, "start" if at < 0.5 else "end")
    for n, (name, points) in enumerate(layout.rows):
        top = n * layout.row
        if layout.beside:
            middle = top + layout.row / 2
            lines = wrapped(name, layout.margins.left - 13, 13, layout.head)
            for m, line in enumerate(lines):
                canvas.text("h", 0, middle + 4.5 + 15.5 * (m - (len(lines) - 1) / 2), line, "end", -10)
            top = middle - len(points) * layout.bar / 2
            gap = 0.0
        else:
            width = canvas.breadth + layout.margins.right
            if chart.kind is Kind.DOTS:  # its value stands in the same line
                width = canvas.breadth - room(_words(chart, *points[0], language), 14) - 10
            for m, line in enumerate(wrapped(name, max(width, 60), 13, layout.head)):
                canvas.text("h", 0, top + 15 + 17 * m, line)
            top, gap = top + 3 + 18 * layout.head, 5.0
        for m, (series, point) in enumerate(points):
            _mark(chart, layout, canvas, language, series, point, (zero, top + m * (layout.bar + gap)))
    if chart.kind is not Kind.DOTS:
        _ground(layout, canvas, zero)


def _mark(
    chart: Chart,
    layout: Plan,
    canvas: Canvas,
    language: Language,
    series: int,
    point: Point,
    at: tuple[float, float],
) -> None:
    """One bar or dot with its value; words where there is no value."""
    zero, top = at
    middle = top + layout.bar / 2
    words = _words(chart, series, point, language)
    if point.y is None:
        canvas.text("k", zero, middle + 4.5, words, shift=6)
        return
    end = layout.scale.at(point.y)
    data = {"x": str(point.x), "y": exact(point.y)}
    if chart.kind is Kind.GROUPED:
        data["series"] = chart.series[series].name
    last = end
    if point.low is not None and point.high is not None:
        data |= {"low": exact(point.low), "high": exact(point.high)}
        last = max(end, layout.scale.at(point.high))
    if chart.kind is Kind.DOTS:
        if point.low is not None and point.high is not None:
            low = layout.scale.at(point.low)
            canvas.line("i s0", (low, middle), (last, middle), data)
            canvas.notches("i s0", [(low, middle), (last, middle)], 10)
        else:
            canvas.line("i s0", (end, middle), (end, middle), data)
        canvas.sign(0, end, middle)
    else:
        canvas.box(
            f"b s{series % 4}", min(zero, end), max(zero, end), top, layout.bar - (2 if layout.beside else 0), data
        )
    if chart.kind is Kind.DOTS and not layout.beside:
        canvas.text("v", 1, top - 6, words, "end")
    else:
        canvas.text("v", max(zero, last), middle + 4.5, words, shift=8)


def _ground(layout: Plan, canvas: Canvas, zero: float) -> None:
    """The line from which bars begin, beside the bars only."""
    if layout.beside:
        canvas.line("z", (zero, 0), (zero, layout.margins.height))
        return
    head = 1 + 18 * layout.head
    tops = [n * layout.row + head for n in range(len(layout.rows))]
    canvas.path("z", [[(zero, top), (zero, top + layout.row - head - 5)] for top in tops])


def _words(chart: Chart, series: int, point: Point, language: Language) -> str:
    """What stands beside a mark: value, interval, and the series where there are several."""
    if point.y is None:
        text = language.t("no data")
    else:
        text = short(point.y, chart.y.form, language)
        if chart.kind is Kind.DOTS and point.low is not None and point.high is not None:
            low, high = (short(value, chart.y.form, language) for value in (point.low, point.high))
            text += f" ({low.removesuffix(' %').removesuffix(' ×')}–{high})"
    return f"{text} {tag(chart, series)}" if chart.kind is Kind.GROUPED else text


def lettered(chart: Chart) -> bool:
    """Whether the names of grouped bars are too long to stand beside them: then letters do, and a legend."""
    return chart.kind is Kind.GROUPED and any(room(one.name) > LONGEST_TAG for one in chart.series)


def tag(chart: Chart, series: int) -> str:
    """What names a series beside its bars: its name, or a letter."""
    return chr(ord("A") + series % 26) if lettered(chart) else chart.series[series].name


def _rows(chart: Chart) -> tuple[Row, ...]:
    """Categories in the order in which they first appear, each with the series that have it."""
    found: dict[str, list[tuple[int, Point]]] = {}
    for n, series in enumerate(chart.series):
        for point in series.points:
            found.setdefault(str(point.x), []).append((n, point))
    return tuple((name, tuple(points)) for name, points in found.items())


def _scale(chart: Chart) -> Scale:
    known = [*numbers(chart), *(mark.at for mark in chart.marks)]
    known += [value for value in (chart.y.least, chart.y.most) if value is not None]
    if chart.y.log:
        return log(known, 4)
    nice = linear(known, 5, whole=all(isinstance(value, int) for value in known))
    if chart.kind is Kind.DOTS:
        return nice
    ends = [float(value) for value in known] + [0.0]  # bars need no axis: the longest takes all the room
    return Linear(min(ends), max(ends), ()) if max(ends) > min(ends) else nice
