"""Brands for "did you mean": small files, each with the brands whose first or second sign is the one that names it.

One wrong letter leaves the first sign or the second one right, so two small files are enough to find every brand that
is one letter away.
"""

import json
from collections import Counter, defaultdict

from generator import urls
from generator.loading.catalog import Catalog
from generator.records.identifiers import bare

LONGEST = 40


def brand_counts(catalog: Catalog) -> dict[str, tuple[str, int]]:
    """Spelling and number of bulletins by the brand's key."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for entry in catalog.notices.values():
        key = bare(entry.brand) if entry.brand else ""
        if 2 < len(key) <= LONGEST:
            counts[key] += 1
            spelled.setdefault(key, entry.brand)
    return {key: (spelled[key], counts[key]) for key in sorted(counts)}


def brand_files(catalog: Catalog) -> dict[str, bytes]:
    """Content by path below the site's root: `[[brand, bulletins], …]`, by name."""
    files: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, row in brand_counts(catalog).items():
        for first in dict.fromkeys(key[:2]):
            files[first].append(row)
    return {
        urls.brands(first): json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        for first, rows in sorted(files.items())
    }
