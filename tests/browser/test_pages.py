"""Every kind of page, on both sites and in both languages: it fits a phone, can be read, and nothing in it goes wrong.

Axe and a validator would find more; what is asked here is what this theme could break.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import PLACES, pages_of
from tests.browser.conftest import once
from tests.browser.serving import Served
from tests.browser.survey import survey

pytestmark = pytest.mark.browser

Visit = Callable[[str, str], dict[str, Any]]
everywhere = pytest.mark.parametrize(("site", "code"), PLACES)


@pytest.fixture
def visited(
    request: pytest.FixtureRequest, shared: Path, browser: Browser, browser_context_args: dict[str, Any]
) -> Visit:
    """What a visit to all pages of a site in a language found; made once in a run of the tests."""

    def visit(site: str, code: str) -> dict[str, Any]:
        served: Served = request.getfixturevalue(site)
        file = shared / f"survey-{site}-{code}.json"

        def make() -> None:
            context = browser.new_context(**browser_context_args)
            found = survey(context.new_page(), served, pages_of(site, code))
            context.close()
            found["requests"] = [address.replace(served.base, "/") for address in found["requests"]]
            file.write_text(json.dumps(found), encoding="utf-8")

        once(file, make)
        answer: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return answer

    return visit


@everywhere
def test_no_page_scrolls_sideways_on_a_phone(visited: Visit, site: str, code: str) -> None:
    assert visited(site, code)["wide"] == []


@everywhere
def test_pages_are_built_so_that_they_can_be_heard(visited: Visit, site: str, code: str) -> None:
    assert visited(site, code)["structure"] == []


@everywhere
def test_every_text_stands_out_in_light_and_dark(visited: Visit, site: str, code: str) -> None:
    found = visited(site, code)
    assert found["contrast"] == []
    assert {what: count for what, count in found["seen"].items() if count < 20} == {}, "hardly any text was measured"


@everywhere
def test_pages_are_quiet(visited: Visit, site: str, code: str) -> None:
    found = visited(site, code)
    assert found["noise"] == []
    assert found["status"] == {kind: 404 if kind == "wrong" else 200 for kind, _ in pages_of(site, code)}


@everywhere
def test_pages_ask_no_other_host_and_leave_no_cookie(visited: Visit, site: str, code: str) -> None:
    found = visited(site, code)
    assert [address for address in found["requests"] if not address.startswith("/")] == []
    assert {"/assets/site.js", "/assets/bulletins.css", "/pagefind/pagefind.js"} <= set(found["requests"])
    assert found["cookies"] == []
