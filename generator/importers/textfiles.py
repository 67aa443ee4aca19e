"""Text files of registers as they come: plain or gz, in whatever encoding, read in pieces and never whole.

UTF-8 is expected. What is no UTF-8 is read in the register's other encoding, so that a file that was joined from two
exports comes out right: cp1252 byte by byte, cp949 (for Korean) cell by cell. UTF-16 and UTF-32 are known by their byte
order mark, or by the zero bytes of UTF-16. A file that cannot be read raises ImportFailed, with its name and the line.
"""

import codecs
import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.importers.encodings import MIXED, wide
from generator.importers.model import ImportFailed

PIECE = 1 << 16
"""Bytes that are read at a time."""

LONGEST_LINE = 1 << 25
"""Characters of one line of a table or list; more is some other kind of file."""

_GZIP = b"\x1f\x8b"
# Bytes that are never part of a longer character, in UTF-8, cp1252 and cp949 alike.
_CUT = re.compile(rb"(?<=[\n,}])")


def files_of(paths: Iterable[Path], endings: tuple[str, ...]) -> Iterator[Path]:
    """The files themselves, and the files of folders (all levels, sorted) whose names have one of the endings.

    `endings` are lower case, with the dot; each stands for its `.gz` as well. Raises ImportFailed where there is none.
    """
    known = endings + tuple(f"{ending}.gz" for ending in endings)
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [
            Path(folder, name)
            for folder, _, names in os.walk(path)
            for name in names
            if name.lower().endswith(known) and not name.startswith(".")
        ]
        if not found:
            raise ImportFailed(f"{path}: there is no {' or '.join(endings)} file in this folder")
        yield from sorted(found)


def pieces(path: Path, other: str) -> Iterator[str]:
    """The text of a file in pieces of some ten thousand characters; a byte order mark at its beginning is left out.

    `other` is the encoding of what is no UTF-8.
    """
    line = 1
    rest = b""
    decoder: codecs.IncrementalDecoder | None = None
    for number, raw in enumerate(_blocks(path)):
        if number == 0:
            encoding = wide(raw)
            decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if decoder:
            text = _wide_text(decoder, raw, path, line)
        else:
            rest += raw
            cut = max(rest.rfind(b"\n"), rest.rfind(b",")) + 1
            text, rest = _narrow_text(rest[:cut], other, path, line), rest[cut:]
            if len(rest) > LONGEST_LINE:
                raise ImportFailed(f"{path.name}, line {line}: no comma and no line end for {len(rest):,} bytes")
        line += text.count("\n")
        if text:
            yield text
    last = _wide_text(decoder, b"", path, line, True) if decoder else _narrow_text(rest, other, path, line)
    if last:
        yield last


def lines(path: Path, other: str) -> Iterator[str]:
    """The lines of a file, with their ends, which are `\\n`, `\\r\\n` or `\\r`."""
    held: list[str] = []
    size = count = 0
    for text in pieces(path, other):
        parts = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
        if held and held[-1].endswith("\r"):
            if parts[0].startswith("\n"):  # the two halves of one line end came in two pieces
                held.append("\n")
                parts[0] = parts[0][1:]
            yield "".join(held)
            held, size, count = [], 0, count + 1
        for part in parts[:-1]:
            yield "".join((*held, part)).removeprefix("\ufeff")
            held, size, count = [], 0, count + 1
        if parts[-1]:
            held.append(parts[-1])
            size += len(parts[-1])
        if size > LONGEST_LINE:
            raise ImportFailed(f"{path.name}, line {count + 1}: longer than {LONGEST_LINE:,} characters")
    if held:
        yield "".join(held).removeprefix("\ufeff")


def _blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked where it is packed."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            stream = gzip.GzipFile(fileobj=file) if packed else file
            while block := stream.read(PIECE):
                yield block
    except EOFError as error:
        raise ImportFailed(f"{path.name}: the packed file is cut short; fetch it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ImportFailed(f"{path.name}: the packed file is damaged ({error}); fetch it again") from error
    except OSError as error:
        raise ImportFailed(f"{path}: cannot be read: {error.strerror or error}") from error


def _wide_text(decoder: codecs.IncrementalDecoder, raw: bytes, path: Path, line: int, final: bool = False) -> str:
    try:
        return decoder.decode(raw, final)
    except UnicodeDecodeError as error:
        raise ImportFailed(f"{path.name}, about line {line}: this is no sound {error.encoding} text") from error


def _narrow_text(raw: bytes, other: str, path: Path, line: int) -> str:
    """UTF-8, or where that fails each cell by itself, also in the other encoding."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        cells = []
        for cell in _CUT.split(raw):
            cells.append(_cell_text(cell, other, path, line))
            line += cell.count(b"\n")
        return "".join(cells)


def _cell_text(cell: bytes, other: str, path: Path, line: int) -> str:
    tries = (("utf-8", MIXED),) if other == "cp1252" else (("utf-8", "strict"), (other, "strict"))
    for encoding, errors in tries:
        try:
            return cell.decode(encoding, errors)
        except UnicodeDecodeError:
            continue
    raise ImportFailed(f"{path.name}, line {line}: a text is neither UTF-8 nor {other}; save the file as UTF-8")
