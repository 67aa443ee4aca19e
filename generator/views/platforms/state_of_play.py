"""The state of play of a platform in a sentence or two, and what cannot be said."""

from dataclasses import dataclass

from generator.compliance.figure import Unit
from generator.compliance.summary import PlatformFigures
from generator.views.figures import FigureShown, PartView, duration, shown, unrecorded
from generator.views.words import Language

BOXES = ("removal-on-record", "on-time", "time-to-removal", "found-again", "buyers-told", "open")
"""The figures in the boxes at the top of the page, in their order."""

FIGURES = (
    "on-time",
    "time-to-claim",
    "time-to-claim-working",
    "time-to-removal",
    "time-to-removal-working",
    "time-to-removal-hours",
    "time-to-verification",
    "time-to-verification-working",
    "claim-to-verification",
    "sellers-told",
    "buyers-told",
    "remedy-offered",
    "found-again",
    "removed-again",
    "removal-on-record",
    "open",
    "rechecks",
)
"""The figures of the table: all but the states, and but the reference, which stands apart."""


@dataclass(frozen=True, slots=True)
class NotKnown:
    """What cannot be said of a platform: a figure that no case speaks for, and why."""

    title: str
    path: str
    reasons: tuple[PartView, ...]


def lede(own: PlatformFigures, name: str, bulletins: str, notices: int, language: Language) -> str:
    """The state of play. Counts; a share or a time only where there are enough cases."""
    if not notices:
        return language.t("No bulletin here names {platform}.", platform=name)
    counted = [case for case in own.cases if not case.excluded]
    removed = sum(case.first.removed is not None for case in counted)
    waited = own.figures["time-to-removal"]
    if not waited.n:
        return language.t(
            "{bulletins} here name {platform}; a removal of all listings is on record for {removed} of them. "
            "Where nothing is on record, nothing is known: neither that a listing was removed nor that it was not.",
            bulletins=bulletins,
            platform=name,
            removed=language.number(removed),
        )
    sentence = language.t(
        "Of {cases} cases of {platform}, a removal is on record in {removed}, and an authority verified it in "
        "{verified}; {open} are open, refused or found again, {overdue} of them overdue.",
        cases=language.number(len(counted)),
        platform=name,
        removed=language.number(removed),
        verified=language.number(sum(case.first.verified is not None for case in counted)),
        open=language.number(own.figures["open"].n),
        overdue=language.number(len(own.overdue)),
    )
    return f"{sentence} {_how_fast(own, language)}".strip()


def _how_fast(own: PlatformFigures, language: Language) -> str:
    """The median in words, where there are enough cases for one."""
    waited = own.figures["time-to-removal"]
    if not waited.enough:
        return ""
    if waited.least is None:
        return language.t("Fewer than half of the listings that an authority asked about are gone.")
    if waited.most is None:
        return ""
    took = duration(waited.least, waited.most, Unit.CALENDAR_DAYS, language)
    return language.t("Half of the listings that an authority asked about were gone within {days}.", days=took)


def boxes(own: PlatformFigures, language: Language) -> tuple[FigureShown, ...]:
    """The key figures that any case speaks for; that none is open is said only where it is on record who was told."""
    return tuple(
        shown(own.figures[id], own.platform, language)
        for id in BOXES
        if own.figures[id].n or (id == "open" and own.figures["time-to-removal"].n)
        if not unrecorded(own.figures[id])
    )


def table(own: PlatformFigures, language: Language) -> tuple[FigureShown, ...]:
    """Every figure that any case speaks for."""
    return tuple(shown(own.figures[id], own.platform, language) for id in FIGURES if own.figures[id].n)


def not_known(own: PlatformFigures, language: Language) -> tuple[NotKnown, ...]:
    """The figures that there are cases for in principle, and none that a figure could be made of: with the reasons."""
    if not own.cases:
        return ()
    found = []
    for id in ("on-time", "time-to-removal", "found-again"):
        figure = own.figures[id]
        if not figure.n and figure.left_out:
            told = shown(figure, own.platform, language)
            found.append(NotKnown(told.title, told.method, told.left_out))
    return tuple(found)
