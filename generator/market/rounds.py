"""Rounds of tests: how many products were tested, how many failed, and how sure the share is.

Rounds are never pooled: they overlap (a year's total holds its rounds), and each authority picks other products.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from generator.market.exact import share_interval
from generator.records.context import Report
from generator.records.values import PartialDate, Period


@dataclass(frozen=True, slots=True)
class Round:
    """A round of tests: who tested, when it was made public, numbers, share with bounds from 0 to 1, and the record.

    `source` is `notice` or `report` with `id`; `category` is that of the products in the notices that tell of the
    round, empty where they differ or there is none.
    """

    authority: str
    period: Period
    tested: int
    failed: int
    low: float
    high: float
    source: str
    id: str
    category: str = ""

    @property
    def share(self) -> float:
        """The share that failed."""
        return self.failed / self.tested


@dataclass(frozen=True, slots=True)
class Sampled:
    """What a notice says of its round."""

    id: str
    authority: str
    published: PartialDate
    category: str
    tested: int
    failed: int


APART = timedelta(days=31)
"""Longest time between two tellings of one round."""


def rounds(samples: Iterable[Sampled], reports: Iterable[Report]) -> tuple[Round, ...]:
    """Every round once, oldest first.

    Records tell of one round where authority and both numbers are the same and no more than a month lies between them.
    The first one stands for it, a report before a notice; its group is that on which all notices agree.
    """
    found: list[tuple[Round, set[str]]] = []
    known: dict[tuple[str, int, int], list[int]] = {}
    for one in [*_reported(reports), *sorted(_sampled(samples), key=lambda r: (r.period.first, r.id))]:
        same = known.setdefault((one.authority, one.tested, one.failed), [])
        at = next((n for n in same if _gap(found[n][0].period, one.period) <= APART), None)
        if at is None:
            at = len(found)
            same.append(at)
            found.append((one, set()))
        found[at][1].update({one.category} if one.source == "notice" else ())
    every = [replace(one, category=next(iter(groups)) if len(groups) == 1 else "") for one, groups in found]
    return tuple(sorted(every, key=lambda r: (r.period.first, r.period.last, r.authority, r.id)))


def _gap(one: Period, other: Period) -> timedelta:
    return max(one.first - other.last, other.first - one.last)


def _reported(reports: Iterable[Report]) -> Iterator[Round]:
    for report in reports:
        numbers = {figure.role: int(figure.value) for figure in report.figures if figure.role}
        if report.period and set(numbers) == {"tested", "failed"} and numbers["tested"] >= numbers["failed"] > -1:
            tested, failed = numbers["tested"], numbers["failed"]
            if tested:
                bounds = share_interval(failed, tested)
                yield Round(report.publisher, report.period, tested, failed, *bounds, "report", report.id)


def _sampled(samples: Iterable[Sampled]) -> Iterator[Round]:
    for one in samples:
        if one.tested:
            bounds = share_interval(one.failed, one.tested)
            period = Period.parse(one.published.text)
            yield Round(one.authority, period, one.tested, one.failed, *bounds, "notice", one.id, one.category)
