"""Diagnostics for machines: annotations of GitHub, JSON of our own (versioned), SARIF 2.1.0."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol
from urllib.parse import quote

from generator.diagnostics import Diagnostic, Severity, in_order, printable

JSON_VERSION = 1
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class Explained(Protocol):
    """What is told about a rule."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def text(self) -> str:
        """What it asks for, and why."""

    @property
    def remedy(self) -> str:
        """How to mend a record that breaks it."""

    @property
    def severity(self) -> str:
        """`error` or `warning`."""


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands, one a line, which GitHub shows beside the changed lines."""
    return "".join(f"{_command(found)}\n" for found in in_order(diagnostics))


def _command(found: Diagnostic) -> str:
    place = found.location
    properties = {"file": place.file, "line": str(place.line or 1), "col": str(place.column or 1), "title": found.rule}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{found.message}\nremedy: {found.hint}" if found.hint else found.message
    return f"::{found.severity.value} {told}::{_data(printable_lines(message))}"


def printable_lines(text: str) -> str:
    """Text with its line breaks, every other control character made visible."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Iterable[Diagnostic], records: int) -> str:
    """One object: `version`, counts, and every diagnostic with rule, severity, message, hint, file, line, column."""
    found = in_order(diagnostics)
    counts = Counter(d.severity for d in found)
    data = {
        "version": JSON_VERSION,
        "records": records,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "diagnostics": [
            {
                "rule": d.rule,
                "severity": d.severity.value,
                "message": d.message,
                "hint": d.hint,
                "file": d.location.file,
                "line": d.location.line,
                "column": d.location.column,
            }
            for d in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_sarif(
    diagnostics: Iterable[Diagnostic],
    rules: Mapping[str, Explained],
    source: Callable[[str], str | None],
    version: str,
) -> str:
    """A SARIF log of one run. `source` gives the text of a file, for the snippets."""
    found = in_order(diagnostics)
    named = sorted({d.rule for d in found})
    lines: dict[str, list[str]] = {}
    for file in {d.location.file for d in found}:
        lines[file] = (source(file) or "").split("\n")
    run = {
        "tool": {
            "driver": {
                "name": "bulletins",
                "semanticVersion": version,
                "rules": [_rule(name, rules.get(name)) for name in named],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "the folder of the project"}}},
        "results": [_result(d, named.index(d.rule), lines[d.location.file]) for d in found],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, explained: Explained | None) -> dict[str, Any]:
    if explained is None:
        return {"id": name}
    first = explained.text.strip().split("\n\n")[0].replace("\n", " ")
    return {
        "id": name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": explained.text.strip()},
        "help": {"text": explained.remedy, "markdown": f"{explained.text.strip()}\n\n**Remedy:** {explained.remedy}"},
        "defaultConfiguration": {"level": explained.severity},
    }


def _result(found: Diagnostic, index: int, lines: list[str]) -> dict[str, Any]:
    place = found.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file), "uriBaseId": "ROOT"}}
    text = lines[place.line - 1] if 1 <= place.line <= len(lines) else ""
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(1, place.column)}
        if text:
            physical["region"]["snippet"] = {"text": text}
    print_of = hashlib.sha256("\0".join((found.rule, place.file, found.message, text.strip())).encode()).hexdigest()
    message = f"{found.message} Remedy: {found.hint}" if found.hint else found.message
    return {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": found.severity.value,
        "message": {"text": message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"bulletins/v1": print_of},
    }
