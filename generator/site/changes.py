"""Which bulletins may have changed since the last build: the others are neither looked at again nor linked anew.

What a page shows beyond its own record and cases are other bulletins: those that one of them names, those on the same
product, the neighbours of the same brand. From what the last build knew of a notice that differs now, and from what is
known of it now, follow all whose pages may show it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.export.lookup import BRANDS_AROUND
from generator.loading import store
from generator.loading.catalog import Alike, Catalog
from generator.loading.entries import SAME_PRODUCT, NoticeEntry
from generator.site.ledger import ledger

NOTHING = Alike({}, {})
Known = tuple[str, str, str]
"""What is known of a notice: a text that changes when it or its cases do, its date, and its keys, a line each."""


States = tuple[dict[str, Known], ...]
"""What was known and what is: by notice."""


class Changes(NamedTuple):
    """`now` names all records as they are, `before` as the last build knew them (empty: nothing is known of it).

    `touched` are the notices whose pages may show something else than then, `alike` is what these share with others,
    and `keys` are the look-up keys whose answers may be others: they count only for what was made from the records of
    `before`. `whole` is what was last written in one piece.
    """

    now: str
    before: str
    touched: frozenset[str]
    keys: frozenset[str]
    known: dict[str, Known]
    whole: tuple[str, dict[str, Known]]
    alike: Alike


def find_changes(catalog: Catalog, folder: Path) -> Changes:
    """Compare the catalogue with what `note` wrote to `folder`."""
    whole, (before, old) = _noted(folder)
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
        return Changes(now, before, frozenset(), frozenset(), known, whole, NOTHING)
    few = len(differ) < len(known) // MUCH
    states = old, known
    alike = catalog.alike_in(_keys_of(differ, states)) if few else catalog.alike
    touched = differ | set(_near(catalog, alike, differ, states))
    keys = {
        key
        for notice in touched
        for of in states
        if notice in of
        for key, kind in _pairs(of[notice])
        if kind != _POINTS
    }
    alike = catalog.alike_in(_keys_of(touched, states)) if few else catalog.alike
    return Changes(now, before, frozenset(touched), frozenset(keys), known, whole, alike)


def note(changes: Changes, folder: Path) -> None:
    """Keep what was found for the next build, once everything is in place: all of it, or what differs from it."""
    if changes.now == changes.before:
        return
    name, whole = changes.whole
    since = _since(whole, changes.known)
    if len(since) < len(whole) // MUCH:
        store.save(folder / "since", (name, changes.now, since))
    else:
        store.save(folder / "notices", (changes.now, changes.known))


MUCH = 20
"""Where a twentieth of all notices changed since it was last written, everything is written again."""


def _since(old: dict[str, Known], new: dict[str, Known]) -> dict[str, Known | None]:
    """What differs; None for a notice that is gone."""
    found: dict[str, Known | None] = {notice: known for notice, known in new.items() if old.get(notice) != known}
    found.update((notice, None) for notice in old.keys() - new.keys())
    return found


Whole = tuple[str, dict[str, Known]]


def _noted(folder: Path) -> tuple[Whole, Whole]:
    """What was known when all of it was last written, and what the last build knew; nothing where there was none."""
    whole: Whole = store.load(folder / "notices") or ("", {})
    since: tuple[str, str, dict[str, Known | None]] | None = store.load(folder / "since")
    if not since or since[0] != whole[0]:
        return whole, whole
    changed = whole[1] | since[2]
    return whole, (since[1], {notice: known for notice, known in changed.items() if known})


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


def _keys_of(notices: set[str], states: States) -> set[str]:
    return {key for notice in notices for of in states if notice in of for key, _ in _pairs(of[notice])}


def _near(catalog: Catalog, alike: Alike, differ: set[str], states: States) -> Iterator[str]:
    """Notices that still are there and whose pages may show one of those that differ."""
    for notice in differ:
        yield from catalog.predecessors.get(notice, ())
        yield from catalog.related.get(notice, ())
        for of in states:
            for key, kind in _pairs(of[notice]) if notice in of else ():
                if kind == _POINTS and key in catalog.notices:
                    yield key
                elif kind.startswith(SAME_PRODUCT):
                    yield from (other for other, _ in alike.by_product.get(key, ()))
                elif kind == "brand":
                    yield from _around(catalog, alike, key, (of[notice][1], notice))


def _around(catalog: Catalog, alike: Alike, brand: str, place: tuple[str, str]) -> Iterable[str]:
    """The neighbours in time of a place among the notices of a brand."""
    own = alike.by_brand.get(brand, ())
    at = bisect_left(own, place, key=lambda notice: catalog.notices[notice].sort_key)
    return own[max(0, at - BRANDS_AROUND) : at + BRANDS_AROUND + 1]
