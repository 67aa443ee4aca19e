"""Which record each of a register's references became: the book that makes ids stable for ever.

`imports/NAME/registry.jsonl` has one line a reference, sorted. It belongs to the records and is kept with them in git.
While an import writes, `journal.jsonl` beside it says beforehand what is about to be written, so that a run that was
killed is known for what it was: its files are neither strangers nor edited by hand.
"""

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.importers.model import ImportFailed
from generator.importers.target import Target, scratch_of
from generator.loading.store import digest

REGISTRY = "registry.jsonl"
JOURNAL = "journal.jsonl"


class Entry(NamedTuple):
    """A reference: its id, the newest edition that was read (its version and the hash of its fields), and the hash of
    each file as it was written.
    """

    reference: str
    id: str
    version: str
    digest: str
    files: Mapping[str, str]


class Step(NamedTuple):
    """What is about to be written: the new entry, and the hash of each file before (None: there was none).

    `texts` has the files of a record that is updated and has cases: half of them cannot be told from the other half.
    """

    entry: Entry
    before: Mapping[str, str | None]
    texts: Mapping[str, str] = {}


def load(target: Target) -> dict[str, Entry]:
    """The entries by reference. Raises ImportFailed for a damaged book."""
    raw = target.read(target.book(REGISTRY))
    return {entry.reference: entry for entry in map(_entry, _lines(raw or b"", target, REGISTRY))}


def save(target: Target, entries: Iterable[Entry]) -> None:
    """Write the book, if it says anything new."""
    lines = [_line(entry._asdict()) for entry in sorted(entries)]
    target.write_if_changed(target.book(REGISTRY), "".join(lines).encode())


class Journal:
    """The book of what is being written. A step is on the disk before its files are."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._file: int | None = None

    def note(self, steps: Iterable[Step]) -> None:
        """Say what is about to be written."""
        if self._file is None:
            path = self._target.root / self._target.book(JOURNAL)
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        text = "".join(_line({**step.entry._asdict(), "before": step.before, "texts": step.texts}) for step in steps)
        left = memoryview(text.encode())
        while left:
            left = left[os.write(self._file, left) :]
        os.fsync(self._file)

    def close(self) -> None:
        """Leave the journal where it is, for the next run."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def done(self) -> None:
        """Everything is written and in the registry."""
        self.close()
        self._target.remove(self._target.book(JOURNAL))


def recovered(target: Target, known: dict[str, Entry], *, dry: bool) -> dict[str, Entry]:
    """The entries with what a killed run had written before its end.

    A step counts as written where its notice, which is written last, is there and not as it was before. An update that
    stopped between the files is brought to its end, a case whose notice never came is taken away (neither if `dry`).
    """
    raw = target.read(target.book(JOURNAL))
    found = dict(known)
    for data in _lines(raw or b"", target, JOURNAL, cut=True):
        _recover(target, found, Step(_entry(data), data["before"], data["texts"]), dry=dry)
    return found


def _recover(target: Target, found: dict[str, Entry], step: Step, *, dry: bool) -> None:
    entry = step.entry
    now = {file: _hash(target.read(file)) for file in step.before}
    notice = next(file for file in step.before if file.startswith("notices/"))
    if not dry:
        for file in step.before:
            scratch_of(target.root / file).unlink(missing_ok=True)
    if now[notice] is not None and now[notice] != step.before[notice]:
        found[entry.reference] = entry
        return
    begun = any(hashed == entry.files[file] != step.before[file] for file, hashed in now.items())
    if begun and step.texts and not dry:
        for file, text in step.texts.items():
            if now[file] == step.before[file]:
                target.write(file, text.encode())
        found[entry.reference] = entry
        return
    for file, hashed in now.items():
        if step.before[file] is None and hashed == entry.files[file] and not dry:
            target.remove(file)


def _hash(content: bytes | None) -> str | None:
    return None if content is None else digest(content)


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(data["reference"], data["id"], data["version"], data["digest"], data["files"])


_KEYS = frozenset(Entry._fields)


def _lines(raw: bytes, target: Target, name: str, *, cut: bool = False) -> Iterable[dict[str, Any]]:
    """The lines of a book; with `cut` a last line that was not written to its end is passed over."""
    lines = raw.split(b"\n")
    if cut:
        lines[-1] = b""
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            data = json.loads(line)
            if not data.keys() >= _KEYS:
                raise ValueError("a name is missing")
        except (ValueError, AttributeError) as error:
            path = target.root / target.book(name)
            raise ImportFailed(f"{path}, line {number}: the book is damaged ({error}): restore it from git") from error
        yield data


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")) + "\n"
