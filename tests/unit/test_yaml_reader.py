"""The YAML reader against hostile files: every fault with its rule, line and column; scalars that stay text."""

import time
from typing import Any

import pytest

from generator.loading.yaml_reader import MAX_BYTES, MAX_DEPTH, read

SYNTAX = "yaml-syntax"
CONTROL = "control-character"

HOSTILE: dict[str, tuple[bytes, list[tuple[str, int, int]]]] = {
    "a key twice": (b"a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
    "a key three times": (b"a: 1\na: 2\na: 3\n", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)]),
    "a key twice in an item": (b"x:\n  - k: 1\n    k: 2\n", [("duplicate-key", 3, 5)]),
    "a key twice, once quoted": (b"a: 1\n'a': 2\n", [("duplicate-key", 2, 1)]),
    "an anchor": (b"a: &x 1\n", [("yaml-anchor", 1, 4)]),
    "an anchor on a list": (b"a: &x\n  - 1\n", [("yaml-anchor", 1, 4)]),
    "an alias": (b"a: &x 1\nb: *x\n", [("yaml-anchor", 1, 4), ("yaml-alias", 2, 4)]),
    "an alias of nothing": (b"b: *x\n", [("yaml-alias", 1, 4)]),
    "a merge key": (b"base: &b {k: v}\nc:\n  <<: *b\n", [("yaml-anchor", 1, 7), ("yaml-alias", 3, 7)]),
    "a standard tag": (b"a: !!str 1\n", [("yaml-tag", 1, 4)]),
    "a Python tag": (b"a: !!python/object/apply:os.system ['id']\n", [("yaml-tag", 1, 4)]),
    "a Python tag on the whole": (b"!!python/object:os.x\na: 1\n", [("yaml-tag", 1, 1)]),
    "a local tag": (b"a:\n  - !foo bar\n", [("yaml-tag", 2, 5)]),
    "a bare tag": (b"a: ! b\n", [("yaml-tag", 1, 4)]),
    "a tag on a key": (b"!!str a: b\n", [("yaml-tag", 1, 1)]),
    "a second document": (b"a: 1\n---\nb: 2\n", [("yaml-documents", 2, 1)]),
    "text after the end": (b"a: 1\n...\nb: 1\n", [(SYNTAX, 3, 1)]),
    "a version directive": (b"%YAML 1.1\n---\na: 1\n", [("yaml-directive", 1, 1)]),
    "a tag directive": (b"%TAG ! tag:x,2000:\n---\na: 1\n", [("yaml-directive", 1, 1)]),
    "an unknown directive": (b"%FOO bar\n---\na: 1\n", [(SYNTAX, 1, 5)]),
    "a version from the future": (b"%YAML 9.9\n---\na: 1\n", [(SYNTAX, 1, 1)]),
    "30,000 open brackets": (b"[" * 30_000, [("yaml-depth", 1, MAX_DEPTH + 1)]),
    "30,000 closed brackets": (b"a: " + b"[" * 30_000 + b"]" * 30_000, [("yaml-depth", 1, 23)]),
    "30,000 open braces": (b"{a: " * 30_000, [("yaml-depth", 1, 4 * MAX_DEPTH + 1)]),
    "30,000 nested items": (b"- " * 30_000, [("yaml-depth", 1, 2 * MAX_DEPTH + 1)]),
    "one level too deep": (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), [("yaml-depth", 1, MAX_DEPTH + 1)]),
    "one byte too large": (b"a: " + b"x" * (MAX_BYTES - 2), [("file-size", 0, 0)]),
    "Latin-1": ("a: 1\nb: ü\n".encode("latin-1"), [("encoding", 2, 4)]),
    "EUC-KR after Korean": ("이름: 젖병 ".encode() + "젖".encode("euc-kr"), [("encoding", 1, 8)]),
    "UTF-16": ("a: 1\n".encode("utf-16"), [("encoding", 1, 1)]),
    "a cut character": (b"a: \xea\xb0", [("encoding", 1, 4)]),
    "an overlong slash": (b"a: \xc0\xaf\n", [("encoding", 1, 4)]),
    "an encoded surrogate": (b"a: \xed\xa0\x80\n", [("encoding", 1, 4)]),
    "a byte order mark in the middle": (b"a: 1\n\xef\xbb\xbfb: 2\n", [(SYNTAX, 2, 2)]),
    "NUL": (b"a: 1\nb: x\x00y\n", [(CONTROL, 2, 5)]),
    "an escape sequence of a terminal": (b"a: '\x1b[31m'\n", [(CONTROL, 1, 5)]),
    "DEL": (b"a: \x7f\n", [(CONTROL, 1, 4)]),
    "C1": ("a: 1\nb: x\x85y\n".encode(), [(CONTROL, 2, 5)]),
    "a noncharacter": ("a: \uffff\n".encode(), [(CONTROL, 1, 4)]),
    "two control characters": (b"a: \x01\nb: \x02\n", [(CONTROL, 1, 4), (CONTROL, 2, 4)]),
    "a control character in a comment": (b"a: 1 # \x07\n", [(CONTROL, 1, 8)]),
    "NUL, escaped": (b'a: 1\nb: "x\\x00y"\n', [(CONTROL, 2, 4)]),
    "bell, escaped": (b'b: "\\a"\n', [(CONTROL, 1, 4)]),
    "C1, escaped": (b'b: "\\x9b31m"\n', [(CONTROL, 1, 4)]),
    "next line, escaped": (b'b: "\\N"\n', [(CONTROL, 1, 4)]),
    "escape in a key": (b'"\\e": 1\n', [(CONTROL, 1, 1)]),
    "surrogate, escaped": (b'b: "\\ud800"\n', [(SYNTAX, 1, 7)]),
    "beyond Unicode, escaped": (b'b: "\\U00110000"\n', [(SYNTAX, 1, 7)]),
    "a list as a key": (b"? [a, b]\n: 1\n", [("yaml-key", 1, 3)]),
    "a block as a key": (b"{a: b}: 1\n", [("yaml-key", 1, 1)]),
    "nothing as a key": (b"~: 1\n", [("yaml-key", 1, 1)]),
    "no key": (b": 1\n", [(SYNTAX, 1, 1)]),
    "an empty file": (b"", [("yaml-empty", 0, 0)]),
    "only a byte order mark": (b"\xef\xbb\xbf", [("yaml-empty", 0, 0)]),
    "only a comment": (b"# nothing yet\n", [("yaml-empty", 0, 0)]),
    "only white space": (b"  \n\n", [("yaml-empty", 0, 0)]),
    "CRLF": (b"a: 1\r\nb:\r\n  - x\r\n  - &y z\r\n", [("yaml-anchor", 4, 5)]),
    "a tab for indentation": (b"a:\n\tb: 1\n", [(SYNTAX, 2, 1)]),
    "a list that does not end": (b"a: [1, 2\n", [(SYNTAX, 2, 1)]),
    "a block that does not end": (b"a: {b: 1\nc: 2\n", [(SYNTAX, 2, 2)]),
    "a quotation that does not end": (b"a: 'x\n", [(SYNTAX, 2, 1)]),
    "a bracket too many": (b"a: ]\n", [(SYNTAX, 1, 4)]),
    "a wrong indentation": (b"a: 1\n  b: 2\n", [(SYNTAX, 2, 4)]),
    "a colon in a text": (b"title: Duck: unsafe\n", [(SYNTAX, 1, 12)]),
    "a text that begins with @": (b"a: @x\n", [(SYNTAX, 1, 4)]),
    "several at once": (b"a: &x 1\na: !t 2\n", [("yaml-anchor", 1, 4), ("duplicate-key", 2, 1), ("yaml-tag", 2, 4)]),
}


@pytest.mark.parametrize(("raw", "expected"), HOSTILE.values(), ids=HOSTILE.keys())
def test_every_fault_has_its_place(raw: bytes, expected: list[tuple[str, int, int]]) -> None:
    faults = read(raw, positions=True).faults
    assert [(fault.rule, fault.line, fault.column) for fault in faults] == expected
    assert all(fault.message and fault.hint for fault in faults)


@pytest.mark.parametrize("raw", [raw for raw, _ in HOSTILE.values()], ids=HOSTILE.keys())
def test_faults_are_the_same_without_positions(raw: bytes) -> None:
    assert read(raw).faults == read(raw, positions=True).faults


@pytest.mark.parametrize("piece", ["[", "- ", "{a: ", "? ", "a: &b ", "!t "])
def test_a_mebibyte_of_hostility_costs_little(piece: str) -> None:
    began = time.perf_counter()
    assert read(piece.encode() * (MAX_BYTES // len(piece))).faults
    assert time.perf_counter() - began < 5


def test_messages_name_the_control_character() -> None:
    assert "NUL" in read(b"a: \x00").faults[0].message
    assert "U+0007" in read(b"a: \x07").faults[0].message


def test_a_duplicate_key_names_the_first_line() -> None:
    assert "first in line 1" in read(b"a: 1\nb: 2\na: 3\n").faults[0].message


@pytest.mark.parametrize(
    "scalar",
    [
        "no", "No", "NO", "n", "yes", "on", "off", "true", "1:30", "190:20:30", "0123", "0o17", "0x1F", "0b11", "1e3",
        "1_000", "1.0", "-.inf", ".nan", "2024-05-13", "2024-05-13T10:00:00Z", "=", "<<", "NaN", "+1", "12e03",
    ],
)  # fmt: skip
def test_scalars_stay_text(scalar: str) -> None:
    document = read(f"a: {scalar}\nb: [{scalar}]\n{scalar}: c\n".encode())
    assert not document.faults
    assert document.data == {"a": scalar, "b": [scalar], scalar: "c"}


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(scalar: str) -> None:
    assert read(f"a: {scalar}\n".encode()).data == {"a": None}


@pytest.mark.parametrize("scalar", ["''", '""', "'~'", '"null"', "'null'"])
def test_quoted_nothing_is_text(scalar: str) -> None:
    assert read(f"a: {scalar}\n".encode()).data == {"a": scalar.strip("'\"")}


SOUND: dict[str, tuple[bytes, Any]] = {
    "a byte order mark at the start": (b"\xef\xbb\xbfa: 1\n", {"a": "1"}),
    "document marks": (b"---\na: 1\n...\n", {"a": "1"}),
    "CRLF": (b"a: 1\r\nb: >-\r\n  x\r\n  y\r\n", {"a": "1", "b": "x y"}),
    "a tab after the colon": (b"a:\t1\n", {"a": "1"}),
    "a top-level list": (b"- a\n- b\n", ["a", "b"]),
    "a top-level text": (b"hello\n", "hello"),
    "nothing but a mark": (b"---\n", None),
    "a folded text": ("a: >-\n  놀이\n  매트\n".encode(), {"a": "놀이 매트"}),
    "escapes": (b'a: "\\uac00\\t\\n\\"\\U0001f476"\n', {"a": '가\t\n"👶'}),
    "as deep as allowed": (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, None),
    "as large as allowed": (b"a: " + b"x" * (MAX_BYTES - 3), {"a": "x" * (MAX_BYTES - 3)}),
    "templates and markers": (b"a: '{{ 7*7 }} @@BODY@@ ]]>'\n", {"a": "{{ 7*7 }} @@BODY@@ ]]>"}),
}


@pytest.mark.parametrize(("raw", "expected"), SOUND.values(), ids=SOUND.keys())
def test_sound_files_are_read(raw: bytes, expected: Any) -> None:
    document = read(raw)
    assert not document.faults
    if expected is not None:
        assert document.data == expected


def test_marks_lead_to_keys_and_items() -> None:
    document = read("a: 1\nlist:\n  - x\n  - 이름: y\n    b: {c: d}\n".encode(), positions=True)
    assert document.place(("a",)) == (1, 1)
    assert document.place(("list", 0)) == (3, 5)
    assert document.place(("list", 1, "이름")) == (4, 5)
    assert document.place(("list", 1, "b", "c")) == (5, 9)


def test_a_place_that_is_not_there_is_the_nearest_part() -> None:
    document = read(b"a:\n  b: 1\n", positions=True)
    assert document.place(("a", "x", "y")) == (1, 1)
    assert document.place(("a", "b", "y")) == (2, 3)
    assert read(b"", positions=True).place(("a",)) == (1, 1)
