"""Deadlines and working days: worked out by hand for Korea, against numpy, and for every unit and first day."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest

from generator.compliance.calendars import FIRST_YEAR, LAST_YEAR, Calendar, calendar
from generator.compliance.clock import (
    IN_TIME,
    LATE,
    UNDECIDED,
    UNKNOWN,
    Clock,
    Due,
    When,
    day_of,
    span,
)
from generator.records.context import Deadline
from generator.records.settings import CalendarTerm

SEOUL = ZoneInfo("Asia/Seoul")


def kr() -> Calendar:
    return calendar("KR", {})


def clock(value: int = 2, unit: str = "working_days", start: str | None = None, code: str = "KR") -> Clock:
    limit = Deadline.model_validate({"value": str(value), "unit": unit, "counted_from": start})
    return Clock(limit, calendar(code, {}), SEOUL)


def on(text: str) -> When:
    day = date.fromisoformat(text).toordinal()
    return When(day, day)


def at(text: str) -> When:
    moment = int(datetime.fromisoformat(text).timestamp())
    day = day_of(moment, SEOUL)
    return When(day, day, moment)


def due_day(limit: Clock, sent: str) -> str:
    due = limit.due(on(sent))
    assert due is not None and due.first == due.last
    return date.fromordinal(due.first).isoformat()


@pytest.mark.parametrize(
    ("sent", "due", "why"),
    [
        ("2024-05-20", "2024-05-22", "a Monday: Tuesday is day one, Wednesday day two"),
        ("2024-05-24", "2024-05-28", "a Friday: the week-end does not count"),
        ("2024-05-25", "2024-05-28", "a Saturday: Monday is day one"),
        (
            "2024-05-03",
            "2024-05-08",
            "Friday before Children's Day on a Sunday, 6 May in its place: Tuesday, Wednesday",
        ),
        ("2024-05-14", "2024-05-17", "the day before Buddha's Birthday, Wednesday 15 May: Thursday, Friday"),
        ("2024-09-13", "2024-09-20", "Friday before Chuseok, 16 to 18 September: Thursday 19, Friday 20"),
        (
            "2024-09-30",
            "2024-10-04",
            "1 October 2024 was a temporary holiday, the 3rd is National Foundation Day: 2, 4",
        ),
        ("2024-02-08", "2024-02-14", "Seollal Friday 9 to Sunday 11 February 2024, Monday 12 in its place: 13, 14"),
        (
            "2025-01-24",
            "2025-02-03",
            "temporary holiday 27 January 2025, Seollal 28 to 30: Friday 31, Monday 3 February",
        ),
        (
            "2025-10-02",
            "2025-10-13",
            "National Foundation Day, Chuseok with its substitute to the 8th, Hangul Day: 10, 13",
        ),
        ("2026-02-13", "2026-02-20", "Seollal 16 to 18 February 2026: Thursday 19, Friday 20"),
        ("2026-09-23", "2026-09-29", "Chuseok Thursday 24 to Saturday 26 September 2026: Monday 28, Tuesday 29"),
    ],
)
def test_two_korean_working_days_by_hand(sent: str, due: str, why: str) -> None:
    assert due_day(clock(), sent) == due, why
    assert due_day(clock(start="next_working_day"), sent) == due, why
    span_of = span(on(sent), on(due), kr())
    assert span_of.least_working == span_of.most_working == 2


@pytest.mark.parametrize(
    ("off", "name"),
    [
        ("2024-04-10", "election day"),
        ("2024-05-06", "substitute of Children's Day"),
        ("2024-10-01", "temporary day"),
        ("2025-01-27", "temporary day"),
        ("2025-03-03", "substitute"),
        ("2025-05-06", "substitute"),
        ("2025-06-03", "election day"),
        ("2025-10-08", "substitute"),
        ("2026-03-02", "substitute"),
        ("2026-06-03", "election day"),
        ("2026-08-17", "substitute"),
        ("2026-10-05", "substitute"),
    ],
)
def test_korean_days_off_that_fell_on_weekdays(off: str, name: str) -> None:
    assert date.fromisoformat(off).weekday() < 5
    assert not kr().works(date.fromisoformat(off).toordinal()), name


@pytest.mark.parametrize("code", ["KR", "EU", "AU", "AU-NSW", "AU-VIC", "JP", "CA", "CA-ON"])
def test_against_numpy(code: str) -> None:
    country, _, part = code.partition("-")
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    known = (
        holidays.financial_holidays("XECB", years=years)
        if code == "EU"
        else holidays.country_holidays(country, subdiv=part or None, years=years)
    )
    numpy = np.busdaycalendar(holidays=sorted(known.keys()))
    ours, rng = calendar(code, {}), Random(code)
    base = date(2005, 1, 1)
    for _ in range(400):
        start = base + timedelta(days=rng.randrange(8000))
        number, later = rng.randrange(1, 40), start + timedelta(days=rng.randrange(-40, 400))
        expected = np.busday_offset(start, number, roll="backward", busdaycal=numpy)
        assert ours.add(start.toordinal(), number) == expected.astype(date).toordinal()
        day = timedelta(days=1)
        first, last = min(start, later), max(start, later)
        counted = int(np.busday_count(first + day, last + day, busdaycal=numpy)) * (1 if last == later else -1)
        assert ours.count(start.toordinal(), later.toordinal()) == counted
        assert ours.works(start.toordinal()) == bool(np.is_busday(start, busdaycal=numpy))


def test_calendars_differ_where_their_holidays_do() -> None:
    """Good Friday is a day off for TARGET and in Australia, and none in Korea; Golden Week only in Japan."""
    friday = date(2024, 3, 29).toordinal()
    off = {code for code in ("KR", "EU", "AU", "JP") if not calendar(code, {}).works(friday)}
    assert off == {"EU", "AU"}
    king = date(2024, 6, 10).toordinal()  # the King's Birthday in New South Wales, not in Queensland
    assert (calendar("AU-NSW", {}).works(king), calendar("AU-QLD", {}).works(king)) == (False, True)
    canada_day = date(2024, 7, 1).toordinal()
    assert (calendar("CA", {}).works(canada_day), calendar("JP", {}).works(canada_day)) == (False, True)


def test_days_added_and_taken_away_by_the_local_file() -> None:
    day = {"name": {"en": "A day", "ko": "하루"}, "sources": ["a"]}
    term = CalendarTerm.model_validate(
        {
            "id": "KR",
            "days_off": [{"date": "2024-05-21", **day}],
            "working_days": [{"date": "2024-05-25", **day}, {"date": "2024-05-15", **day}],
        }
    )
    changed = calendar("KR", {"KR": term})
    assert not changed.works(date(2024, 5, 21).toordinal())
    assert changed.works(date(2024, 5, 25).toordinal()) and changed.works(date(2024, 5, 15).toordinal())
    assert kr().works(date(2024, 5, 21).toordinal()), "the package's own calendar is left alone"
    with pytest.raises(KeyError):
        calendar("XX", {})


@pytest.mark.parametrize(
    ("value", "unit", "start", "due"),
    [
        (0, "working_days", None, "2024-05-24"),
        (1, "working_days", None, "2024-05-27"),
        (1, "working_days", "request", "2024-05-24"),
        (2, "working_days", "request", "2024-05-27"),
        (2, "working_days", "next_working_day", "2024-05-28"),
        (3, "calendar_days", None, "2024-05-27"),
        (3, "calendar_days", "request", "2024-05-26"),
        (3, "calendar_days", "next_working_day", "2024-05-29"),
    ],
)
def test_first_day_and_unit(value: int, unit: str, start: str | None, due: str) -> None:
    """A request on Friday 24 May 2024."""
    assert due_day(clock(value, unit, start), "2024-05-24") == due


def test_a_request_on_a_day_off_counts_from_the_next_working_day() -> None:
    assert due_day(clock(1, start="request"), "2024-05-25") == "2024-05-27"


def test_hours_run_through_nights_and_holidays() -> None:
    limit = clock(48, "hours")
    due = limit.due(at("2024-05-24T17:30+09:00"))
    assert due is not None
    assert due.earliest == due.latest == int(datetime(2024, 5, 26, 8, 30, tzinfo=UTC).timestamp())
    assert due.verdict(at("2024-05-26T17:30+09:00"), SEOUL) == IN_TIME
    assert due.verdict(at("2024-05-26T17:31+09:00"), SEOUL) == LATE
    assert due.verdict(on("2024-05-26"), SEOUL) == UNDECIDED
    assert due.verdict(on("2024-05-25"), SEOUL) == IN_TIME
    assert due.passed(date(2024, 5, 26).toordinal(), SEOUL) is False
    assert due.passed(date(2024, 5, 27).toordinal(), SEOUL) is True
    day = limit.due(on("2024-05-24"))
    assert day is not None and day.latest is not None and day.earliest is not None
    assert day.latest - day.earliest == 86399
    assert [day.passed(date(2024, 5, n).toordinal(), SEOUL) for n in (26, 27, 28)] == [None, True, True]
    following = clock(24, "hours", "next_working_day").due(on("2024-05-24"))
    assert following is not None
    assert following.earliest == int(datetime.fromisoformat("2024-05-28T00:00+09:00").timestamp())


def test_instants_become_days_of_the_site() -> None:
    """Half past eleven in the evening in UTC is the next morning in Seoul: the deadline moves with it."""
    late = at("2024-05-20T23:30+00:00")
    assert date.fromordinal(late.first) == date(2024, 5, 21)
    due = clock().due(late)
    assert due is not None and date.fromordinal(due.first) == date(2024, 5, 23)


def test_what_the_dates_do_not_decide_is_undecided() -> None:
    limit = clock()
    month = When(date(2024, 5, 1).toordinal(), date(2024, 5, 31).toordinal())
    due = limit.due(on("2024-05-20"))
    assert due is not None
    assert due.verdict(month, SEOUL) == UNDECIDED
    assert due.verdict(UNKNOWN, SEOUL) == UNDECIDED
    assert due.verdict(When(due.first + 1, due.first + 9), SEOUL) == LATE
    assert due.verdict(When(due.first - 9, due.first), SEOUL) == IN_TIME
    vague = limit.due(month)
    assert vague is not None and (vague.first, vague.last) == (
        date(2024, 5, 3).toordinal(),
        date(2024, 6, 4).toordinal(),
    )
    assert [vague.passed(date(2024, *day).toordinal(), SEOUL) for day in ((5, 3), (5, 10), (6, 5))] == [
        False,
        None,
        True,
    ]
    assert limit.due(UNKNOWN) is None


def test_days_outside_the_calendar_have_no_deadline() -> None:
    assert clock().due(on("1850-01-01")) is None
    assert clock().due(on("2049-12-31")) is None
    assert kr().count(date(1850, 1, 1).toordinal(), date(2024, 1, 1).toordinal()) is None
    outside = span(on("1850-01-01"), on("1850-01-03"), kr())
    assert (outside.least, outside.least_working) == (2, None)


def test_spans_of_days_that_are_not_exact() -> None:
    first, last = date(2024, 5, 20).toordinal(), date(2024, 5, 24).toordinal()
    found = span(on("2024-05-17"), When(first, last), kr())
    assert (found.least, found.most, found.least_working, found.most_working) == (3, 7, 1, 5)
    overlapping = span(When(first, last), When(first + 2, last), kr())
    assert (overlapping.least, overlapping.most, overlapping.least_working) == (0, 4, 0)
    backwards = span(on("2024-05-24"), on("2024-05-20"), kr())
    assert (backwards.least, backwards.most_working) == (-4, -4)


def test_a_due_time_knows_its_day() -> None:
    assert Due(5, 5).passed(6, SEOUL) is True and Due(5, 5).passed(5, SEOUL) is False
