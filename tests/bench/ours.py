"""Building invented records with our own command: from nothing, unchanged, after changes."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.invent import SEED, YEARS, Terms, write_one, write_records
from tests.bench.measure import BenchError, Run, put_aside, run

_STAGE = re.compile(r"([a-z ]+?) (\d+\.\d+)(?:,|$)")
_CHANGE = ("The sale was stopped.", "The sale has been stopped.")
CHANGED = 10


@dataclass(frozen=True, slots=True)
class Build:
    """One build: what it took, and its seconds by stage as the command itself tells them."""

    run: Run
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many bulletin pages a site has, their bytes before compression, and how many pages there are in all."""

    bulletins: int
    mean: int
    largest: int
    pages: int


def build(project: Path, records: Path, site: Path) -> Build:
    """Build `records` into `site` with whatever the cache holds. Raises BenchError where it fails."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--project",
        str(project),
        "--config",
        str(project / "site_config"),
    ]
    command += ["--records", str(records), "--site-dir", str(site), "--no-search", "--no-pictures"]
    done = run(command, project, {"COLUMNS": "400"})
    line = next((line for line in done.output.splitlines() if line.startswith("seconds ")), "")
    stages = {name.strip(): float(seconds) for name, seconds in _STAGE.findall(line.removeprefix("seconds"))}
    if not stages:
        raise BenchError(f"the build told no stages:\n{done.output[-3000:]}")
    return Build(done, stages)


def build_cold(project: Path, records: Path, site: Path) -> Build:
    """Build with no cache and no old site."""
    for folder in (project / ".cache", site):
        put_aside(folder)
    return build(project, records, site)


def sizes(site: Path) -> Sizes:
    """Measure the pages of a site."""
    pages = list(site.rglob("index.html"))
    found = [path.stat().st_size for path in pages if path.parent.name.startswith("PSB-")]
    if not found:
        raise BenchError(f"there is no bulletin page in {site}")
    return Sizes(len(found), sum(found) // len(found), max(found), len(pages))


def change_some(records: Path, files: list[str]) -> None:
    """Change the text of a few notices."""
    for file in Random(SEED).sample(files, CHANGED):
        path = records / file
        text = path.read_text(encoding="utf-8")
        if _CHANGE[0] not in text:
            raise BenchError(f"{file} does not hold the text to change")
        path.write_text(text.replace(*_CHANGE), encoding="utf-8")


def add_some(records: Path, terms: Terms, total: int) -> None:
    """Add a few notices, newer than all others."""
    import datetime

    year = YEARS[-1]
    for extra in range(CHANGED):
        number = -(-total // len(YEARS)) + extra + 1
        write_one(
            records, terms, f"PSB-{year}-{number:04d}", datetime.date(year, 12, 31), Random(f"{SEED} new {extra}")
        )


def linearity(project: Path, folder: Path, terms: Terms, counts: list[int]) -> dict[int, Build]:
    """Cold builds of several numbers of notices."""
    found = {}
    for count in counts:
        write_records(folder / "records", terms, count)
        found[count] = build_cold(project, folder / "records", folder / "site")
        put_aside(folder)
    return found
