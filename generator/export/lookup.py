"""The look-up index of the page "Check my item": small JSON files, each with keys whose hashes begin alike.

A browser that looks up a key asks for one file. Its name tells no more than the first bits of the key's CRC-32, which
dozens of keys of the index share (and any number of items that are in no bulletin). The hash has no salt: it spreads
keys, it does not hide them. What hides an item is that its file is shared.

A file: `{"keys": {KEY: [MATCHES, SIMILAR, TOTAL]}, "rows": [ROW]}`. A match is `[row, kind]` (kinds: see
`generator.loading.entries.lookup_keys`), newest bulletin first; SIMILAR are bulletins with the same barcode,
listing, or brand and model as one of the matches; TOTAL counts the matches before they were cut to MOST. A row is
`[id, published, {language: title}, [hazards], [platforms], level, status, unconfirmed]`.
"""

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from generator.loading.catalog import Alike, Catalog
from generator.loading.entries import SAME_PRODUCT, NoticeEntry

KEYS_A_FILE = 24
"""At most so many keys to a file on average: about 5 KB, so that three look-ups stay below 20 KB."""
MOST = 10
"""Bulletins that one key answers with; the page says how many more there are."""
TITLE = 110
"""Characters of a title."""

BRANDS_AROUND = 2
"""Related notices of the same brand: so many before and after in time."""

Match = tuple[str, str]


def bits_for(keys: int) -> int:
    """How many bits of the hash name a file, for an index of so many keys."""
    bits = 0
    while keys > KEYS_A_FILE << bits:
        bits += 1
    return bits


def shard_number(key: str, bits: int) -> int:
    """The file of a key: the first `bits` bits of its CRC-32."""
    return zlib.crc32(key.encode()) >> (32 - bits)


def shard_keys(keys: Iterable[str], bits: int) -> list[list[str]]:
    """The keys of each file, in no order."""
    found: list[list[str]] = [[] for _ in range(1 << bits)]
    crc, shift = zlib.crc32, 32 - bits
    for key in keys:
        found[crc(key.encode()) >> shift].append(key)
    return found


def shard(catalog: Catalog, keys: Iterable[str], rows: Mapping[str, str]) -> bytes:
    """The file of these keys, always the same bytes for the same records. `rows` are JSON texts by notice id."""
    places: dict[str, int] = {}
    parts = [f"{json.dumps(key)}:{_answer(catalog, key, places)}" for key in sorted(keys)]
    text = f'{{"keys":{{{",".join(parts)}}},"rows":[{",".join(rows[notice] for notice in places)}]}}'
    return text.encode()


def row(entry: NoticeEntry) -> str:
    """What the page shows of a bulletin, as JSON."""
    titles = {code: text if len(text) <= TITLE else f"{text[: TITLE - 1].rstrip()}…" for code, text in entry.title}
    level = entry.level if entry.level in ("serious", "high") else ""
    status = "" if entry.status == "active" else entry.status
    fields = [entry.id, entry.published, titles, entry.hazards, entry.platforms, level, status, int(entry.unconfirmed)]
    return _compact(fields)


def _answer(catalog: Catalog, key: str, places: dict[str, int]) -> str:
    """The answer to one key, as JSON; gives each bulletin that it names a place among the rows."""
    matches = catalog.by_key[key][::-1]
    if len(matches) == 1 and not matches[0][1].startswith(SAME_PRODUCT):  # as most keys: numbers of notices, brands
        return f"[[[{places.setdefault(matches[0][0], len(places))},{_quoted(matches[0][1])}]],[],1]"
    shown = matches[:MOST]
    named = {notice for notice, _ in matches}
    similar: dict[str, str] = {}
    for notice, kind in shown:
        if kind.startswith(SAME_PRODUCT):
            similar.update((i, k) for i, k in same_product(catalog.alike, catalog.notices[notice]) if i not in named)
    plain = [
        ",".join(f"[{places.setdefault(notice, len(places))},{_quoted(kind)}]" for notice, kind in part)
        for part in (shown, islice(similar.items(), MOST))
    ]
    return f"[[{plain[0]}],[{plain[1]}],{len(matches)}]"


_quoted = cache(json.dumps)
"""A kind as JSON: there are no more kinds than shops."""
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def same_product(alike: Alike, entry: NoticeEntry, most: int = MOST) -> Iterator[Match]:
    """Other notices on the same product, `(id, kind)`, newest first within each key, each key giving at most `most`."""
    seen = {entry.id}
    for key, kind in entry.lookup:
        if not kind.startswith(SAME_PRODUCT):
            continue
        left = most
        for notice, other in reversed(alike.by_product.get(key, ())):
            if other == kind and notice not in seen:
                seen.add(notice)
                yield notice, kind
                left -= 1
            if not left:
                break


def kin_of(catalog: Catalog, entry: NoticeEntry, alike: Alike) -> Iterator[Match]:
    """Related notices: on the same product, then the nearest in time of the same brand.

    The nearest, two before and two after, and not the newest: else each new notice would change the pages of all.
    `alike` is what notices have in common in the keys of this one, or in more.
    """
    seen = {entry.id}
    for found in same_product(alike, entry):
        seen.add(found[0])
        yield found
    for key in (key for key, kind in entry.lookup if kind == "brand"):
        own = alike.by_brand[key]
        at = bisect_left(own, entry.sort_key, key=lambda notice: catalog.notices[notice].sort_key)
        for notice in (*own[at + 1 : at + 1 + BRANDS_AROUND], *reversed(own[max(0, at - BRANDS_AROUND) : at])):
            if notice not in seen:
                yield notice, "brand"
