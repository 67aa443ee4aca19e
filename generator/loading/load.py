"""Load everything: settings, then the records in parallel shards, then the links between them."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.loading import store
from generator.loading.catalog import Catalog, RecordStore
from generator.loading.entries import CaseEntry, NoticeEntry
from generator.loading.files import SHARDS, find, shard_of
from generator.loading.linking import Linker
from generator.loading.settings import load_settings
from generator.loading.shards import Inspect, ShardResult, ShardTask, glance, load_shard

Run = Callable[[Callable[[ShardTask], ShardResult], list[ShardTask], int], Iterable[ShardResult]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The catalogue, or None and the reasons; `records` and `cached` count files.

    `linked` is the catalogue of the records that are sound, also where others are not; None without settings.
    """

    catalog: Catalog | None
    diagnostics: list[Diagnostic]
    records: int
    cached: int
    linked: Catalog | None


def load(config: Path, records: Path, cache: Path, run: Run | None = None, inspect: Inspect | None = None) -> Loaded:
    """Read `config` (site_config/) and `records` (a folder with notices/ and responses/).

    `cache` is a folder of our own. `run(function, tasks, weight)` maps the shards, in parallel if it likes.
    `inspect` is asked about each notice with its cases, by whoever reads them.
    Every error of every file is in the result; there is a catalogue only if there is none.
    """
    settings, diagnostics = load_settings(config, config.name)
    shown = records.name
    if not records.is_dir():
        diagnostics.append(
            Diagnostic(
                "records-missing",
                "there is no such folder",
                Location(str(records)),
                "give a folder that holds notices/ and responses/",
            )
        )
    cache = _cache_of(cache, records)
    digest = settings.digest if settings else ""
    tasks, found = _tasks(records, shown, cache, str(config), digest, inspect if settings else None)
    diagnostics += found
    total = sum(len(task.files) for task in tasks)
    notices: list[NoticeEntry] = []
    cases: list[CaseEntry] = []
    refs: set[str] = set()
    cached = 0
    for result in _results(tasks, run):
        diagnostics += result.diagnostics
        found_notices, found_cases = result.entries()
        notices += found_notices
        cases += found_cases
        refs.add(result.refs)
        cached += result.cached
    catalog = None
    if settings:
        diagnostics += Linker(records, shown, settings).run(notices, cases, refs)
        catalog = Catalog.build(settings, notices, cases, RecordStore(cache))
    broken = any(d.severity is Severity.ERROR for d in diagnostics)
    return Loaded(None if broken else catalog, diagnostics, total, cached, catalog)


def _results(tasks: list[ShardTask], run: Run | None) -> Iterator[ShardResult]:
    """What shards hold: from a glance where nothing changed, the others as they come in."""
    changed = []
    weight = 0
    for task in tasks:
        result = glance(task)
        if isinstance(result, ShardResult):
            yield result
        else:
            changed.append(task)
            weight += result
    yield from run(load_shard, changed, weight) if run else map(load_shard, changed)


def _cache_of(cache: Path, records: Path) -> Path:
    """The cache folder of these records for this code. What older code left for the same records is removed."""
    name = f"loaded-{store.digest(str(records.resolve()).encode())}"
    current = cache / f"{name}-{store.code_version()}"
    for old in cache.glob(f"{name}-*"):
        if old != current:
            shutil.rmtree(old)
    return current


def _tasks(
    records: Path, shown: str, cache: Path, config: str, digest: str, inspect: Inspect | None
) -> tuple[list[ShardTask], list[Diagnostic]]:
    began = store.moment(cache)
    store_of = RecordStore(cache)
    shards: list[list[str]] = [[] for _ in range(SHARDS)]
    diagnostics: list[Diagnostic] = []
    for folder in ("notices", "responses"):
        found = find(records, folder, shown)
        diagnostics += found.diagnostics
        for file in found.files:
            shards[shard_of(file)].append(file)
    tasks = [
        ShardTask(str(records), shown, tuple(files), str(store_of.shard_file(number)), config, digest, inspect, began)
        for number, files in enumerate(shards)
        if files
    ]
    return tasks, diagnostics
