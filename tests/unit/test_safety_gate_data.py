"""The real reports: every element is accounted for, and a spread of alerts becomes sound records.

The reports lie beside a checkout and are never copied into the project.
"""

import gzip
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.engine import check_dossier
from generator.checks.model import Dossier
from generator.checks.texts import Texts
from generator.diagnostics import Severity
from generator.importers.emit import emit, plain
from generator.importers.model import Draft, Held, Item
from generator.importers.safety_gate import MAPPED, REGISTER, UNMAPPED
from generator.importers.safety_gate import __doc__ as listed
from generator.loading.entries import notice_refs, response_refs
from generator.loading.parse import parse
from generator.loading.settings import Settings, load_settings
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.data import shared_data
from tests.support.project import REPOSITORY

TAG = re.compile(rb"<([A-Za-z_][\w-]*)[\s/>]")
INSIDE = {"Safety-Gate", "notifications", "picture", "br", "i", "b", "p"}
"""Elements that hold others, are parts of others, or are HTML within a text."""


@cache
def _settings() -> Settings:
    settings, _ = load_settings(REPOSITORY / "site_config")
    assert settings
    return settings


def _reports() -> list[Path]:
    return sorted((shared_data("eu-safety-gate") / "raw").glob("*.xml.gz"))


def _spread(count: int) -> list[Path]:
    return random.Random(3).sample(_reports(), count)


def test_every_element_is_mapped_or_left_out_on_purpose() -> None:
    assert not set(MAPPED) & set(UNMAPPED)
    assert listed
    rows = {
        name.strip() for row in re.findall(r"^\| ([a-zA-Z_, ]+) \|", listed, re.MULTILINE) for name in row.split(",")
    }
    assert rows - {"element"} == {*MAPPED, *UNMAPPED}
    found: set[str] = set()
    for path in _reports()[::6]:
        text = re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", gzip.decompress(path.read_bytes()), flags=re.DOTALL)
        found.update(tag.decode() for tag in TAG.findall(text))
    assert found - INSIDE == {*MAPPED, *UNMAPPED}


def test_a_spread_of_alerts_becomes_sound_records() -> None:
    drafts = items = 0
    for path in _spread(30):
        for item in REGISTER.read([path]):
            assert isinstance(item, Item)
            draft = REGISTER.convert(item, _settings())
            items += 1
            if isinstance(draft, Held):
                assert draft.reasons and draft.fields == item.fields
                continue
            drafts += 1
            assert _errors(draft) == [], item.reference
    assert items > 500
    assert drafts / items > 0.99


def _errors(draft: Draft) -> list[str]:
    """What is wrong with the records of a draft: fields, links and rules."""
    number = 100_000 + (draft.number or 99_999)
    name = f"PSB-{draft.year:04d}-{number:06d}"
    notice_data = plain({"id": name, **draft.notice})
    notice = _record(notice_data, Notice)
    cases = {
        platform: _record(plain({"notice": name, "platform": platform, **case}), Response)
        for platform, case in draft.responses.items()
    }
    refs = [*notice_refs(notice), *(ref for case in cases.values() for ref in response_refs(case))]
    wrong = [f"{kind}: {value}" for (kind, value), _ in refs if value not in _settings().known[kind]]
    dossier = Dossier(notice, "n.yml", cases, {"n.yml": Texts(notice_data)}, _settings(), Path())
    for rule, problem in check_dossier(dossier):
        severity = problem.severity or (Severity.ERROR if isinstance(rule, str) else rule.severity)
        if severity is Severity.ERROR:
            wrong.append(problem.message)
    return wrong


def _record(data: Any, model: Any) -> Any:
    parsed = parse(emit(data).encode(), "x.yml", model)
    assert parsed.record, parsed
    return parsed.record


def test_conversion_keeps_what_the_alert_says() -> None:
    """Every digit of the barcodes, every picture and every marketplace with its items is somewhere in the record."""
    for path in _spread(12):
        for item in REGISTER.read([path]):
            draft = REGISTER.convert(item, _settings())
            if isinstance(draft, Held):
                continue
            product = draft.notice["product"]
            codes = "".join([*product.get("gtins", []), *(code["value"] for code in product.get("codes", []))])
            raw = "".join(kept["raw"] for kept in draft.notice.get("kept", []) if kept["field"] == "barcode")
            for number in re.findall(r"[0-9]{6,11}", str(item.fields["barcode"])):
                assert number in codes + re.sub(r"\s", "", raw), item.reference
            assert len(draft.notice.get("pictures", [])) == len(set(item.fields.get("pictures") or []))
