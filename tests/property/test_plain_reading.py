"""The quick reader of plain YAML and libyaml say the same, or the quick one passes the text on."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading import yaml_reader
from generator.loading.yaml_lines import Unplain, read_plain
from generator.loading.yaml_reader import MAX_DEPTH

ROOT = Path(__file__).parents[2]
PIECES = st.sampled_from(
    [
        *"-:#?,[]{}&*!|>%@`~'\"\\ ab0.=<_",
        *(" ", " ", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "a: ", "b: ", "key:\n", "k: >-\n  "),
        *("null", "no", "1:30", "a b", ": ", " #", "- ", "---", "...", "|", ">", "[a, b]", "{a: b}", "'x'", '"y"'),
        *(
            "젖병",
            "\u00e9",
            "\u00a0",
            "\u2028",
            "\t",
            "\r",
            "\ufeff",
            "# c\n",
            "http://a.b/c?d#e",
            "-1",
            "<<",
            "|\n   x",
        ),
    ]
)


def by_libyaml(text: str) -> Any:
    """The data as libyaml's events give them; raises where it finds anything wrong or unusual."""
    return yaml_reader._usual(text)


def agree(text: str) -> bool:
    """Compare; True where the quick reader read the text."""
    try:
        quick = read_plain(text, MAX_DEPTH)
    except Unplain:
        return False
    assert repr(quick) == repr(by_libyaml(text)), text
    return True


@settings(max_examples=3000, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text(text: str) -> None:
    agree(text)
    agree(f"a: {text}\n")
    agree(f"a:\n  - b: {text}\nc: d\n")


KEYS = st.sampled_from(["en", "ko", "title", "no", "a-b", "x_1"])
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
DATA = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(KEYS, DATA, min_size=1), st.integers(20, 100))
def test_whatever_another_tool_writes(data: Any, width: int) -> None:
    agree(yaml.safe_dump(data, allow_unicode=True, width=width, sort_keys=False))


def test_our_records_are_plain() -> None:
    """Otherwise the quick way would be of no use."""
    files = [*ROOT.glob("bulletins/**/*.yml"), *ROOT.glob("site_config/**/*.yml")]
    passed_on = [file.name for file in files if not agree(file.read_text(encoding="utf-8"))]
    assert passed_on == []


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n c\n",
        "a: 'b\n  c'\n",
        "a: &x b\n",
        "- - a\n",
        "a: b\na: c\n",
        "a: >+\n  b\n\n",
        "a:\tb\n",
        "a: b",
        "",
        "a: [b\n",
    ],
)
def test_what_is_passed_on(text: str) -> None:
    with pytest.raises(Unplain):
        read_plain(text, MAX_DEPTH)


def test_depth_is_limited() -> None:
    def nested(depth: int) -> str:
        return "".join(f"{'  ' * n}a:\n" for n in range(depth - 1)) + f"{'  ' * (depth - 1)}a: b\n"

    assert agree(nested(MAX_DEPTH))
    assert not agree(nested(MAX_DEPTH + 1))


def test_every_plain_form_is_read() -> None:
    text = """\
# a comment
a: b
list: [x, "y z"]
pair: {en: Lead, ko: 납}
empty:
none: null
minus: -5 to 3
address: https://a.example/b?c=d#e
quoted: "no"
single: 'it is: so'

below:
- first
- second: 1
  third: 2
- >-
  folded
  text
literal: |
  one
  two
deeper:
  x:
    - y
"""
    assert agree(text)
