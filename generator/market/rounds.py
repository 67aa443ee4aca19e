"""Rounds of tests: how many products were tested, how many failed, and how sure the share is.

Rounds are never pooled: they overlap (a year's total holds its rounds), and each authority picks other products.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.market.exact import share_interval
from generator.records.context import Report
from generator.records.values import PartialDate, Period


@dataclass(frozen=True, slots=True)
class Round:
    """A round of tests: who tested, when it was made public, numbers, share with bounds from 0 to 1, and the record.

    `source` is `notice` or `report` with `id`; `category` is that of the notice's product, empty for a report.
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


def rounds(samples: Iterable[Sampled], reports: Iterable[Report]) -> tuple[Round, ...]:
    """Every round once, oldest first. A round that several records tell of with the same numbers is one round."""
    found: dict[tuple[str, int, int], Round] = {}
    for one in [*_reported(reports), *_sampled(samples)]:
        found.setdefault((one.authority, one.tested, one.failed), one)
    return tuple(sorted(found.values(), key=lambda r: (r.period.first, r.period.last, r.authority, r.id)))


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
