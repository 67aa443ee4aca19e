"""From a project to a published folder: the stages, in their order, and what they took."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from generator import urls
from generator.checks.engine import load_checked
from generator.diagnostics import Diagnostic, Severity
from generator.export.brands import brand_files
from generator.export.objects import copy_tree, write_changed
from generator.export.search.documents import PageText
from generator.export.sitemap import write_sitemap
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.loading.load import Loaded
from generator.render.charts.embed import lean
from generator.render.renderer import Renderer
from generator.render.shell import SECTIONS
from generator.render.templating import keep_templates
from generator.site.case_pages import file_jobs
from generator.site.changes import find_changes, note
from generator.site.folders import bulletin_folders, made_ahead
from generator.site.jobs import BrowseJob, FileJob
from generator.site.lane import Stamping
from generator.site.lock import one_at_a_time
from generator.site.lookup import LookupPart, lookup_files, lookup_parts, stamp_any, stamp_lookup
from generator.site.pages import browse_jobs, editorial_pages
from generator.site.project import BuildError, Project
from generator.site.searching import browse_texts, index_site
from generator.site.settled import Found
from generator.site.stamping import (
    BrowsePart,
    ShardJob,
    Shards,
    browse_parts,
    by_shard,
    clean,
    keep,
    prime,
    public_paths,
    shard_job,
    stamp_browse,
)
from generator.site.swap import publish, staging
from generator.site.sweeping import Sweeper
from generator.site.tree import read_texts
from generator.site.workers import Workers
from generator.views.page import Page


class Engine(Protocol):
    """A static-site engine: it turns editorial pages and hand-written ones into finished HTML."""

    def identity(self) -> bytes:
        """Everything of the engine's own input that its output depends on: configuration, theme, pages, versions."""

    def build(self, catalog: Catalog, pages: list[Page], tree: Path) -> None:
        """Write `tree/site`, `tree/shell/CODE/SECTION.html`, `tree/search` and `tree/paths` (see site/tree.py)."""


@dataclass(slots=True)
class Summary:
    """What a build did."""

    records: int = 0
    records_cached: int = 0
    bulletins: int = 0
    editorial: int = 0
    browse: int = 0
    stamped_cached: int = 0
    engine_cached: bool = False
    indexed: int = 0
    newly_indexed: int = 0
    charts: int = 0
    pictures: str = ""
    largest: int = 0
    addresses: int = 0
    warnings: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, tell: Callable[[str], None]) -> Iterator[None]:
        """Time a stage and tell that it began."""
        tell(name)
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began


class Failed(Exception):
    """The records are not sound: nothing was built. No frozen dataclass: Python notes the traceback in an exception."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("the records have errors")
        self.diagnostics = diagnostics


def quiet(stage: str) -> None:
    """Tell nobody."""


def load_project(project: Project, workers: Workers, summary: Summary) -> Catalog:
    """Load and link everything. Raises Failed with every diagnostic."""
    loaded: Loaded = load_checked(project.config, project.records, project.cache, workers.gather, project.today)
    summary.warnings = dict(Counter(d.rule for d in loaded.diagnostics if d.severity is Severity.WARNING))
    summary.records, summary.records_cached = loaded.records, loaded.cached
    if loaded.catalog is None:
        raise Failed(loaded.diagnostics)
    return loaded.catalog


def all_editorial(catalog: Catalog, project: Project) -> list[Page]:
    """The generated pages of the editorial lane in every language of the site."""
    codes = [language.code for language in catalog.settings.site.languages]
    return [
        page
        for code in codes
        for page in editorial_pages(catalog, Renderer(catalog.settings, code, project.site_url, bool(project.pictures)))
    ]


def build(
    project: Project, site: Path, engine: Engine, workers: Workers, tell: Callable[[str], None] = quiet
) -> Summary:
    """Build the whole site and put it at `site`.

    Raises Failed for unsound records, BuildError or OSError otherwise; then the old site stands as it was.
    """
    summary = Summary()
    with one_at_a_time(project.cache, tell):
        _build(project, site, engine, workers, summary, tell)
    return summary


def _build(
    project: Project,
    site: Path,
    engine: Engine,
    workers: Workers,
    summary: Summary,
    tell: Callable[[str], None],
) -> None:
    spare = project.cache / "spare" / store.digest(str(site).encode())
    with summary.stage("read records", tell):
        kept = frozenset((urls.INDEX.rstrip("/"),)) if project.search else frozenset()
        sweeper = Sweeper(spare, kept, _pages(project), workers)
        try:
            catalog = load_project(project, workers, summary)
        finally:
            sweeper.wait()
    keep_compiled(project.cache)
    new, used = staging(site, spare)
    try:
        with made_ahead([] if used else bulletin_folders(catalog, str(new)), workers):
            with summary.stage("editorial pages", tell):
                tree = engine_tree(project, catalog, engine, summary)
                copy_tree(tree / "site", new)
            paths = (tree / "paths").read_text(encoding="utf-8").splitlines()
            stamped = finish(
                project,
                catalog,
                _shells(catalog, tree),
                new,
                read_texts(tree),
                paths,
                workers,
                summary,
                tell,
                sweeper.in_place if used else {},
            )
        with summary.stage("publish", tell):
            wanted = _files(catalog, tree / "site", new, stamped, search=project.search)
            if used:
                sweeper.finish(new, wanted)
            moment = store.moment(project.cache)
            publish(new, site, spare)
            sweeper.note(wanted, moment)
    finally:
        clean(new)


def _shells(catalog: Catalog, tree: Path) -> dict[str, dict[str, str]]:
    """The built HTML of the shells in a tree, by language and section."""
    return {
        language.code: {
            name: (tree / "shell" / language.code / f"{name}.html").read_text(encoding="utf-8") for name in SECTIONS
        }
        for language in catalog.settings.site.languages
    }


def _files(catalog: Catalog, editorial: Path, site: Path, stamped: list[str], *, search: bool) -> set[str]:
    """Every file that belongs to the site but the index of words, by its path below the root."""
    found = {path.relative_to(editorial).as_posix() for path in editorial.rglob("*")}
    found.update(path.name for path in site.glob("sitemap*.xml"))
    if search:
        found.update(lookup_files(catalog))
        found.update(brand_files(catalog))
    found.update(urls.output_file(path) for path in stamped)
    for language in catalog.settings.site.languages:
        prefix = urls.language_root(language.code, catalog.settings.default_language)
        found.update(prefix + urls.image(e.id, image) for e in catalog.notices.values() for image in e.images)
    return found


def keep_compiled(cache: Path) -> None:
    """Keep templates as they are compiled by this code, and nothing of older code's."""
    folder = cache / "templates" / store.code_version()
    for old in folder.parent.glob("*"):
        if old != folder:
            clean(old)
    folder.mkdir(parents=True, exist_ok=True)
    keep_templates(folder)


def python_prefix() -> Path:
    """The Python environment that this runs in."""
    import sys

    return Path(sys.prefix)


def engine_tree(project: Project, catalog: Catalog, engine: Engine, summary: Summary) -> Path:
    """The engine's output for these pages: from the cache, or built now. One tree is kept."""
    pages = all_editorial(catalog, project)
    summary.editorial = len(pages)
    parts = [store.code_version(), catalog.settings.digest, project.site_url, str(project.search), repr(pages)]
    key = store.digest("\0".join(parts).encode() + engine.identity())
    home = project.cache / "engine"
    tree = home / key
    if (tree / "paths").exists():
        summary.engine_cached = True
        return tree
    clean(home)
    scratch = home / f"{key}.part"
    scratch.mkdir(parents=True)
    engine.build(catalog, pages, scratch)
    scratch.rename(tree)
    return tree


def finish(
    project: Project,
    catalog: Catalog,
    shells: dict[str, dict[str, str]],
    site: Path,
    texts: list[PageText],
    paths: list[str],
    workers: Workers,
    summary: Summary,
    tell: Callable[[str], None] = quiet,
    in_place: Found | None = None,
) -> list[str]:
    """Add to the engine's pages in `site`: bulletins and browse pages, sitemap, search index.

    `texts` are what the engine's pages say, `paths` their public paths (with the language prefix). `in_place` are
    shards of bulletins that are known to be in `site`.
    Returns the paths of the stamped lane, with the language prefix, and those of the files for download and of charts.
    """
    with summary.stage("bulletins", tell):
        common = _common(project, catalog, shells, site)
        browse, files = list(browse_jobs(catalog)), file_jobs(catalog)
        charts = _stamp(catalog, [*browse, *files], common, in_place or {}, workers, summary, search=project.search)
        summary.charts, summary.pictures = len(charts), project.pictures.origin if project.pictures else ""
        if project.search:
            write_changed(site, brand_files(catalog))
    with summary.stage("sitemap", tell):
        stamped = _stamped_paths(catalog, browse)
        public = [*((path, "") for path in paths), *stamped]
        summary.addresses = write_sitemap(site, project.site_url, public)
    if project.search:
        with summary.stage("search index", tell):
            found = index_site(catalog, project, site, [*texts, *browse_texts(catalog)], workers)
            summary.indexed, summary.newly_indexed = found
    return [*(path for path, _ in stamped), *(file.path for file in files), *charts]


def _common(project: Project, catalog: Catalog, shells: dict[str, dict[str, str]], site: Path) -> Stamping:
    settings = catalog.settings
    content = repr(sorted((code, sorted(own.items())) for code, own in shells.items()))
    css = lean((project.config / "theme" / "assets" / "charts.css").read_text(encoding="utf-8"))
    origin = project.pictures.origin if project.pictures else ""
    parts = (store.code_version(), settings.digest, project.site_url, content, css, origin)
    digest = store.digest("\0".join(parts).encode())
    pages = _pages(project)
    prime(str(project.config), settings, templates=not pages.exists())
    return Stamping(
        config=str(project.config),
        settings_digest=settings.digest,
        records=str(project.records),
        record_cache=str(catalog.records.cache),
        site_url=project.site_url,
        shells=tuple(shells.items()),
        site=str(site),
        store=str(pages),
        digest=digest,
        css=css,
        pictures=project.pictures,
    )


def _pages(project: Project) -> Path:
    """Where the pages of the stamped lane are stored."""
    sources = f"{project.records.resolve()} {project.config.resolve()}"
    return project.cache / "pages" / store.digest(sources.encode())


def _stamp(
    catalog: Catalog,
    browse: list[BrowseJob | FileJob],
    common: Stamping,
    in_place: Found,
    workers: Workers,
    summary: Summary,
    *,
    search: bool,
) -> list[str]:
    """Publish every page and file of the stamped lane; returns the paths of the files of charts."""
    parts = browse_parts(browse, common)
    noted = Path(common.store)
    changes = find_changes(catalog, noted)
    lookup = lookup_parts(catalog, common, changes) if search else []
    for year in {entry.id.split("-")[1] for entry in catalog.notices.values()}:
        for code in dict(common.shells):
            prefix = urls.language_root(code, catalog.settings.default_language)
            Path(common.site, prefix, urls.BULLETINS, year).mkdir(parents=True, exist_ok=True)
    # The parts first: they are the longer pieces of work.
    jobs: list[LookupPart | BrowsePart | ShardJob | Shards]
    if workers.inherit:
        shards, right = keep(catalog, common, changes, in_place)
        jobs = [*parts, *lookup, *shards]
        results = [*workers.gather(stamp_any, jobs, len(catalog.notices)), right]
    else:
        jobs = [shard_job(catalog, common, number, entries) for number, entries in by_shard(catalog)]
        made = workers.gather(stamp_any, jobs, len(catalog.notices))
        results = [*map(stamp_browse, parts), *map(stamp_lookup, lookup), *made]
    note(changes, noted)
    summary.browse = sum(result.pages for result in results[: len(parts)])
    summary.bulletins = sum(result.pages for result in results[len(parts) + len(lookup) :])
    summary.stamped_cached = sum(result.cached for result in results)
    summary.largest = max(result.largest for result in results)
    return [file for result in results for file in result.files]


def _stamped_paths(catalog: Catalog, browse: list[BrowseJob]) -> list[tuple[str, str]]:
    """Every path of the stamped lane with its language prefix, and the newest day that its page speaks of."""
    below = list(public_paths(catalog, browse))
    roots = [urls.language_root(x.code, catalog.settings.default_language) for x in catalog.settings.site.languages]
    return [(prefix + path, day) for prefix in roots for path, day in below]


__all__ = ["BuildError", "Engine", "Failed", "Summary", "build", "finish", "load_project"]
