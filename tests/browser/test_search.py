"""The search: how it opens, what it finds, how the keyboard goes through it, where it works."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.addresses import WRONG
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

BOTTLE = "bulletins/2024/PSB-2024-0001/"
MATS = "bulletins/2024/PSB-2024-0002/"
ITEM = "1005000000421"
GTIN = "8800000000421"
NONE = {
    "": "No bulletin found. That does not mean that a product is safe.",
    "ko/": "알림을 찾지 못했습니다. 제품이 안전하다는 뜻은 아닙니다.",
}
FOUND = {"": re.compile(r"^\d+ results?$"), "ko/": re.compile(r"\d")}


def dialog(page: Page) -> Locator:
    """The search dialog."""
    return page.locator("dialog.finder")


def ask(page: Page, text: str) -> None:
    """Open the search by its button where it is not open, and type."""
    if not dialog(page).is_visible():
        page.locator("header [data-search]").click()
    expect(page.locator("#finder-input")).to_be_focused()
    page.keyboard.type(text)


def answers(page: Page) -> Locator:
    """The links of the results."""
    return dialog(page).locator("ol > li > a")


def expect_first(page: Page, served: Served, path: str) -> None:
    """The first result leads to a page."""
    expect(answers(page).first).to_have_attribute("href", re.compile(re.escape(f"/bulletins/{path}") + "$"))
    assert answers(page).first.evaluate("link => link.href") == served.url(path)


@pytest.mark.parametrize("key", ["/", "Control+k", "Control+K"])
def test_a_key_opens_it_and_escape_gives_the_focus_back(page: Page, small: Served, key: str) -> None:
    page.goto(small.url(BOTTLE))
    link = page.locator("nav.links a").first
    link.focus()
    page.keyboard.press(key)
    expect(page.locator("#finder-input")).to_be_focused()
    assert page.locator("#finder-input").input_value() == ""
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_the_buttons_open_it(page: Page, small: Served) -> None:
    page.goto(small.url())
    for button in (page.locator("header [data-search]"), page.locator("main [data-search]")):
        button.click()
        expect(page.locator("#finder-input")).to_be_focused()
        dialog(page).get_by_role("button", name="Close").click()
        expect(dialog(page)).to_be_hidden()
        expect(button).to_be_focused()
    assert page.url == small.url(), "the link on the home page was followed"


def test_a_slash_typed_into_a_field_is_a_slash(page: Page, small: Served) -> None:
    page.goto(small.url(BOTTLE))
    page.evaluate("document.querySelector('main').prepend(Object.assign(document.createElement('input'), {id: 'field'}))")
    page.locator("#field").focus()
    page.keyboard.type("a/b")
    assert page.locator("#field").input_value() == "a/b"
    expect(dialog(page)).to_have_count(0)
    ask(page, "DEHP/")
    assert page.locator("#finder-input").input_value() == "DEHP/"


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("젖병", BOTTLE),
        ("젖병을", BOTTLE),
        ("유아용젖병", BOTTLE),
        (ITEM, BOTTLE),
        (GTIN, BOTTLE),
        ("PSB-2024-0001", BOTTLE),
        ("psb 2024 0001", BOTTLE),
        ("매트", MATS),
        ("놀이매트를", MATS),
        (f"https://market.example/item/{ITEM}.html?from=mail&id=99887766", BOTTLE),
    ],
)
def test_what_koreans_type_finds_the_bulletin_first(page: Page, small: Served, query: str, path: str) -> None:
    page.goto(small.url("ko/"))
    ask(page, query)
    expect_first(page, small, f"ko/{path}")


@pytest.mark.parametrize(
    ("query", "path"),
    [
        (ITEM, BOTTLE),
        (GTIN, BOTTLE),
        ("8 800000 000421", BOTTLE),
        ("PSB-2024-0001", BOTTLE),
        ("SM-77-421", BOTTLE),
        ("baby bottle", BOTTLE),
        ("play mats", MATS),
        (f"https://market.example/item/{ITEM}.html", BOTTLE),
        (f"market.example/deal?goods={ITEM}", BOTTLE),
    ],
)
def test_what_english_readers_type_finds_the_bulletin_first(page: Page, small: Served, query: str, path: str) -> None:
    page.goto(small.url())
    ask(page, query)
    expect_first(page, small, path)


@pytest.mark.parametrize("prefix", NONE)
@pytest.mark.parametrize("query", ["8800000000999", "1005000000422", "PSB-2024-9999", "https://market.example/item/1005000000777.html"])
def test_an_unknown_code_finds_nothing_and_says_so_honestly(page: Page, small: Served, prefix: str, query: str) -> None:
    page.goto(small.url(prefix))
    ask(page, query)
    expect(dialog(page).get_by_role("status")).to_contain_text(NONE[prefix])
    expect(answers(page)).to_have_count(0)


def test_a_link_without_an_item_number_asks_for_another(page: Page, small: Served) -> None:
    page.goto(small.url())
    ask(page, "https://market.example/s/xYz")
    expect(dialog(page).get_by_role("status")).to_contain_text("There is no item number in this link.")


@pytest.mark.parametrize(
    ("prefix", "title", "facts"),
    [
        ("", "Baby bottle 'Tiny Sip': plasticiser 299 times over the limit", ["20 May 2024", "Chemical", "Choking", "Example Market", "Sample Mall"]),
        ("ko/", "유아용 젖병 '타이니십': 가소제 기준치 299배 초과", ["2024년 5월 20일", "화학", "질식", "예시마켓", "샘플몰"]),
    ],
)
def test_a_result_shows_what_it_is(page: Page, small: Served, prefix: str, title: str, facts: list[str]) -> None:
    page.goto(small.url(prefix))
    ask(page, GTIN)
    expect(answers(page).first).to_have_text(title)
    expect(dialog(page).get_by_role("status")).to_have_text(FOUND[prefix])
    line = dialog(page).locator("ol > li").first.locator("small")
    for fact in facts:
        expect(line).to_contain_text(fact)


def test_arrows_go_through_the_results_and_enter_opens_one(page: Page, small: Served) -> None:
    page.goto(small.url())
    ask(page, "example market")
    expect(answers(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(answers(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(answers(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#finder-input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    address = answers(page).first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    expect(page.locator("h1")).to_be_visible()


def test_enter_goes_to_the_first_result_and_enter_again_opens_it(page: Page, small: Served) -> None:
    page.goto(small.url())
    ask(page, GTIN)
    page.keyboard.press("Enter")
    expect(answers(page).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(small.url(BOTTLE))


@pytest.mark.parametrize("path", [BOTTLE, "bulletins/2024/05/", "platforms/example-market/2024/", "substances/117-81-7/", "methodology/", "agreements/xx-2024/", WRONG, "a/b/c/d/e"])
def test_it_works_from_every_kind_of_page(page: Page, small: Served, path: str) -> None:
    page.goto(small.url(path))
    ask(page, ITEM)
    expect_first(page, small, BOTTLE)
    answers(page).first.click()
    page.wait_for_url(small.url(BOTTLE))
    expect(page.locator("h1")).to_contain_text("Tiny Sip")


def test_without_an_index_it_says_so(page: Page, small: Served) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(small.url())
    ask(page, "bottle")
    expect(dialog(page).get_by_role("status")).to_contain_text("The search index could not be loaded.")


def test_the_shipped_site_finds_a_jacket(page: Page, shipped: Served) -> None:
    page.goto(shipped.url("ko/"))
    ask(page, "겨울점퍼")
    expect_first(page, shipped, "ko/bulletins/2024/PSB-2024-0023/")
