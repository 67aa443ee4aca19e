"""What changed between two editions of a record, in words for its readers."""

import re
from collections.abc import Mapping
from typing import Any

from generator.records.values import PartialDate

# A change of these is none of the matter: when the register was read, under which number, what was kept of it.
ASIDE = frozenset(
    ("id", "notice", "platform", "sources", "provenance", "kept", "revisions", "exceptions", "references")
)
_WORDS = {
    "title": ("title", "제목"),
    "published": ("date of publication", "발표일"),
    "status": ("status", "상태"),
    "summary": ("summary", "요약"),
    "risk": ("risk", "위험"),
    "product": ("product", "제품"),
    "scope": ("scope", "대상 범위"),
    "authority": ("authority", "담당 기관"),
    "jurisdiction": ("country", "국가"),
    "notified_by": ("notifying country", "통보 국가"),
    "hazards": ("hazards", "위해 유형"),
    "findings": ("what was found", "확인된 사항"),
    "sample": ("sample", "시험 대상"),
    "listings": ("where it was sold online", "온라인 판매처"),
    "measures": ("measures", "조치"),
    "advice": ("advice", "소비자 행동 요령"),
    "images": ("pictures", "사진"),
    "pictures": ("pictures", "사진"),
    "note": ("note", "참고"),
    "cases": ("what the platforms did", "플랫폼의 조치"),
}
_OTHER = ("other details", "그 밖의 내용")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9])")


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields of a notice that differ, in the order of the words above."""
    names = {name for name in (*before, *after) if name not in ASIDE and before.get(name) != after.get(name)}
    known = [name for name in _WORDS if name in names]
    return [*known, *sorted(names.difference(_WORDS))]


def revision(fields: list[str], version: str, published: str) -> dict[str, Any]:
    """The entry of `revisions` for a newer edition of the register's entry in which these fields differ."""
    words = dict.fromkeys(_WORDS.get(name, _OTHER) for name in fields)
    english, korean = (", ".join(pair[n] for pair in words) for n in (0, 1))
    return {
        "date": _day(version, published),
        "change": {
            "en": f"The register has a newer entry. Changed here: {english}.",
            "ko": f"등록부의 내용이 새로 바뀌어 다음을 고쳤습니다: {korean}.",
        },
    }


def _day(version: str, published: str) -> str:
    """The day of an edition; that of publication where the version is no date, or an earlier one."""
    match = _DAY.match(version)
    try:
        if match and PartialDate.parse(match[0]).last >= PartialDate.parse(published).first:
            return match[0]
    except ValueError:
        return published
    return published
