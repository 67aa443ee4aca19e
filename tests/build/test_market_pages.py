"""The market's pages of the shipped records: every chart with its table, files and sources; all the data."""

import csv
import io
import json
import os
import re
import struct
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from generator.export.pictures import Pictures
from generator.loading.settings import Settings, load_settings
from generator.views.charts import FORMATS
from generator.views.platforms.market import market_figures
from generator.views.words import Language
from tests.support.html import parsed
from tests.support.project import REPOSITORY

PREFIXES = [("", "en"), ("ko/", "ko")]
PAGES = (
    "monthly-users",
    "overseas-direct-purchase",
    "estimated-payments",
    "ecommerce-market-rank",
    "test-results",
    "pledge-results",
    "rates",
)


@pytest.fixture(scope="module")
def settings() -> Settings:
    loaded, diagnostics = load_settings(REPOSITORY / "site_config")
    assert loaded is not None, diagnostics
    return loaded


def formats() -> list[str]:
    """What every chart offers: PNG too, where set-up could install what draws it, and in CI always."""
    if Pictures.find(Path(sys.prefix)):
        return [name for _, name in FORMATS]
    assert os.environ.get("CI") != "true", "CI needs the converter and the font of PNG pictures: set-up installs them"
    return [name for _, name in FORMATS if name != "PNG"]


def page(shipped: Path, prefix: str, name: str) -> html.HtmlElement:
    return parsed((shipped / "site" / prefix / "statistics" / name / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("prefix", "code"), PREFIXES)
@pytest.mark.parametrize("name", PAGES)
def test_every_chart_has_its_table_its_sources_and_its_files(shipped: Path, name: str, prefix: str, code: str) -> None:
    tree = page(shipped, prefix, name)
    folder = shipped / "site" / prefix / "statistics" / name
    figures = tree.xpath("//figure[contains(@class,'chart')]")
    if name in ("monthly-users", "overseas-direct-purchase", "test-results", "pledge-results"):
        assert figures
    for figure in figures:
        known = figure.get("id")
        assert figure.xpath(".//svg[@role='img']/title") and figure.xpath(".//p[@class='origin'][1]//a")
        written = (folder / f"{known}.csv").read_text(encoding="utf-8")
        head, *rows = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
        cells = figure.xpath(".//tbody/tr")
        assert len(cells) == len(rows)
        shown = [[cell.get("data-v") for cell in row.xpath("./*") if cell.get("data-v") is not None] for row in cells]
        texts = ("series", "note", "sources")
        exact = [[cell for key, cell in zip(head, row, strict=True) if key not in texts] for row in rows]
        assert shown == exact, known
        told = json.loads((folder / f"{known}.json").read_text(encoding="utf-8"))
        assert told["language"] == code and len(told["rows"]) == len(rows)
        for ending, _ in FORMATS:
            assert ending == "png" or (folder / f"{known}.{ending}").is_file()
        pictured = {v for text in figure.xpath(".//*[@data-y]/@data-y") for v in text.split()}
        column = "count" if "count" in head else "value"
        assert pictured == {row[head.index(column)] for row in rows if row[head.index(column)]}, known


def test_every_chart_that_can_be_taken_away_has_its_picture(shipped: Path) -> None:
    """On every page of the site: a menu offers each format, its files are there, and a PNG is 1200 x 675."""
    wanted, seen = formats(), 0
    for path in (shipped / "site").rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        if '<figure class="chart"' not in text:
            continue
        for figure in parsed(text).xpath("//figure[contains(@class,'chart')][.//p[contains(@class,'screen')]/a]"):
            links = figure.xpath(".//p[contains(@class,'screen')][1]/a")
            assert [link.text_content() for link in links] == wanted, path
            for link in links:
                data = (path.parent / link.get("href")).read_bytes()
                if link.text_content() == "PNG":
                    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1200, 675)
            seen += 1
    assert seen > 60


def test_the_old_places_of_the_series_are_still_there(shipped: Path, settings: Settings) -> None:
    ids = set(page(shipped, "", "").xpath("//@id"))
    assert set(settings.series) <= ids


def test_the_figures_of_the_field_are_on_the_pages(shipped: Path) -> None:
    users = page(shipped, "", "monthly-users").text_content()
    assert all(value in users for value in ("8,870,000", "8,290,000", "7,400,000", "31,291,624"))
    assert "8.87M" in users and "887만" in page(shipped, "ko/", "monthly-users").text_content()
    bought = page(shipped, "", "overseas-direct-purchase").text_content()
    for value in ("7,958,300,000,000", "8,086,261,000,000", "5,300,000,000,000", "6,756,700,000,000"):
        assert value in bought
    assert "computed from Q1 2024, Q2 2024, Q3 2024, Q4 2024" in bought
    rank = page(shipped, "", "ecommerce-market-rank")
    assert [cell.text_content() for cell in rank.xpath("//td[@class='n']")] == ["4"]
    assert "29" in page(shipped, "", "population-rank").text_content()
    tests = page(shipped, "", "test-results").text_content()
    assert "172/1,621" in tests and "9/13" in tests and "10.6 %" in tests


def test_pages_to_embed_are_small_and_lead_back(shipped: Path) -> None:
    site = shipped / "site"
    found = list(site.rglob("*.embed.html"))
    assert len(found) > 30
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) <= 15_000 and "<script" not in text
        tree = parsed(text)
        back = tree.xpath("//footer//a/@href")[0]
        target, _, anchor = back.partition("#")
        assert (path.parent / target).resolve() == path.parent
        whole = (path.parent / "index.html").read_text(encoding="utf-8")
        assert f'<figure class="chart" id="{anchor}">' in whole and path.name in whole


def test_a_style_sheet_of_charts_is_asked_for_where_there_are_charts_only(shipped: Path) -> None:
    for path in (shipped / "site").rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        assert ("assets/charts.css" in text) == ('<figure class="chart"' in text), path


def test_substances_show_the_multiples_of_maximum_limits_only(shipped: Path) -> None:
    tree = parsed((shipped / "site/substances/117-81-7/index.html").read_text(encoding="utf-8"))
    (figure,) = tree.xpath("//figure[@id='multiples']")
    shown = [float(value) for value in figure.xpath(".//*[@data-x]/@data-x")[0].split()]
    assert len(shown) == len(figure.xpath(".//tbody/tr")) > 5 and 252.3 in shown
    assert figure.xpath(".//*[@data-at='1']")


@pytest.mark.parametrize("code", ["en", "ko"])
def test_a_platform_has_the_market_figures_that_concern_it(settings: Settings, code: str) -> None:
    language = Language(code, settings)
    found = market_figures(settings, "temu", language)
    charts = [chart for one in found for chart in one.charts]
    assert {chart.id for chart in charts} == {"kr-monthly-users-wiseapp-month", "kr-payments-wiseapp-year"} & {
        chart.id for chart in charts
    }
    assert "kr-monthly-users-wiseapp-month" in {chart.id for chart in charts}
    assert all(re.search("Temu|테무", one.name) for chart in charts for one in chart.series)
    assert all(point.sources for one in found for point in one.points)
    assert market_figures(settings, "etsy", language) == ()


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_the_page_of_a_platform_shows_its_market_figures(shipped: Path, prefix: str) -> None:
    tree = parsed((shipped / "site" / prefix / "platforms/temu/index.html").read_text(encoding="utf-8"))
    (figure,) = tree.xpath("//figure[@id='kr-monthly-users-wiseapp-month']")
    assert "8233827" in figure.xpath(".//td/@data-v") and figure.xpath(".//p[@class='origin'][1]//a")
    assert tree.xpath(
        "//h2[@id='market']/following-sibling::h3/a[contains(@href, 'statistics/monthly-users/#series-')]"
    )


def test_limits_that_are_no_maximum_are_shown_in_their_own_unit(shipped: Path) -> None:
    tree = page(shipped, "", "test-results")
    rows = tree.xpath("//h2[@id='limits']/following-sibling::div//tbody/tr")
    told = [[cell.text_content() for cell in row.xpath("./td")] for row in rows]
    assert ["35 N", "≥ 50 N"] in [row[:2] for row in told]
    assert not any("×" in cell or "times" in cell for row in told for cell in row)
    # None of them is in a picture of multiples.
    for path in (shipped / "site/substances").rglob("multiples.csv"):
        assert "≥" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_substances_have_downloads(shipped: Path, prefix: str) -> None:
    tree = parsed((shipped / "site" / prefix / "substances/117-81-7/index.html").read_text(encoding="utf-8"))
    links = tree.xpath("//figure[@id='multiples']//p[contains(@class, 'screen')]/a")
    assert [link.text_content() for link in links] == formats()
    folder = shipped / "site" / prefix / "substances/117-81-7"
    assert all((folder / link.get("href")).resolve().is_file() for link in links)
    rows = list(csv.reader(io.StringIO((folder / "multiples.csv").read_text(encoding="utf-8"), newline="")))
    assert len(rows) - 1 == len(tree.xpath("//figure[@id='multiples']//tbody/tr"))


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_a_revision_keeps_the_old_value_and_its_day(shipped: Path, prefix: str) -> None:
    tree = page(shipped, prefix, "overseas-direct-purchase")
    rows = tree.xpath("//h3[@id='revisions-kr-overseas-purchase-quarterly']/following-sibling::div[1]//tbody/tr")
    text = " ".join(row.text_content() for row in rows)
    assert len(rows) == 8 and "1,647,600,000,000" in text and "1,862,874,000,000" in text and "+13.1 %" in text
    assert re.search("2 May 2024|2024년 5월 2일", text)


@pytest.mark.parametrize(("prefix", "said"), [("", "No rate is shown"), ("ko/", "비율을 싣지 않습니다")])
def test_the_page_of_rates_says_why_there_is_none(shipped: Path, settings: Settings, prefix: str, said: str) -> None:
    tree = page(shipped, prefix, "rates")
    assert said in tree.xpath("string(//h2[@id='monthly-users']/following-sibling::p[1])")
    rows = tree.xpath("//h2[@id='monthly-users']/following-sibling::div[1]//tbody/tr")
    threshold = settings.site.threshold
    assert rows and all(int(row.xpath("string(./td[2])")) < threshold for row in rows)
    assert all(row.xpath("string(./td[3])") in ("too few", "건수 부족") for row in rows)


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_every_value_of_a_metric_can_be_taken_away(shipped: Path, settings: Settings, prefix: str) -> None:
    """Also where there is no chart: a rank, or one value a year."""
    counted = 0
    for name in settings.terms["metrics"]:
        tree = page(shipped, prefix, name)
        folder = shipped / "site" / prefix / "statistics" / name
        links = {a.text_content(): a.get("href") for a in tree.xpath("//h2[@id='method']/preceding-sibling::p[1]/a")}
        assert list(links) == ["CSV", "JSON"], name
        own = [one for one in settings.series.values() if one.metric == name]
        text = (folder / links["CSV"]).read_text(encoding="utf-8").removeprefix("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        wanted = [(one.id, p.period.text, p.value) for one in own for p in one.points]
        assert [(row["series"], row["period"], Decimal(row["value"])) for row in rows] == wanted
        assert all(row["sources"].startswith("http") and row["unit"] and row["provider"] for row in rows)
        told = json.loads((folder / links["JSON"]).read_text(encoding="utf-8"))
        assert [v["value"] for one in told["series"] for v in one["values"]] == [float(value) for *_, value in wanted]
        counted += len(rows)
    assert counted == sum(len(one.points) for one in settings.series.values()) == 248
