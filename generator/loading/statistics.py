"""What a market series may not say: refused when it is loaded, with the place and the remedy."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator.loading.yaml_reader import Route
from generator.records.context import Point, Release, Series
from generator.records.values import Period

Refusal = tuple[str, str, str, Route, str]
"""Rule, message, file below site_config/, route in the file, remedy."""

Subject = tuple[str | None, tuple[str, ...], str | None]
"""Platform, platforms together, country: what a value is about. Values of one subject form a line."""


WHOLE = ("persons", "rank")
"""Units of which there is no half."""


def grain(period: Period) -> str:
    """How long a period is: `year`, `quarter`, `month`, `day`, or `stretch` for any other."""
    if "/" in period.text:
        return "stretch"
    if "Q" in period.text:
        return "quarter"
    return ("year", "month", "day")[period.text.count("-")]


def subject(point: Point) -> Subject:
    """What a value is about."""
    return point.platform, point.platforms, point.country


def series_refusals(series: Mapping[str, Series], metrics: Mapping[str, Any]) -> Iterator[Refusal]:
    """Everything that is wrong with the series: units, negative amounts, periods that overlap, releases."""
    for one in series.values():
        file = f"statistics/{one.id}.yml"
        metric = metrics.get(one.metric)
        if metric and metric.unit != one.unit:
            message = f"'{one.metric}' is counted in {metric.unit}, and this series in {one.unit}"
            remedy = "convert nothing: make a metric of its own for another unit or currency"
            yield "series-unit", message, file, ("unit",), remedy
        for n, point in enumerate(one.points):
            if point.value < 0:
                message = f"{point.value} is negative: users, purchases and ranks are not"
                yield "series-negative", message, file, ("points", n, "value"), "read the source again"
            elif one.unit in WHOLE and point.value % 1:
                message = f"{point.value} is no whole number, and this series counts {one.unit}"
                remedy = "write the number in full (8870000, not 8.87 million)"
                yield "series-whole", message, file, ("points", n, "value"), remedy
            if point.platform and point.platforms:
                message = "a value is about one platform, or about several together"
                yield "series-subject", message, file, ("points", n, "platforms"), "keep one of the two keys"
        yield from _overlaps(one, file)


def _overlaps(one: Series, file: str) -> Iterator[Refusal]:
    """Periods of one length that overlap, unless they are two releases of one value."""
    lines: dict[tuple[Subject, str], list[tuple[int, Point]]] = {}
    for n, point in enumerate(one.points):
        lines.setdefault((subject(point), grain(point.period)), []).append((n, point))
    for members in lines.values():
        members.sort(key=_in_order)
        for (_, before), (n, after) in pairwise(members):
            place: Route = ("points", n, "period")
            if before.period == after.period:
                if not _two_releases(before, after):
                    message = f"two values for {after.period.text}"
                    remedy = "say which is the first release and which is revised (two revisions: each with its own "
                    remedy += "`released`), or move one to its own series"
                    yield "series-overlap", message, file, place, remedy
            elif after.period.first <= before.period.last:
                message = f"{after.period.text} overlaps {before.period.text}"
                yield "series-overlap", message, file, place, "periods of a line follow each other: correct them"


def _in_order(member: tuple[int, Point]) -> tuple[Any, ...]:
    """By time; releases of one value follow each other, the first one first, revisions by their day."""
    point = member[1]
    released = point.released.text if point.released else ""
    return point.period.first, point.period.last, point.revision is Release.REVISED, released


def _two_releases(before: Point, after: Point) -> bool:
    """Whether two values of one period, in the order of their release, are told apart."""
    if after.revision is not Release.REVISED or before.revision is None:
        return False
    return before.revision is Release.FIRST or (
        None not in (before.released, after.released) and (before.released != after.released)
    )
