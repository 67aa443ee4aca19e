"""The search page: facets in the address, exact numbers first, other spellings, the other language, the keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import PATIENCE
from tests.browser.serving import Served
from tests.support.project import REPOSITORY

pytestmark = pytest.mark.browser

BOTTLE = "bulletins/2024/PSB-2024-0001/"
WIDTHS = (390, 1280)
PREFIXES = ("", "ko/")
VECTORS = json.loads((REPOSITORY / "tests/vectors/terms.json").read_text("utf-8"))


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A browser that has never been here; what it complains about fails the test."""
    context = browser.new_context(service_workers="block", locale="de-DE")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    yield page
    context.close()
    assert noise == []


def links(page: Page) -> Locator:
    """Every result, the exact ones first."""
    return page.locator("#search-exact h2 a, #search-results h2 a")


def ask(page: Page, text: str) -> None:
    """Type a question; the answer comes by itself."""
    page.locator("#search-input").fill(text)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_and_names_come_first(fresh: Page, small: Served, prefix: str, width: int) -> None:
    fresh.set_viewport_size({"width": width, "height": 800})
    fresh.goto(small.url(f"{prefix}search/"))
    for text in ("1005000000421", "8 800000 000428", "TS-240/B", "ts240b", "Tiny Sip TS-240", "psb 2024 0001"):
        ask(fresh, text)
        first = fresh.locator("#search-exact h2 a").first
        expect(first).to_be_visible()
        assert first.evaluate("link => link.href") == small.url(prefix + BOTTLE), text
        assert fresh.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_own_number_of_a_bulletin_opens_it(fresh: Page, small: Served, prefix: str) -> None:
    fresh.goto(small.url(f"{prefix}search/"))
    ask(fresh, "PSB-2024-0001")
    fresh.locator("#search-input").press("Enter")
    fresh.wait_for_url(small.url(prefix + BOTTLE))


@pytest.mark.parametrize(
    ("prefix", "text"), [("", "baby bottle"), ("ko/", "젖병을"), ("ko/", "유아용젖병"), ("ko/", "DEHP 젖병")]
)
def test_words_find_bulletins_with_what_they_are(fresh: Page, small: Served, prefix: str, text: str) -> None:
    fresh.goto(small.url(f"{prefix}search/"))
    ask(fresh, text)
    expect(links(fresh).first).to_be_visible()
    item = fresh.locator("#search-results > li", has=fresh.locator(f"a[href$='{BOTTLE}']"))
    expect(item).to_have_count(1)
    for fact in (
        ("Chemical", "Example Market", "20 May 2024") if not prefix else ("화학", "예시마켓", "2024년 5월 20일")
    ):
        expect(item).to_contain_text(fact)
    expect(item.locator(".tag svg").first).to_be_visible()


def facet(page: Page, name: str) -> Locator:
    """A facet, opened."""
    group = page.locator(f"[data-facet={name}]")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return group


def test_facets_count_narrow_down_and_stand_in_the_address(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("search/"))
    fresh.locator("#search-narrow > summary").click()
    choking = facet(fresh, "hazard").get_by_label(re.compile(r"^Choking \(\d+\)$"))
    expect(choking).to_be_visible()
    label = facet(fresh, "hazard").locator("label", has=fresh.locator("[value=choking]"))
    number = int(re.findall(r"\d+", label.inner_text())[0])
    choking.check()
    expect(links(fresh)).to_have_count(number)
    facet(fresh, "platform").locator("[value=example-market]").check()
    fresh.locator("#search-sort").select_option("date")
    expect(fresh.locator("#search-status")).to_have_text(re.compile(r"^\d+ results?$"))
    assert fresh.url == small.url("search/#platform=example-market&hazard=choking&sort=date")
    found = links(fresh).all_inner_texts()
    days = fresh.locator("#search-results time").all_inner_texts()
    assert 0 < len(found) < number
    fresh.goto("about:blank")
    fresh.goto(small.url("search/#platform=example-market&hazard=choking&sort=date"))
    expect(links(fresh)).to_have_count(len(found))
    assert fresh.locator("#search-results time").all_inner_texts() == days
    expect(fresh.locator("[data-facet=platform] summary")).to_contain_text("Example Market")
    fresh.get_by_role("button", name="Clear all").click()
    expect(links(fresh)).to_have_count(0)
    assert fresh.url == small.url("search/")
    expect(fresh.locator("[data-facet=platform] summary small")).to_have_text("Any")


@pytest.mark.parametrize("width", WIDTHS)
def test_several_values_of_a_facet_add_up_and_the_keyboard_stays_where_it_is(
    fresh: Page, small: Served, width: int
) -> None:
    fresh.set_viewport_size({"width": width, "height": 800})
    fresh.goto(small.url("search/"))
    fresh.locator("#search-narrow > summary").click()
    group = facet(fresh, "hazard")
    expect(group.locator("[value=choking]")).to_be_visible()
    group.locator("[value=choking]").focus()
    fresh.keyboard.press("Space")
    expect(links(fresh).first).to_be_visible()
    expect(group.locator("[value=choking]")).to_be_focused()
    one = fresh.locator("#search-status").inner_text()
    group.locator("[value=chemical]").check()
    expect(fresh.locator("#search-status")).not_to_have_text(one)
    expect(group.locator("summary small")).to_have_text("Chemical, Choking")
    assert fresh.url.endswith("search/#hazard=chemical&hazard=choking")
    both = int(re.findall(r"\d+", fresh.locator("#search-status").inner_text())[0])
    assert both > int(re.findall(r"\d+", one)[0])
    assert fresh.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "name", ["platform", "hazard", "category", "substance", "authority", "country", "year", "state", "level"]
)
def test_every_facet_has_values(fresh: Page, small: Served, name: str) -> None:
    fresh.goto(small.url("ko/search/"))
    fresh.locator("#search-narrow > summary").click()
    expect(facet(fresh, name).locator("label").first).to_have_text(re.compile(r"\(\d+\)$"))


@pytest.mark.parametrize("text", ["Tniy Sip", "Tiny Sib", "Ziny Sip", "Tinny Sip", "Tin Sip"])
def test_one_wrong_letter_in_a_brand_is_offered_or_found(fresh: Page, small: Served, text: str) -> None:
    fresh.goto(small.url("search/"))
    ask(fresh, text)
    expect(fresh.locator("#search-mean a")).to_have_text("Tiny Sip")
    fresh.locator("#search-mean a").click()
    expect(fresh.locator(f"#search-results a[href$='{BOTTLE}']")).to_have_count(1)


@pytest.mark.parametrize(("prefix", "text"), [("ko/", "bottle"), ("", "젖병")])
def test_words_of_the_other_language_find_it_too(fresh: Page, small: Served, prefix: str, text: str) -> None:
    fresh.goto(small.url(f"{prefix}search/"))
    ask(fresh, text)
    expect(fresh.locator(f"#search-results a[href$='/{prefix}{BOTTLE}']")).to_have_count(1)


def test_a_text_has_the_same_terms_as_in_the_index(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("search/"))
    for vector in VECTORS:
        found = fresh.evaluate("text => window.bulletins.engine().then(engine => engine.terms(text))", vector["text"])
        assert found == vector["terms"], vector["text"]


def test_what_fits_exactly_stays_while_a_facet_is_set(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("search/#q=1005000000421&hazard=entrapment"))
    expect(fresh.locator("#search-exact h2 a")).to_have_count(1)
    expect(fresh.locator("#search-results h2 a")).to_have_count(0)


def test_a_new_edition_of_the_index_is_noticed(browser: Browser, small: Served) -> None:
    page = browser.new_page()
    page.goto(small.url("search/"))
    old: list[str] = []

    def gone(route: Route) -> None:
        name = route.request.url
        if old or name.endswith("/en.json"):
            route.continue_()
        else:
            old.append(name)
            route.fulfill(status=404, body="gone")

    page.route("**/search/index/*.json", gone)
    ask(page, "bottle")
    expect(links(page).first).to_be_visible()
    assert old
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_request_says_what_was_typed(fresh: Page, small: Served, width: int) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.set_viewport_size({"width": width, "height": 800})
    fresh.goto(small.url("search/"))
    for text in ("젖병을", "baby bottle", "8800000000428"):
        ask(fresh, text)
        expect(links(fresh).first).to_be_visible()
    fetched = [url.removeprefix(small.base) for url in asked if "/index/" in url]
    assert len(fetched) > 3
    for file in fetched:
        data = json.loads((small.folder / file).read_text("utf-8"))
        shared = data["keys"] if isinstance(data, dict) and "keys" in data else data
        assert len(shared) > 4, f"{file} is about too little"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_bad_input_gets_a_calm_answer(fresh: Page, small: Served, prefix: str) -> None:
    fresh.goto(small.url(f"{prefix}search/"))
    for text in (
        "x" * 10_000,
        ".*+?^${}()|[]\\",
        "<script>window.hacked=1</script>",
        "\u202e\u200b\u2066evil",
        "https://unknown.example/thing",
        "8800000000429",
        '"',
        "constructor",
    ):
        fresh.evaluate("document.getElementById('search-status').textContent = ''")
        ask(fresh, text)
        fresh.locator("#search-input").press("Enter")
        fresh.wait_for_timeout(500)
        assert fresh.evaluate("window.hacked") is None


def test_without_an_index_it_says_so(browser: Browser, small: Served) -> None:
    page = browser.new_page()
    page.route("**/search/index/**", lambda route: route.abort())
    page.goto(small.url("search/#q=bottle"))
    expect(page.locator("#search-status")).to_contain_text("The search index could not be loaded.")
    page.close()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_without_a_script_it_leads_to_the_lists(browser: Browser, small: Served, prefix: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small.url(f"{prefix}search/"))
    expect(page.locator("#search-form")).to_be_hidden()
    for link in page.locator(".without-script a").all():
        assert page.request.get(link.evaluate("link => link.href")).ok
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_is_enough(fresh: Page, small: Served, width: int) -> None:
    fresh.set_viewport_size({"width": width, "height": 800})
    fresh.goto(small.url("search/"))
    for _ in range(30):
        fresh.keyboard.press("Tab")
        if fresh.evaluate("document.activeElement.id") == "search-input":
            break
    fresh.keyboard.type("bottle")
    link = links(fresh).first
    expect(link).to_be_visible()
    for _ in range(4):
        fresh.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()


def test_nothing_that_is_typed_stands_in_a_request(fresh: Page, small: Served) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.goto(small.url("search/#q=teddybearx"))
    expect(fresh.locator("#search-status")).to_have_text(re.compile("No bulletin found"))
    assert not [url for url in asked if "teddybear" in url.split("#")[0]]
