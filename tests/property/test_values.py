"""Dates, periods, moments and texts: what is read is what was written, and order follows the calendar."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.records.values import Instant, LocalText, PartialDate, Period

DAYS = st.dates(min_value=date(1, 1, 1))
PARTIAL = st.one_of(
    DAYS.map(lambda d: d.isoformat()),
    DAYS.map(lambda d: d.isoformat()[:7]),
    DAYS.map(lambda d: d.isoformat()[:4]),
)
DATE_LIKE = st.text("0123456789-/QTZ:+. ０５\n", max_size=25)


@given(DAYS)
def test_a_day_is_itself(day: date) -> None:
    parsed = PartialDate.parse(day.isoformat())
    assert (parsed.first, parsed.last, parsed.precision) == (day, day, "day")


@given(PARTIAL)
def test_a_date_spans_what_it_says(text: str) -> None:
    parsed = PartialDate.parse(text)
    assert str(parsed) == text
    assert parsed.first <= parsed.last
    assert parsed.first.isoformat().startswith(text)
    assert parsed.last.isoformat().startswith(text)
    if parsed.last < date.max:
        assert not (parsed.last + timedelta(1)).isoformat().startswith(text)


@given(PARTIAL, PARTIAL, PARTIAL)
def test_dates_have_one_order(a: str, b: str, c: str) -> None:
    x, y, z = (PartialDate.parse(text) for text in (a, b, c))
    assert (x < y) + (y < x) + (x == y) == 1
    assert not (x < y and y < z) or x < z
    if x.first < y.first:
        assert x < y


@given(PARTIAL, PARTIAL)
def test_a_period_of_two_dates(a: str, b: str) -> None:
    x, y = PartialDate.parse(a), PartialDate.parse(b)
    if y.last < x.first:
        with pytest.raises(ValueError, match="ends before"):
            Period.parse(f"{a}/{b}")
    else:
        period = Period.parse(f"{a}/{b}")
        assert (period.first, period.last) == (x.first, y.last)


@given(st.integers(1, 9999), st.integers(1, 4))
def test_quarters_make_up_the_year(year: int, quarter: int) -> None:
    period = Period.parse(f"{year:04d}-Q{quarter}")
    assert (period.first.month, period.last.month) == (3 * quarter - 2, 3 * quarter)
    assert (period.first.day, period.first.year, period.last.year) == (1, year, year)


@given(DATE_LIKE)
def test_what_looks_like_a_date_is_read_or_refused(text: str) -> None:
    for kind in (PartialDate, Period, Instant):
        try:
            parsed = kind.parse(text)
        except ValueError as error:
            assert str(error)
        else:
            assert text.isascii()
            assert text == text.strip() == str(parsed)


@given(
    st.datetimes(datetime(2, 1, 2), datetime(9998, 12, 30)),
    st.integers(-23 * 60, 23 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
def test_a_moment_is_itself_in_every_zone(naive: datetime, zone: timezone) -> None:
    moment = naive.replace(microsecond=0, tzinfo=zone)
    parsed = Instant.parse(moment.isoformat())
    assert parsed.moment == moment
    assert parsed.moment.astimezone(UTC) == moment


@given(
    st.dictionaries(st.from_regex(r"[a-z]{2}(-[A-Z]{2})?", fullmatch=True), st.text(min_size=1), min_size=1), st.text()
)
def test_a_text_is_always_found_and_its_language_is_told(texts: dict[str, str], wanted: str) -> None:
    text, language = LocalText(texts).best(wanted)
    assert texts[language] == text
    if wanted in texts:
        assert language == wanted


@given(st.text(), st.text())
def test_texts_are_equal_when_their_content_is(a: str, b: str) -> None:
    assume(a != b)
    assert LocalText({"en": a}) == LocalText({"en": a})
    assert LocalText({"en": a}) != LocalText({"en": b})
