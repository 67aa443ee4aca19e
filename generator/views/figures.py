"""Figures of compliance in words: value, interval, the cases behind it and those left out, each with its link.

A figure that is derived here is never shown without the number of its cases, the version of its method and the way to
its list of cases. Below the threshold of the site no share and no median is printed: counts only.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from generator import urls
from generator.compliance import figures as methods
from generator.compliance import waits
from generator.compliance.clock import DUE_UNKNOWN, IN_TIME, LATE, NOT_PASSED, NOT_REMOVED, UNDECIDED
from generator.compliance.figure import ASKED_BY_OTHERS, Figure, Part, Unit
from generator.compliance.promises import NO_AGREEMENT, NO_COMMITMENT, NONE_STATED, NOT_IN_FORCE
from generator.compliance.timeline import SUPERSEDED, WITHDRAWN, State
from generator.views.words import Language

TOO_FEW = "too few cases"
RECORDED_ONLY = ("sellers-told", "buyers-told", "remedy-offered")
"""Shares of what is on record, where not on record does not mean that it was not done."""

PARTS = (
    *(state.value for state in State),
    IN_TIME,
    LATE,
    NOT_REMOVED,
    UNDECIDED,
    NOT_PASSED,
    DUE_UNKNOWN,
    methods.CLOSED,
    methods.STILL_OPEN,
    methods.REMOVAL,
    methods.NOTHING_DONE,
    methods.LOT,
    "no response on record",
    "both on record",
    "the claim was not verified",
    "no claim on record",
    "no source says when",
    "on record",
    "not on record",
    "neither told nor removed on record",
    "checked, not found",
    "not checked",
    "removed again",
    "no new removal on record",
    "missed",
    "due",
    "done",
    "ahead",
    *ASKED_BY_OTHERS.values(),
    NO_AGREEMENT,
    NOT_IN_FORCE,
    NO_COMMITMENT,
    NONE_STATED,
    WITHDRAWN,
    SUPERSEDED,
    waits.NOT_TOLD,
    waits.TOLD_UNDATED,
    waits.BEFORE_TOLD,
    waits.NOT_CLAIMED,
    waits.OUTSIDE,
    "no time of day of the request is on record",
)
"""Every name of a part and every reason why a case is left out (interface strings)."""

DAYS = {
    Unit.CALENDAR_DAYS: ("{n} day", "{n} days"),
    Unit.WORKING_DAYS: ("{n} working day", "{n} working days"),
    Unit.HOURS: ("{n} hour", "{n} hours"),
}
"""Units of waiting times (interface strings)."""


@dataclass(frozen=True, slots=True)
class PartView:
    """Cases of one kind: how many, and where their list is."""

    name: str
    count: str
    path: str


class FigureShown(NamedTuple):
    """A figure as pages print it.

    `value` is the share, median or count, or says why there is none. `printed` is False where only counts are given.
    `basis` says in one line what it is made of (empty where `value` does), `interval` its 95 % interval (or is empty).
    `path` leads to the cases behind it, `method` to its definition.
    """

    id: str
    title: str
    value: str
    printed: bool
    basis: str
    interval: str
    n: str
    path: str
    method: str
    version: str
    parts: tuple[PartView, ...]
    left_out: tuple[PartView, ...]
    left_total: str
    note: str


def part_words(name: str, language: Language) -> str:
    """The name of a part, or a reason why cases are left out."""
    return language.t(name)


def title_words(figure: Figure, language: Language) -> str:
    """The name of a figure."""
    return language.t(figure.title)


def percent(share: float, language: Language) -> str:
    """A share with one decimal: `53.8 %`."""
    return f"{language.number(Decimal(f'{100 * share:.1f}'))} %"


def number(value: float, language: Language) -> str:
    """A number of days or hours: whole, or with at most one decimal."""
    return language.number(int(value) if value == int(value) else Decimal(f"{value:.1f}"))


def reached(value: float | None, language: Language) -> str:
    """A time, or that it is not reached."""
    return language.t("not reached") if value is None else number(value, language)


def duration(least: float | None, most: float | None, unit: Unit, language: Language) -> str:
    """A waiting time with its unit: `3 days`, `39 to 63 hours`, `not reached`."""
    if least is None:
        return language.t("not reached")
    if most is None:
        return language.t("{least} to {most}", least=with_unit(least, unit, language), most=language.t("not reached"))
    if least == most:
        return with_unit(least, unit, language)
    _, many = DAYS[unit]
    span = language.t("{least} to {most}", least=number(least, language), most=number(most, language))
    return language.t(many, n=span)


def with_unit(value: float, unit: Unit, language: Language) -> str:
    """One number with its unit."""
    one, many = DAYS[unit]
    return language.t(one if value == 1 else many, n=number(value, language))


def unrecorded(figure: Figure) -> bool:
    """Whether nobody seems to record what a figure counts: a share of 0 would be read as what was not done."""
    return figure.id in RECORDED_ONLY and not figure.parts[0].count


def headline(figure: Figure, language: Language) -> str:
    """The value in words: a share, a time or a count; counts only where there are too few cases."""
    if figure.unit is Unit.COUNT:
        return language.number(figure.n)
    if not figure.n:
        return language.t("no case")
    if unrecorded(figure):
        return language.t("none on record")
    if figure.unit is Unit.SHARE:
        return (
            percent(figure.value, language) if figure.enough and figure.value is not None else counts(figure, language)
        )
    return duration(figure.least, figure.most, figure.unit, language) if figure.enough else language.t(TOO_FEW)


def counts(figure: Figure, language: Language) -> str:
    """A share as counts: `56 of 104`."""
    return language.t("{k} of {n}", k=language.number(figure.parts[0].count), n=language.number(figure.n))


def interval(figure: Figure, language: Language) -> str:
    """The 95 % interval in words; empty where there is none, or too few cases."""
    if not figure.enough or not figure.n or unrecorded(figure):
        return ""
    if figure.unit is Unit.SHARE and figure.lower is not None and figure.upper is not None:
        return language.t(
            "{least} to {most}", least=percent(figure.lower, language), most=percent(figure.upper, language)
        )
    if figure.curves:
        lower, upper = reached(figure.lower, language), reached(figure.upper, language)
        if figure.lower is None:
            return lower
        return language.t("{least} to {most}", least=lower, most=upper)
    return ""


def basis(figure: Figure, language: Language) -> str:
    """What a figure is made of, in one line: `56 of 104 cases`, or how its cases fell."""
    if figure.unit is Unit.SHARE:
        k = language.number(figure.parts[0].count)
        if figure.id == "removal-on-record":  # the only share of bulletins: not every one has a case
            return language.n("{k} of {n} bulletin", "{k} of {n} bulletins", figure.n, k=k)
        return language.n("{k} of {n} case", "{k} of {n} cases", figure.n, k=k)
    return language.join(
        [f"{language.number(p.count)} {part_words(p.name, language)}" for p in figure.parts if p.count]
    )


def shown(figure: Figure, platform: str, language: Language) -> FigureShown:
    """A figure of a platform in words."""
    path = urls.platform_figure(platform, figure.id)
    return FigureShown(
        id=figure.id,
        title=title_words(figure, language),
        value=headline(figure, language),
        printed=bool(figure.n) and figure.enough,
        basis="" if figure.unit is Unit.SHARE and not figure.enough else basis(figure, language),
        interval=interval(figure, language),
        n=language.number(figure.n),
        path=path,
        method=urls.definition(figure.id),
        version=figure.version,
        parts=part_views(figure.parts, path, language),
        left_out=part_views(figure.left_out, path, language),
        left_total=language.number(sum(part.count for part in figure.left_out)),
        note=language.t(figure.note) if figure.note else "",
    )


def part_views(parts: tuple[Part, ...], path: str, language: Language) -> tuple[PartView, ...]:
    """Parts that have cases, with links to their lists on the page at `path`."""
    return tuple(
        PartView(part_words(p.name, language), language.number(p.count), f"{path}#{urls.anchor(p.name)}")
        for p in parts
        if p.count
    )
