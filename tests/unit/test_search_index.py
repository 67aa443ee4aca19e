"""The files of the search index: every term is where the browser looks for it, and says what the records say."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import urls
from generator.export.search import postings
from generator.export.search.documents import FACETS, PageText, notice_row
from generator.export.search.tables import NAME, PAGES, ROWS, Names, columns
from generator.loading.catalog import Catalog
from generator.loading.load import load
from generator.records.terms import terms
from generator.site.project import Project
from generator.site.searching import browse_texts, index_site
from generator.site.workers import Workers
from tests.support.project import edit, make_project

TEXTS = [
    PageText("about/", code, title, summary, text=text)
    for code, title, summary, text in (
        ("en", "About", "What this is.", "Independent"),
        ("ko", "소개", "무엇인가", "독립"),
    )
]


class Site:
    """A small project whose index is made without the rest of its site."""

    def __init__(self, root: Path) -> None:
        self.project = Project.at(make_project(root / "project"))
        self.folder = root / "site"

    def catalog(self) -> Catalog:
        loaded = load(self.project.config, self.project.records, self.project.cache)
        assert loaded.catalog is not None, loaded.diagnostics
        return loaded.catalog

    def index(self, texts: list[PageText] = TEXTS, folder: Path | None = None) -> int:
        catalog = self.catalog()
        pages = [*texts, *browse_texts(catalog)]
        return index_site(catalog, self.project, folder or self.folder, pages, Workers(processes=1)).made

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.folder / urls.INDEX).iterdir()}


class Reader:
    """Reads an index as the browser does."""

    def __init__(self, files: Mapping[str, bytes], code: str) -> None:
        self.files, self.root = files, json.loads(files[f"{code}.json"])
        self.starts = self.root["starts"].split(" ")

    def names(self, field: str) -> list[str]:
        return [self.root[field][at : at + NAME] for at in range(0, len(self.root[field]), NAME)]

    def file(self, name: str) -> Any:
        return json.loads(self.files[f"{name}.json"])

    def lists(self, term: str) -> list[list[int]]:
        at = max(n for n, start in enumerate(self.starts) if start <= term)
        found = self.file(self.names("terms")[at]).get(term, "")
        return [numbers(text, self.root["total"]) for text in found.split("!")] if found else []

    def row(self, number: int) -> list[Any]:
        found: list[Any] = self.file(self.names("rows")[number // self.root["per"]])[number % self.root["per"]]
        return found

    def ids(self, term: str) -> set[str]:
        return {str(self.row(number)[0]) for own in self.lists(term) for number in own}


def numbers(text: str, total: int) -> list[int]:
    found, at = [], -1
    for sign in text.removeprefix(" "):
        step = ord(sign) - postings.FIRST
        at += step if ord(sign) < 0xE000 else step - 0x800
        found.append(at)
    return sorted(set(range(total)) - set(found)) if text.startswith(" ") else found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.index()
    return made


@given(st.sets(st.integers(0, 70_000), max_size=60))
def test_a_list_of_numbers_survives(chosen: set[int]) -> None:
    ordered = sorted(chosen)
    assert numbers(postings.steps(ordered), 0) == ordered
    assert "!" not in postings.steps(ordered)
    json.loads(json.dumps(postings.steps(ordered)))


@given(st.sets(st.integers(0, 49), max_size=50))
def test_a_list_of_most_documents_names_those_that_are_missing(chosen: set[int]) -> None:
    text = postings.listed(sorted(chosen), 50)
    assert numbers(text, 50) == sorted(chosen)
    assert len(text) <= 27


@given(st.dictionaries(st.text("abc가나", min_size=1, max_size=5), st.text("#$%", min_size=1, max_size=30), min_size=1))
def test_every_term_is_in_the_file_where_it_is_looked_for(values: dict[str, str]) -> None:
    before, postings.MOST = postings.MOST, 120
    try:
        made = list(postings.files(sorted(values.items())))
    finally:
        postings.MOST = before
    starts = [start for start, _ in made]
    assert starts == sorted(starts) and starts[0] == "" and not any(" " in start for start in starts)
    for term, value in values.items():
        at = max(n for n, start in enumerate(starts) if start <= term)
        assert json.loads(made[at][1])[term] == value
    assert all(len(data) < 200 for _, data in made)


def test_a_term_leads_to_its_bulletins_in_every_language(site: Site) -> None:
    for code in ("en", "ko"):
        reader = Reader(site.files(), code)
        for text in ("bottle", "젖병", "8800000000428", "1005000000421", "psb20240001", "ts240b", "Tiny"):
            (term,) = terms(text)
            assert "PSB-2024-0001" in reader.ids(term), (code, text)
        assert reader.lists("nothinglikethis") == []


def test_names_weigh_more_than_text(site: Site) -> None:
    reader = Reader(site.files(), "en")
    number = next(n for own in reader.lists("bottle") for n in own if reader.row(n)[0] == "PSB-2024-0001")
    assert number in reader.lists("bottle")[0]
    assert number not in [n for own in reader.lists("bottle")[1:] for n in own], "a term stands in one class only"
    assert number in reader.lists("choking")[1], "the hazard is a kind, not a name"


def test_pages_come_before_bulletins_and_bulletins_by_date(site: Site) -> None:
    reader, catalog = Reader(site.files(), "ko"), site.catalog()
    first = reader.root["first"]
    assert first % PAGES == 0 and reader.root["per"] == ROWS
    shown = [reader.row(number) for number in range(first, reader.root["total"])]
    wanted = sorted(catalog.notices.values(), key=lambda entry: entry.sort_key)
    assert [row[0] for row in shown] == [entry.id for entry in wanted]
    (about,) = {n for own in reader.lists("독립") for n in own}
    assert reader.row(about)[2] == "소개"
    assert reader.row(about)[-1] == "about/"
    assert reader.row(first - 1) == []


def test_a_page_that_only_another_language_has_is_marked_and_its_path_is_whole(site: Site) -> None:
    site.index([TEXTS[1]._replace(path="only/")])
    reader = Reader(site.files(), "en")
    (number,) = {n for own in reader.lists("독립") for n in own}
    assert (reader.row(number)[3], reader.row(number)[-1]) == ("ko", "/ko/only/")


def test_facets_have_every_value_and_its_count(site: Site) -> None:
    reader, catalog = Reader(site.files(), "en"), site.catalog()
    assert list(reader.root["facets"]) == list(FACETS)
    column = reader.file(reader.root["facets"]["hazard"])
    ordered = sorted(catalog.notices.values(), key=lambda entry: entry.sort_key)
    told = [column["sets"][ord(sign) - 0x23] for sign in column["docs"]]
    assert told == [list(entry.hazards) for entry in ordered]
    for hazard, number in reader.root["totals"]["hazard"].items():
        assert number == len(catalog.by_hazard[hazard])
    assert reader.root["names"]["hazard"]["choking"] == "Choking"


def test_a_column_takes_more_sets_than_one_byte_can_name() -> None:
    values = [((f"p{n}",),) + ((),) * (len(FACETS) - 1) for n in range(60_000)]
    _, data, totals = next(iter(columns(values)))
    column = json.loads(data)
    assert len(totals) == 60_000
    codes = [ord(sign) - 0x23 - (0x800 if ord(sign) >= 0xE000 else 0) for sign in column["docs"]]
    assert [column["sets"][code][0] for code in codes] == [value[0][0] for value in values]


def test_a_row_leaves_out_what_it_does_not_have(site: Site) -> None:
    entry = site.catalog().notices["PSB-2024-0001"]
    row = json.loads(notice_row(entry, ["told", "no_response"], "ko"))
    assert row[0] == "PSB-2024-0001" and row[3] == "" and row[8] == ["told"]
    foreign = entry._replace(title=(("de", "Flasche" * 40),), summary=(("en", "Text"),), status="active")
    row = json.loads(notice_row(foreign, [], "ko"))
    assert row[3] == "de" and row[2].endswith("…") and len(row) < 9


def test_what_did_not_change_is_not_made_again(site: Site) -> None:
    before = site.files()
    stats = {path.name: path.stat().st_mtime_ns for path in (site.folder / urls.INDEX).iterdir()}
    assert site.index() == 0
    assert stats == {path.name: path.stat().st_mtime_ns for path in (site.folder / urls.INDEX).iterdir()}
    edit(site.project.records / "notices/2024/PSB-2024-0006.yml", "en: The handles", "en: Both unheardof handles")
    assert site.index() == 1
    changed = site.files()
    assert "PSB-2024-0006" in Reader(changed, "en").ids("unheardof")
    assert 0 < len(changed.keys() - before.keys()) < len(before)
    fresh = replace(site.project, cache=site.project.cache / "other")
    site.project, site.folder = fresh, site.folder.with_name("cold")
    assert site.index() > 1
    assert site.files() == changed, "from the cache other bytes come than from nothing"


def test_a_state_changes_the_row_and_the_facet(site: Site) -> None:
    case = site.project.records / "responses/example-market/2024/PSB-2024-0001.yml"
    before = Reader(site.files(), "en").root["totals"]["state"]
    case.unlink()
    assert site.index() == 1
    after = Reader(site.files(), "en").root["totals"]["state"]
    assert after["no_response"] == before.get("no_response", 0) + 1


def test_an_index_that_somebody_damaged_is_put_right(site: Site, tmp_path: Path) -> None:
    before = site.files()
    folder = site.folder / urls.INDEX
    (folder / "en.json").write_text("{}", encoding="utf-8")
    (folder / "stray.json").write_text("{}", encoding="utf-8")
    next(path for path in folder.iterdir() if len(path.stem) == NAME).unlink()
    site.index()
    assert site.files() == before
    site.index(folder=tmp_path / "elsewhere")
    assert {path.name for path in (tmp_path / "elsewhere" / urls.INDEX).iterdir()} == set(before)


def test_two_contents_never_share_a_name() -> None:
    names = Names()
    made = [names.add(str(number).encode()) for number in range(3000)]
    assert len(set(made)) == 3000
    assert names.add(b"7") == made[7]
    assert all(len(name) == NAME and name.isalnum() and name == name.lower() for name in made)
