"""The Canadian list: traps of its entries with invented products, and all entries of the data beside the checkout."""

import gzip
import json
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from generator.importers import canada
from generator.importers.canada_words import ALLERGENS, ISSUES, NEUTRAL, titled, values_of
from generator.importers.model import Draft, Held, ImportFailed, Item
from generator.importers.reading import NO_PLATFORM
from generator.loading.settings import Settings
from tests.support.data import shared_data
from tests.support.registers import drafted, items_of, problems

ENTRY: dict[str, Any] = {
    "NID": "70001",
    "Title": "  Sample Kid Carrier recalled due to potential fall hazard ",
    "URL": "https://recalls.example/en/alert-recall/sample-kid-carrier",
    "Organization": "Consumer product safety",
    "Product": "Sample Kid Carrier",
    "Issue": "Fall hazard",
    "What you should do": (
        "Consumers should stop using it.&nbsp;For more information, contact Sample Inc. by telephone at "
        "1-800-555-0100.Learn more"
    ),
    "Category": "Household items",
    "Recall class": "",
    "Last updated": "2024-05-02",
    "Archived": "0",
}


def entry(**changes: Any) -> dict[str, Any]:
    """The entry above, with fields changed; underscores stand for spaces."""
    return {**ENTRY, **{name.replace("_", " "): value for name, value in changes.items()}}


def draft(settings: Settings, **changes: Any) -> Draft:
    """What becomes of the entry. It breaks no rule."""
    made = drafted(canada.REGISTER, settings, entry(**changes), "70001")
    assert list(problems(made, settings)) == []
    return made


def test_a_whole_entry(shipped_settings: Settings) -> None:
    made = draft(shipped_settings)
    assert (made.reference, made.year, made.number) == ("70001", 2024, 70001)
    notice = made.notice
    assert notice["published"] == "2024-05-02"
    assert notice["title"] == {"en": "Sample Kid Carrier recalled due to potential fall hazard"}
    assert notice["summary"] == {
        "en": "Health Canada: Sample Kid Carrier. Issue: Fall hazard. Category: Household items."
    }
    assert notice["risk"] == {"en": "Potential fall hazard."}
    assert notice["hazards"] == [{"type": "injuries"}]
    assert notice["product"] == {
        "name": {"en": "Sample Kid Carrier"},
        "category": "other",
        "intended_users": ["children"],
    }
    assert notice["measures"] == [{"type": "recall-from-end-users"}]
    assert notice["advice"] == [
        {"en": "Consumers should stop using it."},
        {"en": "For more information, contact Sample Inc. by telephone at [telephone number: see the source]."},
    ]
    assert notice["provenance"]["url"] == notice["sources"][0]["url"] == ENTRY["URL"]
    assert "day of the last update" in notice["note"]["en"]
    assert "Telephone numbers" in notice["note"]["en"]
    assert ("What you should do: contacts left out", "1") in made.unclear


def test_nulls_and_empty_fields(shipped_settings: Settings) -> None:
    empty = dict.fromkeys(("Product", "Issue", "What you should do", "Category", "Recall class", "Archived"))
    fields = {**ENTRY, **empty, "Title": "Sample wooden spoons"}
    made = drafted(canada.REGISTER, shipped_settings, fields, "70001")
    assert list(problems(made, shipped_settings)) == []
    assert made.notice["product"]["name"] == {"en": "Sample wooden spoons"}
    assert set(made.notice["risk"]) == {"en", "ko"}
    assert made.notice["hazards"] == [{"type": "health-risk-other"}]
    assert "measures" not in made.notice


def test_values_that_are_joined(shipped_settings: Settings) -> None:
    assert values_of("Truck - Med. & H.D. - Bus") == ["Truck - Med. & H.D.", "Bus"]
    assert values_of("E. Coli - non-pathogenic") == ["E. Coli - non-pathogenic"]
    assert values_of("") == []
    made = draft(shipped_settings, Issue="Choking hazard - Burn hazard - Choking hazard", Title="Sample toy")
    assert made.notice["hazards"] == [{"type": "choking"}, {"type": "burns"}]


def test_an_allergen_is_told(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Organization="CFIA",
        Issue="Milk",
        Category="Candy, confectionary, snacks and sweeteners",
        Title="Sample brand Wafers recalled due to undeclared milk",
        Product=None,
        Recall_class="Class 1",
    )
    assert made.notice["authority"] == "cfia"
    assert made.notice["product"] == {"name": {"en": "Sample brand Wafers"}, "category": "food"}
    assert made.notice["risk"] == {"en": "Undeclared milk."}
    assert made.notice["hazards"] == [
        {"type": "health-risk-other", "description": {"en": "Allergen or sensitivity: Milk"}}
    ]
    assert "Recall class: Class 1." in made.notice["summary"]["en"]


def test_pieces_in_food_are_what_the_title_says(shipped_settings: Settings) -> None:
    food: dict[str, Any] = {"Organization": "CFIA", "Issue": "Extraneous Material", "Product": None, "Category": "Food"}
    metal = draft(shipped_settings, Title="Sample Soup recalled due to pieces of metal", **food)
    assert metal.notice["hazards"] == [{"type": "cuts"}]
    plain = draft(shipped_settings, Title="Sample Soup recalled due to extraneous material", **food)
    assert plain.notice["hazards"] == [{"type": "injuries"}]


@pytest.mark.parametrize(
    ("category", "name", "expected"),
    [
        ("Clothing and accessories - Jewellery", "Sample ring set", "jewellery"),
        ("Hobby and craft items - Toys and games", "Sample car kit", "toys"),
        ("Household items", "Sample Clothes Washing Machines", "electrical-appliances"),
        ("Drugs - Medical devices", "Sample injections", "medicines"),
    ],
)
def test_of_several_categories_the_narrow_one_counts(
    category: str, name: str, expected: str, shipped_settings: Settings
) -> None:
    made = draft(shipped_settings, Category=category, Product=name)
    assert made.notice["product"]["category"] == expected


VEHICLE: dict[str, Any] = {"Organization": "TC", "Category": "Car - SUV", "Issue": "Brakes", "What_you_should_do": ""}


def test_a_vehicle_with_its_maker(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Title="Transport Canada Recall - 2024123 - SAMPLE MOTORS",
        Product="Car recalled by SAMPLE MOTORS",
        **VEHICLE,
    )
    notice = made.notice
    assert notice["title"] == {"en": "Car recalled by SAMPLE MOTORS (Transport Canada recall 2024123)"}
    assert notice["authority"] == "transport-canada"
    assert notice["product"] == {"name": {"en": "Car recalled by SAMPLE MOTORS"}, "category": "motor-vehicles"}
    assert notice["hazards"][0]["type"] == "health-risk-other"
    assert notice["risk"]["en"].startswith("Issue named by the source: Brakes. The list")
    assert notice["measures"] == [{"type": "recall-from-end-users", "by": {"en": "SAMPLE MOTORS"}, "date": "2024"}]
    assert {"scheme": "transport-canada", "id": "2024123"} in notice["references"]


@pytest.mark.parametrize("updated", [None, "2024-05-02"])
def test_a_vehicle_is_as_old_as_its_number(updated: str | None, shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Title="Transport Canada Recall - 2019413 - ",
        Product="SUV recalled by ",
        Last_updated=updated,
        **VEHICLE,
    )
    assert (made.notice["published"], made.year) == ("2019", 2019)
    assert made.notice["title"] == {"en": "SUV (Transport Canada recall 2019413)"}
    assert made.notice["product"]["name"] == {"en": "SUV"}
    assert "recall number" in made.notice["note"]["en"]


def test_a_french_entry_among_the_english_ones(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Title="Numéro de rappel de Transports Canada - 2023117 - SAMPLE",
        Product="Siège d'auto pour enfant rappelé par SAMPLE",
        URL="https://recalls.example/fr/avis-rappel/sample",
        Organization="TC",
        Category="",
        Issue="",
        What_you_should_do="",
    )
    assert made.notice["provenance"]["language"] == "fr"
    assert set(made.notice["title"]) == set(made.notice["product"]["name"]) == {"fr"}
    assert made.notice["product"]["category"] == "childcare-articles"


def test_an_archived_notice_and_the_day_in_its_title(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Title="Archived – Sample Infusion Pump (2014-03-14)",
        Product=None,
        Organization="Medical devices",
        Issue="Medical devices",
        Category="Medical devices",
        Recall_class="Type II",
        Archived="1",
    )
    assert made.notice["title"] == {"en": "Sample Infusion Pump (2014-03-14)"}
    assert made.notice["product"] == {"name": {"en": "Sample Infusion Pump"}, "category": "medical-devices"}
    assert made.notice["measures"] == [{"type": "recall-from-end-users", "date": "2014-03-14"}]
    assert "archived" in made.notice["note"]["en"]
    assert "Issue named" not in made.notice["risk"]["en"]


@pytest.mark.parametrize(
    ("title", "product", "who", "reason"),
    [
        ("Sample Ltd. recalls Sample Chairs", "Sample Chairs", "Sample Ltd.", ""),
        ("Expanded Recall: Sample Chairs recalled due to injury hazard", "Sample Chairs", "", "injury hazard"),
        ("Undeclared egg in certain SAMPLE brand Noodles", "SAMPLE brand Noodles", "", "Undeclared egg"),
        ("Certain Sample Beef may contain E. coli", "Sample Beef", "", "may contain E. coli"),
        ("Sample Tablets; Oversized tablets", "Sample Tablets", "", "Oversized tablets"),
        ("Sample Tablets: Affected lots are mislabelled", "Sample Tablets", "", "Affected lots are mislabelled"),
        (
            "Health Canada warns that Sample Seats previously available on Amazon.ca may pose a risk of injury",
            "Sample Seats",
            "",
            "may pose a risk of injury",
        ),
        (
            "Sample Drug (sampline) - Association with fainting - For Health Professionals",
            "Sample Drug (sampline)",
            "",
            "Association with fainting",
        ),
        ("Sample Inc. recalls one lot of Sample Oil", "Sample Oil", "Sample Inc.", ""),
        ("Sample spoons", "Sample spoons", "", ""),
        ("Precautionary recall of additional lots of Sample-28", "Sample-28", "", ""),
        ("Sample Nutrition Product Recall (2014-03-06)", "Sample Nutrition", "", ""),
        ("Voluntary recall: Sample Concentrate", "Sample Concentrate", "", ""),
        (
            "Health Canada Warns Consumers Not to Take Sample Caps Due to Potential Health Risk",
            "Sample Caps",
            "",
            "Potential Health Risk",
        ),
        ("Recall", "Recall", "", ""),
    ],
)
def test_titles(title: str, product: str, who: str, reason: str) -> None:
    read = titled(title)
    assert (read.product, read.who, read.reason) == (product, who, reason)


def test_marketplaces_in_the_title(shipped_settings: Settings, settings_of_fixtures: Settings) -> None:
    title = "Health Canada warns that Sample Seats previously available on Amazon.ca may pose a risk of injury"
    made = draft(shipped_settings, Title=title)
    assert made.notice["listings"] == [{"platform": "amazon"}]
    assert made.notice["measures"] == [{"type": "warning"}]
    bare = canada.REGISTER.convert(Item("70001", "invented", 1, "", entry(Title=title)), settings_of_fixtures)
    assert isinstance(bare, Draft)
    assert (NO_PLATFORM, "amazon") in bare.unclear


def test_nothing_is_lost_of_what_is_not_understood(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings, Issue="Haunting", Category="Ghosts", Archived="maybe", URL="ask us", Title="Sample thing"
    )
    assert {("Issue", "Haunting"), ("Category", "Ghosts"), ("Archived", "maybe"), ("URL", "ask us")} <= set(
        made.unclear
    )
    assert made.notice["sources"][0]["url"] == canada.LIST
    unknown = drafted(canada.REGISTER, shipped_settings, {**ENTRY, "New": "x"}, "70001")
    assert ("New (a field that the importer does not know)", "x") in unknown.unclear


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Last_updated": None}, "no date can be read"),
        ({"Title": "  Recall Cancelled ", "Product": None}, "the entry names no product"),
        ({"Title": " ", "Product": None}, "the entry names no product"),
    ],
)
def test_entries_that_are_held_back(changes: dict[str, Any], reason: str, shipped_settings: Settings) -> None:
    held = canada.REGISTER.convert(Item("70001", "list.json", 3, "", entry(**changes)), shipped_settings)
    assert isinstance(held, Held)
    assert (held.reasons, held.position, held.fields) == ((reason,), 3, entry(**changes))


# -- reading


@pytest.mark.parametrize("packed", [False, True])
def test_entries_are_read_as_they_are(tmp_path: Path, packed: bool) -> None:
    raw = json.dumps([ENTRY, entry(NID=70002, Last_updated=None)]).encode()
    path = tmp_path / ("list.json.gz" if packed else "list.json")
    path.write_bytes(gzip.compress(raw) if packed else raw)
    one, two = items_of(canada.REGISTER, tmp_path)
    assert (one.reference, one.version, one.position, one.fields) == ("70001", "2024-05-02", 1, ENTRY)
    assert (two.reference, two.version, two.position) == ("70002", "", 2)


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('{"results": [{"NID": "1"}]}', encoding="utf-8")
    with pytest.raises(ImportFailed, match=r"list\.json, line 1: entry 1 is no object with NID, Title"):
        list(canada.REGISTER.read([path]))


# -- all entries of the data


@pytest.fixture(scope="module")
def everything() -> list[Item]:
    return items_of(canada.REGISTER, shared_data("ca-recalls"))


def test_every_field_is_explained(everything: list[Item]) -> None:
    names = {name for item in everything for name in item.fields}
    assert names == set(canada.REGISTER.mapped) | set(canada.REGISTER.unmapped)
    assert [name for name in canada.FIELDS if name not in (canada.__doc__ or "")] == []


def test_every_issue_is_known(everything: list[Item]) -> None:
    issues = {value.lower() for item in everything for value in values_of(str(item.fields["Issue"]))}
    assert issues - ISSUES.keys() - NEUTRAL - ALLERGENS == set()


def test_every_entry_becomes_a_record_or_is_held_back(everything: list[Item], shipped_settings: Settings) -> None:
    assert len(everything) >= 33_961
    begin = process_time()
    made = [canada.REGISTER.convert(item, shipped_settings) for item in everything]
    spent = process_time() - begin
    held = Counter(reason for one in made if isinstance(one, Held) for reason in one.reasons)
    assert set(held) <= {"the entry names no product"}
    assert sum(held.values()) <= len(everything) / 1000
    ids = {(one.year, one.number) for one in made if isinstance(one, Draft)}
    assert len(ids) == len(everything) - sum(held.values())
    assert spent / len(everything) < 0.001  # about 0.0002 s on an idle machine


def test_a_sample_of_the_records_is_sound(everything: list[Item], shipped_settings: Settings) -> None:
    found: Counter[tuple[str, bool]] = Counter()
    for item in everything[::31]:
        made = canada.REGISTER.convert(item, shipped_settings)
        if isinstance(made, Draft):
            found.update((rule, error) for rule, _, error in problems(made, shipped_settings))
    assert {rule for (rule, error) in found if error} == set()
    assert sum(found.values()) <= 5
