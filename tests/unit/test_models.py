"""Every rule of the record models: a valid record, one field changed, one error at its place."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from generator.records.context import Agreement, Commitment, Platform, Report, Series
from generator.records.notice import Finding, Limit, Notice
from generator.records.response import Response
from generator.records.settings import Site
from tests.support.project import FIXTURES, REPOSITORY, fixture_data
from tests.support.records import SOURCE, errors, finding, notice, response, text

NOTICES = sorted(path.name for path in (FIXTURES / "records" / "notices").rglob("*.yml"))


def test_the_factories_make_valid_records() -> None:
    assert errors(Notice, notice(findings=[finding()])) == []
    assert errors(Response, response()) == []


@pytest.mark.parametrize("name", NOTICES)
def test_fixture_notices_are_valid(name: str) -> None:
    assert errors(Notice, fixture_data(f"notices/2024/{name}")) == []


def test_the_fixtures_use_every_field_of_the_models() -> None:
    """Otherwise a block could go out of use, or be shown nowhere, without any test that notices."""
    used: dict[str, set[str]] = {"Notice": set(), "Response": set()}
    for kind, model in (("notices", Notice), ("responses", Response)):
        for path in (FIXTURES / "records" / kind).rglob("*.yml"):
            data = fixture_data(path.relative_to(FIXTURES / "records").as_posix())
            used[model.__name__] |= set(_paths(data))
    for model in (Notice, Response):
        missing = {
            path for path in _fields(model) if path not in used[model.__name__] and not path.endswith((".en", ".ko"))
        }
        assert missing == set()


def _paths(data: Any, path: str = "") -> list[str]:
    if isinstance(data, dict):
        return [f"{path}{key}" for key in data] + [p for key, v in data.items() for p in _paths(v, f"{path}{key}.")]
    if isinstance(data, list):
        return [found for item in data for found in _paths(item, path)]
    return []


def _fields(model: Any, path: str = "") -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        found.append(f"{path}{name}")
        inner = [
            a for a in (field.annotation, *getattr(field.annotation, "__args__", ())) if hasattr(a, "model_fields")
        ]
        found += [p for one in inner[:1] for p in _fields(one, f"{path}{name}.")]
    return found


WRONG_NOTICES: dict[str, tuple[dict[str, Any], tuple[int | str, ...], str]] = {
    "an unknown key": ({"colour": "red"}, ("colour",), "extra_forbidden"),
    "no id": ({"id": None}, ("id",), "missing"),
    "a wrong id": ({"id": "PSB-1"}, ("id",), "string_pattern_mismatch"),
    "an id with a way out": ({"id": "../../PSB-2024-0001"}, ("id",), "string_pattern_mismatch"),
    "no hazard": ({"hazards": []}, ("hazards",), "too_short"),
    "no source": ({"sources": []}, ("sources",), "too_short"),
    "an unknown status": ({"status": "gone"}, ("status",), "enum"),
    "a level that is none": ({"hazards": [{"type": "fire", "level": "huge"}]}, ("hazards", 0, "level"), "enum"),
    "withdrawn without a reason": ({"status": "withdrawn"}, (), "value_error"),
    "a withdrawal of an active notice": ({"withdrawal": {"date": "2024", "reason": text("x")}}, (), "value_error"),
    "superseded by nothing": ({"status": "superseded"}, (), "value_error"),
    "a successor of an active notice": ({"superseded_by": "PSB-2024-0002"}, (), "value_error"),
    "an item with platforms": ({"scope": {"platforms": ["temu-like"]}}, ("scope",), "value_error"),
    "more failed than tested": ({"sample": {"tested": "3", "failed": "4"}}, ("sample",), "value_error"),
    "a GTIN with a letter": (
        {"product": {"name": text("x"), "category": "toys", "gtins": ["880000000042X"]}},
        ("product", "gtins", 0),
        "string_pattern_mismatch",
    ),
    "a finding without a subject": ({"findings": [finding(substance=None)]}, ("findings", 0), "value_error"),
    "a finding with two subjects": ({"findings": [finding(property="ph")]}, ("findings", 0), "value_error"),
    "a multiple of nothing": (
        {"findings": [finding(printed_multiple="0")]},
        ("findings", 0, "printed_multiple"),
        "greater_than",
    ),
    "a picture elsewhere": (
        {"images": [{"file": "../x.png", "alt": text("x"), "credit": "x"}]},
        ("images", 0, "file"),
        "path",
    ),
    "a script as an address": (
        {"listings": [{"platform": "sample-mall", "url": "javascript:alert(1)"}]},
        ("listings", 0, "url"),
        "url",
    ),
    "a script as a source": ({"sources": [{**SOURCE, "url": "javascript:alert(1)"}]}, ("sources", 0, "url"), "url"),
    "a script as a reference": (
        {"references": [{"scheme": "x", "id": "1", "url": "JaVaScRiPt:alert(1)"}]},
        ("references", 0, "url"),
        "url",
    ),
    "a conflict with one claim": (
        {"conflicts": [{"topic": text("x"), "claims": [{"statement": text("x")}], "judgement": text("x")}]},
        ("conflicts", 0, "claims"),
        "too_short",
    ),
    "an unknown confidence": ({"confidence": "sure"}, ("confidence",), "enum"),
    "an empty title": ({"title": {"en": "  "}}, ("title",), "empty"),
    "a title without a language": ({"title": "Bottle"}, ("title",), "dict_type"),
    "yes for true": (
        {"measures": [{"type": "warning", "voluntary": "yes"}]},
        ("measures", 0, "voluntary"),
        "truth",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "place", "kind"), WRONG_NOTICES.values(), ids=WRONG_NOTICES.keys())
def test_wrong_notices(changes: dict[str, Any], place: tuple[int | str, ...], kind: str) -> None:
    assert errors(Notice, notice(**changes)) == [(place, kind)]


@pytest.mark.parametrize(
    "limit",
    [
        {"max": "1", "unit": "n"},
        {"min": "1", "unit": "n"},
        {"range": ["4.0", "7.5"], "unit": "ph"},
        {"prohibited": "true"},
        {"requirement": text("It must hold.")},
        {"max": "0.1", "unit": "percent", "exclusive": "true", "derived": "true"},
    ],
)
def test_a_limit_of_each_kind(limit: dict[str, Any]) -> None:
    assert errors(Limit, limit) == []


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        ({}, "exactly one"),
        ({"max": "1", "min": "2", "unit": "n"}, "exactly one"),
        ({"max": "1", "prohibited": "true", "unit": "n"}, "exactly one"),
        ({"prohibited": "false"}, "exactly one"),
        ({"max": "1"}, "unit"),
        ({"range": ["7.5", "4.0"], "unit": "ph"}, "smaller to the larger"),
        ({"range": ["4", "4"], "unit": "ph"}, "smaller to the larger"),
        ({"range": ["4"], "unit": "ph"}, "range"),
    ],
)
def test_no_limit(limit: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Limit.model_validate(limit)


@pytest.mark.parametrize(
    ("changes", "multiple"),
    [
        ({}, Decimal(6)),
        (
            {"measured": {"value": "25.23", "unit": "percent"}, "limit": {"max": "0.1", "unit": "percent"}},
            Decimal("252.3"),
        ),
        ({"measured": None}, None),
        ({"limit": None}, None),
        ({"limit": {"max": "90", "unit": "percent"}}, None),
        ({"limit": {"max": "0", "unit": "mg-kg"}}, None),
        ({"limit": {"max": "-1", "unit": "mg-kg"}}, None),
        ({"limit": {"min": "50", "unit": "mg-kg"}}, None),
        ({"limit": {"range": ["4", "7"], "unit": "mg-kg"}}, None),
        ({"limit": {"prohibited": "true"}}, None),
    ],
)
def test_the_multiple_is_computed_from_a_maximum_in_the_same_unit(
    changes: dict[str, Any], multiple: Decimal | None
) -> None:
    assert Finding.model_validate(finding(**changes)).multiple == multiple


def test_platforms_come_from_listings_findings_and_the_lot_once_each() -> None:
    data = notice(
        scope={"kind": "lot", "platforms": ["c-mall", "a-mall"]},
        listings=[{"platform": "a-mall"}, {"platform": "a-mall", "item_id": "2"}],
        findings=[finding(platform="b-mall")],
    )
    assert Notice.model_validate(data).platforms == ("a-mall", "b-mall", "c-mall")


WRONG_EVENTS: dict[str, tuple[dict[str, Any], str]] = {
    "no time": ({"kind": "notified"}, "exactly one"),
    "two times": ({"kind": "notified", "date": "2024", "unknown": "true"}, "exactly one"),
    "a time that is not unknown": ({"kind": "notified", "unknown": "false"}, "exactly one"),
    "an interval backwards": ({"kind": "notified", "between": ["2024-05-02", "2024-05-01"]}, "earlier to the later"),
    "a re-check without an outcome": ({"kind": "rechecked", "date": "2024"}, "outcome"),
    "an outcome without a re-check": ({"kind": "notified", "date": "2024", "outcome": "not_found"}, "outcome"),
    "an unknown kind": ({"kind": "vanished", "date": "2024"}, "notified"),
    "a moment without a zone": ({"kind": "notified", "instant": "2024-05-20T10:00"}, "time zone"),
}


@pytest.mark.parametrize(("event", "why"), WRONG_EVENTS.values(), ids=WRONG_EVENTS.keys())
def test_wrong_events(event: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Response.model_validate(response(events=[event]))


def test_an_interval_may_overlap_where_days_are_not_known() -> None:
    assert errors(Response, response(events=[{"kind": "notified", "between": ["2024-05-20", "2024-05"]}])) == []


def test_a_case_needs_an_event() -> None:
    assert errors(Response, response(events=[])) == [(("events",), "too_short")]


def test_a_deadline_is_a_number_of_days_or_none_stated() -> None:
    good = {"id": "a", "text": text("x"), "deadline": {"value": "2", "unit": "working_days"}}
    assert errors(Commitment, good) == []
    assert errors(Commitment, {**good, "deadline": "none stated"}) == []
    assert errors(Commitment, {**good, "deadline": "soon"}) == [(("deadline",), "value_error")]


@pytest.mark.parametrize(
    ("model", "name", "changes", "place"),
    [
        (Platform, "platforms/example-market", {"websites": ["javascript:x"]}, ("websites", 0)),
        (Platform, "platforms/example-market", {"invented": "yes"}, ("invented",)),
        (Agreement, "agreements/xx-2024", {"authorities": []}, ("authorities",)),
        (Report, "reports/eso-2024", {"kind": "rumour"}, ("kind",)),
        (Report, "reports/eso-2024", {"period": "2024-10/2024-05"}, ("period",)),
        (Series, "statistics/kr-monthly-users-example", {"points": []}, ("points",)),
    ],
)
def test_wrong_settings_records(model: Any, name: str, changes: dict[str, Any], place: tuple[int | str, ...]) -> None:
    data = fixture_data(f"../{name}.yml")
    assert errors(model, data) == []
    assert [where for where, _ in errors(model, {**data, **changes})] == [place]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"time_zone": "Asia/Nowhere"}, ("time_zone",)),
        ({"time_zone": "../../etc/passwd"}, ("time_zone",)),
        ({"languages": []}, ("languages",)),
        ({"languages": [{"code": "en", "name": "A"}, {"code": "en", "name": "B"}]}, ("languages",)),
        ({"id_prefix": "psb"}, ("id_prefix",)),
        ({"edit_url": "https://git.example/edit"}, ("edit_url",)),
        ({"edit_url": "javascript:{path}"}, ("edit_url",)),
        ({"theme": "dark"}, ("theme",)),
    ],
)
def test_wrong_site_settings(changes: dict[str, Any], place: tuple[int | str, ...]) -> None:
    data = fixture_data(str(REPOSITORY / "site_config" / "site.yml"))
    assert errors(Site, data) == []
    assert [where for where, _ in errors(Site, {**data, **changes})] == [place]


def test_records_do_not_change() -> None:
    made = Notice.model_validate(notice())
    with pytest.raises(ValidationError, match="frozen"):
        made.status = made.status  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        made.product.name = made.title  # type: ignore[misc]


def test_a_record_survives_the_cache() -> None:
    """The cache keeps records as JSON without the defaults: what comes back is equal."""
    for name in NOTICES:
        made = Notice.model_validate(fixture_data(f"notices/2024/{name}"))
        assert Notice.model_validate_json(made.model_dump_json(exclude_defaults=True)) == made
    case = Response.model_validate(fixture_data("responses/example-market/2024/PSB-2024-0001.yml"))
    assert Response.model_validate_json(case.model_dump_json(exclude_defaults=True)) == case
