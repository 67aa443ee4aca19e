"""Records written as YAML by the thousand, in the plain forms that `loading.yaml_lines` reads on its quick path.

PyYAML's own dumper takes ten times as long. Whatever is read back is the data that was written: texts as they are,
numbers and truth values as the texts that the models understand.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.loading.yaml_lines import NULLS
from generator.loading.yaml_reader import MAX_DEPTH

WIDTH = 100
"""Columns of a line, as far as words allow it."""

_FIRST = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`~]|-(?=[0-9A-Za-z]))"""
_PLAIN = re.compile(rf"{_FIRST}[^:#\n]*(?:(?::(?=\S)|(?<=\S)\#)[^:#\n]*)*")
_IN_FLOW = re.compile(rf"""{_FIRST}[^:#'",\[\]{{}}\n]*""")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")
_LONGEST_KEY = 500  # YAML wants a key within 1,024 characters, escapes counted
# As the reader: these are in no record, however they are written.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Unwritable(ValueError):
    """The data holds something that no record file may hold; one sentence."""


def emit(data: Mapping[str, Any], head: str = "") -> str:
    """A record as YAML text that ends in a line break. `head` is comment lines to stand before it.

    `data` is made of mappings with text keys, lists or tuples, texts, whole numbers, Decimals, truth values and None.
    Raises Unwritable for control characters, too deep nesting and kinds of data that have no one text.
    """
    if not data:
        raise Unwritable("a record is not empty")
    lines: list[str] = head.splitlines()
    if any(not line.startswith("#") for line in lines):
        raise Unwritable("only comment lines stand before a record")
    _mapping(data, "", "", lines, 1)
    lines.append("")
    text = "\n".join(lines)
    if _REFUSED.search(text):
        raise Unwritable("a text holds a control character")
    return text


def _mapping(data: Mapping[str, Any], indent: str, first: str, lines: list[str], depth: int) -> None:
    """The lines of a block mapping; `first` takes the place of the indent before its first key (`  - `)."""
    _check_depth(depth)
    start = first or indent
    for key, value in data.items():
        name = _name(key)
        if type(value) is str:
            _text(value, f"{start}{name}: ", indent, lines)
        else:
            _value(value, f"{start}{name}:", indent, lines, depth)
        start = indent


def _value(value: Any, before: str, indent: str, lines: list[str], depth: int) -> None:
    """The lines of a value that is no text; `before` ends with the colon of its key."""
    if isinstance(value, Mapping):
        if value:
            lines.append(before)
            _mapping(value, f"{indent}  ", "", lines, depth + 1)
        else:
            lines.append(f"{before} {{}}")
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray):
        _list(value, before, indent, lines, depth + 1)
    elif isinstance(value, str):
        _text(str(value), f"{before} ", indent, lines)
    else:
        lines.append(f"{before} {_scalar(value)}")


def _list(items: Sequence[Any], before: str, indent: str, lines: list[str], depth: int) -> None:
    """A list on one line where its items are short and simple, else with an item a line."""
    _check_depth(depth)
    room = WIDTH - len(before) - 3
    if room >= 0 and all(map(_simple, items)):
        flow = ", ".join(item if type(item) is str else _scalar(item) for item in items)
        if len(flow) <= room:
            lines.append(f"{before} [{flow}]")
            return
    if not items:
        lines.append(f"{before} []")
        return
    lines.append(before)
    inner = f"{indent}  "
    for item in items:
        if isinstance(item, Mapping) and item:
            _mapping(item, f"{inner}  ", f"{inner}- ", lines, depth + 1)
        elif isinstance(item, str):
            _text(item, f"{inner}- ", inner, lines)
        else:
            _value(item, f"{inner}-", inner, lines, depth)


def _simple(item: Any) -> bool:
    """Whether an item may stand in a list on one line."""
    if type(item) is str:
        return _IN_FLOW.fullmatch(item) is not None and item[-1] != " " and item not in NULLS and item.isprintable()
    return isinstance(item, int | Decimal)


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise Unwritable(f"nested more than {MAX_DEPTH} levels deep")


@lru_cache(maxsize=1024)
def _name(key: Any) -> str:
    """A key as it is written, in quotes where it has to be."""
    if type(key) is not str or len(key) > _LONGEST_KEY:
        raise Unwritable("a key is a short text")
    return key if _KEY.fullmatch(key) and key not in NULLS else _quoted(key)


def _scalar(value: Any) -> str:
    """A value that is neither text nor block."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    raise Unwritable(f"{type(value).__name__} has no one text: write it as text, whole number or Decimal")


def _text(text: str, before: str, indent: str, lines: list[str]) -> None:
    """The lines of a text; `before` is what stands before it in its line, `indent` that of its key or dash."""
    if not text.replace("\n", "").isprintable():
        lines.append(f"{before}{_quoted(text)}")
        return
    tight = text[:1] != " " and text[-1:] != " "
    if "\n" in text:
        parts = text.split("\n")
        if tight and all(part and part[0] != " " and part[-1] != " " for part in parts):
            lines.append(f"{before}|-")
            lines += [f"{indent}  {part}" for part in parts]
        else:
            lines.append(f"{before}{_quoted(text)}")
        return
    if len(before) + len(text) > WIDTH and tight and " " in text and "  " not in text:
        lines.append(f"{before}>-")
        _fold(text, f"{indent}  ", lines)
    elif _PLAIN.fullmatch(text) and tight and text not in NULLS:
        lines.append(f"{before}{text}")
    elif '"' not in text and "\\" not in text:
        lines.append(f'{before}"{text}"')
    elif "'" not in text:
        lines.append(f"{before}'{text}'")
    elif tight:
        lines += (f"{before}>-", f"{indent}  {text}")
    else:
        lines.append(f"{before}{_quoted(text)}")


def _fold(text: str, indent: str, lines: list[str]) -> None:
    """The lines of a folded block, broken at single spaces."""
    room = max(20, WIDTH - len(indent))
    if not text.isascii() and max(text) >= "\u1100":  # wide letters take two columns
        room = max(20, room * 2 // 3)
    at, end = 0, len(text)
    while end - at > room:
        cut = text.rfind(" ", at, at + room + 1)
        if cut < 0:
            cut = text.find(" ", at + room)
            if cut < 0:
                break
        lines.append(indent + text[at:cut])
        at = cut + 1
    lines.append(indent + text[at:])


def _quoted(text: str) -> str:
    """A text in double quotes, everything that cannot be seen escaped."""
    if _REFUSED.search(text):
        raise Unwritable("a text holds a control character")
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def plain(value: Any) -> Any:
    """A value as it is read back once it is written: texts, mappings and lists; keys without a value are left out."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(item) for item in value]
    return _scalar(value)
