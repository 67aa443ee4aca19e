"""Small files of plain data that are either whole or absent: the cache on disk."""

import hashlib
import marshal
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

_HEADER = 16


def digest(data: bytes) -> str:
    """Content hash by which everything in the caches is addressed: 32 hexadecimal digits (BLAKE2b, 128 bit)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@cache
def code_version() -> str:
    """Hash of this package's own sources and of what they run on: new code never meets an old cache."""
    total = hashlib.blake2b(f"{sys.version} {pydantic.VERSION}".encode(), digest_size=16)
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def load(path: Path) -> Any:
    """What `save` wrote to `path`, or None if it is absent or damaged (which costs time, never correctness)."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    if _seal(memoryview(raw)[_HEADER:]) != raw[:_HEADER]:
        return None
    return marshal.loads(memoryview(raw)[_HEADER:])  # noqa: S302 - our own file, whole by its hash; marshal runs no code


def save(path: Path, data: Any) -> None:
    """Write plain data (texts, numbers, bytes, tuples, lists, mappings) so that a reader sees all of it or none."""
    body = marshal.dumps(data)
    replace(path, _seal(body) + body)


def _seal(body: bytes | memoryview) -> bytes:
    """Tells a whole file from a damaged one: SHA-256, which processors of today have an instruction for."""
    return hashlib.sha256(body).digest()[:_HEADER]


def moment(folder: Path) -> int:
    """Now, in ns, as the file system dates what is written into the cache folder."""
    file = folder / "moment"
    replace(file, b"")
    return file.stat().st_mtime_ns


def beside(path: Path) -> Path:
    """Where the bulk that an index file at `path` speaks of is kept."""
    return path.with_name(f"{path.name}.data")


def pack(parts: dict[str, bytes]) -> bytes:
    """Several parts end to end, so that one can be read without the others; last comes where each of them is."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, part in parts.items():
        places[name] = (at, at + len(part))
        at += len(part)
    return b"".join((*parts.values(), marshal.dumps(places), at.to_bytes(_HEADER, "big")))


def places(packed: bytes) -> dict[str, tuple[int, int]]:
    """Where each part of a pack begins and ends."""
    at = int.from_bytes(packed[-_HEADER:], "big")
    found: dict[str, tuple[int, int]] = marshal.loads(packed[at:-_HEADER])  # noqa: S302 - as in `load`
    return found


def replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of it or what was there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
