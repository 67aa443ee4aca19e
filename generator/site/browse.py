"""Browse pages by category, hazard, authority and country, for the stamped lane."""

from collections.abc import Callable, Iterator

from generator import urls
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob
from generator.views import facets
from generator.views.facets import FACETS, MOST, Facet, FacetPage
from generator.views.page import Page

SECTION = "bulletins"


def facet_jobs(catalog: Catalog) -> Iterator[BrowseJob]:
    """An index for each facet, and the lists of each of its values (the same ones in each language)."""
    for facet in FACETS:
        values = facet.ids(catalog)
        counts = [f"{value}:{len(ids)}" for value, ids in sorted(values.items())]
        yield BrowseJob(facet.path, SECTION, _digest(counts), _index(catalog, facet))
        for value, ids in values.items():
            yield from _value_jobs(catalog, facet, value, [catalog.notices[i].shown for i in ids])


def _value_jobs(catalog: Catalog, facet: Facet, value: str, digests: list[str]) -> Iterator[BrowseJob]:
    """The newest bulletins of a value, and its numbered pages. `digests` are those of its notices, oldest first."""
    path = facet.value_path(value)
    # The years with their counts rest on every notice's date; a hash of all digests is cheap, so it stands for them.
    whole = _digest(digests) if len(digests) > MOST else ""
    yield BrowseJob(path, SECTION, _digest([whole, *digests[-MOST:]]), _newest(catalog, facet, value), searchable=False)
    last = facets.pages(len(digests))
    for page in range(1, last + 1):
        own = digests[(page - 1) * MOST : page * MOST]
        digest = _digest([str(page < last), *own])
        yield BrowseJob(
            urls.numbered(path, page), SECTION, digest, _numbered(catalog, facet, value, page), searchable=False
        )


def _digest(parts: list[str]) -> str:
    return store.digest("\0".join(parts).encode())


def _index(catalog: Catalog, facet: Facet) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        view = facets.facet_index(catalog, facet, renderer.language)
        return renderer.page("facets.html", view.path, view.title, view.lede, SECTION, page=view)

    return make


def _newest(catalog: Catalog, facet: Facet, value: str) -> Callable[[Renderer], Page]:
    return lambda r: _list(facets.newest_page(catalog, facet, value, r.language), r)


def _numbered(catalog: Catalog, facet: Facet, value: str, page: int) -> Callable[[Renderer], Page]:
    return lambda r: _list(facets.numbered_page(catalog, facet, value, page, r.language), r)


def _list(view: FacetPage, renderer: Renderer) -> Page:
    description = f"{view.kind}: {view.title}. {view.lede}"
    return renderer.page("facet.html", view.path, view.title, description, SECTION, page=view)
