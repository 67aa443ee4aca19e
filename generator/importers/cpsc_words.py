"""What the prose of the CPSC's export says: numbers of units, prices, places of sale with sellers, models, codes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.importers.codes import split_codes
from generator.importers.marketplaces import find

_UNITS = re.compile(
    r"\s*(?:a total of |about |approximately |around |nearly |more than |over |up to |at least )*"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)\s*(?P<million>million|thousand)?\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SCALE = {"million": 1_000_000, "thousand": 1_000, "": 1}
# A second number outside of brackets, which say what was sold elsewhere or recalled before, adds another product.
_MORE = re.compile(r"\band (?:about |approximately )?[0-9]", re.IGNORECASE)

_MONEY = r"\$ ?[0-9][0-9,]*(?:\.[0-9]{1,2})?"
_HEDGE = (
    r"(?:(?:about|approximately|around|between|from|under|over|up to|more than|less than|as much as"
    r"|as low as|an average of|roughly)\s+)*"
)
_PRICE = re.compile(
    rf"\b(?:(?:for|cost|costs|costing|priced|prices? of|price range of|retail(?:ed|s)?)\s+(?:for |at )?|(?=between))"
    rf"(?P<price>{_HEDGE}{_MONEY}(?:\s*(?:,|and|to|or|-|–)\s*{_HEDGE}(?:\$ ?)?[0-9][0-9,]*(?:\.[0-9]{{1,2}})?\b)*)",
    re.IGNORECASE,
)

_SELLER = re.compile(
    r"\b(?:Imported and )?Sold (?:Exclusively |Only )?(?:Online )?(?:on|at"
    r"|through) (?P<place>[^;()]{2,80}?) (?:by|through) (?P<seller>[^;()]{2,120})",
    re.IGNORECASE,
)
_SELLER_FIRST = re.compile(
    r"\b(?:Imported and )?Sold (?:Exclusively |Only )?by (?P<seller>[^;()]{2,120}?) (?:Exclusively "
    r"|Only )?(?:on|at|through) (?P<place>[^;()]{2,80})",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(r",? (?:of|from) [A-Z][^,]*(?:, [A-Z][^,]*)?$")
_HEADING_PLACE = re.compile(
    r"\bSold (?:Exclusively |Only )?(?:Online )?(?:on|at|through) (?P<place>[^;()]{2,80})", re.IGNORECASE
)

# Shops of the United States that let others sell as well. Their shops of stone are no marketplace: the address counts.
_OTHER_PLACES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "walmart",
        re.compile(
            r"walmart\.com|walmart marketplace|online at (?:[^.;]{0,60}\b)?walmart\b|\bon walmart\b", re.IGNORECASE
        ),
    ),
    ("target", re.compile(r"target (?:plus|marketplace)", re.IGNORECASE)),
    ("newegg", re.compile(r"newegg", re.IGNORECASE)),
    ("groupon", re.compile(r"groupon", re.IGNORECASE)),
)

_MODEL_LIST = re.compile(
    r"\b(?:model|style|item|part)(?:/item)? ?(?:numbers?|nos?\.|#)(?: (?:is|are|of|as)"
    r"|:)?\s*[“\"]?(?P<list>[A-Z0-9](?:[^.;()]|\.(?=\w)){1,400})"
    r"|\bmodels?:? [“\"]?(?P<bare>(?=[A-Z0-9/-]*[0-9])[A-Z0-9][A-Za-z0-9/-]{2,}(?:[^.;()]|\.(?=\w)){0,200})",
)
_BATCH_LIST = re.compile(
    r"\b(?:batch|lot)(?:/date)? ?(?:numbers?|nos?\.|codes?)(?: (?:is|are|of)"
    r"|:)?\s*[“\"]?(?P<list>[A-Z0-9][^.;()]{1,300})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[“\"]?(?P<code>[A-Za-z0-9][A-Za-z0-9./_-]*[A-Za-z0-9])[”\"]?(?P<after>\s*,?\s*(?:and|or|&)?\s*)")
_ASIN = re.compile(r"\bASINs?:? ?((?:B0|X00)[0-9A-Z]{7,8})\b|\b(B0[0-9A-Z]{8})\b")
_UPC = re.compile(
    r"\bUPCs?(?: (?:codes?|numbers?|bar ?codes?))?(?: (?:is|are"
    r"|of))?:? ?(?P<list>[0-9][0-9 ,]*(?:(?:and|or) [0-9][0-9 ,]*)*)"
)


class Offer(NamedTuple):
    """A place of sale: a platform, and the seller there where the words say so."""

    platform: str
    seller: str | None = None


def units_of(text: str) -> int | None:
    """The number of units sold in the United States; None where there is none, or several kinds are counted."""
    found = _UNITS.fullmatch(text)
    if not found or _MORE.search(re.sub(r"\([^)]*\)?", "", found["rest"])):
        return None
    scale = _SCALE[(found["million"] or "").lower()]
    return round(float(found["number"].replace(",", "")) * scale)


def price_of(text: str) -> str | None:
    """The price as it is printed, several joined with a semicolon."""
    prices = dict.fromkeys(match["price"].strip() for match in _PRICE.finditer(text))
    return "; ".join(prices) or None


def platforms_of(text: str) -> list[str]:
    """The marketplaces that a place of sale names."""
    found = [mention.platform for mention in find(text, place_of_sale=True)]
    return found + [platform for platform, pattern in _OTHER_PLACES if pattern.search(text)]


def offers_of(heading: str, sold: str, seller: str = "") -> list[Offer]:
    """Every marketplace that the heading or the place of sale names, with its seller.

    `seller` is one that the notice names elsewhere: it belongs to a place only where that is the only one.
    """
    sellers: dict[str, str] = {}
    places = platforms_of(sold)
    for pattern in (_SELLER, _SELLER_FIRST, _HEADING_PLACE):
        for match in pattern.finditer(heading):
            for platform in platforms_of(f"online at {match['place']}"):
                places.append(platform)
                if pattern is not _HEADING_PLACE:
                    sellers.setdefault(platform, match["seller"].strip(" ,."))
    named = list(dict.fromkeys(places))
    if seller and len(named) == 1:
        sellers.setdefault(named[0], _OF_PLACE.sub("", seller).strip(" ,."))
    return [Offer(platform, sellers.get(platform)) for platform in named]


def models_of(text: str) -> list[str]:
    """Model, style and item numbers that stand behind these words; whatever has no digit is no number."""
    return list(dict.fromkeys(_listed(_MODEL_LIST, text)))


def batches_of(text: str) -> list[str]:
    """Batch and lot numbers."""
    return list(dict.fromkeys(code for code in _listed(_BATCH_LIST, text) if len(code) > 3))


def _listed(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Codes of a list that begins where the pattern says, up to the first word that is no code."""
    for match in pattern.finditer(text):
        words = match["list"] or match.groupdict().get("bare") or ""
        at = 0
        while code := _CODE.match(words, at):
            if (
                not any(char.isdigit() for char in code["code"])
                or re.search(r"[a-z]{3}", code["code"])
                or len(code["code"]) > 30
            ):
                break
            if len(code["code"]) > 1 and not re.fullmatch(r"(?:19|20)[0-9]{2}", code["code"]):
                yield code["code"]
            at = code.end()
            if not code["after"].strip(" "):
                break


def codes_of(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """GTINs with a right check digit, and other codes (scheme, value): ASINs, and UPCs that are mistyped."""
    gtins: list[str] = []
    codes = [{"scheme": "asin", "value": match[1] or match[2]} for match in _ASIN.finditer(text)]
    for match in _UPC.finditer(text):
        found = split_codes(match["list"])
        gtins.extend(found.gtins)
        codes.extend({"scheme": code.scheme, "value": code.value} for code in found.codes if len(code.value) > 7)
    unique = {code["value"]: code for code in codes}
    return list(dict.fromkeys(gtins)), list(unique.values())
