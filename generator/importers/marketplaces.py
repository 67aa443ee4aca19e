"""Online marketplaces and their item identifiers out of prose, for every register.

`find("Product sold online, in particular via Temu (unique identifier: 601099000000000) and eBay.")` gives a mention of
temu with one item and a mention of ebay with none. The names stand in `marketplace_names.py`. A name that is also an
ordinary word or a shop's own brand counts only where it is said that something was sold there.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.importers.marketplace_names import (
    ITEM_IN_ADDRESS,
    ITEM_SHAPES,
    MISSPELLED,
    NAMES,
    VARIANTS,
    Marketplace,
)

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Mention(NamedTuple):
    """A marketplace that a text names: id of its platform file, item identifiers as printed, the words read."""

    platform: str
    items: tuple[str, ...]
    words: str


class _Name(NamedTuple):
    """Where a name stands in a text. `end` includes the rest of an address; `items` are read out of an address."""

    place: Marketplace
    start: int
    end: int
    items: tuple[str, ...]


_DOMAIN = r"(?:\.(?:com?|net|org|eu|co\.uk|com\.[a-z]{2}|[a-z]{2}))"
_KEYS = tuple((key, n) for n, place in enumerate(NAMES) for key in place.keys.split("|"))


@lru_cache(maxsize=512)
def _pattern(places: tuple[int, ...]) -> re.Pattern[str]:
    """Finds the names of these places, with what belongs to an address around them."""
    names = "|".join(f"(?P<n{n}>{NAMES[n].pattern})" for n in places)
    return re.compile(
        rf"(?P<address>(?:https?://|www\.)?(?:[a-z]{{1,12}}\.)?)(?<![\w@])(?:{names})"
        rf"(?P<domain>{_DOMAIN}+)?(?![\w@])(?P<rest>(?<=[a-z])/\S*)?",
        re.IGNORECASE,
    )


_GLUED = re.compile(
    r"(?<=[a-z])(?=www\.)|(?<=\btemu)(?=goods)|(?<=\bshein)(?=s[a-z][0-9])|(?<=\))(?=https?:)", re.IGNORECASE
)

_SALE = re.compile(
    r"\b(?:sold|sald|sale|sales|selling|available|offer(?:ed|s)?|purchas\w*|bought|ordered|listed|listings?|online"
    r"|on-line|internet|web ?sites?|market ?places?|platforms?|web ?shops?|sellers?|traders?"
    r"|advertised)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:^|\b(?:via|vis|vie|on|through|by|from|at|in|and|or|the|as|including|namely|notably|especially|e\.g\.)"
    r"|[,;&/(:])\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*,?\s*\(?\s*(?:ASINs?\b|(?:online\s+)?market ?place\b|web ?site\b|site\b|platform\b|web ?shop\b|online shop\b"
    r"|listings?\b|sellers?\b|item (?:no|number)|unique (?:product )?identif)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<!\bn\.)(?<!\bno\.)(?<!\bNo\.)(?<=[.!?])\s+(?=[A-Z])|\n|\|\|")

_LABEL = re.compile(
    r"\b(?:ASIN(?:s|'s)?|UPIs?|SKUs?|SKC|(?:unique|product|item|article|offer|online|goods|listing|seller)[ -]*"
    r"(?:product |item |goods )?(?:identif\w*|iden\w*|identification|references?|id|no|nr|n|numbers?|codes?)\b"
    r"|identification|identif\w*|ids?|codes?|(?:reference )?numbers?|references?|no|nr|n|art)\b"
    r"[ .]*(?:numbers?|codes?|no\b|nr\b|id\b)?[\s.:#°)(]*",
    re.IGNORECASE,
)
_NOT_ITEMS = re.compile(
    r"\b(?:(?:other|further) identif\w*|tracking|batch\w*|lot|bar ?codes?|EAN|GTIN|manufactur\w*|production|dates?"
    r"|expir\w*|models?|stock keeping|size)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,3}-)?[0-9A-Za-z]*[0-9][0-9A-Za-z_-]*(?![0-9A-Za-z])")
_ASIN = re.compile(r"B[0O][0-9A-Z]{8}|X00[0-9A-Z]{7}")
_WORD = re.compile(r"[a-z]{6,10}", re.IGNORECASE)
_OTHER_SHOP = re.compile(
    r"(?<=\))\s*(?:,|;|&|\band\b|\bor\b)\s*(?:(?:and|or|via|on|through)\s+)*"
    r"(?!(?:ASIN|SKU|UPI|EAN|GTIN|ID|IDs|Item|Items|No|Nr|Product|Unique|Art|Article|Number|Code)\b)[A-Z][a-z]+[\w.-]*\s*\("
)
"""Another shop with its own bracket: what stands there is no item of the marketplace before it."""
_QUERY = re.compile(r"\?[A-Za-z]\w*=\S*")
"""What follows an address: it names an offer or a variant, and no listing of its own."""
_LINK = re.compile(
    r"[\s,;:/&()–-]*(?:(?:and|or|to|with|under|the|following|from|various|including)\b[\s,:(]*)*", re.IGNORECASE
)


def find(text: str, *, place_of_sale: bool = False) -> tuple[Mention, ...]:
    """Every marketplace that the text names as a place of sale, each once, in order, with its item identifiers.

    `place_of_sale`: the text is the content of a field that says where something was sold, so that every name counts.
    """
    lower = text.lower()
    if not MISSPELLED.keys().isdisjoint(_WORD.findall(lower)):
        text = _WORD.sub(lambda match: MISSPELLED.get(match[0].lower(), match[0]), text)
        lower = text.lower()
    places = tuple(sorted({n for key, n in _KEYS if key in lower}))
    if not places:
        return ()
    text = _GLUED.sub(" ", INVISIBLE.sub("", text))
    names = list(_names(text, _pattern(places), place_of_sale))
    found: list[tuple[Marketplace, list[str], int, int]] = []
    for n, name in enumerate(names):
        stop = names[n + 1].start if n + 1 < len(names) else len(text)
        items = list(name.items) or list(_items(text[name.end : stop], name.place, bare=place_of_sale))
        found.append((name.place, items, name.start, stop))
    return _merged(text, found)


def find_traders(raw: str) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Marketplaces out of a list `Amazon(B0…) / Other(www.example.org) / `, and the entries that name none.

    The name in front of the bracket is the trader; within `Other(…)` the text names it.
    """
    mentions: list[Mention] = []
    others: list[str] = []
    for entry in re.split(r" / (?=\w[\w .-]{1,30}\(|\s*$)", INVISIBLE.sub("", raw).strip() + " "):
        entry = entry.strip().removesuffix("/").strip()
        name, bracket, content = entry.partition("(")
        content = content.removesuffix(")").strip()
        named = find(name.strip(), place_of_sale=True) if bracket and name.strip().lower() != "other" else ()
        if named:
            place = next(one for one in NAMES if one.platform == named[0].platform)
            items = _address_items(content, place) or tuple(_items(content, place, bare=True))
            mentions.append(Mention(place.platform, items, entry))
            continue
        inner = find(content if bracket else entry, place_of_sale=True)
        mentions.extend(inner)
        if not inner:
            told = (name.strip() if name.strip().lower() != "other" else "", content.strip("- "))
            others.append(" ".join(part for part in (told[0], f"({told[1]})" if all(told) else told[1]) if part))
    return joined(mentions), tuple(dict.fromkeys(other for other in others if other))


def joined(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions with each platform once, its items together."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        have = found.get(mention.platform)
        if have:
            items = tuple(dict.fromkeys([*have.items, *mention.items]))
            mention = Mention(mention.platform, items, have.words if have.items else mention.words)
        found[mention.platform] = mention
    return tuple(found.values())


def _names(text: str, pattern: re.Pattern[str], place_of_sale: bool) -> Iterator[_Name]:
    for match in pattern.finditer(text):
        group = next(name for name, value in match.groupdict().items() if value is not None and name[0] == "n")
        place, spelled = NAMES[int(group[1:])], match[group]
        if place.capital and not match["domain"] and not spelled[0].isupper():
            continue
        sure = bool(match["domain"] or match["address"]) or place.sure
        if sure or place_of_sale or _sold_there(text, match.start(), match.end()):
            items = _address_items(match[0], place) if match["rest"] else ()
            yield _Name(place, match.start(), match.end(), items)


def _sold_there(text: str, start: int, end: int) -> bool:
    """Whether the words around say that something was sold at the name from `start` to `end`."""
    before = _SENTENCE.split(text[max(0, start - 240) : start])[-1]
    if _SALE.search(before) and _JOINED.search(before):
        return True
    return bool(_AFTER.match(text, end))


def _address_items(address: str, place: Marketplace) -> tuple[str, ...]:
    pattern = ITEM_IN_ADDRESS.get(place.platform)
    found = pattern.search(address) if pattern and "/" in address else None
    return (next(group for group in found.groups() if group),) if found else ()


def _items(tail: str, place: Marketplace, *, bare: bool) -> Iterator[str]:
    """Item identifiers in the words after a name: labelled ones, those in brackets, those of the place's own shape.

    `bare`: every token with a digit counts (the content of a trader's bracket).
    """
    shape = ITEM_SHAPES.get(place.platform)
    if place.platform in VARIANTS:
        tail = VARIANTS[place.platform].sub("", tail)
    own, later = _own_words(tail)
    position = _LINK.match(own).end() if not bare else 0  # type: ignore[union-attr]  # it matches nothing as well
    listed = bare
    for match in _TOKEN.finditer(own):
        token = match[0].removeprefix("and") if match[0].startswith("andB0") else match[0]
        before = own[position : match.start()]
        fits = bool((shape and shape.fullmatch(token)) or _ASIN.fullmatch(token))
        other = bool(_NOT_ITEMS.search(before)) and not _LABEL.fullmatch(before.rpartition(",")[2].strip())
        if other:
            listed = False
            continue
        labelled = listed or len(before) <= 4 or _LABEL.search(before) or "(" in own[: match.start()][-40:]
        if fits or (labelled and len(token) >= 5 and sum(c.isdigit() for c in token) >= 2):
            yield token
            listed = True
            position = match.end()
    if shape is None:
        return
    for match in _TOKEN.finditer(later):
        if shape.fullmatch(match[0]) and not _NOT_ITEMS.search(later[max(0, match.start() - 24) : match.start()]):
            yield match[0]


def _own_words(tail: str) -> tuple[str, str]:
    """The words after a name that still speak of it (to the end of the sentence, or another address), and the next."""
    first, *rest = _SENTENCE.split(_QUERY.sub(" ", tail))
    if rest and len(first) <= 3 and _LABEL.match(rest[0]):
        first += " " + rest.pop(0)
    shop = _OTHER_SHOP.search(first)
    if shop:
        return first[: shop.start()], ""
    own = re.split(r"\bwww\.|\bhttps?:|(?:[a-z]|\b[a-z]+[0-9]+)\.(?:com|eu|[a-z]{2})\b", first)
    return own[0], "" if len(own) > 1 else " ".join(rest)[:200]


def _merged(text: str, found: list[tuple[Marketplace, list[str], int, int]]) -> tuple[Mention, ...]:
    """Each platform once; an ASIN that follows another name belongs to Amazon where the text names it too."""
    amazon = next((items for place, items, _, _ in found if place.platform == "amazon"), None)
    if amazon is not None:
        for place, items, _, _ in found:
            if place.platform != "amazon":
                moved = [item for item in items if _ASIN.fullmatch(item)]
                amazon.extend(moved)
                items[:] = [item for item in items if item not in moved]
    return joined(
        Mention(place.platform, tuple(dict.fromkeys(items)), text[start:stop].strip(" ,;"))
        for place, items, start, stop in found
    )
