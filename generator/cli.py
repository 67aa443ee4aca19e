"""The `bulletins` command: a thin adapter over `generator.site`."""

import argparse
import contextlib
import datetime
import gc
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import yaml
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.authoring.commands import add_authoring, run_authoring
from generator.checking import add_arguments, explain, run_check
from generator.diagnostics import as_terminal
from generator.export.pictures import MISSING, Pictures
from generator.figuring import add_arguments as add_figures_arguments
from generator.figuring import run_figures
from generator.importers.command import add_arguments as add_import_arguments
from generator.importers.command import import_files
from generator.loading.catalog import Catalog
from generator.render.shell import BrokenShell
from generator.site.build import Failed, Summary, build, python_prefix
from generator.site.project import BuildError, Project, source_text
from generator.site.tree import engine_input
from generator.site.usage import WrongUse
from generator.site.workers import Workers
from generator.views.page import Page

STAGES = ("read records", "editorial pages", "bulletins", "sitemap", "search index", "publish")


class _Engine:
    """MkDocs, which is imported only when it is needed: most builds find its pages in the cache."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def identity(self) -> bytes:
        """All of the engine's own input."""
        return engine_input(self.project)

    def build(self, catalog: Catalog, pages: list[Page], tree: Path) -> None:
        """Render the editorial pages."""
        from generator.mkdocs_plugin import MkDocsEngine

        MkDocsEngine(self.project).build(catalog, pages, tree)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="bulletins", description="Public product-safety bulletins from YAML records.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "--project", type=Path, default=Path(), help="the folder with mkdocs.yml and site_config/ (default: here)"
        )
        return command

    check = add("check", "Read every record and say what is wrong, with file, line, rule and remedy.")
    add_arguments(check)
    add_figures_arguments(add("figures", "What each platform promised and did, in figures, as of any day."))
    make = add("build", "Build the site. A record with an error stops the build, and the old site stays.")
    make.add_argument("--records", type=Path, help="a folder laid out like bulletins/")
    make.add_argument("--site-dir", type=Path, help="where to publish (default: site)")
    make.add_argument("--site-url", help="public address of the site (default: site_url of mkdocs.yml)")
    make.add_argument("--config", type=Path, help="another site_config folder")
    make.add_argument(
        "--no-search", action="store_true", help="leave out the indexes: for search and for Check my item"
    )
    make.add_argument("--no-pictures", action="store_true", help="leave out the PNG pictures of charts")
    make.add_argument("--processes", type=int, default=None, help="worker processes (default: one a core)")
    take = add("import", "Take over notices from a public register: EU Safety Gate, CPSC, Canada, SafetyKorea.")
    add_import_arguments(take)
    serve = add("serve", "Live preview: the site is built again when a record changes.")
    serve.add_argument("--address", default="127.0.0.1:8000", help="host and port (default: 127.0.0.1:8000)")
    add_authoring(add)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Exit status: 0 done, 1 errors found or build failed, 2 wrong use."""
    options = parser().parse_args(arguments)
    root = options.project.resolve()
    if not (root / "mkdocs.yml").is_file():
        print(
            f"bulletins: there is no mkdocs.yml in {options.project}: run it in the project's folder", file=sys.stderr
        )
        return 2
    try:
        run = {
            "check": _check,
            "figures": _figures,
            "build": _build,
            "serve": _serve,
            "import": import_files,
            "schema": _author,
            "new": _author,
        }[options.command]
        return run(options, root)
    except WrongUse as error:
        print(f"bulletins: {error}", file=sys.stderr)
        return 2
    except (BuildError, BrokenShell) as error:
        print(f"bulletins: {error}", file=sys.stderr)
    except BrokenProcessPool:
        print(
            "bulletins: a worker process was ended from outside (out of memory?); the old site is as it was",
            file=sys.stderr,
        )
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        print(f"bulletins: {error.strerror or error}{place}; the old site is as it was", file=sys.stderr)
    except KeyboardInterrupt:
        print("bulletins: stopped; the old site is as it was", file=sys.stderr)
        return 130
    return 1


def _project(options: argparse.Namespace, root: Path) -> Project:
    address, _ = _engine_settings(root)
    url = getattr(options, "site_url", None)
    config = getattr(options, "config", None)
    given = getattr(options, "records", None)
    records = given.resolve() if given else None
    if records is not None and not records.is_dir():
        raise BuildError(f"there is no folder {given}: give one that holds notices/ and responses/")
    return Project.at(
        root,
        records=records,
        site_url=address if url is None else url,
        search=not getattr(options, "no_search", True),
        config=config.resolve() if config else None,
        today=getattr(options, "today", None) or datetime.date.today(),
        pictures=None if getattr(options, "no_pictures", False) else Pictures.find(python_prefix()),
    )


def _engine_settings(root: Path) -> tuple[str, str]:
    """`site_url` and `site_dir` of mkdocs.yml, without starting the engine (its other tags are passed over)."""

    class Loader(yaml.CSafeLoader):
        """Reads what is plain; anything with a tag counts as absent."""

    Loader.add_multi_constructor("", lambda loader, suffix, node: None)
    try:
        told = yaml.load((root / "mkdocs.yml").read_bytes(), Loader) or {}  # noqa: S506 - a safe loader that drops tags
    except yaml.YAMLError as error:
        raise BuildError(f"mkdocs.yml is not readable: {error}") from error
    if not isinstance(told, dict):
        raise BuildError("mkdocs.yml is not readable: it has to be a block of keys")
    url, folder = told.get("site_url") or "", told.get("site_dir") or "site"
    if url and not re.match(r"^https?://[^\s/]+", str(url)):
        raise BuildError(f"site_url in mkdocs.yml is not an http or https address: {url}")
    return str(url), str(folder)


def _check(options: argparse.Namespace, root: Path) -> int:
    if options.explain:
        print(explain(options.explain))
        return 0
    return run_check(options, _project(options, root))


def _author(options: argparse.Namespace, root: Path) -> int:
    return run_authoring(options, _project(options, root))


def _figures(options: argparse.Namespace, root: Path) -> int:
    return run_figures(options, _project(options, root))


def _build(options: argparse.Namespace, root: Path) -> int:
    gc.disable()  # one build and out: collecting cycles takes a fourth of the time and frees nothing
    project = _project(options, root)
    site = (options.site_dir or root / _engine_settings(root)[1]).resolve()
    _refuse_foreign(site, project)
    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    ) as progress:
        line = progress.add_task("starting", total=None)
        try:
            summary = build(
                project,
                site,
                _Engine(project),
                Workers(processes=options.processes),
                lambda stage: progress.update(line, description=stage),
            )
        except Failed as failed:
            progress.stop()
            print(as_terminal(failed.diagnostics, lambda file: source_text(file, project)), file=sys.stderr)
            print("Nothing was built; the old site is as it was.", file=sys.stderr)
            return 1
    if options.no_pictures:
        summary.pictures = "left out, as asked"
    _report(summary, site, console)
    return 0


def _refuse_foreign(site: Path, project: Project) -> None:
    """Publishing replaces the whole folder: refuse one that touches a source, or that is no site of ours."""
    sources = (project.records.resolve(), project.config.resolve())
    if project.root.is_relative_to(site) or any(s.is_relative_to(site) or site.is_relative_to(s) for s in sources):
        raise BuildError(f"{site} is a source folder: choose another --site-dir")
    if not site.exists():
        return
    ours = site.is_dir() and (not any(site.iterdir()) or (site / "assets" / "bulletins.css").is_file())
    if not ours:
        raise BuildError(f"{site} holds something else than a site built here: choose another --site-dir, or empty it")


def _report(summary: Summary, site: Path, console: Console) -> None:
    """What was built: counts, seconds by stage, share from the cache."""
    table = Table(show_header=False, box=None, pad_edge=False)
    stamped = summary.bulletins + summary.browse
    engine = " (unchanged, from the cache)" if summary.engine_cached else ""
    table.add_row(
        "records",
        f"{summary.records} read, {_share(summary.records_cached, summary.records)} unchanged",
    )
    table.add_row(
        "pages",
        f"{stamped + summary.editorial}: {summary.bulletins} bulletins, {summary.browse} browse, "
        f"{summary.editorial} editorial{engine}",
    )
    table.add_row(
        "from the cache",
        f"{_share(summary.stamped_cached, stamped)} stamped pages",
    )
    if summary.largest:
        table.add_row("largest new page", f"{summary.largest:,} bytes")
    if summary.warnings:
        told = ", ".join(f"{number} {rule}" for rule, number in sorted(summary.warnings.items()))
        table.add_row("warnings", f"{sum(summary.warnings.values())}: {told} (see 'bulletins check')")
    table.add_row("sitemap", f"{summary.addresses} addresses")
    table.add_row("charts", f"{summary.charts} files; PNG {summary.pictures or MISSING}")
    table.add_row(
        "search",
        f"{summary.indexed} documents indexed, {summary.newly_indexed} of the bulletins anew"
        if summary.indexed
        else "left out",
    )
    table.add_row(
        "seconds", ", ".join(f"{name} {summary.seconds[name]:.2f}" for name in STAGES if name in summary.seconds)
    )
    table.add_row("total", f"{sum(summary.seconds.values()):.2f} s, published at {site}")
    console.print(table)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part // whole if whole else 0} %)"


def _serve(options: argparse.Namespace, root: Path) -> int:
    """Hand over to the engine's own server."""
    command = shutil.which("mkdocs", path=str(Path(sys.executable).parent)) or shutil.which("mkdocs")
    if command is None:
        raise BuildError("mkdocs is not installed in this environment: run 'make site' once")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.call([command, "serve", "-a", options.address], cwd=root, env=environment)


def run() -> None:
    """The command as a process: it ends at once, without taking apart ten thousands of records that go anyway."""
    try:
        status = main()
    except SystemExit as end:  # argparse: wrong use, or help
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # a pipe whose reader has gone
            stream.flush()
    os._exit(status)
