"""Loading a folder: links between records, places of files, the cache, the catalogue's indexes."""

import io
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import as_terminal
from generator.loading import load as loading
from generator.loading import shards, store
from generator.loading.catalog import Catalog, Unsound
from generator.loading.load import Loaded, load
from tests.support.golden import matches
from tests.support.project import FIXTURES, edit, make_project

NOTICE = "notices/2024/PSB-2024-0001.yml"
CASE = "responses/example-market/2024/PSB-2024-0001.yml"


@pytest.fixture
def records(project: Path) -> Path:
    return project / "bulletins"


def loaded(project: Path) -> Loaded:
    return load(project / "site_config", project / "bulletins", project / ".cache")


def found(project: Path) -> list[tuple[str, str]]:
    """Where and which rule, of everything that is wrong; and no catalogue if anything is."""
    result = loaded(project)
    assert (result.catalog is None) == bool(result.diagnostics)
    return sorted((str(d.location), d.rule) for d in result.diagnostics)


def test_the_whole_list_for_a_broken_folder(tmp_path: Path) -> None:
    """Every error of every file in one list: compared with tests/golden/broken.txt (UPDATE_GOLDEN=1 writes it anew)."""
    root = make_project(tmp_path / "p", records=FIXTURES / "broken")
    diagnostics = loaded(root).diagnostics
    matches("broken.txt", as_terminal(diagnostics, lambda file: (root / file).read_text("utf-8", "replace")) + "\n")


def test_the_fixtures_are_sound(project: Path) -> None:
    result = loaded(project)
    assert result.diagnostics == []
    assert (result.records, result.cached) == (12, 0)


# File, old text, new text; ¦ stands where the error is expected.
LINKS: dict[str, tuple[str, str, str, str]] = {
    "an unknown substance": (NOTICE, "substance: dehp", "¦substance: dehq", "reference"),
    "an unknown property": (NOTICE, "property: ph", "¦property: acid", "reference"),
    "an unknown unit": (NOTICE, "value: 8.9\n      unit: ph", "value: 8.9\n      ¦unit: pq", "reference"),
    "an unknown category": (NOTICE, "category: childcare-articles", "¦category: childcare", "reference"),
    "an unknown user": (NOTICE, "[infants]", "[¦infantz]", "reference"),
    "an unknown measure": (NOTICE, "type: warning", "¦type: warming", "reference"),
    "an unknown hazard": (NOTICE, "type: choking", "¦type: joking", "reference"),
    "an unknown authority": (NOTICE, "authority: example-safety-office", "¦authority: office", "reference"),
    "an unknown source": (NOTICE, "sources: [paper]", "sources: [¦papers]", "source-unknown"),
    "another id": (NOTICE, "id: PSB-2024-0001", "¦id: PSB-2024-0009", "file-name"),
    "an alias of another": (NOTICE, "aliases: [ESO-2024-0017]", "aliases: [¦PSB-2024-0002]", "alias-collision"),
    "a picture that is not there": (NOTICE, "file: tiny-sip.png", "¦file: gone.png", "image-missing"),
    "a picture that is none": (NOTICE, "file: tiny-sip.png", "¦file: PSB-2024-0002.yml", "image-type"),
    "a case under another platform": (CASE, "notice: PSB", "¦notice: PSB", "file-name"),
    "a case of another notice": (CASE, "notice: PSB-2024-0001", "¦notice: PSB-2024-0002", "file-name"),
    "an item that is not listed": (CASE, "events:\n", "¦events:\n", "case-listing"),
}


@pytest.mark.parametrize(("file", "old", "new", "rule"), LINKS.values(), ids=LINKS.keys())
def test_a_broken_link(project: Path, file: str, old: str, new: str, rule: str) -> None:
    path = project / "bulletins" / file
    edit(path, old, new)
    place = mark(path)
    if rule == "case-listing":
        edit(path, 'listings: ["1005000000421"]\n    sources', 'listings: ["1"]\n    sources')
    if rule == "file-name" and old == "notice: PSB":
        edit(path, "platform: example-market", "platform: sample-mall")
    assert found(project) == [(f"bulletins/{file}:{place}", rule)]


def mark(path: Path) -> str:
    """Line and column of the mark in a file, which is taken out."""
    before, after = path.read_text(encoding="utf-8").split("¦")
    path.write_text(before + after, encoding="utf-8")
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_an_unknown_platform_is_told_of_the_listing_and_of_the_case(project: Path, records: Path) -> None:
    edit(records / NOTICE, "platform: sample-mall\n    item_id", "¦platform: sample-shop\n    item_id")
    place = mark(records / NOTICE)
    assert found(project) == [
        (f"bulletins/{NOTICE}:{place}", "reference"),
        ("bulletins/responses/sample-mall/2024/PSB-2024-0001.yml:2:1", "case-platform"),
    ]


def test_a_source_that_stands_twice(project: Path, records: Path) -> None:
    edit(records / NOTICE, "- id: paper", "- ¦id: test")
    second = mark(records / NOTICE)
    edit(records / NOTICE, "sources: [paper]", "sources: [¦paper]")
    unknown = mark(records / NOTICE)
    assert found(project) == [
        (f"bulletins/{NOTICE}:{unknown}", "source-unknown"),
        (f"bulletins/{NOTICE}:{second}", "source-duplicate"),
    ]


def test_a_case_needs_its_notice(project: Path, records: Path) -> None:
    (records / "notices/2024/PSB-2024-0003.yml").unlink()
    assert found(project) == [("bulletins/responses/sample-mall/2024/PSB-2024-0003.yml:1:1", "reference")]


def test_a_case_of_a_broken_notice_is_not_blamed(project: Path, records: Path) -> None:
    edit(records / NOTICE, "jurisdiction: KR", "jurisdiction: Korea")
    assert [rule for _, rule in found(project)] == ["string-pattern-mismatch"]


def test_a_circle_of_successors(project: Path, records: Path) -> None:
    file = records / "notices/2024/PSB-2024-0005.yml"
    edit(file, "published: 2024-02-28", "status: superseded\nsuperseded_by: PSB-2024-0004\npublished: 2024-02-28")
    assert found(project) == [
        ("bulletins/notices/2024/PSB-2024-0004.yml:22:1", "superseded-circle"),
        ("bulletins/notices/2024/PSB-2024-0005.yml:3:1", "superseded-circle"),
    ]


def test_a_successor_that_is_not_there(project: Path, records: Path) -> None:
    (records / "notices/2024/PSB-2024-0005.yml").unlink()
    assert found(project) == [("bulletins/notices/2024/PSB-2024-0004.yml:22:1", "reference")]


def test_two_pictures_of_one_name(project: Path, records: Path) -> None:
    shutil.copytree(records / "notices/2024", records / "notices/2024/more", ignore=shutil.ignore_patterns("*.yml"))
    old = "  - file: tiny-sip.png\n"
    edit(records / NOTICE, old, "  - {file: more/tiny-sip.png, alt: {en: x}, credit: x}\n" + old)
    edit(records / NOTICE, old, "  - ¦file: tiny-sip.png\n")
    place = mark(records / NOTICE)
    assert found(project) == [(f"bulletins/{NOTICE}:{place}", "image-duplicate")]


STRANGE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a link to a file": (lambda f: (f / "x.yml").symlink_to("/etc/passwd"), "x.yml", "file-link"),
    "a link to a folder": (lambda f: (f / "more").symlink_to("/etc"), "more", "file-link"),
    "a link to itself": (lambda f: (f / "loop").symlink_to(f), "loop", "file-link"),
    "a link to nothing": (lambda f: (f / "gone.yml").symlink_to("nowhere"), "gone.yml", "file-link"),
    "the other extension": (lambda f: (f / "PSB-2024-0020.yaml").touch(), "PSB-2024-0020.yaml", "file-name"),
    "a pipe": (lambda f: os.mkfifo(f / "PSB-2024-0020.yml"), "PSB-2024-0020.yml", "file-kind"),
    "an empty file": (lambda f: (f / "PSB-2024-0020.yml").touch(), "PSB-2024-0020.yml", "yaml-empty"),
    "a deep folder": (lambda f: (f / "/".join("abcdefgh")).mkdir(parents=True), "a/b/c/d/e/f/g/h", "file-depth"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "name", "rule"), STRANGE.values(), ids=STRANGE.keys())
def test_strange_files(project: Path, records: Path, make: Callable[[Path], object], name: str, rule: str) -> None:
    make(records / "notices" / "2024")
    assert found(project) == [(f"bulletins/notices/2024/{name}", rule)]


def test_a_file_name_that_is_no_text(project: Path, records: Path) -> None:
    folder = os.fsencode(records / "notices" / "2024")
    shutil.copyfile(os.fsencode(records / NOTICE), folder + b"/PSB-\xff\x1b[2J.yml")
    result = loaded(project)
    assert [d.rule for d in result.diagnostics] == ["file-name"]
    output = as_terminal(result.diagnostics, lambda _: None)
    assert "\x1b" not in output
    assert output.encode()


def test_hidden_files_and_other_files_are_no_records(project: Path, records: Path) -> None:
    (records / "notices/2024/.PSB-2024-0001.yml.swp").write_bytes(b"\x00")
    (records / "notices/2024/.hidden.yml").write_bytes(b"\x00")
    (records / "notices/README.md").write_text("# Notices")
    (records / "notices.yml").write_bytes(b"\x00")
    assert found(project) == []


def test_a_picture_behind_a_link(project: Path, records: Path) -> None:
    (records / "notices/2024/tiny-sip.png").unlink()
    (records / "notices/2024/tiny-sip.png").symlink_to("/etc/hostname")
    assert [rule for _, rule in found(project)] == ["image-missing", "file-link"]


def test_a_missing_folder_is_one_error(project: Path, records: Path) -> None:
    shutil.rmtree(records)
    assert [rule for _, rule in found(project)] == ["records-missing"]


def test_a_file_that_cannot_be_read(project: Path, records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = io.open

    def refusing(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file).endswith("PSB-2024-0002.yml"):
            raise PermissionError(13, "Permission denied", str(file))
        return whole(file, *arguments, **options)

    monkeypatch.setattr("builtins.open", refusing)
    monkeypatch.setattr(io, "open", refusing)
    assert found(project) == [("bulletins/notices/2024/PSB-2024-0002.yml", "file-read")]


# -- the cache


def test_a_second_load_comes_from_the_cache_and_is_equal(project: Path) -> None:
    first, second = loaded(project), loaded(project)
    assert (second.records, second.cached) == (12, 12)
    assert first.catalog is not None
    assert second.catalog is not None
    assert dict(first.catalog.notices) == dict(second.catalog.notices)
    assert dict(first.catalog.cases) == dict(second.catalog.cases)
    for notice in first.catalog.notices:
        assert first.catalog.notice(notice) == second.catalog.notice(notice)


def test_a_changed_file_is_read_again(project: Path, records: Path) -> None:
    loaded(project)
    before = (records / NOTICE).stat()
    edit(records / NOTICE, "en: Tiny Sip baby bottle, 240 ml", "en: Tiny Sop baby bottle, 240 ml")
    os.utime(records / NOTICE, ns=(before.st_atime_ns, before.st_mtime_ns))
    result = loaded(project)
    assert result.cached == 11
    assert result.catalog is not None
    assert result.catalog.notice("PSB-2024-0001").product.name["en"] == "Tiny Sop baby bottle, 240 ml"


def test_a_file_that_stands_unchanged_long_enough_is_not_opened_again(
    project: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(shards, "SETTLED", -10_000_000_000)  # every file counts as old
    read = shards._bytes
    monkeypatch.setattr(shards, "_bytes", lambda path: opened.append(path) or read(path))
    loaded(project)
    assert len(opened) == 12
    opened.clear()
    before = (records / NOTICE).stat()
    edit(records / NOTICE, "en: Tiny Sip baby bottle, 240 ml", "en: Tiny Sop baby bottle, 240 ml")
    os.utime(records / NOTICE, ns=(before.st_atime_ns, before.st_mtime_ns))  # the time of any change cannot be set
    result = loaded(project)
    assert opened == [str(records / NOTICE)]
    assert result.catalog is not None
    assert result.catalog.notice("PSB-2024-0001").product.name["en"] == "Tiny Sop baby bottle, 240 ml"


def test_a_file_that_was_just_written_is_read_each_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(shards, "SETTLED", 10_000_000_000)
    read = shards._bytes
    monkeypatch.setattr(shards, "_bytes", lambda path: opened.append(path) or read(path))
    loaded(project)
    assert loaded(project).cached == 12
    assert len(opened) == 24


def test_a_removed_file_is_gone(project: Path, records: Path) -> None:
    loaded(project)
    (records / "notices/2024/PSB-2024-0006.yml").unlink()
    result = loaded(project)
    assert result.catalog is not None
    assert "PSB-2024-0006" not in result.catalog.notices


def test_an_error_stays_an_error_the_second_time(project: Path, records: Path) -> None:
    edit(records / NOTICE, "sources: [paper]", "sources: [papers]")
    first = found(project)
    assert [rule for _, rule in first] == ["source-unknown"]
    assert found(project) == first


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 200, None])
def test_a_damaged_cache_costs_time_only(project: Path, damage: bytes | None) -> None:
    first = loaded(project)
    files = [path for path in (project / ".cache").rglob("*") if path.is_file() and path.name != "moment"]
    assert files
    for path in files:
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]) if damage is None else damage)
    second = loaded(project)
    assert (second.cached, second.diagnostics) == (0, [])
    assert first.catalog is not None
    assert second.catalog is not None
    assert dict(first.catalog.notices) == dict(second.catalog.notices)


def test_other_code_does_not_meet_an_old_cache(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(project)
    monkeypatch.setattr(loading.store, "code_version", lambda: "another")
    assert loaded(project).cached == 0


def test_a_cache_that_cannot_be_written_is_an_error_of_the_system(project: Path) -> None:
    (project / ".cache").write_text("not a folder")
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        loaded(project)


def test_the_store_keeps_plain_data_whole(tmp_path: Path) -> None:
    data = {"a": (1, "가", b"\x00", [None, True])}
    store.save(tmp_path / "x" / "y", data)
    assert store.load(tmp_path / "x" / "y") == data
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["y"]
    assert store.load(tmp_path / "nothing") is None
    assert stat.S_ISREG((tmp_path / "x" / "y").stat().st_mode)


# -- the catalogue


@pytest.fixture
def catalog(project: Path) -> Catalog:
    made = loaded(project).catalog
    assert made is not None
    return made


def test_notices_stand_in_the_order_of_time(catalog: Catalog) -> None:
    assert list(catalog.notices) == [f"PSB-2024-000{n}" for n in (7, 6, 4, 5, 3, 1, 2, 8)]
    assert list(catalog.cases) == sorted(catalog.cases)


def test_indexes(catalog: Catalog) -> None:
    assert dict(catalog.by_alias) == {"ESO-2024-0017": "PSB-2024-0001"}
    assert set(catalog.by_platform["sample-mall"]) == {f"PSB-2024-000{n}" for n in (1, 2, 3, 6, 8)}
    assert set(catalog.by_platform["example-market"]) == {f"PSB-2024-000{n}" for n in (1, 2, 5)}
    assert catalog.by_substance["dehp"] == ("PSB-2024-0001",)
    assert catalog.by_category["toys"] == ("PSB-2024-0004", "PSB-2024-0005", "PSB-2024-0002")
    assert catalog.by_authority["example-consumer-union"] == ("PSB-2024-0002",)
    assert catalog.by_year[2023] == ("PSB-2024-0007",)
    assert dict(catalog.predecessors) == {"PSB-2024-0005": ("PSB-2024-0004",)}
    assert [case.platform for case in catalog.cases_of["PSB-2024-0001"]] == ["example-market", "sample-mall"]
    assert [case.notice for case in catalog.cases_by_platform["sample-mall"]] == [
        "PSB-2024-0001",
        "PSB-2024-0003",
        "PSB-2024-0008",
    ]
    assert catalog.latest == "2024-11-25"


def test_whole_records_come_from_the_store(catalog: Catalog) -> None:
    assert catalog.notice("PSB-2024-0001").product.gtins == ("8800000000428",)
    assert catalog.response("PSB-2024-0001", "sample-mall").events[0].kind.value == "refused"
    with pytest.raises(Unsound):
        catalog.records.notice("notices/2024/PSB-2024-0999.yml")


def test_the_catalogue_does_not_change(catalog: Catalog) -> None:
    with pytest.raises(FrozenInstanceError):
        catalog.notices = {}  # type: ignore[misc]
    for mapping in (catalog.notices, catalog.cases, catalog.by_alias, catalog.by_platform, catalog.cases_of):
        with pytest.raises(TypeError):
            mapping["x"] = "y"  # type: ignore[index]
    with pytest.raises(AttributeError):
        catalog.notices["PSB-2024-0001"].id = "x"  # type: ignore[misc]


def test_no_records_are_a_sound_catalogue(tmp_path: Path) -> None:
    made = loaded(make_project(tmp_path / "p", records=None)).catalog
    assert made is not None
    assert (len(made.notices), made.latest) == (0, "")
