"""How a figure is put together from lists of cases."""

from collections.abc import Mapping, Sequence
from itertools import chain

from generator.compliance.figure import REGISTRY, Figure, Selection, parts
from generator.compliance.intervals import wilson
from generator.compliance.timeline import Case


def share(id: str, of: Selection, groups: Mapping[str, list[str]], left: Mapping[str, list[str]]) -> Figure:
    """A share whose numerator is the first group."""
    numerator, n = len(next(iter(groups.values()))), sum(map(len, groups.values()))
    bounds = wilson(numerator, n)
    made = make(id, of, numerator / n if n else None, None, groups, left)
    return made.within(*bounds) if bounds else made


def make(
    id: str,
    of: Selection,
    value: float | tuple[float | None, float | None] | None,
    cases: Sequence[Case] | None,
    groups: Mapping[str, list[str]],
    left: Mapping[str, list[str]],
) -> Figure:
    """A figure of these cases, or of those in its groups. A pair as value: the least and the most that it can be."""
    least, most = value if isinstance(value, tuple) else (value, value)
    told = REGISTRY[id]
    ids = [case.id for case in cases] if cases is not None else chain.from_iterable(groups.values())
    return Figure(
        id=id,
        title=told.title,
        version=told.version,
        unit=told.unit,
        value=least if least == most else None,
        least=least,
        most=most,
        ids=tuple(ids),
        parts=parts(groups),
        left_out=parts({reason: left[reason] for reason in sorted(left)}),
        lower=None,
        upper=None,
        note=told.note,
        threshold=of.scope.threshold,
    )
