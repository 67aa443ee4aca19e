"""The parallel part of loading: one task reads one shard of notices and cases, with a cache by content hash.

A task and its result are plain picklable data, so that any `concurrent.futures.Executor` can run it, given
the same file system.
"""

import itertools
import marshal
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location, Severity
from generator.loading import store
from generator.loading.entries import CaseEntry, NoticeEntry, Packed, parts
from generator.loading.fresh import Fresh, Known, read_files, some_at_a_time
from generator.records.notice import Notice
from generator.records.response import Response

Stat = tuple[int, int, int, int]
"""Size, time of content's change and of any change (ns), inode."""

Inspected = tuple[str, tuple[tuple[Any, ...], ...]]
"""What was found wrong with a notice and its cases: the hash of all that it depends on, and plain diagnostics."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A sound notice and its sound cases (by file), to be inspected while they are in memory.

    `data` is each file's plain data; `config` and `settings_digest` name the settings.
    """

    config: str
    settings_digest: str
    root: str
    shown: str
    file: str
    notice: Notice
    cases: tuple[tuple[str, Response], ...]
    data: Mapping[str, Any]


Inspect = Callable[[Sequence[Bundle]], list[list[Diagnostic]]]
"""Looks at some notices with their cases, and says of each what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ShardTask:
    """Files of one shard, as paths below `root`; `shown` is how `root` is called in diagnostics.

    `inspect` (a function of a module) looks at each notice with its cases; it may depend on the settings. `began` is
    the file system's own time (ns) before anything was read.
    """

    root: str
    shown: str
    files: tuple[str, ...]
    cache: str
    config: str = ""
    settings_digest: str = ""
    inspect: Inspect | None = None
    began: int = 0


Fields = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
"""The fields of entries: of notices, of cases."""


@dataclass(frozen=True, slots=True)
class ShardResult:
    """Entries of the records that are sound, diagnostics of the others, and how many came from the cache.

    `fields` are packed where they come from a worker. `refs` are all that the records refer to.
    """

    fields: bytes | Fields
    diagnostics: list[Diagnostic]
    cached: int
    refs: Packed

    def entries(self) -> tuple[list[NoticeEntry], list[CaseEntry]]:
        """The entries. They travel packed: pickling ten thousands of named tuples takes longer than making them."""
        return _entries(marshal.loads(self.fields) if isinstance(self.fields, bytes) else self.fields)  # noqa: S302


def _entries(fields: Fields) -> tuple[list[NoticeEntry], list[CaseEntry]]:
    notices, cases = fields
    return [*map(NoticeEntry._make, notices)], [*map(CaseEntry._make, cases)]


class ShardCache:
    """What is kept of a shard: an index of entries, and beside it all its records, end to end.

    So a build that changes nothing reads no record, and one record can be read without the others. What only a changed
    shard needs is packed once more in the index, and not unpacked for a glance.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        index: dict[str, Any] = store.load(path) or {}
        self.settings: str = index.get("settings", "")
        try:
            self._data = store.beside(path).read_bytes() if index else b""
        except OSError:
            self._data = b""
        whole = bool(index) and store.digest(self._data) == index["digest"]
        entries: Iterable[NoticeEntry | CaseEntry] = ()
        self.stats: dict[str, Stat] = {}
        self.inspected: dict[str, Inspected] = {}
        if whole:
            entries = itertools.chain(*_entries(index["entries"]))
            self.stats, self.inspected = marshal.loads(index["more"])  # noqa: S302 - our own bytes
        self.known: dict[str, tuple[Any, ...]] = {entry.file: tuple(entry) for entry in entries}
        self._places = store.places(self._data) if whole else {}

    def record(self, file: str) -> Known:
        """What is known of a file."""
        start, end = self._places[file]
        return self.digest(file), self.known[file], self._data[start:end]

    def digest(self, file: str) -> str:
        """The hash of a file when it was read; empty if it was not."""
        fields = self.known.get(file)
        if fields is None:
            return ""
        found: str = fields[_NOTICE_DIGEST if file.startswith("notices/") else _CASE_DIGEST]
        return found

    def save(
        self, records: dict[str, Known], inspected: dict[str, Inspected], stats: dict[str, Stat], settings: str
    ) -> None:
        """Keep these records in the place of the old ones. The index comes last: it vouches for the rest.

        `settings` is the digest of the settings under which the records were inspected.
        """
        records = dict(sorted(records.items()))
        data = store.pack({file: record for file, (_, _, record) in records.items()})
        store.replace(store.beside(self.path), data)
        index = {
            "digest": store.digest(data),
            "data": _stat(str(store.beside(self.path))),
            "settings": settings,
            "stats": _packed_stats([stats.get(file) for file in records]),
            "entries": _fields(records),
            "refs": _refs(records),
            "told": [plain for _, found in inspected.values() for plain in found],
            "more": marshal.dumps((stats, inspected)),
        }
        store.save(self.path, index)


def glance(task: ShardTask) -> ShardResult | int:
    """What is known of a shard, if a look at its files' stats shows that nothing changed; else how many may have."""
    index: dict[str, Any] = store.load(Path(task.cache)) or {}
    if not index or index["settings"] != task.settings_digest:
        return len(task.files)
    try:
        if _stat(str(store.beside(Path(task.cache)))) != index["data"]:
            return len(task.files)
        files = sorted(task.files)
        now = [_stat(f"{task.root}/{file}") for file in files]
    except OSError:
        return len(task.files)  # the slow way says what is wrong
    if _packed_stats(now) != index["stats"]:
        stats: dict[str, Stat] = marshal.loads(index["more"])[0]  # noqa: S302 - our own bytes
        return len({*now}.difference(stats.values())) or 1
    notices, cases = index["entries"]
    if [*(fields[_NOTICE_FILE] for fields in notices), *(fields[_CASE_FILE] for fields in cases)] != files:
        return len(files)  # some were given other names
    if any(fields[_IMAGES] for fields in notices):
        return len(notices)  # the state of pictures counts too
    diagnostics = [_diagnostic(*plain) for plain in index["told"]]
    return ShardResult((notices, cases), diagnostics, len(files), index["refs"])


def _packed_stats(stats: list[Any]) -> bytes:
    """Stats in the order of their files, so that all of them are compared at once. None: it is read the next time."""
    return marshal.dumps(stats, 2)


SETTLED = 1_000_000_000
"""A file that was changed less than this (ns) before it was read may change again without its stat showing it."""


@dataclass(slots=True)
class _Gathered:
    """What has been read of a shard so far: records and stats by file, what inspection found by notice's file."""

    records: dict[str, Known] = field(default_factory=dict)
    stats: dict[str, Stat] = field(default_factory=dict)
    inspected: dict[str, Inspected] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cached: int = 0


def load_shard(task: ShardTask) -> ShardResult:
    """Read every file of a shard. An unchanged file costs a look at its stat, a touched one its hash.

    A notice is read and inspected together with its cases, and then let go.
    """
    old = ShardCache(Path(task.cache))
    together: dict[str, list[str]] = defaultdict(list)
    for file in task.files:
        together[file.rsplit("/", 1)[-1]].append(file)
    new = _Gathered()
    for portion in some_at_a_time([*together.values()]):
        _load_portion(task, portion, old, new)
    new.diagnostics += [_diagnostic(*plain) for _, found in new.inspected.values() for plain in found]
    same = new.stats == old.stats and new.inspected == old.inspected and task.settings_digest == old.settings
    if new.cached < len(new.records) or len(new.records) != len(old.known) or not same:
        old.save(new.records, new.inspected, new.stats, task.settings_digest)
    return ShardResult(marshal.dumps(_fields(new.records)), new.diagnostics, new.cached, _refs(new.records))


def _refs(records: Mapping[str, Known]) -> Packed:
    """All that these records refer to."""
    notices, cases = _fields(records)
    own = [*(fields[_NOTICE_REFS] for fields in notices), *(fields[_CASE_REFS] for fields in cases)]
    return "\0".join(sorted(set(parts(own))))


def _fields(records: Mapping[str, Known]) -> Fields:
    notices = [record[1] for file, record in records.items() if file.startswith("notices/")]
    return notices, [record[1] for file, record in records.items() if not file.startswith("notices/")]


def _load_portion(task: ShardTask, portion: Sequence[Sequence[str]], old: ShardCache, new: _Gathered) -> None:
    """Read some notices with their cases and have them inspected."""
    unread: list[tuple[str, bytes, str]] = []
    stats: dict[str, Stat] = {}
    for file in itertools.chain.from_iterable(portion):
        try:
            stats[file], known = _look(task, file, old)
        except OSError as error:
            place = Location(f"{task.shown}/{file}")
            hint = "check the file's permissions"
            new.diagnostics.append(Diagnostic("file-read", f"cannot be read: {error.strerror}", place, hint))
            continue
        if len(known) == 3:
            new.records[file] = known
            new.cached += 1
        else:
            unread.append((file, *known))
    fresh: dict[str, Fresh] = {}
    for file, record, own in read_files(unread, task.shown, new.diagnostics):
        new.records[file], fresh[file] = record, own
    for file, stat in stats.items():
        if file in new.records and stat[2] < task.began - SETTLED:
            new.stats[file] = stat
    if task.inspect is not None:
        sound = [[file for file in files if file in new.records] for files in portion]
        new.inspected |= _inspect(task, task.inspect, sound, new.records, fresh, old.inspected)


def _look(task: ShardTask, file: str, old: ShardCache) -> tuple[Stat, Known | tuple[bytes, str]]:
    """The stat of a file, and what is known of it or else its bytes with their hash. Raises OSError."""
    stat = _stat(f"{task.root}/{file}")
    if old.stats.get(file) == stat:
        return stat, old.record(file)
    raw = _bytes(f"{task.root}/{file}")
    key = store.digest(raw)
    if old.digest(file) == key:
        return stat, old.record(file)
    return stat, (raw, key)


def _stat(path: str) -> Stat:
    """Taken before the file is read, so that a change in between shows the next time."""
    stat = os.stat(path)  # noqa: PTH116 - ten thousands of them: Path costs as much as the call
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _bytes(path: str) -> bytes:
    with open(path, "rb", 0) as opened:  # noqa: PTH123 - as above
        return opened.read()


def _inspect(
    task: ShardTask,
    inspect: Inspect,
    portion: Sequence[Sequence[str]],
    records: dict[str, Known],
    fresh: dict[str, Fresh],
    before: dict[str, Inspected],
) -> dict[str, Inspected]:
    """Have some notices with their cases inspected, unless nothing that this depends on has changed."""
    made: dict[str, Inspected] = {}
    left: list[tuple[str, Sequence[str]]] = []
    for file, *cases in filter(None, portion):
        if not file.startswith("notices/"):
            continue  # cases of a notice that is not sound, or not there
        parts = [task.settings_digest, records[file][0], *(f"{name} {records[name][0]}" for name in cases)]
        if pictures := records[file][1][_IMAGES]:
            parts += _pictures(f"{task.root}/{file}", pictures)
        key = store.digest("\0".join(parts).encode())
        made[file] = before[file] if file in before and before[file][0] == key else (key, ())
        if made[file] is not before.get(file):
            left.append((file, cases))
    bundles = [_bundle(task, file, cases, records, fresh) for file, cases in left]
    for (file, _), found in zip(left, inspect(bundles), strict=True):
        made[file] = made[file][0], tuple(_plain(diagnostic) for diagnostic in found)
    return made


def _bundle(
    task: ShardTask, file: str, cases: Sequence[str], records: dict[str, Known], fresh: dict[str, Fresh]
) -> Bundle:
    """A notice and its cases, from what was just read or else from what is kept of them."""
    notice, plain = fresh.get(file) or _again(records[file], Notice)
    responses = {name: fresh.get(name) or _again(records[name], Response) for name in cases}
    data = {file: plain, **{name: own.data for name, own in responses.items()}}
    sound = tuple((name, own.record) for name, own in responses.items())
    return Bundle(task.config, task.settings_digest, task.root, task.shown, file, notice, sound, data)  # type: ignore[arg-type]


def _again(known: Known, model: type[Notice] | type[Response]) -> Fresh:
    data = marshal.loads(known[2])  # noqa: S302 - our own bytes
    return Fresh(model.model_validate(data), data)


_IMAGES = NoticeEntry._fields.index("images")
_NOTICE_FILE, _CASE_FILE = NoticeEntry._fields.index("file"), CaseEntry._fields.index("file")
_NOTICE_REFS, _CASE_REFS = NoticeEntry._fields.index("refs"), CaseEntry._fields.index("refs")
_NOTICE_DIGEST, _CASE_DIGEST = NoticeEntry._fields.index("digest"), CaseEntry._fields.index("digest")


def _pictures(file: str, names: tuple[str, ...]) -> Iterator[str]:
    """The state of a notice's pictures: what was found of them holds only for as long as they are the same."""
    for name in names:
        try:
            yield f"{name} {_stat(os.path.join(os.path.dirname(file), name))}"  # noqa: PTH118, PTH120 - as above
        except OSError:
            yield f"{name} is not there"


def _plain(found: Diagnostic) -> tuple[Any, ...]:
    place = found.location
    return found.rule, found.message, place.file, place.line, place.column, found.hint, found.severity.value


def _diagnostic(rule: str, message: str, file: str, line: int, column: int, hint: str, severity: str) -> Diagnostic:
    return Diagnostic(rule, message, Location(file, line, column), hint, Severity(severity))
