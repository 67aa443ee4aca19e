"""How well the search finds, and what it costs: `python -m tests.bench.search`, or `make bench-search`.

First the shipped records (tests/vectors/queries.json), then the 32,000 alerts of the register in ../shared/data, where
it is there (tests/vectors/queries-import.json, by the register's own numbers). Both lists were written before anything
was tuned. A query counts as found where the bulletin stands among the first ten results; a misspelling of a brand also
where the page offers the right one and that leads there. Bytes are those on the wire, heads of answers included, from
a server that compresses what hosts of static sites compress (HTML, CSS, JavaScript, JSON, SVG; gzip, level 6).
`--site FOLDER` measures a site that is built already, `--records FOLDER` takes records that are imported already.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.indexing import measured
from tests.browser.conftest import COMMANDS, FLAGS
from tests.browser.serving import Handler, Served, serving
from tests.support.project import REPOSITORY, run, shipped_project

VECTORS = REPOSITORY / "tests" / "vectors"
DATA = REPOSITORY.parent / "shared" / "data" / "eu-safety-gate" / "raw"
LATENCY, RATE, HEADERS = 0.15, 1.6e6 / 8, 200
"""Of a slow 4G line: seconds, bytes a second; and the bytes of an answer's head."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
FIRST = ("lead", "helmet", "toy car", "baby walker", "납")
"""What is asked first; a word costs a file of terms, and the ten results mostly eight to ten files of rows."""
TRIES = 5
THROTTLED = 4
"""How many times slower the processor is made."""

SETTLED = """() => {
    const said = document.getElementById("search-status").textContent;
    return said && said !== JSON.parse(document.getElementById("search-data").textContent).words.busy &&
        !document.querySelector("#search-results[aria-busy]");
}"""
IDS = """() => [...document.querySelectorAll("#search-exact h2 a, #search-results h2 a")]
    .map(link => (link.href.match(/[A-Z]{2,8}-\\d{4}-\\d{4,6}/) || [link.href])[0])"""


WATCH = """() => {
    const status = document.getElementById("search-status"), list = document.getElementById("search-results");
    const busy = JSON.parse(document.getElementById("search-data").textContent).words.busy, seen = window.watched = {};
    status.textContent = "";
    document.addEventListener("input", event => {
        const noted = part => { seen[part] = performance.now() - event.timeStamp; };
        const note = part => requestAnimationFrame(() => setTimeout(noted, 0, part));
        const look = () => {
            if (!status.textContent || status.textContent === busy) return;
            if (!seen.told) { seen.told = true; note("first"); }
            if (list.hasAttribute("aria-busy")) return;
            watcher.disconnect();
            note("whole");
        };
        const watcher = new MutationObserver(look);
        [status, list].forEach(node => watcher.observe(node, { childList: true, attributes: true }));
    }, { capture: true, once: true });
}"""
"""Notes when the first results and when all ten are painted, in milliseconds after the keystroke."""

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


def quality(browser: Browser, served: Served, queries: list[dict[str, Any]]) -> None:
    """Print recall among ten and precision of the first, by kind of query, and every miss."""
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    pages = {}
    for code, prefix in (("en", ""), ("ko", "ko/")):
        pages[code] = browser.new_page()
        pages[code].goto(served.url(f"{prefix}search/"))
    for page in pages.values():
        if found := ask(page, NONSENSE):
            raise SystemExit(f"bench-search: nonsense finds {found}")
    for query in queries:
        found, wanted = ask(pages[query["language"]], query["query"]), query["expected"]
        recall = len(set(found[:10]) & set(wanted)) / len(wanted)
        first = float(bool(found) and found[0] in wanted)
        for group in ("all", query["language"], query["kind"]):
            scores[group].append((recall, first))
        if recall < 1 or not first:
            print(f"  missed  {query['language']} {query['kind']:8} {query['query']!r}: {found[:3]}")
    for page in pages.values():
        page.context.close()
    for group, own in scores.items():
        recall, first = (sum(column) / len(own) for column in zip(*own, strict=True))
        print(f"  {group:9} {len(own):3} queries   recall@10 {recall:.3f}   precision@1 {first:.3f}")
    print("  aims                    recall@10 0.980   precision@1 0.900")


class Slow(Handler):
    """A server at the other end of a slow 4G line: what it sends takes its time, and is counted."""

    sent = 0
    requests = 0
    free = 0.0
    lock = threading.Lock()

    def do_GET(self) -> None:
        """Send a file after the latency, at the rate that all requests share."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        squeezed = file.suffix in COMPRESSED and len(data) > 256
        data = gzip.compress(data, 6, mtime=0) if squeezed else data
        with Slow.lock:
            Slow.sent += len(data) + HEADERS
            Slow.requests += 1
            begins = max(time.monotonic() + LATENCY, Slow.free)
            Slow.free = begins + (len(data) + HEADERS) / RATE
            until = Slow.free
        time.sleep(max(0.0, until - time.monotonic()))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)


class Asked(NamedTuple):
    """Bytes of a question, and seconds until its first results and until all ten of the first page are painted."""

    size: int
    first: float
    whole: float


class Meter:
    """A page on a slow processor that counts what its server has sent. Its workers run at full speed.

    To be closed: Chromium makes a processor slow by keeping it busy, and goes on with that for as long as the page is
    open, at the cost of every page that comes after.
    """

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="block")
        self.page = context.new_page()
        self.requests = 0
        self.page.set_default_timeout(120_000)
        context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLED})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.context.close()

    def take(self) -> int:
        """Bytes since the last time."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(600)
        taken, Slow.sent = Slow.sent, 0
        self.requests, Slow.requests = Slow.requests, 0
        return taken


def line(what: str, size: int, seconds: float | None, most: int, longest: float | None) -> None:
    """One budget and what was measured."""
    kept = size <= most * 1000 and (longest is None or seconds is None or seconds <= longest)
    took = f"{seconds:6.2f} s" if seconds is not None else "        "
    limit = f"{most} KB" + (f", {longest:.1f} s" if longest is not None else "")
    print(f"  {what:38} {size / 1000:8.1f} KB {took}   budget {limit:14} {'kept' if kept else 'MISSED'}")


def costs(browser: Browser, served: Served, words: Sequence[str], item: str) -> None:
    """Print each budget."""
    with Meter(browser) as meter:
        meter.page.goto(served.url(), wait_until="networkidle")
        paint = meter.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
        line("home page, first contentful paint", meter.take(), paint, 250, 1.5)
    for text in words:
        _first_search(browser, served, text)
    _search_page(browser, served, words[0])
    _header(browser, served, words[0])
    _check(browser, served, item)


def _search_page(browser: Browser, served: Served, word: str) -> None:
    """What the search page itself costs, the keystrokes after the first question, and the facets."""
    with Meter(browser) as meter:
        page = meter.page
        page.goto(served.url("search/"), wait_until="networkidle")
        print(f"  {'search page itself, with its root file':38} {meter.take() / 1000:8.1f} KB")
        for number, text in enumerate(
            (word, f"{word} children", f"{word} childrens toy", f"{word} childrens toys brac")
        ):
            asked = _asked(meter, text)
            if number:
                line(f"next keystrokes: {text}"[:38], asked.size, None, 60, None)
        page.evaluate("document.getElementById('search-status').textContent = ''")
        page.locator("#search-narrow > summary").click()
        page.wait_for_function(SETTLED)
        page.wait_for_load_state("networkidle")
        print(f"  {'facets opened':38} {meter.take() / 1000:8.1f} KB")


def _header(browser: Browser, served: Served, word: str) -> None:
    """What the first question in the header of the home page costs."""
    with Meter(browser) as meter:
        meter.page.goto(served.url(), wait_until="networkidle")
        meter.take()
        meter.page.keyboard.press("/")
        meter.page.locator("#finder-input").wait_for()
        meter.page.evaluate(WATCH_HEADER)
        meter.page.locator("#finder-input").fill(word)
        took = meter.page.wait_for_function("window.watched").json_value() / 1000
        line("header of the home page: first search", meter.take(), took, 150, 1.0)


WATCH_HEADER = """() => {
    const input = document.querySelector("#finder-input"), list = document.querySelector("dialog.finder ol");
    let began;
    input.addEventListener("input", () => { began = performance.now(); }, { once: true, capture: true });
    new MutationObserver((_, watching) => {
        if (!list.children.length) return;
        watching.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.watched = performance.now() - began; }));
    }).observe(list, { childList: true });
}"""


def _first_search(browser: Browser, served: Served, text: str) -> None:
    """Print what the first question after the page was loaded costs: the median of TRIES, each with nothing kept."""
    tries = []
    for _ in range(TRIES):
        with Meter(browser) as meter:
            meter.page.goto(served.url("search/"), wait_until="networkidle")
            meter.take()
            tries.append(_asked(meter, text))
    first, whole = (statistics.median(own) for own in ([t.first for t in tries], [t.whole for t in tries]))
    line(f"first search: {text}", tries[0].size, whole, 150, 1.0)
    slowest = max(t.whole for t in tries)
    print(f"  {'':38} in {meter.requests} requests, first results {first:.2f} s, slowest of {TRIES} {slowest:.2f} s")


def _asked(meter: Meter, text: str) -> Asked:
    """What a question on the search page costs, by the page's own clock: from the keystroke to the painted answer."""
    meter.page.evaluate(WATCH)
    meter.page.locator("#search-input").fill(text)
    meter.page.wait_for_function("window.watched.whole")
    first, whole = (meter.page.evaluate(f"window.watched.{part} / 1000") for part in ("first", "whole"))
    return Asked(meter.take(), first, whole)


def _check(browser: Browser, served: Served, item: str) -> None:
    """What "Check my item" costs, with nothing fetched before."""
    with Meter(browser) as meter:
        page = meter.page
        page.goto(served.url("check/"), wait_until="networkidle")
        print(f"  {'check page itself':38} {meter.take() / 1000:8.1f} KB")
        began = time.perf_counter()
        page.locator("#check-input").fill(item)
        page.locator("#check-input").press("Enter")
        page.locator("#check-status strong").wait_for()
        took = time.perf_counter() - began
        line("item check", meter.take(), took, 20, None)


def load(name: str, records: Path | None = None) -> list[dict[str, Any]]:
    """A list of queries; expected bulletins of the register by its own numbers are looked up in the records."""
    queries: list[dict[str, Any]] = json.loads((VECTORS / name).read_text("utf-8"))
    if records is None:
        return queries
    ids: dict[str, list[str]] = defaultdict(list)
    for path in records.glob("notices/*/*.yml"):
        for number in re.findall(r"scheme: safety-gate\n    id: (\S+)", path.read_text("utf-8")):
            ids[number].append(path.stem)
    return [{**query, "expected": [i for number in query["expected"] for i in ids[number]]} for query in queries]


def built(folder: Path, records: Path | None) -> Path:
    """The site of these records, or of the shipped ones. Raises SystemExit where it cannot be built."""
    project = folder / "project"
    if not project.exists():
        shipped_project(project)
    more = ("--records", str(records)) if records else ()
    site = folder / ("import" if records else "site")
    done = run("bulletins", "build", "--site-dir", str(site), *more, cwd=project, timeout=600)
    if done.returncode:
        raise SystemExit(f"bench-search: {done.stderr}")
    told = re.search(r"search +(.*indexed.*?)\n", done.stderr)
    print(f"Built: {told[1].strip() if told else ''}; {' '.join(done.stderr.split('seconds')[-1].split())}")
    return site


def main(arguments: list[str]) -> int:
    """Build the sites; ask, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search")
    parser.add_argument("--site", type=Path, help="a built site of the register, instead of an import and a build")
    parser.add_argument("--records", type=Path, help="imported records, instead of an import")
    parser.add_argument("--shipped", action="store_true", help="the shipped records only")
    options = parser.parse_args([argument for argument in arguments if argument])
    program = next(filter(None, map(shutil.which, COMMANDS)), None)
    if program is None:
        print("bench-search: no Chromium on PATH", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        measure(browser, Path(scratch), options)
        browser.close()
    return 0


def measure(browser: Browser, scratch: Path, options: argparse.Namespace) -> None:
    """The shipped records, then the import."""
    records: Path | None = options.records
    sites = [] if options.site else [(built(scratch, None), load("queries.json"))]
    if not options.shipped and records is None and DATA.is_dir():
        records = scratch / "records"
        done = run("bulletins", "import", "safety-gate", str(DATA), "--into", str(records), cwd=REPOSITORY)
        if done.returncode:
            raise SystemExit(f"bench-search: {done.stderr}")
    if records is not None:
        print("Indexing the import")
        project = shipped_project(scratch / "indexing")
        measured(project, records, scratch / "indexed")
        sites.append((options.site or built(scratch, records), load("queries-import.json", records)))
    elif not options.shipped:
        print("No import: ../shared/data is not beside this checkout")
    for site, queries in sites:
        with serving(site) as served:
            print(f"Finding ({len(queries)} queries)")
            quality(browser, served, queries)
        with serving(site, Slow) as served:
            print("Costs (slow 4G: 1.6 Mbit/s, 150 ms; processor 4 times slower; gzip)")
            costs(browser, served, FIRST, "https://www.temu.com/kr/shoes-g-3658164051.html")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
