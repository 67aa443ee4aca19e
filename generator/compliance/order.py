"""The order of events that are not all known to the day."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from generator.compliance.clock import When


class Timed(Protocol):
    """Something with a time."""

    @property
    def when(self) -> When:
        """When it was."""


T = TypeVar("T", bound=Timed)


def before(one: When, other: When) -> bool:
    """Whether the one is before the other on every reading of the dates."""
    if one.moment is not None and other.moment is not None:
        return one.moment < other.moment
    return one.known and other.known and one.last < other.first


def in_order(events: Sequence[T]) -> Sequence[T]:
    """Events by time where that is certain; where it is not, in the order of the record, which is a log.

    Nothing is reordered on a guess. Events of unknown time keep their place behind the one that they follow.
    """
    if all(map(_surely_in_order, events, events[1:])):
        return events
    ordered: list[T] = []
    for event in events:
        place = len(ordered)
        for position in range(len(ordered) - 1, -1, -1):
            if before(event.when, ordered[position].when):
                place = position
        ordered.insert(place, event)
    return ordered


def _surely_in_order(one: T, other: T) -> bool:
    """Whether two neighbours stand right on every reading; true of all neighbours, it is true of all pairs."""
    first, second = one.when, other.when
    if first.moment is not None and second.moment is not None:
        return first.moment <= second.moment
    return 0 < first.last <= second.first and (first.moment is None or first.last < second.first)


def earliest(times: Iterable[When]) -> When | None:
    """The earliest of some times: of those with a date if there is one, else UNKNOWN; None where there are none."""
    best: When | None = None
    for when in times:
        if best is None or not best.known or (when.known and _key(when) < _key(best)):
            best = when if when.known or best is None else best
    return best


def earlier(one: When, other: When) -> When:
    """The earlier of two times: a date goes before an unknown one."""
    return other if other.first and (not one.first or _key(other) < _key(one)) else one


def _key(when: When) -> tuple[Any, ...]:
    """By latest day, so that an exact date goes before a month around it; then by moment."""
    return when.last, -when.first, when.moment is None, when.moment or 0
