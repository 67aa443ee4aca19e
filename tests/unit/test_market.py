"""The market: what a series may not say, what is computed from it, and how sure the counts are."""

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.loading.statistics import series_refusals
from generator.market.derived import growth, shares, yearly
from generator.market.exact import poisson_interval, share_interval
from generator.market.rates import rates
from generator.market.rounds import Sampled, rounds
from generator.market.series import lines
from generator.records.context import Report, Series
from generator.records.settings import MetricTerm
from generator.records.values import PartialDate
from tests.support.records import SOURCE, errors, text


def series(*points: dict[str, Any], **changes: Any) -> Series:
    data = {
        "id": "example",
        "title": text("Example"),
        "metric": "purchases",
        "unit": "krw",
        "provider": text("Example Office"),
        "region": "KR",
        "points": [{"sources": ["office"], **point} for point in points],
        "sources": [SOURCE],
    }
    return Series.model_validate({**data, **changes})


def metric(unit: str = "krw") -> MetricTerm:
    return MetricTerm.model_validate({"id": "purchases", "name": text("P"), "caveat": text("C"), "unit": unit})


def refused(one: Series, unit: str = "krw") -> list[tuple[str, Any]]:
    return [(rule, route) for rule, _, _, route, _ in series_refusals({one.id: one}, {"purchases": metric(unit)})]


def value(period: str, amount: int | str = 1, **more: Any) -> dict[str, Any]:
    return {"period": period, "value": str(amount), **more}


def test_a_sound_series_is_not_refused() -> None:
    sound = series(value("2024"), value("2024-Q1"), value("2024-Q2"), value("2024-Q1", country="CN"))
    assert refused(sound) == []


REFUSED = [
    (series(value("2024")), "usd", [("series-unit", ("unit",))]),
    (series(value("2024", -1)), "krw", [("series-negative", ("points", 0, "value"))]),
    (
        series(value("2024", "8.87"), value("2025", "8870000.0"), unit="persons"),
        "persons",
        [("series-whole", ("points", 0, "value"))],
    ),
    (series(value("2024", "8.87")), "krw", []),
    (series(value("2024-Q1"), value("2024-Q1")), "krw", [("series-overlap", ("points", 1, "period"))]),
    (series(value("2024-01/2024-07"), value("2024-06/2024-08")), "krw", [("series-overlap", ("points", 1, "period"))]),
    (
        series(value("2024", platform="a", platforms=["b", "c"])),
        "krw",
        [("series-subject", ("points", 0, "platforms"))],
    ),
]


@pytest.mark.parametrize(("one", "unit", "expected"), REFUSED)
def test_what_a_series_may_not_say(one: Series, unit: str, expected: list[Any]) -> None:
    assert refused(one, unit) == expected


@pytest.mark.parametrize("change", [{"unit": None}, {"provider": None}, {"points": []}])
def test_a_series_without_unit_provider_or_points_is_no_series(change: dict[str, Any]) -> None:
    good = series(value("2024")).model_dump(mode="json", exclude_none=True)
    broken = {key: known for key, known in {**good, **change}.items() if known is not None}
    assert errors(Series, broken)


def test_a_point_without_source_is_no_point() -> None:
    good = series(value("2024")).model_dump(mode="json", exclude_none=True)
    good["points"][0]["sources"] = []
    assert [route for route, _ in errors(Series, good)] == [("points", 0, "sources")]


def test_a_revision_keeps_the_first_release() -> None:
    both = series(value("2024-Q1", 5, revision="first"), value("2024-Q1", 7, revision="revised"))
    assert refused(both) == []
    (line,) = lines(both)
    (current,) = line.values
    assert current.point.value == 7 and [before.value for before in current.earlier] == [5]


def test_several_revisions_are_told_apart_by_their_day() -> None:
    three = [
        value("2024-Q1", 7, revision="revised", released="2025-02"),
        value("2024-Q1", 9, revision="revised", released="2026-02-01"),
        value("2024-Q1", 5, revision="first"),
    ]
    many = series(*three)
    assert refused(many) == []
    (current,) = lines(many)[0].values
    assert [point.value for point in (*current.earlier, current.point)] == [5, 7, 9]
    undated = series(*three, value("2024-Q1", 8, revision="revised"))
    assert [rule for rule, _ in refused(undated)] == ["series-overlap"]
    assert [rule for rule, _ in refused(series(three[2], three[2]))] == ["series-overlap"]


def test_subjects_and_lengths_of_periods_are_lines_of_their_own() -> None:
    one = series(value("2024"), value("2024-Q1"), value("2024-Q1", country="CN"), value("2023"))
    assert [(line.grain, line.country, len(line.values)) for line in lines(one)] == [
        ("year", None, 2),
        ("quarter", None, 1),
        ("quarter", "CN", 1),
    ]


def test_growth_shares_and_sums_name_their_values() -> None:
    quarters = [value(f"{year}-Q{n}", 100 * n + year) for year in (2023, 2024) for n in (1, 2, 3, 4)]
    parts = [value("2024-Q1", 1062, country="CN")]
    whole, part = lines(series(*quarters, *parts))
    grown = growth(whole)
    assert [one.period.text for one in grown] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert grown[0].value == Decimal(2124) / Decimal(2123) - 1
    assert [point.value for point in grown[0].of] == [2123, 2124]
    (share,) = shares(part, whole)
    assert share.value == Decimal("0.5")
    sums = yearly(whole)
    assert [(one.period.text, one.value, len(one.of)) for one in sums] == [("2023", 9092, 4), ("2024", 9096, 4)]


def test_a_first_release_is_not_compared_and_three_quarters_are_no_year() -> None:
    (line,) = lines(series(value("2023", 5, revision="first"), value("2024", 6), value("2025", 7)))
    assert [one.period.text for one in growth(line)] == ["2025"]
    (line,) = lines(series(value("2024-Q1"), value("2024-Q2"), value("2024-Q3")))
    assert yearly(line) == ()
    (line,) = lines(series(value("2023", 0), value("2024", 6)))
    assert growth(line) == ()


def poisson_tail(count: int, mean: float) -> float:
    """The chance of `count` or more, summed term by term."""
    below = math.fsum(math.exp(-mean + n * math.log(mean) - math.lgamma(n + 1)) for n in range(count))
    return 1 - below


@given(st.integers(0, 3000))
def test_poisson_bounds_leave_a_fortieth_on_each_side(count: int) -> None:
    low, high = poisson_interval(count)
    assert low <= count < high
    if count:
        assert poisson_tail(count, low) == pytest.approx(0.025, abs=1e-9)
    assert 1 - poisson_tail(count + 1, high) == pytest.approx(0.025, abs=1e-9)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_of_a_share_leave_a_fortieth_on_each_side(pair: tuple[int, int]) -> None:
    failed, tested = pair
    low, high = share_interval(failed, tested)
    assert 0 <= low <= failed / tested <= high <= 1

    def at_most(most: int, share: float) -> float:
        return math.fsum(
            math.exp(
                math.lgamma(tested + 1)
                - math.lgamma(n + 1)
                - math.lgamma(tested - n + 1)
                + n * math.log(share)
                + (tested - n) * math.log1p(-share)
            )
            for n in range(most + 1)
        )

    if failed < tested:
        assert at_most(failed, high) == pytest.approx(0.025, abs=1e-8)
    else:
        assert high == 1
    if failed:
        assert 1 - at_most(failed - 1, low) == pytest.approx(0.025, abs=1e-8)
    else:
        assert low == 0


def test_intervals_that_stand_in_every_textbook() -> None:
    assert poisson_interval(0) == (0, pytest.approx(3.6889, abs=1e-4))
    assert poisson_interval(10) == (pytest.approx(4.7954, abs=1e-4), pytest.approx(18.3904, abs=1e-4))
    assert share_interval(0, 10) == (0, pytest.approx(0.3085, abs=1e-4))
    assert share_interval(8, 31) == (pytest.approx(0.1186, abs=1e-4), pytest.approx(0.4461, abs=1e-4))
    for wrong in ((-1, 2), (3, 2), (0, 0)):
        with pytest.raises(ValueError, match="share"):
            share_interval(*wrong)
    with pytest.raises(ValueError, match="negative"):
        poisson_interval(-1)


def users(*points: dict[str, Any], **changes: Any) -> Series:
    return series(*points, metric="monthly-users", unit="persons", **changes)


def test_a_rate_has_both_sides_an_interval_and_a_threshold() -> None:
    meter = users(value("2024-01", 4_000_000, platform="a"), value("2024-03", 6_000_000, platform="a"))
    ids = [f"PSB-2024-{n:04d}" for n in range(25)]
    (rate,) = rates("monthly-users", [meter], {("a", 2024, "KR"): ids, ("b", 2024, "KR"): ids}, 20)
    assert rate.base == 5_000_000 and rate.value == 5.0
    assert (rate.low, rate.high) == tuple(bound / 5 for bound in poisson_interval(25))
    (few,) = rates("monthly-users", [meter], {("a", 2024, "KR"): ids[:19]}, 20)
    assert (few.value, few.low, few.high, len(few.notices)) == (None, None, None, 19)
    assert rates("monthly-users", [meter], {("a", 2024, "EU"): ids, ("a", 2023, "KR"): ids}, 20) == ()


def test_payments_need_the_whole_year_and_count_a_notice_once() -> None:
    both = series(
        value("2023", 2 * 10**12, platforms=["a", "b"]),
        value("2024-01/2024-07", 10**12, platforms=["a", "b"]),
        metric="estimated-payments",
    )
    named = {("a", 2023, "KR"): ["n1", "n2"], ("b", 2023, "KR"): ["n2"], ("a", 2024, "KR"): ["n3"]}
    (rate,) = rates("estimated-payments", [both], named, threshold=1)
    assert rate.notices == ("n1", "n2") and rate.value == 1.0


def report(name: str, tested: int, failed: int) -> Report:
    figures = [
        {"label": text(role), "value": str(number), "unit": "count", "role": role}
        for role, number in (("tested", tested), ("failed", failed))
    ]
    return Report.model_validate(
        {
            "id": name,
            "kind": "monitoring",
            "title": text(name),
            "publisher": "example-office",
            "period": "2024",
            "figures": figures,
            "sources": [SOURCE],
        }
    )


def test_rounds_are_told_once_and_never_pooled() -> None:
    day, later, next_year = (PartialDate.parse(text) for text in ("2024-05-01", "2024-05-20", "2025-05-01"))
    samples = [
        Sampled("PSB-2024-0001", "example-office", day, "toys", 31, 8),
        Sampled("PSB-2024-0002", "example-office", later, "shoes", 31, 8),
        Sampled("PSB-2024-0003", "other-office", day, "toys", 31, 8),
        Sampled("PSB-2025-0001", "other-office", next_year, "toys", 31, 8),
        Sampled("PSB-2024-0004", "other-office", day, "toys", 0, 0),
    ]
    found = rounds(samples, [report("year", 100, 20), report("same", 31, 8)])
    assert [(one.authority, one.tested, one.failed, one.source, one.category) for one in found] == [
        ("example-office", 31, 8, "report", ""),
        ("example-office", 100, 20, "report", ""),
        ("other-office", 31, 8, "notice", "toys"),
        ("other-office", 31, 8, "notice", "toys"),
    ]
    assert found[1].share == 0.2
    (round_,) = rounds(samples[:1], [report("same", 31, 8)])
    assert (round_.source, round_.category) == ("report", "toys")
