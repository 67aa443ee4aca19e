"""Kaplan-Meier: the share of cases still open after so many days, where some are not closed yet.

Method: product-limit estimator; where a case closes and another one leaves observation after the same time, the
closing comes first. Pointwise intervals by Greenwood's variance on the log(-log) scale, which keeps them between 0 and
1; they are not defined while the share is exactly 1 or 0. The bounds of the median's interval are the times at which
the two pointwise bounds reach one half.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
_HALF = 0.5 + 1e-12
"""Products of fractions miss one half by some 1e-16."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve. All tuples have the same length: one entry for each time at which a case closed or left observation.

    `open` is the share of cases still open after each time, with `lower` and `upper` (None where not defined).
    `n` cases, of which `closed` closed and the others were still open when they were last looked at.
    """

    n: int
    closed: int
    times: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    censored: tuple[int, ...]
    open: tuple[float, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]

    @property
    def median(self) -> float | None:
        """The time by which half of the cases are closed; None: not reached."""
        return self._half(self.open)

    @property
    def median_lower(self) -> float | None:
        """Lower bound of the median's interval; None: not reached.

        Where all cases are closed the pointwise bound is not defined, but it cannot lie above the share, which is 0.
        """
        return self._half(tuple(0.0 if share == 0.0 else low for share, low in zip(self.open, self.lower, strict=True)))

    @property
    def median_upper(self) -> float | None:
        """Upper bound of the median's interval; None: not reached."""
        return self._half(self.upper)

    def _half(self, shares: tuple[float | None, ...] | tuple[float, ...]) -> float | None:
        for time, share in zip(self.times, shares, strict=True):
            if share is not None and share <= _HALF:
                return time
        return None


def kaplan_meier(closed_after: Iterable[float], open_after: Iterable[float]) -> Curve:
    """The curve of the times after which cases closed, and of those after which others were seen last, still open."""
    closings, others = Counter(closed_after), Counter(open_after)
    times = sorted({*closings, *others})
    at_risk = n = closings.total() + others.total()
    share, variance = 1.0, 0.0
    bounds = _bounds(share, variance)
    rows: list[tuple[int, int, int, float, float | None, float | None]] = []
    for time in times:
        events, censored = closings[time], others[time]
        if events:
            share *= (at_risk - events) / at_risk
            variance += events / (at_risk * (at_risk - events)) if at_risk > events else math.inf
            bounds = _bounds(share, variance)
        rows.append((at_risk, events, censored, share, *bounds))
        at_risk -= events + censored
    columns = list(zip(*rows, strict=True)) if rows else [()] * 6
    return Curve(n, closings.total(), tuple(times), *columns)


def _bounds(share: float, variance: float) -> tuple[float | None, float | None]:
    """Greenwood's interval on the log(-log) scale."""
    if not 0.0 < share < 1.0:
        return None, None
    width = Z * math.sqrt(variance) / -math.log(share)
    return share ** math.exp(width), share ** math.exp(-width)
