"""What is written is what is read back, whatever it holds; and it is read on the quick path."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.importers.cleaning import clean, clean_block
from generator.importers.emit import Unwritable, emit
from generator.loading.yaml_lines import Unplain, read_plain
from generator.loading.yaml_reader import MAX_DEPTH, read
from tests.property.test_cleaning import HOSTILE

ROOT = Path(__file__).parents[2]
PIECES = st.sampled_from(
    [
        *"-:#?,[]{}&*!|>%@`~'\"\\ ab0.=<_\n\t\r",
        *("  ", "\n ", " \n", "- ", ": ", " #", "---", "...", "null", "no", "1:30", "# c", "'x'", '"y"', "word " * 30),
        *("젖병 ", "\u00a0", "\u2028", "\ufeff", "\u200b", "\U0001f4a5", "\U000e0001", "https://www.example.org/x#y"),
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=20).map("".join))
KEYS = st.one_of(st.sampled_from(["en", "ko", "title", "null", "~", "a-b", "x_1", "<<", "", "a: b"]), TEXTS)
NUMBERS = st.one_of(st.integers(), st.booleans(), st.decimals(allow_nan=False, allow_infinity=False, places=3))
DATA = st.recursive(
    TEXTS | NUMBERS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def as_read(data: Any) -> Any:
    """The data as the reader gives it: every scalar a text."""
    if isinstance(data, Mapping):
        return {key: as_read(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_read(value) for value in data]
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, Decimal):
        return f"{data:f}"
    return str(data) if isinstance(data, int) else data


def refused(data: Any) -> bool:
    """Whether a text holds what no record may hold."""
    if isinstance(data, Mapping):
        return any(refused(key) or refused(value) for key, value in data.items())
    if isinstance(data, list):
        return any(map(refused, data))
    return isinstance(data, str) and any(
        unicodedata.category(char) == "Cs" or (unicodedata.category(char) == "Cc" and char not in "\n\t\r")
        for char in data.replace("\ufffe", "\0").replace("\uffff", "\0")
    )


@settings(max_examples=1500)
@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=5))
def test_what_is_written_is_read_back(data: Any) -> None:
    try:
        text = emit(data, "# yaml-language-server: $schema=notice.json\n")
    except Unwritable:
        assert refused(data) or any(len(key) > 500 for key in data)
        return
    assert not refused(data)
    document = read(text.encode())
    assert not document.faults, text
    assert document.data == as_read(data), text


@settings(max_examples=500)
@given(st.one_of(HOSTILE, TEXTS, st.sampled_from(['Toy "A\'B" ', "a: b ", "word, "]).map(lambda word: word * 20)))
def test_clean_text_is_read_on_the_quick_path(raw: str) -> None:
    for text in (clean(raw).text, clean_block(raw).text):
        assume(text)
        data = {"title": {"en": text}, "models": [text, "x"], "blocks": [{"quote": text, "n": 1}]}
        written = emit(data)
        if "\\" not in written:
            assert read_plain(written, MAX_DEPTH) == as_read(data), written
        assert read(written.encode()).data == as_read(data)


@pytest.mark.parametrize("folder", ["bulletins", "site_config", "tests/fixtures/records"])
def test_shipped_records_come_back_and_stay_plain(folder: str) -> None:
    files = sorted(file for file in (ROOT / folder).rglob("*.yml") if "search" not in file.parts)
    assert files
    for file in files:
        data = read(file.read_bytes()).data
        written = emit(data)
        try:
            assert read_plain(written, MAX_DEPTH) == data, file
        except Unplain:
            pytest.fail(f"{file} is not written plainly:\n{written}")


def test_the_shipped_style_is_kept() -> None:
    """Most lines of the shipped notices come out as they were written by hand."""
    same = total = 0
    for file in sorted((ROOT / "bulletins" / "notices").rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        by_hand = {line for line in text.splitlines() if not line.startswith("#")}
        by_us = set(emit(read(text.encode()).data).splitlines())
        same += len(by_hand & by_us)
        total += len(by_hand)
    assert same / total > 0.85


@pytest.mark.parametrize("data", [{}, {"a": 1.5}, {"a": Decimal("NaN")}, {1: "a"}, {"a": b"x"}, {"a": {1, 2}}])
def test_what_has_no_one_text_is_refused(data: Any) -> None:
    with pytest.raises(Unwritable):
        emit(data)


def test_depth_and_head() -> None:
    deep: Any = "x"
    for _ in range(MAX_DEPTH + 1):
        deep = {"a": deep}
    with pytest.raises(Unwritable, match="nested"):
        emit(deep)
    with pytest.raises(Unwritable, match="comment"):
        emit({"a": "b"}, "x: y")
    assert emit({"a": "b"}, "# head\n") == "# head\na: b\n"
