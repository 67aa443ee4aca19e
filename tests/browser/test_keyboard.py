"""Without a mouse, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import LANGUAGES, SMALL
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

DARK, LIGHT = "rgb(16, 23, 29)", "rgb(255, 255, 255)"
SECTIONS = ["Check my item", "Bulletins", "Platforms", "Agreements", "Published results", "Market", "Substances"]
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
    return {
        name: (it.textContent || it.ariaLabel || it.tagName).trim(), outline: parseFloat(style.outlineWidth),
        line: style.outlineStyle, seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0,
    };
}"""


def tab(page: Page) -> dict[str, Any]:
    """Press Tab, and say where the focus went."""
    page.keyboard.press("Tab")
    focused: dict[str, Any] = page.evaluate(FOCUSED)
    return focused


def background(page: Page) -> str:
    """The colour of the paper."""
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_skip_link_comes_first_and_goes_to_the_content(page: Page, small: Served) -> None:
    page.goto(small.url(SMALL["bulletin"]))
    assert tab(page)["name"] == "Skip to content"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(small.url(SMALL["bulletin"]) + "#main")
    inside = tab(page)
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), inside


@pytest.mark.parametrize("kind", ["bulletin", "month", "methodology"])
def test_the_tab_key_goes_through_the_header_as_the_eye_does(page: Page, small: Served, kind: str) -> None:
    page.goto(small.url(SMALL[kind]))
    visited = [tab(page) for _ in range(5 + len(SECTIONS))]
    assert [place["name"].split("\n")[0] for place in visited] == [
        "Skip to content",
        "Product Safety Bulletins",
        "Search a product, link, number/",
        "한국어",
        "Colours: as on your device",
        *SECTIONS,
    ]
    assert [place["name"] for place in visited if not place["seen"]] == []
    assert [place["name"] for place in visited if place["outline"] < 2 or place["line"] == "none"] == []


def test_every_stop_of_a_bulletin_shows_where_the_focus_is(page: Page, small: Served) -> None:
    page.goto(small.url(SMALL["bulletin"]))
    page.locator("nav.links a").last.focus()
    names = []
    while (place := tab(page))["name"] and not place["name"].startswith("Product Safety") and len(names) < 100:
        if page.evaluate("document.activeElement === document.body"):
            break
        assert place["seen"], place
        assert place["outline"] >= 2, place
        assert place["line"] != "none", place
        names.append(place["name"])
    assert page.locator(".cite a").text_content() not in names, "a folded part can be reached"
    assert {"Example Market", "Sample Mall"} <= set(names)
    assert len(names) > 10


def test_a_phone_has_a_menu_that_the_keyboard_opens(page: Page, small: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(small.url(SMALL["bulletin"]))
    links = page.locator("nav.links a")
    expect(links.first).to_be_hidden()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    assert tab(page)["name"] == SECTIONS[0]


@pytest.mark.parametrize(
    ("device", "colours"), [("light", [LIGHT, DARK, LIGHT, LIGHT]), ("dark", [DARK, LIGHT, DARK, DARK])]
)
def test_the_colours_cycle_and_are_remembered(page: Page, small: Served, device: Any, colours: list[str]) -> None:
    page.emulate_media(color_scheme=device)
    page.goto(small.url(SMALL["bulletin"]))
    button = page.locator("[data-theme-switch]")
    other = "dark" if device == "light" else "light"
    names = ["Colours: as on your device", f"Colours: {other}", f"Colours: {device}", "Colours: as on your device"]
    for colour, name in zip(colours, names, strict=True):
        expect(button).to_have_accessible_name(name)
        assert background(page) == colour
        page.reload()
        expect(button).to_have_accessible_name(name)
        assert background(page) == colour
        button.focus()
        page.keyboard.press("Enter")


def test_the_chosen_colours_hold_on_other_pages_and_follow_no_device(page: Page, small: Served) -> None:
    page.goto(small.url(SMALL["bulletin"]))
    page.locator("[data-theme-switch]").click()
    for path in (f"ko/{SMALL['bulletin']}", SMALL["methodology"], SMALL["wrong"]):
        page.goto(small.url(path))
        assert background(page) == DARK, path
    page.emulate_media(color_scheme="dark")
    assert background(page) == DARK
    page.emulate_media(color_scheme="light")
    assert background(page) == DARK


@pytest.fixture(scope="module")
def plain(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["home", "bulletin", "month", "platform", "methodology", "wrong"])
def test_pages_work_without_javascript(plain: Page, small: Served, kind: str, code: str) -> None:
    plain.goto(small.url(LANGUAGES[code] + SMALL[kind]))
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.locator("nav.links a").first).to_be_visible()
    expect(plain.locator("footer.site")).to_be_visible()
    expect(plain.locator("button:visible")).to_have_count(0)
    expect(plain.locator(".bar :text('/')")).to_be_hidden()


def test_the_box_on_the_home_page_is_a_link_without_javascript(plain: Page, small: Served) -> None:
    plain.goto(small.url())
    plain.locator("main [data-search]").click()
    plain.wait_for_url(small.url("bulletins/"))


def test_a_bulletin_says_everything_without_javascript(plain: Page, small: Served) -> None:
    plain.goto(small.url("bulletins/"))
    plain.locator("main").get_by_role("link", name="2024", exact=True).first.click()
    plain.wait_for_url(small.url("bulletins/2024/"))
    plain.goto(small.url(SMALL["month"]))
    plain.get_by_role("link", name="Tiny Sip").first.click()
    plain.wait_for_url(small.url(SMALL["bulletin"]))
    main = plain.locator("main")
    for text in ("What to do", "Stop using the bottle at once.", "8800000000428", "1005000000421", "DEHP", "Sources"):
        expect(main.get_by_text(text).first).to_be_visible()
    cite = plain.locator(".cite a")
    expect(cite).to_be_hidden()
    plain.locator("summary", has_text="Cite").click()
    expect(cite).to_be_visible()
