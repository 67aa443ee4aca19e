"""What passes between a register's reader and the shared writer: items as read, drafts of records, items held back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from generator.loading.settings import Settings


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a register as it was read: every field by the source's own name, nothing changed or left out.

    `file` is the name of the file it came from, `position` its place there (from 1), `version` orders editions of
    the same reference (the newest wins), for example the date of the weekly report.
    """

    reference: str
    file: str
    position: int
    version: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that became no record: why, and all of it, for somebody to look at."""

    reference: str
    file: str
    position: int
    reasons: tuple[str, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The records made of one item: a notice and its cases as plain data, as they will stand in YAML, without ids.

    `year` and `number` are taken from the register's own reference and give the id where they are free (`number`
    None: no number can be read from the reference). `notice` lacks `id`; each of `responses` (by platform) lacks
    `notice` and `platform`. `unclear` names fields whose value could not be understood, with the value.
    """

    reference: str
    version: str
    year: int
    number: int | None
    notice: Mapping[str, Any]
    responses: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unclear: tuple[tuple[str, str], ...] = ()


class Register(Protocol):
    """One foreign register."""

    name: str
    """As in `bulletins import NAME` and in `provenance.source`."""
    block: int
    """First number of its ids: 100000 for safety-gate, so that A12/02928/24 becomes PSB-2024-102928."""
    mapped: tuple[str, ...]
    """Source fields that reach a record."""
    unmapped: tuple[str, ...]
    """Source fields that are left out on purpose (each is explained in the module's docstring)."""

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        """Every entry of the files, streaming, in their order. Raises ImportFailed for an unreadable file."""
        ...

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        """The records of one entry. Pure: the same item and settings give the same draft."""
        ...


class ImportFailed(Exception):
    """A file cannot be read at all (truncated, hostile, the wrong kind): one clear sentence with file and place."""
