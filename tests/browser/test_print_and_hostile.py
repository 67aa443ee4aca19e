"""On paper; and with records that try to be markup."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hostile
from tests.browser.addresses import LANGUAGES, SHIPPED, SMALL
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_typical_bulletin_prints_on_two_pages(page: Page, shipped: Served, code: str) -> None:
    page.goto(shipped.url(LANGUAGES[code] + SHIPPED["bulletin"]))
    sheets = len(PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))
    assert 1 <= sheets <= 2


def test_paper_has_no_header_and_all_of_the_content(page: Page, shipped: Served) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(shipped.url(SHIPPED["bulletin"]))
    for away in (".bar", ".skip", ".crumbs", ".edit", "footer.site ul"):
        expect(page.locator(away).first).to_be_hidden()
    for there in ("h1", ".do", "#found", "#sources", ".cite", "footer.site p"):
        expect(page.locator(there).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_paper_says_that_the_data_are_invented(page: Page, small: Served) -> None:
    page.emulate_media(media="print")
    page.goto(small.url(SMALL["bulletin"]))
    expect(page.locator("header .invented")).to_be_visible()


HOSTILE_PAGES = [SMALL[kind] for kind in ("hostile", "home", "month-of-hostile", "year", "platform", "platform-year")]


@pytest.mark.parametrize("prefix", LANGUAGES.values())
def test_text_from_a_record_stays_text(page: Page, small: Served, prefix: str) -> None:
    for path in HOSTILE_PAGES:
        page.goto(small.url(prefix + path), wait_until="networkidle")
        assert page.evaluate("window.hacked") is None, path
        expect(page.locator("main img[src=x], main script")).to_have_count(0)
        expect(page.get_by_text(hostile.SCRIPT).first).to_be_visible()
        expect(page.locator("footer.site")).to_be_visible()


def test_every_hostile_text_can_be_read(page: Page, small: Served) -> None:
    page.goto(small.url(SMALL["hostile"]))
    assert page.locator("h1").inner_text() == hostile.TITLE
    assert page.locator("p.lede").inner_text() == hostile.SUMMARY
    assert hostile.TITLE in page.title()
    words = page.locator("main").inner_text()
    for word in ("Risk", "Kettle", "Part", "Finding", "Taker", "Measure", "Stop.", "Event", "Case"):
        assert f"{word} {hostile.SCRIPT} {hostile.IMAGE} {hostile.MARK}" in words, word
    assert f"Brand {hostile.IMAGE}" in words


def test_the_search_shows_hostile_text_as_text(page: Page, small: Served) -> None:
    page.goto(small.url())
    page.keyboard.press("/")
    page.keyboard.type("1005000000666")
    first = page.locator("dialog.finder ol > li").first
    expect(first.locator("a")).to_contain_text(hostile.SCRIPT)
    expect(first.locator("p")).to_contain_text(hostile.IMAGE)
    expect(page.locator("dialog.finder img, dialog.finder script")).to_have_count(0)
    page.locator("#finder-input").fill(hostile.IMAGE)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('dialog.finder [role=status]').textContent")
    assert page.evaluate("window.hacked") is None
