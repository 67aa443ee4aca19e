"""Cases of the compliance figures, built from records as an officer writes them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.compliance.promises import Rules
from generator.compliance.summary import Compliance, compute
from generator.compliance.timeline import Case, build_case
from generator.loading.catalog import Catalog, RecordStore
from generator.loading.entries import CaseEntry, NoticeEntry, case_entry, notice_entry
from generator.loading.settings import Settings
from generator.records.context import Agreement
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.records import changed, notice, response

PACT: dict[str, Any] = {
    "id": "pact",
    "name": {"en": "Pact"},
    "date": "2024-01-02",
    "jurisdiction": "KR",
    "authorities": ["example-safety-office"],
    "parties": [{"platform": "example-market"}, {"platform": "sample-mall"}],
    "commitments": [
        {
            "id": "removal",
            "text": {"en": "Remove"},
            "act": "removal",
            "asked_by": "authority",
            "deadline": {"value": "2", "unit": "working_days"},
        },
    ],
    "sources": [{"id": "a", "name": "Invented", "url": "https://office.example/", "retrieved": "2026-01"}],
}


def day(text: str) -> int:
    """A day as an ordinal."""
    return date.fromisoformat(text).toordinal()


def with_pact(settings: Settings, **changes: Any) -> Settings:
    """Settings whose only agreement is the invented pact."""
    pact = Agreement.model_validate(changed(PACT, changes))
    return replace(settings, agreements=MappingProxyType({pact.id: pact}))


def entries(
    events: list[dict[str, Any]],
    platform: str = "example-market",
    initiative: str | None = "authority",
    number: int = 1,
    **changes: Any,
) -> tuple[NoticeEntry, CaseEntry]:
    """A notice and a case of it; `changes` are those of the notice."""
    name = f"PSB-2024-{number:04d}"
    record = Notice.model_validate(notice(**{"id": name, "listings": [{"platform": platform}], **changes}))
    made = Response.model_validate(response(notice=record.id, platform=platform, events=events, initiative=initiative))
    year = record.id.split("-")[1]
    return (
        notice_entry(record, f"notices/{year}/{record.id}.yml", "x"),
        case_entry(made, f"responses/{platform}/{year}/{record.id}.yml", "x"),
    )


def case(settings: Settings, events: list[dict[str, Any]], as_of: str = "2024-12-31", **given: Any) -> Case:
    """The case of these events as of a day."""
    told, entry = entries(events, **given)
    found = build_case(entry, told, Rules(settings), day(as_of))
    assert found is not None
    return found


def catalog(settings: Settings, pairs: list[tuple[NoticeEntry, CaseEntry]]) -> Catalog:
    """A catalogue of these notices and cases; a notice may stand in several pairs."""
    notices = {told.id: told for told, _ in pairs}
    return Catalog.build(settings, notices.values(), [entry for _, entry in pairs], RecordStore(Path("nowhere")))


def figures(
    settings: Settings, pairs: list[tuple[NoticeEntry, CaseEntry]], as_of: str | None = "2024-12-31"
) -> Compliance:
    """All figures of these notices and cases."""
    return compute(catalog(settings, pairs), date.fromisoformat(as_of) if as_of else None)
