"""The look-up index in the build: its files are made in parts, beside the bulletins, and written where they changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import urls
from generator.export.lookup import bits_for, row, shard, shard_keys, shard_number
from generator.export.objects import PageStore, make_folder
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.site.changes import Changes
from generator.site.lane import Stamping
from generator.site.stamping import BrowsePart, ShardJob, Shards, Stamped, stamp

PARTS = 8


@dataclass(frozen=True, slots=True)
class LookupPart:
    """Some of the files. They need the whole catalogue, so only a process that inherits it can make them."""

    common: Stamping
    part: int


class _Rows(dict[str, str]):
    """What files show of each bulletin, made when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.catalog = catalog

    def __missing__(self, notice: str) -> str:
        made = self[notice] = row(self.catalog.notices[notice])
        return made


@dataclass(frozen=True, slots=True)
class _Index:
    """The index that is being made. `changed` are the files that may differ from those made from `before`."""

    catalog: Catalog
    bits: int
    shards: list[list[str]]
    rows: _Rows
    now: str
    before: str
    changed: frozenset[int]


_index: list[_Index] = []


def lookup_parts(catalog: Catalog, common: Stamping, changes: Changes) -> list[LookupPart]:
    """One job for each part. To be called before workers are forked."""
    bits = bits_for(catalog.number_of_keys)
    code = f"{store.code_version()} {bits} "
    before = code + changes.before if changes.before else ""
    changed = frozenset(shard_number(key, bits) for key in changes.keys)
    shards = shard_keys(catalog.by_key, bits)
    _index[:] = [_Index(catalog, bits, shards, _Rows(catalog), code + changes.now, before, changed)]
    return [LookupPart(common, part) for part in range(min(PARTS, 1 << bits))]


def lookup_files(catalog: Catalog) -> Iterator[str]:
    """Every file of the index, by its path below the site's root."""
    bits = bits_for(catalog.number_of_keys)
    return (urls.lookup_shard(bits, number) for number in range(1 << bits))


def stamp_any(job: LookupPart | ShardJob | BrowsePart | Shards) -> Stamped:
    """Publish what a job is about. Runs in a worker."""
    return stamp_lookup(job) if isinstance(job, LookupPart) else stamp(job)


def stamp_lookup(job: LookupPart) -> Stamped:
    """Publish the files of a part: from the store where nothing changed that they speak of."""
    index, folder = _index[0], Path(job.common.store) / f"lookup-{job.part}"
    made = PageStore(folder)
    numbers = range(job.part, 1 << index.bits, PARTS)
    make_folder(f"{job.common.site}/{urls.lookup_shard(index.bits, job.part)}")
    told: tuple[str, list[str]] = store.load(folder / "keys") or ("-", [])
    as_now, as_before = told[0] == index.now, told[0] == index.before
    keys = []
    for at, number in enumerate(numbers):
        target = f"{job.common.site}/{urls.lookup_shard(index.bits, number)}"
        key = told[1][at] if as_now or (as_before and number not in index.changed) else ""
        if not key or not made.fetch(key, target):
            data = shard(index.catalog, index.shards[number], index.rows)
            # With its number: files that are alike (without keys, say) are files of their own.
            key = store.digest(b"%d %s" % (number, data))
            if not made.fetch(key, target):
                made.put(key, data, target)
        keys.append(key)
    if not as_now or keys != told[1]:
        store.save(folder / "keys", (index.now, keys))
    made.close()
    return Stamped(0, 0, 0)
