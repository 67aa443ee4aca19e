"""The number of a new notice: the one after the highest that was ever given in its year."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

MOST = 999_999


class NoNumberLeft(Exception):
    """Every number of the year has been given."""


def next_id(records: Path, prefix: str, year: int) -> str:
    """The next free id of a year. Numbers of withdrawn notices, and of files that git remembers, are never reused."""
    form = re.compile(rf"{re.escape(prefix)}-{year:04d}-([0-9]{{4,6}})")
    highest = 0
    for name in _names(records):
        found = form.fullmatch(name)
        highest = max(highest, int(found[1]) if found else 0)
    if highest >= MOST:
        raise NoNumberLeft(f"{year} has no number left after {highest}")
    return f"{prefix}-{year:04d}-{highest + 1:04d}"


def _names(records: Path) -> Iterator[str]:
    """Names of record files, without their ending: those that are there, and those that were."""
    for folder in ("notices", "responses"):
        for path in (records / folder).rglob("*.yml"):
            yield path.stem
    for line in _remembered(records):
        yield Path(line).stem


def _remembered(records: Path) -> list[str]:
    """Files that were ever added below the records, as git knows them; none where there is no git or no repository."""
    log = ["git", "-C", str(records), "log", "--all", "--diff-filter=A", "--no-renames", "--name-only", "--format="]
    try:
        done = subprocess.run(
            [*log, "--", "."], capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return []
    return done.stdout.splitlines() if done.returncode == 0 else []
