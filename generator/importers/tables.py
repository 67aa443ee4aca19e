"""Tables and lists of registers, entry by entry: CSV with a header, JSON arrays, JSON lines."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.importers.model import ImportFailed
from generator.importers.textfiles import LONGEST_LINE, lines, pieces

_SPACE = re.compile("[ \t\r\n\ufeff]*")
_BETWEEN = re.compile("[ \t\r\n\ufeff]*,?[ \t\r\n\ufeff]*")
_NEAR = 16
"""Characters: an error this near to the end of what was read may only mean that the rest has not been read yet."""


class Row(NamedTuple):
    """An entry with its line (from 1) in its file."""

    line: int
    fields: dict[str, Any]


def csv_rows(path: Path, needed: frozenset[str], known: frozenset[str], other: str) -> Iterator[Row]:
    """The rows of a CSV file by the names in its header, in any order of columns; comma, semicolon or tab between them.

    `needed` are names that must be there, `known` all that are expected. Raises ImportFailed for a row with a cell too
    few or too many, a quotation mark that is never closed, a column that is missing or stands twice.
    """
    source = lines(path, other)
    first = next((line for line in source if line.strip("\ufeff \t\r\n,;")), None)
    if first is None:
        raise ImportFailed(f"{path.name}: the file is empty")
    between = max(",;\t", key=lambda mark: len(known & {_name(cell) for cell in _cells(first, mark)}))
    spelled = {name.casefold(): name for name in known}
    header = [spelled.get(name.casefold(), name) for name in map(_name, _cells(first, between))]
    _check_header(path, header, needed)
    reader = csv.reader(source, delimiter=between, strict=True)
    line = 2
    try:
        for cells in reader:
            if any(cells) and len(cells) != len(header):
                raise ImportFailed(
                    f"{path.name}, line {line}: {len(cells)} cells, but the header has {len(header)}; "
                    "the file is damaged there, fetch or export it again"
                )
            if any(cells):
                yield Row(line, dict(zip(header, cells, strict=True)))
            line = reader.line_num + 2
    except csv.Error as error:
        raise ImportFailed(f"{path.name}, line {line}: this row is no sound CSV ({error})") from error


def _cells(line: str, between: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=between), [])
    except csv.Error:
        return []


def _name(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())


def _check_header(path: Path, header: list[str], needed: frozenset[str]) -> None:
    missing = sorted(needed - set(header))
    if missing:
        names = ", ".join(f"'{name}'" for name in missing)
        raise ImportFailed(f"{path.name}, line 1: the header has no column {names}; is this the right export?")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise ImportFailed(f"{path.name}, line 1: the column '{twice[0]}' stands twice")


def json_rows(path: Path, needed: frozenset[str], other: str) -> Iterator[Row]:
    """The objects of a JSON array, or of JSON lines, one after the other without ever holding the whole file.

    Raises ImportFailed where the file ends early, is no JSON, or holds something else than objects with the `needed`
    names.
    """
    text = _Text(path, other)
    text.skip(_SPACE)
    opened = text.peek()
    if not opened:
        raise ImportFailed(f"{path.name}: the file is empty")
    if opened not in "[{":
        raise ImportFailed(f"{path.name}, line 1: a JSON array or JSON lines are expected, this begins with {opened!r}")
    array = opened == "["
    if array:
        text.at += 1
    count = 0
    while True:
        text.skip(_BETWEEN if count else _SPACE)
        mark = text.peek()
        if (array and mark == "]") or (not array and not mark):
            break
        if not mark:
            raise ImportFailed(f"{path.name}, line {text.line}: the file ends early, after {count:,} entries")
        line = text.line
        entry = text.value(count)
        if not isinstance(entry, dict) or not needed <= entry.keys():
            raise ImportFailed(
                f"{path.name}, line {line}: entry {count + 1:,} is no object with {', '.join(sorted(needed))}; "
                "is this the right file?"
            )
        count += 1
        yield Row(line, entry)
    if array:
        text.at += 1
        text.skip(_SPACE)
        if text.peek():
            raise ImportFailed(f"{path.name}, line {text.line}: something follows the end of the array")


class _Text:
    """A text file that is decoded value by value."""

    def __init__(self, path: Path, other: str) -> None:
        self.path, self.source = path, pieces(path, other)
        self.held, self.at, self.line = "", 0, 1
        self.decoder = json.JSONDecoder(object_pairs_hook=_object)

    def more(self) -> bool:
        """Read on; False at the end of the file."""
        piece = next(self.source, "")
        self.held, self.at = self.held[self.at :] + piece, 0
        return bool(piece)

    def peek(self) -> str:
        """The next character; empty at the end of the file."""
        while self.at >= len(self.held):
            if not self.more():
                return ""
        return self.held[self.at]

    def skip(self, what: re.Pattern[str]) -> None:
        """Go over white space (and a comma)."""
        while True:
            end = self._match_end(what)
            self.line += self.held.count("\n", self.at, end)
            done, self.at = end < len(self.held), end
            if done or not self.more():
                return

    def _match_end(self, what: re.Pattern[str]) -> int:
        found = what.match(self.held, self.at)
        return found.end() if found else self.at

    def value(self, number: int) -> Any:
        """The value that begins here. Reads on as long as it may only be unfinished."""
        place = f"{self.path.name}, line {self.line}"
        while True:
            try:
                value, end = self.decoder.raw_decode(self.held, self.at)
            except json.JSONDecodeError as error:
                unfinished = error.msg.startswith("Unterminated string") or error.pos >= len(self.held) - _NEAR
                if not unfinished or len(self.held) - self.at > LONGEST_LINE:
                    raise ImportFailed(f"{place}: entry {number + 1:,} is no sound JSON ({error.msg})") from error
                if not self._double():
                    raise ImportFailed(f"{place}: the file ends early, in entry {number + 1:,}") from error
            except (ValueError, RecursionError) as error:
                raise ImportFailed(f"{place}: entry {number + 1:,} cannot be read ({error})") from error
            else:
                self.line += self.held.count("\n", self.at, end)
                self.at = end
                return value

    def _double(self) -> bool:
        """Read as much again as is held, so that a long value is not tried too often."""
        wanted = 2 * (len(self.held) - self.at)
        read = False
        while len(self.held) - self.at < wanted and self.more():
            read = True
        return read


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(name for n, (name, _) in enumerate(pairs) if name in {other for other, _ in pairs[:n]})
        raise ValueError(f"the name '{twice}' stands twice in one object")
    return made


def text_of(fields: Mapping[str, Any], name: str) -> str:
    """A field as text: empty where it is missing or null, a list joined with ` - ` as the registers do."""
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " - ".join(str(part) for part in value if part is not None)
    return str(value)
