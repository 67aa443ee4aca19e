"""The command: import every register's real data, check what was written, build it, and print what each step took.

`python -m tests.bench.imports DATA` takes the folder that holds the data (`../shared/data`). Seconds are wall
clock; CPU is the processor time of all processes, which other work on the machine disturbs less.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.measure import BenchError, Run, run
from tests.support.project import REPOSITORY

FOLDERS = {
    "safety-gate": "eu-safety-gate/raw",
    "cpsc": "us-cpsc-csv/csv",
    "canada": "ca-recalls",
    "safetykorea": "kr-seoul-recalls",
}
AIMS = {"import": (90, 500), "check": (40, None), "check again": (6, None)}
"""Seconds and MiB (all processes) that the steps on Safety Gate may take."""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m tests.bench.imports", description="How fast registers are imported.")
    made.add_argument("data", type=Path, nargs="?", default=REPOSITORY.parent / "shared" / "data")
    made.add_argument("--only", choices=tuple(FOLDERS), help="one register")
    made.add_argument("--build", action="store_true", help="build the site of each import too (without search)")
    made.add_argument("--search", action="store_true", help="and its search index")
    made.add_argument("--keep", type=Path, help="write the records into this folder, which is kept")
    return made


def steps(source: str, data: Path, work: Path, options: argparse.Namespace) -> dict[str, Run]:
    """Each step with what it took. Raises BenchError where one fails."""
    records = work / source
    command = [sys.executable, "-m", "generator"]
    imported = [*command, "import", source, str(data / FOLDERS[source]), "--into", str(records), "--format", "json"]
    checked = [*command, "check", "--records", str(records), "--project", str(REPOSITORY)]
    records.mkdir(parents=True, exist_ok=True)
    found = {"import": run([*imported, "--project", str(REPOSITORY)], work)}
    found["import again"] = run([*imported, "--project", str(REPOSITORY)], work)
    found["check"] = run(checked, work)
    found["check again"] = run(checked, work)
    if options.build or options.search:
        site = work / f"{source}-site"
        built = [*command, "build", "--project", str(REPOSITORY), "--records", str(records), "--site-dir", str(site)]
        found["build"] = run(built if options.search else [*built, "--no-search"], work, {"COLUMNS": "300"})
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run it. Exit status 0 once everything was measured, 1 where a step failed."""
    options = parser().parse_args(arguments)
    console = Console(width=150 if not sys.stdout.isatty() else None)
    sources = [options.only] if options.only else list(FOLDERS)
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        work = (options.keep or Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        try:
            for source in sources:
                show(source, steps(source, options.data.resolve(), work, options), console)
        except BenchError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    return 0


def show(source: str, found: dict[str, Run], console: Console) -> None:
    """The table of one register, and what became of its items."""
    table = Table(title=source)
    for name in ("", "seconds", "CPU", "MiB all", "aim", ""):
        table.add_column(name, justify="left" if not name else "right")
    for name, done in found.items():
        seconds, memory = AIMS.get(name, (None, None)) if source == "safety-gate" else (None, None)
        kept = seconds is None or (done.seconds < seconds and (memory is None or done.memory < memory * 2**20))
        aim = f"under {seconds} s" + (f", {memory} MiB" if memory else "") if seconds else ""
        verdict = ("PASS" if kept else "MISS") if aim else ""
        table.add_row(name, f"{done.seconds:.1f}", f"{done.cpu:.1f}", f"{done.memory / 2**20:,.0f}", aim, verdict)
    console.print(table)
    told = json.loads(found["import"].output[found["import"].output.index("{") :])
    again = json.loads(found["import again"].output[found["import again"].output.index("{") :])
    held, unclear = told["held"], sum(value["count"] for value in told["unclear"].values())
    share = (told["records"] + told["older"] + held["entries"]) / told["read"]
    console.print(
        f"read {told['read']:,}: {told['records']:,} records, {told['older']:,} older editions, "
        f"{held['entries']:,} held back {held['reasons']}; accounted for {share:.2%}",
        f"\nwarnings {told['warnings']}; not understood {unclear:,} values",
        f"\nimported again: {again['run']['unchanged']:,} unchanged of {again['records']:,}",
        markup=False,
        highlight=False,
    )
    if "build" in found:
        console.print(found["build"].output.strip(), markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
