"""What a measured value is about: a substance or a property of the vocabularies.

Of a list `A, B and C (measured values: x, y and z)` each value belongs to its substance; `2.3 % of A` says it behind.
What is not certain is `other-measurement`.
"""

import re
from collections.abc import Iterable

from generator.importers.safety_gate.grouping import Group
from generator.importers.safety_gate.quantities import COUNTS
from generator.importers.safety_gate.role_words import CHEMICAL
from generator.importers.safety_gate.substances import Named, Recogniser

OTHER = "other-measurement"
GROUPS = frozenset(
    ("phthalates-sum", "arylamines", "nitrosamines", "nitrosatable-substances", "pahs", "organotin", "pfas")
)
"""Terms that stand for many substances: `PAHs, notably chrysene` speaks of chrysene."""
PHTHALATES = frozenset(
    ("dehp", "dbp", "bbp", "dinp", "dibp", "dnop", "didp", "diop", "dep", "dnhp", "dchp", "phthalates-sum")
)
"""Substances whose sum is `phthalates-sum`."""

_UNITS = {
    "sound-level": ("db",),
    "surface-temperature": ("deg-c",),
    "temperature-rise": ("kelvin",),
    "force": ("n", "mn", "kn"),
    "length": ("mm", "cm", "m", "um"),
    "cross-section": ("mm2",),
    "area": ("cm2", "m2"),
    "magnetic-flux-index": ("kg2-mm2",),
    "magnetic-flux-density": ("mt",),
    "magnetic-field": ("ka-m",),
    "power": ("mw", "w", "kw"),
    "irradiance": ("w-m2", "mw-m2", "mw-cm2"),
    "radiance": ("w-m2-sr",),
    "luminance": ("cd-m2",),
    "illuminance": ("lux",),
    "luminous-flux": ("lm",),
    "wavelength": ("nm",),
    "kinetic-energy": ("j", "mj"),
    "energy-density": ("mj-cm2",),
    "liquid-volume": ("ml", "l", "cm3"),
    "voltage": ("v", "mv", "kv"),
    "current": ("a", "ma"),
    "resistance": ("ohm", "kohm", "mohm"),
    "frequency": ("hz", "khz", "mhz", "ghz"),
    "duration": ("s", "min", "us"),
    "electric-charge": ("uc",),
    "mass": ("kg", "g", "mg", "ug"),
    "pressure": ("bar", "mbar", "pa", "kpa", "mpa", "n-mm2"),
    "torque": ("nm-torque",),
    "speed": ("km-h", "m-s", "mm-s", "mm-min"),
    "impact-acceleration": ("m-s2",),
    "flow": ("m3-h",),
    "rotation": ("rpm",),
    "ph": ("ph",),
    "microbial-count": tuple(COUNTS),
}
_PROPERTIES = {unit: name for name, units in _UNITS.items() for unit in units}
_CORD = re.compile(
    r"\b(?:cords?|draw ?strings?|strings?|laces?|chains?|straps?|ribbons?|soother holder|tapes?|loops?)\b",
    re.IGNORECASE,
)
_THIN = re.compile(r"\bthick\w*|\bthin\b", re.IGNORECASE)
_SIZE = re.compile(r"\b(?:perimeter|circumference|diameter|width|height|gap|distance)", re.IGNORECASE)
_FILM = re.compile(r"\b(?:bag|film|packag\w+|plastic|foil|sheet)", re.IGNORECASE)
_FILTER = re.compile(r"\bfilt\w+|\bparticle|\bretention|\bpenetration", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*\)?\s*(?:,?\s*respectively,?\s*)?(?:\((?:by weight|[^()]{1,24})\)\s*)?(?:by weight\s*)?(?:of|for|in|from|:"
    r"|-|–)?\s*(?:of )?"
    r"(?:(?:the|free|soluble|total|releasable|extractable|an?|prohibited|banned|carcinogenic|aromatic amines?|amine"
    r"|phthalates?|substances?|preservatives?|plasticisers?|azo ?dyes?)\s*:?\s*[-“\"'‘(]*)*$",
    re.IGNORECASE,
)
_ADJACENT = re.compile(r"[\s:=–-]{1,3}(?:content |level )?")
_NAMES_OTHER = re.compile(r"\b(?:contain\w*|releas\w*|amounts? of|concentrations? of|presence of)\b", re.IGNORECASE)
_UNKNOWN_BEHIND = re.compile(
    r"\s*(?:by (?:weight|mass) )?(?:of (?:the )?)?(?!(?:in|by|and|or|at|for|on|while|where\w*|which|with|within|was"
    r"|were|are|is|has|have"
    r"|exceed\w*|respectively|according|instead|compared|measured|weight|mass|each|total|above|over|per|the|as|than"
    r"|to|from|after)\b)[a-z][\w-]{4,}"
)
_NEXT = re.compile(r"\s*\)?\s*(?:,|,?\s*and)\s*(?:up to\s*)?")
_SUM = re.compile(r"\b(?:sum|total|combin|altogether|together)\w*", re.IGNORECASE)
_TO_WHAT_FOLLOWS = re.compile(
    r"\s*(?!(?:in|and|was|were|which|exceed|by (?!weight|mass))|[,)])(?:by weight |by mass |\(?w/w\)? )?"
    r"(?:of|free|soluble)?\s*[A-Za-z\d(‘\"']"
)


def subjects(text: str, group: Group, recogniser: Recogniser) -> list[dict[str, str]]:
    """What each value of a group is about: `{"substance": …}` or `{"property": …}`."""
    if group.quantities[0].unit not in CHEMICAL:
        return _properties(text, group)
    count = len(group.values)
    names = _by_place(text, group, recogniser)
    if len(names) == count:
        return [{"substance": name} for name in names]
    if len(names) == 1:
        return [{"substance": names[0]}] * count
    if count == 1 and len(names) > 1:
        return [_of_several(text, group, names)]
    words = text[group.sentence[0] : group.sentence[1]]
    if not names and group.quantities[0].unit == "percent" and _FILTER.search(words):
        return [{"property": "filtration-efficiency"}] * count
    return [{"property": OTHER}] * count


def _by_place(text: str, group: Group, recogniser: Recogniser) -> list[str]:
    """The substances that a group speaks of: right before or behind a value, or before the list."""
    behind = [_named_behind(text, group, n, recogniser) for n in range(len(group.quantities))]
    first, last = group.quantities[0], group.quantities[-1]
    if len(group.values) == 1 and group.named and _ADJACENT.fullmatch(text, group.named[-1].end, first.start):
        return [group.named[-1].substance]
    nearer = not group.named or bool(_TO_WHAT_FOLLOWS.match(text, last.end, last.end + 24))
    if behind[-1] and nearer and not any(behind[:-1]):
        return [behind[-1]]
    if all(behind) and (nearer or len(behind) > 1):
        return [name for name, one in zip(behind, group.quantities, strict=True) for _ in one.values if name]
    if (
        group.named
        and _UNKNOWN_BEHIND.match(text, last.end)
        and _NEXT.fullmatch(text, group.named[-1].end, first.start)
    ):
        return []  # "3 % of A and 2 % of something unknown"
    names = _distinct(group.named) or _distinct(_before(text, group, recogniser))
    specific = [name for name in names if name not in GROUPS]
    if len(specific) in (1, len(group.values)) and len(names) not in (1, len(group.values)):
        return specific
    if names:
        return names
    following = _distinct(recogniser.find(text, last.end, group.sentence[1]))
    return following if len(following) == 1 else []


def _of_several(text: str, group: Group, names: list[str]) -> dict[str, str]:
    """One value beside several substances: their sum where the words say so, else the nearest outside of a list."""
    first = group.quantities[0]
    if set(names) == {"cmit", "mit"}:
        return {"substance": "cmit-mit"}
    around = text[group.sentence[0] : first.start] + text[first.end :][:24]
    if _SUM.search(around):
        return {"property": OTHER} if set(names) - PHTHALATES else {"substance": "phthalates-sum"}
    return {"property": OTHER} if _one_list(text, group) else {"substance": names[-1]}


def _properties(text: str, group: Group) -> list[dict[str, str]]:
    """The property of each value by its unit; a length by the words before it."""
    names = [_PROPERTIES.get(unit, OTHER) for _, unit in group.values]
    near = text[group.sentence[0] : group.quantities[0].start][-70:]
    if names[0] == "length" and not _SIZE.search(near[-40:]):
        known = ""
        if _THIN.search(near) and _FILM.search(near):
            known = "film-thickness"
        elif _CORD.search(near) and not _THIN.search(near):
            known = "cord-length"
        names = [known if known and name == "length" else name for name in names]
    return [{"property": name} for name in names]


def _distinct(named: Iterable[Named]) -> list[str]:
    """Substances in order, a name and its abbreviation once."""
    return list(dict.fromkeys(one.substance for one in named))


def _before(text: str, group: Group, recogniser: Recogniser) -> list[Named]:
    """The last substance of the same sentence, else those of the one before it, where the sentence names no other.

    `Measured values: …` may open a sentence; `2.3 % of something unknown` speaks of nothing that was named before.
    """
    start, first = group.sentence[0], group.quantities[0].start
    if _UNKNOWN_BEHIND.match(text, group.quantities[-1].end):
        return []
    own = list(recogniser.find(text, start, first))
    if own:
        return own[-1:]
    if not start or _NAMES_OTHER.search(text, start, first):
        return []
    earlier = text.rfind(". ", 0, max(0, start - 2))
    return list(recogniser.find(text, max(0, earlier, start - 240), start))


def _one_list(text: str, group: Group) -> bool:
    """Whether the substances before a value stand in one list (`A, B and C`), so that it may speak of all of them."""
    ends = [named.end for named in group.named]
    starts = [named.start for named in group.named]
    gaps = (text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    return all(len(gap) < 40 and not re.search(r"\d", gap) for gap in gaps)


def _named_behind(text: str, group: Group, n: int, recogniser: Recogniser) -> str | None:
    """The substance right behind a quantity: `2.3 % of DEHP`."""
    end = group.quantities[n].end
    stop = (
        group.quantities[n + 1].start if n + 1 < len(group.quantities) else min(len(text), end + 110, group.sentence[1])
    )
    for named in recogniser.find(text, end, stop):
        return named.substance if _AFTER.fullmatch(text, end, named.start) else None
    return None
