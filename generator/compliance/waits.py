"""How long a case has waited for something, as survival analysis needs it: closed, or still open at the as-of day."""

from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.compliance.calendars import Calendar
from generator.compliance.clock import When, span, start_of

NOT_TOLD = "no source says that the platform was told"
TOLD_UNDATED = "no source says when the platform was told"
BEFORE_TOLD = "it was done before the platform was told"
NOT_CLAIMED = "the removal is on record, but no claim of the platform's"
OUTSIDE = "the dates lie outside the years of the calendar"


class Wait(NamedTuple):
    """From being told to an event: at least `early`, at most `late` calendar days, and the same in working days.

    `missing` says why there is no such wait (then nothing else counts), or is empty. `closed`: the event is on record.
    `late_closed` is False where the event's latest day lies beyond the as-of day, so that it may have come later.
    The two differ where a date is not known to the day; an event without any date may have come on any day between.
    Hours are there where the moment of the request is known; an open case has waited until the end of the as-of day.
    """

    missing: str
    closed: bool = False
    late_closed: bool = False
    early: int = 0
    late: int = 0
    early_working: int | None = None
    late_working: int | None = None
    early_hours: float | None = None
    late_hours: float | None = None


def wait(sent: When | None, end: When | None, otherwise: bool, as_of: int, calendar: Calendar, zone: ZoneInfo) -> Wait:
    """The wait from `sent` to `end` (None: not on record) as of a day.

    `otherwise`: the goods are gone by another event, so that the wait for this one is not known rather than open.
    """
    if sent is None:
        return Wait(NOT_TOLD)
    if not sent.known:
        return Wait(TOLD_UNDATED)
    if end is None and otherwise:
        return Wait(NOT_CLAIMED)
    if (
        sent.first == sent.last
        and sent.moment is None
        and (end is None or sent.first <= end.first == end.last <= as_of)
    ):
        # In most cases every day is known, and many cases share both.
        return _whole(end is not None, sent.first, as_of if end is None else end.first, calendar)
    # The earliest and the latest time that is possible; what is open, or may yet be, ends with the as-of day.
    open_end = When(as_of, as_of)
    first = open_end if end is None else end if end.known else sent
    last = end if end is not None and end.known and end.last <= as_of else open_end
    late_closed = end is not None and (not end.known or end.last <= as_of)
    least, most = span(sent, first, calendar), span(sent, last, calendar)
    if most.most < 0:
        return Wait(BEFORE_TOLD)
    early, early_working = least.least, least.least_working
    if end is None and early < 0:  # told on a day that may lie after the as-of day
        early, early_working = 0, 0
    hours = _hours(sent, first, last, open_end=end is None, zone=zone) if sent.moment is not None else (None, None)
    return Wait("", end is not None, late_closed, early, most.most, early_working, most.most_working, *hours)


@lru_cache(maxsize=65536)
def _whole(closed: bool, first: int, last: int, calendar: Calendar) -> Wait:
    """A wait between two known days."""
    days, working = last - first, calendar.count(first, last)
    return Wait("", closed, closed, days, days, working, working)


def _hours(sent: When, first: When, last: When, *, open_end: bool, zone: ZoneInfo) -> tuple[float | None, float | None]:
    """Hours from a known moment to the beginning of the first day and to the end of the last, or to their moments."""
    if sent.moment is None:
        return None, None
    most = last.moment if last.moment is not None else start_of(last.last + 1, zone)
    least = most if open_end else first.moment if first.moment is not None else start_of(first.first, zone)
    return max(0, least - sent.moment) / 3600, max(0, most - sent.moment) / 3600
