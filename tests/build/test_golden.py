"""One bulletin, whole, in both languages.

The pages in tests/golden/ were read by a person once. After a change that is meant, `UPDATE_GOLDEN=1 pytest
tests/build/test_golden.py` writes them anew: read the diff before it is committed.
"""

from pathlib import Path

import pytest

from tests.support.golden import matches
from tests.support.html import headings, parsed, spread, visible

PAGE = "bulletins/2024/PSB-2024-0001/index.html"


def page(built: Path, prefix: str) -> str:
    return (built / "site" / f"{prefix}{PAGE}").read_text(encoding="utf-8")


@pytest.mark.parametrize(("prefix", "code"), [("", "en"), ("ko/", "ko")])
def test_the_whole_page(built: Path, prefix: str, code: str) -> None:
    """The page as published, one element a line. UPDATE_GOLDEN=1 writes tests/golden/PSB-2024-0001.CODE.html anew."""
    matches(f"PSB-2024-0001.{code}.html", spread(page(built, prefix)))


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("", ["What to do", "The risk", "Is it yours?", "What was found", "Where it was sold", "Measures", "Sources"]),
        ("ko/", ["해야 할 일", "위험", "내 제품", "시험 결과", "판매", "조치", "출처"]),
    ],
)
def test_sections_stand_in_the_order_that_a_worried_person_needs(built: Path, prefix: str, expected: list[str]) -> None:
    found = [heading for heading in headings(parsed(page(built, prefix))) if heading.startswith("h2")]
    assert len(found) == len(expected)
    if not prefix:
        assert all(heading.startswith(f"h2 {start}") for heading, start in zip(found, expected, strict=True)), found


def test_the_text_of_the_page_in_order(built: Path) -> None:
    text = visible(parsed(page(built, "")))
    parts = [
        "Product safety bulletin",
        "Baby bottle 'Tiny Sip': plasticiser 299 times over the limit",
        "The teat of this baby bottle contained",
        "Picture: Example Safety Office",
        "What to do",
        "Stop using the bottle at once.",
        "DEHP can harm fertility",
        "Chemicals pass from the teat into milk.",
        "8800000000428",
        "1005000000421",
        "299 ×",
        "≥ 6 ×",
        "252.3 ×",
        "below the minimum",
        "above the range",
        "not met",
        "Sources disagree",
        "Where it was sold",
        "Found again after removal",
        "Platform told",
        "date not stated",
        "Refused",
        "Removal of the listing",
        "Example Safety Office, test of 31 products",
        "The lot number was added.",
        "https://bulletins.example/bulletins/2024/PSB-2024-0001/",
    ]
    at = 0
    for part in parts:
        assert part in text[at:], f"{part!r} is missing, or stands too early"
        at = text.index(part, at)


def test_the_events_of_a_case_stand_in_the_order_of_time(built: Path) -> None:
    tree = parsed(page(built, ""))
    steps = tree.xpath("//section[@id='case-example-market']//ol/li/b")
    assert [" ".join(step.text_content().split()) for step in steps] == [
        "Sellers told",  # in May: known to the month, so it counts from its first possible day
        "Platform told",
        "Acknowledged",
        "Platform says removed",
        "Removal reported",
        "Removal verified",
        "Remedy offered",
        "Statement",
        "Checked again",
        "Checked again",
        "Buyers told",
    ]


def test_moments_are_shown_in_the_time_zone_of_the_site(built: Path) -> None:
    assert "21 May 2024 08:30" in page(built, "")
    assert "2024년 5월 21일 08:30" in page(built, "ko/")


def test_a_missing_translation_shows_the_other_language_marked(built: Path) -> None:
    tree = parsed((built / "site/ko/bulletins/2024/PSB-2024-0005/index.html").read_text(encoding="utf-8"))
    assert tree.xpath("//h1/span[@lang='en']")[0].text == "Bath duck, with its model number"
    assert not parsed(page(built, "ko/")).xpath("//h1/span[@lang]")


STATES = [
    ("PSB-2024-0003", ["Withdrawn on 15 April 2024", "The laboratory withdrew its result."]),
    ("PSB-2024-0004", ["Superseded", "Bath duck, with its model number"]),
    ("PSB-2024-0002", ["Unconfirmed", "The multiple was read from a copy of the press release."]),
    ("PSB-2024-0007", ["Unconfirmed"]),
]


@pytest.mark.parametrize(("notice", "texts"), STATES)
def test_banners(built: Path, notice: str, texts: list[str]) -> None:
    tree = parsed((built / f"site/bulletins/2024/{notice}/index.html").read_text(encoding="utf-8"))
    found = tree.xpath("//article/*[contains(concat(' ', @class, ' '), ' banner ')]")
    assert len(found) == 1
    assert [text for text in texts if text not in found[0].text_content()] == []


def test_a_sound_notice_has_no_banner(built: Path) -> None:
    tree = parsed((built / "site/bulletins/2024/PSB-2024-0006/index.html").read_text(encoding="utf-8"))
    assert not tree.xpath("//*[contains(concat(' ', @class, ' '), ' banner ')]")


def test_a_successor_names_what_it_replaces(built: Path) -> None:
    text = (built / "site/bulletins/2024/PSB-2024-0005/index.html").read_text(encoding="utf-8")
    assert "Bath duck, first notice" in visible(parsed(text))


def test_every_page_says_that_the_data_are_invented(built: Path) -> None:
    pages = list((built / "site").rglob("*.html"))
    assert len(pages) > 80
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert "Invented data for tests." in text or "시험용으로 지어낸 자료입니다." in text, path


@pytest.mark.parametrize(
    ("prefix", "parts"),
    [
        (
            "",
            [
                "notified by Finland",
                "Pictures at the source",
                "ASIN",
                "B0EXAMPLE1",
                "In the source's words: surface temperature up to 97 degrees",
                "On the same or a very similar product:",
                "Taken over from a public register: EU Safety Gate, weekly reports, A12/00077/24, read 22 August 2026.",
                "Language of the texts: English. Not stated with the file.",
                "B0EXAMPLE1<U+0092>",
            ],
        ),
        (
            "ko/",
            ["핀란드 통보", "출처의 글은 영어로만 되어 있습니다.", "출처의 표현", "글의 언어: 영어", "프로그램으로"],
        ),
    ],
)
def test_an_imported_bulletin_says_where_it_comes_from(built: Path, prefix: str, parts: list[str]) -> None:
    html = (built / "site" / f"{prefix}bulletins/2024/PSB-2024-0008/index.html").read_text(encoding="utf-8")
    text = visible(parsed(html))
    at = 0
    for part in parts:
        at = text.find(part, at)
        assert at >= 0, (part, text)
    assert '<a href="https://office.example/pictures/77.jpg" rel="nofollow noopener noreferrer">1</a>' in html
    assert ('<q lang="en">' in html) == bool(prefix)
    related = (built / "site" / f"{prefix}bulletins/2024/PSB-2024-0003/index.html").read_text(encoding="utf-8")
    assert "PSB-2024-0008/" in related, "a relation is shown from both sides"
