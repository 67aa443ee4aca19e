"""Agreements and published results are what their facts say: dates, deadlines, values, sources."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.loading.settings import Settings, load_settings
from generator.records.context import Act, Agreement, Deadline
from tests.support.project import REPOSITORY

NUMBERS = {"date", "period", "id"}
"""Keys of facts whose digits are no values of their own."""


@pytest.fixture(scope="module")
def given(facts: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(facts.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def shipped() -> Settings:
    settings, diagnostics = load_settings(REPOSITORY / "site_config")
    assert settings is not None, diagnostics
    return settings


def sources(fact: dict[str, Any]) -> set[str]:
    """The addresses of a fact's sources."""
    named = fact.get("sources", [fact])
    return {one["source_url"] for one in named if "source_url" in one}


def days(agreement: Agreement) -> list[tuple[int, str]]:
    """Every deadline with its first day."""
    limits = [one.deadline for one in agreement.commitments if isinstance(one.deadline, Deadline)]
    return [(limit.value, limit.counted_from.value if limit.counted_from else "") for limit in limits]


def test_every_agreement_of_the_facts_is_on_record_and_no_other(given: dict[str, Any], shipped: Settings) -> None:
    assert {fact["id"].lower() for fact in given["agreements"]} == set(shipped.agreements)


def test_dates_signatories_and_sources(given: dict[str, Any], shipped: Settings) -> None:
    for fact in given["agreements"]:
        agreement = shipped.agreements[fact["id"].lower()]
        assert agreement.date.text == fact["date"], agreement.id
        founding = [party.platform for party in agreement.parties if party.founding]
        later = [party for party in agreement.parties if not party.founding]
        named = [name for name in fact.get("signatories", []) if "other founding" not in name]
        assert len(founding) == len(named) or agreement.id == "au-acma-2025", agreement.id
        assert len(later) == len(fact.get("later", [])), agreement.id
        left = {party.platform for party in agreement.parties if party.left}
        assert len(left) == len(fact.get("left", [])), agreement.id
        assert sources(fact) <= {str(source.url) for source in agreement.sources}, agreement.id
        applies = agreement.applies_from.text if agreement.applies_from else None
        assert applies == fact.get("applies_from"), agreement.id


def test_commitments_and_deadlines(given: dict[str, Any], shipped: Settings) -> None:
    for fact in given["agreements"]:
        agreement, promised = shipped.agreements[fact["id"].lower()], fact.get("commitments")
        if isinstance(promised, list):
            assert len(agreement.commitments) == len(promised), agreement.id
        elif promised:
            assert agreement.commitments_stated == promised, agreement.id
        limits = [
            (int(text.split()[0]), "next_working_day" if "next business day" in text else "")
            for text in fact.get("deadlines", {}).values()
        ]
        assert days(agreement) == limits, agreement.id


def test_no_korean_agreement_has_a_deadline_and_none_is_guessed(shipped: Settings) -> None:
    for name in ("kr-2021", "kr-2023-c2c", "kr-2024"):
        assert days(shipped.agreements[name]) == []
    for agreement in shipped.agreements.values():
        for one in agreement.commitments:
            assert one.asked_by is not None or one.act is not Act.REMOVAL, (agreement.id, one.id)


def numbers(fact: Any) -> Iterator[float]:
    """Every number of a fact but those of dates."""
    if isinstance(fact, dict):
        for key, value in fact.items():
            if key not in NUMBERS:
                yield from numbers(value)
    elif isinstance(fact, list):
        for value in fact:
            yield from numbers(value)
    elif isinstance(fact, int | float) and not isinstance(fact, bool):
        yield float(fact)


@pytest.mark.parametrize("kind", ["kpi_reports", "monitoring_results"])
def test_every_published_number_is_on_record_with_its_source(
    given: dict[str, Any], shipped: Settings, kind: str
) -> None:
    for fact in given[kind]:
        wanted = sources(fact)
        reports = [one for one in shipped.reports.values() if wanted & {str(source.url) for source in one.sources}]
        assert reports, wanted
        told = {float(text) for one in reports for text in re.findall(r"\d+(?:\.\d+)?", one.model_dump_json())}
        missing = [number for number in numbers(fact) if number not in told]
        assert not missing, (fact, missing)
