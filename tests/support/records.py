"""Valid records as plain data, for tests that change one field."""

import copy
import io
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)

SOURCE = {"id": "office", "name": "Example Safety Office", "url": "https://office.example/1", "retrieved": "2026-11"}


def text(english: str, korean: str | None = None) -> dict[str, str]:
    """A text in English, and in Korean where given."""
    return {"en": english, "ko": korean} if korean else {"en": english}


def notice(**changes: Any) -> dict[str, Any]:
    """A valid notice with some of its fields changed; a change to None takes the field away."""
    data: dict[str, Any] = {
        "id": "PSB-2024-0001",
        "published": "2024-05-20",
        "title": text("Baby bottle", "유아용 젖병"),
        "summary": text("It contained lead.", "납이 검출되었습니다."),
        "risk": text("Lead is harmful.", "납은 해롭습니다."),
        "product": {"name": text("Baby bottle", "유아용 젖병"), "category": "childcare-articles"},
        "authority": "example-safety-office",
        "jurisdiction": "KR",
        "hazards": [{"type": "chemical"}],
        "sources": [SOURCE],
    }
    return changed(data, changes)


def response(**changes: Any) -> dict[str, Any]:
    """A valid case with some of its fields changed."""
    data: dict[str, Any] = {
        "notice": "PSB-2024-0001",
        "platform": "example-market",
        "events": [{"kind": "notified", "date": "2024-05-20"}],
        "sources": [SOURCE],
    }
    return changed(data, changes)


def finding(**changes: Any) -> dict[str, Any]:
    """A valid finding: lead, 540 mg/kg where 90 are allowed."""
    data: dict[str, Any] = {
        "substance": "lead",
        "measured": {"value": "540", "unit": "mg-kg"},
        "limit": {"max": "90", "unit": "mg-kg"},
    }
    return changed(data, changes)


def changed(data: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A deep copy of the data with top-level changes; None takes a key away."""
    merged = copy.deepcopy({**data, **changes})
    return {key: value for key, value in merged.items() if value is not None}


def as_yaml(data: Any) -> bytes:
    """The data as a record file: block style, every text in double quotes where it could be read as something else."""
    out = io.StringIO()
    yaml.dump(data, out, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    return out.getvalue().encode()


def errors(model: type[M], data: Any) -> list[tuple[tuple[int | str, ...], str]]:
    """Place and kind of everything that a model finds wrong; empty for a valid record.

    A list that only counts as too short because its items are wrong is left out, as the loader does.
    """
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [
            (details["loc"], details["type"])
            for details in error.errors()
            if not (details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"])
        ]
    return []


class _Plain(yaml.SafeDumper):
    """No aliases: the reader refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
