"""Measured quantities by the lists that they stand in, each with its sentence, substances and limit."""

import re
from dataclasses import dataclass, field

from generator.importers.safety_gate.quantities import Quantity, Value, quantities
from generator.importers.safety_gate.role_words import ANGLE, CHEMICAL, FOUND_BEHIND, HEAT, OF_HEAT
from generator.importers.safety_gate.roles import Role, role
from generator.importers.safety_gate.substances import Named, Recogniser

NEAR = 250
"""Characters between a value and the limit that may belong to it."""


@dataclass(slots=True)
class Group:
    """Measured quantities that stand in one list, with the substances named before it."""

    quantities: list[Quantity]
    named: list[Named] = field(default_factory=list)
    sentence: tuple[int, int] = (0, 0)
    limit: Quantity | None = None

    @property
    def values(self) -> list[tuple[Value, str]]:
        """Each number with its unit."""
        return [(value, quantity.unit) for quantity in self.quantities for value in quantity.values]


_SENTENCE_END = re.compile(
    r"(?<=[a-zA-Z%)\]’'\"0-9²°])\.(?:\s+|(?=[A-Z]))(?=[A-Z(“‘\"])(?<!\bapprox\.)(?<!\bNo\.)(?<!e\.g\.)(?<!i\.e\.)"
    r"|\n+|\.\s?(?=[0-9]\)[\s\t])"
)
_LIST_GAP = re.compile(
    r"[\s,;/()\[\]–—-]*(?:(?:and|or|to|an|respectively|by weight|w/w|also|up|at|in|another|the|other)[\s,;]*)*"
    r"(?:\((?:[^()%]{1,40})\)[\s,;]*(?:and\s*)?)?",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\s,/]*(?:and|or|to|–|-)?\s*")
_OVER_LIMIT = re.compile(
    r"[^.;]*\bexceed\w*[^.;()0-9]*\b(?:limit|threshold|maximum)\b[^.;()0-9]*\(\s*"
    r"|\s*\)?,?\s*(?:which |thus |thereby )?(?:clearly |far )?exceed(?:s|ing)\s+(?:the )?",
    re.IGNORECASE,
)
_ANEW = re.compile(r"[():]|exceed|contain|releas|measured|\b(?:is|are|was|were)\b", re.IGNORECASE)


def groups(text: str, recogniser: Recogniser) -> list[Group]:
    """The groups of a text, in order."""
    found: list[Group] = []
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    sentence = 0
    before: tuple[Quantity, Role] | None = None
    origin = 0  # what stands before it speaks of a limit, and of nothing behind it
    for read in quantities(text):
        quantity = _as_angle(text, read)
        while bounds[sentence + 1] <= quantity.start:
            sentence += 1
        start, stop = bounds[sentence], bounds[sentence + 1]
        if before and before[1] is Role.LIMIT and _ANEW.search(text, before[0].end, quantity.start):
            origin = before[0].end
        kind = _role(text, max(start, origin), quantity, before)
        last_end = before[0].end if before else 0
        before = (quantity, kind)
        if kind is Role.LIMIT:
            _put_limit(found, quantity, text, recogniser)
        elif kind is Role.MEASURED and not _continues(text, found, last_end, quantity):
            chemical = quantity.unit in CHEMICAL
            named = list(recogniser.find(text, max(start, last_end), quantity.start)) if chemical else []
            found.append(Group([quantity], named, (start, stop)))
    return found


def _as_angle(text: str, quantity: Quantity) -> Quantity:
    """Degrees are those of an angle where the words say so and no letter or word says that they are of heat."""
    if quantity.unit != "deg-c" or OF_HEAT.search(text, quantity.start, quantity.end):
        return quantity
    before = text[max(0, quantity.start - 160) : quantity.start]
    return quantity._replace(unit="degree") if ANGLE.search(before) and not HEAT.search(before[-80:]) else quantity


def _put_limit(found: list[Group], quantity: Quantity, text: str, recogniser: Recogniser) -> None:
    """Put a limit with the group before it, if that has none, the same unit, and no other substance between."""
    if not found or found[-1].limit is not None:
        return
    group, last = found[-1], found[-1].quantities[-1]
    if last.unit != quantity.unit or quantity.start - last.end >= NEAR:
        return
    if group.named and quantity.start >= group.sentence[1]:
        own = {named.substance for named in group.named}
        if any(named.substance not in own for named in recogniser.find(text, last.end, quantity.start)):
            return
    group.limit = quantity


def _continues(text: str, found: list[Group], last_end: int, quantity: Quantity) -> bool:
    """Put a quantity into the group before it where both stand in one list."""
    if not found or last_end != found[-1].quantities[-1].end:
        return False
    if not _LIST_GAP.fullmatch(text, last_end, quantity.start):
        return False
    found[-1].quantities.append(quantity)
    return True


def _role(text: str, start: int, quantity: Quantity, before: tuple[Quantity, Role] | None) -> Role:
    """The role of a quantity, given the one before it: a list has one role, and brackets behind a limit a finding."""
    if before is None or before[0].end < start:
        return role(text, start, quantity)
    gap = text[before[0].end : quantity.start]
    if before[0].unit == quantity.unit:
        anew = before[1] is Role.LIMIT and FOUND_BEHIND.match(text, quantity.end)
        if before[1] is not Role.OTHER and _LISTED.fullmatch(gap) and not anew:
            return before[1]
        if (before[1] is Role.LIMIT and gap.strip() == "(") or (before[1] is Role.MEASURED and gap.strip() == ";"):
            return Role.MEASURED
        if before[1] is Role.MEASURED and _OVER_LIMIT.fullmatch(gap):
            return Role.LIMIT
    return role(text, start, quantity)
