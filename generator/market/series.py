"""Series as lines: values of one subject and one length of period in the order of time, with their earlier releases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.loading.statistics import Subject, grain, subject
from generator.records.context import Point, Release, Series

GRAINS = ("year", "quarter", "month", "stretch", "day")


@dataclass(frozen=True, slots=True)
class Current:
    """The value that counts now, and the first release that it revised (or None)."""

    point: Point
    earlier: Point | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Values of one series about one subject, of one grain. Two providers are two series and so never one line."""

    series: Series
    subject: Subject
    grain: str
    values: tuple[Current, ...]

    @property
    def platform(self) -> str | None:
        """The one platform that it is about."""
        return self.subject[0]

    @property
    def country(self) -> str | None:
        """The country that the goods come from."""
        return self.subject[2]


def lines(series: Series) -> tuple[Line, ...]:
    """Every line of a series: longer periods first, then subjects in the order of the record."""
    found: dict[tuple[str, Subject], list[Point]] = {}
    for point in series.points:
        found.setdefault((grain(point.period), subject(point)), []).append(point)
    ordered = sorted(found.items(), key=lambda item: GRAINS.index(item[0][0]))
    return tuple(Line(series, about, length, _current(points)) for (length, about), points in ordered)


def _current(points: list[Point]) -> tuple[Current, ...]:
    """In the order of time, the revised value before the first release of the same period."""
    by_period: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.period.first, p.period.last)):
        by_period.setdefault(point.period.text, []).append(point)
    found = []
    for releases in by_period.values():
        latest = next((p for p in releases if p.revision is Release.REVISED), releases[0])
        earlier = next((p for p in releases if p is not latest), None)
        found.append(Current(latest, earlier))
    return tuple(found)


def of_metric(series: Mapping[str, Series], metric: str) -> Iterator[Series]:
    """The series of a metric, by id."""
    for one in series.values():
        if one.metric == metric:
            yield one
