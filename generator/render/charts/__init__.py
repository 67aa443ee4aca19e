"""Charts as SVG: `draw` for a page, `standalone` for a download. Everything comes from one specification."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.charts.canvas import num
from generator.render.charts.keys import keys, picture
from generator.render.charts.plots import Plot, plots
from generator.render.charts.standalone import standalone
from generator.render.charts.tables import Heading, headings, references, table_rows
from generator.views.chart_table import table
from generator.views.charts import Chart, Link
from generator.views.words import Language, escaped

__all__ = ["Drawn", "Links", "draw", "standalone"]

EMBEDDABLE = 6_000
"""Bytes of pictures and words of a chart that leave room for the style sheet and the frame of its embed page."""

Links = tuple[tuple[str, str], ...]
"""Downloads: name, and path below the root of the language."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as a page shows it: the macro `chart` of charts.html frames it.

    `panels` holds a name (empty where there is one plot) and a picture each; `links` the downloads as (name, path below
    the language's root). `numbered` says whether the rows point at the sources by number.
    """

    id: str
    title: str
    unit: str
    description: str
    panels: tuple[tuple[str, Markup], ...]
    legend: tuple[tuple[Markup, str], ...]
    headings: tuple[Heading, ...]
    rows: Markup
    count: str
    sources: tuple[Link, ...]
    numbered: bool
    as_of: str
    method: Link | None
    note: str
    links: Links
    embed: str
    height: int

    @property
    def small(self) -> bool:
        """Whether a page of the chart alone keeps to 15 KB: not for many panels or cases."""
        own = [picture for _, picture in self.panels] + [picture for picture, _ in self.legend]
        words = [self.title, self.note, *(f"{link.text}{link.url}" for link in self.sources)]
        return sum(len(part.encode()) for part in (*own, *words)) <= EMBEDDABLE


def draw(chart: Chart, language: Language, here: str = "", links: Links = (), embed: str = "") -> Drawn:
    """Draw a chart for a page whose way to its language's root is `here`; `embed` is the code that embeds it."""
    data = table(chart)
    count = len(data.rows)
    made = plots(chart, language)
    return Drawn(
        id=chart.id,
        title=chart.title,
        unit=chart.y.words if not chart.cases else "",
        description=chart.description,
        panels=tuple((plot.name, _safe(_page_svg(chart, plot, n))) for n, plot in enumerate(made)),
        legend=tuple((_safe(picture(key)), key.name) for key in keys(chart, language)),
        headings=headings(data, language),
        rows=_safe(table_rows(data, language, here, references(chart))),
        count=language.n("{n} row", "{n} rows", count),
        sources=chart.sources,
        numbered=any(point.sources for point in chart.points),
        as_of=language.date(chart.as_of) if chart.as_of else "",
        method=chart.method,
        note=chart.note,
        links=links,
        embed=embed,
        height=round(made[0].margins.whole) * -(-len(made) // 4),
    )


def _safe(text: str) -> Markup:
    """Markup that this room made: what is in it was escaped when it was written."""
    return Markup(text)  # noqa: S704


def _page_svg(chart: Chart, plot: Plot, number: int) -> str:
    """A plot as wide as its place: the margins are the picture's own, what stands in them flows over its edge."""
    name = f"{chart.id}-{number}" if plot.name else chart.id
    title = f"{chart.title}: {plot.name}" if plot.name else chart.title
    margins = plot.margins
    height = num(margins.whole)
    style = f"--l:{num(margins.left)}px;--r:{num(margins.right)}px;height:{height}px"
    return (
        f'<svg class="plot" role="img" aria-labelledby="{name}-t {name}-d" width="100%" height="{height}"'
        f' overflow="visible" style="{style}">'
        f'<title id="{name}-t">{escaped(title)}</title><desc id="{name}-d">{escaped(chart.description)}</desc>'
        f"{plot.markup}</svg>"
    )
