"""Charts of every kind: the pictures as they were looked at, and that they say what their tables say."""

import re
import time
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.loading.settings import Settings
from generator.records.values import Period
from generator.render.charts import draw, standalone
from generator.render.templating import environment
from generator.views.chart_table import exact, table
from generator.views.charts import (
    Axis,
    Case,
    Chart,
    ChartError,
    Happening,
    Kind,
    Mark,
    Point,
    Series,
    Stage,
    distinct,
    unique,
)
from generator.views.words import Language
from tests.property.test_escaping import HOSTILE
from tests.support.charts import samples
from tests.support.golden import matches
from tests.support.html import parsed

NAMES = [chart.id for chart in samples("en")]
CODES = ("en", "ko")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=CODES)
def language(request: pytest.FixtureRequest, settings_of_fixtures: Settings) -> Language:
    return Language(str(request.param), settings_of_fixtures)


def framed(chart: Chart, language: Language, here: str = "../") -> str:
    template = environment(language).from_string('{% from "charts.html" import chart %}{{ chart(c, here, t) }}')
    return template.render(c=draw(chart, language, here), here=here, t=language.t)


def sample(name: str, code: str = "en") -> Chart:
    return next(chart for chart in samples(code) if chart.id == name)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "many-cases"])
def test_the_picture_is_the_one_that_was_looked_at(name: str, language: Language) -> None:
    """UPDATE_GOLDEN=1 writes tests/golden/charts/ anew: look at the pictures before you commit them."""
    drawn = draw(sample(name, language.code), language)
    shown = "\n".join(picture for _, picture in drawn.panels[:2])
    matches(f"charts/{name}.{language.code}.svg", shown.replace("><", ">\n<") + "\n")


@pytest.mark.parametrize("name", ["lines", "steps", "cases"])
def test_the_download_is_the_one_that_was_looked_at(name: str, language: Language) -> None:
    text = standalone(sample(name, language.code), language, "Example Bulletins", "https://bulletins.example/x/")
    matches(f"charts/{name}.{language.code}.download.svg", text.replace("><", ">\n<"))
    root = ElementTree.fromstring(text)
    assert root.find(f"{SVG}title") is not None and root.get("width") == "1200" and root.get("height") == "675"
    assert "Example Office" in text and ("2026" in text)


def pictured(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Every value that pictures name in data attributes: (series, x, to, y, low, high) as far as they go."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for text in texts:
        for element in parsed(f"<div>{text}</div>").iter():
            data = {k.removeprefix("data-"): v for k, v in element.attrib.items() if k.startswith("data-")}
            if "x" not in data or "stage" in data:
                continue
            several = element.tag == "path"
            places = data["x"].split(" ") if several else [data["x"]]
            for n, place in enumerate(places):
                row = found.setdefault((data.get("series", ""), place, data.get("to", "")), {})
                for key in ("y", "low", "high"):
                    if key in data:
                        row[key] = data[key].split(" ")[n] if several else data[key]
    return sorted((*key, row.get("y", ""), row.get("low", ""), row.get("high", "")) for key, row in found.items())


@pytest.mark.parametrize("name", [n for n in NAMES if "cases" not in n])
def test_every_number_of_the_picture_is_in_the_table_and_every_row_is_in_the_picture(
    name: str, language: Language
) -> None:
    chart = sample(name, language.code)
    told = table(chart)
    keys = [column.key for column in told.columns]

    def cell(row: tuple[Any, ...], *names: str) -> str:
        return next((exact(row[keys.index(name)]) for name in names if name in keys), "")

    several = len(chart.series) > 1 or chart.kind in (Kind.LINES, Kind.STEPS)
    rows = {
        (
            (cell(row, "series") or chart.series[0].name) if several else "",
            cell(row, "x", "from"),
            cell(row, "to"),
            cell(row, "y"),
            cell(row, "low"),
            cell(row, "high"),
        )
        for row in told.rows
        if cell(row, "y") or chart.kind is Kind.DISTRIBUTION
    }
    shown = pictured(picture for _, picture in draw(chart, language).panels)
    assert sorted(rows) == sorted(set(shown))


@pytest.mark.parametrize("name", ["cases", "many-cases"])
def test_every_event_of_the_timeline_is_in_the_table(name: str, language: Language) -> None:
    chart = sample(name, language.code)
    tree = parsed(framed(chart, language))
    heads = [stage.id for stage in chart.stages]
    for n, stage in enumerate(heads):
        cells = tree.xpath(f"//tbody/tr/*[{n + 2}]/@data-v")
        told = sorted(day for cell in cells for day in cell.split("; ") if day)
        shown = tree.xpath(f"//*[@data-stage='{stage}']/@data-x")
        assert sorted(" ".join(shown).split()) == told and told, stage
    still = sorted(tree.xpath(f"//tbody/tr/*[{len(heads) + 2}]/@data-v"))
    shown = tree.xpath("//*[@data-stage='open']/@data-x")[0].split()
    assert sorted(filter(None, still)) == sorted(shown)


@pytest.mark.parametrize("name", NAMES)
def test_the_frame_names_what_it_shows(name: str, language: Language) -> None:
    tree = parsed(framed(sample(name, language.code), language))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for picture in tree.xpath("//svg[@role='img']"):
        names = picture.get("aria-labelledby").split()
        assert all(tree.xpath(f"string(//*[@id='{one}'])").strip() for one in names)
    assert tree.xpath("//figure/figcaption//b") and tree.xpath("//table/thead//th")
    assert "Example Office" in tree.xpath("string(//p[@class='origin'])")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(text: str, settings_of_fixtures: Settings) -> None:
    language = Language("en", settings_of_fixtures)
    points = (Point(text, 3, note=text), Point("other", 4))
    axis = Axis(text, text)
    bars = Chart("a", Kind.BARS, text, text, axis, axis, (Series(text, points),), note=text)
    days = tuple(Point(date(2024, n, 1), n) for n in (1, 2))
    two = (Series(text, days), Series(f"{text} 2", days))
    lines = Chart("b", Kind.LINES, text, text, axis, axis, two, marks=(Mark("y", 1, text),))
    stages = (Stage("told", text, "tick"),)
    cases = (Case(text, (Happening("told", date(2024, 1, 1)),)),)
    strip = Chart("c", Kind.TIMELINE, text, text, axis, axis, cases=cases, stages=stages)
    for chart in (bars, lines, strip):
        tree = parsed(f"<main>{framed(chart, language)}</main>")
        assert not tree.xpath("//script | //img | //base | //iframe | //*[@onload or @onmouseover or @onerror]")
        assert len(tree.xpath("//style")) == 0
        ElementTree.fromstring(standalone(chart, language, text, text))
        assert "<script" not in standalone(chart, language, text, text)


def test_the_same_chart_has_the_same_bytes(language: Language) -> None:
    first = [(draw(c, language), standalone(c, language, "x")) for c in samples(language.code)]
    again = [(draw(c, language), standalone(c, language, "x")) for c in samples(language.code)]
    assert first == again


def test_five_hundred_charts_take_less_than_two_seconds(settings_of_fixtures: Settings) -> None:
    language = Language("en", settings_of_fixtures)
    charts = [chart for chart in samples("en") if chart.id not in ("panels", "many-cases")]
    for chart in charts:
        draw(chart, language)
    began = time.process_time()
    for n in range(500):
        draw(charts[n % len(charts)], language)
    assert time.process_time() - began < 2


def lines(*points: Point, **more: Any) -> Chart:
    return Chart("a", Kind.LINES, "T", "D", Axis("X"), Axis("Y"), (Series("S", points),), **more)


def test_no_line_crosses_a_gap(settings_of_fixtures: Settings) -> None:
    years = [Point(Period.parse(str(year)), year) for year in (2001, 2002, 2014, 2015)]
    text = draw(lines(*years), Language("en", settings_of_fixtures)).panels[0][1]
    path = re.search(r'<path class="l[^"]*" d="([^"]*)"', text)
    assert path and path[1].count("M") == 2 and path[1].count("L") == 2
    gap = [Point(Period.parse("2001"), 1), Point(Period.parse("2002"), None), Point(Period.parse("2003"), 2)]
    text = draw(lines(*gap), Language("en", settings_of_fixtures)).panels[0][1]
    assert 'd="M' in text and not re.search(r'class="l[^"]*" d="[^"]*L', text)
    assert text.count("<use") == 2  # what no line leads to is still marked


@pytest.mark.parametrize(
    "value", [0, 1, Decimal("0.0000001"), 10**18, -3, 0.1 + 0.2], ids=["zero", "one", "tiny", "huge", "minus", "float"]
)
def test_one_point_is_a_picture(value: Any, settings_of_fixtures: Settings) -> None:
    language = Language("ko", settings_of_fixtures)
    axis = Axis("X")
    for chart in (
        lines(Point(Period.parse("2024"), value)),
        Chart("a", Kind.BARS, "T", "D", axis, axis, (Series("", (Point("A", value),)),)),
        Chart("a", Kind.DOTS, "T", "D", axis, axis, (Series("", (Point("A", value, value, value),)),)),
        Chart("a", Kind.STEPS, "T", "D", axis, axis, (Series("", (Point(0, value),)),)),
    ):
        text = draw(chart, language).panels[0][1]
        assert "nan" not in text.lower() and "inf" not in text.lower()
        assert exact(value) in text
        standalone(chart, language, "x")


def bars(*points: Point, **more: Any) -> Chart:
    return Chart("a", Kind.BARS, "T", "D", Axis("X"), more.pop("y", Axis("Y")), (Series("S", points),), **more)


def test_bars_begin_at_zero(settings_of_fixtures: Settings) -> None:
    language = Language("en", settings_of_fixtures)
    tree = parsed(draw(bars(Point("A", 99), Point("B", 100)), language).panels[0][1])
    widths = [float(box.get("width").rstrip("%")) for box in tree.xpath("//rect")]
    assert widths == [pytest.approx(99), pytest.approx(100)]


P24, P24Q1, P23 = Period.parse("2024"), Period.parse("2024-Q1"), Period.parse("2023")
REFUSED = [
    (lambda: lines(), "nothing to show"),
    (lambda: lines(Point(P24, 1), Point(P24Q1, 1)), "overlap"),
    (lambda: lines(Point(P24, 1), Point(P23, 1)), "order of time"),
    (lambda: lines(Point("a", 1)), "do not fit"),
    (lambda: lines(Point(P24, float("nan"))), "finite"),
    (lambda: lines(Point(P24, 10**21)), "too large"),
    (lambda: lines(Point(P24, 1e-13)), "too small"),
    (lambda: lines(Point(P24, 5, low=6, high=7)), "outside its own bounds"),
    (lambda: bars(Point("A", 1), Point("A", 2)), "two values for one category"),
    (lambda: bars(Point("A", 1), y=Axis("Y", log=True)), "begin at zero"),
    (lambda: Chart("A b", Kind.BARS, "T", "D", Axis(""), Axis("")), "slug"),
    (lambda: Chart("a", Kind.BARS, " ", "D", Axis(""), Axis("")), "title"),
    (lambda: Chart("a", Kind.TIMELINE, "T", "D", Axis(""), Axis("")), "nothing to show"),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_would_mislead_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(ChartError, match=reason):
        make()


@pytest.mark.parametrize("code", ["en", "ko"])
def test_twenty_platforms_are_told_apart(code: str, settings_of_fixtures: Settings) -> None:
    months = [Period.parse(f"2024-{month:02d}") for month in range(1, 7)]
    every = tuple(Series(f"Mall {n}", tuple(Point(m, n * 1000 + 1) for m in months)) for n in range(20))
    axis = Axis("X")
    chart = Chart("a", Kind.LINES, "T", "D", axis, Axis("Users"), every)
    drawn = draw(chart, Language(code, settings_of_fixtures))
    assert [name for name, _ in drawn.panels] == [one.name for one in every]  # one each, on the same scale
    assert len({re.search(r'height="(\d+)"', picture)[1] for _, picture in drawn.panels}) == 1  # type: ignore[index]
    rows = Chart("a", Kind.BARS, "T", "D", axis, axis, (Series("", tuple(Point(s.name, 5) for s in every)),))
    assert len(re.findall("<rect", draw(rows, Language(code, settings_of_fixtures)).panels[0][1])) == 20


def test_names_that_categories_share_are_numbered() -> None:
    found = unique([Point("A", 1), Point("A", 2), Point("A (2)", 3), Point("A", 4)])
    assert [point.x for point in found] == ["A", "A (2)", "A (2) (2)", "A (3)"]
    bars(*found)


def test_two_charts_of_a_page_differ_in_their_ids() -> None:
    with pytest.raises(ChartError, match="have the id 'a'"):
        distinct([bars(Point("A", 1)), bars(Point("B", 1))])


def test_numbers_are_written_as_the_language_writes_them(settings_of_fixtures: Settings) -> None:
    english, korean = (draw(sample("bars", c), Language(c, settings_of_fixtures)).panels[0][1] for c in CODES)
    assert "8.37M" in english and "837만" in korean
    assert 'data-y="8368280"' in english and 'data-y="8368280"' in korean
