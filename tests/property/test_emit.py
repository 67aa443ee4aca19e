"""What is written as YAML is read back the same, whatever a text holds; and nearly always by the quick reader."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.emit import emit
from generator.loading.yaml_lines import read_plain
from generator.loading.yaml_reader import read

KEYS = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True).filter(lambda key: key not in ("null", "y", "n"))
# Control characters are refused by the reader: they never reach the writer (cleaning), and it escapes them.
CHARS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\u2028\u2029\ufffe\uffff")
TEXTS = st.one_of(
    st.text(CHARS, min_size=1),
    st.text("ab: #-'\"\\\n[]{},&*!|>%@`?=.0159\u00a0가\u200b\t", min_size=1, max_size=30),
    st.sampled_from(
        [
            "no",
            "Yes",
            "null",
            "~",
            "1:30",
            "0123",
            "- a",
            "a: b",
            "a #b",
            "=1+1",
            "---",
            "...",
            "? x",
            "<<",
            "2024-05-13",
        ]
    ),
    st.lists(st.text("abc가", min_size=1, max_size=9), min_size=20, max_size=60).map(" ".join),
)
LISTS = st.one_of(
    st.lists(TEXTS, max_size=4),
    st.lists(st.dictionaries(KEYS, TEXTS, min_size=1, max_size=3), max_size=3),
    st.lists(st.lists(TEXTS, min_size=1, max_size=2), max_size=2),
)
RECORDS = st.dictionaries(
    KEYS,
    st.recursive(
        st.one_of(TEXTS, LISTS, st.none()), lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
    ),
    min_size=1,
    max_size=6,
)


@given(RECORDS)
def test_what_is_written_is_read_back(data: dict[str, Any]) -> None:
    document = read(emit(data).encode())
    assert document.faults == []
    assert document.data == data


@pytest.mark.parametrize(
    "data",
    [
        {"id": "PSB-2024-0001", "published": "2024-05-20", "title": {"en": "Bottle: 299 times", "ko": "젖병"}},
        {"findings": [{"substance": "lead", "measured": {"value": "0.19", "unit": "mm"}}], "gtins": ["08800000000428"]},
        {
            "limit": {"range": ["4.0", "7.5"], "unit": "ph"},
            "sources": [{"id": "a", "url": "https://a.example/x?y=1&z"}],
        },
        {"text": {"en": "word " * 60 + "end"}, "lines": "first line\nsecond line", "quote": 'he said "so"'},
    ],
)
def test_the_usual_forms_are_read_quickly(data: dict[str, Any]) -> None:
    text = emit(data)
    assert read(text.encode()).data == data
    assert read_plain(text, 20) == data


def test_only_texts_blocks_and_lists_are_written() -> None:
    for wrong in (1, 2.5, True, b"x", object()):
        with pytest.raises(TypeError, match="texts, blocks and lists"):
            emit({"a": wrong})
