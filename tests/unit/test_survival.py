"""Kaplan-Meier, its intervals and Wilson's, against SciPy and against a second, slow reckoning by fractions."""

import math
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from scipy import stats

from generator.compliance.intervals import median, wilson
from generator.compliance.survival import Curve, kaplan_meier

Observation = tuple[float, bool]

EDGES: dict[str, list[Observation]] = {
    "one closed": [(3, True)],
    "one open": [(3, False)],
    "all closed at once": [(2, True)] * 5,
    "all open": [(1, False), (2, False), (9, False)],
    "closed on day zero": [(0, True), (0, True), (4, False)],
    "ties of closed and open": [(1, True), (1, False), (2, True), (2, True), (2, False), (3, False)],
    "the last one open": [(1, True), (2, True), (3, False)],
    "exactly one half": [(1, True), (2, False)],
    "half after an open one": [(1, False), (2, True), (3, True), (4, True), (5, True)],
    "hours": [(0.25, True), (1.75, True), (1.75, False), (30.5, True)],
}


def random_cases(seed: int) -> list[Observation]:
    rng = Random(seed)
    scale = rng.choice((3, 30, 400))
    return [(rng.randrange(scale), rng.random() < rng.choice((0.2, 0.8))) for _ in range(rng.randrange(1, 300))]


SETS = [*EDGES.values(), *(random_cases(seed) for seed in range(150))]


def curve(observations: list[Observation]) -> Curve:
    return kaplan_meier([t for t, closed in observations if closed], [t for t, closed in observations if not closed])


def close(ours: float | None, theirs: float) -> bool:
    return math.isnan(theirs) if ours is None else math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-9)


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
@pytest.mark.parametrize("observations", SETS)
def test_curve_and_interval_against_scipy(observations: list[Observation]) -> None:
    ours = curve(observations)
    times = np.array([t for t, _ in observations], dtype=float)
    data = stats.CensoredData.right_censored(times, np.array([not closed for _, closed in observations]))
    theirs = stats.ecdf(data).sf
    assert list(ours.times) == list(theirs.quantiles)
    assert all(map(close, ours.open, theirs.probabilities))
    with np.errstate(all="ignore"):
        bounds = theirs.confidence_interval(confidence_level=0.95, method="log-log")
    for low, high, share, low_theirs, high_theirs in zip(
        ours.lower, ours.upper, ours.open, bounds.low.probabilities, bounds.high.probabilities, strict=True
    ):
        if 0 < share < 1:
            assert close(low, low_theirs) and close(high, high_theirs)
        else:
            assert low is None and high is None
    assert (ours.n, ours.closed) == (len(observations), sum(closed for _, closed in observations))


def by_hand(observations: list[Observation]) -> list[tuple[float, Fraction, float | None, float | None]]:
    """Time, share, lower and upper bound, by going through the cases one time after the other, in exact fractions."""
    z = stats.norm.ppf(0.975)
    rows = []
    for time in sorted({t for t, _ in observations}):
        share, variance = Fraction(1), Fraction(0)
        for earlier in sorted({t for t, closed in observations if closed and t <= time}):
            risk = sum(t >= earlier for t, _ in observations)
            events = sum(t == earlier and closed for t, closed in observations)
            share *= Fraction(risk - events, risk)
            if risk > events:
                variance += Fraction(events, risk * (risk - events))
        low = high = None
        if 0 < share < 1:
            middle = math.log(-math.log(share))
            width = z * math.sqrt(variance) / abs(math.log(share))
            low, high = math.exp(-math.exp(middle + width)), math.exp(-math.exp(middle - width))
        rows.append((time, share, low, high))
    return rows


@pytest.mark.parametrize("observations", SETS[:70])
def test_curve_interval_and_median_by_hand(observations: list[Observation]) -> None:
    ours, rows = curve(observations), by_hand(observations)
    assert ours.times == tuple(row[0] for row in rows)
    assert all(abs(a - b) < 1e-9 for a, (_, b, _, _) in zip(ours.open, rows, strict=True))
    for mine, theirs in ((ours.lower, [row[2] for row in rows]), (ours.upper, [row[3] for row in rows])):
        assert all(
            (a is None) == (b is None) and (a is None or abs(a - b) < 1e-9) for a, b in zip(mine, theirs, strict=True)
        )
    half = Fraction(1, 2)
    assert ours.median == next((time for time, share, _, _ in rows if share <= half), None)
    low_half = (time for time, share, low, _ in rows if share == 0 or (low is not None and low <= 0.5))
    assert ours.median_lower == next(low_half, None)
    assert ours.median_upper == next((time for time, _, _, high in rows if high is not None and high <= 0.5), None)


def test_not_reached_while_fewer_than_half_are_closed() -> None:
    assert curve([(1, True), (5, False), (5, False)]).median is None
    assert curve([(1, True), (5, False)]).median == 1


def test_nothing_makes_an_empty_curve() -> None:
    empty = kaplan_meier([], [])
    assert (empty.n, empty.times, empty.median, empty.median_lower, empty.median_upper) == (0, (), None, None, None)


@pytest.mark.parametrize(
    ("part", "whole"), [(0, 1), (1, 1), (0, 7), (7, 7), (3, 7), (1, 1000), (999, 1000), (410, 600)]
)
def test_wilson_against_scipy(part: int, whole: int) -> None:
    theirs = stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
    ours = wilson(part, whole)
    assert ours is not None
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_wilson_of_nothing_and_medians() -> None:
    assert wilson(0, 0) is None
    assert [median([]), median([3]), median([4, 1]), median([9, 1, 5])] == [None, 3, 2.5, 5]
