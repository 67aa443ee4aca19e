"""The import engine: stable ids, newer editions, records edited by hand, nothing lost, nothing half done."""

import fcntl
import json
import os
import random
from pathlib import Path

import pytest

from generator.importers.model import ImportFailed
from generator.importers.numbering import Wanted, assign
from generator.importers.sources import MODULES
from generator.loading.settings import Settings
from tests.support.importing import entry, held, imported, lines, record
from tests.support.project import differing, edit, tree
from tests.support.register import REGISTER

FIRST = "notices/2024/PSB-2024-100001.yml"


@pytest.fixture
def settings(settings_of_fixtures: Settings) -> Settings:
    return settings_of_fixtures


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_a_record_with_its_case(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1, name="Toy &amp; <b>cup</b>", platforms=["example-market"])])
    report = imported(settings, into, source)
    assert (report.read, report.written, report.held) == (1, 1, 0)
    notice = record(into / FIRST)
    assert next(iter(notice)) == "id"
    assert notice["title"] == {"en": "Toy & cup"}
    assert "revisions" not in notice
    case = record(into / "responses/example-market/2024/PSB-2024-100001.yml")
    assert (case["notice"], case["platform"]) == ("PSB-2024-100001", "example-market")


def test_the_same_files_again_change_no_byte(settings: Settings, into: Path, tmp_path: Path) -> None:
    entries = [entry(n, platforms=["sample-mall"] if n % 3 else None, name=f"Cup {n}") for n in range(1, 40)]
    entries += [entry(3, "2024-06-01", name="Mug"), entry(50, name=None), entry(51, extra="?")]
    source = lines(tmp_path / "a.jsonl", entries)
    first = imported(settings, into, source)
    before, times = tree(into), {path: path.stat().st_mtime_ns for path in into.rglob("*") if path.is_file()}
    second = imported(settings, into, source)
    assert not differing(before, tree(into))
    assert times == {path: path.stat().st_mtime_ns for path in into.rglob("*") if path.is_file()}
    assert (second.written, second.updated, second.unchanged) == (0, 0, first.written)


def test_the_order_of_files_and_of_entries_does_not_matter(settings: Settings, tmp_path: Path) -> None:
    entries = [entry(n % 30, f"2024-05-{1 + n // 30:02d}", name=f"Cup {n % 7}") for n in range(90)]
    entries += [{**entry(7), "ref": "Z-7"}, {**entry(7), "ref": "A-7"}, entry(8, name=None), entry(60, number=None)]
    entries += [entry(5, "2024-05-01", name="A rival with a longer name")]
    trees = []
    for seed in range(3):
        shuffled = list(entries)
        random.Random(seed).shuffle(shuffled)
        files = [lines(tmp_path / f"{seed}" / "a.jsonl", shuffled)]
        into = tmp_path / f"records-{seed}"
        imported(settings, into, *files)
        found = tree(into)
        positions = {line["position"] for line in held(into)}
        assert positions
        found.pop("imports/invented/held.jsonl")  # says in which line each of them stood
        trees.append(found)
    assert not differing(trees[0], trees[1])
    assert not differing(trees[0], trees[2])


def test_processes_do_not_matter(settings: Settings, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(n) for n in range(1, 600)])
    imported(settings, tmp_path / "one", source, processes=1)
    imported(settings, tmp_path / "two", source, processes=2)
    assert not differing(tree(tmp_path / "one"), tree(tmp_path / "two"))


def test_a_newer_edition_in_the_same_import_is_a_revision(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(
        tmp_path / "a.jsonl",
        [
            entry(1, "2024-06-10", risk="It burns.", name="Mug"),
            entry(1, "2024-05-20"),
            entry(1, "2024-06-01", risk="It burns."),
            entry(1, "2024-06-05", risk="It burns."),
        ],
    )
    report = imported(settings, into, source)
    assert (report.read, report.written, report.older) == (4, 1, 3)
    revisions = record(into / FIRST)["revisions"]
    # The third entry differs in its version alone, which no reader sees.
    assert [revision["date"] for revision in revisions] == ["2024-06-01", "2024-06-10"]
    assert revisions[0]["change"]["en"].endswith("Changed here: risk.")
    assert "product" in revisions[1]["change"]["en"]
    assert "제품" in revisions[1]["change"]["ko"]


def test_a_newer_edition_later_gives_the_same_as_at_once(settings: Settings, tmp_path: Path) -> None:
    old = lines(tmp_path / "old.jsonl", [entry(1), entry(2)])
    new = lines(tmp_path / "new.jsonl", [entry(1, "2024-06-10", platforms=["example-market"])])
    imported(settings, tmp_path / "at-once", old, new)
    imported(settings, tmp_path / "later", old)
    report = imported(settings, tmp_path / "later", new)
    assert (report.read, report.updated, report.written, report.unchanged) == (1, 1, 0, 0)
    names = [FIRST, "responses/example-market/2024/PSB-2024-100001.yml", "imports/invented/registry.jsonl"]
    for name in names:
        assert (tmp_path / "later" / name).read_bytes() == (tmp_path / "at-once" / name).read_bytes()
    change = record(tmp_path / "later" / FIRST)["revisions"][0]["change"]["en"]
    assert "what the platforms did" in change
    again = imported(settings, tmp_path / "later", old, new)
    assert (again.updated, again.unchanged, again.older) == (0, 2, 1)


def test_an_older_edition_changes_nothing(settings: Settings, into: Path, tmp_path: Path) -> None:
    imported(settings, into, lines(tmp_path / "new.jsonl", [entry(1, "2024-06-10", name="Mug")]))
    before = (into / FIRST).read_bytes()
    report = imported(settings, into, lines(tmp_path / "old.jsonl", [entry(1)]))
    assert (report.older, report.updated, report.held) == (1, 0, 0)
    assert (into / FIRST).read_bytes() == before


def test_two_contents_with_one_version(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1), entry(1, name="A quite different product"), entry(1)])
    report = imported(settings, into, source)
    assert (report.read, report.written, report.older, report.held) == (3, 1, 0, 2)
    assert {item["fields"]["name"] for item in held(into)} == {"Cup 1"}
    assert record(into / FIRST)["title"] == {"en": "A quite different product"}


def test_a_record_edited_by_hand_is_never_overwritten(settings: Settings, into: Path, tmp_path: Path) -> None:
    old = lines(tmp_path / "old.jsonl", [entry(1)])
    new = lines(tmp_path / "new.jsonl", [entry(1, "2024-06-10", name="Mug")])
    imported(settings, into, old)
    edit(into / FIRST, "en: Cup 1\nsummary", "en: Cup number one\nsummary")
    by_hand = (into / FIRST).read_bytes()
    same = imported(settings, into, old)
    assert (same.unchanged, same.by_hand, same.held) == (1, 1, 0)
    report = imported(settings, into, new)
    assert (report.held, report.updated) == (1, 0)
    assert "edited-by-hand" in report.reasons
    assert FIRST in held(into)[0]["reasons"][0]
    assert held(into)[0]["fields"]["name"] == "Mug"
    assert (into / FIRST).read_bytes() == by_hand
    kept = imported(settings, into, new, keep_edited=True)
    assert (kept.held, kept.by_hand) == (0, 1)
    assert held(into) == []
    assert imported(settings, into, new).by_hand == 1
    assert (into / FIRST).read_bytes() == by_hand


def test_a_file_of_somebody_else_is_never_overwritten(settings: Settings, into: Path, tmp_path: Path) -> None:
    imported(settings, into, lines(tmp_path / "old.jsonl", [entry(1)]))
    case = into / "responses/sample-mall/2024/PSB-2024-100001.yml"
    case.parent.mkdir(parents=True)
    case.write_text("notice: PSB-2024-100001\nplatform: sample-mall\n", encoding="utf-8")
    new = lines(tmp_path / "new.jsonl", [entry(1, "2024-06-10", platforms=["sample-mall"])])
    report = imported(settings, into, new)
    assert report.held == 1
    assert case.read_text(encoding="utf-8").endswith("sample-mall\n")


def test_a_record_that_is_gone_is_written_again(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1), entry(2)])
    imported(settings, into, source)
    before = tree(into)
    (into / FIRST).unlink()
    report = imported(settings, into, source)
    assert (report.written, report.unchanged) == (1, 1)
    assert not differing(before, tree(into))


def test_numbers_that_are_taken(settings: Settings, into: Path, tmp_path: Path) -> None:
    (into / "notices/2024").mkdir(parents=True)
    (into / FIRST).write_text("id: PSB-2024-100001\n", encoding="utf-8")
    source = lines(
        tmp_path / "a.jsonl",
        [entry(1), {**entry(2), "ref": "B"}, {**entry(2), "ref": "A"}, entry(3, number=None), entry(4, number=-1)],
    )
    imported(settings, into, source)
    rows = [json.loads(line) for line in (into / "imports/invented/registry.jsonl").read_text().splitlines()]
    assert {row["reference"]: row["id"] for row in rows} == {
        "A": "PSB-2024-100002",
        "B": "PSB-2024-190000",
        "EX/00001/24": "PSB-2024-190001",
        "EX/00003/24": "PSB-2024-190002",
        "EX/00004/24": "PSB-2024-190003",
    }
    assert (into / FIRST).read_text(encoding="utf-8") == "id: PSB-2024-100001\n"


def test_an_id_is_never_used_again(settings: Settings, into: Path, tmp_path: Path) -> None:
    imported(settings, into, lines(tmp_path / "a.jsonl", [entry(1)]))
    (into / FIRST).unlink()
    report = imported(settings, into, lines(tmp_path / "b.jsonl", [{**entry(1), "ref": "another"}]))
    assert report.written == 1
    assert not (into / FIRST).exists()
    assert (into / "notices/2024/PSB-2024-190000.yml").exists()


def test_the_whole_block_can_be_used() -> None:
    taken = {f"PSB-2024-{100_000 + n}" for n in range(1, 100_000) if n != 7}
    wanted = [Wanted("a", 2024, None), Wanted("b", 2024, None)]
    assert assign(wanted, taken, 100_000, "PSB") == {"a": "PSB-2024-100007"}


def test_held_back_entries_do_not_vanish(settings: Settings, into: Path, tmp_path: Path) -> None:
    first = lines(tmp_path / "a.jsonl", [entry(1, name=None), {"odd": 1}, entry(2)])
    second = lines(tmp_path / "b.jsonl", [entry(3, name=None)])
    imported(settings, into, first)
    imported(settings, into, second)
    assert [item["reference"] for item in held(into)] == ["EX/00001/24", "EX/00003/24", "a.jsonl:2"]
    assert held(into)[2]["fields"] == {"odd": 1}
    mended = lines(tmp_path / "c.jsonl", [entry(1, "2024-06-01")])
    imported(settings, into, mended)
    assert [item["reference"] for item in held(into)] == ["EX/00003/24", "a.jsonl:2"]


def test_counts_add_up(settings: Settings, into: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    entries = [
        entry(
            chance.randrange(40),
            f"2024-06-{chance.randrange(1, 9):02d}",
            name=chance.choice(["Cup", "Mug", "Bowl", None]),
            extra=chance.choice([None, "odd"]),
        )
        for _ in range(300)
    ]
    half = [lines(tmp_path / "a.jsonl", entries[:200]), lines(tmp_path / "b.jsonl", entries[100:])]
    for paths in ((half[0],), (half[1],), tuple(half)):
        report = imported(settings, into, *paths)
        total = report.written + report.updated + report.unchanged + report.older + report.held
        assert report.read == total > 0
        book = json.loads((into / "imports/invented/report.json").read_text())
        assert book["read"] == book["records"] + book["older"] + book["held"]["entries"]


def test_what_breaks_a_rule_is_held_back_with_the_rule(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(
        tmp_path / "a.jsonl",
        [
            entry(1, risk="Call Mr Kim, 010-1234-5678."),
            entry(2, category="no-such-category"),
            entry(3, published="2024-13-45"),
            entry(4, platforms=["../../../etc"]),
            entry(5, year=99999),
            entry(6, platforms=["example-market"], removed="2024-02-31"),
            entry(7, risk="x" * 1_100_000),
            entry(8, name=5),
            entry(9),
        ],
    )
    report = imported(settings, into, source)
    assert (report.written, report.held) == (1, 8)
    found = {item["reference"][3:8]: item["reasons"][0].split(":")[0] for item in held(into)}
    assert found == {
        "00001": "personal-data",
        "00002": "reference",
        "00003": "date",
        "00004": "reference",
        "00005": "id",
        "00006": "date",
        "00007": "file-size",
        "00008": "reader-failed",
    }
    assert not list(into.rglob("*etc*"))


def test_hostile_entries_stay_in_their_place(settings: Settings, into: Path, tmp_path: Path) -> None:
    names = [
        "../../../../tmp/x",
        "a/b\\c\0d",
        "\x92 \x07 \u202e \ud800",
        "# 'x': \"y\" &a *b !c %d @e `f`",
        "{{ 7*7 }}",
    ]
    source = lines(
        tmp_path / "a.jsonl",
        [{**entry(n, name=f"Cup {name}"), "ref": name} for n, name in enumerate(names, 1)] + [{**entry(9), "ref": " "}],
    )
    before = set(tmp_path.rglob("*"))
    report = imported(settings, into, source)
    assert report.read == len(names) + 1 == report.written + report.held
    outside = {path for path in set(tmp_path.rglob("*")) - before if not path.is_relative_to(into)}
    assert not outside
    files = sorted(path.name for path in (into / "notices").rglob("*") if path.is_file())
    assert all(name.startswith("PSB-2024-10000") for name in files)
    assert [item["reasons"] for item in held(into) if item["reference"] == "a.jsonl:6"] == [
        ["the entry has no reference"]
    ]


def test_an_unreadable_file_stops_everything_before_anything_is_written(
    settings: Settings, into: Path, tmp_path: Path
) -> None:
    good = lines(tmp_path / "a.jsonl", [entry(1)])
    bad = tmp_path / "b.jsonl"
    bad.write_text('{"ref": "x"', encoding="utf-8")
    with pytest.raises(ImportFailed, match=r"b\.jsonl, line 1"):
        imported(settings, into, good, bad)
    assert not into.exists()
    empty = lines(tmp_path / "c.jsonl", [])
    with pytest.raises(ImportFailed, match="no entries"):
        imported(settings, into, empty)
    assert not into.exists()


def test_a_dry_run_writes_nothing(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1), entry(2, name=None)])
    report = imported(settings, into, source, dry=True)
    assert (report.written, report.held) == (1, 1)
    assert not into.exists()
    imported(settings, into, source)
    before = tree(into)
    report = imported(settings, into, lines(tmp_path / "b.jsonl", [entry(1, "2024-06-01", name="Mug")]), dry=True)
    assert report.updated == 1
    assert not differing(before, tree(into))


def test_a_second_import_at_the_same_time_is_refused(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1)])
    imported(settings, into, source)
    handle = os.open(into / "imports", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(ImportFailed, match=r"another import into .* is running"):
            imported(settings, into, source)
    finally:
        os.close(handle)
    assert imported(settings, into, source).unchanged == 1


def test_a_folder_with_something_else_is_refused(settings: Settings, tmp_path: Path) -> None:
    source = lines(tmp_path / "in" / "a.jsonl", [entry(1)])
    with pytest.raises(ImportFailed, match="something else"):
        imported(settings, source.parent, source)
    with pytest.raises(ImportFailed, match="no folder"):
        imported(settings, source, source)


def test_a_link_leads_nowhere(settings: Settings, into: Path, tmp_path: Path) -> None:
    (into / "notices").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (into / "notices/2024").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ImportFailed, match="symbolic link"):
        imported(settings, into, lines(tmp_path / "a.jsonl", [entry(1)]))
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("book", ["registry.jsonl", "held.jsonl", "journal.jsonl"])
def test_a_damaged_book_is_told(settings: Settings, into: Path, tmp_path: Path, book: str) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1), entry(2, name=None)])
    imported(settings, into, source)
    (into / "imports/invented" / book).write_text("{\n", encoding="utf-8")
    with pytest.raises(ImportFailed, match=f"{book}.*damaged"):
        imported(settings, into, source)


def test_the_report(settings: Settings, into: Path, tmp_path: Path) -> None:
    source = lines(
        tmp_path / "a.jsonl", [entry(n, extra=f"odd {n}") for n in range(1, 6)] + [entry(9, risk="Ask a@b.example.")]
    )
    report = imported(settings, into, source)
    book = json.loads((into / "imports/invented/report.json").read_text())
    assert book["version"] == 1
    assert book["unclear"]["extra"]["count"] == 5
    assert book["unclear"]["extra"]["samples"][0] == {"reference": "EX/00001/24", "value": "odd 1"}
    assert len(book["unclear"]["extra"]["samples"]) == 3
    assert book["warnings"] == {"personal-data": 1}
    assert book["fields"]["unmapped"] == ["extra"]
    told = json.loads(report.as_json(REGISTER))
    assert told["run"]["written"] == 6
    assert told["run"]["peak_bytes"] > 0
    assert set(told["run"]["seconds"]) == {"read", "convert", "write"}


def test_names_of_the_sources() -> None:
    assert list(MODULES) == ["safety-gate", "cpsc", "canada", "safetykorea"]
