"""English names of countries, as registers print them, to ISO 3166-1 alpha-2."""

import re
import unicodedata
from functools import cache, lru_cache

from babel import Locale

# Spellings that registers use beside those of the CLDR; each key as `_key` makes it.
_OTHERS = {
    "bolivia plurinational state of": "BO",
    "bosnia": "BA",
    "brunei darussalam": "BN",
    "burma": "MM",
    "cape verde": "CV",
    "china mainland": "CN",
    "congo": "CG",
    "congo brazzaville": "CG",
    "congo kinshasa": "CD",
    "congo democratic republic of": "CD",
    "czech republic": "CZ",
    "democratic peoples republic of korea": "KP",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "dr congo": "CD",
    "drc": "CD",
    "east timor": "TL",
    "england": "GB",
    "federal republic of germany": "DE",
    "former yugoslav republic of macedonia": "MK",
    "great britain": "GB",
    "holland": "NL",
    "holy see": "VA",
    "hong kong": "HK",
    "hong kong sar": "HK",
    "iran islamic republic of": "IR",
    "islamic republic of iran": "IR",
    "ivory coast": "CI",
    "korea": "KR",
    "korea democratic peoples republic of": "KP",
    "korea republic of": "KR",
    "korea south": "KR",
    "lao peoples democratic republic": "LA",
    "macao": "MO",
    "macau": "MO",
    "macedonia": "MK",
    "mainland china": "CN",
    "micronesia federated states of": "FM",
    "moldova republic of": "MD",
    "myanmar": "MM",
    "northern ireland": "XI",
    "palestine": "PS",
    "palestine state of": "PS",
    "peoples republic of china": "CN",
    "pr china": "CN",
    "prc": "CN",
    "republic of china": "TW",
    "republic of congo": "CG",
    "republic of ireland": "IE",
    "republic of korea": "KR",
    "republic of moldova": "MD",
    "republic of the congo": "CG",
    "russian federation": "RU",
    "scotland": "GB",
    "slovak republic": "SK",
    "state of palestine": "PS",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "taiwan province of china": "TW",
    "taiwan roc": "TW",
    "tanzania united republic of": "TZ",
    "turkey": "TR",
    "uae": "AE",
    "uk": "GB",
    "united kingdom in respect of northern ireland": "XI",
    "united republic of tanzania": "TZ",
    "united states of america": "US",
    "us": "US",
    "usa": "US",
    "vatican": "VA",
    "venezuela bolivarian republic of": "VE",
    "viet nam": "VN",
    "wales": "GB",
}
_NO_COUNTRIES = frozenset(("EZ", "QO", "UN", "XA", "XB", "ZZ"))
_BETWEEN = re.compile(r"\s*(?:[,;/\n]|\band\b|\bor\b|&)\s*(?:and\b|or\b)?\s*")
_ASIDE = re.compile(r"\([^()]*\)")


def country(name: str) -> str | None:
    """The code of one country by its name; None where the name is not understood, or says that it is not known."""
    return _names().get(_key(name))


def countries(text: str) -> tuple[str, ...]:
    """The codes of several countries ("China, India and Vietnam"), each once; empty where one is not understood.

    Words in brackets ("Canada (ski kits)") are passed over.
    """
    whole = country(text)
    if whole:
        return (whole,)
    parts = [part for part in _BETWEEN.split(_ASIDE.sub(" ", text)) if part.strip()]
    found = [country(part) for part in parts]
    known = [code for code in found if code]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) else ()


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
            names[_key(name)] = code
    return {**names, **_OTHERS}


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """A name without case, marks, punctuation and "the" in front."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("&", " and "))
    bare = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'.`")
    words = re.sub(r"\W+", " ", bare.casefold()).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join("saint" if word == "st" else word for word in words)
