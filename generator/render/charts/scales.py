"""From values to places: linear, logarithmic and calendar scales with ticks that people would choose.

A scale maps a value to a fraction of the axis, 0 at its beginning and 1 at its end. Domains cover the data; a linear
one for amounts always holds zero.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.views.charts import ChartError, Number

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Linear:
    """Equal distances for equal differences. `ticks` lie within the domain, the first and last at its ends."""

    least: float
    most: float
    ticks: tuple[float, ...]

    def at(self, value: Number) -> float:
        """Where a value lies, from 0 to 1."""
        return (float(value) - self.least) / (self.most - self.least)


@dataclass(frozen=True, slots=True)
class Log:
    """Equal distances for equal ratios."""

    least: float
    most: float
    ticks: tuple[float, ...]

    def at(self, value: Number) -> float:
        """Where a value lies, from 0 to 1."""
        low = math.log10(self.least)
        return (math.log10(float(value)) - low) / (math.log10(self.most) - low)


Scale = Linear | Log


def linear(values: Iterable[Number], wanted: int = 5, *, whole: bool = False, zero: bool = True) -> Linear:
    """A domain that covers `values` (and zero), with about `wanted` ticks at 1, 2, 2.5 or 5 times a power of ten.

    `whole` keeps ticks at whole numbers: for counts.
    """
    known = [float(value) for value in values]
    if zero or not known:
        known.append(0.0)
    least, most = min(known), max(known)
    if most - least < max(abs(most), abs(least)) * 1e-9 or most == least:
        if least == 0:
            most = 1.0
        else:
            least, most = min(least, 0.0), max(most, 0.0)
    step = _step((most - least) / max(wanted, 1), whole)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    ticks = tuple(float(f"{n * step:.12g}") + 0.0 for n in range(first, last + 1))
    return Linear(min(ticks[0], least), max(ticks[-1], most), ticks)


def _step(rough: float, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in _STEPS:
        step = factor * power
        if step >= rough * (1 - 1e-9) and not (whole and step != round(step)):
            return float(f"{step:.12g}")
    return float(f"{10 * power:.12g}") if not whole else max(1.0, 10 * power)


def log(values: Iterable[Number], wanted: int = 6) -> Log:
    """A domain that covers positive `values` and ends at 1, 2 or 5 times a power of ten. Raises ChartError."""
    known = [float(value) for value in values]
    if not known or min(known) <= 0:
        raise ChartError("a logarithmic axis needs positive values")
    every = [
        float(f"{part}e{power}")
        for power in range(math.floor(math.log10(min(known))) - 1, math.floor(math.log10(max(known))) + 2)
        for part in (1, 2, 5)
    ]
    start = max(n for n, edge in enumerate(every) if edge <= min(known))
    end = min(n for n, edge in enumerate(every) if edge >= max(known) and n > start)
    inside = every[start : end + 1]
    ticks = inside if len(inside) <= wanted else [e for e in inside if f"{e:e}".startswith("1.000000e")]
    while len(ticks) > wanted:
        ticks = ticks[::2]
    return Log(inside[0], inside[-1], tuple(ticks or [inside[0], inside[-1]]))


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of the calendar axis: the fraction where it is centred, first day, and the unit that it names.

    `full` says that the year is to be named: at the first label and where the year changes.
    """

    at: float
    day: date
    unit: str
    full: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days from the first to the last, both whole. `borders` are fractions where a named unit begins."""

    first: date
    last: date
    ticks: tuple[Tick, ...] = ()
    borders: tuple[float, ...] = ()

    def start(self, day: date) -> float:
        """Where a day begins, from 0 to 1."""
        return (day - self.first).days / self._days

    def middle(self, first: date, last: date) -> float:
        """Where the middle of a stretch of days lies."""
        return (self.start(first) + self.start(last) + 1 / self._days) / 2

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1


def calendar(spans: Sequence[tuple[date, date]], wanted: int = 5) -> Calendar:
    """A calendar axis over every span, with at most `wanted` labels: years, quarters, months or days.

    The first label names its year, and so does the first one in each other year. Labels are never finer than the
    shortest span: months are not labelled with their days.
    """
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    bare = Calendar(first, last)
    days = (last - first).days + 1
    unit = "year" if days > 800 else "quarter" if days > 200 else "month" if days > 45 else "day"
    if unit == "day" and min((end - start).days for start, end in spans) >= 27:
        unit = "month"
    if unit != "year" and all((end - start).days > 300 for start, end in spans):
        unit = "year"
    starts = list(_starts(first, last, unit))
    step = _stride(len(starts) / wanted, unit)
    if unit == "day":
        chosen = starts[::step]
        full = [n == 0 or chosen[n - 1].year < day.year for n, day in enumerate(chosen)]
        ticks = [Tick(bare.middle(d, d), d, unit, whole) for d, whole in zip(chosen, full, strict=True)]
        return Calendar(first, last, tuple(ticks))
    offset = _offset(starts, step, unit)
    ticks = []
    for day in starts[offset::step]:
        end = _next(day, unit) - timedelta(days=1)
        inside = max(day, first), min(end, last)
        if (inside[1] - inside[0]).days * 3 >= (end - day).days or len(starts) == 1:
            ticks.append(Tick(bare.middle(*inside), day, unit, not ticks or ticks[-1].day.year < day.year))
    borders = tuple(bare.start(day) for day in starts if day > first) if len(starts) <= 4 * wanted else ()
    return Calendar(first, last, tuple(ticks), borders)


_STRIDES = {"year": (1, 2, 5, 10, 20, 50, 100), "quarter": (1, 2, 4), "month": (1, 2, 3, 6)}


def _stride(least: float, unit: str) -> int:
    """How many of a unit lie between two labels: so many that the same ones recur each year, or round years do."""
    whole = math.ceil(least)
    return next((step for step in _STRIDES.get(unit, ()) if step >= whole), whole)


def _offset(starts: list[date], step: int, unit: str) -> int:
    """Where to begin so that round years, or first quarters and months, are among the labels."""
    for n, day in enumerate(starts[:step]):
        if (day.year % step == 0) if unit == "year" else day.month == 1:
            return n
    return 0


def _starts(first: date, last: date, unit: str) -> Iterable[date]:
    if unit == "year":
        day = date(first.year, 1, 1)
    elif unit == "quarter":
        day = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    else:
        day = first.replace(day=1) if unit == "month" else first
    while day <= last:
        yield day
        day = _next(day, unit)


def _next(day: date, unit: str) -> date:
    if unit == "day":
        return day + timedelta(days=1)
    months = {"year": 12, "quarter": 3, "month": 1}[unit]
    total = day.month - 1 + months
    return date(day.year + total // 12, total % 12 + 1, 1)
