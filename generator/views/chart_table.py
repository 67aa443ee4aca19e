"""The table behind a chart: the same numbers, one row a point. Page, CSV and JSON take their rows from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.records.values import Period
from generator.views.charts import Axis, Chart, Form, Kind, Link, Number, Place, Point

Value = Place | tuple[Link, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files (`key`), its heading in the page's language, how its numbers are written.

    `words` is empty where the heading is one of the kit's own, by its key.
    """

    key: str
    words: str = ""
    form: Form = Form.NUMBER
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows of as many values; None where there is none."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def exact(value: Value) -> str:
    """A value as machines read it: a plain decimal number, an ISO date or period, or the text itself."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    if isinstance(value, Period):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(link.url or link.text for link in value)
    return str(value)


def table(chart: Chart) -> Table:
    """The table of a chart: only columns in which something stands."""
    if chart.kind is Kind.TIMELINE:
        return _timeline(chart)
    every = _columns(chart)
    rows = [tuple(_cells(series.name, point, chart.kind)) for series in chart.series for point in series.points]
    kept = [n for n, column in enumerate(every) if column.key in _ALWAYS or any(_stands(row[n]) for row in rows)]
    if len(chart.series) == 1 and kept[0] == 0:
        kept = kept[1:]
    return Table(tuple(every[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows))


_ALWAYS = ("series", "x")


def _stands(value: Value) -> bool:
    return value is not None and value != "" and value != ()


def _columns(chart: Chart) -> tuple[Column, ...]:
    binned = any(point.to is not None for point in chart.points)
    numeric = chart.kind in (Kind.STEPS, Kind.DISTRIBUTION)

    def of(key: str, axis: Axis) -> Column:
        return Column(key, axis.words, axis.form, number=True)

    return (
        Column("series"),
        Column("from" if binned else "x", "" if binned else chart.x.words, chart.x.form, numeric),
        Column("to", "", chart.x.form, numeric),
        of("y", chart.y),
        Column("low", "", chart.y.form, number=True),
        Column("high", "", chart.y.form, number=True),
        Column("n", chart.counted, number=True),
        Column("censored", number=True),
        Column("note"),
        Column("sources"),
    )


def _cells(name: str, point: Point, kind: Kind) -> Iterator[Value]:
    yield name
    yield point.x
    yield point.to
    yield point.y
    yield point.low
    yield point.high
    yield point.n
    yield point.censored if kind is Kind.STEPS and point.censored else None
    yield point.note
    yield point.sources


def _timeline(chart: Chart) -> Table:
    """One row a case: a column for each stage that occurs, with the days in the order of time."""
    used = {happening.stage for case in chart.cases for happening in case.happenings}
    stages = [stage for stage in chart.stages if stage.id in used]
    columns = [Column("case"), *(Column(stage.id, stage.name) for stage in stages)]
    rows = []
    for case in chart.cases:
        days: list[Value] = []
        for stage in stages:
            own = sorted(h.day for h in case.happenings if h.stage == stage.id)
            days.append(own[0] if len(own) == 1 else tuple(Link(day.isoformat()) for day in own) or None)
        label = (Link(case.label, path=case.path),)
        rows.append((label, *days, case.open_until, case.note))
    open_cases = any(case.open_until for case in chart.cases)
    noted = any(case.note for case in chart.cases)
    kept = [*range(len(columns)), *([len(columns)] if open_cases else []), *([len(columns) + 1] if noted else [])]
    columns += [Column("open"), Column("note")]
    return Table(tuple(columns[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows))


def plain(value: Value) -> Any:
    """A value for JSON: numbers stay numbers, everything else is text, None stays None."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None if value is None or value == () else exact(value)


def numbers(chart: Chart) -> Iterator[Number]:
    """Every number that belongs on the axis of values: values and their bounds."""
    for point in chart.points:
        yield from (value for value in (point.y, point.low, point.high) if value is not None)
