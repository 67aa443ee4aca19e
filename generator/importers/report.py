"""What became of everything that was read: for the officer as a table, for machines as JSON."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from generator.diagnostics import printable
from generator.importers.model import Register

VERSION = 1
SAMPLES = 3
LONGEST_SAMPLE = 120


@dataclass(slots=True)
class Unclear:
    """Values of a field that were not understood: how many, and the first few with their references."""

    count: int = 0
    samples: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """Counts of one import. `read` is the sum of `written`, `updated`, `unchanged`, `older` and `held`.

    `older` are entries that gave way to a newer edition of the same reference, or repeat one; `unchanged` includes
    `by_hand`: records that were edited since, about which the register has nothing new. `reasons` counts held-back
    entries by the first part of their reasons; an entry can have several.
    """

    source: str
    files: int = 0
    read: int = 0
    written: int = 0
    updated: int = 0
    unchanged: int = 0
    by_hand: int = 0
    older: int = 0
    held: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    unclear: dict[str, Unclear] = field(default_factory=dict)
    warnings: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    peak: int = 0

    def note_unclear(self, reference: str, values: Iterable[tuple[str, str]]) -> None:
        """Count values that were not understood."""
        for name, value in values:
            found = self.unclear.setdefault(name, Unclear())
            found.count += 1
            if len(found.samples) < SAMPLES:
                found.samples.append((reference, value[:LONGEST_SAMPLE]))

    def note_held(self, reasons: Iterable[str]) -> None:
        """Count an entry that was held back."""
        self.held += 1
        self.reasons.update({kind(reason) for reason in reasons})

    def as_book(self, register: Register) -> dict[str, Any]:
        """What is kept beside the records. The same files imported again give the same: it does not say what was new.

        `records` are those that were written, updated or found unchanged.
        """
        return {
            "version": VERSION,
            "source": self.source,
            "files": self.files,
            "read": self.read,
            "records": self.written + self.updated + self.unchanged,
            "older": self.older,
            "held": {"entries": self.held, "reasons": dict(_most_first(self.reasons))},
            "unclear": {
                name: {
                    "count": found.count,
                    "samples": [{"reference": reference, "value": value} for reference, value in found.samples],
                }
                for name, found in sorted(self.unclear.items())
            },
            "warnings": dict(_most_first(self.warnings)),
            "fields": {"mapped": list(register.mapped), "unmapped": list(register.unmapped)},
        }

    def as_json(self, register: Register) -> str:
        """For machines: the book, and under `run` what this one run did, its seconds and bytes of memory."""
        run = {
            "written": self.written,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "by_hand": self.by_hand,
            "seconds": {stage: round(seconds, 2) for stage, seconds in self.seconds.items()},
            "peak_bytes": self.peak,
        }
        return as_text({**self.as_book(register), "run": run})

    def show(self, console: Console, held: str) -> None:
        """The table. `held` is where the held-back entries lie."""
        table = Table(show_header=False, box=None, pad_edge=False)
        by_hand = f" ({self.by_hand:,} of them edited by hand)" if self.by_hand else ""
        table.add_row("read", f"{self.read:,} entries in {self.files:,} files")
        table.add_row("written", f"{self.written:,}")
        table.add_row("updated", f"{self.updated:,}")
        table.add_row("unchanged", f"{self.unchanged:,}{by_hand}")
        table.add_row("older editions", f"{self.older:,}")
        table.add_row("held back", f"{self.held:,}" + (f", see {held}" if self.held else ""))
        for name, count in _most_first(self.reasons):
            table.add_row("", f"{count:,}  {printable(name)}")
        table.add_row("not understood", f"{sum(found.count for found in self.unclear.values()):,} values")
        for name, found in sorted(self.unclear.items(), key=lambda pair: -pair[1].count):
            samples = "; ".join(f"{printable(reference)}: {printable(value)}" for reference, value in found.samples)
            table.add_row("", f"{found.count:,}  {printable(name)} ({samples})")
        told = ", ".join(f"{count:,} {name}" for name, count in _most_first(self.warnings))
        table.add_row("warnings", told or "none")
        table.add_row("seconds", ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in self.seconds.items()))
        table.add_row("memory", f"{self.peak / 2**20:,.0f} MiB at most, all processes together")
        console.print(table, markup=False, highlight=False)


def kind(reason: str) -> str:
    """The part of a reason by which it is counted: what stands before a colon, mostly the name of a rule."""
    return reason.split(":", 1)[0][:80]


def as_text(data: Any) -> str:
    """JSON as it is kept and printed."""
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode() + "\n"


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
