"""Which entries of a register speak of the same thing, and which of them is the newest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.importers.model import Held, Item, Register
from generator.importers.spool import Place, Spool, fingerprint, packed


class Edition(NamedTuple):
    """An entry as it was read: where it came from, its content hash, and where its fields lie in the spool."""

    reference: str
    version: str
    digest: str
    file: str
    position: int
    place: Place


class Refused(NamedTuple):
    """An entry that was held back without becoming a record, its fields in the spool."""

    reference: str
    file: str
    position: int
    reasons: tuple[str, ...]
    place: Place


class Group(NamedTuple):
    """The editions of one reference that differ, oldest first, each newer than the one before.

    `repeated` counts entries with the same content as one of them; `rivals` are entries with the version of one of
    them and other content: which of the two is right cannot be told.
    """

    chain: tuple[Edition, ...]
    repeated: int
    rivals: tuple[Edition, ...]


RIVAL = "another entry with the same reference and version was taken"


@dataclass(slots=True)
class Index:
    """Everything that was read, by reference; nothing of it depends on the order of the files."""

    read: int = 0
    files: set[str] = field(default_factory=set)
    editions: dict[str, list[Edition]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def groups(self) -> Iterator[Group]:
        """The groups in the order of their references."""
        for reference in sorted(self.editions):
            yield _group(self.editions[reference])


def read_all(register: Register, paths: Iterable[Path], spool: Spool, tick: Callable[[int], None]) -> Index:
    """Read every entry into the spool. `tick` is told how many there are so far. Raises ImportFailed."""
    index = Index()
    for entry in register.read(paths):
        index.read += 1
        index.files.add(entry.file)
        data = packed(entry.fields)
        place = spool.put(data)
        if isinstance(entry, Held):
            index.refused.append(Refused(entry.reference, entry.file, entry.position, entry.reasons, place))
        elif not entry.reference.strip():
            name = f"{entry.file}:{entry.position}"
            index.refused.append(Refused(name, entry.file, entry.position, ("the entry has no reference",), place))
        else:
            index.editions.setdefault(entry.reference, []).append(_edition(entry, data, place))
        tick(index.read)
    return index


def _edition(item: Item, data: bytes, place: Place) -> Edition:
    return Edition(item.reference, item.version, fingerprint(data), item.file, item.position, place)


def _group(editions: list[Edition]) -> Group:
    if len(editions) == 1:
        return Group((editions[0],), 0, ())
    # Of two entries with one version the longer is taken, then any, as long as it is always the same.
    ordered = sorted(editions, key=lambda e: (e.version, e.place[1], e.digest, e.file, e.position))
    newest_of = {edition.version: edition for edition in ordered}
    chain: list[Edition] = []
    for edition in newest_of.values():
        if chain and chain[-1].digest == edition.digest:
            chain[-1] = edition
        else:
            chain.append(edition)
    taken = {edition.digest for edition in chain}
    rivals = tuple(edition for edition in ordered if edition.digest not in taken)
    return Group(tuple(chain), len(editions) - len(chain) - len(rivals), rivals)
