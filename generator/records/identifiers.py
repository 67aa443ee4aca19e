"""Identifiers as people type, paste and print them, brought to one form: the keys of the look-up index.

A key is letters and digits only, lower case. A code that is a number loses its leading zeros, so that a UPC and the
same number as an EAN or GTIN-14 are one key. The same steps are taken in the browser (theme/assets/check.js): both
are held to tests/vectors/identifiers.json.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from generator.records.shops import SHOPS, Shop

LONGEST_KEY = 64
LONGEST_TEXT = 8000
"""Characters of a question that are looked at; a longer one is no product link and no code."""
MOST_KEYS = 3
"""How many keys one question may ask for: each is a small file to fetch."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff]"
)
_SPACES = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_SIGNS = re.compile(r"[\W_]+")
_LABEL = re.compile(
    r"^(?:\(01\)|(?:gtin|ean|upc|isbn|asin|barcode|바코드|상품번호|품번|모델명|모델"
    r"|item number|item no|item id|model no|model)(?:-1[0-4]|-8)?(?=[^a-z0-9가-힣]|\d{8})[ .:#№-]*)",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"]+|(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"]*", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[a-z]{0,3}\d{6,20}", re.IGNORECASE | re.ASCII)
_CODE = re.compile(r"[\d\s.·–-]+", re.ASCII)
_ASIN = re.compile(r"b0[a-z0-9]{8}", re.ASCII)
_ISBN10 = re.compile(r"\d{9}[\dx]", re.ASCII)
_TRAILING = ".,;:!?)]}'’”」』"


class Asked(NamedTuple):
    """What a typed or pasted text is.

    `kind`: `empty`, `long`; `short` (a share link that only the shop can resolve), `noitem` (a link of a known shop
    without an item number), `strange` (a link of a shop that is not known), `link`; `code` (a number) or `words`.
    `note` is `check-digit` where a number as long as a GTIN is none.
    """

    kind: str
    keys: tuple[str, ...] = ()
    shop: str = ""
    note: str = ""


def clean(text: str) -> str:
    """Full-width forms made plain, invisible and directing characters taken out, any white space one space."""
    return _SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip(" ")


def bare(text: str) -> str:
    """The key of a text: its letters and digits without accents, lower case, at most LONGEST_KEY of them."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", INVISIBLE.sub("", text))
        kept = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
        text = unicodedata.normalize("NFC", kept)
    return _SIGNS.sub("", text.lower())[:LONGEST_KEY]


def number_key(key: str) -> str:
    """A key that is a number without its leading zeros; any other as it is."""
    return key.lstrip("0") or key if key.isascii() and key.isdigit() else key


def check_digit_holds(number: str) -> bool:
    """Whether the last digit of a GTIN (8, 12, 13 or 14 digits) is right."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(number)))
    return len(number) in (8, 12, 13, 14) and total % 10 == 0


def isbn13(isbn: str) -> str:
    """The 13 digits of a sound ISBN-10 (lower case); empty for anything else."""
    if not _ISBN10.fullmatch(isbn):
        return ""
    if sum((10 if digit == "x" else int(digit)) * (10 - at) for at, digit in enumerate(isbn)) % 11:
        return ""
    body = f"978{isbn[:9]}"
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body))
    return f"{body}{-total % 10}"


def upc_a(number: str) -> str:
    """The 12 digits that a UPC-E (8 digits, the first 0 or 1) stands for; empty where it is none."""
    if len(number) != 8 or number[0] not in "01":
        return ""
    first, six, check = number[0], number[1:7], number[7]
    last = six[5]
    if last in "012":
        body = f"{six[:2]}{last}0000{six[2:5]}"
    elif last == "3":
        body = f"{six[:3]}00000{six[3:5]}"
    elif last == "4":
        body = f"{six[:4]}00000{six[4]}"
    else:
        body = f"{six[:5]}0000{last}"
    whole = f"{first}{body}{check}"
    return whole if check_digit_holds(whole) else ""


def read(text: str) -> Asked:
    """What a text asks for. Never fails, whatever it is given."""
    if len(text) > LONGEST_TEXT:
        return Asked("long")
    text = clean(text)
    if not bare(text):
        return Asked("empty")
    link = _LINK.search(text)
    if link:
        found = read_link(link[0])
        # "TS.240/B" looks like a link without its https: only a known shop makes it one.
        if found.kind != "strange" or "://" in link[0]:
            return found
    text = _LABEL.sub("", text).strip() or text
    return _code(text) if _CODE.fullmatch(text) else _words(text)


def read_link(link: str, depth: int = 2) -> Asked:
    """What a link names. A link inside another one's query (share and advertising links) is followed."""
    host, path, query = _parts(link)
    place = f"{host}{path}"
    if any(re.fullmatch(f"(?:www\\.)?(?:{shop.short})", place, re.IGNORECASE | re.ASCII) for shop in SHOPS):
        return _inner(query, depth) or Asked("short")
    shop = next((s for s in SHOPS if re.search(f"(?:^|\\.)(?:{s.hosts})$", host, re.ASCII)), None)
    if shop is None:
        return _inner(query, depth) or Asked("strange", _numbers(path, query))
    item = _item(shop, path, query)
    if item:
        return Asked("link", _with_isbn(item), shop.name)
    return _inner(query, depth) or Asked("noitem", (), shop.name)


def _parts(link: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Host in lower case, path, and the query as pairs; without the fragment, user name and port."""
    rest = re.sub(r"^https?://", "", link.rstrip(_TRAILING), flags=re.IGNORECASE)
    rest, _, _ = rest.partition("#")
    head, mark, query = rest.partition("?")
    host, slash, path = head.partition("/")
    host = re.sub(r":\d*$", "", host.rpartition("@")[2]).rstrip(".").lower()
    pairs = (part.partition("=") for part in query.split("&")) if mark else ()
    # A link that was encoded once too often: its path ends where its query begins.
    path = re.split(r"[?#]", _decoded(slash + path), maxsplit=1)[0]
    return host, path, [(_decoded(name).lower(), _decoded(value)) for name, _, value in pairs]


def _decoded(text: str) -> str:
    """Percent signs resolved; as it is where they are not sound."""
    if "%" not in text or re.search(r"%(?![0-9a-f]{2})", text, re.IGNORECASE | re.ASCII):
        return text
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return text


def _item(shop: Shop, path: str, query: list[tuple[str, str]]) -> str:
    for pattern in shop.paths:
        match = re.search(pattern, path, re.IGNORECASE | re.ASCII)
        if match and re.fullmatch(shop.item, match[1].lower(), re.ASCII):
            return match[1].lower()
    for name in shop.params:
        for given, value in query:
            match = re.match(f"(?:{shop.item})(?![a-z0-9])", value.lower(), re.ASCII) if given == name else None
            if match:
                return match[0]
    return ""


def _inner(query: list[tuple[str, str]], depth: int) -> Asked | None:
    """What a link in a query names, where that is an item."""
    for _, value in query if depth else ():
        if re.match(r"https?://", value, re.IGNORECASE):
            found = read_link(value, depth - 1)
            if found.kind == "link":
                return found
    return None


def _numbers(path: str, query: list[tuple[str, str]]) -> tuple[str, ...]:
    """Long numbers in the link of a shop that is not known: from its path, else from its query."""
    found = _NUMBER.findall(path) or [number for _, value in query for number in _NUMBER.findall(value)]
    return tuple(dict.fromkeys(number_key(number.lower()) for number in found))[:MOST_KEYS]


def _code(text: str) -> Asked:
    """A number with spaces, hyphens or dots in it."""
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    keys = [number_key(digits)[:LONGEST_KEY]]
    sound = check_digit_holds(digits)
    for other in (upc_a(digits), isbn13(digits)):
        if other:
            keys.append(number_key(other))
            sound = True
    note = "check-digit" if not sound and len(digits) in (8, 12, 13, 14) else ""
    return Asked("code", tuple(dict.fromkeys(keys)), "", note)


def _words(text: str) -> Asked:
    """Brand and model, a model alone, an ASIN, the number of a bulletin."""
    whole = bare(text)
    keys = list(_with_isbn(whole))
    tokens = re.split(r"[\s,;]+", text)
    # "Tiny Sip bottle TS-240": the part that looks like a model is asked for by itself too.
    for token in tokens if 1 < len(tokens) <= 40 else ():
        key = bare(token)
        if len(key) > 3 and any("0" <= digit <= "9" for digit in key):
            keys.append(number_key(key))
    kind = "code" if len(tokens) == 1 and _ASIN.fullmatch(whole) else "words"
    return Asked(
        kind, tuple(dict.fromkeys(k for k in keys if len(k) > 2))[:MOST_KEYS], "amazon" if kind == "code" else ""
    )


def _with_isbn(item: str) -> tuple[str, ...]:
    """The key of an item number; a book's ISBN-10 also has that of its barcode."""
    other = isbn13(item)
    return (number_key(item), other) if other else (number_key(item),)
