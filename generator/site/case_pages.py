"""Figures of a build, computed once, and the pages of cases that they lead to: a page a case, a list a figure."""

from collections.abc import Callable, Iterator
from typing import ParamSpec

from generator import urls
from generator.compliance.promises import Rules
from generator.compliance.summary import Compliance, PlatformFigures, compute
from generator.compliance.timeline import Case
from generator.export.figures import cases_csv, figures_json
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob, FileJob
from generator.views.case_lists import case_list, dimensions_with_lists, figures_with_lists, split_list
from generator.views.case_page import case_page
from generator.views.case_rows import Rows, facts
from generator.views.page import Meta, Page

P = ParamSpec("P")

_kept: list[tuple[Catalog, Compliance, tuple[BrowseJob, ...], tuple[FileJob, ...]]] = []
"""The figures of the catalogue that is being built, its pages of cases and files for download."""


def figures_of(catalog: Catalog) -> Compliance:
    """The figures of every platform, as of the newest day of the records; computed once a catalogue."""
    return _computed(catalog)[1]


def case_jobs(catalog: Catalog) -> tuple[BrowseJob, ...]:
    """The pages of cases and the lists behind the figures, of every platform that a notice names."""
    return _computed(catalog)[2]


def file_jobs(catalog: Catalog) -> tuple[FileJob, ...]:
    """The files for download beside the platforms' pages."""
    return _computed(catalog)[3]


def _computed(catalog: Catalog) -> tuple[Catalog, Compliance, tuple[BrowseJob, ...], tuple[FileJob, ...]]:
    if not _kept or _kept[0][0] is not catalog:
        found = compute(catalog)
        jobs = list(_jobs(catalog, found))
        pages = tuple(job for job in jobs if isinstance(job, BrowseJob))
        _kept[:] = [(catalog, found, pages, tuple(job for job in jobs if isinstance(job, FileJob)))]
    return _kept[0]


def _jobs(catalog: Catalog, found: Compliance) -> Iterator[BrowseJob | FileJob]:
    rules = Rules(catalog.settings)
    for name, own in found.platforms.items():
        named = catalog.by_platform.get(name, ())
        if not own.cases and not named:
            continue
        parts = []
        for case in own.cases:
            digest = _digest(catalog, case)
            parts.append(digest)
            path = urls.case_page(case.notice, name)
            yield BrowseJob(path, "bulletins", digest, _case(catalog, found, case, rules))
        parts += [catalog.notices[notice].shown for notice in named]
        whole = store.digest("\0".join((str(found.as_of), repr(own.rechecks), *parts)).encode())
        yield from _lists(catalog, found, own, whole)
        yield FileJob(urls.cases_csv(name), whole, _encoded(cases_csv, catalog, found, own))
        yield FileJob(urls.figures_json(name), whole, _encoded(figures_json, found, own))


def _digest(catalog: Catalog, case: Case) -> str:
    """Changes when anything that the page of a case shows does."""
    told = repr(facts(case))
    records = catalog.notices[case.notice].shown, catalog.cases[case.notice, case.platform].digest
    return store.digest("\0".join((*records, told)).encode())


def _lists(catalog: Catalog, found: Compliance, own: PlatformFigures, digest: str) -> Iterator[BrowseJob]:
    rows = Rows(catalog, own)
    for id in figures_with_lists(own):
        path = urls.platform_figure(own.platform, id)
        yield BrowseJob(path, "platforms", digest, _list(found, own, id, rows))
    for dimension in dimensions_with_lists(own):
        path = urls.platform_split(own.platform, dimension)
        yield BrowseJob(path, "platforms", digest, _split(found, own, dimension, rows))


def _case(catalog: Catalog, found: Compliance, case: Case, rules: Rules) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        entry = catalog.cases[case.notice, case.platform]
        response = catalog.records.response(entry.file)
        as_of = found.as_of.toordinal() if found.as_of else 0
        view = case_page(catalog.notices[case.notice], response, case, rules, entry.file, as_of, renderer.language)
        title = f"{view.platform.text} · {case.notice}"
        description = renderer.language.t(
            "What {platform} did about {product}, with dates and sources.",
            platform=view.platform.text,
            product=view.title.text,
        )
        return renderer.page(
            "case.html", view.path, title, description, "bulletins", c=view, wide=True, source=view.file
        )

    return make


def _list(found: Compliance, own: PlatformFigures, id: str, rows: Rows) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        view = case_list(found, own, own.figures[id], rows, renderer.language)
        title = renderer.language.t("Cases") if id == "state" else view.figure.title
        return _page(renderer, "cases.html", view.path, f"{view.platform.text}: {title}", c=view)

    return make


def _split(found: Compliance, own: PlatformFigures, dimension: str, rows: Rows) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        view = split_list(found, own, dimension, rows, renderer.language)
        return _page(renderer, "splits.html", view.path, f"{view.platform.text}: {view.title}", s=view)

    return make


def _page(renderer: Renderer, template: str, path: str, title: str, **values: object) -> Page:
    description = renderer.language.t("The cases behind the figures of this site, one by one.")
    meta = Meta(summary=description)
    return renderer.page(template, path, title, description, "platforms", wide=True, meta=meta, **values)


def _encoded(make: Callable[P, str], *args: P.args, **kwargs: P.kwargs) -> Callable[[], bytes]:
    return lambda: make(*args, **kwargs).encode()
