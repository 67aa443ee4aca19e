"""Two languages of equal rank: the switch keeps the page, and a text that is missing says what language it is in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import LANGUAGES, SMALL
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

KEPT = ["home", "bulletin", "bulletins", "year", "month", "platform", "platform-year", "agreement", "substance"]
BY_HAND = ["methodology", "about", "corrections"]
HALF = "bulletins/2024/PSB-2024-0005/"
"""A bulletin whose title and summary are in English only."""


@pytest.mark.parametrize("kind", [*KEPT, *BY_HAND])
def test_the_switch_keeps_the_page_both_ways(reader: Page, small: Served, kind: str) -> None:
    path = SMALL[kind]
    reader.goto(small.url(path))
    assert reader.locator("html").get_attribute("lang") == "en"
    english = reader.locator("h1").inner_text()
    reader.get_by_role("link", name="한국어", exact=True).click()
    reader.wait_for_url(small.url(f"ko/{path}"))
    assert reader.locator("html").get_attribute("lang") == "ko"
    assert reader.locator("h1").inner_text() != english
    reader.get_by_role("link", name="English", exact=True).click()
    reader.wait_for_url(small.url(path))
    assert reader.locator("h1").inner_text() == english


@pytest.mark.parametrize("kind", ["bulletin", "month", "platform", "methodology"])
def test_links_of_a_korean_page_stay_korean(reader: Page, small: Served, kind: str) -> None:
    reader.goto(small.url(f"ko/{SMALL[kind]}"))
    inside = reader.locator("a:not([hreflang]):not(.skip)").evaluate_all("links => links.map(link => link.href)")
    inside = [address for address in inside if address.startswith(small.base)]
    # Files for download hold no language: there is one of each.
    inside = [address for address in inside if not address.endswith(("/cases.csv", "/figures.json"))]
    assert len(inside) > 5
    assert [address for address in inside if not address.startswith(small.url("ko/"))] == []


def test_texts_missing_in_korean_are_shown_in_english_and_marked(reader: Page, small: Served) -> None:
    reader.goto(small.url(f"ko/{HALF}"))
    for place in ("h1", "p.lede"):
        expect(reader.locator(f"{place} [lang=en], {place}[lang=en]")).to_have_count(1)
    expect(reader.locator("h1")).to_have_text("Bath duck, with its model number")
    expect(reader.locator("#risk ~ p").first).to_have_text("작은 부품에 아이가 질식할 수 있습니다.")
    expect(reader.locator("#risk ~ p").first.locator("[lang]")).to_have_count(0)


def test_a_list_marks_them_too(reader: Page, small: Served) -> None:
    reader.goto(small.url("ko/bulletins/2024/02/"))
    card = reader.locator(".cards > li", has_text="Bath duck, with its model number")
    expect(card).to_have_count(1)
    assert card.locator("[lang=en]").first.inner_text() == "Bath duck, with its model number"


def test_nothing_is_marked_where_nothing_is_missing(reader: Page, small: Served) -> None:
    for path in (SMALL["bulletin"], f"ko/{SMALL['bulletin']}", HALF):
        reader.goto(small.url(path))
        expect(reader.locator("main [lang]")).to_have_count(0)


def test_a_wrong_address_leads_to_both_languages(reader: Page, small: Served) -> None:
    answer = reader.goto(small.url("ko/no/such/page/"))
    assert answer is not None
    assert answer.status == 404
    expect(reader.locator("h1")).to_be_visible()
    for code, path in LANGUAGES.items():
        link = reader.locator(f"main [lang={code}] a").first
        assert link.evaluate("link => link.href") == small.url(path)
