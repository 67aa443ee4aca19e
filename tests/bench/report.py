"""What was measured, as one table and as data."""

import platform
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from tests.bench import hugo
from tests.bench.measure import Run
from tests.bench.ours import CHANGED, Build, Sizes

KB = 1000
MIB = 1024**2
ROUND = {
    "cold": "from nothing",
    "unchanged": "again, nothing changed",
    "changed": f"{CHANGED} notices changed",
    "added": f"{CHANGED} notices added",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A build of one page, and of some more, from which a build of all is reckoned."""

    one: Run
    many: Run
    count: int

    def scaled(self, pages: int) -> float:
        """Seconds for all pages: the start, measured with one page, plus the seconds of each further one."""
        each = (self.many.seconds - self.one.seconds) / max(1, self.count - 1)
        return self.one.seconds + each * (pages - 1)


WAYS = {
    "plain": "plain MkDocs with Material",
    "unlisted": "MkDocs with Material, pages kept out of its navigation",
}


@dataclass(slots=True)
class Results:
    """Everything that was measured in one run; None or empty where it was left out."""

    notices: int
    languages: int
    record_lines: float
    sizes: Sizes | None = None
    ours: dict[str, Build] = field(default_factory=dict)
    linear: dict[int, Build] = field(default_factory=dict)
    hugo: Run | None = None
    hugo_bytes: float = 0.0
    material: dict[str, Sample] = field(default_factory=dict)

    def scaled(self, way: str) -> float:
        """Seconds that MkDocs would take for all pages."""
        return self.material[way].scaled(self.notices * self.languages)


@dataclass(frozen=True, slots=True)
class Aim:
    """A promise, what was measured, and whether it is kept."""

    name: str
    wanted: str
    found: str
    kept: bool


def machine() -> dict[str, str | float]:
    """The machine and the versions of what was measured."""
    return {
        "cores": psutil.cpu_count() or 0,
        "load": round(psutil.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "hugo": hugo.version(),
        "mkdocs": version("mkdocs"),
        "mkdocs-material": version("mkdocs-material"),
        "pydantic": version("pydantic"),
        "pyyaml": version("pyyaml"),
    }


def aims(results: Results) -> list[Aim]:
    """Every promise that this run can judge."""
    found = []
    cold = results.ours["cold"].run
    if results.hugo:
        ratio = cold.seconds / results.hugo.seconds
        found.append(Aim("full build beside Hugo", "at most 1.00 x", f"{ratio:.2f} x", ratio <= 1))
    if results.material:
        ratio = results.scaled("plain") / cold.seconds
        found.append(Aim("faster than plain MkDocs with Material", "at least 15 x", f"{ratio:.1f} x", ratio >= 15))
        ratio = results.scaled("unlisted") / cold.seconds
        name = "faster than MkDocs with Material, pages kept out of its navigation"
        found.append(Aim(name, "15 x if that was meant", f"{ratio:.1f} x", ratio >= 15))
    if "changed" in results.ours:
        share = results.ours["changed"].run.seconds / cold.seconds
        found.append(Aim(f"rebuild after {CHANGED} changed notices", "under 15 %", f"{share:.1%}", share < 0.15))
    memory = max(build.run.memory for build in results.ours.values())
    found.append(Aim("peak memory, all processes", "under 1,024 MiB", f"{memory / MIB:,.0f} MiB", memory < 1024 * MIB))
    if results.sizes:
        largest = results.sizes.largest
        found.append(
            Aim(
                "largest bulletin page before compression", "under 20.0 KB", f"{largest / KB:.1f} KB", largest < 20 * KB
            )
        )
    if results.linear:
        each = [build.run.seconds / count for count, build in sorted(results.linear.items())]
        growth = each[-1] / each[0]
        found.append(
            Aim("seconds a notice, most notices beside fewest", "at most 1.15 x", f"{growth:.2f} x", growth <= 1.15)
        )
    return found


def show(results: Results, console: Console) -> None:
    """Print the table, the promises and the machine."""
    stages = list(dict.fromkeys(stage for build in results.ours.values() for stage in build.stages))
    about = f"{results.notices:,} invented notices ({results.record_lines:.0f} lines each)"
    table = Table(title=f"{about}, {results.languages} language(s), no search index, no PNG of charts")
    for name in ("", "seconds", "CPU", *stages, "MiB all", "MiB largest"):
        table.add_column(name, justify="right" if name else "left")
    for name, build in results.ours.items():
        table.add_row(
            f"ours, {ROUND[name]}",
            *_figures(build.run),
            *(f"{build.stages.get(s, 0):.2f}" for s in stages),
            *_memory(build.run),
        )
    if results.hugo:
        table.add_row(
            f"Hugo {hugo.version()}, from nothing",
            *_figures(results.hugo),
            *("" for _ in stages),
            *_memory(results.hugo),
        )
    for way, sample in results.material.items():
        for count, run in ((1, sample.one), (sample.count, sample.many)):
            name = f"{WAYS[way]}: {count:,} page{'s' if count > 1 else ''}"
            table.add_row(name, *_figures(run), *("" for _ in stages), *_memory(run))
        name = f"  scaled to {results.notices * results.languages:,} pages"
        table.add_row(name, f"{results.scaled(way):.1f}", "", *("" for _ in stages), "", "")
    for count, build in sorted(results.linear.items()):
        each = f"ours, {count:,} notices: {build.run.seconds / count * 1e6:,.0f} µs each"
        table.add_row(
            each, *_figures(build.run), *(f"{build.stages.get(s, 0):.2f}" for s in stages), *_memory(build.run)
        )
    console.print(table)
    if results.sizes:
        s = results.sizes
        console.print(
            f"{s.pages:,} pages, {s.bulletins:,} of them bulletins of {s.mean:,} bytes on average, "
            f"{s.largest:,} at most (HTML, before compression)"
        )
    console.print(_notes(results))
    promises = Table("promise", "wanted", "measured", "")
    for aim in aims(results):
        promises.add_row(aim.name, aim.wanted, aim.found, "PASS" if aim.kept else "MISS")
    console.print(promises)
    console.print(", ".join(f"{name} {value}" for name, value in machine().items()))


def _notes(results: Results) -> str:
    notes = [
        "Seconds: wall clock of the whole command, seen from outside; the stages are what our command tells itself.",
        "CPU: processor seconds of all its processes, which other work on the machine disturbs less.",
        "MiB all: summed proportional set size of all processes, seen every 0.2 s; MiB largest: peak of one process.",
    ]
    if results.hugo:
        notes.append(
            "Hugo gets every bulletin and browse page with its body ready-made, so it is spared computing them (which "
            "favours it); it leaves out the home page, some twenty others and the files for download. Neither makes an "
            "index for search or for Check my item, nor PNG pictures of charts ('make bench-charts' and 'make "
            "bench-search' tell what those cost). Its bulletin pages have "
            f"{results.hugo_bytes:.3f} bytes for each byte of ours."
        )
    if results.material:
        notes.append(
            "MkDocs gets bodies ready-made in Markdown files, its search left out. Plain: as it comes, every page in "
            "the navigation and the navigation in every page; its seconds a page grow with the pages, so the scaled "
            "figure is too low for it."
        )
    return "\n".join(notes)


def _figures(run: Run) -> tuple[str, str]:
    return f"{run.seconds:.2f}", f"{run.cpu:.2f}"


def _memory(run: Run) -> tuple[str, str]:
    return f"{run.memory / MIB:,.0f}", f"{run.largest / MIB:,.0f}"


def as_data(results: Results) -> dict[str, Any]:
    """The same as plain data, without the commands' output."""

    def plain(run: Run) -> dict[str, Any]:
        return {
            "seconds": round(run.seconds, 3),
            "cpu": round(run.cpu, 3),
            "memory": run.memory,
            "largest_process": run.largest,
        }

    def staged(build: Build) -> dict[str, Any]:
        return {**plain(build.run), "stages": build.stages}

    return {
        "notices": results.notices,
        "languages": results.languages,
        "record_lines": round(results.record_lines, 1),
        "sizes": asdict(results.sizes) if results.sizes else None,
        "ours": {name: staged(build) for name, build in results.ours.items()},
        "linear": {str(count): staged(build) for count, build in results.linear.items()},
        "hugo": plain(results.hugo) if results.hugo else None,
        "material": {
            way: {
                "one": plain(sample.one),
                "sample": plain(sample.many),
                "pages": sample.count,
                "scaled_seconds": round(results.scaled(way), 1),
            }
            for way, sample in results.material.items()
        },
        "aims": [asdict(aim) for aim in aims(results)],
        "machine": machine(),
    }
