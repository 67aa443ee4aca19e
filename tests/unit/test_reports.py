"""The machine formats of `bulletins check`: each says the same, and each is what its reader expects."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from generator.checks.registry import explanations
from generator.diagnostics import Diagnostic, Location, Severity
from generator.reports import as_github, as_json, as_sarif

FOUND = [
    Diagnostic("gtin-check-digit", "50%: wrong,\nreally", Location("bulletins/a b.yml", 3, 7), "mend: it"),
    Diagnostic(
        "softening-words", "'drop' \u202e plays down", Location("bulletins/a b.yml", 1, 1), "", Severity.WARNING
    ),
    Diagnostic("records-missing", "there is no such folder", Location("bulletins")),
]
TEXT = "a: b\nc: d\ne: 젖병 g\n"
OWN_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "records", "errors", "warnings", "diagnostics"],
    "properties": {
        "version": {"const": 1},
        **{name: {"type": "integer", "minimum": 0} for name in ("records", "errors", "warnings")},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["rule", "severity", "message", "hint", "file", "line", "column"],
                "properties": {
                    **{name: {"type": "string"} for name in ("rule", "message", "hint", "file")},
                    "severity": {"enum": ["error", "warning"]},
                    **{name: {"type": "integer", "minimum": 0} for name in ("line", "column")},
                },
            },
        },
    },
}


def sarif(found: list[Diagnostic]) -> str:
    return as_sarif(found, explanations(), lambda file: TEXT if file.endswith(".yml") else None, "1.0.0")


def test_github_escapes_what_has_a_meaning_there() -> None:
    lines = as_github(FOUND).splitlines()
    assert lines == [
        "::error file=bulletins,line=1,col=1,title=records-missing::there is no such folder",
        "::warning file=bulletins/a b.yml,line=1,col=1,title=softening-words::'drop' <U+202E> plays down",
        "::error file=bulletins/a b.yml,line=3,col=7,title=gtin-check-digit::50%25: wrong,%0Areally%0Aremedy: mend: it",
    ]


@given(st.text(), st.text(min_size=1))
def test_github_is_one_line_whatever_a_record_holds(message: str, file: str) -> None:
    told = as_github([Diagnostic("rule", message, Location(file, 1, 1))])
    assert len(told.splitlines()) == 1
    assert re.match(r"::error file=[^,:]*,line=1,col=1,title=rule::", told)


def test_json_has_a_version_and_keeps_its_form() -> None:
    data = json.loads(as_json(FOUND, 73))
    Draft202012Validator(OWN_SCHEMA).validate(data)
    assert (data["version"], data["records"], data["errors"], data["warnings"]) == (1, 73, 2, 1)
    assert [d["rule"] for d in data["diagnostics"]] == ["records-missing", "softening-words", "gtin-check-digit"]
    assert json.loads(as_json([], 0))["diagnostics"] == []


def test_sarif_says_where_and_explains_its_rules() -> None:
    run = json.loads(sarif(FOUND))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(rules) and len(rules) == 3
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    place = run["results"][-1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "bulletins/a%20b.yml"
    assert place["region"] == {"startLine": 3, "startColumn": 7, "snippet": {"text": "e: 젖병 g"}}
    assert run["columnKind"] == "unicodeCodePoints"
    prints = [result["partialFingerprints"]["bulletins/v1"] for result in run["results"]]
    assert len(set(prints)) == 3
    moved = [Diagnostic(d.rule, d.message, Location(d.location.file, d.location.line, 9), d.hint) for d in FOUND[:1]]
    again = json.loads(sarif(moved))["runs"][0]["results"][0]["partialFingerprints"]["bulletins/v1"]
    assert again == prints[-1]


@pytest.mark.parametrize("found", [FOUND, []], ids=["some", "none"])
def test_sarif_keeps_to_the_schema_of_oasis(found: list[Diagnostic], editor_tools: dict[str, Any]) -> None:
    schema = json.loads(Path(editor_tools["sarif"]).read_text(encoding="utf-8"))
    validator = Draft4Validator(schema)
    log = json.loads(sarif(found))
    validator.validate(log)
    log["runs"][0]["result"] = []
    assert not validator.is_valid(log)
