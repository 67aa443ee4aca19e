"""Browse pages by category, hazard, authority and country, and of long months, for the stamped lane."""

from collections.abc import Callable, Iterator

from generator import urls
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob
from generator.views import facets
from generator.views.facets import FACETS, MOST, Facet, FacetPage, Lines, Long
from generator.views.page import Page

SECTION = "bulletins"


def facet_jobs(lines: Lines) -> Iterator[BrowseJob]:
    """An index for each facet, and the lists of each of its values (the same ones in each language)."""
    catalog = lines.catalog
    for facet in FACETS:
        values = facet.ids(catalog)
        counts = [f"{value}:{len(ids)}" for value, ids in sorted(values.items())]
        yield BrowseJob(facet.path, SECTION, _digest(counts), _index(catalog, facet))
        for value, ids in values.items():
            shown = [catalog.notices[i].shown for i in ids]
            yield from _long_jobs(lines, facet.value_path(value), shown, _of_facet(catalog, facet, value))


def month_jobs(lines: Lines, year: int, month: str, ids: list[str]) -> Iterator[BrowseJob]:
    """The pages of a month with more bulletins than a page takes; `ids` from the oldest on."""
    catalog = lines.catalog

    def whole(renderer: Renderer) -> Long:
        return facets.month_list(catalog, year, month, ids, renderer.language)

    yield from _long_jobs(lines, urls.month(year, month), [catalog.notices[i].shown for i in ids], whole)


def _of_facet(catalog: Catalog, facet: Facet, value: str) -> Callable[[Renderer], Long]:
    return lambda renderer: facets.facet_list(catalog, facet, value, renderer.language)


def _long_jobs(lines: Lines, path: str, digests: list[str], whole: Callable[[Renderer], Long]) -> Iterator[BrowseJob]:
    """The newest bulletins of a list, and its numbered pages. `digests` are those of its notices, oldest first."""
    # The years with their counts rest on every notice's date; a hash of all digests is cheap, so it stands for them.
    every = _digest(digests) if len(digests) > MOST else ""
    yield BrowseJob(path, SECTION, _digest([every, *digests[-MOST:]]), _newest(lines, whole))
    last = facets.pages(len(digests))
    for page in range(1, last + 1):
        own = digests[(page - 1) * MOST : page * MOST]
        digest = _digest([str(page < last), *own])
        yield BrowseJob(urls.numbered(path, page), SECTION, digest, _numbered(lines, whole, page))


def _newest(lines: Lines, whole: Callable[[Renderer], Long]) -> Callable[[Renderer], Page]:
    return lambda r: _list(facets.newest_page(lines, whole(r), r.language), r)


def _numbered(lines: Lines, whole: Callable[[Renderer], Long], page: int) -> Callable[[Renderer], Page]:
    return lambda r: _list(facets.numbered_page(lines, whole(r), page, r.language), r)


def _digest(parts: list[str]) -> str:
    return store.digest("\0".join(parts).encode())


def _index(catalog: Catalog, facet: Facet) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        view = facets.facet_index(catalog, facet, renderer.language)
        return renderer.page("facets.html", view.path, view.title, view.lede, SECTION, page=view)

    return make


def _list(view: FacetPage, renderer: Renderer) -> Page:
    description = f"{view.kind}: {view.title}. {view.lede}"
    return renderer.page("facet.html", view.path, view.title, description, SECTION, page=view)
