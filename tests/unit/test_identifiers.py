"""Identifiers come to the same keys here as in the browser (tests/browser/test_check.py takes the same vectors)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.identifiers import (
    LONGEST_KEY,
    MOST_KEYS,
    Asked,
    bare,
    check_digit_holds,
    isbn13,
    number_key,
    read,
    upc_a,
)
from generator.records.shops import SHOPS, shop_of
from tests.support.project import REPOSITORY

VECTORS: list[dict[str, Any]] = json.loads((REPOSITORY / "tests/vectors/identifiers.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:60])
def test_a_text_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    found = read(vector["text"] * vector.get("times", 1))
    wanted = Asked(vector["kind"], tuple(vector["keys"]), vector.get("shop", ""), vector.get("note", ""))
    assert found == wanted


def test_the_vectors_cover_every_shop_and_every_kind() -> None:
    assert {v["shop"] for v in VECTORS if v["kind"] == "link"} == {shop.name for shop in SHOPS}
    kinds = {"empty", "long", "short", "noitem", "strange", "link", "code", "words"}
    assert {v["kind"] for v in VECTORS} == kinds


@pytest.mark.parametrize(
    ("number", "sound"),
    [("8800000000428", True), ("8800000000429", False), ("96385074", True), ("012345678905", True), ("1", False)],
)
def test_check_digits(number: str, sound: bool) -> None:
    assert check_digit_holds(number) is sound


def test_books_and_short_upcs_have_their_long_form() -> None:
    assert isbn13("0306406152") == "9780306406157"
    assert isbn13("080442957x") == "9780804429573"
    assert isbn13("0306406153") == isbn13("8800000000428") == ""
    assert upc_a("04252614") == "042100005264"
    assert upc_a("12345678") == upc_a("96385074") == ""


def test_a_upc_an_ean_and_a_gtin_14_of_one_article_are_one_key() -> None:
    keys = {read(text).keys for text in ("012345678905", "0012345678905", "00012345678905", "0-12345-67890-5")}
    assert keys == {("12345678905",)}


@pytest.mark.parametrize(
    ("platform", "shop"),
    [("amazon", "amazon"), ("amazon-japan", "amazon"), ("ebay-canada", "ebay"), ("amazonia", "amazonia")],
)
def test_the_countries_of_a_shop_share_their_item_numbers(platform: str, shop: str) -> None:
    assert shop_of(platform) == shop


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    found = read(text)
    assert len(found.keys) <= MOST_KEYS + 1
    for key in found.keys:
        assert 0 < len(key) <= LONGEST_KEY
        assert number_key(bare(key)) == key or bare(key) == key


@given(
    st.text(alphabet="0123456789 -._", min_size=1, max_size=30), st.sampled_from(["\u200b", "\u00ad", "\u202e", " "])
)
def test_invisible_characters_and_punctuation_change_no_number(text: str, noise: str) -> None:
    assert read(noise.join(text)) == read(text)
