"""The small value types: dates of any precision, periods, moments, texts in several languages, numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.records.values import (
    Cas,
    Count,
    Country,
    Gtin,
    Instant,
    LocalText,
    MediaPath,
    NoticeId,
    Number,
    PartialDate,
    Period,
    Slug,
    Truth,
    WebAddress,
)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-05-13", "day", date(2024, 5, 13), date(2024, 5, 13)),
    ],
)
def test_a_date_of_any_precision(text: str, precision: str, first: date, last: date) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.precision, parsed.first, parsed.last, str(parsed)) == (precision, first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-5",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "2023-02-29",
        "0000",
        "2024/05",
        "2024-05-13T10:00",
        "20240513",
        " 2024",
        "2024\n",
        "２０２４",
        "2024-０5",
        "-2024",
        "2024-05-13-01",
        "٢٠٢٤",
    ],
)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate.parse(text)


def test_dates_are_ordered_by_first_day_then_precision() -> None:
    texts = ["2023-12-31", "2024-01-01", "2024-01", "2024", "2024-01-02", "2024-02"]
    parsed = [PartialDate.parse(text) for text in texts]
    assert sorted(parsed) == parsed
    assert PartialDate.parse("2024") >= PartialDate.parse("2024-01")
    assert PartialDate.parse("2024-05").year == 2024


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024-05-13/2024-10-31", date(2024, 5, 13), date(2024, 10, 31)),
        ("2023/2024-06", date(2023, 1, 1), date(2024, 6, 30)),
    ],
)
def test_a_period(text: str, first: date, last: date) -> None:
    parsed = Period.parse(text)
    assert (parsed.first, parsed.last, str(parsed)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "2024-Q5", "2024-Q0", "0000-Q1", "2024/", "/2024", "2024/2023", "2024/2024/2024", "Q1"]
)
def test_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2024-05-13T10:00+09:00", "2024-05-13 10:00:30Z", "2024-05-13T10:00-03:30"])
def test_a_moment(text: str) -> None:
    parsed = Instant.parse(text)
    assert parsed.moment.tzinfo is not None
    assert str(parsed) == text


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-13",
        "2024-05-13T10:00",
        "2024-05-13T25:00Z",
        "2024-02-30T10:00Z",
        "2024-05-13T10:00+9",
        "2024-05-13T10:00+99:00",
        "0001-01-01T00:00+09:00",
        "9999-12-31T23:59-12:00",
        "２０２４-05-13T10:00Z",
        "2024-05-13T10:00Z\n",
        "",
    ],
)
def test_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"moment|calendar"):
        Instant.parse(text)


def test_a_text_in_the_language_asked_for_else_english_else_the_first() -> None:
    both = LocalText({"ko": "젖병", "en": "Bottle"})
    assert both.best("ko") == ("젖병", "ko")
    assert both.best("en") == ("Bottle", "en")
    assert both.best("ja") == ("Bottle", "en")
    assert LocalText({"ko": "젖병"}).best("en") == ("젖병", "ko")


def test_a_text_is_a_hashable_mapping() -> None:
    text = LocalText({"en": "a", "ko": "b"})
    assert hash(text) == hash(LocalText({"en": "a", "ko": "b"}))
    assert dict(text) == {"en": "a", "ko": "b"}
    assert len(text) == 2
    assert "LocalText" in repr(text)
    with pytest.raises(TypeError):
        text["en"] = "c"  # type: ignore[index]


def wrong(kind: Any, value: Any) -> str | None:
    """The kind of the error that a field of this type reports, or None."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({}, "too_short"),
        ({"en": " "}, "empty"),
        ({"EN": "x"}, "language"),
        ({"en": None}, "string_type"),
        ("x", "dict_type"),
        ({"<<": "x"}, "language"),
        ({"en\n": "x"}, "language"),
        (["x"], "dict_type"),
        ({"en": {"en": "x"}}, "string_type"),
    ],
)
def test_no_text(value: Any, kind: str) -> None:
    assert wrong(LocalText, value) == kind


@pytest.mark.parametrize("value", ["true", "false", True, False])
def test_truth(value: Any) -> None:
    assert wrong(Truth, value) is None


@pytest.mark.parametrize("value", ["yes", "no", "on", "1", "True", "", None, 1, ["true"], {"a": "b"}])
def test_no_truth(value: Any) -> None:
    assert wrong(Truth, value) == "truth"


@pytest.mark.parametrize("value", ["0", "-1.5", "0.10", "229.2", "999999999999999", "0.0000000001"])
def test_a_number(value: str) -> None:
    assert TypeAdapter(Number).validate_python(value) == Decimal(value)


@pytest.mark.parametrize(
    "value",
    [
        "1e5",
        "1,000",
        "1_000",
        "１２",
        "NaN",
        "inf",
        "+1",
        ".5",
        "5.",
        "0x10",
        "",
        "1 2",
        "--1",
        "1" * 16,
        "0." + "1" * 11,
        "٣",
    ],
)
def test_no_number(value: str) -> None:
    assert wrong(Number, value) == "number"


@pytest.mark.parametrize("value", ["01", "-1", "1.0", "1e3", "1,000", "９", "", "1" * 16])
def test_no_count(value: str) -> None:
    assert wrong(Count, value) == "count"


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//market.example/",
        "ftp://market.example/",
        "http://",
        "https:///x",
        "HTTPS://x/",
        "http://a b/",
        "https://a/\tb",
        "https://a/\nb",
        "mailto:a@b.example",
        " javascript:alert(1)",
        "vbscript:x",
        "https://?q",
        "x",
    ],
)
def test_no_web_address(value: str) -> None:
    assert wrong(WebAddress, value) == "url"


@pytest.mark.parametrize(
    "value", ["https://market.example/item/1.html?a=b&c=d#e", "http://시장.example/", "https://a.example"]
)
def test_a_web_address(value: str) -> None:
    assert wrong(WebAddress, value) is None


@pytest.mark.parametrize(
    "value",
    [
        "../x.png",
        "/etc/passwd",
        "a/../b.png",
        "a//b.png",
        ".hidden.png",
        "a\\b.png",
        "a b.png",
        "",
        "x.png\n",
        "a/",
        "C:x.png",
    ],
)
def test_no_picture_file(value: str) -> None:
    assert wrong(MediaPath, value) == "path"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Slug, ["a", "dioxane-1-4", "11st"], ["A", "-a", "a-", "a--b", "a_b", "a b", "", "a" * 81, "ä", "a\n"]),
        (
            NoticeId,
            ["PSB-2024-0001", "AB-2024-123456"],
            ["psb-2024-0001", "PSB-24-0001", "PSB-2024-001", "PSB-2024-1234567"],
        ),
        (
            Gtin,
            ["12345678", "8800000000428", "012345678905"],
            ["1234567", "123456789", "880000000042X", "8 800000000421"],
        ),
        (Cas, ["7439-92-1", "117-81-7"], ["7439921", "7439-92-12", "0123-45-6"]),
        (Country, ["KR", "EU"], ["kr", "KOR", "K", ""]),
    ],
)
def test_identifiers(kind: Any, good: list[str], bad: list[str]) -> None:
    assert [value for value in good if wrong(kind, value)] == []
    assert [value for value in bad if not wrong(kind, value)] == []
