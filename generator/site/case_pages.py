"""Figures of a build, computed once, and the pages of cases that they lead to: a page a case, a list a figure."""

from collections.abc import Callable, Iterator
from pathlib import Path

from generator import urls
from generator.compliance.promises import Rules
from generator.compliance.summary import Compliance
from generator.export.figures import cases_csv, download_paths, figures_json
from generator.export.objects import PageStore, make_folder
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob
from generator.site.ledger import Ledger, ledger
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
            yield BrowseJob(path, "bulletins", digest, _case(known, notice, name, rules), searchable=False)
        whole = known.fingerprint(name)
        for id in plan.figures:
            path = urls.platform_figure(name, id)
            yield BrowseJob(path, "platforms", whole, _list(known, name, id), searchable=False)
        for dimension in plan.dimensions:
            path = urls.platform_split(name, dimension)
            yield BrowseJob(path, "platforms", whole, _split(known, name, dimension), searchable=False)


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


def write_downloads(catalog: Catalog, site: Path, kept: Path) -> list[str]:
    """Put the files beside the platforms' pages in place; returns their paths below the site.

    They are in a store below `kept` under their platform's fingerprint: where it is the same, nothing is computed.
    """
    known, made, paths = ledger(catalog), PageStore(kept / "downloads"), []
    for path, name in download_paths(catalog):
        key = store.digest(f"{path} {known.fingerprint(name)}".encode())
        target = str(site / path)
        make_folder(target)
        if not made.fetch(key, target):
            own = known.found.platforms[name]
            csv = path == urls.cases_csv(name)
            text = cases_csv(catalog, known.found, own) if csv else figures_json(known.found, own)
            made.put(key, text.encode(), target)
        paths.append(path)
    made.close()
    return paths
