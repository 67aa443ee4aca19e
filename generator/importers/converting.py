"""From the editions of one reference to the files of its record: converted, dated, checked, not yet written.

This is what the worker processes do. Nothing here writes; the same editions and the same records that are there give
the same outcome.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.importers.changes import ASIDE, changed, revision
from generator.importers.editions import Edition, Refused
from generator.importers.emit import Unwritable, emit
from generator.importers.model import Draft, Held, Item, Register
from generator.importers.numbering import notice_id
from generator.importers.registry import Entry
from generator.importers.soundness import judge
from generator.importers.spool import Spool, unpacked
from generator.importers.target import Target
from generator.loading.settings import Settings
from generator.loading.store import digest
from generator.loading.yaml_reader import read
from generator.records.evidence import Sourced
from generator.records.notice import Notice

Data = dict[str, Any]

NEW, SAME, UPDATED, BY_HAND, OLDER, HELD = "new", "same", "updated", "by-hand", "older", "held"
"""What can become of a reference. `by-hand`: its record was edited, and the register has nothing new to say."""


class Job(NamedTuple):
    """A reference: its editions that differ, oldest first, what the registry knows, and case files of its record."""

    chain: tuple[Edition, ...]
    entry: Entry | None
    cases: tuple[str, ...]


class Outcome(NamedTuple):
    """What became of a reference. The id of a new record is a placeholder; `number` is what it would like to have.

    `files` are those that have to be written, the notice last; `before` has the hash of what is there now. `refused`
    are editions that could not be converted; `dropped` counts the others that gave way to the newest.
    """

    reference: str
    kind: str
    entry: Entry | None = None
    year: int = 0
    number: int | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    before: Mapping[str, str | None] = {}
    refused: tuple[Refused, ...] = ()
    dropped: int = 0
    unclear: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What all workers share; they inherit it when they are forked."""

    register: Register
    settings: Settings
    spool: Spool
    target: Target
    keep_edited: bool


_shared: list[Context] = []


def share(context: Context) -> None:
    """Have the workers that are forked from now on work with this."""
    _shared[:] = [context]


def convert_all(jobs: tuple[Job, ...]) -> list[Outcome]:
    """The outcome of each job. Runs in a worker."""
    return [_Conversion(job, _shared[0]).outcome() for job in jobs]


class _Stop(Exception):
    """The reference gets no record for these reasons."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class _Conversion:
    """The work on one reference."""

    def __init__(self, job: Job, context: Context) -> None:
        self.context, self.entry, self.cases = context, job.entry, job.cases
        self.chain, self.newest = job.chain, job.chain[-1]
        self.refused: list[Refused] = []
        self.unclear: tuple[tuple[str, str], ...] = ()

    def outcome(self) -> Outcome:
        """What becomes of it."""
        reference = self.newest.reference
        if self.entry and self.newest.version < self.entry.version:
            return Outcome(reference, OLDER, dropped=len(self.chain))
        try:
            found = self._record()
        except _Stop as stop:
            self._refuse(self.newest, stop.reasons)
            found = Outcome(reference, HELD)
        gone = sum(1 for refused in self.refused if refused.place != self.newest.place)
        dropped = len(self.chain) - 1 - gone
        return found._replace(refused=tuple(self.refused), dropped=dropped, unclear=self.unclear)

    def _record(self) -> Outcome:
        draft = self._convert(self.newest)
        if isinstance(draft, Held):
            raise _Stop(*draft.reasons)
        self.unclear = draft.unclear
        there = self._there()
        edited = self._edited(there)
        if edited and self.entry and self.newest.digest == self.entry.digest:
            return Outcome(self.newest.reference, BY_HAND, self.entry)
        files = self._files(draft, {} if edited else there)
        before = {file: self._hash(there, file) for file in files}
        same = all(before[file] == digest(raw) for file, raw in files.items())
        if not same and (edited or self._in_the_way(before)):
            return self._by_hand(edited or self._in_the_way(before))
        return self._checked(draft, files, before, same)

    def _checked(self, draft: Draft, files: dict[str, bytes], before: Mapping[str, str | None], same: bool) -> Outcome:
        """The outcome for a record as it has to be, if the check finds no error in it."""
        *names, notice = files
        target = self.context.target
        others = {file: raw for file in self.cases if file not in files and (raw := target.read(file)) is not None}
        cases = {**others, **{file: files[file] for file in names}}
        verdict = judge(notice, files[notice], cases, self.context.settings, target.root)
        if verdict.errors:
            raise _Stop(*verdict.errors)
        old = self.entry.files if self.entry else {}
        hashes = dict(sorted({**old, **{file: digest(raw) for file, raw in files.items()}}.items()))
        identity = notice.rsplit("/", 1)[-1].removesuffix(".yml")
        entry = Entry(self.newest.reference, identity, self.newest.version, self.newest.digest, hashes)
        return Outcome(
            entry.reference,
            SAME if same else UPDATED if self.entry and before[notice] else NEW,
            entry,
            draft.year,
            draft.number,
            () if same else tuple(files.items()),
            {} if same else before,
            warnings=verdict.warnings,
        )

    # -- editions

    def _convert(self, edition: Edition) -> Draft | Held:
        fields = unpacked(self.context.spool.get(edition.place))
        item = Item(edition.reference, edition.file, edition.position, edition.version, fields)
        try:
            return self.context.register.convert(item, self.context.settings)
        except MemoryError:
            raise
        except Exception as error:  # one entry that its reader cannot cope with must not end the import of all others
            reason = f"reader-failed: {type(error).__name__}: {error}"
            return Held(edition.reference, edition.file, edition.position, (reason[:300],))

    def _refuse(self, edition: Edition, reasons: Iterable[str]) -> None:
        self.refused.append(Refused(edition.reference, edition.file, edition.position, tuple(reasons), edition.place))

    # -- what is there

    def _there(self) -> dict[str, bytes]:
        """The files of the record as they are now; those that are gone are left out."""
        if self.entry is None:
            return {}
        found = {file: self.context.target.read(file) for file in (*self.entry.files, *self.cases)}
        return {file: raw for file, raw in found.items() if raw is not None}

    def _edited(self, there: Mapping[str, bytes]) -> str:
        """The first file that is not as it was imported; empty where there is none."""
        known = self.entry.files if self.entry else {}
        return next((file for file in known if file in there and digest(there[file]) != known[file]), "")

    def _in_the_way(self, before: Mapping[str, str | None]) -> str:
        """The first file that would be written over although it was not imported."""
        known = self.entry.files if self.entry else {}
        return next((file for file, hashed in before.items() if hashed is not None and file not in known), "")

    @staticmethod
    def _hash(there: Mapping[str, bytes], file: str) -> str | None:
        return digest(there[file]) if file in there else None

    def _by_hand(self, file: str) -> Outcome:
        if self.entry and self.context.keep_edited:
            entry = self.entry._replace(version=self.newest.version, digest=self.newest.digest)
            return Outcome(entry.reference, BY_HAND, entry)
        raise _Stop(
            f"edited-by-hand: {file} was changed since it was imported, and the register has a newer entry; take over "
            "by hand what is new, then import with --keep-edited"
        )

    # -- the files

    def _files(self, draft: Draft, there: Mapping[str, bytes]) -> dict[str, bytes]:
        """The files of the record by path, the notice last."""
        if not 1000 <= draft.year <= 9999:
            raise _Stop(f"id: {draft.year} is no year for an id")
        prefix = self.context.settings.site.id_prefix
        identity = self.entry.id if self.entry else notice_id(prefix, draft.year, 0)
        year = identity.split("-")[1]
        notice = f"notices/{year}/{identity}.yml"
        made: Data = {"id": identity, **draft.notice}
        revisions = self._revisions(draft, there.get(notice))
        if revisions:
            made["revisions"] = revisions
        files: dict[str, bytes] = {}
        try:
            for platform in sorted(draft.responses):
                if platform not in self.context.settings.known["platforms"]:
                    raise _Stop(f"reference: '{platform}' is not among the platforms (at a case)")
                case = {"notice": identity, "platform": platform, **draft.responses[platform]}
                files[f"responses/{platform}/{year}/{identity}.yml"] = emit(case).encode()
            files[notice] = emit(_in_house_order(made)).encode()
        except Unwritable as error:
            raise _Stop(f"unwritable: {error}") from error
        return files

    def _revisions(self, draft: Draft, there: bytes | None) -> list[Any]:
        """The revisions of the record: those that it has, and one for each newer edition that says something else."""
        entry, chain = self.entry, self.chain
        found: list[Any] = list(draft.notice.get("revisions", ()))
        before: Data | None = None
        if entry and there is not None:
            data = read(there).data
            found = list(data.get("revisions", ()))
            if entry.digest == self.newest.digest:
                return found
            before = {**data, "cases": dict(self._cases_there())}
            chain = tuple(edition for edition in chain if edition.version > entry.version) or chain[-1:]
        for edition in chain:
            made = draft if edition is chain[-1] else self._convert(edition)
            if isinstance(made, Held):
                self._refuse(edition, made.reasons)
                continue
            after = _as_read(made)
            if before is not None:
                fields = changed(before, after)
                if fields:
                    found.append(revision(fields, edition.version, str(after["published"])))
            before = after
        return found

    def _cases_there(self) -> Iterator[tuple[str, Data]]:
        for file in self.entry.files if self.entry else ():
            raw = self.context.target.read(file) if file.startswith("responses/") else None
            if raw is not None:
                yield file.split("/")[1], _without_aside(read(raw).data)


def _as_read(draft: Draft) -> Data:
    """A draft as it would be read back, with its cases, to be compared."""
    try:
        data: Data = read(emit(draft.notice).encode()).data or {}
        cases = {name: _without_aside(read(emit(case).encode()).data) for name, case in draft.responses.items()}
    except Unwritable as error:
        raise _Stop(f"unwritable: {error}") from error
    return {"published": "", **data, "cases": cases}


def _without_aside(case: Any) -> Data:
    return {name: value for name, value in (case or {}).items() if name not in ASIDE}


_OWN = [name for name in Notice.model_fields if name not in Sourced.model_fields]
_ORDER = {name: place for place, name in enumerate((*_OWN, *Sourced.model_fields))}


def _in_house_order(notice: Data) -> Data:
    """The keys as in the shipped records: what it is about first, the evidence last."""
    return dict(sorted(notice.items(), key=lambda pair: _ORDER.get(pair[0], len(_ORDER))))
