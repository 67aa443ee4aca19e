"""Between reading and writing: what was read waits on the disk, so that memory does not grow with the register."""

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.importers.model import Draft, Held, ImportFailed, Item, Register
from generator.loading.settings import Settings


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a reference: where it came from, and where the spool keeps it. `held` has the reasons, if any."""

    reference: str
    version: str
    file: str
    position: int
    year: int
    number: int | None
    held: tuple[str, ...]
    spool: str
    start: int
    end: int

    @property
    def order(self) -> tuple[str, str, int]:
        """Editions of a reference, oldest first."""
        return self.version, self.file, self.position


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held, or why it cannot be read."""

    file: str
    editions: tuple[Edition, ...]
    failure: str = ""


def read_file(register: Register, path: Path, settings: Settings, spool: Path) -> Read:
    """Read a file, convert every item of it, and keep the drafts and items in the file `spool`."""
    editions: list[Edition] = []
    try:
        with spool.open("wb") as kept:
            for item in register.read([path]):
                editions.append(_keep(item, register, settings, kept, str(spool)))
    except ImportFailed as error:
        return Read(str(path), (), str(error))
    return Read(str(path), tuple(editions))


def _keep(item: Item | Held, register: Register, settings: Settings, kept: Any, spool: str) -> Edition:
    made = register.convert(item, settings) if isinstance(item, Item) else item
    version = item.version if isinstance(item, Item) else ""
    start = kept.tell()
    content: Any
    if isinstance(made, Draft):
        year, number, reasons = made.year, made.number, tuple[str, ...]()
        responses = {name: plain(case) for name, case in made.responses.items()}
        content = (plain(made.notice), responses, made.unclear)
    else:
        year, number, reasons = 0, None, made.reasons
        content = None
    kept.write(marshal.dumps((content, plain(item.fields))))
    return Edition(item.reference, version, item.file, item.position, year, number, reasons, spool, start, kept.tell())


def fetch(edition: Edition) -> tuple[Any, dict[str, Any]]:
    """What the spool keeps: notice, responses and what was unclear (None where it is held), and all fields."""
    with Path(edition.spool).open("rb") as kept:
        kept.seek(edition.start)
        content, fields = marshal.loads(kept.read(edition.end - edition.start))  # noqa: S302 - written a moment ago
    return content, fields


def plain(value: Any) -> Any:
    """A value as it stands in YAML: texts, mappings, lists; numbers as texts; keys without a value left out."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(item) for item in value]
    raise TypeError(f"a register gave a {type(value).__name__}, which no record holds")
