"""Barcode fields into GTINs and other codes. The numbers are made up, or of the kind that is free for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from generator.importers.codes import right, split_codes


@pytest.mark.parametrize(
    ("raw", "gtins", "codes"),
    [
        ("8800000000428", ("8800000000428",), ()),
        ("8 800000 000428.", ("8800000000428",), ()),
        ("8800000000428 8800000000435", ("8800000000428", "8800000000435"), ()),
        ("88000000004288800000000435", ("8800000000428", "8800000000435"), ()),
        ("8800000000428, 8800000000428", ("8800000000428",), ()),
        ("1. 8800000000428 2. 8800000000435", ("8800000000428", "8800000000435"), ()),
        ("EAN: 8800000000428", ("8800000000428",), ()),
        ("8800000000428 (white)8800000000435 (black)", ("8800000000428", "8800000000435"), ()),
        ("8800000000428Turtle - barcode: 8800000000435", ("8800000000428", "8800000000435"), ()),
        ("012345678905", ("012345678905",), ()),
        ("18800000000425", ("18800000000425",), ()),
        ("8800000000421", (), (("gtin-invalid", "8800000000421"),)),
        ("B0AAAAAAA1", (), (("asin", "B0AAAAAAA1"),)),
        ("X001AAAAA1", (), (("other", "X001AAAAA1"),)),
        ("8800000000428; Article No: 05.13.024", ("8800000000428",), (("other", "05.13.024"),)),
        ("Batch no 8800000000428", (), (("other", "8800000000428"),)),
        ("ISBN 0198534531", (), (("isbn", "0198534531"),)),
        ("0000000000000", (), (("gtin-invalid", "0000000000000"),)),
        ("Unknown", (), ()),
        ("Several barcodes", (), ()),
        ("-", (), ()),
        ("", (), ()),
    ],
)
def test_codes(raw: str, gtins: tuple[str, ...], codes: tuple[tuple[str, str], ...]) -> None:
    found = split_codes(raw)
    assert (found.gtins, tuple(map(tuple, found.codes))) == (gtins, codes)


def test_words_between_the_codes_are_told() -> None:
    assert split_codes("8800000000428 (white)").words == "white"
    assert split_codes("barcode: 8800000000428").words == ""


@given(st.text(alphabet="0123456789ABX -,;()./abc\n", max_size=80))
def test_every_gtin_is_sound(raw: str) -> None:
    assert all(ean.is_valid(gtin) for gtin in split_codes(raw).gtins)


@given(st.lists(st.from_regex(r"[1-9][0-9]{3,14}|[A-Z]{1,3}[0-9]{4,9}", fullmatch=True), unique=True, max_size=8))
def test_no_code_of_a_list_is_lost(codes: list[str]) -> None:
    found = split_codes(", ".join(codes))
    assert {*found.gtins, *(code.value for code in found.codes)} == set(codes)


@given(st.from_regex(r"[0-9]{8}|[0-9]{12,14}", fullmatch=True))
def test_the_check_digit_is_that_of_the_standard(code: str) -> None:
    assert right(code) == (ean.is_valid(code) and bool(code.strip("0")))
