"""Alerts of Safety Gate as notices and cases. All alerts are made up; platforms are named as registers name them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.checks.engine import check_dossier
from generator.checks.model import Dossier
from generator.checks.texts import Texts
from generator.diagnostics import Severity
from generator.importers.emit import emit, plain
from generator.importers.model import Draft, Held, Item
from generator.importers.safety_gate import REGISTER
from generator.importers.safety_gate.identity import OFFSETS, case_number
from generator.importers.safety_gate.lists import known, read_marks
from generator.loading.parse import parse
from generator.loading.settings import Settings, load_settings
from generator.loading.yaml_reader import read
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.project import REPOSITORY

BASE: dict[str, Any] = {
    "report_language": "en",
    "report_date": "05/01/2024",
    "order": "1",
    "caseNumber": "A12/00001/24",
    "reference": "https://ec.europa.eu/safety-gate-alerts/screen/webReport/alertDetail/1",
    "category": "Toys",
    "product": "Soft toy",
    "brand": "Example Bear",
    "name": "Unknown",
    "type_numberOfModel": "EX-1, EX-2/B",
    "batchNumber": "-",
    "barcode": "8800000000428",
    "riskType": "Choking, Chemical",
    "danger": "null Small parts detach easily. The eyes contain lead (measured value: 15 mg/kg).",
    "measures": "Type of economic operator taking notified measure(s): OtherCategory of measure(s): Removal of this "
    "product listing by the online marketplaceDate of entry into force: 20/12/2023",
    "description": "A soft toy in the shape of a bear, 20 cm. Product sold online, in particular via Temu (unique "
    "identifier: 601099000000001).",
    "notifyingCountry": "United Kingdom in respect of Northern Ireland",
    "countryOfOrigin": "People's Republic of China",
    "type": "Consumer",
    "level": "Serious risk",
    "pictures": ["https://ec.europa.eu/safety-gate-alerts/public/api/notification/image/1"],
    "onlineTrader": "",
    "URLrecall": "",
    "companyRecallCode": "",
    "productionDates": "",
}
REMOVAL = BASE["measures"]


@cache
def _settings() -> Settings:
    settings, _ = load_settings(REPOSITORY / "site_config")
    assert settings
    return settings


def _convert(**changes: Any) -> Draft:
    fields = {**BASE, **changes}
    made = REGISTER.convert(Item(str(fields["caseNumber"]), "r.xml", 1, "2024-01-05", fields), _settings())
    assert isinstance(made, Draft), made
    assert list(_errors(made)) == []
    return made


def _errors(draft: Draft) -> Iterator[str]:
    """What the reader and the rules say against a draft."""
    notice = _record({"id": "PSB-2024-100001", **draft.notice}, Notice)
    cases = {
        name: _record({"notice": "PSB-2024-100001", "platform": name, **case}, Response)
        for name, case in draft.responses.items()
    }
    texts = {"n.yml": Texts(read(emit(plain(draft.notice)).encode()).data)}
    for rule, problem in check_dossier(Dossier(notice, "n.yml", cases, texts, _settings(), Path())):
        severity = problem.severity or (Severity.ERROR if isinstance(rule, str) else rule.severity)
        if severity is Severity.ERROR:
            yield problem.message


def _record(data: Mapping[str, Any], model: Any) -> Any:
    parsed = parse(emit(plain(data)).encode(), "x.yml", model)
    assert parsed.record, parsed
    return parsed.record


def test_a_whole_alert() -> None:
    draft = _convert()
    notice = draft.notice
    assert (draft.reference, draft.version, draft.year, draft.number) == ("A12/00001/24", "2024-01-05", 2024, 1)
    assert notice["title"] == {"en": "Soft toy (Example Bear): choking and chemical risk"}
    assert notice["summary"] == {"en": "A soft toy in the shape of a bear, 20 cm."}
    assert notice["risk"]["en"].startswith("Small parts detach")
    product = notice["product"]
    assert product["models"] == ["EX-1", "EX-2/B"]
    assert (product["gtins"], product["category"], product["origin"]) == (["8800000000428"], "toys", "CN")
    assert product["sold"]["en"].startswith("Product sold online")
    assert notice["notified_by"] == "XI"
    assert notice["hazards"] == [{"type": "choking", "level": "serious"}, {"type": "chemical", "level": "serious"}]
    assert notice["findings"][0]["measured"] == {"value": "15", "unit": "mg-kg"}
    assert notice["listings"] == [{"platform": "temu", "item_id": "601099000000001"}]
    assert notice["provenance"]["reference"] == "A12/00001/24"
    assert draft.responses["temu"]["events"] == [{"kind": "removal_reported", "date": "2023-12-20"}]
    assert draft.unclear == ()


def test_conversion_is_pure() -> None:
    assert _convert() == _convert()


def test_a_removal_without_a_date_is_bounded_by_the_report() -> None:
    draft = _convert(measures=REMOVAL.replace("20/12/2023", "Unknown"))
    (event,) = draft.responses["temu"]["events"]
    assert event["unknown"] is True
    assert "2024-01-05" in event["note"]["en"] and "2024-01-05" in event["note"]["ko"]


def test_a_removal_is_not_pinned_where_several_marketplaces_are_named() -> None:
    draft = _convert(onlineTrader="Amazon() / Other(https://example-shop.org) / ")
    assert set(draft.responses) == {"temu", "amazon"}
    for case in draft.responses.values():
        assert (case["confidence"], case["events"][0]["partial"], case["events"][0]["unknown"]) == (
            "medium",
            True,
            True,
        )
    assert "example-shop.org" in draft.notice["product"]["sold"]["en"]


def test_without_a_removal_there_is_no_case() -> None:
    assert _convert(measures="").responses == {}


def test_an_ordered_removal_is_the_authoritys_initiative() -> None:
    ordered = REMOVAL.replace("taking notified measure(s)", "to whom the measure(s) were ordered")
    assert _convert(measures=ordered).responses["temu"]["initiative"] == "authority"


def test_a_trader_that_nobody_knows_is_told_where_it_was_sold() -> None:
    draft = _convert(onlineTrader="Sample Place(12345) / ")
    assert draft.notice["product"]["sold"]["en"].endswith("Online traders named in the alert: Sample Place (12345).")


def test_a_case_number_of_a_later_year_is_no_edition_of_the_alert_that_has_it_by_right() -> None:
    draft = _convert(caseNumber="0145/27 (alert 1)")
    assert draft.reference == "0145/27 (alert 1)"
    assert (draft.year, draft.number) == (2024, None)


def test_a_shop_that_sells_its_own_brand_is_no_marketplace() -> None:
    draft = _convert(brand="Carrefour Baby", description="Product sold online, via Carrefour.", measures="")
    assert "listings" not in draft.notice


@pytest.mark.parametrize(
    ("changes", "title", "summary"),
    [
        ({"brand": "Unknown", "riskType": ""}, "Soft toy", "A soft toy in the shape"),
        ({"product": "", "name": "Bear Max"}, "Bear Max (Example Bear): choking", "A soft toy in the shape"),
        (
            {"product": "", "description": "Bear, brown"},
            "Bear (Example Bear): choking",
            "Bear of the brand Example Bear, notified by",
        ),
        (
            {"product": "", "description": "", "brand": "not known", "notifyingCountry": "The Netherlands"},
            "Toys: choking",
            "Toys, notified by the Netherlands. Risk: choking and chemical.",
        ),
    ],
)
def test_titles_and_summaries_of_poor_alerts(changes: dict[str, Any], title: str, summary: str) -> None:
    notice = _convert(**changes).notice
    assert notice["title"]["en"].startswith(title)
    assert notice["summary"]["en"].startswith(summary)


def test_an_alert_that_says_nothing_is_held() -> None:
    empty = {**BASE, "danger": "null", "description": "", "riskType": "", "measures": ""}
    held = REGISTER.convert(Item("A12/00001/24", "r.xml", 1, "2024-01-05", empty), _settings())
    assert isinstance(held, Held)
    assert held.fields == empty


def test_a_risk_in_words_of_its_own() -> None:
    draft = _convert(riskType="Bruises, fractures", danger="It breaks.")
    assert draft.notice["hazards"] == [
        {"type": "health-risk-other", "description": {"en": "Bruises, fractures"}, "level": "serious"}
    ]
    assert draft.unclear == (("riskType", "Bruises, fractures"),)


def test_a_substance_without_a_chemical_risk_has_an_exception() -> None:
    draft = _convert(riskType="Choking")
    assert [one["rule"] for one in draft.notice["exceptions"]] == ["hazard-matches"]


def test_levels_and_kinds_that_are_none_become_notes() -> None:
    note = _convert(level="Other types of alerts", type="Professional").notice["note"]
    assert "other types of alerts" in note["en"] and "professional use" in note["en"]
    assert set(note) == {"en", "ko"}


def test_recall_code_pages_and_production_dates() -> None:
    notice = _convert(
        companyRecallCode="R-7",
        URLrecall="http:///www.example.orghttps://example.net/a",
        productionDates="1.1.2020 - 2.2.2021",
    ).notice
    assert [(one["scheme"], one["id"]) for one in notice["references"]] == [
        ("safety-gate", "A12/00001/24"),
        ("company-recall", "R-7"),
        ("recall-page", "www.example.org"),
        ("recall-page", "example.net/a"),
    ]
    assert notice["product"]["batches"] == ["Production dates: 1.1.2020 - 2.2.2021"]


def test_contacts_are_left_out_and_told() -> None:
    draft = _convert(danger="The toy breaks. Please write to somebody@example.org at once.")
    assert "example.org" not in draft.notice["risk"]["en"]
    assert "note" in draft.notice
    assert ("danger: contacts left out", "1") in draft.unclear


def test_numbers_of_products_are_no_telephone_numbers() -> None:
    draft = _convert(
        name="Hub 514 752 0011",
        barcode="880 000 000 0428",
        type_numberOfModel="Article codes 650 890 1094",
        batchNumber="201 601 2291",
    )
    product = draft.notice["product"]
    assert product["name"]["en"].endswith("Hub 514 752 0011")
    assert product["models"] == ["Article codes 650 890 1094"]
    assert product["batches"] == ["201 601 2291"]
    assert product["gtins"] == ["8800000000428"]
    assert not [what for what, _ in draft.unclear if "contacts" in what]


def test_what_the_register_runs_together_is_taken_apart() -> None:
    draft = _convert(
        product="",
        description='Toaster "Crumbly"Product has a grey housing.Type/model: T 5.',
        danger="There is a risk of:- cuts because of sharp edges;-fire,- burns.",
    )
    notice = draft.notice
    assert notice["title"]["en"].startswith('Toaster "Crumbly" (Example Bear):')
    assert notice["summary"]["en"] == 'Toaster "Crumbly" Product has a grey housing. Type/model: T 5.'
    assert "description" not in notice["product"]
    assert notice["risk"]["en"] == "There is a risk of:\n- cuts because of sharp edges;\n- fire,\n- burns."


def test_the_first_words_of_a_description_end_with_a_whole_word() -> None:
    words = "Toaster with a grey housing and a long cord and many small parts that come off when it is wet and cold"
    title = _convert(product="", description=words, brand="").notice["title"]["en"]
    assert words.startswith(title.partition(":")[0] + " ")


def test_raw_values_are_kept_where_a_repair_was_a_guess() -> None:
    draft = _convert(danger="The toy\x92s eye comes off.")
    assert draft.notice["risk"]["en"] == "The toy’s eye comes off."
    assert draft.notice["kept"][0]["raw"] == "The toy<U+0092>s eye comes off."


def test_what_is_not_understood_is_told() -> None:
    draft = _convert(
        notifyingCountry="Utopia", level="Some risk", category="New things", newField="x", URLrecall="see shop"
    )
    assert {name for name, _ in draft.unclear} >= {"notifyingCountry", "level", "category", "URLrecall"}
    assert any("newField" in name for name, _ in draft.unclear)


@pytest.mark.parametrize(
    ("category", "product", "expected"),
    [
        ("Clothing, textiles and fashion items", "Children’s jacket", "childrens-clothing"),
        ("Clothing, textiles and fashion items", "Scarf", "clothing"),
        ("Clothing, textiles and fashion items", "Girls' sandals", "childrens-shoes"),
        ("Other - Disposable electronic cigarette ", "E-cigarette", "e-cigarettes"),
        ("Other - Telescopic ladder", "Ladder", "ladders"),
        ("Other - -", "Thing", "other"),
    ],
)
def test_categories(category: str, product: str, expected: str) -> None:
    assert _convert(category=category, product=product, description="").notice["product"]["category"] == expected


@pytest.mark.parametrize(
    ("reference", "published", "expected"),
    [
        ("A12/02928/24", "2024-11-01", (2024, 2928)),
        ("A12/0048/13", "2013-02-01", (2013, 48)),
        ("SR/04509/25", "2025-12-01", (2025, OFFSETS["SR"] + 4509)),
        ("0044/05", "2005-02-04", (2005, OFFSETS[""] + 44)),
        ("0350/05 – 0352/05", "2005-02-04", (2005, OFFSETS[""] + 350)),
        ("49 0357/10", "2010-03-01", (2010, OFFSETS[""] + 357)),
        ("0559.11", "2011-09-01", (2011, OFFSETS[""] + 559)),
        ("0806/10.", "2010-03-01", (2010, OFFSETS[""] + 806)),
        ("INFO/00047/25", "2025-03-01", (2025, OFFSETS["INFO"] + 47)),
        ("0295/01", "2005-05-01", (2005, None)),
        ("without number", "2005-05-01", (2005, None)),
        ("A12/25000/24", "2024-05-01", (2024, None)),
    ],
)
def test_case_numbers(reference: str, published: str, expected: tuple[int, int | None]) -> None:
    assert tuple(case_number(reference, published)) == expected


def test_kinds_of_alerts_never_share_a_number() -> None:
    numbers = {
        case_number(f"{kind}/00007/24" if kind else "0007/24", "2024-05-01").number for kind in (*OFFSETS, "NEW")
    }
    assert len(numbers) == len(OFFSETS) + 1


@pytest.mark.parametrize(
    "text",
    [
        "Unknown",
        "unknown.",
        "-",
        "N/A",
        "Not applicable",
        "Not specified",
        "neznámé",
        "inconnu",
        "?",
        "None",
        "(No brand)",
    ],
)
def test_words_for_unknown(text: str) -> None:
    assert known(text) == ""


@pytest.mark.parametrize(
    ("text", "models", "batches", "gtins"),
    [
        ("A-1; B-2 / C-3", ("A-1", "B-2", "C-3"), (), ()),
        ("e2*2007/46*0601*08, e2*2007/46*0602*08", ("e2*2007/46*0601*08", "e2*2007/46*0602*08"), (), ()),
        ("817/1395, 817/9531", ("817/1395", "817/9531"), (), ()),
        ("EX-1 (red, blue), EX-2", ("EX-1 (red, blue)", "EX-2"), (), ()),
        ("Model: EX-1; Bar Code: 8800000000428.", ("EX-1",), (), ("8800000000428",)),
        ("EX-1, Batch 1701", ("EX-1",), ("1701",), ()),
        ("1. Bear EX-1 2. Cat EX-2", ("Bear EX-1", "Cat EX-2"), (), ()),
        (
            "The recall affects vehicles, produced from 7 January 2008 through 22 December 2008",
            ("The recall affects vehicles, produced from 7 January 2008 through 22 December 2008",),
            (),
            (),
        ),
    ],
)
def test_lists(text: str, models: tuple[str, ...], batches: tuple[str, ...], gtins: tuple[str, ...]) -> None:
    marks = read_marks(text)
    assert (marks.models, marks.batches, marks.gtins) == (models, batches, gtins)


def test_a_description_that_is_a_form_gives_brand_and_model() -> None:
    draft = _convert(
        brand="",
        type_numberOfModel="",
        product="Straightening iron",
        description="Category: ToysProduct: Straightening ironBrand: Sample StyleType/number of model: TJ-1",
    )
    product = draft.notice["product"]
    assert product["brand"] == "Sample Style"
    assert product["models"] == ["TJ-1"]
    assert draft.notice["summary"]["en"].startswith("Straightening iron")
    assert product["description"]["en"].split("\n")[0] == "Category: Toys"
    unknown = _convert(brand="", description="Category: ToysProduct: DollBrand: UnknownType/number of model: Unknown")
    assert "brand" not in unknown.notice["product"]


def test_labels_that_are_glued_to_a_batch_and_marks_of_a_list() -> None:
    product = _convert(
        batchNumber="EXP: 032022LOT: 573627MFD: 032020", type_numberOfModel="- AY 51, - KF-FB", description="Unknown"
    ).notice["product"]
    assert product["batches"] == ["EXP: 032022", "573627", "MFD: 032020"]
    assert product["models"] == ["AY 51", "KF-FB"]
    assert "description" not in product
