"""The command: invent records, build them with us, with Hugo and with plain MkDocs, print what it took."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.bench import hugo, material, ours
from tests.bench.invent import Terms, write_records
from tests.bench.measure import BenchError
from tests.bench.project import make_project
from tests.bench.report import Results, Sample, as_data, show

QUICK = 2_000
SAMPLE = 1_000


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(
        prog="python -m tests.bench", description="How fast the site is built, and beside what."
    )
    made.add_argument("--notices", type=int, default=20_000, help="how many notices to invent (default: 20,000)")
    made.add_argument("--languages", type=int, choices=(1, 2), default=1, help="publish English, or English and Korean")
    made.add_argument("--quick", action="store_true", help=f"{QUICK:,} notices, for trying")
    made.add_argument(
        "--only", choices=("ours", "hugo", "mkdocs"), help="measure one thing (ours is always built once)"
    )
    made.add_argument(
        "--repeat", type=int, default=2, help="times that a build from nothing is run; the fastest counts (default: 2)"
    )
    made.add_argument("--keep", type=Path, help="work in this folder, which has to be empty or absent, and keep it")
    made.add_argument("--json", type=Path, help="write the figures to this file too")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run it. Exit status 0 once everything was measured (whether or not a promise is kept), 1 where a build failed."""
    options = parser().parse_args(arguments)
    if options.quick:
        options.notices = QUICK
    if options.notices < 4 * ours.CHANGED or options.repeat < 1:
        print(f"bench: at least {4 * ours.CHANGED} notices and one run are needed", file=sys.stderr)
        return 1
    console = Console(width=170 if not sys.stdout.isatty() else None)
    try:
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            if any(options.keep.iterdir()):
                raise BenchError(f"{options.keep} is not empty")
            results = measure(options, options.keep.resolve(), console)
        else:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                results = measure(options, Path(folder), console)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    show(results, console)
    if options.json:
        options.json.write_text(json.dumps(as_data(results), indent=2) + "\n", encoding="utf-8")
    return 0


def measure(options: argparse.Namespace, work: Path, console: Console) -> Results:
    """Everything that was asked for, one after the other, in the folder `work`."""
    project = make_project(work / "project", options.languages)
    terms = Terms.read(project / "site_config" / "vocabularies")
    records, site = work / "records", work / "site"
    tell = console.log
    tell(f"inventing {options.notices:,} notices")
    files = write_records(records, terms, options.notices)
    lines = sum((records / file).read_bytes().count(b"\n") for file in files) / len(files)
    results = Results(options.notices, options.languages, lines)
    tell("ours, from nothing")
    builds = [ours.build_cold(project, records, site) for _ in range(options.repeat)]
    results.ours["cold"] = min(builds, key=lambda build: build.run.seconds)
    results.sizes = ours.sizes(site)
    if options.only in (None, "hugo"):
        tell("Hugo, from nothing")
        pages = hugo.make_source(work / "hugo", site, records, options.languages)
        runs = [hugo.build(work / "hugo", pages) for _ in range(options.repeat)]
        results.hugo = min(runs, key=lambda run: run.seconds)
        results.hugo_bytes = hugo.compare(work / "hugo", site)
    if options.only in (None, "mkdocs"):
        for way in material.WAYS:
            tell(f"MkDocs with Material, {way}")
            one = material.make_source(work / f"{way}-1", site, 1, way)
            many = material.make_source(work / way, site, SAMPLE, way)
            results.material[way] = Sample(
                material.build(work / f"{way}-1", one), material.build(work / way, many), many
            )
    if options.only in (None, "ours"):
        rebuilds(project, records, site, files, terms, results, console)
        tell("ours, fewer notices")
        counts = [options.notices // 4, options.notices // 2]
        results.linear = {
            **ours.linearity(project, work / "fewer", terms, counts),
            options.notices: results.ours["cold"],
        }
    return results


def rebuilds(
    project: Path, records: Path, site: Path, files: list[str], terms: Terms, results: Results, console: Console
) -> None:
    """Build again: unchanged, after a few changes, after a few additions."""
    console.log("ours, again")
    results.ours["unchanged"] = ours.build(project, records, site)
    ours.change_some(records, files)
    results.ours["changed"] = ours.build(project, records, site)
    ours.add_some(records, terms, results.notices)
    results.ours["added"] = ours.build(project, records, site)


if __name__ == "__main__":
    sys.exit(main())
