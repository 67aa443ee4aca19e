"""Editorial pages that rest on figures, kept from build to build: made anew only where what they rest on changed."""

from collections.abc import Callable
from dataclasses import astuple, replace
from typing import Any

from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.views.page import Meta, Page


class KeptPages:
    """The kept pages of one language: one file of plain data in the cache."""

    def __init__(self, catalog: Catalog, renderer: Renderer) -> None:
        self._path = catalog.records.cache / "figures" / f"pages.{renderer.code}"
        self._common = (store.code_version(), catalog.settings.digest, renderer.site_url)
        self._known: dict[str, tuple[str, Any]] = store.load(self._path) or {}
        self._used: dict[str, tuple[str, Any]] = {}

    def page(self, path: str, rests_on: str, make: Callable[[], Page]) -> Page:
        """The page at a path. `rests_on` changes when anything does that it rests on, beside code and settings."""
        key = store.digest("\0".join((*self._common, path, rests_on)).encode())
        known = self._known.get(path)
        if known is None or known[0] != key:
            known = key, astuple(make())
        self._used[path] = known
        *fields, meta = known[1]
        return replace(Page(*fields), meta=Meta(*meta))

    def save(self) -> None:
        """Note the pages of this build; others are forgotten."""
        if self._used != self._known:
            store.save(self._path, self._used)
