"""A small, strict YAML reader on libyaml's events.

It builds plain mappings, lists and texts. Every scalar stays text (only an empty plain scalar, `~` and `null` are
None): what a text means is for the record's model to say, so `no`, `1:30`, `0123` and dates never change on the way.
Anchors, aliases, tags, directives, second documents, duplicate keys and deep nesting are errors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import cyaml

from generator.loading.yaml_lines import NULLS, Unplain, read_plain

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

Route = tuple[str | int, ...]
Mark = tuple[int, int]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SCALAR = yaml.ScalarEvent
_STARTS: dict[type, type] = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
_MARKS = frozenset((yaml.DocumentStartEvent, yaml.AliasEvent))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that is not allowed; line and column counted from 1, 0 for the whole file."""

    rule: str
    message: str
    hint: str
    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Document:
    """What was read: plain data, and where asked for the place of each key and item by its route."""

    data: Any = None
    marks: dict[Route, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, route: Route) -> Mark:
        """The place of a route, or of the nearest part of it that exists in the file."""
        for end in range(len(route), -1, -1):
            if route[:end] in self.marks:
                return self.marks[route[:end]]
        return (1, 1)


class _Frame:
    """A mapping or a list that is being built."""

    __slots__ = ("key", "lines", "route", "value")

    def __init__(self, value: dict[str, Any] | list[Any], route: Route) -> None:
        self.value = value
        self.route = route
        self.key: str | None = None
        self.lines: dict[str, int] = {}


def read(raw: bytes, *, positions: bool = False) -> Document:
    """Read one record file.

    `raw` is the file's bytes. With `positions` the marks are filled in (slower). Never raises for bad
    input: what is wrong stands in `faults`, and `data` may then be incomplete.
    """
    document = Document()
    text = _decode(raw, document.faults)
    if text is None:
        return document
    if not positions:
        for way in (_plain, _usual):
            try:
                document.data = way(text)
            except (Unplain, _Unusual, yaml.YAMLError):
                continue  # the thorough way below says what it is
            return document
    builder = _Builder(document, positions)
    try:
        builder.run(_events(text))
    except yaml.YAMLError as error:
        document.faults.append(_syntax_fault(error))
    return document


def _plain(text: str) -> Any:
    return read_plain(text, MAX_DEPTH)


def _events(text: str) -> Iterator[Any]:
    parser = cyaml.CParser(text)  # type: ignore[attr-defined]  # the stubs leave out what cyaml imports
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


class _Unusual(Exception):
    """There is something in the text that the thorough way has to look at."""


def _usual(text: str) -> Any:
    """The data of a text in which nothing is wrong, in half the time of the thorough way.

    Raises _Unusual or YAMLError for anything else.
    """
    root: list[Any] = []
    here: Any = root
    key: str | None = None
    stack: list[tuple[Any, str | None]] = []
    for event in _events(text):
        kind = type(event)
        if kind is _SCALAR:
            value = _usual_text(event)
        elif kind in _STARTS:
            value = _usual_start(event, len(stack))
        else:
            if kind in _ENDS:
                here, key = stack.pop()
            elif kind in _MARKS and (root or kind is yaml.AliasEvent or event.version or event.tags):
                raise _Unusual
            continue
        if type(here) is list:
            here.append(value)
        elif key is None:
            if type(value) is not str or value in here:
                raise _Unusual
            key = value
            continue
        else:
            here[key], key = value, None
        if kind is not _SCALAR:
            stack.append((here, key))
            here, key = value, None
    if not root:
        raise _Unusual
    return root[0]


def _usual_start(event: Any, depth: int) -> Any:
    """An empty mapping or list for an event that begins one."""
    if event.anchor is not None or event.tag is not None or depth >= MAX_DEPTH:
        raise _Unusual
    return _STARTS[type(event)]()


def _usual_text(event: Any) -> str | None:
    """The value of a scalar without anchor, tag and control character."""
    text: str = event.value
    if event.anchor is not None or event.tag is not None or (event.style == '"' and _CONTROL.search(text)):
        raise _Unusual
    return None if event.implicit[0] and text in NULLS else text


def _decode(raw: bytes, faults: list[Fault]) -> str | None:
    if len(raw) > MAX_BYTES:
        faults.append(
            Fault(
                "file-size",
                f"the file has {len(raw):,} bytes; the most is {MAX_BYTES:,}",
                "split the record or shorten its texts",
            )
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        faults.append(
            Fault(
                "encoding",
                f"the file is not UTF-8: byte 0x{raw[error.start]:02X}",
                "save the file as UTF-8",
                line,
                column,
            )
        )
        return None
    for match in _CONTROL.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        faults.append(_control_fault(match[0], line, column))
    return None if faults else text


def _control_fault(char: str, line: int, column: int) -> Fault:
    name = "NUL" if char == "\0" else f"U+{ord(char):04X}"
    return Fault(
        "control-character", f"the control character {name} is not allowed", "delete the character", line, column
    )


def _syntax_fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    context = getattr(error, "context", None)
    message = f"not readable as YAML: {problem}" + (f" ({context})" if context else "")
    hint = "check the indentation; put quotes around texts that contain ': ' or '#' or begin with & * ! % @ [ or {"
    if mark is None:
        return Fault("yaml-syntax", message, hint)
    return Fault("yaml-syntax", message, hint, mark.line + 1, mark.column + 1)


class _Builder:
    """Turns events into plain data with a stack of its own: hostile nesting never reaches Python's."""

    def __init__(self, document: Document, positions: bool) -> None:
        self.document = document
        self.positions = positions
        self.stack: list[_Frame] = []
        self.documents = 0

    def run(self, events: Iterator[Any]) -> None:
        """Consume events until the end or until going on makes no sense."""
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if not self._open(event, {} if kind is yaml.MappingStartEvent else []):
                    return
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.stack.pop()
            elif kind is yaml.AliasEvent:
                self._fault(
                    event,
                    "yaml-alias",
                    f"'*{event.anchor}' is an alias",
                    "write the text out: a record has no references inside it",
                )
                self._add(event, None)
            elif kind is yaml.DocumentStartEvent and not self._document(event):
                return
        if self.documents == 0 and not self.document.faults:
            self.document.faults.append(
                Fault(
                    "yaml-empty", "the file is empty", "write the record, or delete the file if it was never published"
                )
            )

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            self._fault(
                event,
                "yaml-documents",
                "a second document begins here",
                "one file holds one record: delete the '---' or make a file of its own",
            )
            return False
        if event.version or event.tags:
            self._fault(event, "yaml-directive", "a % directive is not allowed", "delete the line that begins with %")
        return True

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> bool:
        self._decorations(event)
        route = self._add(event, value)
        if len(self.stack) >= MAX_DEPTH:
            self._fault(
                event,
                "yaml-depth",
                f"nested more than {MAX_DEPTH} levels deep",
                "no record needs that: check the brackets and the indentation",
            )
            return False
        self.stack.append(_Frame(value, route))
        return True

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._decorations(event)
        value = event.value
        if event.style == '"' and (match := _CONTROL.search(value)):
            mark = event.start_mark
            self.document.faults.append(_control_fault(match[0], mark.line + 1, mark.column + 1))
        self._add(event, None if event.implicit[0] and value in NULLS else value)

    def _add(self, event: Any, value: Any) -> Route:
        """Put a value where it belongs; returns its route (empty unless positions are kept)."""
        if not self.stack:
            self.document.data = value
            return self._mark(event, ())
        frame = self.stack[-1]
        container = frame.value
        if isinstance(container, list):
            container.append(value)
            return self._mark(event, (*frame.route, len(container) - 1)) if self.positions else ()
        if frame.key is None:
            self._key(event, frame, value)
            return ()
        key, frame.key = frame.key, None
        container[key] = value
        return (*frame.route, key) if self.positions else ()

    def _key(self, event: Any, frame: _Frame, value: Any) -> None:
        if not isinstance(value, str):
            self._fault(event, "yaml-key", "a key has to be a plain word", "write the key as a word followed by ': '")
            value = f"<key {len(frame.lines)}>"
        elif value in frame.lines:
            first = frame.lines[value]
            self._fault(
                event,
                "duplicate-key",
                f"the key '{value}' stands here a second time (first in line {first})",
                "keep one of the two",
            )
        frame.lines.setdefault(value, event.start_mark.line + 1)
        frame.key = value
        if self.positions:
            self._mark(event, (*frame.route, value))

    def _mark(self, event: Any, route: Route) -> Route:
        if self.positions:
            self.document.marks.setdefault(route, (event.start_mark.line + 1, event.start_mark.column + 1))
        return route

    def _decorations(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(
                event,
                "yaml-anchor",
                f"'&{event.anchor}' is an anchor",
                "delete it: a record has no references inside it",
            )
        if event.tag is not None:
            self._fault(event, "yaml-tag", f"'{event.tag}' is a tag", "delete it: what a value is follows from its key")

    def _fault(self, event: Any, rule: str, message: str, hint: str) -> None:
        mark = event.start_mark
        self.document.faults.append(Fault(rule, message, hint, mark.line + 1, mark.column + 1))
