"""The CPSC's export: traps of its rows with invented products, and all rows of the data beside the checkout."""

import csv
from collections import Counter
from pathlib import Path
from time import process_time

import pytest

from generator.importers import cpsc
from generator.importers.model import Draft, Held, ImportFailed, Item
from generator.importers.reading import NO_PLATFORM
from generator.loading.settings import Settings
from tests.support.data import shared_data
from tests.support.registers import drafted, items_of, problems

ROW = {
    **dict.fromkeys(cpsc.FIELDS, ""),
    "Recall Number": "24-318",
    "Date": "May 02, 2024",
    "Recall Heading": "Sample Co. Recalls Children’s Lamps Due to Fire Hazard; "
    "Sold Exclusively on Temu.com by Sample Shop",
    "Name of product": "Sample Children’s Lamps",
    "Description": "This recall involves lamps with model numbers AB-1, AB-2 and AB-3.&nbsp;"
    "“Sample &amp; Co.” is on the base.",
    "Hazard Description": "The lamps can overheat, posing a fire hazard.",
    "Remedy Type": "Refund, Repair",
    "Units": "About 2,900 (In addition, about 12 were sold in Canada)",
    "Incidents": "None reported",
    "Remedy": "Consumers should stop using the lamps.Consumers should email a photo to&nbsp;recall@sample.example.com.",
    "Sold At Label": "Sold Exclusively Online",
    "Sold At": "Online at Temu.com from May 2023 through June 2023 for about $6.",
    "Importers": "Sample Co., of Example City, Ohio",
    "Manufactured In": "China",
}


def row(**changes: str) -> dict[str, str]:
    """The row above, with fields changed; underscores stand for spaces."""
    return {**ROW, **{name.replace("_", " "): value for name, value in changes.items()}}


def draft(settings: Settings, **changes: str) -> Draft:
    """What becomes of the row. It breaks no rule."""
    fields = row(**changes)
    made = drafted(cpsc.REGISTER, settings, fields, fields["Recall Number"] or fields["Product Safety Warning Number"])
    assert list(problems(made, settings)) == []
    return made


def test_a_whole_row(shipped_settings: Settings) -> None:
    made = draft(shipped_settings)
    assert (made.reference, made.year, made.number) == ("24-318", 2024, 318)
    notice = made.notice
    assert notice["published"] == "2024-05-02"
    assert notice["title"] == {"en": ROW["Recall Heading"]}
    assert notice["risk"] == {"en": ROW["Hazard Description"]}
    assert notice["summary"] == {
        "en": "Recall of Sample Children’s Lamps. Units: About 2,900 (In addition, about 12 were sold in Canada). "
        "Incidents: None reported. Remedy: Refund, Repair."
    }
    assert notice["hazards"] == [{"type": "fire"}]
    assert notice["listings"] == [{"platform": "temu", "seller": "Sample Shop"}]
    assert notice["product"] == {
        "name": {"en": "Sample Children’s Lamps"},
        "models": ["AB-1", "AB-2", "AB-3"],
        "category": "lighting",
        "origin": "CN",
        "intended_users": ["children"],
        "units": 2900,
        "price": "about $6",
        "sold": {"en": "Sold exclusively online at Temu.com from May 2023 through June 2023 for about $6."},
        "description": {
            "en": "This recall involves lamps with model numbers AB-1, AB-2 and AB-3. “Sample & Co.” is on the base. "
            "Importer: Sample Co., of Example City, Ohio."
        },
    }
    assert notice["measures"] == [
        {"type": "recall-from-end-users", "by": {"en": "Sample Co."}, "date": "2024-05-02"},
        {"type": "refund", "date": "2024-05-02"},
        {"type": "corrective-action", "date": "2024-05-02", "note": {"en": "Repair"}},
    ]
    assert notice["references"] == [{"scheme": "cpsc", "id": "24-318"}]
    assert notice["provenance"]["reference"] == "24-318"
    assert notice["sources"][0]["retrieved"] == cpsc.COPIED


@pytest.mark.parametrize(
    ("label", "place", "sold"),
    [
        ("Sold At", "Online at Amazon.com in May.", "Sold online at Amazon.com in May."),
        ("Sold Online At", "Online at Amazon.com in May.", "Sold online at Amazon.com in May."),
        ("Sold Exclusively At", "Exclusively online at Amazon.com.", "Sold exclusively online at Amazon.com."),
        ("Sold Exclusively At", "Amazon.com in May.", "Sold exclusively at Amazon.com in May."),
        ("Sold Exclusively Online", "Amazon.com in May.", "Sold exclusively online: Amazon.com in May."),
        ("Sold At", "The lamps were sold online.", "The lamps were sold online."),
        ("", "Sample stores.", "Sample stores."),
    ],
)
def test_the_place_of_sale(label: str, place: str, sold: str, shipped_settings: Settings) -> None:
    made = draft(shipped_settings, Sold_At_Label=label, Sold_At=place)
    assert made.notice["product"]["sold"] == {"en": sold}


def test_contacts_are_left_out_and_told(shipped_settings: Settings) -> None:
    made = draft(shipped_settings)
    assert made.notice["advice"] == [
        {"en": "Consumers should stop using the lamps."},
        {"en": "Consumers should email a photo to [e-mail address: see the source]."},
    ]
    assert set(made.notice["note"]) == {"en", "ko"}
    assert ("Remedy: contacts left out", "1") in made.unclear
    quiet = draft(shipped_settings, Remedy="Consumers should stop using the lamps.")
    assert "note" not in quiet.notice


def test_nothing_is_lost_of_what_is_not_understood(shipped_settings: Settings) -> None:
    made = draft(shipped_settings, Units="Millions", Remedy_Type="Exorcism", Manufactured_In="China and Taiwan")
    assert ("Units", "Millions") in made.unclear
    assert ("Remedy Type", "Exorcism") in made.unclear
    assert "units" not in made.notice["product"]
    assert "Units: Millions." in made.notice["summary"]["en"]
    assert made.notice["measures"][-1] == {"type": "other", "date": "2024-05-02", "note": {"en": "Exorcism"}}
    assert made.notice["product"]["description"]["en"].endswith("Manufactured in: China and Taiwan.")


def test_a_risk_that_is_not_named(shipped_settings: Settings) -> None:
    made = draft(shipped_settings, Recall_Heading="Sample Co. Recalls Lamps", Hazard_Description="The lamps are odd.")
    assert made.notice["hazards"] == [{"type": "health-risk-other"}]
    assert ("Hazard Description", "The lamps are odd.") in made.unclear
    silent = draft(shipped_settings, Recall_Heading="Sample Co. Recalls Lamps", Hazard_Description="")
    assert set(silent.notice["risk"]) == {"en", "ko"}
    assert silent.notice["hazards"] == [{"type": "health-risk-other"}]


def test_a_warning_that_became_a_recall(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Product_Safety_Warning_Number="24-080",
        Product_Safety_Warning_Date="April 6, 2024",
        Original_Product_Safety_Warning_Announcement="The CPSC is warning consumers.It was sold on Temu.",
    )
    assert made.number == 318
    assert made.notice["measures"][0] == {
        "type": "warning",
        "by": {"en": cpsc.AUTHORITY},
        "date": "2024-04-06",
        "note": {"en": "The CPSC is warning consumers. It was sold on Temu."},
    }
    assert {"scheme": "cpsc-warning", "id": "24-080"} in made.notice["references"]


def test_a_warning_alone_has_its_own_numbers(shipped_settings: Settings) -> None:
    made = draft(
        shipped_settings,
        Recall_Number="",
        Date="",
        Product_Safety_Warning_Number="24-318",
        Product_Safety_Warning_Date="April 6, 2024",
        Remedy_Type="",
    )
    assert (made.year, made.number) == (2024, cpsc.WARNINGS + 318)
    assert made.notice["published"] == "2024-04-06"
    assert [measure["type"] for measure in made.notice["measures"]] == ["warning"]


@pytest.mark.parametrize(
    ("raw", "risk"),
    [
        (
            'They violate the https://a.example/b-… lang="EN-US">Sample Act, posing a fire hazard.',
            "the Sample Act, posing",
        ),
        ("They violate the https://a.example/b-… Act, posing a fire hazard.", "the […] Act, posing"),
    ],
)
def test_links_that_the_export_cut_off(raw: str, risk: str, shipped_settings: Settings) -> None:
    made = draft(shipped_settings, Hazard_Description=raw)
    assert risk in made.notice["risk"]["en"]
    assert made.notice["kept"][0]["raw"] == raw


def test_a_heading_with_hyphens_for_spaces(shipped_settings: Settings) -> None:
    raw = "Sample-Lamps-Recalled-Due-to-Fire-Hazard-Sold-on-Amazon"
    made = draft(shipped_settings, Recall_Heading=raw)
    assert made.notice["title"] == {"en": raw.replace("-", " ")}
    assert made.notice["kept"] == [{"field": "Recall Heading", "raw": raw, "note": "hyphens became spaces"}]


def test_labels_of_the_export_itself(shipped_settings: Settings) -> None:
    retailer = draft(shipped_settings, Custom_Label="Retailer:", Custom_Field="Sample Shop, of Example")
    assert retailer.notice["product"]["description"]["en"].endswith("Retailer: Sample Shop, of Example.")
    message = draft(shipped_settings, Custom_Label="Important Message from CPSC:", Custom_Field="Never leave it on.")
    assert {"en": "Never leave it on."} in message.notice["advice"]
    seller = draft(
        shipped_settings,
        Recall_Heading="Lamps Due to Fire Hazard",
        Custom_Label="Seller:",
        Custom_Field="Shop, of China",
    )
    assert seller.notice["listings"] == [{"platform": "temu", "seller": "Shop"}]


def test_a_marketplace_without_a_file_is_told(shipped_settings: Settings, settings_of_fixtures: Settings) -> None:
    made = cpsc.REGISTER.convert(Item("24-318", "invented", 1, "", row()), settings_of_fixtures)
    assert isinstance(made, Draft)
    assert (NO_PLATFORM, "temu") in made.unclear
    assert "listings" not in made.notice


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"Date": "soon"}, ("no date can be read",)),
        (
            {"Date": "", "Name_of_product": "", "Recall_Heading": ""},
            ("no date can be read", "the row names no product"),
        ),
    ],
)
def test_rows_that_are_held_back(changes: dict[str, str], reasons: tuple[str, ...], shipped_settings: Settings) -> None:
    held = cpsc.REGISTER.convert(Item("24-318", "invented.csv", 7, "", row(**changes)), shipped_settings)
    assert isinstance(held, Held)
    assert (held.reasons, held.file, held.position, held.fields) == (reasons, "invented.csv", 7, row(**changes))


def test_an_unknown_column_is_told(shipped_settings: Settings) -> None:
    made = drafted(cpsc.REGISTER, shipped_settings, {**row(), "New Column": "something"}, "24-318")
    assert ("New Column (a field that the importer does not know)", "something") in made.unclear


# -- reading


def written(path: Path, rows: list[dict[str, str]], columns: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns or list(cpsc.FIELDS), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_rows_are_read_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path / "lamps_2023-12-01_2026-04-01.csv", [ROW, row(Recall_Number="24-319")])
    items = items_of(cpsc.REGISTER, path)
    assert [item.reference for item in items] == ["24-318", "24-319"]
    assert items[0].fields == ROW
    assert {(item.file, item.version) for item in items} == {(path.name, "2026-04-01")}


def test_one_recall_in_two_files_is_the_same(tmp_path: Path, shipped_settings: Settings) -> None:
    for name in ("a_2023-12-01_2026-04-01.csv", "b_2023-12-01_2026-04-01.csv"):
        written(tmp_path / name, [ROW])
    one, two = items_of(cpsc.REGISTER, tmp_path)
    assert (one.reference, one.version, one.fields) == (two.reference, two.version, two.fields)
    assert cpsc.REGISTER.convert(one, shipped_settings) == cpsc.REGISTER.convert(two, shipped_settings)


def test_other_order_and_missing_columns(tmp_path: Path, shipped_settings: Settings) -> None:
    path = written(tmp_path / "lamps.csv", [ROW], ["Recall Heading", "Date", "Recall Number"])
    [item] = items_of(cpsc.REGISTER, path)
    made = cpsc.REGISTER.convert(item, shipped_settings)
    assert isinstance(made, Draft)
    assert list(problems(made, shipped_settings)) == []
    assert made.notice["product"]["name"] == made.notice["title"]


def test_a_row_without_any_number_is_held_back(tmp_path: Path) -> None:
    path = written(tmp_path / "lamps.csv", [row(Recall_Number=" ")])
    [held] = cpsc.REGISTER.read([path])
    assert isinstance(held, Held)
    assert (held.reference, held.position) == ("lamps.csv:2", 2)


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Name,Price\nLamp,5\n", encoding="utf-8")
    with pytest.raises(ImportFailed, match="the header has no column 'Date', 'Recall Heading', 'Recall Number'"):
        list(cpsc.REGISTER.read([path]))


# -- all rows of the data


def test_every_column_is_explained() -> None:
    folder = shared_data("us-cpsc-csv")
    columns: set[str] = set()
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            columns.update(next(csv.reader(file)))
    assert columns == set(cpsc.REGISTER.mapped) | set(cpsc.REGISTER.unmapped)
    assert [name for name in cpsc.FIELDS if name not in (cpsc.__doc__ or "")] == []


def test_every_row_becomes_a_sound_record(shipped_settings: Settings) -> None:
    items = items_of(cpsc.REGISTER, shared_data("us-cpsc-csv"))
    assert len(items) >= 2636
    unique = {item.reference: item for item in items}
    begin = process_time()
    drafts = [cpsc.REGISTER.convert(item, shipped_settings) for item in unique.values()]
    spent = process_time() - begin
    found: Counter[tuple[str, bool]] = Counter()
    for made in drafts:
        assert isinstance(made, Draft), made
        found.update((rule, error) for rule, _, error in problems(made, shipped_settings))
    assert {rule for (rule, error) in found if error} == set()
    assert sum(found.values()) <= len(unique) / 50
    ids = {(made.year, made.number) for made in drafts if isinstance(made, Draft)}
    assert len(ids) == len(unique)
    assert spent / len(unique) < 0.004  # about 0.001 s on an idle machine
