"""Hashes of what long lists show, kept from build to build: worked out anew only where what they rest on changed."""

from collections.abc import Callable

from generator.loading import store
from generator.loading.catalog import Catalog


class KeptLists:
    """The hash of each long list and of its numbered pages, by path: one file of plain data in the cache."""

    def __init__(self, catalog: Catalog) -> None:
        self._path = catalog.records.cache / "figures" / "lists"
        self._known: dict[str, tuple[str, str]] = store.load(self._path) or {}
        self._used: dict[str, tuple[str, str]] = {}

    def digest(self, path: str, rests_on: str, make: Callable[[], str]) -> str:
        """The hash of the page at a path. `rests_on` changes when anything does that it rests on, beside code."""
        known = self._known.get(path)
        if known is None or known[0] != rests_on:
            known = rests_on, make()
        self._used[path] = known
        return known[1]

    def save(self) -> None:
        """Note the lists of this build; others are forgotten."""
        if self._used != self._known:
            store.save(self._path, self._used)
