"""The look-up index in the build: its files are made in parts, beside the bulletins, and written where they changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import urls
from generator.export.lookup import bits_for, row, shard, shard_keys
from generator.export.objects import PageStore, make_folder
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.site.stamping import BrowsePart, ShardJob, Stamped, Stamping, stamp

PARTS = 8


@dataclass(frozen=True, slots=True)
class LookupPart:
    """Some of the files. They need the whole catalogue, so only a process that inherits it can make them."""

    common: Stamping
    part: int


@dataclass(frozen=True, slots=True)
class _Index:
    catalog: Catalog
    bits: int
    shards: list[list[str]]
    digest: str


_index: list[_Index] = []


class _Rows(dict[str, str]):
    """What files show of each bulletin, made when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.catalog = catalog

    def __missing__(self, notice: str) -> str:
        made = self[notice] = row(self.catalog.notices[notice])
        return made


def lookup_parts(catalog: Catalog, common: Stamping) -> list[LookupPart]:
    """One job for each part. To be called before workers are forked."""
    bits = bits_for(len(catalog.by_key))
    whole = "\0".join((store.code_version(), str(bits), *(entry.digest for entry in catalog.notices.values())))
    _index[:] = [_Index(catalog, bits, shard_keys(catalog.by_key, bits), store.digest(whole.encode()))]
    return [LookupPart(common, part) for part in range(min(PARTS, 1 << bits))]


def lookup_files(catalog: Catalog) -> Iterator[str]:
    """Every file of the index, by its path below the site's root."""
    bits = bits_for(len(catalog.by_key))
    return (urls.lookup_shard(bits, number) for number in range(1 << bits))


def stamp_any(job: LookupPart | ShardJob | BrowsePart | int) -> Stamped:
    """Publish what a job is about. Runs in a worker."""
    return stamp_lookup(job) if isinstance(job, LookupPart) else stamp(job)


def stamp_lookup(job: LookupPart) -> Stamped:
    """Publish the files of a part: all from the store where no notice changed, else those that came out as before."""
    index, folder = _index[0], Path(job.common.store) / f"lookup-{job.part}"
    made = PageStore(folder)
    numbers = range(job.part, 1 << index.bits, PARTS)
    targets = [f"{job.common.site}/{urls.lookup_shard(index.bits, number)}" for number in numbers]
    make_folder(targets[0])
    told = store.load(folder / "keys")
    if not told or told[0] != index.digest or not all(map(made.fetch, told[1], targets)):
        rows = _Rows(index.catalog)
        keys = []
        for number, target in zip(numbers, targets, strict=True):
            data = shard(index.catalog, index.shards[number], rows)
            # With its number: files that are alike (without keys, say) are files of their own.
            key = store.digest(b"%d %s" % (number, data))
            keys.append(key)
            if not made.fetch(key, target):
                made.put(key, data, target)
        store.save(folder / "keys", (index.digest, keys))
    made.close()
    return Stamped(0, 0, 0)
