"""Exact intervals for counts and shares: Garwood for Poisson counts, Clopper and Pearson for binomial shares.

Both come from inverting the distribution itself, without an approximation by the normal one, so they hold for the small
numbers that are the rule here. The incomplete gamma and beta functions are computed by series and continued fractions
(Abramowitz and Stegun 6.5, 26.5); bounds are found by bisection to 1e-12 of their size.
"""

import math
from collections.abc import Callable

LEVEL = 0.95


def poisson_interval(count: int, level: float = LEVEL) -> tuple[float, float]:
    """Bounds of a Poisson mean of which `count` were seen. The lower one is 0 for a count of 0. Raises ValueError."""
    if count < 0:
        raise ValueError("a count is not negative")
    tail = (1 - level) / 2
    high = _bisect(lambda mean: gamma_share(count + 1, mean) - (1 - tail), count, count + 10 + 8 * math.sqrt(count + 1))
    if count == 0:
        return 0.0, high
    return _bisect(lambda mean: gamma_share(count, mean) - tail, 0.0, float(count)), high


def share_interval(failed: int, tested: int, level: float = LEVEL) -> tuple[float, float]:
    """Bounds of a share, from 0 to 1, of which `failed` of `tested` were seen. Raises ValueError."""
    if not 0 <= failed <= tested or tested == 0:
        raise ValueError("a share needs a number of tests, and no more failures than tests")
    tail = (1 - level) / 2
    low, high = 0.0, 1.0
    if failed > 0:
        low = _bisect(lambda p: beta_share(failed, tested - failed + 1, p) - tail, 0.0, failed / tested)
    if failed < tested:
        high = _bisect(lambda p: beta_share(failed + 1, tested - failed, p) - (1 - tail), failed / tested, 1.0)
    return low, high


def _bisect(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses zero between two places."""
    for _ in range(200):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
        if high - low <= 1e-13 * max(high, 1e-6):
            break
    return (low + high) / 2


def gamma_share(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function: the chance of at least `shape` events where `x` are expected."""
    if x <= 0:
        return 0.0
    front = math.exp(-x + shape * math.log(x) - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        n = shape
        while abs(term) > abs(total) * 1e-16:
            n += 1
            term *= x / n
            total += term
        return total * front
    return 1 - front * _gamma_fraction(shape, x)


def _gamma_fraction(shape: float, x: float) -> float:
    b = x + 1 - shape
    c, d = 1e300, 1 / b
    value = d
    for n in range(1, 10_000):
        a = -n * (n - shape)
        b += 2
        d = 1 / (_apart(a * d + b))
        c = _apart(b + a / c)
        value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    value = d
    for n in range(1, 10_000):
        step = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
        d = 1 / _apart(1 + step * d)
        c = _apart(1 + step / c)
        value *= d * c
        step = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
        d = 1 / _apart(1 + step * d)
        c = _apart(1 + step / c)
        value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def _apart(value: float) -> float:
    """Kept from zero, by which the fractions are divided."""
    return value if abs(value) > 1e-300 else 1e-300
