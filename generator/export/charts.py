"""What can be taken away of a chart: CSV and JSON with the rows of its table, and a Vega-Lite specification."""

import csv
import io
import json
from typing import Any

from generator.export.vega import vega_lite
from generator.views.chart_table import Table, exact, plain, table
from generator.views.charts import Chart, Kind, Link

__all__ = ["chart_csv", "chart_json", "chart_vega", "column_names"]

_PLACES = {
    Kind.BARS: "category",
    Kind.GROUPED: "category",
    Kind.DOTS: "category",
    Kind.LINES: "period",
    Kind.STEPS: "time",
    Kind.DISTRIBUTION: "value",
}


def column_names(chart: Chart, told: Table) -> tuple[str, ...]:
    """The columns' names in files: the same in every language. A stage of a timeline keeps its own id."""
    names = {"y": "count" if chart.kind is Kind.DISTRIBUTION else "value", "x": _PLACES.get(chart.kind, "")}
    names["open"] = "open_until"
    return tuple(names.get(column.key, column.key.replace("-", "_")) for column in told.columns)


def chart_csv(chart: Chart) -> str:
    """The table as CSV (RFC 4180) with a byte order mark, by which spreadsheets know that Hangul is UTF-8.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay as they are.
    """
    told = table(chart)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column_names(chart, told))
    for row in told.rows:
        writer.writerow([_cell(value) for value in row])
    return f"\ufeff{out.getvalue()}"


def _cell(value: Any) -> str:
    text = exact(value)
    guarded = isinstance(value, str | tuple) and text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if guarded else text


def chart_json(chart: Chart, language: str, page: str = "") -> str:
    """Everything that the chart says, with its rows as objects. `page` is the address of the page that shows it."""
    told = table(chart)
    names = column_names(chart, told)
    found: dict[str, Any] = {
        "schema_version": "1.0",
        "id": chart.id,
        "language": language,
        "title": chart.title,
        "description": chart.description,
        "kind": chart.kind.value,
        "value": {"title": chart.y.title, "unit": chart.y.unit, "form": chart.y.form.value},
        "as_of": chart.as_of.text if chart.as_of else None,
        "note": chart.note or None,
        "page": page or None,
        "sources": [_source(link) for link in chart.sources],
        "marks": [{"axis": mark.axis, "at": plain(mark.at), "label": mark.label} for mark in chart.marks],
        "rows": [{name: _json(value) for name, value in zip(names, row, strict=True)} for row in told.rows],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _source(link: Link) -> dict[str, str | None]:
    return {"name": link.text, "url": link.url or None}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        if all(link.url for link in value):
            return [_source(link) for link in value]
        return value[0].text if len(value) == 1 else [link.text for link in value]
    return plain(value)


def chart_vega(chart: Chart, language: str) -> str:
    """A Vega-Lite 5 specification that holds its own data: the same numbers, to be drawn in another way."""
    return json.dumps(vega_lite(chart, language), ensure_ascii=False, indent=1) + "\n"
