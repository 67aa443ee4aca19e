"""Browse pages by category, hazard, authority and country, and of long months, for the stamped lane."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator import urls
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob
from generator.site.kept_lists import KeptLists
from generator.site.ledger import ledger
from generator.views import facets
from generator.views.facets import FACETS, MOST, Facet, FacetPage, Lines, Long
from generator.views.lists import States
from generator.views.page import Page

SECTION = "bulletins"

Whole = Callable[[Renderer, Sequence[str]], Long]
"""Makes the list in one language, from its notices by number."""
Numbers = Callable[[], Sequence[str]]
"""Gives the notices of a list by number, or none where it has no numbered pages."""


class LongLists(NamedTuple):
    """What long lists are made with, and the hashes of what they show."""

    lines: Lines
    kept: KeptLists


def facet_jobs(lists: LongLists) -> Iterator[BrowseJob]:
    """An index for each facet, and the lists of each of its values (the same ones in each language)."""
    catalog = lists.lines.catalog
    for facet in FACETS:
        values = facet.ids(catalog)
        counts = [f"{value}:{len(ids)}" for value, ids in sorted(values.items())]
        yield BrowseJob(facet.path, SECTION, _digest(counts), _index(catalog, facet))
        for value, ids in values.items():
            yield from _long_jobs(lists, facet.value_path(value), ids, _of_facet(catalog, facet, value))


def month_jobs(lists: LongLists, year: int, month: str, ids: Sequence[str]) -> Iterator[BrowseJob]:
    """The pages of a month with more bulletins than a page takes, or of a year where `month` is empty.

    `ids` from the oldest on.
    """

    def whole(renderer: Renderer, numbers: Sequence[str]) -> Long:
        return facets.month_list(year, month, ids, numbers, renderer.language)

    yield from _long_jobs(lists, urls.month(year, month or urls.UNDATED), ids, whole)


def platform_month_jobs(
    lists: LongLists, platform: str, year: int, month: str, ids: Sequence[str], states: States
) -> Iterator[BrowseJob]:
    """The same of those that name a platform, with where their cases stand."""

    def whole(renderer: Renderer, numbers: Sequence[str]) -> Long:
        return facets.platform_month_list(platform, year, month, ids, numbers, states, renderer.language)

    path = urls.platform_month(platform, year, month or urls.UNDATED)
    yield from _long_jobs(lists, path, ids, whole, platform, states)


def _of_facet(catalog: Catalog, facet: Facet, value: str) -> Whole:
    return lambda renderer, numbers: facets.facet_list(catalog, facet, value, numbers, renderer.language)


def _long_jobs(
    lists: LongLists, path: str, ids: Sequence[str], whole: Whole, platform: str = "", states: States | None = None
) -> Iterator[BrowseJob]:
    """The newest bulletins of a list, and its numbered pages. `ids` from the oldest on; `states` of the platform."""
    lines, section = lists.lines, SECTION if states is None else "platforms"
    last = facets.pages(len(ids))
    rests_on = ledger(lines.catalog).fingerprint(platform) if platform else lines.catalog.shown

    @cache
    def numbers() -> Sequence[str]:
        return lines.by_number(ids) if last else ()

    def shown(part: Sequence[str], *more: str) -> str:
        found = [*more, *map(lines.shown.__getitem__, part)]
        return _digest(found if states is None else [*found, *(f"{i}:{states[i]}" for i in part if i in states)])

    # The years with their counts rest on every number; a hash of them all is cheap, so it stands for them.
    digest = lists.kept.digest(path, rests_on, lambda: shown(ids[-MOST:], *numbers()))
    yield BrowseJob(path, section, digest, _newest(lines, whole, numbers, section))
    for page in range(1, last + 1):
        part = slice((page - 1) * MOST, page * MOST)
        own = urls.numbered(path, page)
        digest = lists.kept.digest(own, rests_on, lambda: shown(numbers()[part], str(page < last)))  # noqa: B023
        yield BrowseJob(own, section, digest, _numbered(lines, whole, numbers, page, section))


def _newest(lines: Lines, whole: Whole, numbers: Numbers, section: str) -> Callable[[Renderer], Page]:
    return lambda r: _list(facets.newest_page(lines, whole(r, numbers()), r.language), r, section)


def _numbered(lines: Lines, whole: Whole, numbers: Numbers, page: int, section: str) -> Callable[[Renderer], Page]:
    return lambda r: _list(facets.numbered_page(lines, whole(r, numbers()), page, r.language), r, section)


def _digest(parts: list[str]) -> str:
    return store.digest("\0".join(parts).encode())


def _index(catalog: Catalog, facet: Facet) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        view = facets.facet_index(catalog, facet, renderer.language)
        return renderer.page("facets.html", view.path, view.title, view.lede, SECTION, page=view)

    return make


def _list(view: FacetPage, renderer: Renderer, section: str) -> Page:
    description = f"{view.kind}: {view.title}. {view.lede}"
    return renderer.page("facet.html", view.path, view.title, description, section, page=view)
