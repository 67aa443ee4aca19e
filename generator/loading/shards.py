"""The parallel part of loading: one task reads one shard of notices and cases, with a cache by content hash.

A task and its result are plain picklable data, so that any `concurrent.futures.Executor` can run it, given
the same file system.
"""

import marshal
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location, Severity
from generator.loading import store
from generator.loading.entries import CaseEntry, NoticeEntry, case_entry, notice_entry, source_refs
from generator.loading.parse import locate, parse
from generator.records.evidence import Sourced
from generator.records.notice import Notice
from generator.records.response import Response

_ID = re.compile(r"[A-Z]{2,8}-[0-9]{4}-[0-9]{4,6}")

Known = tuple[str, tuple[Any, ...], bytes]
"""What is kept of a file: the hash of its bytes, the entry's fields, and the plain data as it was read."""


Stat = tuple[int, int, int, int]
"""Size, time of content's change and of any change (ns), inode."""

Inspected = tuple[str, tuple[tuple[Any, ...], ...]]
"""What was found wrong with a notice and its cases: the hash of all that it depends on, and plain diagnostics."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A sound notice and its sound cases (by file), to be inspected while they are in memory.

    `data` is each file's plain data, packed by marshal; `config` and `settings_digest` name the settings.
    """

    config: str
    settings_digest: str
    root: str
    shown: str
    file: str
    notice: Notice
    cases: tuple[tuple[str, Response], ...]
    data: Mapping[str, bytes]


Inspect = Callable[[Bundle], list[Diagnostic]]


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


@dataclass(frozen=True, slots=True)
class ShardResult:
    """Entries of the records that are sound, diagnostics of the others, and how many came from the cache.

    Fields of entries of notices and of cases; packed where they come from a worker.
    """

    fields: bytes | tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
    diagnostics: list[Diagnostic]
    cached: int

    def entries(self) -> tuple[list[NoticeEntry], list[CaseEntry]]:
        """The entries. They travel packed: pickling ten thousands of named tuples takes longer than making them."""
        notices, cases = marshal.loads(self.fields) if isinstance(self.fields, bytes) else self.fields  # noqa: S302
        return [NoticeEntry(*fields) for fields in notices], [CaseEntry(*fields) for fields in cases]


class ShardCache:
    """What is kept of a shard: an index of hashes and entries, and beside it all its records, end to end.

    So a build that changes nothing reads no record, and one record can be read without the others.
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
        self.known: dict[str, tuple[str, tuple[Any, ...]]] = index["records"] if whole else {}
        self.stats: dict[str, Stat] = index["stats"] if whole else {}
        self.inspected: dict[str, Inspected] = index["inspected"] if whole else {}
        self._places = store.places(self._data) if whole else {}

    def record(self, file: str) -> Known:
        """What is known of a file."""
        start, end = self._places[file]
        return *self.known[file], self._data[start:end]

    def save(
        self, records: dict[str, Known], inspected: dict[str, Inspected], stats: dict[str, Stat], settings: str
    ) -> None:
        """Keep these records in the place of the old ones. The index comes last: it vouches for the rest.

        `settings` is the digest of the settings under which the records were inspected.
        """
        data = store.pack({file: record for file, (_, _, record) in records.items()})
        store.replace(store.beside(self.path), data)
        known = {file: (key, entry) for file, (key, entry, _) in records.items()}
        index = {
            "digest": store.digest(data),
            "data": _stat(str(store.beside(self.path))),
            "records": known,
            "inspected": inspected,
            "stats": stats,
            "settings": settings,
        }
        store.save(self.path, index)


def glance(task: ShardTask) -> ShardResult | None:
    """What is known of a shard, if a look at its files' stats shows that nothing changed; else None."""
    index: dict[str, Any] = store.load(Path(task.cache)) or {}
    if not index or index["settings"] != task.settings_digest or len(index["stats"]) != len(task.files):
        return None
    known, stats = index["records"], index["stats"]
    try:
        if _stat(str(store.beside(Path(task.cache)))) != index["data"]:
            return None
        if any(_stat(f"{task.root}/{file}") != stats.get(file) for file in task.files):
            return None
    except OSError:
        return None  # the slow way says what is wrong
    notices = [known[file][1] for file in task.files if file.startswith("notices/")]
    if any(fields[_IMAGES] for fields in notices):
        return None  # the state of pictures counts too
    cases = [known[file][1] for file in task.files if not file.startswith("notices/")]
    diagnostics = [_diagnostic(*plain) for _, found in index["inspected"].values() for plain in found]
    return ShardResult((notices, cases), diagnostics, len(task.files))


SETTLED = 1_000_000_000
"""A file that was changed less than this (ns) before it was read may change again without its stat showing it."""


def load_shard(task: ShardTask) -> ShardResult:
    """Read every file of a shard. An unchanged file costs a look at its stat, a touched one its hash."""
    old = ShardCache(Path(task.cache))
    new: dict[str, Known] = {}
    stats: dict[str, Stat] = {}
    diagnostics: list[Diagnostic] = []
    notices: list[tuple[Any, ...]] = []
    cases: list[tuple[Any, ...]] = []
    fresh: dict[str, Notice | Response] = {}
    cached = 0
    for file in task.files:
        try:
            stat = _stat(f"{task.root}/{file}")
            known = old.record(file) if old.stats.get(file) == stat else None
            if known is None:
                raw = _bytes(f"{task.root}/{file}")
                key = store.digest(raw)
                known = old.record(file) if file in old.known and old.known[file][0] == key else None
        except OSError as error:
            place = Location(f"{task.shown}/{file}")
            diagnostics.append(
                Diagnostic("file-read", f"cannot be read: {error.strerror}", place, "check the file's permissions")
            )
            continue
        if known is None:
            known = read_one(raw, file, key, f"{task.shown}/{file}", diagnostics, fresh)
        else:
            cached += 1
        if known:
            new[file] = known
            (notices if file.startswith("notices/") else cases).append(known[1])
            if stat[2] < task.began - SETTLED:
                stats[file] = stat
    inspected = _inspect(task, new, fresh, old.inspected)
    diagnostics += [_diagnostic(*plain) for _, found in inspected.values() for plain in found]
    same = stats == old.stats and inspected == old.inspected and task.settings_digest == old.settings
    if cached < len(new) or len(new) != len(old.known) or not same:
        old.save(new, inspected, stats, task.settings_digest)
    return ShardResult(marshal.dumps((notices, cases)), diagnostics, cached)


def _stat(path: str) -> Stat:
    """Taken before the file is read, so that a change in between shows the next time."""
    stat = os.stat(path)  # noqa: PTH116 - ten thousands of them: Path costs as much as the call
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _bytes(path: str) -> bytes:
    with open(path, "rb", 0) as opened:  # noqa: PTH123 - as above
        return opened.read()


def _inspect(
    task: ShardTask, records: dict[str, Known], fresh: dict[str, Notice | Response], before: dict[str, Inspected]
) -> dict[str, Inspected]:
    """Have each notice and its cases inspected, unless nothing that it depends on has changed."""
    if task.inspect is None:
        return {}
    cases: dict[str, list[str]] = defaultdict(list)
    for file in records:
        if not file.startswith("notices/"):
            cases[file.rsplit("/", 1)[-1]].append(file)
    made: dict[str, Inspected] = {}
    for file in records:
        if not file.startswith("notices/"):
            continue
        own = cases.get(file.rsplit("/", 1)[-1], [])
        parts = [task.settings_digest, records[file][0], *(f"{name} {records[name][0]}" for name in own)]
        if pictures := records[file][1][_IMAGES]:
            parts += _pictures(f"{task.root}/{file}", pictures)
        key = store.digest("\0".join(parts).encode())
        if file in before and before[file][0] == key:
            made[file] = before[file]
            continue
        notice = fresh.get(file) or Notice.model_validate(marshal.loads(records[file][2]))  # noqa: S302 - our own bytes
        responses = [
            (name, fresh.get(name) or Response.model_validate(marshal.loads(records[name][2])))  # noqa: S302
            for name in own
        ]
        data = {name: records[name][2] for name in (file, *own)}
        bundle = Bundle(task.config, task.settings_digest, task.root, task.shown, file, notice, tuple(responses), data)  # type: ignore[arg-type]
        made[file] = key, tuple(_plain(diagnostic) for diagnostic in task.inspect(bundle))
    return made


_IMAGES = NoticeEntry._fields.index("images")


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


def read_one(
    raw: bytes,
    file: str,
    key: str,
    shown: str,
    diagnostics: list[Diagnostic],
    fresh: dict[str, Notice | Response],
) -> Known | None:
    """Parse one file into what the cache keeps; the record itself goes into `fresh`."""
    record: Notice | Response | None
    if file.startswith("notices/"):
        notice = parse(raw, shown, Notice)
        record, found, data = notice.record, notice.diagnostics, notice.data
    else:
        response = parse(raw, shown, Response)
        record, found, data = response.record, response.diagnostics, response.data
    diagnostics.extend(found)
    wrong = _misplaced(data, file, shown)
    if record is not None:
        wrong += unknown_sources(record, raw, shown)
    diagnostics.extend(wrong)
    if record is None:
        return None
    if wrong:
        return None
    fresh[file] = record
    if isinstance(record, Response):
        return key, tuple(case_entry(record, file, key)), marshal.dumps(data)
    measured = store.digest(marshal.dumps(data.get("findings"), 2))
    return key, tuple(notice_entry(record, file, key, measured)), marshal.dumps(data)


def _misplaced(data: Any, file: str, shown: str) -> list[Diagnostic]:
    """File name, folder and id agree; otherwise one would have to guess which of them is meant.

    Looks at the data as written, so that it is told together with whatever else is wrong in the record.
    """
    if not isinstance(data, dict):
        return []
    notice = file.startswith("notices/")
    name = str(data.get("id" if notice else "notice"))
    if not _ID.fullmatch(name) or not (notice or isinstance(data.get("platform"), str)):
        return []  # the model has said so
    year = name.split("-")[1]
    expected = f"notices/{year}/{name}.yml" if notice else f"responses/{data['platform']}/{year}/{name}.yml"
    if file == expected:
        return []
    message = f"the record says that it is {expected}, but the file is {file}"
    return [
        Diagnostic(
            "file-name", message, Location(shown, 1, 1), "move the file, or correct the id, notice or platform in it"
        )
    ]


def unknown_sources(record: Sourced, raw: bytes, shown: str) -> list[Diagnostic]:
    """References of fact blocks to a source that the record does not list; and a source listed twice."""
    known = [source.id for source in record.sources]
    found = [
        Diagnostic(
            "source-duplicate",
            f"the source '{name}' stands twice",
            locate(raw, shown, ("sources", n, "id")),
            "give each source its own id",
        )
        for n, name in enumerate(known)
        if name in known[:n]
    ]
    for name, route in source_refs(record):
        if name not in known:
            hint = f"use one of: {', '.join(dict.fromkeys(known))}; or add the source to the record"
            found.append(
                Diagnostic(
                    "source-unknown", f"there is no source '{name}' in this record", locate(raw, shown, route), hint
                )
            )
    return found
