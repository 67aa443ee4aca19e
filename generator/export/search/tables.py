"""What stands beside the terms: rows of results in small files, a column a facet, and the file that names them all."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.export.search.documents import FACETS

ROWS = 24
"""Results in a file: about 3 KB compressed."""
PAGES = 64
"""Pages come before the bulletins, whose numbers begin at a multiple of this: a new page moves no bulletin."""
NAME = 8
"""Characters of a file's name."""
SET = 0x23
"""Added to the number of a set of values, so that every document is one character."""


class Names:
    """Files by the hash of their content, so that a browser never mixes two editions of the index."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, data: bytes) -> str:
        """The name of a file with this content."""
        for salt in range(256):
            raw = hashlib.blake2b(data, digest_size=5, salt=bytes([salt])).digest()
            name = base64.b32encode(raw).decode().lower()
            if self.files.setdefault(name, data) == data:
                return name
        raise AssertionError("256 files with the same hash")


def row_files(rows: Sequence[str]) -> Iterator[bytes]:
    """The rows of all documents, by number."""
    for start in range(0, len(rows), ROWS):
        yield f"[{','.join(rows[start : start + ROWS])}]".encode()


def columns(values: Sequence[tuple[tuple[str, ...], ...]]) -> Iterator[tuple[str, bytes, dict[str, int]]]:
    """A file a facet, and how many bulletins have each value: `{"sets": [[VALUE, …], …], "docs": text}`.

    A character of `docs` is the number of the bulletin's set of values; the most common set comes first.
    """
    for at, facet in enumerate(FACETS):
        own = [row[at] for row in values]
        sets = sorted(Counter(own).items(), key=lambda item: (-item[1], item[0]))
        places = {found: chr(SET + n if SET + n < 0xD800 else SET + n + 0x800) for n, (found, _) in enumerate(sets)}
        totals: Counter[str] = Counter()
        for found, number in sets:
            for value in found:
                totals[value] += number
        column = {"sets": [list(found) for found, _ in sets], "docs": "".join([places[found] for found in own])}
        yield facet, _json(column), dict(sorted(totals.items()))


def root(
    total: int,
    first: int,
    terms: Iterable[tuple[str, str]],
    rows: Iterable[str],
    facets: Mapping[str, str],
    totals: Mapping[str, Mapping[str, int]],
    names: Mapping[str, Mapping[str, str]],
) -> bytes:
    """The file of a language that is read first: where terms, rows and facets are.

    `terms` are (beginning, file); `first` is the number of the first bulletin.
    """
    known = list(terms)
    return _json(
        {
            "total": total,
            "first": first,
            "per": ROWS,
            "starts": " ".join(start for start, _ in known),
            "terms": "".join(name for _, name in known),
            "rows": "".join(rows),
            "facets": facets,
            "totals": totals,
            "names": names,
        }
    )


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
