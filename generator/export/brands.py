"""Brands for "did you mean": small files, each with the brands whose first or second sign is the one that names it.

One wrong letter leaves the first sign or the second one right, so two small files are enough to find every brand that
is one letter away.
"""

import json
from collections import defaultdict

from generator import urls
from generator.loading.catalog import Catalog

LONGEST = 40


def brand_counts(catalog: Catalog) -> dict[str, tuple[str, int]]:
    """Spelling and number of bulletins by the brand's key."""
    return {
        key: (catalog.notices[ids[0]].brand, len(ids))
        for key, ids in sorted(catalog.by_brand.items())
        if len(key) <= LONGEST
    }


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
