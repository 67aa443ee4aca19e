"""The figures of the demonstration set, reckoned from the facts alone by slow and plain means.

Nothing here uses the project's own clock, timeline or figures: holidays are written out, deadlines are stepped day by
day, medians come from exact fractions.
"""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.demo.facts import AS_OF, HABITS, Fact, Item

_DAYS = """
2023-01-23 2023-01-24 2023-03-01 2023-05-05 2023-05-29 2023-06-06 2023-08-15 2023-09-28 2023-09-29 2023-10-02 2023-10-03
2023-10-09 2023-12-25
2024-01-01 2024-02-09 2024-02-12 2024-03-01 2024-04-10 2024-05-06 2024-05-15 2024-06-06 2024-08-15 2024-09-16 2024-09-17
2024-09-18 2024-10-01 2024-10-03 2024-10-09 2024-12-25
2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-03-03 2025-05-05 2025-05-06 2025-06-03 2025-06-06 2025-08-15
2025-10-03 2025-10-06 2025-10-07 2025-10-08 2025-10-09 2025-12-25
"""
HOLIDAYS = frozenset(map(date.fromisoformat, _DAYS.split()))
"""Weekdays off in Korea, from the calendars of 2023, 2024 and 2025."""
JOINED = {
    "example-market": date(2022, 12, 1),
    "sample-mall": date(2022, 12, 1),
    "demo-bazaar": date(2024, 1, 15),
}
"""Parties of the invented pact with its deadlines; Placeholder Shop is party to an accord without one."""

LIMITS = {"authority": 2, "consumer": 5}
ONE_DAY = timedelta(days=1)


def due(sent: date, working_days: int) -> date:
    """The day at whose end so many working days after the request are over."""
    day = sent
    while working_days:
        day += ONE_DAY
        working_days -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def working_days(sent: date, until: date) -> int:
    """Working days after the one day, up to and with the other."""
    count, day = 0, sent
    while day < until:
        day += ONE_DAY
        count += day.weekday() < 5 and day not in HOLIDAYS
    return count


def half(observations: list[tuple[int, bool]]) -> int | None:
    """Median by Kaplan and Meier, in fractions: the first time at which at most half are open; None: not reached."""
    share = Fraction(1)
    for time in sorted({t for t, closed in observations if closed}):
        at_risk = sum(t >= time for t, _ in observations)
        share *= 1 - Fraction(sum(t == time and closed for t, closed in observations), at_risk)
        if share <= Fraction(1, 2):
            return time
    return None


def tell(items: list[Item], facts: list[Fact]) -> dict[str, Any]:
    """The truth by platform, for whoever wants to compare; cases of withdrawn notices are in none of the numbers."""
    gone = {item.id for item in items if item.withdrawn}
    return {
        "as_of": AS_OF.isoformat(),
        "platforms": {
            name: _platform([f for f in facts if f.platform == name and f.notice not in gone]) for name in HABITS
        },
    }


def _platform(facts: list[Fact]) -> dict[str, Any]:
    removed = [f for f in facts if f.claimed]
    checked = [f for f in removed if f.checks]
    again = [f for f in checked if any(check.found for check in f.checks)]
    told = [f for f in facts if f.initiative != "platform" or f.claimed]
    return {
        "cases": len(facts),
        "states": dict(sorted(Counter(_state(f) for f in facts).items())),
        "by_initiative": {who: _times([f for f in facts if f.initiative == who]) for who in LIMITS},
        "sellers_told": [sum(f.sellers for f in told), len(told)],
        "buyers_told": [sum(f.buyers for f in told), len(told)],
        "remedy_offered": [sum(f.remedy for f in told), len(told)],
        "found_again": [len(again), len(checked)],
        "not_checked": len(removed) - len(checked),
        "removed_again": [sum(f.removed_again is not None for f in again), len(again)],
    }


def _state(fact: Fact) -> str:
    if any(check.found for check in fact.checks):
        return "removal verified" if fact.removed_again else "found again"
    if fact.claimed:
        return "removal verified" if fact.verified else "removal claimed"
    if fact.refused:
        return "refused"
    if fact.initiative == "platform":
        return "unknown"
    promised = _deadline(fact)
    return "overdue" if promised and promised < AS_OF else "open"


def _deadline(fact: Fact) -> date | None:
    joined = JOINED.get(fact.platform)
    if not fact.sent_known or joined is None or fact.sent < joined:
        return None
    return due(fact.sent, LIMITS[fact.initiative])


def _times(facts: list[Fact]) -> dict[str, Any]:
    known = [f for f in facts if f.sent_known]
    promised = [(f, limit) for f in known if (limit := _deadline(f)) and limit < AS_OF]
    reference = [(f, limit) for f in known if (limit := due(f.sent, 2)) < AS_OF]
    return {
        "on_time": [sum(bool(f.claimed and f.claimed <= limit) for f, limit in promised), len(promised)],
        "on_time_reference": [sum(bool(f.claimed and f.claimed <= limit) for f, limit in reference), len(reference)],
        "cases": len(known),
        "censored": sum(f.claimed is None for f in known),
        "median_claim": half([(((f.claimed or AS_OF) - f.sent).days, f.claimed is not None) for f in known]),
        "median_claim_working": half(
            [(working_days(f.sent, f.claimed or AS_OF), f.claimed is not None) for f in known]
        ),
        "median_verified_early": half([_verified(f, 0) for f in known]),
        "median_verified_late": half([_verified(f, 1) for f in known]),
    }


def _verified(fact: Fact, end: int) -> tuple[int, bool]:
    return ((fact.verified[end] if fact.verified else AS_OF) - fact.sent).days, fact.verified is not None
