"""One import, from files to records: read all, convert in parallel, number what is new, write what changed."""

import json
import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from generator.importers import converting, registry
from generator.importers.converting import BY_HAND, HELD, NEW, OLDER, SAME, UPDATED, Context, Job, Outcome
from generator.importers.editions import RIVAL, Index, Refused, read_all
from generator.importers.model import ImportFailed, Register
from generator.importers.numbering import Wanted, assign
from generator.importers.registry import Entry, Journal, Step
from generator.importers.report import Report, as_text
from generator.importers.spool import Place, Spool, unpacked
from generator.importers.target import Existing, Target
from generator.loading.settings import Settings
from generator.loading.store import digest
from generator.site.workers import Workers

HELD_BOOK = "held.jsonl"
REPORT_BOOK = "report.json"
AT_ONCE = 64
"""References that a worker converts before it hands them over."""
BATCH = 500
"""Records that are noted in the journal together before they are written."""

Tell = Callable[[str, int, int], None]
"""Is told the stage, how many are done, and of how many (0: not known)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported, and how."""

    register: Register
    paths: tuple[Path, ...]
    into: Path
    settings: Settings
    workers: Workers
    dry: bool = False
    keep_edited: bool = False


class _Pending:
    """A record that is to be written: its files lie in a spool until its id is known."""

    __slots__ = ("before", "entry", "files", "kind", "number", "year")

    def __init__(self, outcome: Outcome, entry: Entry, spool: Spool) -> None:
        self.kind, self.entry, self.year, self.number = outcome.kind, entry, outcome.year, outcome.number
        self.before = outcome.before
        self.files: list[tuple[str, Place]] = [(file, spool.put(raw)) for file, raw in outcome.files]


@dataclass(slots=True)
class _Work:
    """What is known so far of the import that is running."""

    wish: Wish
    target: Target
    report: Report
    spool: Spool
    known: dict[str, Entry]
    refused: list[Refused] = field(default_factory=list)
    pending: list[_Pending] = field(default_factory=list)


def run(wish: Wish, tell: Tell) -> Report:
    """Import. Raises ImportFailed where a file cannot be read or the folder is not fit; then nothing was written."""
    target = Target(wish.into, wish.register.name)
    target.check()
    report = Report(wish.register.name)
    with nullcontext() if wish.dry else target.alone(), _closing(Spool()) as spool:
        known = _known(target, dry=wish.dry)
        work = _Work(wish, target, report, spool, known)
        with _timed(report, "read"):
            index = read_all(wish.register, wish.paths, spool, lambda done: tell("reading", done, 0))
        if not index.read:
            raise ImportFailed(f"there are no entries in {', '.join(map(str, wish.paths))}: is it the right file?")
        with _timed(report, "convert"):
            existing = target.existing()
            _convert(work, index, existing, tell)
        with _timed(report, "write"):
            _number(work, existing)
            if not wish.dry:
                _write(work, tell)
                _keep_books(work, index)
        _add_up(work, index)
        if not wish.dry:
            text = as_text(report.as_book(wish.register))
            target.write_if_changed(target.book(REPORT_BOOK), text.encode())
    report.peak = _peak(wish.workers)
    return report


def _known(target: Target, *, dry: bool) -> dict[str, Entry]:
    """The registry, after a run that was killed with what that run had written."""
    before = registry.load(target)
    known = registry.recovered(target, before, dry=dry)
    if not dry and target.read(target.book(registry.JOURNAL)) is not None:
        registry.save(target, known.values())
        target.remove(target.book(registry.JOURNAL))
    return known


# -- converting


def _convert(work: _Work, index: Index, existing: Existing, tell: Tell) -> None:
    wish, report = work.wish, work.report
    report.files, report.read = len(index.files), index.read
    work.refused += index.refused
    tasks = list(_batches(_jobs(work, index, existing), AT_ONCE))
    converting.share(Context(wish.register, wish.settings, work.spool, work.target, wish.keep_edited))
    workers = wish.workers if wish.workers.inherit else Workers(processes=1)
    done, total = 0, sum(map(len, tasks))
    for outcomes in workers.map(converting.convert_all, tasks, total):
        for outcome in outcomes:
            _take(work, outcome)
        done += len(outcomes)
        tell("converting", done, total)


def _jobs(work: _Work, index: Index, existing: Existing) -> Iterator[Job]:
    for group in index.groups():
        work.report.older += group.repeated
        work.refused += [Refused(e.reference, e.file, e.position, (RIVAL,), e.place) for e in group.rivals]
        entry = work.known.get(group.chain[0].reference)
        yield Job(group.chain, entry, tuple(existing.cases.get(entry.id, ())) if entry else ())


def _batches(jobs: Iterable[Job], size: int) -> Iterator[tuple[Job, ...]]:
    source = iter(jobs)
    while batch := tuple(islice(source, size)):
        yield batch


def _take(work: _Work, outcome: Outcome) -> None:
    """Note what became of a reference."""
    report = work.report
    report.older += outcome.dropped
    work.refused += outcome.refused
    report.note_unclear(outcome.reference, outcome.unclear)
    report.warnings.update(outcome.warnings)
    if outcome.kind in (OLDER, HELD) or outcome.entry is None:
        return
    if outcome.kind in (SAME, BY_HAND):
        report.unchanged += 1
        report.by_hand += outcome.kind == BY_HAND
        work.known[outcome.reference] = outcome.entry
    else:
        work.pending.append(_Pending(outcome, outcome.entry, work.spool))


# -- numbering


def _number(work: _Work, existing: Existing) -> None:
    """Give every new record its id. Raises ImportFailed where a year has no number left."""
    wish = work.wish
    fresh = {p.entry.reference: p for p in work.pending if p.entry.reference not in work.known}
    taken = existing.taken | {entry.id for entry in work.known.values()}
    wanted = [Wanted(reference, p.year, p.number) for reference, p in fresh.items()]
    given = assign(wanted, taken, wish.register.block, wish.settings.site.id_prefix)
    for reference, pending in fresh.items():
        if reference in given:
            _rename(pending, given[reference])
    if len(given) < len(fresh):
        missing, first = len(fresh) - len(given), wish.register.block + 1
        raise ImportFailed(
            f"no id is left for {missing:,} new records: the numbers from {first} of their years are taken"
        )


def _rename(pending: _Pending, identity: str) -> None:
    """The placeholder becomes the id in the names of the files; in the files it does when they are written."""
    old = pending.entry.id
    pending.files = [(file.replace(old, identity), place) for file, place in pending.files]
    pending.before = {file.replace(old, identity): hashed for file, hashed in pending.before.items()}


# -- writing


def _write(work: _Work, tell: Tell) -> None:
    journal = Journal(work.target)
    done, total = 0, len(work.pending)
    try:
        for start in range(0, total, BATCH):
            batch = [_final(work, pending) for pending in work.pending[start : start + BATCH]]
            journal.note(step for step, _ in batch)
            for step, files in batch:
                for file, raw in files:  # the notice is the last one: where it is, all is written
                    work.target.write(file, raw)
                work.known[step.entry.reference] = step.entry
            done += len(batch)
            tell("writing", done, total)
        if total:
            os.sync()  # the registry vouches for the files: they come first
        registry.save(work.target, work.known.values())
        journal.done()
    finally:
        journal.close()


def _final(work: _Work, pending: _Pending) -> tuple[Step, list[tuple[str, bytes]]]:
    """The step of the journal, and the files with their right id."""
    entry, old = pending.entry, pending.entry.id
    identity = pending.files[-1][0].rsplit("/", 1)[-1].removesuffix(".yml")
    files = [(file, work.spool.get(place)) for file, place in pending.files]
    if identity != old:
        files = [(file, _with_id(raw, old, identity)) for file, raw in files]
        hashes = {file: digest(raw) for file, raw in files}
        entry = entry._replace(id=identity, files=dict(sorted(hashes.items())))
    halves = len(files) > 1 and any(hashed is not None for hashed in pending.before.values())
    texts = {file: raw.decode() for file, raw in files} if halves else {}
    return Step(entry, pending.before, texts), files


def _with_id(raw: bytes, old: str, new: str) -> bytes:
    """A record with its id: the first line says it, of a case as well."""
    first, end, rest = raw.partition(b"\n")
    return first.replace(old.encode(), new.encode()) + end + rest


# -- the books


def _keep_books(work: _Work, index: Index) -> None:
    """Everything that was held back, also by earlier imports, unless its reference was in the files of this one.

    An entry that has no reference is named after its file, `FILE:PLACE`, and goes when the file is read again.
    """
    target = work.target
    lines: dict[tuple[str, str, int], str] = {}
    read = set(index.editions)
    for raw in (target.read(target.book(HELD_BOOK)) or b"").splitlines():
        try:
            item = json.loads(raw)
            again = item["file"] in index.files and item["reference"].startswith(f"{item['file']}:")
            if item["reference"] not in read and not again:
                lines[item["reference"], item["file"], item["position"]] = raw.decode()
        except (ValueError, KeyError, TypeError) as error:
            path = target.root / target.book(HELD_BOOK)
            raise ImportFailed(f"{path}: a line is damaged ({error}): restore the file from git") from error
    for refused in work.refused:
        lines[refused.reference, refused.file, refused.position] = _held_line(work.spool, refused)
    content = "".join(f"{lines[key]}\n" for key in sorted(lines)).encode()
    if content or target.read(target.book(HELD_BOOK)) is not None:
        target.write_if_changed(target.book(HELD_BOOK), content)


def _held_line(spool: Spool, refused: Refused) -> str:
    data = {
        "reference": refused.reference,
        "file": refused.file,
        "position": refused.position,
        "reasons": list(refused.reasons),
        "fields": unpacked(spool.get(refused.place)),
    }
    text = json.dumps(data, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode() if not text.isascii() else text


def _add_up(work: _Work, index: Index) -> None:
    report = work.report
    for refused in work.refused:
        report.note_held(refused.reasons)
    report.written = sum(pending.kind == NEW for pending in work.pending)
    report.updated = sum(pending.kind == UPDATED for pending in work.pending)
    told = report.written + report.updated + report.unchanged + report.older + report.held
    if told != index.read:
        raise AssertionError(f"{index.read} entries were read, but {told} are accounted for")


# -- measuring


@contextmanager
def _timed(report: Report, stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    try:
        yield
    finally:
        report.seconds[stage] = time.perf_counter() - begin


@contextmanager
def _closing(spool: Spool) -> Iterator[Spool]:
    try:
        yield spool
    finally:
        spool.close()


def _peak(workers: Workers) -> int:
    """Bytes of memory of this process and its workers, each at its highest; shared pages count more than once."""
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + others * workers.processes) * 1024
