"""Recalls of Korean products (제품안전정보센터, Korean Agency for Technology and Standards): JSON lines.

The list is that of the city of Seoul (국내 리콜정보), which shows the recalls of safetykorea.kr. Fields, all of them:

| field | becomes |
|---|---|
| id | the reference (KR:10019385), `references`, id |
| jurisdiction | `jurisdiction`; another country than KR holds the entry back |
| agency | `authority` (KATS), name of the source |
| title | `title`, kind of product, category; "전지(전지)" is "전지" |
| product_name | the same as title: used where there is no title, told where the two differ |
| category_source | category, where title and model say none (it is whatever the title's last bracket holds) |
| model | `product.name`, `product.models`, `product.gtins`; "(온라인)" becomes `product.sold` |
| company | who recalls; `summary`. ㈜ and (주) stay as printed. A person's name with a post in brackets is left out |
| recall_kind_source | measure: 명령에따른리콜 is ordered, 자발적리콜 is voluntary |
| enforcement | the same in English: used where recall_kind_source is missing, told where the two differ |
| date_published | `published`, date of the measure |
| source_url | `sources`, `provenance.url`: the list, an entry has no address of its own |
| last_seen | `retrieved` |

Left out, and why: `id_scheme` and `record_type` say of every entry that it is a recall with a number of safetykorea.kr;
`list_kind` says "domestic" of every entry (another value is told); `source_payload` holds the same cells once more;
`first_seen` is when somebody's copy began, and nothing about the recall.

The list does not say what the risk is. Nothing is made up: the hazard is "health risk / other", and the text says that
the list does not state the risk.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.importers.codes import right
from generator.importers.model import Draft, Held, Item
from generator.importers.reading import NO_HAZARD, NOT_STATED, Reading, day_of, later_month, without_empty
from generator.importers.safetykorea_words import (
    Cell,
    Heading,
    category_of_korean,
    cell_of,
    heading_of,
    users_of_korean,
    wide,
)
from generator.importers.tables import json_rows, text_of
from generator.importers.textfiles import files_of
from generator.loading.settings import Settings

MAPPED = (
    "id",
    "jurisdiction",
    "agency",
    "title",
    "product_name",
    "category_source",
    "model",
    "company",
    "recall_kind_source",
    "enforcement",
    "date_published",
    "source_url",
    "last_seen",
)
UNMAPPED = ("id_scheme", "record_type", "list_kind", "source_payload", "first_seen")
NEEDED = frozenset(("id",))
FIRST_UID = 10_000_000
"""Numbers of safetykorea.kr begin here."""
COPIED = "2026-08"
LICENCE = "Not stated in the copy. Whether the page at the origin carries a KOGL (공공누리) mark has not been checked."
SOURCE = "국가기술표준원 제품안전정보센터 리콜정보(서울특별시 게시 목록)"
LONGEST_NAME = 120
"""Characters of a name or of model numbers that still fit into a title."""
LIST = "https://sftc.seoul.go.kr/fe/si/recallDmstc/NR_list.do"

_KINDS = {"명령에따른리콜": False, "자발적리콜": True, "mandatory": False, "voluntary": True}
_PERSON = re.compile(
    r"\s*\([^()]*\b(?:Director|Manager|Officer|President|CEO|Head of|대표이사|담당자|과장|부장|팀장)\b[^()]*\)"
)
_WHAT = {False: "명령에 따른 리콜", True: "자발적 리콜"}
_ONLINE = {"ko": "목록에 온라인 판매 제품으로 표시되어 있습니다.", "en": "The list marks it as sold online."}


@dataclass(frozen=True, slots=True)
class SafetyKorea:
    """The Korean register."""

    name: str = "safetykorea"
    block: int = 400_000
    mapped: tuple[str, ...] = MAPPED
    unmapped: tuple[str, ...] = UNMAPPED

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        """Entries of JSONL files, or of all JSONL files of a folder. Raises ImportFailed."""
        for path in files_of(paths, (".jsonl", ".ndjson")):
            for number, row in enumerate(json_rows(path, NEEDED, "cp949"), 1):
                reference = text_of(row.fields, "id").strip()
                if reference:
                    yield Item(reference, path.name, number, text_of(row.fields, "last_seen").strip(), row.fields)
                else:
                    yield Held(f"{path.name}:{number}", path.name, number, ("the entry has no id",), row.fields)

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        """The notice of one entry."""
        reading = Reading(item.fields, "ko")
        title = reading.text("title") or reading.text("product_name")
        model = reading.text("model")
        published = day_of(reading.text("date_published", contacts=True))
        country = reading.text("jurisdiction", contacts=True)
        reasons = _missing(published is not None, bool(title or model), country)
        if reasons or published is None:
            return Held(item.reference, item.file, item.position, reasons, item.fields)
        voluntary = _voluntary(reading)
        heading, cell = heading_of(title or model, not voluntary), cell_of(model)
        _compare(reading)
        notice = _notice(reading, item.reference, published.isoformat(), heading, cell, voluntary)
        notice["kept"] = reading.kept
        reading.unknown_fields((*MAPPED, *UNMAPPED))
        return Draft(
            item.reference,
            item.version,
            published.year,
            _number(item.reference),
            without_empty(notice),
            unclear=tuple(reading.unclear),
        )


def _missing(dated: bool, named: bool, country: str) -> tuple[str, ...]:
    found = []
    if not dated:
        found.append("no date can be read")
    if not named:
        found.append("the entry names no product")
    if country not in ("", "KR"):
        found.append(f"the entry is of {country}, not of Korea")
    return tuple(found)


def _number(reference: str) -> int | None:
    uid = re.fullmatch(r"(?:KR:)?([0-9]{1,12})", reference)
    number = int(uid[1]) - FIRST_UID if uid else 0
    return number if 0 < number <= 99_999 else None


def _voluntary(reading: Reading) -> bool | None:
    """Whether the recall is of the company's own accord; None where the entry does not say."""
    said = _KINDS.get("".join(reading.text("recall_kind_source").split()))
    told = _KINDS.get(reading.text("enforcement", contacts=True).lower())
    for name, value in (("recall_kind_source", said), ("enforcement", told)):
        if value is None and reading.raw(name).strip():
            reading.not_clear(name, reading.raw(name))
    if said is not None and told is not None and said != told:
        reading.not_clear("enforcement", f"{reading.raw('enforcement')}, but {reading.raw('recall_kind_source')}")
    return told if said is None else said


def _compare(reading: Reading) -> None:
    """Tell where a field that only repeats another one says something else."""
    if reading.raw("product_name").strip() and wide(reading.raw("product_name")) != wide(reading.raw("title")):
        reading.not_clear("product_name", reading.raw("product_name"))
    if reading.raw("list_kind") not in ("", "domestic"):
        reading.not_clear("list_kind", reading.raw("list_kind"))
    if reading.raw("record_type") not in ("", "recall"):
        reading.not_clear("record_type", reading.raw("record_type"))
    agency = reading.text("agency")
    if agency and not re.search("KATS|국가기술표준원|제품안전정보센터", agency):
        reading.not_clear("agency", agency)


def _notice(
    reading: Reading, reference: str, day: str, heading: Heading, cell: Cell, voluntary: bool | None
) -> dict[str, Any]:
    company = _company(reading)
    own_accord = bool(voluntary) and not heading.item
    name = heading.kind if own_accord or not cell.names else cell.names[0]
    measure = {
        "type": "recall-from-end-users",
        "by": reading.local(company) if company else None,
        "voluntary": voluntary,
        "date": day,
    }
    return {
        "published": day,
        "title": reading.local(_title(heading, name, cell)),
        "summary": reading.local(_summary(heading, name, cell, company, voluntary)),
        "risk": NOT_STATED,
        "product": _product(reading, heading, cell, name),
        "authority": "kats",
        "jurisdiction": "KR",
        "hazards": [NO_HAZARD],
        "measures": [without_empty(measure)],
        "references": [{"scheme": "safetykorea", "id": reference.removeprefix("KR:")}],
        **_evidence(reading, reference, day),
    }


def _evidence(reading: Reading, reference: str, day: str) -> dict[str, Any]:
    """Source and provenance. The list says itself when it was seen."""
    url = reading.raw("source_url").strip()
    url = url if re.fullmatch(r"https?://[^\s/?#]+[^\s\x00-\x1f\x7f]*", url) else ""
    seen = day_of(reading.text("last_seen", contacts=True))
    source = {
        "id": "safetykorea",
        "name": f"{SOURCE}, {reference.removeprefix('KR:')}",
        "url": url or LIST,
        "published": day,
        "retrieved": max(seen.isoformat(), day) if seen else later_month(day, COPIED),
    }
    provenance = {
        "source": "safetykorea",
        "reference": reference,
        "url": url,
        "retrieved": seen.isoformat() if seen else None,
        "licence": LICENCE,
        "language": "ko",
    }
    return {"sources": [source], "provenance": without_empty(provenance)}


def _company(reading: Reading) -> str:
    company = reading.text("company")
    shown = _PERSON.sub("", company).strip()
    if shown != company:
        reading.not_clear("company: a person left out", "1")
    return shown


def _title(heading: Heading, name: str, cell: Cell) -> str:
    """The kind of product and what tells it from others of its kind."""
    own = name if wide(name) != wide(heading.kind) else ", ".join(cell.models[:3])
    if not own or wide(own) in wide(heading.kind) or len(own) > LONGEST_NAME:
        return heading.kind
    return own if wide(heading.kind) in wide(own) else f"{heading.kind}: {own}"


def _summary(heading: Heading, name: str, cell: Cell, company: str, voluntary: bool | None) -> str:
    parts = [
        f"품목: {heading.kind}"
        + (f"({heading.item})" if heading.item and wide(heading.item) not in wide(heading.kind) else "")
    ]
    if wide(name) != wide(heading.kind) and name:
        parts.append(f"제품명: {name}")
    if cell.models:
        parts.append(f"모델: {', '.join(cell.models)}")
    if company:
        parts.append(f"업체: {company}")
    if voluntary is not None:
        parts.append(_WHAT[voluntary])
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)


def _product(reading: Reading, heading: Heading, cell: Cell, name: str) -> dict[str, Any]:
    about = f"{heading.kind} {heading.item} {' '.join(cell.names)}"
    source = reading.text("category_source")
    category = category_of_korean(f"{heading.kind}({heading.item})", heading.item, *cell.names, source)
    if category is None:
        reading.not_clear("title (no category)", reading.text("title"))
    description = "; ".join(other for other in cell.names if wide(other) not in wide(name))
    return without_empty(
        {
            "name": reading.local(name),
            "models": [one for one in cell.models if wide(one) != wide(heading.kind) and not _is_gtin(one)],
            "gtins": [one for one in cell.models if _is_gtin(one)],
            "category": category or "other",
            "intended_users": users_of_korean(about),
            "sold": _ONLINE if cell.online else None,
            "description": reading.local(f"모델 칸의 표기: {description}") if description else None,
        }
    )


def _is_gtin(model: str) -> bool:
    """Whether a model cell holds a barcode's number: thirteen digits with their check digit."""
    return len(model) == 13 and model.isdigit() and right(model)


REGISTER = SafetyKorea()
