"""The page "Check my item": what it answers, what it asks the network for, and where it works."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PATIENCE
from tests.browser.serving import Served
from tests.support.project import REPOSITORY

pytestmark = pytest.mark.browser

VECTORS: list[dict[str, Any]] = json.loads((REPOSITORY / "tests/vectors/identifiers.json").read_text("utf-8"))
BOTTLE = "bulletins/2024/PSB-2024-0001/"
GTIN = "8800000000428"
ITEM = "1005000000421"
SAFE = {"": "This does not mean that the product is safe", "ko/": "제품이 안전하다는 뜻은 아닙니다"}
NONE = {"": "No bulletin found.", "ko/": "알림을 찾지 못했습니다."}
FAILED = {"": "The check could not be made.", "ko/": "확인하지 못했습니다."}
WIDTHS = (390, 1280)


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A browser that has never been here, without service workers: the network can be watched and cut."""
    context = browser.new_context(service_workers="block", locale="de-DE")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def check(page: Page, text: str) -> None:
    """Type or paste a text, and press Enter."""
    page.locator("#check-input").fill(text)
    page.locator("#check-input").press("Enter")


def status(page: Page) -> Any:
    """The answer in a sentence: a live region."""
    return page.locator("#check-status")


def test_the_browser_reads_texts_as_python_does(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("check/"))
    wrong = fresh.evaluate(
        """vectors => {
            const data = JSON.parse(document.getElementById("check-data").textContent);
            const read = identifiers(data.shops).read;
            return vectors.flatMap(v => {
                const found = read(v.text.repeat(v.times || 1));
                const wanted = {kind: v.kind, keys: v.keys, shop: v.shop || "", note: v.note || ""};
                return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [[v.text.slice(0, 80), found]];
            });
        }""",
        VECTORS,
    )
    assert wrong == []


def test_the_browser_names_files_as_python_does(fresh: Page, small: Served) -> None:
    from generator.export.lookup import shard_number

    fresh.goto(small.url("check/"))
    keys = ["a", GTIN, "타이니십ts240", "1" * 64]
    found = fresh.evaluate(
        "keys => [0, 1, 11, 20].map(bits => keys.map(key => identifiers([]).shard(key, bits)))", keys
    )
    assert found == [[shard_number(key, bits) for key in keys] for bits in (0, 1, 11, 20)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", SAFE)
def test_it_finds_exactly_this_item(fresh: Page, small: Served, prefix: str, width: int) -> None:
    fresh.set_viewport_size({"width": width, "height": 800})
    fresh.goto(small.url(f"{prefix}check/"))
    link = fresh.locator("#check-answer h3 a")
    for text in (ITEM, "8 800000 000428", "PSB-2024-0001", "EAN: 08800000000428", GTIN):
        check(fresh, text)
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == small.url(prefix + BOTTLE)
        expect(status(fresh)).to_contain_text(re.compile(r"names exactly this item|바로 이 제품을 가리키는"))
        assert fresh.evaluate("document.documentElement.scrollWidth") <= width
    link.click()
    fresh.wait_for_url(small.url(prefix + BOTTLE))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tiny Sip TS-240", "Similar: same barcode, or same brand and model"),
        ("tiny sip ts240/b", "Similar: same barcode, or same brand and model"),
        ("TS-240", "Perhaps: same number, model or brand"),
        ("Tiny Sip", "Perhaps: same number, model or brand"),
        (f"https://market.example/item/{ITEM}.html", "Perhaps: same number, model or brand"),
        (f"https://www.aliexpress.com/item/{ITEM}.html", "Perhaps: same number, model or brand"),
    ],
)
def test_what_is_less_than_exact_is_called_so(fresh: Page, small: Served, text: str, title: str) -> None:
    fresh.goto(small.url("check/"))
    check(fresh, text)
    expect(fresh.locator("#check-answer h2")).to_have_text([title])
    expect(fresh.locator("#check-answer h3 a").first).to_be_visible()
    expect(status(fresh)).not_to_have_text(re.compile(r"^\d+ bulletins? names? exactly"))
    expect(status(fresh)).to_contain_text(SAFE[""])


@pytest.mark.parametrize("prefix", SAFE)
def test_nothing_found_never_means_safe(fresh: Page, small: Served, prefix: str) -> None:
    fresh.goto(small.url(f"{prefix}check/"))
    for text in ("8800000000999", "https://www.temu.com/x-g-601099512345678.html", "No Such Brand 77X", "constructor"):
        check(fresh, text)
        expect(status(fresh).locator("strong")).to_have_text(NONE[prefix])
        expect(status(fresh)).to_contain_text(SAFE[prefix])
        expect(fresh.locator("#check-answer a")).to_have_count(0)


@pytest.mark.parametrize("prefix", SAFE)
@pytest.mark.parametrize("how", ["404", "500", "page instead", "no network"])
def test_a_file_that_does_not_come_means_that_no_check_was_made(
    fresh: Page, small: Served, prefix: str, how: str
) -> None:
    def answer(route: Route) -> None:
        if how == "no network":
            route.abort()
        else:
            route.fulfill(status=200 if how == "page instead" else int(how), body="<!doctype html><title>x</title>")

    fresh.route("**/check/index/**", answer)
    fresh.goto(small.url(f"{prefix}check/"))
    check(fresh, GTIN)
    expect(status(fresh).locator("strong")).to_have_text(FAILED[prefix])
    expect(status(fresh)).not_to_contain_text(NONE[prefix])
    expect(fresh.locator("#check-answer a")).to_have_count(0)


def test_nothing_that_is_typed_leaves_the_device(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("check/"))
    fresh.wait_for_load_state("networkidle")
    asked: list[tuple[str, str | None]] = []
    fresh.on("request", lambda request: asked.append((request.url, request.post_data)))
    for text in (GTIN, "Tiny Sip TS-240", f"https://www.temu.com/x-g-{ITEM}.html"):
        check(fresh, text)
        expect(status(fresh).locator("strong")).to_be_visible()
    assert {(re.sub(r"/[0-9a-f]+\.json$", "/", url), body) for url, body in asked} == {
        (small.url("check/index/1/"), None)
    }
    assert fresh.url == small.url("check/")
    assert fresh.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_a_link_to_a_check_is_made_only_on_purpose(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("check/"))
    check(fresh, GTIN)
    fresh.get_by_role("button", name="Copy a link to this check").click()
    fresh.wait_for_url(re.compile("#q="))
    assert fresh.url == small.url(f"check/#q={GTIN}")
    address = fresh.url
    fresh.goto("about:blank")
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.goto(address)
    expect(fresh.locator("#check-answer h3 a")).to_have_count(1)
    assert not [url for url in asked if GTIN in url.split("#")[0]]


HOSTILE = [
    "x" * 10_000,
    "(a+)+$" * 1_600,
    ".*+?^${}()|[]\\",
    "<script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "\u202e\u200b\u2066evil",
    "\u200b\u200e",
    "https://unknown.example/thing",
    "8800000000429",
    "https://www.temu.com/%E0%A4%A?goods_id=%",
    "__proto__",
    "💥" * 400,
]


@pytest.mark.parametrize("prefix", SAFE)
def test_bad_input_gets_a_calm_answer(fresh: Page, small: Served, prefix: str) -> None:
    noise: list[str] = []
    # The fixture blocks service workers, and the browser says so.
    fresh.on("console", lambda m: None if "Service Worker" in m.text else noise.append(m.text))
    fresh.on("pageerror", lambda error: noise.append(str(error)))
    fresh.goto(small.url(f"{prefix}check/"))
    for text in HOSTILE:
        check(fresh, text)
        expect(status(fresh).locator("strong")).to_be_visible()
    fresh.goto(small.url(f"{prefix}check/#q=%E0%A4%A"))
    fresh.reload()
    assert fresh.evaluate("window.hacked") is None
    assert noise == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://a.aliexpress.com/_mK1aBcD", "only the shop knows where it leads"),
        ("https://temu.to/k/abc", "only the shop knows where it leads"),
        ("https://www.temu.com/search_result.html?search_key=x", "There is no item number in this link."),
        ("https://unknown.example/thing", "Links of this shop are not known here"),
        ("8800000000429", "its last digit does not fit"),
        ("x" * 10_000, "This is too long"),
        ("ab", "This is too short"),
        ("  ", "Paste a link"),
    ],
)
def test_what_cannot_be_looked_up_is_said_honestly(fresh: Page, small: Served, text: str, said: str) -> None:
    fresh.goto(small.url("check/"))
    check(fresh, text)
    expect(status(fresh)).to_contain_text(said)


def test_a_hostile_title_stays_text(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("check/"))
    check(fresh, "PSB-2024-0066")
    expect(fresh.locator("#check-answer h3 a")).to_contain_text("<script>window.hacked=1</script>")
    assert fresh.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_is_enough(fresh: Page, small: Served, width: int) -> None:
    fresh.set_viewport_size({"width": width, "height": 800})
    fresh.goto(small.url("check/"))
    for _ in range(30):
        fresh.keyboard.press("Tab")
        if fresh.evaluate("document.activeElement.id") == "check-input":
            break
    fresh.keyboard.type(GTIN)
    fresh.keyboard.press("Enter")
    expect(fresh.locator("#check-answer h3 a")).to_have_count(1)
    fresh.keyboard.press("Tab")
    fresh.keyboard.press("Tab")
    expect(fresh.locator("#check-answer h3 a")).to_be_focused()
    fresh.keyboard.press("Enter")
    fresh.wait_for_url(small.url(BOTTLE))


def test_pasting_asks_at_once_and_typing_takes_the_old_answer_away(fresh: Page, small: Served) -> None:
    fresh.goto(small.url("check/"))
    fresh.locator("#check-input").fill(GTIN)
    fresh.locator("#check-input").dispatch_event("paste")
    expect(fresh.locator("#check-answer h3 a")).to_have_count(1)
    fresh.locator("#check-input").press("End")
    fresh.keyboard.type("7")
    expect(fresh.locator("#check-answer a")).to_have_count(0)
    expect(status(fresh)).to_have_text("")


@pytest.mark.parametrize("prefix", SAFE)
def test_without_a_script_it_explains_itself(browser: Browser, small: Served, prefix: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small.url(f"{prefix}check/"))
    expect(page.locator("#check-input")).to_be_hidden()
    explained = page.locator(".without-script")
    expect(explained).to_contain_text("JavaScript" if not prefix else "자바스크립트")
    for link in explained.locator("a").all():
        assert page.request.get(link.evaluate("link => link.href")).ok
    context.close()


@pytest.mark.parametrize("prefix", SAFE)
def test_it_works_offline_after_a_first_visit(browser: Browser, small: Served, prefix: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(small.url(f"{prefix}check/"))
    page.wait_for_function("document.documentElement.dataset.kept === 'all'")
    context.set_offline(True)
    page.goto(small.url(f"{prefix}check/"))
    check(page, GTIN)
    expect(page.locator("#check-answer h3 a")).to_have_count(1)
    expect(status(page)).to_contain_text(re.compile("There is no connection|연결되어 있지 않아"))
    page.evaluate("caches.delete('check-index')")
    check(page, GTIN)
    expect(status(page).locator("strong")).to_have_text(FAILED[prefix])
    context.set_offline(False)
    check(page, GTIN)
    expect(page.locator("#check-answer h3 a")).to_have_count(1)
    expect(status(page)).not_to_contain_text(re.compile("There is no connection|연결되어 있지 않아"))
    context.close()


CAMERA = """
window.BarcodeDetector = class { async detect() { return [{rawValue: "8800000000428"}]; } };
Object.defineProperty(navigator, "mediaDevices", {value: {getUserMedia: async () => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 10, 10);
    return window.stream = canvas.captureStream(5);
}}});
"""


def test_a_barcode_is_read_where_the_browser_can(fresh: Page, small: Served) -> None:
    fresh.add_init_script(CAMERA)
    fresh.goto(small.url("check/"))
    fresh.get_by_role("button", name="Scan a barcode with the camera").click()
    expect(fresh.locator("#check-input")).to_have_value(GTIN)
    expect(fresh.locator("#check-answer h3 a")).to_have_count(1)
    expect(fresh.locator("#check-camera")).to_be_hidden()
    assert fresh.evaluate("window.stream.getTracks().every(track => track.readyState === 'ended')")


def test_a_camera_that_is_refused_is_no_dead_end(fresh: Page, small: Served) -> None:
    fresh.add_init_script("window.BarcodeDetector = class {};")
    fresh.goto(small.url("check/"))
    fresh.get_by_role("button", name="Scan a barcode with the camera").click()
    expect(status(fresh)).to_contain_text("The camera cannot be used.")
    expect(fresh.get_by_role("button", name="Scan a barcode with the camera")).to_be_visible()


def test_elsewhere_there_is_no_button_for_the_camera(fresh: Page, small: Served) -> None:
    fresh.add_init_script("delete window.BarcodeDetector;")
    fresh.goto(small.url("check/"))
    expect(fresh.locator("#check-scan")).to_be_hidden()


@pytest.mark.parametrize("prefix", SAFE)
def test_the_home_page_and_the_navigation_lead_there(fresh: Page, small: Served, prefix: str) -> None:
    for link in ("main a.go", "nav.links li:first-child a"):
        fresh.goto(small.url(prefix))
        fresh.locator(link).click()
        fresh.wait_for_url(small.url(f"{prefix}check/"))
