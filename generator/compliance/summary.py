"""All figures of all platforms as of a day, overall and split, from the entries of the catalogue alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from generator.compliance.figure import METHOD_VERSION, REGISTRY, Figure, Named, Scope, Selection
from generator.compliance.figures import OPEN_STATES
from generator.compliance.promises import Rules
from generator.compliance.rechecks import DUE, MISSED, Recheck
from generator.compliance.timeline import Case, State, build_case, excluded, first_day
from generator.loading.catalog import Catalog

SPLIT_FIGURES = (
    "state",
    "on-time",
    "on-time-reference",
    "time-to-removal",
    "sellers-told",
    "buyers-told",
    "found-again",
)
"""What is computed for parts of a platform's cases as well: parts are small, and more would only be counts."""

INITIATIVE_FIGURES = (
    *SPLIT_FIGURES,
    "time-to-claim",
    "time-to-verification",
    "claim-to-verification",
    "remedy-offered",
    "removed-again",
)
"""What is computed by who asked."""

DIMENSIONS: Mapping[str, Callable[[Case], Iterable[str]]] = MappingProxyType(
    {
        "agreement": lambda case: (case.promise.agreement or "none",),
        "year": lambda case: (str(case.year),),
        "category": lambda case: (case.category,),
        "hazard": lambda case: case.hazards,
    }
)
"""Splits of the cases that an authority asked for; a case with two hazards counts in both."""


class Open(NamedTuple):
    """A case without a removal on record. Ages are in days up to the as-of day, None where the request has no date."""

    id: str
    state: State
    initiative: str
    sent: tuple[date, date] | None
    due: date | None
    age: int | None
    age_working: int | None


@dataclass(frozen=True, slots=True)
class PlatformFigures:
    """The figures of a platform.

    `figures` by id, in the order of their definitions: waiting times and shares in time of cases that an authority
    asked for, all else of all cases. `splits[dimension][value][id]`: dimensions are "initiative" (its values are
    authority, consumer, platform, unknown) and those of `DIMENSIONS`. `open` is in the order of age, the oldest first;
    `rechecks` are those due or missed, the oldest first.
    """

    platform: str
    figures: Mapping[str, Figure]
    splits: Mapping[str, Mapping[str, Mapping[str, Figure]]]
    open: tuple[Open, ...]
    rechecks: tuple[Recheck, ...]
    cases: tuple[Case, ...]

    @property
    def overdue(self) -> tuple[Open, ...]:
        """Open cases whose promised time is over."""
        return tuple(one for one in self.open if one.state is State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Compliance:
    """Every platform's figures as of a day (None without any record), with the version of the method."""

    as_of: date | None
    version: str
    platforms: Mapping[str, PlatformFigures]


def compute(catalog: Catalog, as_of: date | None = None, platforms: Iterable[str] | None = None) -> Compliance:
    """The figures of these platforms (all of site_config/platforms), as of a day: by default the newest of the records.

    Reads no record again: entries hold all that is needed. A platform's figures depend on its own cases, on the notices
    that name it and on the settings, and on nothing else.
    """
    found = when_asked(catalog, as_of)
    wanted = list(found.platforms) if platforms is None else list(platforms) if found.as_of else []
    return replace(found, platforms=MappingProxyType({name: found.platforms[name] for name in wanted}))


def when_asked(catalog: Catalog, as_of: date | None = None) -> Compliance:
    """The same, but the figures of a platform are computed when they are asked for, once."""
    if as_of is None:
        if not catalog.latest:
            return Compliance(None, METHOD_VERSION, MappingProxyType({}))
        as_of = date.fromisoformat(catalog.latest)
    return Compliance(as_of, METHOD_VERSION, _Platforms(catalog, as_of))


class _Platforms(Mapping[str, PlatformFigures]):
    """The figures of every platform by its id, in the order of ids."""

    def __init__(self, catalog: Catalog, as_of: date) -> None:
        self._catalog, self._day = catalog, as_of.toordinal()
        self._rules = Rules(catalog.settings)
        self._names = sorted(catalog.settings.platforms)
        self._made: dict[str, PlatformFigures] = {}

    def __getitem__(self, name: str) -> PlatformFigures:
        if name not in self._made:
            if name not in self._catalog.settings.platforms:
                raise KeyError(name)
            self._made[name] = _platform(self._catalog, name, self._rules, self._day)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._catalog.settings.platforms

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _platform(catalog: Catalog, platform: str, rules: Rules, day: int) -> PlatformFigures:
    cases = [
        case
        for entry in catalog.cases_by_platform.get(platform, ())
        if (case := build_case(entry, catalog.notices[entry.notice], rules, day)) and case.state != State.NOT_NOTIFIED
    ]
    named = [
        Named(f"{notice}/{platform}", entry.pooled, excluded(entry, day))
        for notice in sorted(catalog.by_platform.get(platform, ()))
        if first_day((entry := catalog.notices[notice]).published) <= day
    ]
    scope = Scope("authority", rules.settings.site.threshold, named)
    of = Selection(cases, scope)
    figures = MappingProxyType({id: told.compute(of) for id, told in REGISTRY.items()})
    splits = MappingProxyType(_splits(cases, scope.threshold, figures))
    return PlatformFigures(platform, figures, splits, _open(cases), _due(cases), tuple(cases))


Figures = Mapping[str, Figure]
"""Figures by id."""


def _splits(cases: Sequence[Case], threshold: int, whole: Figures) -> dict[str, Mapping[str, Figures]]:
    """The figures of parts of the cases. `whole` are those of all, asked for as an authority's requests."""
    by_asker = _grouped(cases, lambda case: (case.initiative or "unknown",))
    initiative = {}
    for name, part in by_asker.items():
        known = whole if name == "authority" and len(part) == len(cases) else {}
        scope = Scope(name.replace("unknown", ""), threshold)
        initiative[name] = _part(part, scope, INITIATIVE_FIGURES, known)
    made: dict[str, Mapping[str, Figures]] = {"initiative": MappingProxyType(initiative)}
    asked, scope = by_asker.get("authority", []), Scope("authority", threshold)
    for dimension, keys in DIMENSIONS.items():
        parts = {}
        for name, part in _grouped(asked, keys).items():
            known = initiative["authority"] if len(part) == len(asked) else {}
            parts[name] = _part(part, scope, SPLIT_FIGURES, known)
        made[dimension] = MappingProxyType(parts)
    return made


def _part(cases: Sequence[Case], scope: Scope, wanted: Iterable[str], known: Figures) -> Figures:
    """Figures of some cases; where these are all cases of a selection, its figures are `known`."""
    of = Selection(cases, scope)
    return MappingProxyType({id: known[id] if known else REGISTRY[id].compute(of) for id in wanted})


def _grouped(cases: Sequence[Case], keys: Callable[[Case], Iterable[str]]) -> dict[str, list[Case]]:
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for key in keys(case):
            groups[key].append(case)
    return dict(sorted(groups.items()))


def _open(cases: Sequence[Case]) -> tuple[Open, ...]:
    found = [
        Open(
            case.id,
            case.state,
            case.initiative,
            case.sent.days if case.sent else None,
            date.fromordinal(case.due.last) if case.due else None,
            case.age if case.age >= 0 else None,
            case.age_working,
        )
        for case in cases
        if case.state in OPEN_STATES and not case.excluded
    ]
    return tuple(sorted(found, key=lambda one: (one.age is None, -(one.age or 0), one.id)))


def _due(cases: Sequence[Case]) -> tuple[Recheck, ...]:
    found = [one for case in cases if not case.excluded for one in case.rechecks if one.state in (DUE, MISSED)]
    return tuple(sorted(found, key=attrgetter("day", "case", "months")))
