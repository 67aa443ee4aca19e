"""What a figure is: a value with the cases behind it, what was left out and why, and the method it was made by."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar

from generator.compliance.promises import OWN_ACCORD, WHO_ASKED
from generator.compliance.survival import Curve
from generator.compliance.timeline import Case

METHOD_VERSION = "1.1"
"""Changes whenever a figure could come out differently for the same records; printed beside every figure."""

CHANGES: tuple[tuple[str, str, str], ...] = (
    (
        "1.1",
        "2026-11-25",
        "As of a past day, an event between two days counts from the later one on, and a case from its first event on: "
        "the same figures come out as were printed on that day. Goods found again count where the removal before is on "
        "record.",
    ),
    ("1.0", "2026-11-22", "First published method."),
)
"""Version, date and what changed, the newest first."""


class Unit(StrEnum):
    """What the value of a figure is counted in."""

    SHARE = "share"
    CALENDAR_DAYS = "calendar days"
    WORKING_DAYS = "working days"
    HOURS = "hours"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Part:
    """A name and the cases that it stands for, as NOTICE/PLATFORM. Its count is the length of the list."""

    name: str
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. Everything that is printed beside it can be counted from the lists of cases in it.

    `value` is None where it is not defined or not reached; shares are between 0 and 1. Where days are not known
    exactly, it lies between `least` and `most` (None: not reached), and is None if these differ. `lower` and `upper`
    are the bounds of the 95 % interval (None: not defined or not reached). `ids` are the cases that it is made of;
    `parts` say how they fell, the first part of a share being its numerator. `left_out` are cases that it cannot speak
    of, by reason. `curves` are the two survival curves of a waiting time: removals at their earliest possible day, and
    at their latest; they are the same where every day is known. `note` is what a reader has to know beside it.
    """

    id: str
    title: str
    version: str
    unit: Unit
    value: float | None
    least: float | None
    most: float | None
    ids: tuple[str, ...]
    parts: tuple[Part, ...]
    left_out: tuple[Part, ...]
    lower: float | None
    upper: float | None
    note: str
    threshold: int
    curves: tuple[Curve, Curve] | None = None

    @property
    def n(self) -> int:
        """How many cases it is made of."""
        return len(self.ids)

    @property
    def settled(self) -> bool:
        """Whether the dates on record settle the value, be it that it is not reached."""
        return self.least == self.most

    @property
    def enough(self) -> bool:
        """Whether there are enough cases to print more than counts."""
        return self.unit is Unit.COUNT or self.n >= self.threshold

    @property
    def shown(self) -> float | None:
        """The value as it may be printed: None below the threshold. Counts are always printed."""
        return self.value if self.enough else None

    def within(self, lower: float | None, upper: float | None) -> "Figure":
        """The same with these bounds."""
        return replace(self, lower=lower, upper=upper)

    def part(self, name: str) -> tuple[str, ...]:
        """The cases of a part; empty where there is none of this name."""
        return next((part.ids for part in self.parts if part.name == name), ())


class Named(NamedTuple):
    """A notice that names the platform: its id as NOTICE/PLATFORM, and whether it names it for a whole lot only."""

    id: str
    lot: bool
    excluded: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What figures are asked for.

    `asked_by` says whose requests the waiting times are about: "authority", "consumer" or "platform". `named` are the
    notices that name the platform, with or without a case.
    """

    asked_by: str
    threshold: int
    named: Sequence[Named] = ()


Groups = defaultdict[str, list[str]]
"""Ids of cases by the name of a part, or by the reason why they are left out."""

ASKED_BY_OTHERS = {
    "authority": "an authority asked: counted apart",
    "consumer": "a consumer reported it: counted apart",
    "platform": OWN_ACCORD,
    "": WHO_ASKED,
}
"""Why a waiting time leaves out a case that somebody else set going."""


Chosen = tuple[list[Case], Groups]


class Selection:
    """Cases that figures are asked for, and which of them a figure counts."""

    def __init__(self, cases: Sequence[Case], scope: Scope) -> None:
        self.cases, self.scope = cases, scope

    def counted(self) -> Chosen:
        """All cases but those that no figure counts, and these by reason, as lists to be added to."""
        return self._counted[0], defaultdict(list, {name: [*ids] for name, ids in self._counted[1].items()})

    def asked(self) -> Chosen:
        """The counted cases that whoever the scope names set going; the others by reason, as lists to be added to."""
        return self._asked[0], defaultdict(list, {name: [*ids] for name, ids in self._asked[1].items()})

    @cached_property
    def _counted(self) -> Chosen:
        left: Groups = defaultdict(list)
        chosen = [case for case in self.cases if not case.excluded]
        if len(chosen) < len(self.cases):
            for case in self.cases:
                if case.excluded:
                    left[case.excluded].append(case.id)
        return chosen, left

    @cached_property
    def _asked(self) -> Chosen:
        counted, left = self.counted()
        wanted = self.scope.asked_by
        chosen = [case for case in counted if case.initiative == wanted]
        if len(chosen) < len(counted):
            for case in counted:
                if case.initiative != wanted:
                    left[ASKED_BY_OTHERS[case.initiative]].append(case.id)
        return chosen, left


Compute = Callable[[Selection], Figure]


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as the page on the method explains it: `text` is the docstring of the function that computes it.

    `note` stands beside every value of the figure.
    """

    id: str
    title: str
    text: str
    unit: Unit
    version: str
    note: str
    compute: Compute


REGISTRY: dict[str, Definition] = {}
F = TypeVar("F", bound=Compute)


def figure(id: str, title: str, unit: Unit, note: str = "") -> Callable[[F], F]:
    """Register a function as the one place where a figure is computed."""

    def register(function: F) -> F:
        text = inspect.cleandoc(function.__doc__ or "")
        REGISTRY[id] = Definition(id, title, text, unit, METHOD_VERSION, note, function)
        return function

    return register


def parts(groups: Mapping[str, Sequence[str]]) -> tuple[Part, ...]:
    """Lists of cases by name as parts, in the order of the cases: that of their ids."""
    return tuple(Part(name, tuple(ids)) for name, ids in groups.items())
