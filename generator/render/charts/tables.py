"""The table beside a chart as HTML. Every cell says in `data-v` what it is exactly; what is shown is for reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.records.values import PartialDate, Period
from generator.render.charts.labels import whole
from generator.views.chart_table import Column, Table, Value, exact
from generator.views.charts import Chart, Link
from generator.views.words import Language, escaped

OWN = {
    "series": "Series",
    "case": "Bulletin",
    "from": "From",
    "to": "To, not included",
    "low": "Lower bound",
    "high": "Upper bound",
    "n": "Cases",
    "censored": "Left open",
    "open": "Open on",
    "note": "Note",
    "sources": "Source",
}
"""Headings that the kit itself gives, by the column's key."""


Refs = Mapping[Link, str]
"""The id of the place where a source is named in full."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column; `css` is `n` over numbers."""

    key: str
    words: str
    css: str


def headings(table: Table, language: Language) -> tuple[Heading, ...]:
    """The headings in the page's language."""
    return tuple(
        Heading(column.key, column.words or language.t(OWN[column.key]), "n" if column.number else "")
        for column in table.columns
    )


def references(chart: Chart) -> Refs:
    """The sources outside the site by their number below the chart: rows point there instead of repeating them."""
    return {link: f"{chart.id}-{n}" for n, link in enumerate(chart.sources, 1) if link.url}


def table_rows(table: Table, language: Language, here: str, refs: Refs) -> str:
    """Every row as HTML; the first cell heads its row."""
    found = []
    for row in table.rows:
        cells = []
        for n, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            name, scope = ("th", ' scope="row"') if n == 0 else ("td", "")
            css = ' class="n"' if column.number else ""
            shown = shown_value(column, value, language, here, refs)
            machine = f' data-v="{escaped(exact(value))}"' if column.key not in ("note", "sources", "series") else ""
            cells.append(f"<{name}{scope}{css}{machine}>{shown}</{name}>")
        found.append(f"<tr>{''.join(cells)}</tr>\n")
    return "".join(found)


def shown_value(column: Column, value: Value, language: Language, here: str, refs: Refs) -> str:
    """A value for reading, escaped."""
    if value is None:
        return "–" if column.number else ""
    if isinstance(value, tuple):
        return "; ".join(_link(link, here, refs) for link in value)
    if isinstance(value, Period):
        return escaped(language.period(value))
    if isinstance(value, date):
        return escaped(language.date(PartialDate.parse(value.isoformat())))
    if isinstance(value, str):
        return escaped(value)
    return escaped(whole(value, column.form, language))


def _link(link: Link, here: str, refs: Refs) -> str:
    if link in refs:
        return f'<a href="#{refs[link]}">[{refs[link].rpartition("-")[2]}]</a>'
    text = escaped(link.text)
    if link.path:
        return f'<a href="{escaped(here + link.path)}">{text}</a>'
    if link.url:
        return f'<a href="{escaped(link.url)}" rel="noopener noreferrer">{text}</a>'
    return text
