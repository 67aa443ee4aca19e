"""axe-core finds nothing on the pages by which people find things, in both languages and both themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import LANGUAGES
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "search": "search/#q=TS-240",
    "search narrowed": "search/#hazard=chemical",
    "check": "check/",
    "check answered": "check/#q=8800000000428",
    "check without a bulletin": "check/#q=8800000000999",
    "all bulletins": "bulletins/",
    "categories": "categories/",
    "hazard": "hazards/chemical/",
    "country": "countries/KR/",
    "bulletin": "bulletins/2024/PSB-2024-0001/",
    "platform": "platforms/example-market/",
    "substance": "substances/117-81-7/",
}
RUN = """async () => (await axe.run(document,
        {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}))
    .violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))])"""


@pytest.fixture(scope="module")
def axe(editor_tools: dict[str, Any]) -> str:
    """The text of axe-core."""
    return Path(editor_tools["axe"]).read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing(page: Page, small: Served, axe: str, code: str, scheme: str) -> None:
    found = []
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for name, path in PAGES.items():
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto("about:blank")
            page.goto(small.url(LANGUAGES[code] + path))
            if "#" in path:
                said = page.locator("#check-status strong, #search-exact li, #search-results li").first
                expect(said).to_be_visible()
            page.evaluate(axe)
            found += [[name, width, *violation] for violation in page.evaluate(RUN)]
    assert found == []
