"""Intervals of shares, and medians."""

import math
from collections.abc import Sequence

from generator.compliance.survival import Z


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """Wilson's 95 % score interval of a share, without correction for continuity; None where there is nothing."""
    if whole == 0:
        return None
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    width = Z / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, middle - width) if part else 0.0, min(1.0, middle + width) if part < whole else 1.0


def median(values: Sequence[float]) -> float | None:
    """The middle value; the mean of the two middle ones where their number is even; None where there are none."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
