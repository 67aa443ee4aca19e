"""Entries put aside on disk while an import works on them, so that memory holds only where each of them lies."""

import json
import os
import tempfile
from collections.abc import Mapping
from typing import IO, Any

from generator.loading.store import digest

Place = tuple[int, int]
"""Where something lies in a spool: offset and length in bytes."""


class Spool:
    """A nameless temporary file that is gone when the process ends, however it ends.

    One process puts things in; every process that is forked from it can get them out.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by `close`
        self._end = 0

    def put(self, data: bytes) -> Place:
        """Append; returns the place. Raises OSError where the disk is full."""
        place = (self._end, len(data))
        left = memoryview(data)
        while left:
            left = left[os.write(self._file.fileno(), left) :]
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """What was put there."""
        offset, length = place
        parts = []
        while length > 0:
            part = os.pread(self._file.fileno(), length, offset)
            if not part:
                raise OSError("the temporary file of this import is shorter than it was")
            parts.append(part)
            offset, length = offset + len(part), length - len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()


def packed(fields: Mapping[str, Any]) -> bytes:
    """The fields of an entry as JSON, always in the same order."""
    return json.dumps(dict(fields), sort_keys=True, separators=(",", ":")).encode("ascii")


def unpacked(data: bytes) -> dict[str, Any]:
    """What `packed` was given."""
    fields: dict[str, Any] = json.loads(data)
    return fields


def fingerprint(packed_fields: bytes) -> str:
    """The content hash of an entry, by which two editions are told apart."""
    return digest(packed_fields)
