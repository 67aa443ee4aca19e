"""Texts as the search sees them: terms, made the same way here and in the browser (theme/assets/finding.js).

A term is a word without accents, lower case and in the singular, or a number; a run of Hangul, kana or Chinese
characters gives its pairs of neighbours, so that a part of a compound is found and a particle does not hide the noun.
Both sides are held to tests/vectors/terms.json.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from generator.records.identifiers import INVISIBLE, bare

LONGEST = 40
"""Characters of a term."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
)
_POSSESSIVE = re.compile(r"['’‘ʼ`]s(?![^\W_])")
_SEGMENT = re.compile(r"[가-힣]+|[\u3040-\u30ff\u3400-\u9fff]+|(?:(?![가-힣\u3040-\u30ff\u3400-\u9fff])[^\W_])+")
_PAIRED = re.compile(r"[가-힣\u3040-\u30ff\u3400-\u9fff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LATIN = re.compile(r"[a-z]+")
_WHOLE = ("sses", "xes", "ches", "shes", "zzes")
_STOP = re.compile(
    "an|and|are|as|at|be|been|by|for|from|has|have|if|in|into|is|it|its|of|on|or|that|the|their|this|to|was|were"
    "|which|will|with"
)
"""English words that say nothing by themselves; no term is made of them."""


def fold(text: str) -> str:
    """Compatibility forms made plain, accents and invisible signs taken out, lower case."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", INVISIBLE.sub("", text))
    kept = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
    lower = unicodedata.normalize("NFC", kept).lower().translate(_LETTERS)
    return _ASTRAL.sub(" ", lower)


def singular(word: str) -> str:
    """An English word without the ending of its plural, roughly: the same for both numbers is what counts."""
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        if word.endswith(_WHOLE):
            word = word[:-2]
        elif word.endswith("ies") and len(word) > 4:
            return f"{word[:-3]}y"
        else:
            word = word[:-1]
    return f"{word[:-2]}y" if len(word) > 4 and word.endswith("ie") else word


@lru_cache(maxsize=1 << 16)
def _terms(word: str) -> tuple[str, ...]:
    """The terms of a text without white space."""
    found: list[str] = []
    for segment in _SEGMENT.findall(_POSSESSIVE.sub("", fold(word))):
        if _PAIRED.match(segment):
            found += map("".join, pairwise(segment)) if len(segment) > 1 else (segment,)
        elif len(segment) > 1 and not _STOP.fullmatch(segment):
            found.append((singular(segment) if _LATIN.fullmatch(segment) else segment)[:LONGEST])
    return tuple(found)


def terms(text: str) -> list[str]:
    """The terms of a text in its order."""
    return [term for word in text.split() for term in _terms(word)]


@lru_cache(maxsize=1 << 14)
def _whole(word: str) -> str:
    plain = fold(word)
    segments, key = _SEGMENT.findall(plain), bare(plain)
    return key[:LONGEST] if len(segments) > 1 and len(key) > 2 else ""


def wholes(texts: Iterable[str]) -> list[str]:
    """Words of several parts written as one: `spiderman` for `Spider-man`, `ts240b` for `TS-240/B`."""
    return [whole for text in texts for word in text.split() if (whole := _whole(word))]
