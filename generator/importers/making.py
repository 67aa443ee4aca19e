"""From the editions of a reference to its record: made, held against the record that is there, checked, written.

Nothing is written that `bulletins check` would refuse: the text is read back by the reader itself, linked and put
before the rules first. A record that somebody edited by hand is never overwritten.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.engine import check_dossier, placed
from generator.checks.model import Dossier
from generator.checks.texts import Texts
from generator.diagnostics import Diagnostic, Severity
from generator.importers import revising
from generator.importers.emit import emit
from generator.importers.ledger import Row
from generator.importers.model import ImportFailed
from generator.importers.spool import Edition, fetch
from generator.loading import store
from generator.loading.entries import case_entry, notice_entry
from generator.loading.linking import Linker
from generator.loading.settings import Settings
from generator.loading.shards import read_one
from generator.loading.yaml_reader import read
from generator.records.notice import Notice
from generator.records.response import Response

Unclear = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """A reference with its id, its editions (oldest first) and what the ledger knows of it."""

    id: str
    editions: tuple[Edition, ...]
    known: Row | None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An item that became no record, with its reasons and all its fields (JSON, so that it travels cheaply)."""

    reference: str
    file: str
    position: int
    reasons: tuple[str, ...]
    fields: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a reference: `new`, `updated`, `unchanged` or `held`; `earlier` counts editions that gave way."""

    reference: str
    outcome: str
    row: Row | None
    earlier: int
    held: tuple[HeldBack, ...]
    unclear: tuple[Unclear, ...]


class _Refused(Exception):
    """The record cannot be written, for these reasons."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def make(job: Job, settings: Settings, into: Path, *, dry: bool) -> Made:
    """Make, check and write the record of a reference. `dry` does all but the writing."""
    editions, held = _sound(job.editions)
    if not editions:
        return Made(job.editions[0].reference, "held", job.known, 0, held, ())
    newest = editions[-1]
    content, fields = fetch(newest)
    unclear: tuple[Unclear, ...] = content[2]
    source = store.digest(json.dumps(content[:2], sort_keys=True, ensure_ascii=False).encode())
    earlier = len(job.editions) - len(held) - 1
    known = job.known
    if known and known.files and not _news(known, newest, source) and all((into / f).is_file() for f in known.files):
        return Made(newest.reference, "unchanged", known, earlier, held, unclear)
    try:
        texts = _compose(job, editions, into)
        warnings = _checked(texts, settings, into)
        outcome = _write(texts, known, into, dry=dry)
    except _Refused as refused:
        own = HeldBack(newest.reference, newest.file, newest.position, refused.reasons, _json(fields))
        return Made(newest.reference, "held", known, earlier, (*held, own), unclear)
    written = {file: store.digest(text.encode()) for file, text in texts.items()}
    files = {**(known.files if known else {}), **written}
    version = max(newest.version, known.version if known else "")
    row = Row(newest.reference, job.id, version, source, files, warnings)
    return Made(newest.reference, outcome, row, earlier, held, unclear)


def _news(known: Row, newest: Edition, source: str) -> bool:
    """Whether the register says anything new: an edition before the one that is known says nothing."""
    return newest.version > known.version or (newest.version == known.version and source != known.source)


def _sound(editions: tuple[Edition, ...]) -> tuple[list[Edition], tuple[HeldBack, ...]]:
    """The editions that can become a record, and those held back: by the register, or because one edition of the
    register uses the reference twice for different things.
    """
    sound: list[Edition] = []
    held: list[HeldBack] = []
    seen: dict[str, tuple[Edition, Any]] = {}
    for edition in editions:
        content, fields = fetch(edition)
        reasons = edition.held
        first = seen.get(edition.version)
        if not reasons and first and first[1] != content[0]:
            reasons = (f"the reference stands twice in this edition of the register: see also {first[0].file}",)
        if reasons:
            own = HeldBack(edition.reference, edition.file, edition.position, tuple(reasons), _json(fields))
            held.append(own)
            continue
        seen.setdefault(edition.version, (edition, content[0]))
        sound.append(edition)
    return sound, tuple(held)


def _json(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)


# -- the texts of the files


def _compose(job: Job, editions: list[Edition], into: Path) -> dict[str, str]:
    """The text of each file of the reference by its path: what is there, brought up to date edition by edition."""
    year = job.id.split("-")[1]
    file = f"notices/{year}/{job.id}.yml"
    there = _there(into / file)
    cases: dict[str, Any] = {}
    known = job.known.version if job.known and job.known.files else ""
    for edition in editions:
        if edition.version < known and there is not None:
            continue
        (notice, responses, _), _ = fetch(edition)
        there = revising.notice({"id": job.id, **notice}, there, edition.version)
        for platform, case in responses.items():
            path = f"responses/{platform}/{year}/{job.id}.yml"
            if path not in cases:
                cases[path] = _there(into / path)
            fresh = {"notice": job.id, "platform": platform, **case}
            cases[path] = revising.case(fresh, cases[path], edition.version)
    texts = {file: emit(there or {})}
    texts.update((path, emit(case)) for path, case in cases.items())
    return texts


def _there(path: Path) -> dict[str, Any] | None:
    """The data of the record that is there; None where there is none. Refused where it cannot be read."""
    try:
        document = read(path.read_bytes())
    except FileNotFoundError:
        return None
    if document.faults or not isinstance(document.data, dict):
        raise _Refused("the record that is there is not readable: mend it, then import again")
    data: dict[str, Any] = document.data
    return data


# -- checking


def _checked(texts: Mapping[str, str], settings: Settings, into: Path) -> tuple[str, ...]:
    """Warnings by rule, where nothing is wrong. Refused for what `bulletins check` would call an error."""
    found: list[Diagnostic] = []
    fresh: dict[str, Notice | Response] = {}
    data: dict[str, Any] = {}
    for file, text in texts.items():
        raw = text.encode()
        read_one(raw, file, "", file, found, fresh)
        data[file] = read(raw).data
    if not found:
        file, *cases = texts
        notice = fresh[file]
        responses = {path: case for path in cases if isinstance(case := fresh[path], Response)}
        if not isinstance(notice, Notice):
            raise ImportFailed(f"{file}: the first file of a reference is its notice")
        linker = Linker(into, into.name, settings)
        found += linker.run(
            [notice_entry(notice, file, "")], [case_entry(case, path, "") for path, case in responses.items()]
        )
        dossier = Dossier(notice, file, responses, {path: Texts(own) for path, own in data.items()}, settings, into)
        found += placed(check_dossier(dossier), lambda path: texts[path].encode(), into.name)
    wrong = [d for d in found if d.severity is Severity.ERROR]
    if wrong:
        raise _Refused(*dict.fromkeys(f"{d.rule}: {d.message}" for d in wrong))
    return tuple(sorted(d.rule for d in found))


# -- writing


def _write(texts: Mapping[str, str], known: Row | None, into: Path, *, dry: bool) -> str:
    """Write what changed. Refused where a file that is there is neither as this import left it nor as it should be."""
    changed: dict[str, bytes] = {}
    fresh = True
    for file, text in texts.items():
        raw = text.encode()
        try:
            before = (into / file).read_bytes()
        except FileNotFoundError:
            changed[file] = raw
            continue
        fresh = False
        if before == raw:
            continue
        if known is None or file not in known.files:
            raise _Refused(f"{file} is there already and was not written by this import: give one of them another id")
        if store.digest(before) != known.files[file]:
            raise _Refused(f"{file} was edited by hand since it was imported: merge the register's news by hand")
        changed[file] = raw
    if not changed:
        return "unchanged"
    if not dry:
        for file, raw in reversed(changed.items()):  # the notice last: a case without notice is told, never published
            store.replace(into / file, raw)
    return "new" if fresh else "updated"
