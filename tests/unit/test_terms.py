"""Texts come to the same terms here as in the browser (tests/browser/test_search_page.py takes the same vectors)."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.terms import LONGEST, fold, singular, terms, wholes
from tests.support.project import REPOSITORY

VECTORS: list[dict[str, Any]] = json.loads((REPOSITORY / "tests/vectors/terms.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:40])
def test_a_text_has_the_terms_of_the_vectors(vector: dict[str, Any]) -> None:
    assert terms(vector["text"]) == vector["terms"]
    if "wholes" in vector:
        assert wholes([vector["text"]]) == vector["wholes"]


@pytest.mark.parametrize("one", ["toy", "box", "battery", "watch", "dress", "hoodie", "case", "shoe", "knife", "brush"])
def test_a_word_and_its_plural_are_one_term(one: str) -> None:
    irregular = {"battery": "batteries", "knife": "knifes", "box": "boxes", "watch": "watches", "dress": "dresses"}
    many = irregular.get(one, "brushes" if one == "brush" else f"{one}s")
    assert singular(one) == singular(many)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for term in (*terms(text), *wholes([text])):
        assert 0 < len(term) <= LONGEST
        assert re.fullmatch(r"[^\W_]+", term)
        assert max(map(ord, term)) < 0x10000
        assert fold(term) == term
