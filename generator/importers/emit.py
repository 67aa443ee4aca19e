"""Records as YAML: the plain forms that the house writes by hand and that the quick reader understands.

Only what a record holds is written: blocks, lists, texts and nothing. What is read back is what was given; a property
test holds the two together. PyYAML's own writer takes ten times as long.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 100
"""Longer texts are folded, where folding gives them back unchanged."""

# Texts that stand without quotes: begin with a letter, hold nothing that YAML could take for something else.
_PLAIN = re.compile(r"[^\W\d_][^:#\n\"'\\\[\]{},&*!|>%@`\t\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*")
_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_TYPED = re.compile(
    r"\d{4}(?:-\d\d){0,2}|-?(?:0|[1-9]\d{0,8})(?:\.\d+)?|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)"
)
_TYPED_KEYS = frozenset(("published", "date", "instant", "seen", "retrieved", "value", "max", "min", "units"))
_TRUTHS = frozenset(("voluntary", "partial", "unknown", "derived", "prohibited", "exclusive"))
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_LINK = re.compile(r"https?://[^\s#\"'\\\[\]{},]+")


def emit(data: Mapping[str, Any], head: str = "") -> str:
    """The text of a record's file. `data` holds texts, mappings, sequences and None; `head` is put before it.

    Raises TypeError for anything else (a record's numbers and dates are written as texts).
    """
    lines: list[str] = []
    _block(data, "", lines)
    return head + "\n".join(lines) + "\n"


def _block(data: Mapping[str, Any], indent: str, lines: list[str], first: str | None = None) -> None:
    """The keys of a block; `first` is what stands before the first of them (a dash, in a list)."""
    for key, value in data.items():
        start = f"{indent if first is None else first}{key}:"
        first = None
        if type(value) is str:
            lines.append(f"{start} {_text(value, key, f'{indent}  ', len(start))}")
        elif isinstance(value, Mapping):
            if value:
                lines.append(start)
                _block(value, f"{indent}  ", lines)
            else:
                lines.append(f"{start} {{}}")
        elif value is None:
            lines.append(start)
        elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
            if not value:
                lines.append(f"{start} []")
            else:
                lines.append(start)
                _list(value, f"{indent}  ", lines)
        else:
            raise TypeError(f"'{key}' holds a {type(value).__name__}: a record is written as texts, blocks and lists")


def _list(items: Sequence[Any], indent: str, lines: list[str]) -> None:
    for item in items:
        if type(item) is str:
            lines.append(f"{indent}- {_text(item, '', f'{indent}  ', len(indent) + 2)}")
        elif isinstance(item, Mapping) and item:
            _block(item, f"{indent}  ", lines, f"{indent}- ")
        elif item is None:
            lines.append(f"{indent}- null")
        elif isinstance(item, Sequence) and item and all(type(part) is str for part in item):
            lines.append(f"{indent}- [{', '.join(_inline(part) for part in item)}]")
        else:
            raise TypeError(f"a list of a record holds a {type(item).__name__} that cannot be written")


def _text(text: str, key: str, indent: str, used: int) -> str:
    """A text: plain, quoted, or as a block below its key whose lines begin with `indent`."""
    block = ""
    if len(text) + used > WIDTH and text.isprintable():
        block = _folded(text, indent)
    elif "\n" in text:
        block = _literal(text, indent)
    return block or _inline(text, key)


def _inline(text: str, key: str = "") -> str:
    """A text on one line: plain or quoted."""
    if (key in _TYPED_KEYS and _TYPED.fullmatch(text)) or (key in _TRUTHS and text in ("true", "false")):
        return text
    if _PLAIN.fullmatch(text) and text[-1] != " " and text.isprintable() and text.lower() not in _WORDS:
        return text
    if _LINK.fullmatch(text) and text[-1] != ":" and text.isprintable():
        return text
    if text.isprintable():
        if '"' not in text and "\\" not in text:
            return f'"{text}"'
        if "'" not in text:
            return f"'{text}'"
    return f'"{"".join(_escaped(char) for char in text)}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() or char == " ":
        return char
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _folded(text: str, indent: str) -> str:
    """A folded block, broken at single spaces; empty where it would not be read back the same."""
    if "  " in text or text[0] == " " or text[-1] == " ":
        return ""
    room = max(40, WIDTH - len(indent))
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return ">-\n" + "\n".join(f"{indent}{line}" for line in lines)


def _literal(text: str, indent: str) -> str:
    """A literal block for a text of several lines; empty where it would not be read back the same."""
    lines = text.split("\n")
    if any(not line or line[0] == " " or line[-1] == " " or not line.isprintable() for line in lines):
        return ""
    return "|-\n" + "\n".join(f"{indent}{line}" for line in lines)
