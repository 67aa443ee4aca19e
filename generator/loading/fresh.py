"""Files that no cache knows, from their bytes to sound records and to what the cache keeps of them.

They are taken some at a time, and each step is done for all of these before the next: a processor goes through the
same code many times faster than through all the steps for one file and then for another (a fifth of the time).
"""

import marshal
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from generator.diagnostics import Diagnostic, Location
from generator.loading import store
from generator.loading.entries import case_entry, notice_entry, source_refs
from generator.loading.parse import Parsed, judge, locate
from generator.loading.yaml_reader import Document, read
from generator.records.evidence import Sourced
from generator.records.notice import Notice
from generator.records.response import Response

AT_A_TIME = 16
_ID = re.compile(r"[A-Z]{2,8}-[0-9]{4}-[0-9]{4,6}")

Known = tuple[str, tuple[Any, ...], bytes]
"""What is kept of a file: the hash of its bytes, the entry's fields, and the plain data as it was read."""

Item = TypeVar("Item")


class Fresh(NamedTuple):
    """A sound record that was read just now, and its plain data."""

    record: Notice | Response
    data: Any


def some_at_a_time(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """All items, in portions over which one step after the other is done."""
    for start in range(0, len(items), AT_A_TIME):
        yield items[start : start + AT_A_TIME]


def read_files(
    files: Sequence[tuple[str, bytes, str]], shown: str, diagnostics: list[Diagnostic]
) -> Iterator[tuple[str, Known, Fresh]]:
    """Read files, given as (path, bytes, hash of these): what the cache keeps of the sound ones, and their records.

    `shown` is how the folder of the paths is called in diagnostics.
    """
    for portion in some_at_a_time(files):
        documents = [read(raw) for _, raw, _ in portion]
        parsed = [
            _judge(document, raw, file, shown) for document, (file, raw, _) in zip(documents, portion, strict=True)
        ]
        sound = [
            (file, key, Fresh(found.record, found.data))
            for (file, raw, key), found in zip(portion, parsed, strict=True)
            if _told(found, file, raw, shown, diagnostics) and found.record is not None
        ]
        for file, key, fresh in sound:
            yield file, _known(fresh, file, key), fresh


def _judge(document: Document, raw: bytes, file: str, shown: str) -> Parsed[Notice] | Parsed[Response]:
    name = f"{shown}/{file}"
    return judge(document, raw, name, Notice) if file.startswith("notices/") else judge(document, raw, name, Response)


def _told(
    found: Parsed[Notice] | Parsed[Response], file: str, raw: bytes, shown: str, diagnostics: list[Diagnostic]
) -> bool:
    """Whether a record is sound; if not, the diagnostics are told why."""
    name = f"{shown}/{file}"
    wrong = _misplaced(found.data, file, name)
    if found.record is not None:
        wrong += unknown_sources(found.record, raw, name)
    diagnostics += found.diagnostics
    diagnostics += wrong
    return not wrong


def _known(fresh: Fresh, file: str, key: str) -> Known:
    record, data = fresh
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
