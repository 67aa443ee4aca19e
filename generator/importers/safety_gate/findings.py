"""Measured values out of the danger text: what was measured, how much, the limit beside it, the words.

Each finding quotes the sentence it was read from. A value whose substance is not certain becomes a finding on
`other-measurement`: value and unit are kept, and the quotation says the rest.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from generator.importers.safety_gate.grouping import Group, groups
from generator.importers.safety_gate.quantities import Value
from generator.importers.safety_gate.role_words import CHEMICAL
from generator.importers.safety_gate.subjects import OTHER, subjects
from generator.importers.safety_gate.substances import Recogniser

LONGEST_QUOTE = 400
MOST = 60
"""Findings of one alert; more than that is no prose but a table, and is left in the text."""
LONGEST = 40_000
"""Characters of a danger text that is read for values."""


class Found(NamedTuple):
    """Findings as they stand in a record, and the words of measured values that could not be told apart."""

    findings: tuple[dict[str, Any], ...]
    unclear: tuple[str, ...]


_QUALIFIERS = (
    (
        "<=",
        re.compile(
            r"\b(?:up to|as high as|at most|maximum(?: of)?|max\.?|not more than)[\s:]*(?:approximately |about )?$",
            re.IGNORECASE,
        ),
    ),
    (">=", re.compile(r"\b(?:at least|as low as|minimum(?: of)?)[\s:]*$", re.IGNORECASE)),
    (
        ">",
        re.compile(
            r"\b(?:(?:more|greater|higher|longer|larger|bigger|wider|thicker|deeper|further)(?: in \w+)? than|over"
            r"|above|exceed(?:s|ing)?)[\s:]*$",
            re.IGNORECASE,
        ),
    ),
    (
        "<",
        re.compile(
            r"\b(?:(?:less|lower|smaller|shorter|thinner|narrower)(?: in \w+)? than|below|under)[\s:]*$", re.IGNORECASE
        ),
    ),
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
_NEUTRAL = re.compile(r"\b(?:instead|should|must|shall|requir\w*|whereas|against|compared|standard)\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:max\w*|limit\w*|allow\w*|permit\w*|(?:no|not be) (?:longer|more|greater|higher|larger)|not exceed)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:at least|minim\w+|min\.|not less|not be (?:less|smaller|shorter)|withstand|required)\b",
    re.IGNORECASE,
)


def read_findings(text: str, recogniser: Recogniser) -> Found:
    """Every measured value of a danger text, in order. `recogniser` knows the vocabulary of substances."""
    if len(text) > LONGEST:
        return Found((), (f"{text[:LONGEST_QUOTE]} …",))
    found: list[dict[str, Any]] = []
    for group in groups(text, recogniser):
        found.extend(one for one in _findings_of(text, group, recogniser) if one not in found)
    if len(found) > MOST:
        return Found((), tuple(dict.fromkeys(finding["quote"] for finding in found)))
    unclear = dict.fromkeys(finding["quote"] for finding in found if finding.get("property") == OTHER)
    return Found(tuple(found), tuple(unclear))


def _findings_of(text: str, group: Group, recogniser: Recogniser) -> Iterator[dict[str, Any]]:
    quote = _quote(text, group)
    limit = _limit(text, group)
    spoken = _spoken_of(text, group, recogniser)
    first = group.values[0][0].start
    shared = _stated(text[max(0, first - 40) : first])
    for (value, unit), subject in zip(group.values, subjects(text, group, recogniser), strict=True):
        finding: dict[str, Any] = dict(subject)
        finding["measured"] = _measured(text, value, unit, shared if shared in ("<=", ">=") else "")
        if limit and limit["unit"] == unit and spoken in ("", finding.get("substance")):
            finding["limit"] = limit
        finding["quote"] = quote
        yield finding


def _spoken_of(text: str, group: Group, recogniser: Recogniser) -> str:
    """The substance that a limit is said to be for: `90 mg/kg for Pb`."""
    if group.limit is None:
        return ""
    end = group.limit.end
    for named in recogniser.find(text, end, min(len(text), end + 40)):
        return named.substance if re.fullmatch(r"\s*(?:for|of)\s+(?:\w+ )?", text[end : named.start]) else ""
    return ""


def _measured(text: str, value: Value, unit: str, shared: str) -> dict[str, str]:
    found = {"value": plain(value.number), "unit": unit}
    qualifier = _MARKS.get(value.mark) or _stated(text[max(0, value.start - 40) : value.start]) or shared
    if qualifier:
        found = {"value": found["value"], "qualifier": qualifier, "unit": unit}
    return found


def _stated(before: str) -> str:
    return next((sign for sign, pattern in _QUALIFIERS if pattern.search(before)), "")


def plain(number: Decimal) -> str:
    """A number in plain digits, as printed, with at most ten behind the point."""
    written = format(number, "f")
    if len(written.partition(".")[2]) <= 10:
        return written
    return format(number.quantize(Decimal("1e-10")).normalize(), "f")


def _limit(text: str, group: Group) -> dict[str, str] | None:
    """The limit that stands beside a group; a minimum where the words or the comparison say so."""
    if group.limit is None:
        return None
    quantity, first = group.limit, group.quantities[0]
    words = text[first.end : quantity.start]
    numbers = [value.number for value in quantity.values]
    if len(numbers) > 1:
        return None
    least = _AT_LEAST.search(words[-60:])
    content = quantity.unit in CHEMICAL and (least is None or "requir" in least[0])
    kind = "min" if least and not content and "maxim" not in words[-60:] else "max"
    if not content and _NEUTRAL.search(words[-60:]) and not _AT_MOST.search(words[-60:]):
        kind = "min" if kind == "min" or max(value.number for value, _ in group.values) < numbers[0] else "max"
    return {kind: plain(numbers[0]), "unit": quantity.unit}


def _quote(text: str, group: Group) -> str:
    """The sentence of a group, shortened around its values where it is long."""
    start, stop = group.sentence
    first, last = group.quantities[0].start, group.quantities[-1].end
    if stop - start > LONGEST_QUOTE:
        begin = max(start, first - LONGEST_QUOTE * 2 // 3)
        begin = text.find(" ", begin, first) + 1 or begin if begin > start else start
        end = min(stop, max(last, begin + LONGEST_QUOTE))
        space = text.rfind(" ", last, end + 1) if end < stop else -1
        start, stop, whole = begin, space if space > 0 else end, (start, stop)
    else:
        whole = (start, stop)
    quote = " ".join(text[start:stop].split())
    return f"{'… ' if start > whole[0] else ''}{quote}{' …' if stop < whole[1] else ''}"


def union(first: Sequence[dict[str, Any]], second: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Findings of two texts without those that the first one has."""
    known = {(finding.get("substance"), finding.get("property"), str(finding["measured"])) for finding in first}
    return (*first, *(f for f in second if (f.get("substance"), f.get("property"), str(f["measured"])) not in known))
