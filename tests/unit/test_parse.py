"""From a file to a record, or to sentences that say what is wrong, where, and how to mend it."""

from typing import Any

import pytest

from generator.loading.parse import locate, parse
from generator.records.context import Agreement
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.records import as_yaml, finding, notice, response, text


def findings(raw: bytes, model: Any = Notice) -> list[tuple[str, int, int, str, str]]:
    """Rule, line, column, message and hint of everything that is wrong with a file."""
    parsed = parse(raw, "f.yml", model)
    assert (parsed.record is None) == bool(parsed.diagnostics)
    return [(d.rule, d.location.line, d.location.column, d.message, d.hint) for d in parsed.diagnostics]


def test_a_valid_record() -> None:
    parsed = parse(as_yaml(notice()), "f.yml", Notice)
    assert parsed.record is not None
    assert parsed.record.title["ko"] == "유아용 젖병"
    assert parsed.diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "place", "hint"),
    [
        ("authority:", "autority:", "extra-forbidden", (17, 1), "did you mean 'authority'?"),
        ("category:", "categroy:", "extra-forbidden", (16, 3), "did you mean 'category'?"),
        ("- type: chemical", "- type: chemical\n  lvl: low", "extra-forbidden", (21, 3), "did you mean 'level'?"),
        ("- type: chemical", "- type: chemical\n  level: serius", "enum", (21, 3), "did you mean 'serious'?"),
        ("jurisdiction: KR", "jurisdiction: KR\nstatus: activ", "enum", (19, 1), "did you mean 'active'?"),
        (
            "jurisdiction: KR",
            "jurisdiction: KR\nxyzzy: 1",
            "extra-forbidden",
            (19, 1),
            "delete it, or correct its spelling",
        ),
    ],
)
def test_did_you_mean(old: str, new: str, rule: str, place: tuple[int, int], hint: str) -> None:
    raw = as_yaml(notice()).decode()
    assert raw.count(old) == 1
    assert [
        (r, (line, column), h) for r, line, column, _, h in findings(raw.replace(old, new).encode()) if r != "missing"
    ] == [(rule, place, hint)]


SENTENCES: list[tuple[dict[str, Any], str, str]] = [
    ({"title": None}, "'title' is missing", "add the key 'title'"),
    ({"title": "x"}, "'title' has to be a text in each language", "write it as a block with en: and ko:"),
    ({"title": {"en": ["x"]}}, "'en' has to be a text", "write one text, not a list or a block of keys"),
    (
        {"title": {"english": "x"}},
        "title: 'english' is not a language tag such as en or ko",
        "correct the value of 'title'",
    ),
    ({"hazards": "chemical"}, "'hazards' has to be a list", "write each item on its own line, beginning with '- '"),
    (
        {"hazards": ["chemical"]},
        "'hazards' has to be a block of keys",
        "write it as keys and values below 'hazards'",
    ),
    ({"hazards": []}, "'hazards' is empty", "at least 1 is needed"),
    ({"product": ["x"]}, "'product' has to be a block of keys", "write it as keys and values below 'product'"),
    ({"jurisdiction": "Korea"}, "'Korea' does not have the form of 'jurisdiction'", "it has to match ^([A-Z]{2})$"),
    (
        {"findings": [finding(limit={})]},
        "a limit is exactly one of max, min, range, prohibited or requirement",
        "correct the block 'limit'",
    ),
    (
        {"published": "13.5.2024"},
        "published: '13.5.2024' is not a date: write 2024-05-13, or 2024-05 or 2024 where the day is not known",
        "correct the value of 'published'",
    ),
    (
        {"sample": {"tested": "ten", "failed": "1"}},
        "tested: 'ten' is not a whole number: write digits only",
        "correct the value of 'tested'",
    ),
]


@pytest.mark.parametrize(("changes", "message", "hint"), SENTENCES)
def test_sentences(changes: dict[str, Any], message: str, hint: str) -> None:
    assert [(m, h) for _, _, _, m, h in findings(as_yaml(notice(**changes)))] == [(message, hint)]


def test_an_empty_value_is_said_to_be_empty() -> None:
    raw = as_yaml(notice()).replace(b"jurisdiction: KR", b"jurisdiction:")
    assert findings(raw) == [("empty", 18, 1, "'jurisdiction' is empty", "fill it in, or leave the key out")]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"- a\n", "'the record' has to be a block of keys"),
        (b"text\n", "'the record' has to be a block of keys"),
        (b"---\n", "'the record' is empty"),
        (b"", "the file is empty"),
    ],
)
def test_a_file_that_is_no_record(raw: bytes, message: str) -> None:
    assert [m for _, _, _, m, _ in findings(raw)] == [message]


def test_every_error_of_a_file_is_found_at_once() -> None:
    data = notice(colour="red", status="gone", title={"en": ""}, authority=None, hazards=[{"type": "X Y"}])
    assert {rule for rule, *_ in findings(as_yaml(data))} == {
        "extra-forbidden",
        "enum",
        "empty",
        "missing",
        "string-pattern-mismatch",
    }


def test_a_merge_key_is_an_unknown_key() -> None:
    raw = as_yaml(notice()) + b"<<: {status: withdrawn}\n"
    assert [(rule, message) for rule, _, _, message, _ in findings(raw)] == [
        ("extra-forbidden", "the key '<<' is not known here")
    ]


def test_braces_in_a_value_are_no_placeholders() -> None:
    data = notice(status="{key} {0} {input.__class__}")
    assert findings(as_yaml(data))[0][3] == "'{key} {0} {input.__class__}' is not one of the values for 'status'"


def test_events_and_commitments_name_their_place() -> None:
    raw = as_yaml(response(events=[{"kind": "notified", "date": "2024"}, {"kind": "notified"}]))
    assert [(rule, line) for rule, line, *_ in findings(raw, Response)] == [("value-error", 6)]
    pact = {"id": "a", "text": text("x"), "deadline": {"value": "x", "unit": "hours"}}
    data = {"commitments": [pact]}
    found = [
        (rule, line, message) for rule, line, _, message, _ in findings(as_yaml(data), Agreement) if rule != "missing"
    ]
    assert found == [("count", 6, "value: 'x' is not a whole number: write digits only")]


def test_locate_gives_the_nearest_place() -> None:
    raw = as_yaml(notice())
    assert str(locate(raw, "f.yml", ("product", "name", "ko"))) == "f.yml:15:5"
    assert str(locate(raw, "f.yml", ("product", "colour"))) == "f.yml:12:1"
    assert str(locate(b"\xff", "f.yml", ("product",))) == "f.yml:1:1"


def test_a_rule_across_fields_is_told_together_with_wrong_fields() -> None:
    raw = b"id: PSB-2024-0001\nstatus: withdrawn\npublished: yesterday\n"
    found = parse(raw, "x.yml", Notice).diagnostics
    assert "'yesterday' is not a date" in str([d.message for d in found])
    assert [d.message for d in found if "withdrawal with date" in d.message] == [
        "status withdrawn and a withdrawal with date and reason belong together"
    ]
