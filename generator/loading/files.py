"""Finding the record files of a folder, and nothing outside it."""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Location

SHARDS = 256
DEEPEST = 8
IMPORTS = "imports"
"""Folder beside notices/ and responses/ in which importers keep their books. It holds no records and is never read."""


@dataclass(slots=True)
class Found:
    """Record files by their path below the folder (with `/`), and what is wrong with the folder itself."""

    files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find(root: Path, folder: str, shown: str) -> Found:
    """Every `.yml` below `root/folder`, sorted. `shown` is how `root` is called in diagnostics.

    Symbolic links are refused: a record's folder leads nowhere else.
    """
    found = Found()
    if (root / folder).is_dir():
        for path, problem in _walk(root / folder, folder):
            if problem:
                found.diagnostics.append(Diagnostic(problem[0], problem[1], Location(f"{shown}/{path}"), problem[2]))
            else:
                found.files.append(path)
    found.files.sort()
    return found


def _walk(folder: Path, below: str) -> Iterator[tuple[str, tuple[str, str, str] | None]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            path = f"{below}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield (
                    path,
                    ("file-link", "a symbolic link is not allowed among the records", "put the file itself here"),
                )
            elif entry.is_dir():
                if below.count("/") < DEEPEST:
                    yield from _walk(Path(entry.path), path)
                else:
                    yield path, ("file-depth", "a folder this deep holds no records", "move its files up, or delete it")
            elif entry.name.endswith(".yaml"):
                yield path, ("file-name", "a record file ends in .yml", "rename the file")
            elif entry.name.endswith(".yml") and entry.is_file():
                yield path, None
            elif entry.name.endswith(".yml"):
                yield path, ("file-kind", "this is not a plain file", "put a plain file here")


def shard_of(path: str) -> int:
    """The shard of a record file: a notice and all its cases share their file name, and so their shard."""
    return zlib.crc32(path.rsplit("/", 1)[-1].encode("utf-8", "surrogateescape")) % SHARDS
