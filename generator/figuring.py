"""The command `bulletins figures`: every figure of the platforms as of a day, as a table, as CSV or as JSON."""

import argparse
import csv
import gc
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from generator.compliance.figure import Figure, Part, Unit
from generator.compliance.summary import Compliance, compute
from generator.diagnostics import as_terminal, printable
from generator.export.figures import JSON_VERSION, cell, platform_data
from generator.loading.load import load
from generator.site.lock import one_at_a_time
from generator.site.project import Project
from generator.site.usage import WrongUse, day
from generator.site.workers import Workers

FORMATS = ("table", "csv", "json")
COLUMNS = (
    "as_of",
    "method",
    "platform",
    "split",
    "split_value",
    "figure",
    "unit",
    "numerator",
    "n",
    "value",
    "least",
    "most",
    "lower",
    "upper",
    "parts",
    "left_out",
    "cases",
    "note",
)


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What `bulletins figures` understands."""
    command.add_argument("--as-of", metavar="DATE", type=day, help="count only what is dated up to this day")
    command.add_argument("--platform", metavar="ID", action="append", help="only this platform; may be given again")
    command.add_argument("--format", choices=FORMATS, default="table", help="how to print it (default: table)")
    command.add_argument("--records", type=Path, help="a folder laid out like bulletins/")
    command.add_argument("--config", type=Path, help="another site_config folder")


def run_figures(options: argparse.Namespace, project: Project) -> int:
    """Compute and print. Exit status 0: done, 1: the records have errors."""
    gc.disable()  # one command and out: the cases hold no cycles, and there may be very many
    with one_at_a_time(project.cache, lambda text: print(f"bulletins: {text}", file=sys.stderr)):
        loaded = load(project.config, project.records, project.cache, Workers().map)
        if loaded.catalog is None:
            print(as_terminal(loaded.diagnostics, lambda _: None), file=sys.stderr)
            print("No figures: mend the records first ('bulletins check').", file=sys.stderr)
            return 1
        known = loaded.catalog.settings.platforms
        for name in options.platform or ():
            if name not in known:
                raise WrongUse(f"there is no platform '{name}': {', '.join(sorted(known))}")
        found = compute(loaded.catalog, options.as_of, options.platform)
    told = {"table": as_table, "csv": as_csv, "json": as_json}[options.format](found)
    sys.stdout.write(told)
    return 0


def rows(found: Compliance) -> Iterator[tuple[str, str, str, Figure]]:
    """Every figure with its platform, split and value of the split (both empty: all cases of the platform)."""
    for name, platform in found.platforms.items():
        for figure in platform.figures.values():
            yield name, "", "", figure
        for split, values in platform.splits.items():
            for value, figures in values.items():
                for figure in figures.values():
                    yield name, split, value, figure


# -- CSV


def as_csv(found: Compliance) -> str:
    """One line a figure. Lists of cases are separated by spaces; a value below the threshold is left empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for platform, split, value, figure in rows(found):
        writer.writerow(
            [
                str(found.as_of),
                figure.version,
                cell(platform),
                cell(split),
                cell(value),
                figure.id,
                figure.unit.value,
                figure.parts[0].count if figure.unit is Unit.SHARE else "",
                figure.n,
                *_numbers(figure),
                cell("; ".join(f"{part.name}: {part.count}" for part in figure.parts)),
                cell("; ".join(f"{part.name}: {part.count}" for part in figure.left_out)),
                cell(" ".join(figure.ids)),
                cell(figure.note),
            ]
        )
    return out.getvalue()


def _numbers(figure: Figure) -> list[str]:
    """Value, what it lies between, and its interval; empty where not defined, not reached, or not to be printed."""
    if not figure.enough:
        return [""] * 5
    numbers = figure.value, figure.least, figure.most, figure.lower, figure.upper
    return ["" if number is None else repr(number) for number in numbers]


# -- JSON


def as_json(found: Compliance) -> str:
    """Everything, with the cases behind each figure; `version` changes when a key does."""
    told = {
        "version": JSON_VERSION,
        "as_of": str(found.as_of) if found.as_of else None,
        "method": found.version,
        "platforms": [platform_data(platform) for platform in found.platforms.values()],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


# -- table


def as_table(found: Compliance) -> str:
    """The figures of all cases of each platform that has any, for a terminal."""
    if found.as_of is None:
        return "No records, no figures.\n"
    out = io.StringIO()
    console = Console(file=out, width=150, no_color=True, highlight=False, markup=False)
    console.print(f"As of {found.as_of}, method {found.version}. Figures that are derived here from the records.")
    silent = [name for name, one in found.platforms.items() if not any(_speaks(f) for f in one.figures.values())]
    for name, platform in found.platforms.items():
        if name in silent:
            continue
        table = Table(title=printable(name), title_justify="left", box=None, pad_edge=False)
        for column in ("figure", "value", "95 %", "n", "of these", "left out"):
            table.add_column(column, justify="right" if column in ("value", "n") else "left")
        for figure in platform.figures.values():
            table.add_row(_title(figure), *_told(figure), _list(figure.parts), _list(figure.left_out))
        console.print()
        console.print(table)
    if silent:
        console.print(f"\nNo notices or cases as of this day: {', '.join(map(printable, silent))}")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _title(figure: Figure) -> str:
    days = figure.unit in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.HOURS)
    return f"{figure.title.removesuffix(f' in {figure.unit}')}, {figure.unit}" if days else figure.title


def _speaks(figure: Figure) -> bool:
    return bool(figure.ids or figure.left_out)


def _told(figure: Figure) -> tuple[str, str, str]:
    """Value, interval and number of cases in words."""
    if not figure.enough:
        return "", f"fewer than {figure.threshold}" if figure.n else "no case", str(figure.n)
    if figure.unit is Unit.COUNT:
        return f"{figure.value:g}" if figure.value is not None else "", "", str(figure.n)
    least, most, lower, upper = (
        _number(x, figure.unit) for x in (figure.least, figure.most, figure.lower, figure.upper)
    )
    value = least if figure.settled else f"{least} to {most}"
    bounded = figure.unit is Unit.SHARE or figure.curves
    return value, f"{lower} to {upper}" if bounded else "", str(figure.n)


def _number(value: float | None, unit: Unit) -> str:
    """A number for people; the unit stands in the figure's name."""
    if value is None:
        return "not reached"
    return f"{100 * value:.1f} %" if unit is Unit.SHARE else f"{value:g}"


def _list(shown: tuple[Part, ...]) -> str:
    return "; ".join(f"{part.count} {part.name}" for part in shown if part.count)
