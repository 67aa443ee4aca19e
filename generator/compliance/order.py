"""The order of events that are not all known to the day."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from generator.compliance.clock import UNKNOWN, When


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


def in_order(events: Sequence[T]) -> tuple[T, ...]:
    """Events by time where that is certain; where it is not, in the order of the record, which is a log.

    Nothing is reordered on a guess. Events of unknown time keep their place behind the one that they follow.
    """
    ordered: list[T] = []
    for event in events:
        place = len(ordered)
        for position in range(len(ordered) - 1, -1, -1):
            if before(event.when, ordered[position].when):
                place = position
        ordered.insert(place, event)
    return tuple(ordered)


def earliest(times: Iterable[When]) -> When | None:
    """The earliest of some times: of those with a date if there is one, else UNKNOWN; None where there are none."""
    best: When | None = None
    for when in times:
        if best is None or not best.known or (when.known and _key(when) < _key(best)):
            best = when if when.known or best is None else best
    return best


def _key(when: When) -> tuple[Any, ...]:
    """By latest day, so that an exact date goes before a month around it; then by moment."""
    return when.last, -when.first, when.moment is None, when.moment or 0


__all__ = ["UNKNOWN", "Timed", "before", "earliest", "in_order"]
