"""What can be taken away of a chart says what the chart says: CSV, JSON, Vega-Lite, PNG, the page to embed."""

import csv
import importlib
import io
import json
import os
import re
import shutil
import struct
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.export.charts import chart_csv, chart_json, chart_vega, column_names
from generator.export.objects import PageStore
from generator.export.pictures import Pictures
from generator.loading.settings import Settings
from generator.render.charts import draw, standalone
from generator.render.charts.embed import MOST_BYTES, embed_page, lean, snippet
from generator.render.renderer import Renderer
from generator.site.charts import ChartFiles
from generator.site.jobs import BrowseJob
from generator.views.chart_table import exact, table
from generator.views.charts import Axis, Chart, Kind, Link, Point, Series
from generator.views.words import Language
from tests.property.test_escaping import HOSTILE
from tests.support.charts import samples
from tests.support.html import parsed
from tests.support.project import REPOSITORY

CODES = ("en", "ko")
BOTH = [(code, chart) for code in CODES for chart in samples(code)]
IDS = [f"{code}-{chart.id}" for code, chart in BOTH]


def rows_of(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize(("code", "chart"), BOTH, ids=IDS)
def test_the_csv_has_every_value_of_the_table(code: str, chart: Chart) -> None:
    told = table(chart)
    head, *rows = rows_of(chart_csv(chart))
    assert tuple(head) == column_names(chart, told) and len(set(head)) == len(head)
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in head)
    assert rows == [[exact(value) for value in row] for row in told.rows]


@pytest.mark.parametrize(("code", "chart"), BOTH, ids=IDS)
def test_the_json_has_the_rows_of_the_csv(code: str, chart: Chart) -> None:
    told = json.loads(chart_json(chart, code, "https://bulletins.example/x/"))
    head, *rows = rows_of(chart_csv(chart))
    assert told["id"] == chart.id and told["title"] == chart.title and told["as_of"] == "2026-11-20"
    assert told["sources"][0]["url"] == "https://office.example/1"
    assert [list(row) for row in told["rows"]] == [head] * len(rows)
    for row, cells in zip(told["rows"], rows, strict=True):
        for name, cell in zip(head, cells, strict=True):
            if isinstance(row[name], int | float):
                assert float(cell) == row[name]


@pytest.mark.parametrize("code", CODES)
def test_names_and_numbers_of_a_file_do_not_depend_on_the_language(code: str) -> None:
    english = {chart.id: rows_of(chart_csv(chart)) for chart in samples("en")}
    for chart in samples(code):
        assert rows_of(chart_csv(chart))[0] == english[chart.id][0]


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    points = (Point(text, -3, note=text, sources=(Link(text),)),)
    axis = Axis(text)
    rows = rows_of(chart_csv(Chart("a", Kind.BARS, text, text, axis, axis, (Series(text, points),))))
    assert "-3" in rows[1]  # a number stays one
    assert [cell for cell in rows[1] if cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and cell != "-3")] == []


def converter() -> Any:
    """vl-convert, which set-up installs; in CI it has to be there."""
    if importlib.util.find_spec("vl_convert") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs vl-convert-python: set-up installs it")
        pytest.skip("vl-convert-python is not installed: 'make setup-tests' installs it")
    return importlib.import_module("vl_convert")


@pytest.mark.parametrize(
    ("code", "chart"), [(c, x) for c, x in BOTH if c == "ko"], ids=[i for i in IDS if i.startswith("ko")]
)
def test_vega_lite_draws_the_specification(code: str, chart: Chart) -> None:
    told = json.loads(chart_vega(chart, code))
    assert told["$schema"].endswith("/vega-lite/v5.json")
    assert "url" not in told["data"] and told["data"]["values"]
    drawn = converter().vegalite_to_svg(told, vl_version="5.21", allowed_base_urls=[])
    assert chart.title in drawn
    assert "NaN" not in drawn


@pytest.mark.parametrize(("code", "chart"), BOTH, ids=IDS)
def test_vega_lite_has_the_numbers_of_the_chart(code: str, chart: Chart) -> None:
    values = json.loads(chart_vega(chart, code))["data"]["values"]
    if chart.kind is Kind.TIMELINE:
        days = sorted(h.day.isoformat() for case in chart.cases for h in case.happenings)
        assert sorted(v["day"] for v in values if v["stage"]) == days
        return
    assert [value["y"] for value in values] == [
        None if point.y is None else pytest.approx(float(point.y)) for point in chart.points
    ]


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    found = Pictures.find(Path(sys.prefix))
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs the converter and the font of PNG pictures: set-up installs them")
        pytest.skip("resvg or the font Pretendard is missing: 'make setup-tests' with npm installs them")
    return found


def svg(code: str, settings: Settings, name: str = "lines") -> str:
    chart = next(chart for chart in samples(code) if chart.id == name)
    return standalone(chart, Language(code, settings), "Example Bulletins")


def test_a_picture_is_1200_by_675_and_has_the_same_bytes_again(
    pictures: Pictures, settings_of_fixtures: Settings
) -> None:
    for code in CODES:
        first = pictures.png(svg(code, settings_of_fixtures))
        assert first[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", first[16:24]) == (1200, 675)
        assert first == pictures.png(svg(code, settings_of_fixtures))


def test_hangul_is_set_and_not_boxes(pictures: Pictures) -> None:
    """Two words of two syllables each: where the font has no Hangul, both are the same two boxes."""
    frame = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80">'
        '<text x="10" y="50" style="font:40px Pretendard;font-weight:{weight}">{word}</text></svg>'
    )
    made = {
        pictures.png(frame.format(word=word, weight=weight))
        for word in ("알림", "제품", "뷁쌟")
        for weight in (400, 700)
    }
    assert len(made) == 6


class Counted:
    """Counts how often a picture was made."""

    origin = "counted"

    def __init__(self) -> None:
        self.made = 0

    def png(self, svg: str) -> bytes:
        self.made += 1
        return b"\x89PNG" + svg.encode() * 40


def published(folder: Path, charts: tuple[Chart, ...], digest: str, settings: Settings, pictures: Any) -> list[str]:
    made = PageStore(folder / "store")
    files = ChartFiles(made, str(folder / "site"), "common", "", pictures)
    job = BrowseJob("x/", "statistics", digest, lambda renderer: pytest.fail("no page"), charts=lambda renderer: charts)
    paths = files.publish(job, digest, Renderer(settings, "en", "https://bulletins.example/", bool(pictures)))
    files.close()
    made.close()
    return paths


def test_files_of_charts_are_made_when_their_page_is(settings_of_fixtures: Settings, tmp_path: Path) -> None:
    pictures, charts = Counted(), tuple(samples("en")[:3])
    first = published(tmp_path, charts, "a", settings_of_fixtures, pictures)
    assert pictures.made == 3 and len(first) == 18
    before = {path: (tmp_path / "site" / path).read_bytes() for path in first}
    shutil.rmtree(tmp_path / "site")
    # The same page: nothing is drawn, not even asked for.
    assert published(tmp_path, (), "a", settings_of_fixtures, pictures) == first and pictures.made == 3
    assert {path: (tmp_path / "site" / path).read_bytes() for path in first} == before
    # The page is another one, its charts but one are not.
    changed = (*charts[:2], replace(charts[2], title="Another title"))
    assert published(tmp_path, changed, "b", settings_of_fixtures, pictures) == first and pictures.made == 4
    # Somebody wrote into a published file.
    (tmp_path / "site" / first[0]).write_text("tampered", encoding="utf-8")
    published(tmp_path, changed, "b", settings_of_fixtures, pictures)
    assert (tmp_path / "site" / first[0]).read_bytes() == before[first[0]]


def test_five_hundred_pictures_from_the_store_take_less_than_a_second(
    settings_of_fixtures: Settings, tmp_path: Path
) -> None:
    chart = next(chart for chart in samples("ko") if chart.id == "lines")
    charts = tuple(replace(chart, id=f"lines-{n}") for n in range(500))
    pictures = Counted()
    published(tmp_path, charts, "a", settings_of_fixtures, pictures)
    shutil.rmtree(tmp_path / "site")
    began = time.process_time()
    found = published(tmp_path, (), "a", settings_of_fixtures, pictures)
    assert time.process_time() - began < 1
    assert sum(path.endswith(".png") for path in found) == 500 == pictures.made


def test_without_the_font_there_are_no_pictures(tmp_path: Path) -> None:
    assert Pictures.find(tmp_path) is None


@pytest.mark.parametrize(("code", "chart"), BOTH, ids=IDS)
def test_the_page_to_embed_is_small_and_leads_back(code: str, chart: Chart, settings_of_fixtures: Settings) -> None:
    language = Language(code, settings_of_fixtures)
    drawn = draw(chart, language)
    css = lean((REPOSITORY / "site_config/theme/assets/charts.css").read_text(encoding="utf-8"))
    text = embed_page(drawn, language, css, "../x/#a", "https://bulletins.example/x/")
    if not drawn.small:
        assert chart.id in ("panels", "many-cases")
        return
    assert text and len(text.encode()) <= MOST_BYTES
    tree = parsed(text)
    assert tree.get("lang") == code
    assert tree.xpath("//footer//a/@href") == ["../x/#a"]
    assert not tree.xpath("//script | //img | //link[@rel='stylesheet']")
    assert tree.xpath("string(//h1)") == chart.title
    assert "not a government site" in text or "정부 사이트가 아닙니다" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_snippet_is_one_element(text: str, settings_of_fixtures: Settings) -> None:
    chart = replace(samples("en")[0], title=text)
    code = snippet(draw(chart, Language("en", settings_of_fixtures)), "https://bulletins.example/x.embed.html")
    tree = parsed(f"<main>{code}</main>")
    (frame,) = tree.xpath("//main/*")
    assert frame.tag == "iframe" and frame.get("title") == text and len(tree.xpath("//main//*")) == 1
