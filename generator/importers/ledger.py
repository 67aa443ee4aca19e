"""The ledger of a register: which record each of its references became. It makes ids stable for ever.

It lies at `imports/NAME/ledger.jsonl` below the records, one line a reference, sorted, and is part of them: it is
kept in git, so that the next import finds the same ids.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.importers.model import ImportFailed
from generator.loading import store

FOLDER = "imports"
"""Below the records' folder; nothing in it is a record."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a reference: its id, the newest edition that was read (version and a hash of what was made of
    it), the files as they were written (hash by path below the records) and the warnings of the check by rule.
    """

    reference: str
    id: str
    version: str = ""
    source: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def folder(into: Path, name: str) -> Path:
    """Where a register's ledger, its held-back items and its report lie."""
    return into / FOLDER / name


def load(into: Path, name: str) -> dict[str, Row]:
    """The rows by reference; empty before the first import. Raises ImportFailed for a ledger that is damaged."""
    path = folder(into, name) / "ledger.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise ImportFailed(f"{path}: not UTF-8; take the file back from git") from error
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, 1):
        try:
            data = json.loads(line)
            row = Row(**{**data, "warnings": tuple(data["warnings"])})
        except (ValueError, TypeError, KeyError) as error:
            raise ImportFailed(f"{path}:{number}: this line of the ledger is damaged; take it back from git") from error
        rows[row.reference] = row
    return rows


def save(into: Path, name: str, rows: Iterable[Row]) -> None:
    """Write the ledger, sorted by reference; a reader sees the old one or the new one."""
    lines = [
        json.dumps(
            {
                "reference": row.reference,
                "id": row.id,
                "version": row.version,
                "source": row.source,
                "files": dict(sorted(row.files.items())),
                "warnings": list(row.warnings),
            },
            ensure_ascii=False,
        )
        for row in sorted(rows, key=lambda row: row.reference)
    ]
    replace_if_changed(folder(into, name) / "ledger.jsonl", "".join(f"{line}\n" for line in lines).encode())


def replace_if_changed(path: Path, content: bytes) -> bool:
    """Write a file in one step, and only where it says something else than before; whether it was written."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    store.replace(path, content)
    return True
