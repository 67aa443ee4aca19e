"""What is wrong, where, and how to mend it; and how a terminal shows it."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path as shown to the reader, line and column counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the input.

    `rule` is the short name of what was broken, `message` says what is wrong, `hint` how to mend it.
    """

    rule: str
    message: str
    location: Location
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.location}: {self.message} ({self.rule})"


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, line and column, each once."""
    return sorted(set(diagnostics), key=lambda d: (d.location, d.rule, d.message))


def printable(text: str) -> str:
    """Text from a record made safe for a terminal: control and direction characters become visible codes."""
    return "".join(
        char
        if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else f"<U+{ord(char):04X}>"
        for char in text
    )


def _width(text: str) -> int:
    """Columns that a terminal gives to the text: Korean and other wide characters take two."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def _frame(location: Location, lines: list[str]) -> list[str]:
    """The line before, the line itself and a caret below the column."""
    if not 1 <= location.line <= len(lines):
        return []
    number = len(str(location.line))
    shown = []
    for line in range(max(1, location.line - 1), location.line + 1):
        text = printable(lines[line - 1].replace("\t", "    "))
        shown.append(f"  {line:>{number}} | {text[:160]}{'…' if len(text) > 160 else ''}")
    before = printable(lines[location.line - 1][: max(0, location.column - 1)].replace("\t", "    "))[:160]
    shown.append(f"  {' ' * number} | {' ' * _width(before)}^")
    return shown


def as_terminal(diagnostics: Iterable[Diagnostic], source: Callable[[str], str | None]) -> str:
    """Every finding with its code frame and remedy, and a summary as the last line.

    `source` gives the text of a file by the name in the location, or None where it cannot be read.
    """
    ordered = in_order(diagnostics)
    blocks, texts = [], dict[str, list[str]]()
    for found in ordered:
        file = found.location.file
        if file not in texts:
            texts[file] = (source(file) or "").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        heading = f"{printable(str(found.location))}: {printable(found.message)} ({found.rule})"
        lines = [heading, *_frame(found.location, texts[file])]
        if found.severity is Severity.WARNING:
            lines[0] = f"warning: {lines[0]}"
        if found.hint:
            lines.append(f"  remedy: {printable(found.hint)}")
        blocks.append("\n".join(lines))
    counts = Counter(d.rule for d in ordered if d.severity is Severity.WARNING)
    if counts:
        told = ", ".join(f"{number} {rule}" for rule, number in counts.most_common())
        blocks.append(f"warnings: {told}")
    return "\n\n".join([*blocks, summary(ordered)])


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One line: how many errors and warnings in how many files."""
    found = list(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in found)
    files = len({d.location.file for d in found})
    if not found:
        return "No errors."
    warnings = len(found) - errors
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}."
