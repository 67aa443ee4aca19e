"""What a quantity in an alert's danger text is: measured in the product, a limit, or something else.

The cue nearest in front of the number decides, within its sentence; a few signs behind it count as well.
"""

import re
from enum import Enum
from functools import lru_cache

from generator.importers.safety_gate import role_words as cues
from generator.importers.safety_gate.quantities import COUNTS, Quantity


class Role(Enum):
    """What the number says."""

    MEASURED = "measured"
    LIMIT = "limit"
    OTHER = "other"


def role(text: str, start: int, quantity: Quantity) -> Role:
    """What a quantity is; `start` is where the words begin that may speak of it."""
    before = cues.ITEM.split(text[start : quantity.start])[-1].rstrip("≤≥<>~≈ ") + " "
    unit, number = quantity.unit, str(quantity.values[-1].number)
    said = _nearest_cue(before, unit in cues.CHEMICAL)
    if said == "limit" and cues.FORBIDDEN_AND.search(before):
        said = ""
    strong = bool(cues.STRONG.search(before[-60:])) and said != "limit"
    plain = _plainly(before, text, quantity, strong)
    if plain:
        return plain
    if said == "limit":
        over = unit == "kg2-mm2" and number not in cues.STANDARD_LIMITS[unit] and not cues.NOT_OVER.search(before)
        return Role.MEASURED if over else Role.LIMIT
    if cues.DECLARED.search(before[-45:]):
        return Role.OTHER
    if unit in cues.CHEMICAL or unit in COUNTS:
        return _of_content(before, text, quantity, strong)
    if unit == "degree":
        return _of_angle(before, text, quantity, strong)
    if _of_conditions(before, text, quantity, strong):
        return Role.OTHER
    if unit == "n":
        return _of_force(before, text, quantity, strong)
    if unit in cues.ONLY_EXPLICIT:
        return Role.MEASURED if strong or _told_of(unit, before, text, quantity.end) else Role.OTHER
    if number in cues.STANDARD_LIMITS.get(unit, ()) and not strong and not cues.THAN.search(before):
        return Role.LIMIT
    if cues.COMPARED.search(before) and not strong:
        return _of_comparison(before, text, quantity, said)
    return Role.MEASURED if unit in cues.SURE or strong else _of_size(before, said)


def _plainly(before: str, text: str, quantity: Quantity, strong: bool) -> Role | None:
    """The role where the words around say it whatever the unit is; None where they do not."""
    end = quantity.end
    if cues.FORBIDDEN.search(before) and not cues.PRODUCT.search(before):
        return Role.LIMIT
    if cues.LIMIT_BRACKET.search(before) and not strong and not cues.FAULT_BRACKET.search(before):
        return Role.LIMIT
    bracketed = before.rstrip().endswith("(") and (cues.AGAINST.match(text, end) or cues.FALLS_SHORT.match(text, end))
    if bracketed and cues.CLAIMED.search(before):
        return Role.OTHER
    extreme = cues.EXTREME.search(before) or (quantity.unit not in cues.ONLY_EXPLICIT and _own_extreme(before))
    equal = cues.EQUALS.search(before) and cues.ASKED.match(text, end)
    if bracketed or extreme or equal or cues.FOUND_BEHIND.match(text, end):
        return Role.MEASURED
    return Role.LIMIT if cues.LIMIT_BEHIND.match(text, end, end + 40) and not strong else None


def _own_extreme(before: str) -> bool:
    return bool(cues.OWN_EXTREME.search(before)) and not cues.RULED.search(before)


def _of_comparison(before: str, text: str, quantity: Quantity, said: str) -> Role:
    """`The cord is longer than 220 mm` bounds what was found, unless the number that was found follows."""
    size = re.search(r"\b(?:diameter|distance|height) of [^.;()]{0,12}$", before, re.IGNORECASE)
    if (
        (said == "other" and not size)
        or cues.IF.search(before)
        or cues.SETTING.search(before)
        or cues.NUMBER_BEHIND.match(text, quantity.end)
    ):
        return Role.OTHER
    bound = cues.THAN.search(before) or cues.OVER.search(before) or cues.BIG.match(text, quantity.end)
    return Role.MEASURED if bound else Role.OTHER


def _told_of(unit: str, before: str, text: str, end: int) -> bool:
    """Whether a current, a voltage, a power or a weight is one that was found, though no word says `measured`."""
    if unit in cues.ELECTRIC:
        return bool(cues.GIVEN_OFF.search(before) or cues.LEAKS.search(before) or cues.OVER_LIMIT.match(text, end))
    if unit == "m":
        short = cues.FALLS_SHORT.match(text, end) or cues.AGAINST.match(text, end)
        return bool(short and cues.ATTRIBUTE.search(before[-90:]))
    inside = cues.WEIGHT_IN.search(before) and cues.OF_SUBSTANCE.match(text, end)
    return unit in cues.WEIGHTS and bool(cues.RELEASED.search(before) or inside)


def _of_content(before: str, text: str, quantity: Quantity, strong: bool) -> Role:
    """A share or concentration is a finding, unless a law or an opinion is told."""
    unit, number = quantity.unit, str(quantity.values[-1].number)
    if (cues.LAW.match(before) or cues.OPINION.search(before)) and not cues.PRODUCT.search(before):
        return Role.LIMIT
    if number in cues.STANDARD_LIMITS.get(unit, ()) and not strong:
        return Role.LIMIT
    if cues.COMPARED.search(before) and cues.IF.search(before) and not strong:
        return Role.OTHER
    if cues.CHARGE.match(text, quantity.end, quantity.end + 24):
        return Role.OTHER
    grows = cues.GROWTH.search(before) and cues.COMPARED.search(before) and not strong
    return Role.OTHER if grows and cues.NUMBER_BEHIND.match(text, quantity.end) else Role.MEASURED


def _of_angle(before: str, text: str, quantity: Quantity, strong: bool) -> Role:
    """An angle is a finding where it is the product's own, not a test's slope or how far something turns."""
    if strong or cues.AGAINST.match(text, quantity.end):
        return Role.MEASURED
    if cues.SLOPE.search(before):
        return Role.OTHER
    if cues.COMPARED.search(before):
        return Role.OTHER if cues.NUMBER_BEHIND.match(text, quantity.end) else Role.MEASURED
    return Role.MEASURED if cues.ANGLE_IS.search(before) else Role.OTHER


def _of_conditions(before: str, text: str, quantity: Quantity, strong: bool) -> bool:
    """Whether a number tells under what conditions something was measured: a temperature, a wavelength."""
    if quantity.unit == "nm":
        return bool(cues.WAVE.search(before[-40:]))
    words = text[quantity.start : quantity.end]
    held = cues.HELD.match(text, quantity.end)
    return quantity.unit == "deg-c" and (bool(held) or _of_test(before, words, strong))


def _of_test(before: str, words: str, strong: bool) -> bool:
    """Whether degrees say nothing of heat, or are the temperature of a test."""
    if not cues.OF_HEAT.search(words) and not cues.HEAT.search(before):
        return True
    return bool(cues.TEST.search(before[-110:])) and not re.search(
        r"reach|measured|ris(?:e|ing)|rose|heats", before[-60:], re.IGNORECASE
    )


def _of_force(before: str, text: str, quantity: Quantity, strong: bool) -> Role:
    """A force is a finding where something came off or gave way at it."""
    if (
        (
            cues.COMPARED.search(before)
            and (not cues.THAN.search(before) or cues.NUMBER_BEHIND.match(text, quantity.end))
        )
        or cues.WITHSTAND.search(before[-60:])
        or cues.PULLED_AT.search(before)
        or cues.ADMITS.search(before)
        or (cues.UNDER_FORCE.search(before) and (not cues.DETACH.search(before) or cues.NOT_OFF.search(before)))
    ):
        return Role.OTHER
    return (
        Role.MEASURED if strong or cues.DETACH.search(before[-110:]) else _of_size(before, _nearest_cue(before, False))
    )


def _of_size(before: str, said: str) -> Role:
    """A size, force or temperature is a finding in brackets after a fault, or where its attribute is named."""
    if cues.SETTING.search(before) or cues.TOOL.search(before):
        return Role.OTHER
    bracketed = before.rstrip().endswith("(") or bool(
        re.search(r"\((?:up to|only|actual(?:ly)?|about|approximately|ca\.|=|\w+ ?=)?\s*$", before)
    )
    if (
        said == "measured"
        or cues.IS.search(before)
        or (bracketed and _fault(before))
        or cues.ATTRIBUTE.search(before[-90:])
    ):
        return Role.MEASURED
    return Role.OTHER


@lru_cache(maxsize=1024)
def _nearest_cue(before: str, content: bool) -> str:
    """The kind of the last cue, or nothing. What says that a size is none of the product's says nothing of contents."""
    last = ""
    for match in cues.CUE.finditer(before):
        if not content or match.lastgroup != "other":
            last = str(match.lastgroup)
    return last


def _fault(before: str) -> bool:
    return bool(cues.FAULT.search(before))
