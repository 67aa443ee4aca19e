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
GTIN = "8800000000428"
NONE = {
    "": "No bulletin found. That does not mean that a product is safe.",
    "ko/": "알림을 찾지 못했습니다. 제품이 안전하다는 뜻은 아닙니다.",
}
FOUND = {"": re.compile(r"^\d+ results?$"), "ko/": re.compile(r"\d")}


def dialog(page: Page) -> Locator:
    """The search dialog."""
    return page.locator("dialog.finder")


def type_in(page: Page, text: str) -> None:
    """Open the search by its button where it is not open, and type as people do."""
    if not dialog(page).is_visible():
        page.locator("header [data-search]").click()
    expect(page.locator("#finder-input")).to_be_focused()
    page.keyboard.type(text)


SETTLED = """() => {
    const said = document.querySelector("dialog.finder [role=status]").textContent;
    return said && said !== document.querySelector("script[data-busy]").dataset.busy;
}"""


def ask(page: Page, text: str) -> None:
    """Put a text into the field, press Enter, and wait for the answer to this very question.

    Enter asks at once, so that from then on the status says that it searches, until the answer is there.
    """
    if not dialog(page).is_visible():
        page.locator("header [data-search]").click()
    page.locator("#finder-input").fill(text)
    page.locator("#finder-input").press("Enter")
    page.wait_for_function(SETTLED)


def answers(page: Page) -> Locator:
    """The links of the results."""
    return dialog(page).locator("ol > li > a")


def expect_first(page: Page, served: Served, path: str) -> None:
    """The first result leads to a page."""
    expect(answers(page).first).to_have_attribute("href", re.compile(re.escape(f"/bulletins/{path}") + "$"))
    assert answers(page).first.evaluate("link => link.href") == served.url(path)


@pytest.mark.parametrize("key", ["/", "Control+k", "Control+K"])
def test_a_key_opens_it_and_escape_gives_the_focus_back(reader: Page, small: Served, key: str) -> None:
    reader.goto(small.url(BOTTLE))
    link = reader.locator("nav.links a").first
    link.focus()
    reader.keyboard.press(key)
    expect(reader.locator("#finder-input")).to_be_focused()
    assert reader.locator("#finder-input").input_value() == ""
    reader.keyboard.press("Escape")
    expect(dialog(reader)).to_be_hidden()
    expect(link).to_be_focused()


def test_the_buttons_open_it(reader: Page, small: Served) -> None:
    reader.goto(small.url())
    for button in (reader.locator("header [data-search]"), reader.locator("main [data-search]")):
        button.click()
        expect(reader.locator("#finder-input")).to_be_focused()
        dialog(reader).get_by_role("button", name="Close").click()
        expect(dialog(reader)).to_be_hidden()
        expect(button).to_be_focused()
    assert reader.url == small.url(), "the link on the home page was followed"


def test_a_slash_typed_into_a_field_is_a_slash(reader: Page, small: Served) -> None:
    reader.goto(small.url(BOTTLE))
    reader.evaluate(
        "document.querySelector('main').prepend(Object.assign(document.createElement('input'), {id: 'field'}))"
    )
    reader.locator("#field").focus()
    reader.keyboard.type("a/b")
    assert reader.locator("#field").input_value() == "a/b"
    expect(dialog(reader)).to_have_count(0)
    type_in(reader, "DEHP/")
    assert reader.locator("#finder-input").input_value() == "DEHP/"


KOREAN = {
    "젖병": BOTTLE,
    "젖병을": BOTTLE,
    "유아용젖병": BOTTLE,
    ITEM: BOTTLE,
    GTIN: BOTTLE,
    "PSB-2024-0001": BOTTLE,
    "psb 2024 0001": BOTTLE,
    "매트": MATS,
    "놀이매트를": MATS,
    f"https://market.example/item/{ITEM}.html?from=mail&id=99887766": BOTTLE,
}
ENGLISH = {
    ITEM: BOTTLE,
    GTIN: BOTTLE,
    "8 800000 000428": BOTTLE,
    "PSB-2024-0001": BOTTLE,
    "SM-77-421": BOTTLE,
    "baby bottle": BOTTLE,
    "play mats": MATS,
    f"https://market.example/item/{ITEM}.html": BOTTLE,
    f"market.example/deal?goods={ITEM}": BOTTLE,
}


@pytest.mark.parametrize(("prefix", "queries"), [("ko/", KOREAN), ("", ENGLISH)])
def test_what_people_type_finds_the_bulletin_first(
    reader: Page, small: Served, prefix: str, queries: dict[str, str]
) -> None:
    reader.goto(small.url(prefix))
    for query, path in queries.items():
        ask(reader, query)
        expect_first(reader, small, prefix + path)


@pytest.mark.parametrize("prefix", NONE)
def test_an_unknown_code_finds_nothing_and_says_so_honestly(reader: Page, small: Served, prefix: str) -> None:
    reader.goto(small.url(prefix))
    for query in (
        "8800000000999",
        "1005000000422",
        "PSB-2024-9999",
        "https://market.example/item/1005000000777.html",
    ):
        ask(reader, query)
        expect(dialog(reader).locator("[role=status]")).to_have_text(NONE[prefix])
        expect(answers(reader)).to_have_count(0)


def test_a_link_without_an_item_number_asks_for_another(reader: Page, small: Served) -> None:
    reader.goto(small.url())
    ask(reader, "https://market.example/s/xYz")
    expect(dialog(reader).locator("[role=status]")).to_contain_text("There is no item number in this link.")


@pytest.mark.parametrize(
    ("prefix", "title", "facts"),
    [
        (
            "",
            "Baby bottle 'Tiny Sip': plasticiser 299 times over the limit",
            ["20 May 2024", "Chemical", "Choking", "Example Market", "Sample Mall"],
        ),
        (
            "ko/",
            "유아용 젖병 '타이니십': 가소제 기준치 299배 초과",
            ["2024년 5월 20일", "화학", "기도 막힘", "예시마켓", "샘플몰"],
        ),
    ],
)
def test_a_result_shows_what_it_is(reader: Page, small: Served, prefix: str, title: str, facts: list[str]) -> None:
    reader.goto(small.url(prefix))
    ask(reader, GTIN)
    expect(answers(reader).first).to_contain_text(title)
    expect(dialog(reader).locator("[role=status]")).to_have_text(FOUND[prefix])
    line = dialog(reader).locator("ol > li").first.locator("small")
    for fact in facts:
        expect(line).to_contain_text(fact)


def test_arrows_go_through_the_results_and_enter_opens_one(reader: Page, small: Served) -> None:
    reader.goto(small.url())
    type_in(reader, "example market")
    expect(answers(reader).nth(1)).to_be_visible()
    reader.keyboard.press("ArrowDown")
    expect(answers(reader).nth(0)).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(answers(reader).nth(1)).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    expect(reader.locator("#finder-input")).to_be_focused()
    reader.keyboard.press("ArrowDown")
    address = answers(reader).first.evaluate("link => link.href")
    reader.keyboard.press("Enter")
    reader.wait_for_url(address)
    expect(reader.locator("h1")).to_be_visible()


def test_enter_goes_to_the_first_result_and_enter_again_opens_it(reader: Page, small: Served) -> None:
    reader.goto(small.url())
    type_in(reader, GTIN)
    reader.keyboard.press("Enter")
    expect(answers(reader).first).to_be_focused()
    reader.keyboard.press("Enter")
    reader.wait_for_url(small.url(BOTTLE))


@pytest.mark.parametrize(
    "path", [BOTTLE, "bulletins/2024/05/", "platforms/example-market/2024/", "methodology/", WRONG, "a/b/c/d/e"]
)
def test_it_works_from_every_kind_of_page(reader: Page, small: Served, path: str) -> None:
    reader.goto(small.url(path))
    ask(reader, ITEM)
    expect_first(reader, small, BOTTLE)
    answers(reader).first.click()
    reader.wait_for_url(small.url(BOTTLE))
    expect(reader.locator("h1")).to_contain_text("Tiny Sip")


def test_without_an_index_it_says_so(page: Page, small: Served) -> None:
    page.route("**/search/index/**", lambda route: route.abort())
    page.goto(small.url())
    ask(page, "bottle")
    expect(dialog(page).locator("[role=status]")).to_contain_text("The search index could not be loaded.")


@pytest.mark.parametrize(("prefix", "query", "path"), [("", "젖병", BOTTLE), ("ko/", "baby bottle", f"ko/{BOTTLE}")])
def test_words_of_the_other_language_find_it_too(
    reader: Page, small: Served, prefix: str, query: str, path: str
) -> None:
    reader.goto(small.url(prefix))
    ask(reader, query)
    expect_first(reader, small, path)


def test_half_a_word_or_number_finds_what_it_may_become(reader: Page, small: Served) -> None:
    reader.goto(small.url())
    for query in ("bott", "88000000", "psb-2024-00"):
        ask(reader, query)
        assert small.url(BOTTLE) in answers(reader).evaluate_all("links => links.map(link => link.href)"), query


def test_the_shipped_site_finds_a_jacket(reader: Page, shipped: Served) -> None:
    reader.goto(shipped.url("ko/"))
    ask(reader, "겨울점퍼")
    expect_first(reader, shipped, "ko/bulletins/2024/PSB-2024-0023/")
