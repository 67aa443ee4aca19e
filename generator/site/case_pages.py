"""Figures of a build, computed once, and the pages of cases that they lead to: a page a case, a list a figure."""

from collections.abc import Callable, Iterator
from functools import partial

from generator import urls
from generator.compliance.promises import Rules
from generator.compliance.summary import Compliance
from generator.export.figures import cases_csv, figures_json
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob, FileJob
from generator.site.ledger import Ledger, ledger
from generator.site.market import value_files
from generator.views.case_lists import case_list, split_list
from generator.views.case_page import case_page
from generator.views.page import Meta, Page


def figures_of(catalog: Catalog) -> Compliance:
    """The figures of every platform, as of the newest day of the records; computed once, when they are asked for."""
    return ledger(catalog).found


def case_jobs(catalog: Catalog) -> Iterator[BrowseJob]:
    """The pages of cases and the lists behind the figures, of every platform that a notice names."""
    known, rules = ledger(catalog), Rules(catalog.settings)
    for name in sorted(catalog.settings.platforms):
        plan = known.plan(name)
        for notice, _, digest in plan.cases:
            path = urls.case_page(notice, name)
            yield BrowseJob(path, "bulletins", digest, _case(known, notice, name, rules))
        whole = known.fingerprint(name)
        for id in plan.figures:
            path = urls.platform_figure(name, id)
            yield BrowseJob(path, "platforms", whole, _list(known, name, id))
        for dimension in plan.dimensions:
            path = urls.platform_split(name, dimension)
            yield BrowseJob(path, "platforms", whole, _split(known, name, dimension))


def file_jobs(catalog: Catalog) -> tuple[FileJob, ...]:
    """The files for download beside the platforms' pages and those of the market's metrics."""
    return (*_files(ledger(catalog)), *value_files(catalog.settings))


def _files(known: Ledger) -> Iterator[FileJob]:
    for name in sorted(known.catalog.settings.platforms):
        if known.catalog.by_platform.get(name) or known.catalog.cases_by_platform.get(name):
            whole = known.fingerprint(name)
            yield FileJob(urls.cases_csv(name), whole, partial(_cases_csv, known, name))
            yield FileJob(urls.figures_json(name), whole, partial(_figures_json, known, name))


def _cases_csv(known: Ledger, platform: str) -> bytes:
    return cases_csv(known.catalog, known.found, known.found.platforms[platform]).encode()


def _figures_json(known: Ledger, platform: str) -> bytes:
    return figures_json(known.found, known.found.platforms[platform]).encode()


def _case(known: Ledger, notice: str, platform: str, rules: Rules) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        catalog, case = known.catalog, known.case(notice, platform)
        entry = catalog.cases[notice, platform]
        response = catalog.records.response(entry.file)
        as_of = known.found.as_of.toordinal() if known.found.as_of else 0
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


def _list(known: Ledger, platform: str, id: str) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        own = known.found.platforms[platform]
        view = case_list(known.found, own, own.figures[id], known.rows(platform), renderer.language)
        title = renderer.language.t("Cases") if id == "state" else view.figure.title
        return _page(renderer, "cases.html", view.path, f"{view.platform.text}: {title}", c=view)

    return make


def _split(known: Ledger, platform: str, dimension: str) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        own = known.found.platforms[platform]
        view = split_list(known.found, own, dimension, known.rows(platform), renderer.language)
        return _page(renderer, "splits.html", view.path, f"{view.platform.text}: {view.title}", s=view)

    return make


def _page(renderer: Renderer, template: str, path: str, title: str, **values: object) -> Page:
    description = renderer.language.t("The cases behind the figures of this site, one by one.")
    meta = Meta(summary=description)
    return renderer.page(template, path, title, description, "platforms", wide=True, meta=meta, **values)
