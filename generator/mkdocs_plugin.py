"""The MkDocs adapter: the only file that knows MkDocs.

As a plugin it makes `mkdocs build` and `mkdocs serve` produce the whole site. As an engine it renders the editorial
lane and the shells for `bulletins build`. Both go through the same hooks, so they give the same bytes.
"""

import datetime
import logging
import os
import re
import shutil
import sys
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.utils.templates import TemplateContext

from generator import urls
from generator.diagnostics import as_terminal
from generator.export.figures import download_paths
from generator.export.pictures import Pictures
from generator.export.search.documents import PageText, page_text, text_of
from generator.loading.catalog import Catalog
from generator.render.renderer import Renderer
from generator.render.shell import SECTIONS, full_title, shell_path, shorten, token
from generator.site.build import Failed, Summary, all_editorial, finish, load_project, python_prefix
from generator.site.chrome import Chrome, chrome_of, internal_links
from generator.site.lock import one_at_a_time
from generator.site.project import BuildError, Project
from generator.site.stamping import public_paths
from generator.site.tree import engine_input, write_tree
from generator.site.workers import Workers
from generator.views.page import Page

log = logging.getLogger("mkdocs.plugins.bulletins")

_BULLETIN_LINK = re.compile(r'href="bulletin:([^"]*)"')


class PluginOptions(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml."""

    records = config_options.Type(str, default="bulletins")
    config = config_options.Type(str, default="site_config")
    search = config_options.Type(bool, default=True)


class BulletinsPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """Adds every generated page to a MkDocs build."""

    def __init__(self) -> None:
        self.catalog: Catalog | None = None
        self.pages: list[Page] = []
        self.tree: Path | None = None
        self.project: Project | None = None
        self._lock = ExitStack()
        self._by_uri: dict[str, Page] = {}
        self._shells: dict[str, tuple[str, str]] = {}
        self._texts: list[PageText] = []
        self._paths: list[str] = []
        self._known: frozenset[str] = frozenset()

    def hand_over(self, catalog: Catalog, pages: list[Page], tree: Path, project: Project) -> None:
        """Use what is loaded already, and write the engine's tree instead of a whole site."""
        self.catalog, self.pages, self.tree, self.project = catalog, pages, tree, project

    # -- hooks, in the order in which MkDocs calls them

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the records (unless they were handed over) and leave out what our own lanes do."""
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        if self.tree is None:
            self.project = Project.at(
                root,
                records=root / self.config.records,
                config=root / self.config.config,
                site_url=config.site_url or "",
                search=self.config.search,
                today=datetime.date.today(),
                pictures=Pictures.find(python_prefix()),
            )
            self._lock.enter_context(one_at_a_time(self.project.cache, log.info))
            self.catalog, self.pages = _load(self.project)
        config.theme.static_templates = {"404.html"}
        config.theme["language"] = self._loaded.settings.default_language
        for folder in (self.config.records, self.config.config):
            if str(root / folder) not in config.watch:
                config.watch.append(str(root / folder))
        self._by_uri, self._shells, self._texts, self._paths = {}, {}, [], []
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and the shells; drop the theme's own assets, which our pages do not use."""
        self._sort_out(files, config)
        for page in self.pages:
            uri = self._prefix(page.language) + _source_uri(page.path)
            if uri in files.src_uris:
                raise PluginError(f"{uri} is written by hand and generated: rename the hand-written page")
            generated = File.generated(config, uri, content="")
            generated.edit_uri = page.source or None
            files.append(generated)
            self._by_uri[uri] = page
        for language in self._loaded.settings.site.languages:
            for section in SECTIONS:
                uri = f"{self._prefix(language.code)}{shell_path(section)}index.md"
                files.append(File.generated(config, uri, content=""))
                self._shells[uri] = (language.code, section)
        self._known = self._public(files)
        return files

    def on_page_context(
        self, context: TemplateContext, *, page: Any, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Give the template its one object, `ui`."""
        uri = page.file.src_uri
        if uri in self._shells:
            code, section = self._shells[uri]
            ui = self._shell(code, section)
        elif uri in self._by_uri:
            made = self._by_uri[uri]
            ui = self._chrome(made.language, made.path, made)
            self._texts.append(page_text(made))
            self._paths.append(page.url if page.url != "./" else "")
            self._validate(uri, page.url, made.body)
        else:
            ui = self._by_hand(page, config)
        cast(dict[str, Any], context)["ui"] = ui
        return context

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Resolve links of hand-written pages that name a bulletin by its id."""

        def link(match: re.Match[str]) -> str:
            name = unescape(match[1])
            entry = self._loaded.notices.get(self._loaded.by_alias.get(name, name))
            if entry is None:
                log.warning("Doc file '%s' links to the bulletin '%s', which does not exist.", page.file.src_uri, name)
                return match[0]
            code, _ = self._split(page.file.src_uri)
            return f'href="{urls.up(page.url)}{self._prefix(code)}{urls.notice(entry.id)}"'

        return _BULLETIN_LINK.sub(link, html)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page for a wrong address: served at any depth, so its links are absolute."""
        base = urlsplit(self._site_url or "/").path.rstrip("/") + "/"
        ui = chrome_of(
            self._loaded.settings, self._loaded.settings.default_language, "404.html", root=base, search=self._search
        )
        ui.title = full_title(ui.t("Page not found"), self._loaded.settings, ui.lang)
        ui.robots = "noindex"
        for language in ui.languages:
            language.url = base + self._prefix(language.code)
        sections = [self._missing(language.code, base) for language in self._loaded.settings.site.languages]
        ui.body = f"<h1>404</h1>\n{''.join(sections)}"
        cast(dict[str, Any], context)["ui"] = ui
        return context

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Take the shells out of the site, then stamp everything else into it (or leave that to `bulletins build`)."""
        site = Path(config.site_dir)
        shells: dict[str, dict[str, str]] = {}
        for uri, (code, section) in self._shells.items():
            html = (site / uri).with_name("index.html").read_text(encoding="utf-8")
            shells.setdefault(code, {})[section] = html
        for language in self._loaded.settings.site.languages:
            shutil.rmtree(site / self._prefix(language.code) / "_shell")
        paths = sorted(self._paths)
        if self.tree is not None:
            write_tree(self.tree, shells, self._texts, paths)
            return
        try:
            finish(self._at, self._loaded, shells, site, self._texts, paths, Workers(), Summary())
        except (BuildError, OSError) as error:
            raise PluginError(str(error)) from error
        finally:
            self._lock.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build in."""
        self._lock.close()

    # -- helpers

    def _missing(self, code: str, base: str) -> str:
        renderer = Renderer(self._loaded.settings, code, self._site_url)
        return renderer.fragment("missing.html", "", code=code, start=base + self._prefix(code))

    @property
    def _loaded(self) -> Catalog:
        if self.catalog is None:
            raise PluginError("the records were asked for before they were loaded")
        return self.catalog

    @property
    def _at(self) -> Project:
        if self.project is None:
            raise PluginError("the project was asked for before MkDocs read its configuration")
        return self.project

    @property
    def _search(self) -> bool:
        return self._at.search

    @property
    def _site_url(self) -> str:
        return self._at.site_url

    def _prefix(self, code: str) -> str:
        return urls.language_root(code, self._loaded.settings.default_language)

    def _split(self, uri: str) -> tuple[str, str]:
        """Language and path below its root of a source or destination below the docs folder."""
        for language in self._loaded.settings.site.languages:
            prefix = self._prefix(language.code)
            if prefix and uri.startswith(prefix):
                return language.code, uri[len(prefix) :]
        return self._loaded.settings.default_language, uri

    def _sort_out(self, files: Files, config: MkDocsConfig) -> None:
        """Drop the theme's own assets and pages of unused languages; the first language's pages go to the root."""
        kept = tuple(Path(folder).resolve() for folder in (config.theme.dirs[0], config.docs_dir))
        codes = [language.code for language in self._loaded.settings.site.languages]
        for file in list(files):
            code, _, rest = file.src_uri.partition("/")
            if not file.is_documentation_page():
                if file.abs_src_path and not any(Path(file.abs_src_path).resolve().is_relative_to(k) for k in kept):
                    files.remove(file)
            elif code not in codes:
                files.remove(file)
            elif code == codes[0]:
                files.remove(file)
                files.append(File(rest, f"{config.docs_dir}/{code}", config.site_dir, config.use_directory_urls))

    def _public(self, files: Files) -> frozenset[str]:
        known = {file.url if file.url != "./" else "" for file in files}
        for language in self._loaded.settings.site.languages:
            known |= {self._prefix(language.code) + path for path, _ in public_paths(self._loaded)}
        return frozenset(known.union(download_paths(self._loaded)))

    def _validate(self, uri: str, at: str, body: str) -> None:
        for target in internal_links(body, at):
            if target not in self._known:
                log.warning("The generated page '%s' links to '%s', which is not in the site.", uri, target)

    def _chrome(self, code: str, path: str, page: Page) -> Chrome:
        settings = self._loaded.settings
        ui = chrome_of(settings, code, path, search=self._search, site_url=self._site_url, section=page.section)
        ui.title = full_title(page.title, settings, code)
        ui.description = shorten(page.description)
        ui.head, ui.body, ui.wide = page.head, page.body, page.wide
        ui.as_of = self._as_of(ui)
        if settings.site.edit_url and page.source:
            ui.edit_url = settings.site.edit_url.replace("{path}", page.source)
        return ui

    def _as_of(self, ui: Chrome) -> str:
        return ui.t("Records up to {when}", when=ui.day(self._loaded.latest)) if self._loaded.latest else ""

    def _by_hand(self, page: Any, config: MkDocsConfig) -> Chrome:
        code, path = self._split(page.url if page.url != "./" else "")
        settings = self._loaded.settings
        title = str(page.meta.get("title") or page.title or "")
        description = str(page.meta.get("description") or "")
        ui = chrome_of(settings, code, path, search=self._search, site_url=self._site_url, section=path.split("/")[0])
        ui.title, ui.description, ui.as_of = full_title(title, settings, code), shorten(description), self._as_of(ui)
        if settings.site.edit_url and page.file.abs_src_path:
            source = Path(page.file.abs_src_path).resolve().relative_to(Path(config.docs_dir).resolve())
            ui.edit_url = settings.site.edit_url.replace("{path}", f"site_config/pages/{source.as_posix()}")
        self._texts.append(PageText(path, code, title, description, text=text_of(page.content or "")))
        self._paths.append(page.url if page.url != "./" else "")
        return ui

    def _shell(self, code: str, section: str) -> Chrome:
        settings = self._loaded.settings
        ui = chrome_of(
            settings, code, shell_path(section), search=self._search, site_url=self._site_url, section=section
        )
        ui.title, ui.description, ui.head, ui.body = (token(name) for name in ("TITLE", "DESCRIPTION", "HEAD", "BODY"))
        ui.canonical = token("CANONICAL") if self._site_url else ""
        ui.edit_url = token("EDIT") if settings.site.edit_url else ""
        for language in ui.languages:
            language.url = token(f"ALT-{language.code}")
            language.absolute = token(f"ABS-{language.code}") if self._site_url else ""
        return ui


def _source_uri(path: str) -> str:
    """Markdown source name that MkDocs turns into a path: `platforms/temu/` from `platforms/temu.md`."""
    if path == "" or path.count("/") == 1:
        return f"{path}index.md"
    return f"{path.rstrip('/')}.md"


def _load(project: Project) -> tuple[Catalog, list[Page]]:
    """Load the records for a build that MkDocs started. All errors are printed; then MkDocs is told to stop."""
    try:
        catalog = load_project(project, Workers(), Summary())
    except Failed as failed:

        def source(file: str) -> str | None:
            try:
                return (project.records.parent / file).read_text(encoding="utf-8", errors="replace")
            except OSError:
                return None

        print(as_terminal(failed.diagnostics, source), file=sys.stderr)
        raise PluginError("the records have errors: nothing was built") from failed
    return catalog, all_editorial(catalog, project)


class MkDocsEngine:
    """MkDocs as the engine of `bulletins build`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.config_file = project.root / "mkdocs.yml"

    def identity(self) -> bytes:
        """Versions, mkdocs.yml, theme and hand-written pages."""
        return engine_input(self.project)

    def build(self, catalog: Catalog, pages: list[Page], tree: Path) -> None:
        """Render the editorial lane into `tree`. Raises BuildError when MkDocs finds something to warn about."""
        config = load_config(str(self.config_file), site_dir=str(tree / "site"), strict=True)
        plugin = config.plugins.get("bulletins")
        if not isinstance(plugin, BulletinsPlugin):
            raise BuildError("mkdocs.yml does not list our plugin: add 'bulletins' under 'plugins:'")
        plugin.hand_over(catalog, pages, tree, self.project)
        config.docs_dir = str(self.project.config / "pages")
        config.theme.dirs[0] = str(self.project.config / "theme")
        heard = _Warnings()
        logging.getLogger("mkdocs").addHandler(heard)
        try:
            mkdocs_build(config)
        except (Abort, PluginError) as error:
            reasons = "; ".join(heard.messages) or str(error)
            raise BuildError(f"MkDocs could not build the editorial pages: {reasons}") from error
        finally:
            logging.getLogger("mkdocs").removeHandler(heard)


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns about: without its own command line nobody would see it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning, in one line."""
        self.messages.append(" ".join(record.getMessage().split()))


__all__ = ["BulletinsPlugin", "MkDocsEngine"]
