"""Measured values out of the danger text: what was measured, how much, the limit beside it, the words.

Each finding quotes the sentence it was read from. A value whose substance is not certain becomes a finding on
`other-measurement`: value and unit are kept, and the quotation says the rest.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from generator.importers.safety_gate.quantities import Quantity, Value, quantities
from generator.importers.safety_gate.roles import CHEMICAL, COUNTS, Role, role
from generator.importers.safety_gate.substances import Named, Recogniser

LONGEST_QUOTE = 400
MOST = 60
"""Findings of one alert; more than that is no prose but a table, and is left in the text."""


class Found(NamedTuple):
    """Findings as they stand in a record, and the words of measured values that could not be told apart."""

    findings: tuple[dict[str, Any], ...]
    unclear: tuple[str, ...]


@dataclass(slots=True)
class _Group:
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
    r"(?<=[a-z%)\]’'\"0-9²])\.(?:\s+|(?=[A-Z]))(?=[A-Z(“‘\"])(?<!\bapprox\.)(?<!\bNo\.)(?<!e\.g\.)(?<!i\.e\.)|\n+|\.\s?(?=[0-9]\)[\s\t])"
)
_LIST_GAP = re.compile(
    r"[\s,;/()\[\]–—-]*(?:(?:and|or|to|an|respectively|by weight|w/w|also|up|at|in|another|the|other)[\s,;]*)*"
    r"(?:\((?:[^()%]{1,40})\)[\s,;]*(?:and\s*)?)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*\)?\s*(?:,?\s*respectively,?\s*)?(?:\((?:by weight|[^()]{1,24})\)\s*)?(?:by weight\s*)?(?:of|for|in|from|:|-|–)?\s*(?:of )?"
    r"(?:(?:the|free|soluble|total|releasable|extractable|an?|prohibited|banned|carcinogenic|aromatic amines?|amine"
    r"|phthalates?|substances?|preservatives?|plasticisers?|azo ?dyes?)\s*:?\s*[-“\"'‘(]*)*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\s,/]*(?:and|or|to|–|-)?\s*")
_ANEW = re.compile(r"[(:]|exceed|contain|releas|measured", re.IGNORECASE)
_SUM = re.compile(r"\b(?:sum|total|combin|altogether|together)\w*", re.IGNORECASE)
_PROPERTIES = {
    "db": "sound-level", "deg-c": "surface-temperature", "kelvin": "temperature-rise", "n": "force", "mn": "force", "kn": "force",
    "mm": "length", "cm": "length", "m": "length", "um": "length", "mm2": "cross-section", "cm2": "area", "m2": "area",
    "kg2-mm2": "magnetic-flux-index", "mw": "power", "w": "power", "kw": "power", "w-m2": "irradiance", "mw-m2": "irradiance",
    "mw-cm2": "irradiance", "w-m2-sr": "radiance", "cd-m2": "luminance", "lux": "illuminance", "lm": "luminous-flux",
    "nm": "wavelength", "j": "kinetic-energy", "mj": "kinetic-energy", "mj-cm2": "energy-density", "ml": "liquid-volume",
    "l": "liquid-volume", "cm3": "liquid-volume", "v": "voltage", "mv": "voltage", "kv": "voltage", "a": "current", "ma": "current",
    "s": "duration", "min": "duration", "kg": "mass", "g": "mass", "mg": "mass", "ug": "mass", "bar": "pressure", "mbar": "pressure",
    "pa": "pressure", "kpa": "pressure", "mpa": "pressure", "n-mm2": "pressure", "hz": "frequency", "khz": "frequency",
    "mhz": "frequency", "ghz": "frequency", "ohm": "resistance", "kohm": "resistance", "mohm": "resistance", "ka-m": "magnetic-field",
    "mt": "magnetic-flux-density", "km-h": "speed", "m-s": "speed", "mm-s": "speed", "mm-min": "speed", "m-s2": "impact-acceleration",
    "m3-h": "flow", "rpm": "rotation", "nm-torque": "torque", "ph": "ph", **dict.fromkeys(COUNTS, "microbial-count"),
}  # fmt: skip
_CORD = re.compile(
    r"\b(?:cords?|draw ?strings?|strings?|laces?|chains?|straps?|ribbons?|soother holder|tapes?|loops?)\b",
    re.IGNORECASE,
)
_THIN = re.compile(r"\bthick\w*|\bthin\b", re.IGNORECASE)
_SIZE = re.compile(r"\b(?:perimeter|circumference|diameter|width|height|gap|distance)", re.IGNORECASE)
_FILM = re.compile(r"\b(?:bag|film|packag\w+|plastic|foil|sheet)", re.IGNORECASE)
_FILTER = re.compile(r"\bfilt\w+|\bparticle|\bretention|\bpenetration", re.IGNORECASE)
_PHTHALATES = frozenset("dehp dbp bbp dinp dibp dnop didp diop dep dnhp dchp phthalates-sum".split())
GROUPS = frozenset(
    ("phthalates-sum", "arylamines", "nitrosamines", "nitrosatable-substances", "pahs", "organotin", "pfas")
)
"""Terms that stand for many substances: `PAHs, notably chrysene` speaks of chrysene."""
_QUALIFIERS = (
    (
        "<=",
        re.compile(
            r"\b(?:up to|as high as|at most|maximum(?: of)?|max\.?|not more than)[\s:]*(?:approximately |about )?$",
            re.IGNORECASE,
        ),
    ),
    (">=", re.compile(r"\b(?:at least|as low as|minimum(?: of)?)[\s:]*$", re.IGNORECASE)),
    (">", re.compile(r"\b(?:more than|over|above|greater than|higher than|exceed(?:s|ing)?)[\s:]*$", re.IGNORECASE)),
    ("<", re.compile(r"\b(?:less than|below|under|lower than|smaller than|shorter than)[\s:]*$", re.IGNORECASE)),
    ("~", re.compile(r"\b(?:about|approximately|approx\.?|around|ca\.?|nearly|almost|roughly)[\s:]*$", re.IGNORECASE)),
)
_MARKS = {
    "<": "<",
    ">": ">",
    "≤": "<=",
    "<=": "<=",
    "≥": ">=",
    ">=": ">=",
    "~": "~",
    "≈": "~",
    "&lt;": "<",
    "&gt;": ">",
}
_AT_LEAST = re.compile(
    r"\b(?:at least|minim\w+|min\.|not less|not be (?:less|smaller|shorter)|withstand|required|more than)\b",
    re.IGNORECASE,
)


def read_findings(text: str, recogniser: Recogniser) -> Found:
    """Every measured value of a danger text, in order. `recogniser` knows the vocabulary of substances."""
    found: list[dict[str, Any]] = []
    unclear: list[str] = []
    for group in _groups(text, recogniser):
        for finding in _findings_of(text, group, recogniser):
            if finding not in found:
                found.append(finding)
            if finding.get("property") == "other-measurement":
                unclear.append(finding["quote"])
    if len(found) > MOST:
        return Found((), tuple(dict.fromkeys(finding["quote"] for finding in found)))
    return Found(tuple(found), tuple(dict.fromkeys(unclear)))


def _groups(text: str, recogniser: Recogniser) -> list[_Group]:
    """Measured quantities by the lists they stand in; limits are put with the group before them."""
    groups: list[_Group] = []
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    sentence = 0
    before: tuple[Quantity, Role] | None = None
    origin = 0  # what stands before it speaks of a limit, and of nothing behind it
    for quantity in quantities(text):
        while bounds[sentence + 1] <= quantity.start:
            sentence += 1
        start, stop = bounds[sentence], bounds[sentence + 1]
        if before and before[1] is Role.LIMIT and _ANEW.search(text, before[0].end, quantity.start):
            origin = before[0].end
        kind = _role(text, max(start, origin), quantity, before)
        if (
            kind is Role.LIMIT
            and groups
            and groups[-1].limit is None
            and groups[-1].quantities[-1].unit == quantity.unit
        ):
            if quantity.start - groups[-1].quantities[-1].end < 250:
                groups[-1].limit = quantity
        elif kind is Role.MEASURED:
            here = groups[-1] if groups else None
            last_end = before[0].end if before else 0
            gap = text[last_end : quantity.start]
            if here and last_end == here.quantities[-1].end and _LIST_GAP.fullmatch(gap):
                here.quantities.append(quantity)
            else:
                named = list(recogniser.find(text, max(start, last_end), quantity.start)) if _chemical(quantity) else []
                groups.append(_Group([quantity], named, (start, stop)))
        before = (quantity, kind)
    return groups


def _role(text: str, start: int, quantity: Quantity, before: tuple[Quantity, Role] | None) -> Role:
    """The role of a quantity, given the one before it: a list has one role, and brackets behind a limit a finding."""
    if before is None or before[0].end < start:
        return role(text, start, quantity)
    gap = text[before[0].end : quantity.start]
    if before[0].unit == quantity.unit:
        if before[1] is not Role.OTHER and _LISTED.fullmatch(gap):
            return before[1]
        if before[1] is Role.LIMIT and gap.strip() == "(":
            return Role.MEASURED
    return role(text, start, quantity)


def _chemical(quantity: Quantity) -> bool:
    return quantity.unit in CHEMICAL


def _findings_of(text: str, group: _Group, recogniser: Recogniser) -> Iterator[dict[str, Any]]:
    quote = _quote(text, group)
    limit = _limit(text, group)
    subjects = _subjects(text, group, recogniser) if _chemical(group.quantities[0]) else _property(text, group)
    shared = _stated(text[max(0, group.values[0][0].start - 40) : group.values[0][0].start])
    for (value, unit), subject in zip(group.values, subjects, strict=True):
        finding = dict(subject)
        finding["measured"] = _measured(text, value, unit, shared if shared in ("<=", ">=") else "")
        if limit and limit["unit"] == unit:
            finding["limit"] = limit
        finding["quote"] = quote
        yield finding


def _property(text: str, group: _Group) -> list[dict[str, str]]:
    unit = group.quantities[0].unit
    name = _PROPERTIES.get(unit, "other-measurement")
    words = text[group.sentence[0] : group.quantities[0].start]
    if name == "length":
        near = words[-70:]
        if _SIZE.search(near[-40:]):
            pass
        elif _THIN.search(near) and _FILM.search(near):
            name = "film-thickness"
        elif _CORD.search(near) and not _THIN.search(near):
            name = "cord-length"
    return [
        {"property": _PROPERTIES.get(each, "other-measurement") if each != unit else name} for _, each in group.values
    ]


def _subjects(text: str, group: _Group, recogniser: Recogniser) -> list[dict[str, str]]:
    """The substance of each value of a group, or `other-measurement`."""
    values = group.values
    behind = [_named_behind(text, group, n, recogniser) for n in range(len(group.quantities))]
    if all(behind) and (len(group.quantities) > 1 or not group.named or _nearer_behind(text, group)):
        return [{"substance": name} for name, q in zip(behind, group.quantities, strict=True) for _ in q.values if name]
    names = _distinct(group.named) or _distinct(_before(text, group, recogniser))
    specific = [name for name in names if name not in GROUPS]
    for chosen in (names, specific):
        if len(chosen) == 1:
            return [{"substance": chosen[0]}] * len(values)
        if chosen and len(chosen) == len(values):
            return [{"substance": name} for name in chosen]
    if len(names) > 1 and len(values) == 1:
        around = text[group.sentence[0] : group.quantities[0].start] + text[group.quantities[0].end :][:24]
        if _SUM.search(around):
            return [{"property": "other-measurement"} if set(names) - _PHTHALATES else {"substance": "phthalates-sum"}]
        if not _one_list(text, group):
            return [{"substance": names[-1]}]
    if not names:
        names = _distinct(recogniser.find(text, group.quantities[-1].end, group.sentence[1]))
        if len(names) == 1:
            return [{"substance": names[0]}] * len(values)
    words = text[group.sentence[0] : group.sentence[1]]
    if not names and group.quantities[0].unit == "percent" and _FILTER.search(words):
        return [{"property": "filtration-efficiency"}] * len(values)
    return [{"property": "other-measurement"}] * len(values)


def _distinct(named: Iterable[Named]) -> list[str]:
    """Substances in order, a name and its abbreviation once."""
    return list(dict.fromkeys(one.substance for one in named))


def _before(text: str, group: _Group, recogniser: Recogniser) -> list[Named]:
    """Substances of the same sentence, else of the one before it: `Measured values: …` may open a sentence."""
    start, first = group.sentence[0], group.quantities[0].start
    own = list(recogniser.find(text, start, first))
    if own:
        return own[-1:]
    earlier = text.rfind(". ", 0, max(0, start - 2))
    return list(recogniser.find(text, max(0, earlier, start - 240), start)) if start else []


def _one_list(text: str, group: _Group) -> bool:
    """Whether the substances before a value stand in one list (`A, B and C`), so that it may speak of all of them."""
    ends = [named.end for named in group.named]
    starts = [named.start for named in group.named]
    gaps = (text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    return all(len(gap) < 40 and not re.search(r"\d", gap) for gap in gaps)


def _named_behind(text: str, group: _Group, n: int, recogniser: Recogniser) -> str | None:
    """The substance right behind a quantity: `2.3 % of DEHP`."""
    end = group.quantities[n].end
    stop = (
        group.quantities[n + 1].start if n + 1 < len(group.quantities) else min(len(text), end + 110, group.sentence[1])
    )
    for named in recogniser.find(text, end, stop):
        return named.substance if _AFTER.fullmatch(text, end, named.start) else None
    return None


def _nearer_behind(text: str, group: _Group) -> bool:
    """Whether `of` joins the value to what follows rather than to what came before."""
    quantity = group.quantities[-1]
    return bool(
        re.match(
            r"\s*(?:by weight |by mass |\(?w/w\)? )?(?:of|free|soluble)?\s*[A-Za-z\d(‘\"']",
            text[quantity.end : quantity.end + 20],
        )
    ) and not re.match(r"\s*(?:in|and|was|were|which|exceed|by|,|\))", text[quantity.end : quantity.end + 12])


def _measured(text: str, value: Value, unit: str, shared: str) -> dict[str, str]:
    found = {"value": plain(value.number), "unit": unit}
    qualifier = _MARKS.get(value.mark) or _stated(text[max(0, value.start - 40) : value.start]) or shared
    if qualifier:
        found = {"value": found["value"], "qualifier": qualifier, "unit": unit}
    return found


def _stated(before: str) -> str:
    return next((sign for sign, pattern in _QUALIFIERS if pattern.search(before)), "")


def plain(number: Decimal) -> str:
    """A number in plain digits, as printed but for zeros that a power of ten brought."""
    written = format(number, "f")
    return (
        written if len(written.partition(".")[2]) <= 10 else format(number.quantize(Decimal("1e-10")).normalize(), "f")
    )


def _limit(text: str, group: _Group) -> dict[str, str] | None:
    """The limit that stands beside a group; a minimum where the words or the comparison say so."""
    if group.limit is None:
        return None
    quantity, first = group.limit, group.quantities[0]
    words = text[first.end : quantity.start]
    numbers = [value.number for value in quantity.values]
    if len(numbers) > 1:
        return None
    kind = "min" if _AT_LEAST.search(words[-60:]) else "max"
    if "instead" in words or "should be" in words or "must be" in words:
        kind = "min" if kind == "min" or max(value.number for value, _ in group.values) < numbers[0] else "max"
    return {kind: plain(numbers[0]), "unit": quantity.unit}


def _quote(text: str, group: _Group) -> str:
    """The sentence of a group, shortened around its values where it is long."""
    start, stop = group.sentence
    if stop - start > LONGEST_QUOTE:
        start = max(start, group.quantities[0].start - LONGEST_QUOTE * 2 // 3)
        stop = min(stop, max(group.quantities[-1].end, start + LONGEST_QUOTE))
        start = text.find(" ", start) + 1 if start > group.sentence[0] else start
        stop = (
            text.rfind(" ", 0, stop + 1)
            if stop < group.sentence[1] and text.rfind(" ", 0, stop + 1) >= group.quantities[-1].end
            else stop
        )
    quote = " ".join(text[start:stop].split())
    before, after = "… " if start > group.sentence[0] else "", " …" if stop < group.sentence[1] else ""
    return f"{before}{quote}{after}"


def union(first: Sequence[dict[str, Any]], second: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Findings of two texts without those that the first one has."""
    known = {(finding.get("substance"), finding.get("property"), str(finding["measured"])) for finding in first}
    return (*first, *(f for f in second if (f.get("substance"), f.get("property"), str(f["measured"])) not in known))
