"""One plot of any kind: which room it wants, and how it is drawn. Panels are plots of a part of the series."""

from dataclasses import dataclass

from generator.render.charts import curves, rows, strips
from generator.render.charts.canvas import Canvas, Margins, Spot
from generator.render.charts.labels import cut
from generator.views.charts import Chart, Kind
from generator.views.words import Language

Size = tuple[float, float]
_GUTTER = 18


@dataclass(frozen=True, slots=True)
class Plot:
    """A finished plot: its elements, its margins, and the name of its panel (empty where there is one plot only)."""

    name: str
    margins: Margins
    markup: str


def plots(chart: Chart, language: Language, size: Size | None = None, at: Spot = (0, 0)) -> list[Plot]:
    """The plots of a chart for a page, or for a fixed `size` in px whose corner is `at`."""
    if chart.kind in (Kind.LINES, Kind.STEPS):
        return _curves(chart, language, size, at)
    if chart.kind is Kind.TIMELINE:
        timeline = strips.plan_timeline(chart, language, size)
        canvas = _canvas(chart.id, timeline.margins, size, at)
        strips.paint_timeline(chart, timeline, canvas, language)
    elif chart.kind is Kind.DISTRIBUTION:
        distribution = strips.plan_distribution(chart, language, size)
        canvas = _canvas(chart.id, distribution.margins, size, at)
        strips.paint_distribution(chart, distribution, canvas, language)
    else:
        layout = rows.plan(chart, language, size)
        canvas = _canvas(chart.id, layout.margins, size, at)
        rows.paint(chart, layout, canvas, language)
    return [Plot("", canvas.margins, canvas.markup())]


def _canvas(name: str, margins: Margins, size: Size | None, at: Spot) -> Canvas:
    return Canvas(name, margins, size[0] - margins.left - margins.right if size else None, at)


def _curves(chart: Chart, language: Language, size: Size | None, at: Spot) -> list[Plot]:
    groups = curves.groups(chart)
    if len(groups) == 1:
        layout = curves.plan(chart, language, size)
        canvas = _canvas(chart.id, layout.margins, size, at)
        curves.paint(chart, groups[0], layout, canvas, language)
        return [Plot("", layout.margins, canvas.markup())]
    found = []
    columns = _columns(len(groups))
    lines = -(-len(groups) // columns)
    for n, members in enumerate(groups):
        cell, corner = None, at
        if size is not None:
            cell = (size[0] - _GUTTER * (columns - 1)) / columns, size[1] / lines - 20
            corner = at[0] + (n % columns) * (cell[0] + _GUTTER), at[1] + (n // columns) * (cell[1] + 20) + 20
        layout = curves.plan(chart, language, cell, panel=True)
        canvas = _canvas(f"{chart.id}-{n}", layout.margins, cell, corner)
        if cell is not None:
            name = cut(members[0][1].name, cell[0], 14)
            canvas.text("v", 0, -layout.margins.top - 2, name, shift=-layout.margins.left)
        curves.paint(chart, members, layout, canvas, language)
        found.append(Plot(members[0][1].name, layout.margins, canvas.markup()))
    return found


def _columns(count: int) -> int:
    """Columns of panels on a wide picture."""
    return next(n for n in range(1, 12) if n * n * 0.6 >= count or n == 11)
