"""The JSON Schemas: as committed, closed, explained, and of one mind with the models about every record there is."""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from generator.authoring.commands import SCHEMA_FOLDER
from generator.authoring.schema import KINDS, kind_of, schema_file, schemas
from generator.loading.parse import parse
from generator.loading.settings import Settings, load_settings
from generator.loading.yaml_reader import read
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.project import FIXTURES, REPOSITORY, make_project, run
from tests.support.records import finding, notice, response, text
from tests.support.yaml12 import as_an_editor

SHIPPED = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("bulletins", "site_config")
    for path in (REPOSITORY / folder).rglob("*.yml")
)
BROKEN = FIXTURES / "broken"
UNREADABLE = {"PSB-2024-0001", "PSB-2024-0007", "PSB-2024-0008", "PSB-2024-0009", "PSB-2024-0010"}
"""Broken records that are no YAML, or YAML that no record may be: an editor says so without any schema."""
WRONG_IN_FORM = {"PSB-2024-0002", "PSB-2024-0003", "PSB-2024-0011", "sample-mall/PSB-2024-0099"}
"""Broken records whose keys, forms or ids are wrong. What is wrong with the others, only the whole can tell."""


def validators(settings: Settings) -> dict[str, Draft202012Validator]:
    return {
        name.removesuffix(".schema.json"): Draft202012Validator(json.loads(made))
        for name, made in schemas(settings).items()
    }


@pytest.fixture(scope="module")
def shipped_settings() -> Settings:
    settings, found = load_settings(REPOSITORY / "site_config")
    assert settings is not None, found
    return settings


@pytest.fixture(scope="module")
def shipped_schemas(shipped_settings: Settings) -> dict[str, Draft202012Validator]:
    return validators(shipped_settings)


@pytest.fixture(scope="module")
def small(settings_of_fixtures: Settings) -> dict[str, Draft202012Validator]:
    """The schemas of the small project, whose platforms and authorities are invented."""
    return validators(settings_of_fixtures)


def test_the_committed_schemas_are_up_to_date(shipped_settings: Settings) -> None:
    committed = {p.name: p.read_bytes() for p in (REPOSITORY / SCHEMA_FOLDER).iterdir()}
    made = {name: content.encode() for name, content in schemas(shipped_settings).items()}
    stale = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    assert stale == [], "site_config/ or a model has changed: run 'bulletins schema' and commit .schemas/"


def test_the_command_writes_them_and_leaves_what_is_right_alone(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p")
    first = run("bulletins", "schema", cwd=root)
    assert (first.returncode, first.stderr) == (0, "")
    assert f"{len(KINDS)} schemas in" in first.stdout
    times = {p: p.stat().st_mtime_ns for p in (root / SCHEMA_FOLDER).iterdir()}
    assert len(times) == len(KINDS)
    assert "0 of them new or changed" in run("bulletins", "schema", cwd=root).stdout
    assert {p: p.stat().st_mtime_ns for p in (root / SCHEMA_FOLDER).iterdir()} == times
    assert run("bulletins", "schema", tmp_path / "elsewhere", cwd=root).returncode == 0
    assert (tmp_path / "elsewhere/notice.schema.json").read_bytes() == (
        root / SCHEMA_FOLDER / "notice.schema.json"
    ).read_bytes()


def test_the_command_says_why_it_cannot(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p")
    (root / "taken").write_text("", encoding="utf-8")
    done = run("bulletins", "schema", "taken", cwd=root)
    assert done.returncode == 1
    assert done.stderr.startswith("bulletins: the schemas cannot be written: ")
    (root / "site_config/site.yml").write_text("title: x\n", encoding="utf-8")
    done = run("bulletins", "schema", cwd=root)
    assert done.returncode == 1
    assert "site_config/site.yml:1:1: 'title' has to be a text in each language" in done.stderr
    assert not (root / SCHEMA_FOLDER).exists()


def test_they_are_schemas_closed_and_explained(shipped_schemas: dict[str, Draft202012Validator]) -> None:
    assert set(shipped_schemas) == set(KINDS)
    unsaid, left_open, wrong = [], [], []
    for kind, validator in shipped_schemas.items():
        Draft202012Validator.check_schema(validator.schema)
        assert validator.schema["title"] and validator.schema["description"]
        for where, part in parts(validator.schema):
            if part.get("type") != "object":
                continue
            if part["additionalProperties"] is not False:
                left_open.append(f"{kind}{where}")
            for name, told in part["properties"].items():
                if not told.get("description"):
                    unsaid.append(f"{kind}{where}/{name}")
                for example in told.get("examples", ()):
                    own = validator.evolve(schema={**told, "$defs": validator.schema["$defs"]})
                    wrong += [f"{kind}{where}/{name}: {example}"] * (not own.is_valid(example))
    assert (unsaid, left_open, wrong) == ([], [], [])


def parts(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every block of a schema with its place."""
    if isinstance(schema, dict):
        yield where, schema
        for key, value in schema.items():
            if key not in ("examples", "default", "enum"):
                yield from parts(value, f"{where}/{key}")
    elif isinstance(schema, list):
        for item in schema:
            yield from parts(item, where)


def test_ids_are_offered_with_their_names(shipped_schemas: dict[str, Draft202012Validator]) -> None:
    defs = shipped_schemas["notice"].schema["$defs"]
    for kind in ("platforms", "authorities", "categories", "hazards", "measures", "substances", "properties", "units"):
        assert len(defs[kind]["enum"]) == len(defs[kind]["enumDescriptions"]) > 3, kind
    assert dict(zip(defs["platforms"]["enum"], defs["platforms"]["enumDescriptions"], strict=True))["temu"] == (
        "Temu · 테무"
    )
    cas = dict(zip(defs["substances"]["enum"], defs["substances"]["enumDescriptions"], strict=True))["dehp"]
    assert "CAS 117-81-7" in cas


@pytest.mark.parametrize("file", SHIPPED)
def test_shipped_records(file: str, shipped_schemas: dict[str, Draft202012Validator]) -> None:
    raw = (REPOSITORY / file).read_bytes()
    kind = kind_of(file)
    assert kind is not None
    target = os.path.relpath(f"{SCHEMA_FOLDER}/{schema_file(kind)}", Path(file).parent)
    assert raw.decode().splitlines()[0] == f"# yaml-language-server: $schema={target}"
    for data in (read(raw).data, as_an_editor(raw.decode())):
        assert [error.message for error in shipped_schemas[kind].iter_errors(data)] == []


def name_of(path: Path) -> str:
    return path.stem if "notices" in path.parts else f"{path.parts[-3]}/{path.stem}"


@pytest.mark.parametrize("path", sorted(BROKEN.rglob("*.yml")), ids=name_of)
def test_broken_records(path: Path, small: dict[str, Draft202012Validator]) -> None:
    raw, name = path.read_bytes(), name_of(path)
    if name in UNREADABLE:
        assert read(raw).faults
        return
    validator = small["notice" if "notices" in path.parts else "response"]
    for data in (read(raw).data, as_an_editor(raw.decode())):
        assert validator.is_valid(data) is (name not in WRONG_IN_FORM)
    if name != "PSB-2024-0003":  # sound by itself; it names things that are not there
        model = Notice if "notices" in path.parts else Response
        assert (parse(raw, name, model).record is None) is (name in WRONG_IN_FORM)


def test_sound_fixtures(small: dict[str, Draft202012Validator]) -> None:
    checked = 0
    for path in sorted((FIXTURES / "records").rglob("*.yml")):
        kind = kind_of(path.relative_to(FIXTURES).as_posix())
        assert kind in ("notice", "response")
        assert [error.message for error in small[kind].iter_errors(as_an_editor(path.read_text("utf-8")))] == []
        checked += 1
    assert checked == 12


CASE = "response"
CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("notice", {}),
    ("notice", {"colour": "red"}),
    ("notice", {"published": "2024-13-01"}),
    ("notice", {"published": "2024"}),
    ("notice", {"jurisdiction": "Korea"}),
    ("notice", {"title": {}}),
    ("notice", {"title": "Bottle"}),
    ("notice", {"title": {"en": " "}}),
    ("notice", {"title": {"de": "Flasche"}}),
    ("notice", {"title": {"deutsch": "Flasche"}}),
    ("notice", {"hazards": []}),
    ("notice", {"hazards": [{"type": "chemical", "level": "serius"}]}),
    ("notice", {"sources": []}),
    ("notice", {"status": "withdrawn"}),
    ("notice", {"status": "withdrawn", "withdrawal": {"date": "2024", "reason": text("x")}}),
    ("notice", {"withdrawal": {"date": "2024", "reason": text("x")}}),
    ("notice", {"status": "superseded", "superseded_by": "PSB-2024-0002"}),
    ("notice", {"superseded_by": "PSB-2024-0002"}),
    ("notice", {"superseded_by": "PSB-24-2", "status": "superseded"}),
    ("notice", {"scope": {"kind": "item", "platforms": ["sample-mall"]}}),
    ("notice", {"scope": {"platforms": ["sample-mall"]}}),
    ("notice", {"scope": {"kind": "lot", "platforms": ["sample-mall"]}}),
    ("notice", {"scope": {"kind": "item", "platforms": []}}),
    ("notice", {"findings": [finding()]}),
    ("notice", {"findings": [finding(property="ph")]}),
    ("notice", {"findings": [finding(substance=None)]}),
    ("notice", {"findings": [finding(printed_multiple="0")]}),
    ("notice", {"findings": [finding(printed_multiple="6.0")]}),
    ("notice", {"findings": [finding(measured={"value": "1e3", "unit": "mg-kg"})]}),
    ("notice", {"findings": [finding(measured={"value": "1,5", "unit": "mg-kg"})]}),
    ("notice", {"findings": [finding(measured={"value": "1"})]}),
    ("notice", {"findings": [finding(limit={"max": "1"})]}),
    ("notice", {"findings": [finding(limit={"max": "1", "min": "2", "unit": "mg-kg"})]}),
    ("notice", {"findings": [finding(limit={"prohibited": "true"})]}),
    ("notice", {"findings": [finding(limit={"prohibited": "false"})]}),
    ("notice", {"findings": [finding(limit={"max": "1", "unit": "mg-kg", "prohibited": "false"})]}),
    ("notice", {"findings": [finding(limit={"range": ["1"], "unit": "mg-kg"})]}),
    ("notice", {"findings": [finding(limit={"range": ["1", "2", "3"], "unit": "mg-kg"})]}),
    ("notice", {"findings": [finding(limit={"range": ["1", "2"], "unit": "mg-kg"})]}),
    ("notice", {"findings": [finding(limit={"requirement": text("none"), "prohibited": "yes"})]}),
    ("notice", {"listings": [{"platform": "sample-mall", "url": "javascript:alert(1)"}]}),
    ("notice", {"images": [{"file": "../x.png", "alt": text("x"), "credit": "x"}]}),
    ("notice", {"product": {"name": text("x"), "category": "toys", "gtins": ["123"]}}),
    ("notice", {"product": {"name": text("x"), "category": "toys", "units": "-1"}}),
    ("notice", {"product": {"name": text("x"), "category": "toys", "units": "007"}}),
    ("notice", {"product": {"name": text("x"), "category": ["toys"]}}),
    (CASE, {}),
    (CASE, {"events": []}),
    (CASE, {"events": [{"kind": "notified"}]}),
    (CASE, {"events": [{"kind": "notifid", "date": "2024"}]}),
    (CASE, {"events": [{"kind": "notified", "date": "2024", "instant": "2024-05-13T10:00Z"}]}),
    (CASE, {"events": [{"kind": "notified", "instant": "2024-05-13T10:00+09:00"}]}),
    (CASE, {"events": [{"kind": "notified", "instant": "2024-05-13T10:00"}]}),
    (CASE, {"events": [{"kind": "notified", "unknown": "true"}]}),
    (CASE, {"events": [{"kind": "notified", "unknown": "false"}]}),
    (CASE, {"events": [{"kind": "notified", "date": "2024", "unknown": "false"}]}),
    (CASE, {"events": [{"kind": "notified", "between": ["2024", "2025"]}]}),
    (CASE, {"events": [{"kind": "notified", "between": ["2024"]}]}),
    (CASE, {"events": [{"kind": "rechecked", "date": "2024"}]}),
    (CASE, {"events": [{"kind": "rechecked", "date": "2024", "outcome": "found_again"}]}),
    (CASE, {"events": [{"kind": "notified", "date": "2024", "outcome": "found_again"}]}),
    (CASE, {"initiative": "nobody"}),
]


@pytest.mark.parametrize(("kind", "change"), CHANGES, ids=[f"{k}-{c}"[:70] for k, c in CHANGES])
def test_model_and_schema_agree(kind: str, change: dict[str, Any], small: dict[str, Draft202012Validator]) -> None:
    data = notice(**change) if kind == "notice" else response(**change)
    try:
        KINDS[kind].model_validate(deepcopy(data))
        sound = True
    except ValidationError:
        sound = False
    assert small[kind].is_valid(data) is sound


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("notice", {"authority": "example-safety-ofice"}),
        ("notice", {"hazards": [{"type": "chemicl"}]}),
        ("notice", {"product": {"name": text("x"), "category": "toyz"}}),
        ("notice", {"product": {"name": text("x"), "category": "toys", "intended_users": ["infant"]}}),
        ("notice", {"findings": [finding(substance="leed")]}),
        ("notice", {"findings": [finding(substance=None, property="phh")]}),
        ("notice", {"findings": [finding(measured={"value": "1", "unit": "mg-kq"})]}),
        ("notice", {"findings": [finding(limit={"max": "1", "unit": "mg-kq"})]}),
        ("notice", {"findings": [finding(platform="temuu")]}),
        ("notice", {"listings": [{"platform": "temuu"}]}),
        ("notice", {"scope": {"kind": "lot", "platforms": ["temuu"]}}),
        ("notice", {"measures": [{"type": "recal"}]}),
        ("notice", {"exceptions": [{"rule": "gtin-check-digits", "reason": "x"}]}),
        ("response", {"platform": "temuu"}),
    ],
)
def test_an_id_that_is_not_there(kind: str, change: dict[str, Any], small: dict[str, Draft202012Validator]) -> None:
    data = notice(**change) if kind == "notice" else response(**change)
    KINDS[kind].model_validate(deepcopy(data))
    (error,) = small[kind].iter_errors(data)
    assert error.validator == "enum"
