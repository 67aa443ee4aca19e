"""What is computed from published values: growth, shares, sums of quarters. Each says from which values it comes."""

from dataclasses import dataclass
from decimal import Decimal

from generator.market.series import Current, Line
from generator.records.context import Point, Release
from generator.records.values import Period


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value: `growth` and `share` are fractions (0.269 is 26.9 %), a `sum` has the unit of its parts."""

    kind: str
    period: Period
    value: Decimal
    of: tuple[Point, ...]


def growth(line: Line) -> tuple[Derived, ...]:
    """Growth of each value on the same period a year before, where both are on record and the earlier is not zero.

    A first release is left out on either side: what it is to be compared with has been revised since.
    """
    known = {current.point.period.text: current.point for current in line.values}
    found = []
    for current in line.values:
        point = current.point
        before = known.get(_year_before(point.period.text))
        first = Release.FIRST in (point.revision, before.revision if before else None)
        if before is not None and before.value > 0 and not first:
            found.append(Derived("growth", point.period, point.value / before.value - 1, (before, point)))
    return tuple(found)


def _year_before(text: str) -> str:
    """The same period of the year before; nothing for stretches, whose lengths differ."""
    if "/" in text:
        return ""
    return f"{int(text[:4]) - 1:04d}{text[4:]}"


def shares(part: Line, whole: Line) -> tuple[Derived, ...]:
    """Each value of a part as a share of the whole in the same period; first releases are held against first ones."""
    known = {current.point.period.text: current.point for current in whole.values}
    found = []
    for current in part.values:
        total = known.get(current.point.period.text)
        if total is not None and total.value > 0 and _first(current.point) == _first(total):
            value = current.point.value / total.value
            found.append(Derived("share", current.point.period, value, (current.point, total)))
    return tuple(found)


def _first(point: Point) -> bool:
    return point.revision is Release.FIRST


def yearly(line: Line) -> tuple[Derived, ...]:
    """Sums of four quarters, for years of which all four are on record."""
    quarters: dict[str, list[Current]] = {}
    for current in line.values:
        if "-Q" in current.point.period.text:
            quarters.setdefault(current.point.period.text[:4], []).append(current)
    found = []
    for year, parts in quarters.items():
        if len(parts) == 4:
            points = tuple(current.point for current in parts)
            total = sum((point.value for point in points), Decimal(0))
            found.append(Derived("sum", Period.parse(year), total, points))
    return tuple(found)
