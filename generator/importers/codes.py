"""Barcode fields into GTINs and other codes, for every register.

`split_codes("8800000000428 8800000000435")` gives two GTINs. Codes that stand glued to each other are taken apart
where the check digits agree; a number of a GTIN's length whose check digit is wrong becomes `gtin-invalid`; whatever
else is a code becomes `other`. Nothing with a digit is lost.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from stdnum import isbn

LENGTHS = (13, 12, 14, 8)


class Code(NamedTuple):
    """A code that is no sound GTIN. `scheme` is asin, isbn, gtin-invalid or other."""

    scheme: str
    value: str


class Codes(NamedTuple):
    """What a barcode field holds: GTINs with a right check digit, other codes, and the words around them."""

    gtins: tuple[str, ...]
    codes: tuple[Code, ...]
    words: str = ""


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_COUNTED = re.compile(r"(?:(?<=^)|(?<=[\s,;)]))[0-9]{1,2}[.)]\s+(?=\S)")
_GTIN_LABEL = r"(?:ean|gtin|upc|bar ?-?codes?|codes?|gencode?|no|number|nr)(?:[ -]?(?:codes?|no|number|1[34]|8|12))?"
_TOKEN = re.compile(
    r"(?P<asin>\b(?:B0[0-9A-Z]{8})\b)"
    r"|(?P<digits>(?<![0-9A-Za-z#])[0-9]+(?:(?:[ \u00a0\t]+|-(?=[0-9]))[0-9]+)*)"
    r"(?P<glued>[A-Za-z_][0-9A-Za-z_-]*|[.,/-][0-9A-Za-z][0-9A-Za-z_./-]*)?"
    r"|(?P<word>[^\s,;:()]+)"
)
_SPACED = re.compile(r"[0-9] [0-9]{6} [0-9]{6}")
_OTHER_LABEL = re.compile(
    r"\b(?:batch|lot|models?|ref|reference|art(?:icle)?|item|type|colou?r|size|dates?|manufactur\w*|serial|s/n|internal"
    r"|product|shop|itm|invoice|category|pd)\b[ .]*(?:codes?|no|nr|numbers?|n[º°]|№)?[ .:#№º°]*$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:unknown|none|n/?a|not (?:applicable|available|known|shown|specified|indicated|visible|stated|provided)"
    r"|no (?:bar ?codes?|information|data)?|various|several(?: bar ?codes?)?|multiple|bar ?codes?|-|and|or"
    r"|bar ?codes? (?:not shown|unknown))\W*",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def right(code: str) -> bool:
    """Whether the digits are a GTIN of 8, 12, 13 or 14 digits with its check digit, and not only zeros."""
    if len(code) not in LENGTHS or not code.strip("0"):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0


def split_codes(raw: str) -> Codes:
    """GTINs and other codes of a barcode field, each once, in order; `words`: the rest, if it says anything."""
    text = _COUNTED.sub(" ", _INVISIBLE.sub("", raw)).strip()
    if not text or _NONE.fullmatch(text):
        return Codes((), ())
    gtins: list[str] = []
    codes: list[Code] = []
    words: list[str] = []
    for kind, value in _pieces(text):
        if kind == "gtin":
            gtins.append(value)
        elif kind == "word" or (kind == "other" and len(value) < 4):
            words.append(value)  # a size or a count
        else:
            codes.append(Code(kind, value))
    rest = " ".join(words)
    if re.fullmatch(rf"[\W_]*(?:{_GTIN_LABEL}[\W_]*)*", rest, re.IGNORECASE) or _NONE.fullmatch(rest):
        rest = ""
    return Codes(tuple(dict.fromkeys(gtins)), tuple(dict.fromkeys(codes)), rest)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Kind (gtin, asin, isbn, gtin-invalid, other, word) and value of each piece of a barcode field, in order."""
    for match in _TOKEN.finditer(text):
        if match["asin"]:
            yield "asin", match["asin"]
        elif match["digits"]:
            other = bool(_OTHER_LABEL.search(text, max(0, match.start() - 30), match.start()))
            yield from _number(match["digits"], match["glued"] or "", text[: match.start()], other)
        elif any(c.isdigit() for c in match["word"]):
            yield from _word(match["word"])
        elif any(c.isalpha() for c in match["word"]):
            yield "word", match["word"].strip(".")


def _number(digits: str, glued: str, before: str, other: bool) -> Iterator[tuple[str, str]]:
    """A number, perhaps in groups, with what is glued to its end. `other`: a label says that it is no barcode."""
    found = [("other", digits)] if other else list(_split(digits))
    if isbn.is_valid(digits) and re.search(r"isbn\W*$", before, re.IGNORECASE):
        found = [("isbn", digits)]
    if not glued:
        yield from found
    elif glued[0] in ".,/-" and found[-1][0] == "gtin":
        yield from found
        yield from _pieces(glued[1:])
    elif found[-1][0] == "gtin" and len(found[-1][1]) != 8:
        yield from found
        yield from _pieces(glued)
    else:
        yield from found[:-1]
        last = found[-1][1]
        yield "other", f"{last}{glued}".rstrip(".,-/")


def _word(word: str) -> Iterator[tuple[str, str]]:
    """A word with digits in it: words and GTINs glued to each other come apart, any other is a code as it stands."""
    match = re.fullmatch(r"[^0-9]*?(?:[a-z]{2}|EAN)[:.]?([0-9]{12,14})(.*)", word)
    if match and right(match[1]):
        yield "word", word[: match.start(1)]
        yield "gtin", match[1]
        yield from _pieces(match[2])
    else:
        yield "other", word.strip(".*;,'\"")


def _split(digits: str) -> Iterator[tuple[str, str]]:
    """Groups of digits into codes: the cheapest way to cut them, where sound GTINs along the groups are cheapest."""
    groups = re.split(r"[ \u00a0\t-]+", digits)
    whole = "".join(groups)
    if len(groups) == 1 and len(whole) < 16:
        yield _kind(whole, digits)
        return
    if len(whole) in (12, 13) and (right(whole) or _SPACED.fullmatch(digits)) and not all(map(right, groups)):
        yield _kind(whole, digits)
        return
    edges = [0]
    for group in groups:
        edges.append(edges[-1] + len(group))
    cuts = _cheapest(whole, edges)
    place = 0
    for cut in cuts:
        yield _kind(whole[place:cut], whole[place:cut])
        place = cut


def _kind(code: str, printed: str) -> tuple[str, str]:
    if right(code):
        return "gtin", code
    return ("gtin-invalid", code) if len(code) in (12, 13, 14) else ("other", printed)


def _cheapest(whole: str, edges: list[int]) -> list[int]:
    """Ends of the pieces into which the digits are cut. `edges` are the ends of the groups as printed, from 0 on."""
    starts = dict(pairwise(edges))
    inner = set(edges)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(whole)

    def offer(place: int, end: int, cost: float) -> None:
        if best[place][0] + cost < best[end][0]:
            best[end] = (best[place][0] + cost, place)

    for place in range(len(whole)):
        if best[place][0] == float("inf"):
            continue
        if place in starts:
            offer(place, starts[place], 3 + (starts[place] - place) / 6)
        at_group = 0.0 if place in inner else 0.4
        for n, length in enumerate(LENGTHS):
            end = place + length
            if end > len(whole):
                continue
            crossed = sum(1 for edge in range(place + 1, end) if edge in inner)
            if right(whole[place:end]) and (length != 8 or (place in inner and end in inner and not crossed)):
                offer(place, end, 1 + 0.2 * n + at_group + 0.3 * crossed)
            elif length == 13 and not crossed:
                offer(place, end, 5 + at_group)
    cuts, place = [], len(whole)
    while place:
        cuts.append(place)
        place = best[place][1]
    return cuts[::-1]
