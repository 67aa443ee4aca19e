"""Deadlines and durations: when a time limit runs out, and whether something happened before that.

Days are ordinals (`date.toordinal`) in the time zone of the site; moments are seconds since 1970 in UTC. What is known
only between two days keeps both, and a comparison that the two days do not decide is called undecided, never guessed.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.compliance.calendars import Calendar
from generator.records.context import DayZero, Deadline, DeadlineUnit

IN_TIME, LATE, NOT_REMOVED = "removed in time", "removed late", "not removed"
UNDECIDED = "the dates on record do not decide whether it was in time"
NOT_PASSED = "the deadline has not passed yet"
DUE_UNKNOWN = "the deadline cannot be computed from the dates on record"


class When(NamedTuple):
    """A time: the earliest and the latest day, and the moment where a time of day is known. `UNKNOWN` has no days."""

    first: int
    last: int
    moment: int | None = None

    @property
    def known(self) -> bool:
        """Whether any source says when it was."""
        return self.first > 0

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return 0 < self.first == self.last

    @property
    def days(self) -> tuple[date, date] | None:
        """The earliest and the latest day; None where no source says when."""
        return (date.fromordinal(self.first), date.fromordinal(self.last)) if self.known else None


UNKNOWN = When(0, 0)
"""It happened, and no source says when."""


@lru_cache(maxsize=65536)
def on_day(day: int) -> When:
    """A day that is known exactly. Many events share one."""
    return When(day, day)


class Due(NamedTuple):
    """When a time limit runs out: at the end of a day between `first` and `last`, or at a moment, for limits in hours.

    `earliest` and `latest` are moments, and None for limits in days.
    """

    first: int
    last: int
    earliest: int | None = None
    latest: int | None = None

    def passed(self, day: int, zone: ZoneInfo) -> bool | None:
        """Whether it ran out before `day` began; None where that is not certain."""
        if self.earliest is not None and self.latest is not None:
            start = start_of(day, zone)
            return True if self.latest <= start else None if self.earliest <= start else False
        return True if self.last < day else None if self.first < day else False

    def verdict(self, end: When, zone: ZoneInfo) -> str:
        """Whether a removal at `end` was in time: IN_TIME, LATE or UNDECIDED."""
        if not end.known:
            return UNDECIDED
        if self.earliest is None or self.latest is None:
            return IN_TIME if end.last <= self.first else LATE if end.first > self.last else UNDECIDED
        first = end.moment if end.moment is not None else start_of(end.first, zone)
        last = end.moment if end.moment is not None else start_of(end.last + 1, zone) - 1
        return IN_TIME if last <= self.earliest else LATE if first > self.latest else UNDECIDED


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit with everything that is needed to count it: value, unit, first day, calendar and time zone.

    `assumed` names what the agreement leaves open and this site had to choose: "first day", "calendar".
    """

    limit: Deadline
    calendar: Calendar
    zone: ZoneInfo
    assumed: tuple[str, ...] = ()
    _known: dict[int, Due | None] = field(default_factory=dict, repr=False, compare=False)

    def due(self, sent: When) -> Due | None:
        """When the limit runs out for a request sent at `sent`; None where that cannot be said.

        Working days: a request on Monday with two days is due at the end of Wednesday if counting begins on the next
        working day, and also where the agreement does not say, as laws on time limits leave out the day of the event;
        at the end of Tuesday if the day of the request is day one itself. Hours run through nights and holidays.
        """
        if not sent.first:
            return None
        if self.limit.unit is DeadlineUnit.HOURS:
            return self._hours(sent)
        if sent.first == sent.last:
            return self._on(sent.first)
        first, last = self._on(sent.first), self._on(sent.last)
        return None if first is None or last is None else Due(first.first, last.last)

    def _on(self, sent: int) -> Due | None:
        """When a limit in days runs out for a request on a day; each is reckoned once, as many requests share one."""
        if sent not in self._known:
            last = self._reckoned(sent)
            self._known[sent] = None if last is None else Due(last, last)
        return self._known[sent]

    def _reckoned(self, sent: int) -> int | None:
        number, start = self.limit.value, self.limit.counted_from
        if number == 0:
            return sent
        if self.limit.unit is DeadlineUnit.WORKING_DAYS:
            return self.calendar.add(sent - 1 if start is DayZero.REQUEST else sent, number)
        if start is DayZero.REQUEST:
            return sent + number - 1
        if start is DayZero.NEXT_WORKING_DAY:
            following = self.calendar.add(sent, 1)
            return None if following is None else following + number - 1
        return sent + number

    def _hours(self, sent: When) -> Due | None:
        seconds = self.limit.value * 3600
        if self.limit.counted_from is DayZero.NEXT_WORKING_DAY:
            first, last = self.calendar.add(sent.first, 1), self.calendar.add(sent.last, 1)
            if first is None or last is None:
                return None
            start = start_of(first, self.zone), start_of(last, self.zone)
        elif sent.moment is not None:
            start = sent.moment, sent.moment
        else:
            start = start_of(sent.first, self.zone), start_of(sent.last + 1, self.zone) - 1
        earliest, latest = start[0] + seconds, start[1] + seconds
        return Due(day_of(earliest, self.zone), day_of(latest, self.zone), earliest, latest)


class Span(NamedTuple):
    """How long something took, at least and at most, in calendar days and in working days.

    Working days are those after the first day, up to and with the last; None outside the years of the calendar.
    """

    least: int
    most: int
    least_working: int | None
    most_working: int | None


def span(start: When, end: When, calendar: Calendar) -> Span:
    """From one known time to another; negative where the end comes first. Where the order is open, at least zero."""
    least, most = end.first - start.last, end.last - start.first
    least_working, most_working = calendar.count(start.last, end.first), calendar.count(start.first, end.last)
    if least < 0 <= most:
        least, least_working = 0, (None if least_working is None else 0)
    return Span(least, most, least_working, most_working)


def day_of(moment: int, zone: ZoneInfo) -> int:
    """The day in the zone on which a moment lies."""
    return datetime.fromtimestamp(moment, zone).toordinal()


@lru_cache(maxsize=65536)
def start_of(day: int, zone: ZoneInfo) -> int:
    """The moment at which a day begins in the zone."""
    return int(datetime.combine(date.fromordinal(day), time(), zone).astimezone(UTC).timestamp())
