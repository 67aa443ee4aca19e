"""Pages of the demonstration set: every count leads to a list of that length, shares can be recomputed from the CSV."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from scipy.stats import chi2

from tests.demo.facts import HABITS, draw
from tests.demo.market import METERS, MONTHS
from tests.demo.write import write
from tests.support.html import anchors, parsed
from tests.support.project import REPOSITORY, run

PLATFORMS = sorted(HABITS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set as `bulletins build` builds it; the engine is strict, so a link to nowhere fails here already."""
    folder = tmp_path_factory.mktemp("demo")
    write(folder)
    given = ["--records", folder / "records", "--config", folder / "site_config", "--site-dir", folder / "site"]
    done = run("bulletins", "build", *given, "--no-search", cwd=REPOSITORY, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder / "site"


class Pages:
    """Pages of a site, each read once."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._read: dict[str, html.HtmlElement] = {}
        self._anchors: dict[str, frozenset[str]] = {}

    def at(self, path: str) -> html.HtmlElement:
        if path not in self._read:
            self._read[path] = parsed((self.site / path / "index.html").read_text(encoding="utf-8"))
        return self._read[path]

    def anchors(self, path: str) -> frozenset[str]:
        if path not in self._anchors:
            self._anchors[path] = anchors(self.at(path))
        return self._anchors[path]

    def target(self, page: str, address: str) -> tuple[str, str]:
        """Path and fragment that an address of a page leads to."""
        parts = urlsplit(address)
        path = normpath(f"/{page}/{unquote(parts.path)}" if parts.path else f"/{page}").lstrip("/")
        return path, parts.fragment


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    return Pages(site)


def number(text: str) -> int | None:
    plain = text.strip().replace(",", "")
    return int(plain) if plain.isdecimal() else None


def listed(tree: html.HtmlElement, fragment: str) -> list[str]:
    """The cases of the place that a link leads to, each once: what it counts, without what is left out beside it."""
    places = tree.xpath(f"//*[@id='{fragment}']") if fragment else tree.xpath("//main")
    assert len(places) == 1, fragment
    inside = "" if places[0].get("class") == "left-out" else "[not(ancestor::*[@class='left-out'])]"
    rows = places[0].xpath(f".//tbody/tr/td[1]/a{inside}/@href | .//ul[@class='ids']/li/a{inside}/@href")
    return sorted({str(row) for row in rows})


def counts_with_links(pages: Pages, path: str) -> Iterator[tuple[str, int, str, str]]:
    """Every printed count of a page that leads to a list of cases."""
    for link in pages.at(path).xpath("//main//a[@href]"):
        printed = number(link.text_content())
        target, fragment = pages.target(path, link.get("href"))
        if printed is None or fragment == link.text_content().strip():  # a year is no count
            continue
        if "/cases" in target and not target.endswith((".csv", ".json")):
            yield link.get("href"), printed, target, fragment


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["", "ko/"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_count_of_a_platform_is_the_length_of_its_list(pages: Pages, platform: str, prefix: str) -> None:
    checked = 0
    for address, printed, target, fragment in counts_with_links(pages, f"{prefix}platforms/{platform}"):
        assert len(listed(pages.at(target), fragment)) == printed, address
        checked += 1
    assert checked > 60


@pytest.mark.slow
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_count_of_a_list_is_its_length(pages: Pages, platform: str) -> None:
    checked = 0
    for file in (pages.site / f"platforms/{platform}/cases").rglob("index.html"):
        tree = pages.at(file.parent.relative_to(pages.site).as_posix())
        for count in tree.xpath("//main//span[contains(@class,'count')]"):
            section = count.getparent().getparent()
            rows = section.xpath(".//tbody/tr/td[1]/a/@href | .//ul[@class='ids']/li/a/@href")
            assert len(rows) == len(set(rows)) == number(count.text_content()), file
            checked += 1
    assert checked > 100


def rows(site: Path, platform: str) -> list[dict[str, str]]:
    with (site / f"platforms/{platform}/cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def recomputed(cases: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of the shares, from the download alone."""
    on_record = [c for c in cases if c["on_record"] == "yes" and not c["left_out"]]
    asked = [c for c in on_record if c["asked_by"] == "authority"]
    verdicts = ("removed in time", "removed late", "not removed")
    judged = [c for c in asked if c["in_time"] in verdicts]
    by_reference = [c for c in asked if c["in_time_by_reference"] in verdicts]
    reached = [c for c in on_record if c["told_first"] or c["state"] != "unknown" or c["removal_on_record"] == "yes"]
    gone = [c for c in on_record if c["removal_on_record"] == "yes" and int(c["checks"])]
    again = [c for c in on_record if int(c["found_again"])]
    named = [c for c in cases if c["lot"] == "no" and not c["left_out"]]
    return {
        "on-time": (sum(c["in_time"] == verdicts[0] for c in judged), len(judged)),
        "on-time-reference": (sum(c["in_time_by_reference"] == verdicts[0] for c in by_reference), len(by_reference)),
        "sellers-told": (sum(c["sellers_told"] == "yes" for c in reached), len(reached)),
        "buyers-told": (sum(c["buyers_told"] == "yes" for c in reached), len(reached)),
        "remedy-offered": (sum(c["remedy_offered"] == "yes" for c in reached), len(reached)),
        "found-again": (sum(int(c["found_again"]) > 0 for c in gone), len(gone)),
        "removed-again": (sum(c["removed_again"] == "yes" for c in again), len(again)),
        "removal-on-record": (sum(c["removal_on_record"] == "yes" for c in named), len(named)),
    }


def printed_value(pages: Pages, platform: str, figure: str) -> str:
    """The value at the head of the page of a figure."""
    return str(pages.at(f"platforms/{platform}/cases/{figure}").xpath("string(//p[@class='lede']/strong)")).strip()


@pytest.mark.slow
@pytest.mark.parametrize("platform", PLATFORMS)
def test_shares_recomputed_from_the_download_are_those_of_the_page(pages: Pages, platform: str) -> None:
    figures = {f["figure"]: f for f in json_of(pages.site, platform)["figures"]}
    for figure, (part, whole) in recomputed(rows(pages.site, platform)).items():
        assert (figures[figure]["parts"][0]["count"], figures[figure]["n"]) == (part, whole), figure
        if not (pages.site / f"platforms/{platform}/cases/{figure}").exists():
            assert whole == 0
            continue
        shown = printed_value(pages, platform, figure)
        assert shown == (percent(part, whole) if whole >= 20 else f"{part} of {whole}" if whole else "no case"), figure


def json_of(site: Path, platform: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / f"platforms/{platform}/figures.json").read_text(encoding="utf-8"))
    return found


def test_no_share_is_printed_below_the_threshold(pages: Pages) -> None:
    seen = 0
    for platform in PLATFORMS:
        for figure in json_of(pages.site, platform)["figures"]:
            if figure["unit"] == "share" and 0 < figure["n"] < 20:
                assert "%" not in printed_value(pages, platform, figure["figure"])
                seen += 1
    assert seen


def test_no_cell_of_the_download_is_taken_for_a_formula(site: Path) -> None:
    for platform in PLATFORMS:
        assert not [v for row in rows(site, platform) for v in row.values() if v.startswith(("=", "+", "-", "@"))]


@pytest.mark.slow
def test_links_of_cases_and_platforms_lead_somewhere(pages: Pages) -> None:
    """Every page of a platform, and every twentieth page of a case, in both languages."""
    files = sorted(pages.site.glob("**/platforms/**/index.html"))
    files += sorted(pages.site.glob("**/bulletins/*/PSB-*/*/index.html"))[::20]
    files += [pages.site / p / "index.html" for p in ("methodology/figures", "ko/methodology/figures")]
    missing = set()
    for file in files:
        path = file.parent.relative_to(pages.site).as_posix()
        for address in pages.at(path).xpath("//main//a/@href"):
            if urlsplit(address).scheme:
                continue
            target, fragment = pages.target(path, address)
            place = pages.site / target
            if not place.exists() or (fragment and place.is_dir() and fragment not in pages.anchors(target)):
                missing.add((path, address))
    assert not missing
    assert len(files) > 250


def test_a_case_says_what_is_a_promise_and_what_is_not(pages: Pages) -> None:
    file = next(iter(sorted(pages.site.glob("bulletins/2024/PSB-*/sample-mall/index.html"))))
    text = pages.at(file.parent.relative_to(pages.site).as_posix()).xpath("string(//main)")
    for words in ("Reference of this site, not a promise", "Platform told", "Working days of", "method 1.1"):
        assert words in text


def test_platforms_stand_side_by_side_in_the_order_of_names(pages: Pages) -> None:
    tree = pages.at("platforms/compare")
    names = [str(name) for name in tree.xpath("//table[.//th[contains(., 'Cases')]]//tbody//th/a/text()")]
    assert names[-4:] == ["Demo Bazaar", "Example Market", "Placeholder Shop", "Sample Mall"]
    assert "no ranking" in tree.xpath("string(//main)")


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_rates_stand_where_both_sides_have_a_source(site: Path, prefix: str) -> None:
    """Recomputed from the drawn facts and the invented market figures, intervals by SciPy's chi-square quantiles."""
    items, _ = draw()
    named = Counter(
        (platform, str(item.published.year))
        for item in items
        if not item.lot and not item.withdrawn
        for platform in item.platforms
    )
    wanted = {}
    for values in METERS.values():
        for platform, row in values.items():
            for year in {month[:4] for month in MONTHS}:
                known = [v for m, v in zip(MONTHS, row, strict=True) if v is not None and m.startswith(year)]
                if known:
                    n, millions = named[platform, year], sum(known) / len(known) / 10**6
                    bounds = chi2.ppf(0.025, 2 * n) / 2, chi2.ppf(0.975, 2 * n + 2) / 2
                    wanted[n, round(n / millions, 3)] = tuple(bound / millions for bound in bounds)
    path = site / prefix / "statistics/rates/rates-monthly-users.csv"
    text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
    found = {
        (int(row["n"]), round(float(row["value"]), 3)): (float(row["low"]), float(row["high"]))
        for row in csv.DictReader(text.splitlines())
    }
    assert found.keys() == wanted.keys() and len(found) == 9
    for key, bounds in wanted.items():
        assert found[key] == pytest.approx(bounds, rel=1e-5)
    page = parsed((path.parent / "index.html").read_text(encoding="utf-8"))
    assert len(page.xpath("//h2[@id='monthly-users']/following-sibling::div[1]//tbody/tr")) == 9
    told = page.xpath("string(//main)")
    assert "users are not purchases" in told or "이용자 수는 구매 수가 아닙니다" in told
    # Payments of half a year make no rate of that year.
    paid = page.xpath("//h2[@id='estimated-payments']/following-sibling::div[1]//tbody/tr")
    assert len(paid) == 2
