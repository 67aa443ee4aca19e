"""Series as lines: values of one subject and one length of period in the order of time, with their earlier releases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.loading.statistics import Subject, grain, subject
from generator.records.context import Point, Release, Series
from generator.records.values import PartialDate

GRAINS = ("year", "quarter", "month", "stretch", "day")


@dataclass(frozen=True, slots=True)
class Current:
    """The value that counts now, and the releases that it revised, oldest first."""

    point: Point
    earlier: tuple[Point, ...] = ()


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
    """In the order of time, each with the releases that it revised: the first one, then revisions by their day."""
    by_period: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.period.first, p.period.last)):
        by_period.setdefault(point.period.text, []).append(point)
    found = []
    for releases in by_period.values():
        *earlier, latest = sorted(releases, key=_release)
        found.append(Current(latest, tuple(earlier)))
    return tuple(found)


def _release(point: Point) -> tuple[bool, str]:
    return point.revision is Release.REVISED, point.released.text if point.released else ""


def out(series: Series, point: Point) -> PartialDate | None:
    """When this release of a value came out: the day on record, else when the first of its sources was published."""
    days = [source.published for source in series.sources if source.id in point.sources and source.published]
    return point.released or (min(days) if days else None)


def of_metric(series: Mapping[str, Series], metric: str) -> Iterator[Series]:
    """The series of a metric, by id."""
    for one in series.values():
        if one.metric == metric:
            yield one
