"""Working days: public holidays from the package `holidays`, corrected by site_config/calendars.yml."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from generator.records.settings import CalendarTerm

FIRST_YEAR, LAST_YEAR = 2000, 2049
"""The years of a calendar. A day outside has no working days: deadlines and durations there are not computed."""

_BASE = date(FIRST_YEAR, 1, 1).toordinal()
_END = date(LAST_YEAR, 12, 31).toordinal()


class Calendar:
    """The working days of one calendar, counted in constant time. Days are ordinals (`date.toordinal`).

    `days` are all working days in their order.
    """

    __slots__ = ("_upto", "code", "days")

    def __init__(self, code: str, days: Iterable[int]) -> None:
        self.code = code
        self.days = tuple(days)
        upto, position = [], 0
        for day in range(_BASE, _END + 1):
            if position < len(self.days) and self.days[position] == day:
                position += 1
            upto.append(position)
        self._upto = upto

    def __repr__(self) -> str:
        return f"Calendar({self.code!r})"

    def covers(self, day: int) -> bool:
        """Whether the day lies in the years of the calendar."""
        return _BASE <= day <= _END

    def works(self, day: int) -> bool:
        """Whether it is a working day."""
        return self.covers(day) and (self._upto[day - _BASE] > (self._upto[day - 1 - _BASE] if day > _BASE else 0))

    def count(self, after: int, upto: int) -> int | None:
        """Working days after the one day, up to and with the other; None outside the calendar's years.

        Negative where `upto` lies before `after`.
        """
        if not (_BASE <= after <= _END and _BASE <= upto <= _END):
            return None
        return self._upto[upto - _BASE] - self._upto[after - _BASE]

    def add(self, day: int, number: int) -> int | None:
        """The working day that is the `number`th after `day` (1: the next one); None outside the calendar's years."""
        if not self.covers(day) or number < 1:
            return None
        position = self._upto[day - _BASE] + number - 1
        return self.days[position] if position < len(self.days) else None


def calendar(code: str, corrections: Mapping[str, CalendarTerm]) -> Calendar:
    """The calendar of a country (KR), of one of its states (AU-NSW), or of the euro's TARGET system (EU).

    Raises KeyError for a code whose holidays are not known.
    """
    term = corrections.get(code)
    off = frozenset(day.date.first.toordinal() for day in term.days_off) if term else frozenset()
    on = frozenset(day.date.first.toordinal() for day in term.working_days) if term else frozenset()
    return _calendar(code, off, on)


@lru_cache(maxsize=64)
def _calendar(code: str, off: frozenset[int], on: frozenset[int]) -> Calendar:
    import holidays  # only where a clock has to be made: it takes a tenth of the start

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    try:
        if code == "EU":
            known = holidays.financial_holidays("XECB", years=years)
        else:
            country, _, part = code.partition("-")
            known = holidays.country_holidays(country, subdiv=part or None, years=years)
    except NotImplementedError as error:
        raise KeyError(code) from error
    free = {day.toordinal() for day in known} | off
    worked = {day.toordinal() for day in known.weekend_workdays} | on
    return Calendar(
        code,
        (
            day
            for day in range(_BASE, _END + 1)
            if day in on or (day not in free and ((day - 1) % 7 not in known.weekend or day in worked))
        ),
    )
