"""The Korean list: traps of its entries with invented products, and all entries of the data beside the checkout."""

import json
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from generator.importers import safetykorea
from generator.importers.model import Draft, Held, ImportFailed, Item
from generator.importers.safetykorea_words import (
    Cell,
    Heading,
    category_of_korean,
    cell_of,
    heading_of,
    users_of_korean,
)
from generator.loading.settings import Settings
from tests.support.data import shared_data
from tests.support.registers import drafted, items_of, problems

ENTRY: dict[str, Any] = {
    "id": "KR:10019999",
    "id_scheme": "safetykorea_uid",
    "jurisdiction": "KR",
    "agency": "KATS/제품안전정보센터 (via Seoul mirror)",
    "record_type": "recall",
    "title": "우산(어린이용 우산 및 양산)",
    "product_name": "우산(어린이용 우산 및 양산)",
    "category_source": "어린이용 우산 및 양산",
    "model": "(온라인) 예시 우산 파랑 / (품번) EX-100",
    "company": "㈜예시",
    "recall_kind_source": "명령에따른리콜",
    "enforcement": "mandatory",
    "date_published": "2024-05-02",
    "list_kind": "domestic",
    "source_url": "https://list.example/recalls",
    "source_payload": {"cells": ["1", "우산(어린이용 우산 및 양산)"], "uid": "10019999"},
    "first_seen": "2026-08-20",
    "last_seen": "2026-08-22",
}


def draft(settings: Settings, **changes: Any) -> Draft:
    """What becomes of the entry above with fields changed. It breaks no rule."""
    made = drafted(safetykorea.REGISTER, settings, {**ENTRY, **changes}, str(changes.get("id", ENTRY["id"])))
    assert list(problems(made, settings)) == []
    return made


def test_a_whole_entry(shipped_settings: Settings) -> None:
    made = draft(shipped_settings)
    assert (made.reference, made.year, made.number, made.unclear) == ("KR:10019999", 2024, 19999, ())
    notice = made.notice
    assert notice["title"] == {"ko": "예시 우산 파랑"}
    assert notice["summary"] == {
        "ko": "품목: 우산(어린이용 우산 및 양산). 제품명: 예시 우산 파랑. 모델: EX-100. 업체: ㈜예시. 명령에 따른 리콜."
    }
    assert notice["product"] == {
        "name": {"ko": "예시 우산 파랑"},
        "models": ["EX-100"],
        "category": "childrens-accessories",
        "intended_users": ["children"],
        "sold": {"ko": "목록에 온라인 판매 제품으로 표시되어 있습니다.", "en": "The list marks it as sold online."},
    }
    assert notice["measures"] == [
        {"type": "recall-from-end-users", "by": {"ko": "㈜예시"}, "voluntary": False, "date": "2024-05-02"}
    ]
    assert notice["authority"] == "kats"
    assert notice["provenance"]["retrieved"] == notice["sources"][0]["retrieved"] == "2026-08-22"


def test_no_risk_is_made_up(shipped_settings: Settings) -> None:
    notice = draft(shipped_settings).notice
    assert set(notice["risk"]) == {"en", "ko"}
    assert notice["hazards"] == [{"type": "health-risk-other"}]


@pytest.mark.parametrize(
    ("title", "ordered", "heading"),
    [
        ("전지(전지)", True, ("전지", "전지")),
        ("전지(전지(충전지만 해당))", True, ("전지", "전지(충전지만 해당)")),
        ("우산(어린이용 우산 및 양산)", True, ("우산", "어린이용 우산 및 양산")),
        ("외의류(아섬)(아동용 섬유제품)", True, ("외의류", "아동용 섬유제품")),
        ("수동식(어린이용 킥보드)", True, ("어린이용 킥보드(수동식)", "어린이용 킥보드")),
        ("예시 가습기(그린, 핑크)", False, ("예시 가습기(그린, 핑크)", "")),
        ("Sample Bicycle CF(R073, R41)", True, ("Sample Bicycle CF(R073, R41)", "")),
        ("예시(SAMPLE) 충전기", True, ("예시(SAMPLE) 충전기", "")),
        ("(직)전기방석", True, ("(직)전기방석", "")),
    ],
)
def test_headings(title: str, ordered: bool, heading: tuple[str, str]) -> None:
    assert heading_of(title, ordered) == Heading(*heading)


@pytest.mark.parametrize(
    ("model", "names", "models", "online"),
    [
        ("BC-2500", (), ("BC-2500",), False),
        ("T2908 / T2320", (), ("T2908", "T2320"), False),
        ("FC-9000, FC-R9100", (), ("FC-9000", "FC-R9100"), False),
        ("(온라인)예시 스티커", ("예시 스티커",), (), True),
        ("(품번) A1 / (품명)예시 가방", ("예시 가방",), ("A1",), False),
        ("(모델명 ) B-2 / (온라인 상품명) 예시 옷", ("예시 옷",), ("B-2",), True),
        ("품번: o25", (), ("o25",), False),
        ("18650 4000mAh(제품: DQ213)", ("DQ213",), ("18650 4000mAh",), False),
        ("FK253 / 아동운동화", ("아동운동화",), ("FK253",), False),
        ("Sample CF(R073, R41)", (), ("Sample CF(R073, R41)",), False),
        ("예시 서랍장 4단", ("예시 서랍장 4단",), (), False),
        ("", (), (), False),
    ],
)
def test_cells(model: str, names: tuple[str, ...], models: tuple[str, ...], online: bool) -> None:
    assert cell_of(model) == Cell(names, models, online)


def test_characters_stay_as_printed(shipped_settings: Settings) -> None:
    made = draft(shipped_settings, company="Ｋ．Ｊ 상사㈜", model="㎟ Ⅱ 예시")
    assert made.notice["measures"][0]["by"] == {"ko": "Ｋ．Ｊ 상사㈜"}
    assert made.notice["product"]["name"] == {"ko": "㎟ Ⅱ 예시"}
    wide = draft(shipped_settings, title="ＬＥＤ램프(LED 램프)", product_name="LED 램프(ＬＥＤ램프)", model="X-10")
    assert wide.notice["title"] == {"ko": "ＬＥＤ램프: X-10"}


def test_barcodes_in_the_model_cell(shipped_settings: Settings) -> None:
    made = draft(shipped_settings, model="8800000000428, 8800000000429")
    assert made.notice["product"]["gtins"] == ["8800000000428"]
    assert made.notice["product"]["models"] == ["8800000000429"]


def test_a_recall_of_the_companys_own_accord(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        title="예시 가습기(그린, 핑크)",
        product_name="예시 가습기(그린, 핑크)",
        category_source="그린, 핑크",
        model="HU-1 중 일련번호에 AA가 있는 것",
        recall_kind_source="자발적리콜",
        enforcement="voluntary",
    )
    assert made.notice["measures"][0]["voluntary"] is True
    assert made.notice["product"]["name"] == {"ko": "예시 가습기(그린, 핑크)"}
    assert made.notice["product"]["description"] == {"ko": "모델 칸의 표기: HU-1 중 일련번호에 AA가 있는 것"}


def test_a_person_in_the_cell_of_the_company(shipped_settings: Settings) -> None:
    made = draft(shipped_settings, company="Sample AB (Some Body, Director Plant Quality)")
    assert made.notice["measures"][0]["by"] == {"ko": "Sample AB"}
    assert "Body" not in json.dumps(made.notice)
    assert ("company: a person left out", "1") in made.unclear


def test_what_contradicts_itself_is_told(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        enforcement="voluntary",
        product_name="양산(양산)",
        list_kind="foreign",
        record_type="alert",
        agency="Somebody",
        new="x",
    )
    assert made.notice["measures"][0]["voluntary"] is False
    assert {name for name, _ in made.unclear} == {
        "enforcement",
        "product_name",
        "list_kind",
        "record_type",
        "agency",
        "new (a field that the importer does not know)",
    }
    unknown = draft(shipped_settings, recall_kind_source="권고리콜", enforcement="advice")
    assert "voluntary" not in unknown.notice["measures"][0]
    assert ("recall_kind_source", "권고리콜") in unknown.unclear


@pytest.mark.parametrize(
    ("reference", "number"),
    [("KR:10019999", 19999), ("10019999", 19999), ("KR:10100000", None), ("KR:77", None), ("KR:x-1", None)],
)
def test_numbers(reference: str, number: int | None, shipped_settings: Settings) -> None:
    assert draft(shipped_settings, id=reference).number == number


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"date_published": None}, "no date can be read"),
        ({"title": "", "product_name": None, "model": " "}, "the entry names no product"),
        ({"jurisdiction": "JP"}, "the entry is of JP, not of Korea"),
    ],
)
def test_entries_that_are_held_back(changes: dict[str, Any], reason: str, shipped_settings: Settings) -> None:
    fields = {**ENTRY, **changes}
    held = safetykorea.REGISTER.convert(Item("KR:10019999", "kr.jsonl", 1, "", fields), shipped_settings)
    assert isinstance(held, Held)
    assert (held.reasons, held.fields) == ((reason,), fields)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("전기장판(전기담요 및 매트, 전기침대)", "electrical-appliances"),
        ("가구(높이 762mm이상의 가정용 서랍장)", "furniture"),
        ("기타 어린이제품(기타 어린이제품)", "toys"),
        ("가방류(아동용 섬유제품)", "childrens-accessories"),
        ("휴대용 레이저용품", "laser-pointers"),
        ("계단식 소형 사다리(휴대용 사다리)", "ladders"),
        ("알 수 없는 물건", None),
    ],
)
def test_categories(text: str, category: str | None) -> None:
    assert category_of_korean(text) == category


def test_users() -> None:
    assert users_of_korean("유아용 의자") == ["infants"]
    assert users_of_korean("어린이용 가구") == ["children"]


# -- reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_entries_are_read_as_they_are(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "kr.jsonl"
    path.write_bytes((json.dumps(ENTRY, ensure_ascii=False) + "\n").encode(encoding))
    [item] = items_of(safetykorea.REGISTER, tmp_path)
    assert (item.reference, item.version, item.position, item.fields) == ("KR:10019999", "2026-08-22", 1, ENTRY)


def test_a_list_that_ends_early(tmp_path: Path) -> None:
    path = tmp_path / "kr.jsonl"
    path.write_text(json.dumps(ENTRY) + "\n" + json.dumps(ENTRY)[:-40], encoding="utf-8")
    with pytest.raises(ImportFailed, match=r"kr\.jsonl, line 2: the file ends early, in entry 2"):
        list(safetykorea.REGISTER.read([path]))


def test_an_entry_without_an_id_is_held_back(tmp_path: Path) -> None:
    path = tmp_path / "kr.jsonl"
    path.write_text(json.dumps({**ENTRY, "id": None}), encoding="utf-8")
    [held] = safetykorea.REGISTER.read([path])
    assert isinstance(held, Held)
    assert held.reference == "kr.jsonl:1"


# -- all entries of the data


def test_every_field_is_explained() -> None:
    items = items_of(safetykorea.REGISTER, shared_data("kr-seoul-recalls"))
    names = {name for item in items for name in item.fields}
    assert names == set(safetykorea.REGISTER.mapped) | set(safetykorea.REGISTER.unmapped)
    assert [name for name in names if name not in (safetykorea.__doc__ or "")] == []


def test_every_entry_becomes_a_sound_record(shipped_settings: Settings) -> None:
    items = items_of(safetykorea.REGISTER, shared_data("kr-seoul-recalls"))
    assert len(items) >= 766
    begin = process_time()
    drafts = [safetykorea.REGISTER.convert(item, shipped_settings) for item in items]
    spent = process_time() - begin
    found: Counter[str] = Counter()
    for made in drafts:
        assert isinstance(made, Draft), made
        found.update(rule for rule, _, _ in problems(made, shipped_settings))
    assert found == {}
    assert len({(made.year, made.number) for made in drafts if isinstance(made, Draft)}) == len(items)
    assert spent / len(items) < 0.001  # about 0.0001 s on an idle machine
