"""Rates: how many bulletins name a platform beside how many people use it, or how much is paid there.

A rate needs both sides from a source: notices of the region of which the market figure speaks, and a market figure for
that platform and year. It is shown from `threshold` notices on and with the exact interval of its count (Poisson); it
is no measure of how safe a platform is: products are not tested at random, and users are not purchases.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.market.exact import poisson_interval
from generator.market.series import lines
from generator.records.context import Point, Series

PER = {"monthly-users": 10**6, "estimated-payments": 10**12}
"""Metrics by which notices are divided, and by how many of their units."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Notices per unit. `value` and bounds are None below the threshold; `points` are the market figures used.

    `base` is their mean for users (a stock) and their sum for payments (a flow), in the unit of the series.
    """

    platforms: tuple[str, ...]
    year: int
    series: Series
    notices: tuple[str, ...]
    base: Decimal
    points: tuple[Point, ...]
    value: float | None
    low: float | None
    high: float | None


def rates(
    metric: str,
    series: Iterable[Series],
    named: Mapping[tuple[str, int, str], Sequence[str]],
    threshold: int,
) -> tuple[Rate, ...]:
    """Every rate by which a metric's series and the notices can be divided.

    `named` gives ids of notices by (platform, year, jurisdiction): those that pin the product on the platform.
    Below `threshold` notices there are counts and no rate. Payments need the whole year: a part of a year is not
    stretched to it.
    """
    found = []
    for one in series:
        for (platforms, year), points in sorted(_by_year(metric, one).items()):
            ids = {i for platform in platforms for i in named.get((platform, year, one.region), ())}
            total = sum((point.value for point in points), Decimal(0))
            base = total / len(points) if metric == "monthly-users" else total
            if ids and base > 0:
                found.append(_rate(metric, platforms, year, one, tuple(sorted(ids)), base, tuple(points), threshold))
    return tuple(sorted(found, key=lambda rate: (rate.year, rate.series.id, rate.platforms)))


def _by_year(metric: str, series: Series) -> dict[tuple[tuple[str, ...], int], list[Point]]:
    """The current values by platforms and year: months for users, whole years for payments."""
    grain = "month" if metric == "monthly-users" else "year"
    found: dict[tuple[tuple[str, ...], int], list[Point]] = {}
    for line in lines(series):
        platforms = (line.platform,) if line.platform else line.subject[1]
        if line.grain == grain and platforms:
            for current in line.values:
                found.setdefault((platforms, current.point.period.first.year), []).append(current.point)
    return found


def _rate(
    metric: str,
    platforms: tuple[str, ...],
    year: int,
    series: Series,
    ids: tuple[str, ...],
    base: Decimal,
    points: tuple[Point, ...],
    threshold: int,
) -> Rate:
    value = low = high = None
    if len(ids) >= threshold:
        unit = float(base) / PER[metric]
        bounds = poisson_interval(len(ids))
        value, low, high = len(ids) / unit, bounds[0] / unit, bounds[1] / unit
    return Rate(platforms, year, series, ids, base, points, value, low, high)
