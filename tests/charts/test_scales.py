"""Scales and ticks: they cover the data, keep its order, and hold zero where amounts are shown."""

import math
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.loading.settings import Settings
from generator.records.values import Period
from generator.render.charts import draw
from generator.render.charts.labels import anchor, apart, room, tick
from generator.render.charts.scales import calendar, linear, log
from generator.views.charts import Axis, Case, Chart, ChartError, Happening, Kind, Point, Series, Stage
from generator.views.words import Language

VALUES = st.lists(
    st.floats(min_value=-1e18, max_value=1e18, allow_nan=False).filter(lambda v: v == 0 or abs(v) >= 1e-12),
    min_size=1,
    max_size=30,
)
POSITIVE = st.lists(st.floats(min_value=1e-12, max_value=1e18), min_size=1, max_size=30)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


@given(VALUES, st.integers(2, 10))
def test_a_linear_axis_covers_the_data_and_zero(values: list[float], wanted: int) -> None:
    scale = linear(values, wanted)
    assert scale.least <= min(*values, 0) and scale.most >= max(*values, 0)
    assert scale.least < scale.most
    assert all(-1e-9 <= scale.at(value) <= 1 + 1e-9 for value in values)
    assert 2 <= len(scale.ticks) <= wanted + 3
    assert all(a < b for a, b in pairwise(scale.ticks))


@given(VALUES)
def test_a_linear_axis_keeps_the_order(values: list[float]) -> None:
    scale = linear(values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.integers(2, 8))
def test_counts_have_whole_ticks(values: list[int], wanted: int) -> None:
    assert all(tick == round(tick) for tick in linear(values, wanted, whole=True).ticks)


def test_ticks_are_numbers_that_people_would_choose() -> None:
    assert linear([31_291_624]).ticks == (0, 10e6, 20e6, 30e6, 40e6)
    assert linear([0.87, 0.1]).ticks == (0, 0.2, 0.4, 0.6, 0.8, 1)
    assert linear([0]).ticks[0] == 0 and linear([0]).most == 1
    assert linear([3], whole=True).ticks == (0, 1, 2, 3)
    assert linear([-4, 9]).ticks == (-5, -2.5, 0, 2.5, 5, 7.5, 10) or linear([-4, 9]).least <= -4


@given(POSITIVE)
def test_a_log_axis_covers_the_data_and_keeps_the_order(values: list[float]) -> None:
    scale = log(values)
    assert scale.least <= min(values) * (1 + 1e-9) and scale.most >= max(values) * (1 - 1e-9)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
    assert 1 <= len(scale.ticks) <= 6


@pytest.mark.parametrize("values", [[], [0], [1, -1], [Decimal(0)]])
def test_a_log_axis_has_no_zero(values: list[float]) -> None:
    with pytest.raises(ChartError, match="positive"):
        log(values)


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=12), st.integers(2, 8))
def test_a_calendar_covers_every_span(starts: list[tuple[date, int]], wanted: int) -> None:
    spans = [(day, day + timedelta(days=length)) for day, length in starts]
    scale = calendar(spans, wanted)
    assert scale.first == min(day for day, _ in spans) and scale.last == max(day for _, day in spans)
    assert all(0 <= scale.start(first) < 1 and 0 < scale.middle(first, last) < 1 for first, last in spans)
    assert len(scale.ticks) <= wanted + 1
    assert all(0 <= one.at <= 1 for one in scale.ticks)
    assert all(a.at < b.at for a, b in pairwise(scale.ticks))
    middles = [scale.middle(first, last) for first, last in sorted(spans, key=lambda s: s[0] + (s[1] - s[0]) / 2)]
    assert all(a <= b + 1e-9 or math.isclose(a, b, abs_tol=0.01) for a, b in pairwise(middles))


@given(DAYS)
def test_one_day_is_an_axis_too(day: date) -> None:
    scale = calendar([(day, day)], 5)
    assert [one.day for one in scale.ticks] == [day]
    assert scale.middle(day, day) == 0.5


@given(st.integers(1, 59), DAYS)
def test_years_are_labelled_where_the_axis_spans_many(years: int, first: date) -> None:
    assume(first.year + years < 2250)
    last = first.replace(year=first.year + years, day=1)
    scale = calendar([(first, first), (last, last)], 5)
    if (last - first).days > 1200:
        assert {one.unit for one in scale.ticks} <= {"year"}


@pytest.mark.parametrize("code", ["en", "ko"])
@given(st.lists(st.tuples(DAYS, st.integers(0, 40)), min_size=1, max_size=6), st.sampled_from([165.0, 330.0, 1100.0]))
def test_labels_of_a_calendar_are_whole_apart_and_name_the_year(
    code: str, settings_of_fixtures: Settings, starts: list[tuple[date, int]], width: float
) -> None:
    language, plot = Language(code, settings_of_fixtures), (10.0, width, 14.0)
    days = [(day, day + timedelta(days=length)) for day, length in starts]
    every = (calendar(days, wanted) for wanted in (8, 7, 6, 5, 4, 3, 2))
    ticks = next((found for found in every if apart(found.ticks, plot, language)), calendar(days, 1)).ticks
    assert ticks and str(ticks[0].day.year) in tick(ticks[0], language)
    for before, one in pairwise(ticks):
        assert (before.day.year == one.day.year) or str(one.day.year) in tick(one, language)
    for one in ticks:
        size, x = room(tick(one, language)), one.at * width
        how = anchor(one, plot, language)
        begin = x if how == "start" else x - size if how == "end" else x - size / 2
        assert begin >= -10 and begin + size <= width + 14


def test_events_of_one_month_have_their_year_on_the_axis(settings_of_fixtures: Settings) -> None:
    cases = [Case("A", (Happening("a", date(2025, 3, 4)), Happening("a", date(2025, 3, 20))))]
    axis = Axis("Day")
    chart = Chart("a", Kind.TIMELINE, "T", "D", axis, axis, cases=tuple(cases), stages=(Stage("a", "Told"),))
    for code, label in (("en", "4 Mar 2025"), ("ko", "2025년 3월 4일")):
        picture = draw(chart, Language(code, settings_of_fixtures)).panels[0][1]
        (anchored,) = re.findall(rf'<text[^>]*text-anchor="(\w+)">{label}<', picture)
        assert anchored == "start"  # from its day to the right: half of it would lie outside the picture
    month = Period.parse("2025-03")
    lone = Chart("a", Kind.LINES, "T", "D", axis, axis, (Series("", (Point(month, 5),)),))
    assert ">Mar 2025<" in draw(lone, Language("en", settings_of_fixtures)).panels[0][1]


@pytest.mark.parametrize(("unit", "wanted", "steps"), [("quarter", 5, {1, 2, 4}), ("month", 5, {1, 2, 3, 6})])
def test_labels_recur_each_year(unit: str, wanted: int, steps: set[int]) -> None:
    for length in range(60, 800, 17):
        scale = calendar(
            [(date(2024, 2, 1), date(2024, 2, 1)), (date(2024, 2, 1) + timedelta(days=length),) * 2], wanted
        )
        if scale.ticks[0].unit != unit or len(scale.ticks) < 2:
            continue
        size = 3 if unit == "quarter" else 1
        months = [12 * one.day.year + one.day.month for one in scale.ticks]
        assert {(b - a) // size for a, b in pairwise(months)} <= steps
