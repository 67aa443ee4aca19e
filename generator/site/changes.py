"""Which bulletins may have changed since the last build: the others are neither looked at again nor linked anew.

What a page shows beyond its own record and cases are other bulletins: those that one of them names, those on the same
product, the neighbours of the same brand. From what the last build knew of a notice that differs now, and from what is
known of it now, follow all whose pages may show it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.export.lookup import BRANDS_AROUND, SAME_PRODUCT
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.loading.entries import NoticeEntry
from generator.site.ledger import ledger

Known = tuple[str, str, str]
"""What is known of a notice: a text that changes when it or its cases do, its date, and its keys, a line each."""


class Changes(NamedTuple):
    """`now` names all records as they are, `before` as the last build knew them (empty: nothing is known of it).

    `touched` are the notices whose pages may show something else than then, and `keys` the look-up keys whose answers
    may be others: they count only for what was made from the records of `before`.
    """

    now: str
    before: str
    touched: frozenset[str]
    keys: frozenset[str]
    known: dict[str, Known]


def find_changes(catalog: Catalog, folder: Path) -> Changes:
    """Compare the catalogue with what `note` wrote to `folder`."""
    noted: tuple[str, dict[str, Known]] = store.load(folder / "notices") or ("", {})
    before, old = noted
    cases = _cases(catalog)
    known: dict[str, Known] = {}
    differ = set()
    for entry in catalog.notices.values():
        text = entry.digest + cases.get(entry.id, "")
        was = old.get(entry.id)
        if was and was[0] == text:
            known[entry.id] = was
        else:
            known[entry.id] = (text, entry.published, "\n".join(_lines(entry)))
            differ.add(entry.id)
    differ.update(old.keys() - known.keys())
    now = store.digest("\0".join(f"{notice} {text}" for notice, (text, _, _) in known.items()).encode())
    if not before or not differ:
        return Changes(now, before, frozenset(), frozenset(), known)
    touched = differ | set(_near(catalog, differ, old, known))
    keys = {
        key
        for notice in touched
        for of in (old, known)
        if notice in of
        for key, kind in _pairs(of[notice])
        if kind != _POINTS
    }
    return Changes(now, before, frozenset(touched), frozenset(keys), known)


def note(changes: Changes, folder: Path) -> None:
    """Keep what was found for the next build, once everything is in place."""
    if changes.now != changes.before:
        store.save(folder / "notices", (changes.now, changes.known))


def _cases(catalog: Catalog) -> dict[str, str]:
    """The cases of a notice and where they stand, as its page shows them."""
    found: dict[str, str] = {}
    figures = ledger(catalog)
    for platform, entries in catalog.cases_by_platform.items():
        states = figures.states(platform)
        for case in entries:
            told = f" {case.platform} {case.file} {case.digest} {states[case.notice].value}"
            found[case.notice] = found.get(case.notice, "") + told
    return found


_POINTS = "points"


def _lines(entry: NoticeEntry) -> Iterator[str]:
    yield from (f"{kind}\t{key}" for key, kind in entry.lookup if key)
    for other in (entry.superseded_by, *entry.related):
        if other:
            yield f"{_POINTS}\t{other}"


def _pairs(known: Known) -> Iterator[tuple[str, str]]:
    """(Key, kind)."""
    for line in known[2].splitlines():
        kind, _, key = line.partition("\t")
        yield key, kind


def _near(catalog: Catalog, differ: set[str], *states: dict[str, Known]) -> Iterator[str]:
    """Notices that still are there and whose pages may show one of those that differ."""
    same: set[str] = set()
    for notice in differ:
        for of in states:
            for key, kind in _pairs(of[notice]) if notice in of else ():
                if kind == _POINTS and key in catalog.notices:
                    yield key
                elif kind.startswith(SAME_PRODUCT):
                    same.add(key)
                elif kind == "brand":
                    yield from _around(catalog, key, (of[notice][1], notice))
    for entry in catalog.notices.values():
        points = entry.superseded_by in differ or any(other in differ for other in entry.related)
        if points or (same and any(key in same for key, _ in entry.lookup)):
            yield entry.id


def _around(catalog: Catalog, brand: str, place: tuple[str, str]) -> Iterable[str]:
    """The neighbours in time of a place among the notices of a brand."""
    own = catalog.by_brand.get(brand, ())
    at = bisect_left(own, place, key=lambda notice: catalog.notices[notice].sort_key)
    return own[max(0, at - BRANDS_AROUND) : at + BRANDS_AROUND + 1]
