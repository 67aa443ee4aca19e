"""Words of registers: hazards, kinds of products, sentences, contacts, days. All examples are invented."""

from datetime import date

import pytest

from generator.importers.categorywords import category_of, users_of
from generator.importers.cpsc_words import batches_of, codes_of, models_of, offers_of, price_of, units_of
from generator.importers.hazardwords import hazard_types, types_of
from generator.importers.prose import MAIL, PHONE, sentences, without_contacts
from generator.importers.reading import day_of


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Sample Co. Recalls Lamps Due to Fire and Burn Hazards", ("fire", "burns")),
        ("Due to Risk of Serious Injury or Death from Choking; Sold by Sample", ("choking",)),
        ("Due to Tip-Over and Entrapment Hazards", ("entrapment", "injuries")),
        ("A small part can fall out, posing a choking hazard.", ("choking",)),
        ("A defect can lead to a loose wheel, posing a fall hazard.", ("injuries",)),
        ("Cut-resistant gloves recalled due to a chemical hazard", ("chemical",)),
        ("Shock absorbers recalled due to a crash hazard", ("injuries",)),
        ("The paint contains levels of lead that exceed the limit. Lead is toxic if swallowed.", ("chemical",)),
        ("Due to Electrocution and Shock Hazards", ("electric-shock",)),
        ("posing a strangulation hazard to children", ("strangulation",)),
        ("posing a risk of suffocation and drowning", ("suffocation", "drowning")),
        ("can emit carbon monoxide, posing a carbon monoxide poisoning hazard", ("asphyxiation", "chemical")),
        ("may contain Salmonella", ("microbiological",)),
        ("recalled due to undeclared peanut", ()),
        ("posing a laceration hazard", ("cuts",)),
        ("Due to Risk of Serious Injury or Death from Battery Ingestion", ("burns",)),
        (
            "When magnets are swallowed they can cause perforations, infection, blood poisoning and death.",
            ("injuries",),
        ),
        ("posing a risk of overexposure to loud noise", ("damage-to-hearing",)),
        ("The battery can catch fire.", ("fire",)),
        ("Fire pits and fire extinguishers", ()),
        ("A pleasant chair.", ()),
        ("", ()),
    ],
)
def test_hazards(text: str, types: tuple[str, ...]) -> None:
    assert hazard_types(text).types == types


def test_an_unnamed_injury_counts_only_alone() -> None:
    assert hazard_types("posing a serious injury hazard") == (("injuries",), True)
    assert types_of(["Due to Injury Hazard", "can overheat, posing a fire hazard"]) == ("fire",)
    assert types_of(["Due to Injury Hazard", ""]) == ("injuries",)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Sample Children’s Bicycle Helmets", "sports-leisure"),
        ("Sample Girls’ Pajama Sets", "childrens-clothing"),
        ("Sample 10-Drawer Dressers", "furniture"),
        ("Sample Convertible Cribs", "childcare-articles"),
        ("Plush Bag with Clip", "toys"),
        ("Magnetic Balls, 5mm", "toys"),
        ("Wireless Power Banks", "chargers-batteries"),
        ("Electric Pressure Cookers", "electrical-appliances"),
        ("Tow-Behind Mowers", "garden-products"),
        ("Multi-Purpose Ladders", "ladders"),
        ("Youth All-Terrain Vehicles (ATVs)", "motor-vehicles"),
        ("Cabinet Heaters", "electrical-appliances"),
        ("Garment Steamers", "electrical-appliances"),
        ("Iron Supplement Tablets", "medicines"),
        ("Something Else", "other"),
    ],
)
def test_categories(name: str, category: str) -> None:
    assert category_of(name) == category


def test_users() -> None:
    assert users_of("Infant Swings") == ["infants"]
    assert users_of("Kids’ Rings") == ["children"]
    assert users_of("Gas Grills") == []


@pytest.mark.parametrize(
    ("text", "told", "count"),
    [
        ("Call 1-800-555-0100 or 800.555.0100 now.", f"Call {PHONE} or {PHONE} now.", 2),
        ("by telephone at (416)555-0188, Monday", f"by telephone at {PHONE}, Monday", 1),
        ("by telephone at +86 183 5550 2016, from 9", f"by telephone at {PHONE}, from 9", 1),
        ("email recall@sample.example.com.Please note that", f"email {MAIL}.Please note that", 1),
        ("to SERVICE@SAMPLE.COM for a refund", f"to {MAIL} for a refund", 1),
        ("at first.last@sample.Please note", f"at {MAIL}.Please note", 1),
        ("Model 240-14-1380, batch 12-15-2023, UPC 6 28078 80083 6", None, 0),
        ("sample@Home Transmitter, 0.5 @ 3 V", None, 0),
        ("between 8:30 a.m. and 5 p.m., 24 inches, 1 200 000 IU", None, 0),
    ],
)
def test_contacts_are_left_out_and_counted(text: str, told: str | None, count: int) -> None:
    assert without_contacts(text) == (told or text, count)


def test_sentences_that_were_run_together() -> None:
    text = (
        "Stop using it.For more information, contact Sample Co. Ltd. of Example City from 9 a.m. to 5 p.m. ET."
        "Please note that it is recalled. Batteries are hazardous.Note: Recycle them"
    )
    assert sentences(text) == [
        "Stop using it.",
        "For more information, contact Sample Co. Ltd. of Example City from 9 a.m. to 5 p.m. ET.",
        "Please note that it is recalled.",
        "Batteries are hazardous.",
        "Note: Recycle them",
    ]


def test_a_list_without_its_line_breaks() -> None:
    assert sentences("Check to see if you have recalled productsDo not eat themReport a concern") == [
        "Check to see if you have recalled products",
        "Do not eat them",
        "Report a concern",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 22, 2025", date(2025, 5, 22)),
        ("May 01, 2025", date(2025, 5, 1)),
        ("Sept. 3, 2025", date(2025, 9, 3)),
        ("3 September 2025", date(2025, 9, 3)),
        ("2025-05-22T10:00:00Z", date(2025, 5, 22)),
        ("2025.05.22", date(2025, 5, 22)),
        ("20250522", date(2025, 5, 22)),
        ("05/22/2025", date(2025, 5, 22)),
        ("2025-02-30", None),
        ("Mayday 22, 2025", None),
        ("Spring 2025", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("About 2,900", 2900),
        ("95", 95),
        ("About 1.7 million (In addition, about 45,900 were sold in Canada)", 1_700_000),
        ("More than 1.2 million pairs", 1_200_000),
        ("About 10,300 carts and 3,158 kits", None),
        ("About 34,730 drawers. (About 76,500 and 12 others were recalled before.)", 34_730),
        ("Millions", None),
    ],
)
def test_units(text: str, units: int | None) -> None:
    assert units_of(text) == units


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("stores from May 2024 for about $6.", "about $6"),
        ("Online for between $35 and $1,100.50.", "between $35 and $1,100.50"),
        ("One was sold for $5. The other cost between $12 and 17.", "$5; between $12 and 17"),
        ("Given away for free.", None),
    ],
)
def test_prices(text: str, price: str | None) -> None:
    assert price_of(text) == price


def test_offers() -> None:
    assert offers_of(
        "Lamps Recalled; Sold Exclusively on Temu.com by Sample Shop (Recall Alert)", "Temu.com in May"
    ) == [("temu", "Sample Shop")]
    assert offers_of("Sold by Sample Shop Exclusively on Amazon.com", "Amazon") == [("amazon", "Sample Shop")]
    assert offers_of("Sold on Walmart.com through Sample Shop", "Walmart.com") == [("walmart", "Sample Shop")]
    assert offers_of("Lamps Recalled", "Walmart and Target stores nationwide and online at Ebay.com") == [
        ("ebay", None)
    ]
    assert offers_of("Lamps Recalled", "online at walmart.com", "Sample Ltd., of Example City, Example") == [
        ("walmart", "Sample Ltd")
    ]
    assert offers_of("Lamps Recalled", "online at walmart.com and etsy.com", "Sample Ltd.") == [
        ("etsy", None),
        ("walmart", None),
    ]


def test_models_batches_and_codes() -> None:
    text = (
        "The lamp with model numbers AB-100, AB-200 and SH20.006DB. Model number is on the label. "
        "Batch codes PO30592 and PO30685."
    )
    assert models_of(text) == ["AB-100", "AB-200", "SH20.006DB"]
    assert batches_of(text) == ["PO30592", "PO30685"]
    assert codes_of("ASIN B000000000 with UPC 880000000042 and UPC code 8800000000428") == (
        ["8800000000428"],
        [{"scheme": "asin", "value": "B000000000"}, {"scheme": "gtin-invalid", "value": "880000000042"}],
    )
