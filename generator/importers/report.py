"""What became of every item of an import: told as a table, as JSON, and kept beside the ledger."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from generator.importers.making import Made

VERSION = 1
SAMPLES = 3
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of an import. `read` items = records (new + updated + unchanged) + earlier editions + held back.

    `held` counts by reason; `unclear` has for each field how often it could not be understood, and samples; `warnings`
    counts the check's warnings on the records by rule.
    """

    source: str
    files: int
    read: int
    new: int
    updated: int
    unchanged: int
    earlier: int
    held_items: int
    held: dict[str, int]
    unclear: dict[str, tuple[int, tuple[str, ...]]]
    warnings: dict[str, int]

    @property
    def records(self) -> int:
        """References that are a record now."""
        return self.new + self.updated + self.unchanged

    def as_json(self, *, run: bool = False) -> str:
        """The report as JSON. Without `run` only what does not depend on what was there before: a second import of the
        same files gives the same text.
        """
        told = {"version": VERSION, **asdict(self), "records": self.records}
        if not run:
            for name in ("new", "updated", "unchanged"):
                del told[name]
        told["unclear"] = {name: {"count": n, "samples": list(s)} for name, (n, s) in self.unclear.items()}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def summed(source: str, files: int, read: int, made: Iterable[Made]) -> Report:
    """Add up what became of each reference."""
    outcomes: Counter[str] = Counter()
    held: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    unclear: dict[str, list[str]] = defaultdict(list)
    earlier = items = 0
    for result in made:
        outcomes[result.outcome] += 1
        earlier += result.earlier
        items += len(result.held)
        held.update(_kind(item.reasons[0]) for item in result.held)
        if result.row and result.outcome != "held":
            warnings.update(result.row.warnings)
        for name, value in result.unclear:
            unclear[name].append(value)
    return Report(
        source=source,
        files=files,
        read=read,
        new=outcomes["new"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"],
        earlier=earlier,
        held_items=items,
        held=dict(sorted(held.items())),
        unclear={name: (len(values), _samples(values)) for name, values in sorted(unclear.items())},
        warnings=dict(sorted(warnings.items())),
    )


def _kind(reason: str) -> str:
    """A reason without what it says of the one item."""
    return reason.split(":")[0]


def _samples(values: list[str]) -> tuple[str, ...]:
    """The first values in alphabetical order, short, and each once: the same ones for the same items."""
    return tuple(value if len(value) <= LONGEST else f"{value[:LONGEST]}…" for value in sorted(set(values))[:SAMPLES])


def show(report: Report, console: Console, seconds: dict[str, float], memory: int) -> None:
    """The report for a person. `memory` is the peak of the largest process in bytes."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_row("read", f"{report.read:,} items in {report.files:,} files")
    table.add_row(
        "records",
        f"{report.records:,}: {report.new:,} new, {report.updated:,} updated, {report.unchanged:,} unchanged",
    )
    table.add_row("earlier editions", f"{report.earlier:,} items gave way to a newer or an equal one")
    table.add_row("held back", f"{report.held_items:,} items{_counts(report.held)}")
    told = sum(count for count, _ in report.unclear.values())
    table.add_row("not understood", f"{told:,} values")
    for name, (count, samples) in sorted(report.unclear.items(), key=lambda item: -item[1][0]):
        table.add_row("", f"{count:,} {name}, for example {'; '.join(repr(sample) for sample in samples)}")
    table.add_row("warnings", f"{sum(report.warnings.values()):,}{_counts(report.warnings)}")
    table.add_row("seconds", ", ".join(f"{name} {value:.1f}" for name, value in seconds.items()))
    table.add_row("largest process", f"{memory / 2**20:,.0f} MiB")
    console.print(table, markup=False, highlight=False)


def _counts(counted: dict[str, int]) -> str:
    if not counted:
        return ""
    return ": " + ", ".join(f"{count:,} {name}" for name, count in sorted(counted.items(), key=lambda item: -item[1]))
