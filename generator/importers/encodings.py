"""Bytes of registers into text: UTF-8 with single bytes of cp1252 among it, and XML in whatever encoding it declares.

Exports are joined by hand from files of different encodings, so that a text in UTF-8 may hold a few bytes of Windows'
cp1252. Whatever is sound UTF-8 is read as UTF-8, and each other byte by itself as cp1252; five bytes have no meaning
there either, and refuse the file.
"""

import codecs
import re
from typing import BinaryIO

from generator.importers.model import ImportFailed

MIXED = "utf-8-or-cp1252"
"""Name of the handler of errors under which UTF-8 is decoded."""

_SAME = ("iso8859", "cp", "koi8", "euc", "gb", "big5", "shift_jis", "ascii", "mac")
"""Beginnings of the names of encodings that an XML file may declare, besides UTF-8, UTF-16 and UTF-32."""
_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>")
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8, as cp1252. Raises the error again where they are none either."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    try:
        return error.object[error.start : error.end].decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(MIXED, _as_cp1252)


def wide(raw: bytes) -> str:
    """The encoding of a file with two or four bytes a character, by its mark or its zero bytes; empty for others."""
    for mark, encoding in _WIDE:
        if raw.startswith(mark):
            return encoding
    start = raw[:64]
    if b"\0" not in start:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


class XmlBytes:
    """A stream of XML as UTF-8 without its declaration, for a parser that knows few encodings.

    A byte order mark or zero bytes say more than the declaration, which a tool that saved the file anew may have left
    as it was. ISO 8859-1 is read as cp1252, as browsers do. Raises ImportFailed for what is no sound text.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """`name` is the file's, for messages."""
        self._stream, self._name, self._line = stream, name, 1
        self._decoder: codecs.IncrementalDecoder | None = None

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end of the stream."""
        while True:
            raw = self._stream.read(size)
            first = self._decoder is None
            if self._decoder is None:
                raw = raw.removeprefix(codecs.BOM_UTF8)
                self._decoder = self._decoder_of(raw)
            try:
                text = self._decoder.decode(raw, not raw)
            except UnicodeDecodeError as error:
                line = self._line + raw[: error.start].count(b"\n")
                fault = "a text is neither UTF-8 nor cp1252" if error.encoding == "utf-8" else f"no {error.encoding}"
                raise ImportFailed(f"{self._name}, line {line}: {fault}; save the file as UTF-8") from error
            self._line += text.count("\n")
            if first:
                declaration = _DECLARATION.match(text)
                if declaration:  # its lines are kept, so that a message names the right one
                    text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
            if text or not raw:
                return text.encode("utf-8", "surrogatepass")

    def _decoder_of(self, raw: bytes) -> codecs.IncrementalDecoder:
        encoding = wide(raw)
        declared = _DECLARED.match(raw.lstrip())
        name = declared[1].decode("ascii") if declared else "utf-8"
        try:
            known = codecs.lookup(encoding or name).name
        except LookupError:
            known = ""
        if known == "iso8859-1":
            known = "cp1252"
        if known in ("utf-8", "ascii"):
            return codecs.getincrementaldecoder("utf-8")(MIXED)
        if not encoding and not known.startswith(_SAME):
            raise ImportFailed(f"{self._name}, line 1: it declares the encoding {name!r}; save the file as UTF-8")
        return codecs.getincrementaldecoder(known)()
