"""Every kind of page, on both sites and in both languages: it fits a phone, can be read, and nothing in it goes wrong.

Axe and a validator would find more; what is asked here is what this theme could break.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import PLACES, pages_of
from tests.browser.serving import Served
from tests.browser.survey import survey

pytestmark = pytest.mark.browser

CONCERNS = {
    "wide": "no page scrolls sideways on a phone",
    "structure": "headings, tables, links and pictures are made so that they can be heard",
    "contrast": "every text stands out, in light and in dark",
    "noise": "no message in the console, no exception, no request that fails",
}


@pytest.mark.parametrize(("site", "code"), PLACES)
def test_every_kind_of_page(
    page: Page, request: pytest.FixtureRequest, subtests: pytest.Subtests, site: str, code: str
) -> None:
    served: Served = request.getfixturevalue(site)
    pages = pages_of(site, code)
    found = survey(page, served, pages)
    for concern, promise in CONCERNS.items():
        with subtests.test(promise):
            assert found[concern] == []
    with subtests.test("every address is answered as it should be"):
        assert found["status"] == {kind: 404 if kind == "wrong" else 200 for kind, _ in pages}
    with subtests.test("no other host is asked, and no cookie is left"):
        asked = {address.replace(served.base, "/") for address in found["requests"]}
        assert [address for address in asked if not address.startswith("/")] == []
        assert {"/assets/site.js", "/assets/bulletins.css", "/assets/finding.js", f"/search/index/{code}.json"} <= asked
        assert found["cookies"] == []
    with subtests.test("the survey has seen something"):
        assert {what: count for what, count in found["seen"].items() if count < 20} == {}
