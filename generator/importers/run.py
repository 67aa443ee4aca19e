"""An import: read every file, give every reference its id, make and write the records, tell what became of each item.

Reading and making run in parallel; between them the drafts wait in a spool on the disk. The ids are in the ledger
before the first record is written, so that an import that is killed and run again ends in the same records.
"""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from generator.importers import ledger
from generator.importers.ledger import Row
from generator.importers.making import HeldBack, Job, Made, make
from generator.importers.model import ImportFailed
from generator.importers.report import Report, summed
from generator.importers.sources import files as files_of
from generator.importers.sources import register
from generator.importers.spool import Edition, Read, read_file
from generator.loading.settings import Settings, load_settings
from generator.site.workers import Workers

BATCH = 200
SPARE = 90_000
"""Offset in the block from which a reference takes the next free number when its own is taken, or has none."""

Tell = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the work, for a worker: files to read, or references to make."""

    source: str
    config: str
    into: str
    spool: str
    number: int
    path: str = ""
    jobs: tuple[Job, ...] = ()
    dry: bool = False


@lru_cache(maxsize=2)
def settings_of(config: str) -> Settings:
    """The settings (forked workers inherit them). Raises ImportFailed where they have errors."""
    settings, diagnostics = load_settings(Path(config), Path(config).name)
    if settings is None or diagnostics:
        told = diagnostics[0] if diagnostics else "they cannot be read"
        raise ImportFailed(f"site_config/ has errors, for example {told}: run 'bulletins check' first")
    return settings


def run_import(
    source: str, paths: Iterable[Path], into: Path, config: Path, workers: Workers, tell: Tell, *, dry: bool = False
) -> Report:
    """Import files of a register into a records folder. `dry` tells what would happen and writes nothing.

    Raises ImportFailed where a file cannot be read (then nothing was written), OSError where writing fails.
    """
    files = files_of(source, paths)
    settings = settings_of(str(config))
    home = ledger.folder(into, source)
    with _alone(home), _spool(home) as spool:
        common = Task(source, str(config), str(into), str(spool), 0, dry=dry)
        editions = _read_all(files, common, workers, tell)
        known = ledger.load(into, source)
        jobs = _jobs(editions, known, register(source).block, settings.site.id_prefix)
        rows = {**known, **{job.editions[0].reference: _named(job) for job in jobs if job.id}}
        if not dry:
            ledger.save(into, source, rows.values())
        made = list(_make_all(jobs, common, workers, tell))
        rows.update((result.reference, result.row) for result in made if result.row)
        report = summed(source, len(files), len(editions), made)
        if not dry:
            ledger.save(into, source, rows.values())
            _keep_held(home, made)
            ledger.replace_if_changed(home / "report.json", report.as_json().encode())
    return report


def _named(job: Job) -> Row:
    return job.known or Row(job.editions[0].reference, job.id)


# -- reading


def _read_all(files: Sequence[Path], common: Task, workers: Workers, tell: Tell) -> list[Edition]:
    """Every item of every file. Raises ImportFailed with every file that cannot be read."""
    tasks = [replace(common, number=number, path=str(path)) for number, path in enumerate(files)]
    found: list[Edition] = []
    failures: list[str] = []
    for done, read in enumerate(workers.map(_read_task, tasks, _weight(files)), 1):
        found.extend(read.editions)
        if read.failure:
            failures.append(read.failure)
        tell("reading", done, len(tasks))
    if failures:
        rest = f"\n{len(failures)} of {len(files)} files cannot be read; nothing was written"
        raise ImportFailed("\n".join(failures) + rest)
    return found


def _weight(files: Sequence[Path]) -> int:
    """About how many items there are, to decide whether a pool is worth it."""
    return sum(path.stat().st_size for path in files) // 1_000 if len(files) > 1 else 0


def _read_task(task: Task) -> Read:
    spool = Path(task.spool) / f"{task.number:05d}"
    return read_file(register(task.source), Path(task.path), settings_of(task.config), spool)


# -- ids


def _jobs(editions: Iterable[Edition], known: dict[str, Row], block: int, prefix: str) -> list[Job]:
    """Every reference with its editions and its id: the one it has, else its own number, else the next free one."""
    by_reference: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        by_reference[edition.reference].append(edition)
    taken = {row.id for row in known.values()}
    jobs: list[Job] = []
    fresh: list[tuple[int, int, str]] = []
    for reference, own in by_reference.items():
        own.sort(key=lambda edition: edition.order)
        numbered = next((edition for edition in own if not edition.held), None)
        if reference in known:
            jobs.append(Job(known[reference].id, tuple(own), known[reference]))
        elif numbered is None:
            jobs.append(Job("", tuple(own), None))
        else:
            number = numbered.number if numbered.number is not None else SPARE
            fresh.append((numbered.year, number, reference))
    following: dict[int, int] = {}
    for year, number, reference in sorted(fresh):
        new = f"{prefix}-{year:04d}-{block + number:06d}" if number < SPARE else ""
        if not new or new in taken:
            new = _next(prefix, year, block, taken, following)
        taken.add(new)
        jobs.append(Job(new, tuple(by_reference[reference]), None))
    return sorted(jobs, key=lambda job: (job.id, job.editions[0].reference))


def _next(prefix: str, year: int, block: int, taken: set[str], following: dict[int, int]) -> str:
    number = following.get(year, SPARE)
    while f"{prefix}-{year:04d}-{block + number:06d}" in taken:
        number += 1
    if number > 99_999:
        raise ImportFailed(f"there is no free number left for {year} in the block {block} of this register")
    following[year] = number + 1
    return f"{prefix}-{year:04d}-{block + number:06d}"


# -- making


def _make_all(jobs: list[Job], common: Task, workers: Workers, tell: Tell) -> Iterator[Made]:
    tasks = [
        replace(common, number=number, jobs=tuple(jobs[start : start + BATCH]))
        for number, start in enumerate(range(0, len(jobs), BATCH))
    ]
    done = 0
    for results in workers.map(_make_task, tasks, len(jobs)):
        done += len(results)
        tell("writing", done, len(jobs))
        yield from results


def _make_task(task: Task) -> list[Made]:
    settings = settings_of(task.config)
    return [make(job, settings, Path(task.into), dry=task.dry) for job in task.jobs]


# -- what was held back


def _keep_held(home: Path, made: Iterable[Made]) -> None:
    """The file of all held-back items: those of earlier imports stay until their reference is read again."""
    path = home / "held.jsonl"
    read = {result.reference for result in made}
    kept: dict[tuple[str, str, int], str] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item["reference"] not in read:
                kept[item["reference"], item["file"], item["position"]] = line
    for result in made:
        for item in result.held:
            kept[item.reference, item.file, item.position] = _line(item)
    lines = [kept[key] for key in sorted(kept)]
    if lines or path.exists():
        ledger.replace_if_changed(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))


def _line(item: HeldBack) -> str:
    told = {"reference": item.reference, "file": item.file, "position": item.position, "reasons": list(item.reasons)}
    return json.dumps({**told, "fields": json.loads(item.fields)}, ensure_ascii=False)


# -- one at a time


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the lock of a register's folder. Raises ImportFailed while another import has it."""
    import fcntl

    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise ImportFailed(f"{home}: another import into this folder is running; wait for it") from error
    finally:
        os.close(handle)


@contextmanager
def _spool(home: Path) -> Iterator[Path]:
    """A folder for what was read, removed at the end; one that a killed import left is removed first."""
    for old in home.glob(".spool-*"):
        shutil.rmtree(old)
    spool = home / f".spool-{os.getpid()}"
    spool.mkdir()
    try:
        yield spool
    finally:
        shutil.rmtree(spool)
