"""How well the search finds, and what it costs: `python -m tests.bench.search [SITE]`, or `make bench-search`.

Without SITE the shipped records are built first. The list of queries (tests/vectors/queries.json) is about the shipped
records and was written before anything was tuned; it is asked on their site only. The costs are measured on either.
A query counts as found where the bulletin stands among the first ten results; a misspelling of a brand also where the
page offers the right one and that leads there. Bytes are those on the wire from a server that does not compress.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import COMMANDS, FLAGS
from tests.browser.serving import Handler, Served, serving
from tests.support.project import REPOSITORY, run, shipped_project

QUERIES: list[dict[str, Any]] = json.loads((REPOSITORY / "tests/vectors/queries.json").read_text("utf-8"))
LATENCY, RATE, HEADERS = 0.15, 1.6e6 / 8, 200
"""Of a slow 4G line: seconds, bytes a second; and the bytes of an answer's head."""
THROTTLED = 4
"""How many times slower the processor is made."""

SETTLED = """() => {
    const said = document.getElementById("search-status").textContent;
    return said && said !== JSON.parse(document.getElementById("search-data").textContent).words.busy;
}"""
IDS = """() => [...document.querySelectorAll("#search-exact h2 a, #search-results h2 a")]
    .map(link => (link.href.match(/[A-Z]{2,8}-\\d{4}-\\d{4,6}/) || [link.href])[0])"""


NONSENSE = "qzxw vbnmq"
"""Finds nothing, or the scores are worth nothing."""


def ask(page: Page, text: str) -> list[str]:
    """The bulletins that a query gives, the first ones first."""
    page.evaluate("document.getElementById('search-status').textContent = ''")
    page.locator("#search-input").fill(text)
    page.wait_for_function(SETTLED)
    found: list[str] = page.evaluate(IDS)
    if not found:
        # A suggestion comes a moment after the answer.
        page.wait_for_timeout(200)
        link = page.locator("#search-mean a").first
        if link.count():
            page.evaluate("document.getElementById('search-status').textContent = ''")
            link.click()
            page.wait_for_function(SETTLED)
            found = page.evaluate(IDS)
    return found


def quality(browser: Browser, served: Served) -> None:
    """Print recall among ten and precision of the first, by kind of query, and every miss."""
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    pages = {}
    for code, prefix in (("en", ""), ("ko", "ko/")):
        pages[code] = browser.new_page()
        pages[code].goto(served.url(f"{prefix}search/"))
    for page in pages.values():
        if found := ask(page, NONSENSE):
            raise SystemExit(f"bench-search: nonsense finds {found}")
    for query in QUERIES:
        found, wanted = ask(pages[query["language"]], query["query"]), query["expected"]
        recall = len(set(found[:10]) & set(wanted)) / len(wanted)
        first = float(bool(found) and found[0] in wanted)
        for group in ("all", query["language"], query["kind"]):
            scores[group].append((recall, first))
        if recall < 1 or not first:
            print(f"  missed  {query['language']} {query['kind']:8} {query['query']!r}: {found[:3]}")
    for group, own in scores.items():
        recall, first = (sum(column) / len(own) for column in zip(*own, strict=True))
        print(f"  {group:9} {len(own):3} queries   recall@10 {recall:.3f}   precision@1 {first:.3f}")
    print("  aims                    recall@10 0.980   precision@1 0.900")


class Slow(Handler):
    """A server at the other end of a slow 4G line: what it sends takes its time, and is counted."""

    sent = 0
    free = 0.0
    lock = threading.Lock()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file after the latency, at the rate that all requests share."""
        data = source.read()
        with Slow.lock:
            Slow.sent += len(data) + HEADERS
            begins = max(time.monotonic() + LATENCY, Slow.free)
            Slow.free = begins + (len(data) + HEADERS) / RATE
            until = Slow.free
        time.sleep(max(0.0, until - time.monotonic()))
        outputfile.write(data)


class Meter:
    """A page on a slow processor that counts what its server has sent. Its workers run at full speed."""

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="block")
        self.page = context.new_page()
        self.page.set_default_timeout(120_000)
        context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLED})

    def take(self) -> int:
        """Bytes since the last time."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(600)
        taken, Slow.sent = Slow.sent, 0
        return taken


def line(what: str, size: int, seconds: float | None, most: int, longest: float | None) -> None:
    """One budget and what was measured."""
    kept = size <= most * 1000 and (longest is None or seconds is None or seconds <= longest)
    took = f"{seconds:6.2f} s" if seconds is not None else "        "
    limit = f"{most} KB" + (f", {longest:.1f} s" if longest is not None else "")
    print(f"  {what:38} {size / 1000:8.1f} KB {took}   budget {limit:14} {'kept' if kept else 'MISSED'}")


def costs(browser: Browser, served: Served, word: str, item: str) -> None:
    """Print each budget."""
    meter = Meter(browser)
    page = meter.page
    page.goto(served.url(), wait_until="networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
    line("home page, first contentful paint", meter.take(), paint, 250, 1.5)
    page.goto(served.url("search/"), wait_until="networkidle")
    print(f"  {'search page itself':38} {meter.take() / 1000:8.1f} KB")
    began = time.perf_counter()
    page.locator("#search-input").fill(word)
    page.wait_for_function(SETTLED)
    took = time.perf_counter() - began
    page.wait_for_load_state("networkidle")
    line("first search", meter.take(), took, 150, 1.0)
    for more in (f"{word} children", f"{word} childrens toy"):
        page.evaluate("document.getElementById('search-status').textContent = ''")
        page.locator("#search-input").fill(more)
        page.wait_for_function(SETTLED)
        page.wait_for_load_state("networkidle")
        line(f"next keystrokes: {more}"[:38], meter.take(), None, 60, None)
    page.evaluate("document.getElementById('search-status').textContent = ''")
    page.locator("#search-narrow summary").click()
    page.wait_for_function(SETTLED)
    page.wait_for_load_state("networkidle")
    print(f"  {'facets opened':38} {meter.take() / 1000:8.1f} KB")
    meter = Meter(browser)  # what the search has fetched does not count for the check
    page = meter.page
    page.goto(served.url("check/"), wait_until="networkidle")
    print(f"  {'check page itself':38} {meter.take() / 1000:8.1f} KB")
    began = time.perf_counter()
    page.locator("#check-input").fill(item)
    page.locator("#check-input").press("Enter")
    page.locator("#check-status strong").wait_for()
    took = time.perf_counter() - began
    line("item check", meter.take(), took, 20, None)


def main(arguments: list[str]) -> int:
    """Build the shipped site, or take the one that is named; ask, measure, print."""
    program = next(filter(None, map(shutil.which, COMMANDS)), None)
    if program is None:
        print("bench-search: no Chromium on PATH", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(arguments[0]) if arguments else Path(scratch) / "project" / "site"
        if not arguments:
            done = run("bulletins", "build", cwd=shipped_project(Path(scratch) / "project"))
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return 1
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with serving(site) as served:
            if not arguments:
                print(f"Finding ({len(QUERIES)} queries on the shipped records)")
                quality(browser, served)
        with serving(site, Slow) as served:
            print("Costs (slow 4G: 1.6 Mbit/s, 150 ms; processor 4 times slower; one run)")
            costs(browser, served, "lead", "https://www.temu.com/kr/shoes-g-3658164051.html")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
