"""When somebody looks again whether goods came back, and whether anybody did."""

import calendar
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.compliance.clock import When
from generator.compliance.promises import RecheckPlan

AHEAD, DUE, DONE, MISSED = "ahead", "due", "done", "missed"


class Recheck(NamedTuple):
    """A check that is due some months after a stop of sale. `day` is an ordinal, `done` the check that was made.

    The state is "ahead" before its day, "due" from then until the days of grace are over, then "missed"; or "done"
    where a check is on record within the days of grace before or after. It is the duty of the authority whose rule it
    is: a missed re-check says nothing about the platform, and nothing about the goods.
    """

    case: str
    rule: str
    interval: int
    months: int
    day: int
    state: str
    done: When | None


Stop = tuple[int, When | None, When | None]
"""Number of an interval, when the goods were gone, and when they were found again (or None)."""


def rechecks(
    case: str, plan: RecheckPlan, stops: Sequence[Stop], checks: Sequence[tuple[When, str]], as_of: int
) -> tuple[Recheck, ...]:
    """The checks of a case by a plan. Nothing is due where the day of the stop is not on record.

    Goods that were found again need no further check of the stop before: the interval that begins then has its own.
    """
    made = []
    for number, gone, again in stops if plan.months else ():
        if gone is None or not gone.first or gone.first < plan.since:
            continue
        for months, day, state in _planned(gone.last, plan.months, plan.grace, as_of):
            done = next((when for when, _ in checks if _counts(when, day, plan.grace)), None) if checks else None
            if done is None and again is not None and again.known and again.last < day:
                continue
            made.append(Recheck(case, plan.rule, number, months, day, DONE if done else state, done))
    return tuple(made)


@lru_cache(maxsize=65536)
def _planned(gone: int, months: tuple[int, ...], grace: int, as_of: int) -> tuple[tuple[int, int, str], ...]:
    """Months, day and state of the checks after a stop, as long as none was made. Many stops share a day."""
    days = [(number, months_after(gone, number)) for number in months]
    return tuple(
        (number, day, AHEAD if as_of < day else DUE if as_of <= day + grace else MISSED) for number, day in days
    )


def _counts(when: When, day: int, grace: int) -> bool:
    return when.known and day - grace <= when.first and when.last <= day + grace


def months_after(day: int, months: int) -> int:
    """The same day some months later, or the last day of that month where it has fewer days."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])).toordinal()
