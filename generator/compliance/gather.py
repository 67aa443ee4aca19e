"""What several figures share: which cases they speak of, and how a figure is put together from lists of cases."""

from collections import defaultdict
from collections.abc import Sequence

from generator.compliance.figure import REGISTRY, Figure, Scope, parts
from generator.compliance.intervals import wilson
from generator.compliance.promises import OWN_ACCORD, WHO_ASKED
from generator.compliance.timeline import Case

ASKED_BY_OTHERS = {
    "authority": "an authority asked: counted apart",
    "consumer": "a consumer reported it: counted apart",
    "platform": OWN_ACCORD,
    "": WHO_ASKED,
}
"""Why a waiting time leaves out a case that somebody else set going."""

Groups = defaultdict[str, list[str]]
"""Ids of cases by the name of a part, or by the reason why they are left out."""


def counted(cases: Sequence[Case]) -> tuple[list[Case], Groups]:
    """The cases that figures count, and the others by reason."""
    left: Groups = defaultdict(list)
    chosen = []
    for case in cases:
        if case.excluded:
            left[case.excluded].append(case.id)
        else:
            chosen.append(case)
    return chosen, left


def asked(cases: Sequence[Case], scope: Scope) -> tuple[list[Case], Groups]:
    """The cases that the one whom the scope names asked for; who acted on whose request is never mixed."""
    chosen, left = counted(cases)
    fitting = []
    for case in chosen:
        if case.initiative == scope.asked_by:
            fitting.append(case)
        else:
            left[ASKED_BY_OTHERS[case.initiative]].append(case.id)
    return fitting, left


def share(id: str, scope: Scope, groups: Groups, left: Groups) -> Figure:
    """A share whose numerator is the first group."""
    numerator, n = len(next(iter(groups.values()))), sum(map(len, groups.values()))
    bounds = wilson(numerator, n)
    made = make(id, scope, numerator / n if n else None, None, groups, left)
    return made.within(*bounds) if bounds else made


def make(
    id: str,
    scope: Scope,
    value: float | None,
    cases: Sequence[Case] | None,
    groups: Groups,
    left: Groups,
    note: str = "",
) -> Figure:
    """A figure of these cases, or of those in its groups."""
    told = REGISTRY[id]
    ids = [case.id for case in cases] if cases is not None else [one for group in groups.values() for one in group]
    return Figure(
        id=id,
        title=told.title,
        version=told.version,
        unit=told.unit,
        value=value,
        ids=tuple(sorted(ids)),
        parts=parts(groups),
        left_out=parts({reason: left[reason] for reason in sorted(left)}),
        lower=None,
        upper=None,
        note=note,
        threshold=scope.threshold,
    )
