"""A record brought up to date by a newer edition of its register: what changed is said in a revision."""

from collections.abc import Mapping
from typing import Any

from generator.records.notice import Notice
from generator.records.response import Response

_SILENT = frozenset(("id", "published", "revisions", "sources", "provenance", "kept", "notice", "platform"))
"""Where nothing but these differs, the register has said nothing new about the product."""

_FIELDS = {
    "title": ("title", "제목"),
    "summary": ("summary", "요약"),
    "risk": ("risk", "위험"),
    "product": ("product", "제품"),
    "authority": ("authority", "발표 기관"),
    "jurisdiction": ("jurisdiction", "관할"),
    "notified_by": ("notifying country", "통보국"),
    "hazards": ("hazards", "위험 종류"),
    "findings": ("findings", "시험 결과"),
    "listings": ("listings", "판매 목록"),
    "measures": ("measures", "조치"),
    "advice": ("advice", "행동 요령"),
    "pictures": ("pictures", "사진"),
    "references": ("references", "참조 번호"),
    "scope": ("scope", "범위"),
    "note": ("note", "참고"),
    "events": ("events", "경과"),
    "initiative": ("initiative", "조치 계기"),
    "exceptions": ("exceptions to rules", "규칙 예외"),
}


def notice(fresh: Mapping[str, Any], there: Mapping[str, Any] | None, day: str) -> dict[str, Any]:
    """The notice after a newer edition: its own day of publication stays, and a revision of `day` says what changed."""
    if there is None:
        return _ordered(fresh, tuple(Notice.model_fields))
    changed = _changed(fresh, there)
    if not changed:
        return dict(there)
    merged = {**fresh, "published": there.get("published"), "revisions": _revisions(there, changed, day)}
    return _ordered(merged, tuple(Notice.model_fields))


def case(fresh: Mapping[str, Any], there: Mapping[str, Any] | None, day: str) -> dict[str, Any]:
    """The case after a newer edition: events are only ever added."""
    if there is None:
        return _ordered(fresh, tuple(Response.model_fields))
    added = [event for event in fresh["events"] if event not in there["events"]]
    merged = {**fresh, "events": [*there["events"], *added]}
    changed = _changed(merged, there)
    if not changed:
        return dict(there)
    merged["revisions"] = _revisions(there, changed, day)
    return _ordered(merged, tuple(Response.model_fields))


def _changed(fresh: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    """The keys whose values differ, in the order of the record."""
    keys = dict.fromkeys((*fresh, *there))
    return [key for key in keys if key not in _SILENT and fresh.get(key) != there.get(key)]


def _revisions(there: Mapping[str, Any], changed: list[str], day: str) -> list[Any]:
    words = [_FIELDS.get(key, (key, key)) for key in changed]
    change = {
        "en": f"A newer edition of the register differs in: {', '.join(en for en, _ in words)}.",
        "ko": f"등록부의 새 판에서 달라진 항목: {', '.join(ko for _, ko in words)}.",
    }
    return [*there.get("revisions", ()), {"date": day, "change": change}]


def _ordered(data: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """The keys in the order in which the house writes them, evidence last; keys without a value left out."""
    evidence = (
        "sources",
        "confidence",
        "confidence_note",
        "conflicts",
        "revisions",
        "exceptions",
        "provenance",
        "kept",
    )
    order = [*(name for name in fields if name not in evidence), *evidence]
    known = {name: data[name] for name in order if data.get(name) not in (None, [], {})}
    return {**known, **{key: value for key, value in data.items() if key not in order}}
