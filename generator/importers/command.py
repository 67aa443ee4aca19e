"""The command `bulletins import`: what is asked for, and how the import is told while it runs and at its end."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from generator.diagnostics import as_terminal
from generator.importers.model import ImportFailed, Register
from generator.importers.sources import MODULES, register
from generator.loading.files import IMPORTS
from generator.loading.settings import Settings, load_settings
from generator.site.workers import Workers

Tell = Callable[[str, int, int], None]
FORMATS = ("table", "json")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What `bulletins import` understands."""
    command.add_argument("source", choices=MODULES, metavar="SOURCE", help=f"the register: {', '.join(MODULES)}")
    command.add_argument("path", nargs="+", type=Path, metavar="FILE", help="its files, or folders that hold them")
    command.add_argument("--into", type=Path, required=True, metavar="DIR", help="a folder laid out like bulletins/")
    command.add_argument("--config", type=Path, help="another site_config folder")
    command.add_argument("--format", choices=FORMATS, default="table", help="how to report (default: table)")
    command.add_argument("--processes", type=_count, default=None, help="worker processes (default: one a core)")
    command.add_argument("--dry-run", action="store_true", help="read, convert, check and report, but write nothing")
    keep = "let records that were edited by hand stand against a newer entry of the register"
    command.add_argument("--keep-edited", action="store_true", help=keep)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes, such as 2")
    return int(text)


def import_files(options: argparse.Namespace, root: Path, chosen: Register | None = None) -> int:
    """Import and report. Exit status 0: done, whatever was held back; 1: nothing could be imported, or not all.

    `root` is the project's folder; `chosen` takes the place of the register that `options.source` names.
    """
    config = options.config.resolve() if options.config else root / "site_config"
    settings, diagnostics = load_settings(config, config.name)
    if settings is None:
        print(as_terminal(diagnostics, lambda file: None), file=sys.stderr)
        return 1
    try:
        return _run(options, settings, chosen)
    except ImportFailed as error:
        print(f"bulletins: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        print(
            f"bulletins: {error.strerror or error}{place}; every record that was written is whole: mend it and run the "
            "import again, it goes on from there",
            file=sys.stderr,
        )
        return 1


def _run(options: argparse.Namespace, settings: Settings, chosen: Register | None) -> int:
    from generator.importers.run import HELD_BOOK, Wish, run  # other commands have no need of it

    for path in options.path:
        if not path.exists():
            raise ImportFailed(f"there is no {path}: name a file of the register, or a folder that holds such files")
    chosen = chosen or register(options.source)
    console = Console(stderr=True)
    wish = Wish(
        chosen,
        tuple(options.path),
        options.into.resolve(),
        settings,
        Workers(processes=options.processes),
        options.dry_run,
        options.keep_edited,
    )
    with _progress(console) as tell:
        report = run(wish, tell)
    if options.format == "json":
        print(report.as_json(chosen), end="")
    else:
        report.show(console, str(options.into / IMPORTS / chosen.name / HELD_BOOK))
    return 0


@contextmanager
def _progress(console: Console) -> Iterator[Tell]:
    """A line for each stage, with its bar and its rate; nothing where nobody watches a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        lines: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in lines:
                lines[stage] = progress.add_task(stage, total=total or None, rate="")
            if done % 50 == 0 or done == total:
                speed = progress.tasks[lines[stage]].speed
                progress.update(lines[stage], completed=done, rate=f"{speed:,.0f} a second" if speed else "")

        yield tell


__all__ = ["add_arguments", "import_files"]
