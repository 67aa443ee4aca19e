"""The command `bulletins import`: from a register's files to records."""

import argparse
import resource
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from generator.importers.model import ImportFailed
from generator.importers.report import show
from generator.importers.run import run_import
from generator.importers.sources import SOURCES
from generator.site.workers import Workers


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What `bulletins import` understands."""
    command.add_argument("source", choices=tuple(SOURCES), metavar="SOURCE", help=f"one of {', '.join(SOURCES)}")
    command.add_argument("path", nargs="+", type=Path, metavar="FILE", help="files of the register, or folders of them")
    command.add_argument("--into", required=True, type=Path, metavar="DIR", help="the records' folder to write into")
    command.add_argument("--config", type=Path, help="another site_config folder")
    command.add_argument("--format", choices=("table", "json"), default="table", help="how to tell it (default: table)")
    command.add_argument("--dry-run", action="store_true", help="tell what would happen, and write nothing")
    command.add_argument("--processes", type=int, default=None, help="worker processes (default: one a core)")


def import_files(options: argparse.Namespace, root: Path) -> int:
    """Import and report. Exit status 0: done (held-back items are told), 1: a file cannot be read or written."""
    console = Console(stderr=True)
    config = (options.config or root / "site_config").resolve()
    clock = _Clock()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            lines = {stage: progress.add_task(stage, total=None) for stage in ("reading", "writing")}

            def tell(stage: str, done: int, total: int) -> None:
                clock.note(stage)
                progress.update(lines[stage], completed=done, total=total)

            report = run_import(
                options.source,
                options.path,
                options.into.resolve(),
                config,
                Workers(processes=options.processes),
                tell,
                dry=options.dry_run,
            )
    except ImportFailed as error:
        print(f"bulletins: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        print(f"bulletins: {error.strerror or error}{place}; import again once that is mended", file=sys.stderr)
        return 1
    if options.format == "json":
        print(report.as_json(run=True), end="")
    else:
        show(report, console, clock.stages(), _memory())
    return 0


class _Clock:
    """Seconds of each stage, from the moments at which it is told."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._last: dict[str, float] = {}

    def note(self, stage: str) -> None:
        """The stage is going on."""
        self._last[stage] = time.perf_counter()

    def stages(self) -> dict[str, float]:
        """Seconds by stage; what is left over goes to the last."""
        found, before = {}, self._began
        for stage, moment in self._last.items():
            found[stage], before = moment - before, moment
        return {**found, "keeping": time.perf_counter() - before}


def _memory() -> int:
    """Peak memory of the largest process, in bytes."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) * 1024
