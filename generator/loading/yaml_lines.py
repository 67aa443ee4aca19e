"""The plain part of YAML, read line by line: what nearly every record is written in, in a third of libyaml's time.

Only forms whose meaning is beyond doubt are read here: block mappings and lists, texts on one line (plain, or in
quotes without escapes), folded and literal blocks without empty or indented lines, short `[a, b]` and `{a: b}`.
For anything else `Unplain` is raised and libyaml reads the file. Both have to give the same data: a property test
holds them side by side.
"""

import re
from typing import Any

NULLS = frozenset(("", "~", "null", "Null", "NULL"))

_FIRST = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`~]|-(?=[0-9A-Za-z]))"""
_LINE = re.compile(
    r"^( *)(- )?(?:([A-Za-z_][A-Za-z0-9_-]{0,99}):(?: +|$))?"
    rf"(?:({_FIRST}[^:#\n]*(?:(?::(?=\S)|(?<=\S)\#)[^:#\n]*)*)|(.*))$",
    re.MULTILINE,
)
_BLOCKS = frozenset((">-", ">", "|-", "|"))
_QUOTED = re.compile(r""""([^"\\]*)"|'([^']*)'""")
_FLOW = re.compile(r"\[([^\[\]{}]*)\]|\{([^\[\]{}]*)\}")
_ITEM = re.compile(rf""" *(?:({_FIRST}[^:#'"]*?)|"([^"\\]*)") *""")
_PAIR = re.compile(rf" *([A-Za-z_][A-Za-z0-9_-]{{0,99}}): +({_FIRST}[^:#'\"]*?) *")


class Unplain(Exception):
    """There is something in the text that only a whole YAML reader can judge."""


def read_plain(text: str, depth: int) -> Any:  # noqa: C901 - one loop without calls is the point of it
    """The data of a text in plain YAML; every scalar is text, or None where it is empty or `null`.

    Raises Unplain for anything that is not written plainly or is nested more than `depth` levels.
    """
    # Tabs, other line breaks, marks, control characters and spaces at the end of a line mean more than they show.
    if text[-1:] != "\n" or " \n" in text or not text.replace("\n", "").isprintable():
        raise Unplain
    lines = _LINE.findall(text)
    lines.pop()  # what stands behind the last line break
    here: Any = None
    level = -1
    stack: list[tuple[Any, int]] = []
    waiting: str | None = None
    raw: list[str] = []
    at, count = 0, len(lines)
    while at < count:
        spaces, dash, key, plain, rest = lines[at]
        at += 1
        if not plain and not key and not dash and (not rest or rest[0] == "#"):
            continue
        indent = len(spaces)
        if indent > level or (waiting is not None and dash and indent == level):
            if (waiting is None and here is not None) or len(stack) >= depth:
                raise Unplain
            stack.append((here, level))
            new: Any = [] if dash else {}
            if waiting is not None:
                here[waiting], waiting = new, None
            elif indent:
                raise Unplain
            here, level = new, indent
        else:
            if waiting is not None:
                here[waiting], waiting = None, None
            while indent < level:
                here, level = stack.pop()
            if not dash and type(here) is list:  # a list may stand right below its key
                here, level = stack.pop()
            if indent != level or (dash and type(here) is not list):
                raise Unplain
        if dash and key:
            if len(stack) >= depth:
                raise Unplain
            stack.append((here, level))
            new = {}
            here.append(new)
            here, level = new, indent + 2
        if key:
            if key in here or key in NULLS:
                raise Unplain
            if plain:
                here[key] = None if plain in NULLS else plain
            elif not rest:
                waiting = key
            elif rest[0] in ">|":
                raw = raw or text.split("\n")[:-1]
                here[key], at = _block(rest, raw, at, level)
            else:
                here[key] = _one_line(rest, depth - len(stack))
        elif not dash:
            raise Unplain
        elif plain:
            here.append(None if plain in NULLS else plain)
        elif rest[:1] in (">", "|"):
            raw = raw or text.split("\n")[:-1]
            value, at = _block(rest, raw, at, level)
            here.append(value)
        else:
            here.append(_one_line(rest, depth - len(stack)))
    if waiting is not None:
        here[waiting] = None
    if here is None:
        raise Unplain
    return stack[1][0] if len(stack) > 1 else here


def _block(style: str, lines: list[str], at: int, level: int) -> tuple[str, int]:
    """A folded or literal block that begins in line `at` below an entry at `level`, and the line after it."""
    if style not in _BLOCKS or at == len(lines):
        raise Unplain
    start, first = at, lines[at]
    inner = len(first) - len(first.lstrip(" "))
    if inner <= level or len(first) == inner:
        raise Unplain
    prefix = first[:inner]
    for at in range(start, len(lines)):
        line = lines[at]
        if line[:inner] != prefix or line[inner : inner + 1] in ("", " "):
            break
    else:
        at += 1
    found = (" " if style[0] == ">" else "\n").join([line[inner:] for line in lines[start:at]])
    # An empty line could belong to the block, a deeper one be part of it or wrong.
    if at < len(lines) and (not lines[at].strip(" ") or lines[at][: level + 1].isspace()):
        raise Unplain
    return found if style[1:] else f"{found}\n", at


def _one_line(text: str, depth: int) -> Any:
    """A value on one line that is no plain text."""
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    flow = _FLOW.fullmatch(text)
    if not flow or depth <= 0:
        raise Unplain
    return _items(flow[1]) if flow[1] is not None else _pairs(flow[2])


def _items(text: str) -> list[Any]:
    found: list[Any] = []
    if not text.strip(" "):
        return found
    for part in text.split(","):
        match = _ITEM.fullmatch(part)
        if not match:
            raise Unplain
        plain = match[1]
        found.append(match[2] if plain is None else None if plain in NULLS else plain)
    return found


def _pairs(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if not text.strip(" "):
        return found
    for part in text.split(","):
        match = _PAIR.fullmatch(part)
        if not match or match[1] in found or match[1] in NULLS:
            raise Unplain
        found[match[1]] = None if match[2] in NULLS else match[2]
    return found
