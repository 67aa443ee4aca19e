"""Marketplaces and their item identifiers out of prose and out of lists of traders. All texts are made up."""

import pytest

from generator.importers.marketplace_names import MISSPELLED, NAMES
from generator.importers.marketplaces import Mention, find, find_traders
from generator.loading.settings import load_settings
from tests.support.project import REPOSITORY


def _short(mentions: tuple[Mention, ...]) -> list[tuple[str, ...]]:
    return [(mention.platform, *mention.items) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Product sold online, in particular via Temu (unique identifier: 601099000000001).",
            [("temu", "601099000000001")],
        ),
        ("A lamp sold online, via AliExpress, Wish and Joom.", [("aliexpress",), ("wish",), ("joom",)]),
        ("Sold via Amazon with ASIN numbers B0AAAAAAA1 and B0AAAAAAA2.", [("amazon", "B0AAAAAAA1", "B0AAAAAAA2")]),
        ("Sold online, in particular via Amazon. ASIN: \u200eB0AAAAAAA1", [("amazon", "B0AAAAAAA1")]),
        ("sold online, on eBay (item n. 123456789012) and Amazon", [("ebay", "123456789012"), ("amazon",)]),
        ("Sold online, via Amazon and eBay (ASIN: B0AAAAAAA1).", [("amazon", "B0AAAAAAA1"), ("ebay",)]),
        ("Sold online via www.temu.com/lamp-g-601099000000001.html", [("temu", "601099000000001")]),
        (
            "sold online, https://www.amazon.de/Lamp-a-123/dp/B0AAAAAAA1/ref=sr_1_43?qid=16165",
            [("amazon", "B0AAAAAAA1")],
        ),
        (
            "sold online via AliExpress: https://www.aliexpress.com/item/1005000000000001.html",
            [("aliexpress", "1005000000000001")],
        ),
        (
            "Product sold online, in particular via SHEIN with reference SKU : sl25000000000000001.",
            [("shein", "sl25000000000000001")],
        ),
        (
            "sold online, via Shein. Date of production: 26.01.2025. Product number: sa25000000000000001.",
            [("shein", "sa25000000000000001")],
        ),
        ("Product sold online, in particular via bol.com.", [("bol-com",)]),
        ("Sold online via Rakuten France, with number 276338600.", [("rakuten-france", "276338600")]),
        ("Sold online via Fruugo (product identifier: 465200004-978036000).", [("fruugo", "465200004-978036000")]),
        ("Sold online via Amazon (ASIN: B0AAAAAAA1, other identifier 1138563).", [("amazon", "B0AAAAAAA1")]),
        ("Sold online via Wish (tracking number: 612197420000).", [("wish",)]),
        ("Sold online via Amazon (no known ASIN).", [("amazon",)]),
        ("The seller has been removed from the Rakuten site.", [("rakuten",)]),
        ("Sold online, in particular through ASIN: B0AAAAAAA1.", [("amazon", "B0AAAAAAA1")]),
        ("A set of blocks. ASIN number B0AAAAAAA1. Sold via Temu.", [("amazon", "B0AAAAAAA1"), ("temu",)]),
        ("Sold online via Temu, with ASIN number 601099000000001.", [("temu", "601099000000001")]),
        (
            "Sold online via Cdiscount (unique identifier: 853000001/943000002).",
            [("cdiscount", "853000001", "943000002")],
        ),
        ("Sold online, in particular via Rakutne France.", [("rakuten-france",)]),
        ("Sold online on Aliexrpess (item 1005000000000001).", [("aliexpress", "1005000000000001")]),
        (
            "Sold via AliExpress (id 1005000000000001 - 12000000000000001) and Wish.",
            [("aliexpress", "1005000000000001"), ("wish",)],
        ),
        ("Sold via Temu (601099000000001) and Exampleria (Identifier 884000001).", [("temu", "601099000000001")]),
        ("Sold via AliExpress (1005000000000001-12000000000000001).", [("aliexpress", "1005000000000001")]),
        (
            "Sold via AliExpress (1005000000000001 to 12000000000000001) and eBay.",
            [("aliexpress", "1005000000000001"), ("ebay",)],
        ),
        (
            "Sold via AliExpress (1005000000000001 - 1005000000000002).",
            [("aliexpress", "1005000000000001", "1005000000000002")],
        ),
    ],
)
def test_prose(text: str, expected: list[tuple[str, ...]]) -> None:
    assert _short(find(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A puzzle of the amazon rainforest.",
        "Name of the model: ASIN B100 basin.",
        "The card says: We wish you a merry Christmas.",
        "A smart plug that works with Amazon Alexa.",
        "Furniture “OTTO”, a wall unit.",
        "Magnetic block: the magnet can detach.",
        "On the label: Kaufland Example GmbH.",
        "Product sold online.",
        "Sold online, in particular via example-shop.se.",
    ],
)
def test_ordinary_words_are_no_marketplaces(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("raw", "expected", "others"),
    [
        ("Amazon(l'ASIN B0AAAAAAA1) / ", [("amazon", "B0AAAAAAA1")], ()),
        (
            "AliExpress(1005000000000001 ,1005000000000002) / Amazon() / ",
            [("aliexpress", "1005000000000001", "1005000000000002"), ("amazon",)],
            (),
        ),
        (
            "Amazon(B0AAAAAAA1) / eBay(186051872000 ) / Other(DH Gate: 9238844140000-K7640000165) / ",
            [("amazon", "B0AAAAAAA1"), ("ebay", "186051872000"), ("dhgate", "9238844140000-K7640000165")],
            (),
        ),
        ("Other(TEMUGoods ID : 601103000000001) / ", [("temu", "601103000000001")], ()),
        ("Other(SHEINsl25050800000000001) / ", [("shein", "sl25050800000000001")], ()),
        ("Other(https://example-shop.org/) / Amazon(-) / ", [("amazon",)], ("https://example-shop.org/",)),
        ("Other(www.example.frwww.amazon.fr) / ", [("amazon",)], ()),
        ("New Place() / ", [], ("New Place",)),
        ("New Place(12345) / ", [], ("New Place (12345)",)),
        ("", [], ()),
    ],
)
def test_traders(raw: str, expected: list[tuple[str, ...]], others: tuple[str, ...]) -> None:
    mentions, left = find_traders(raw)
    assert (_short(mentions), left) == (expected, others)


def test_every_marketplace_is_on_record_and_has_its_key() -> None:
    settings, _ = load_settings(REPOSITORY / "site_config")
    assert settings
    assert {place.platform for place in NAMES} <= set(settings.platforms)
    for place in NAMES:
        assert all(key == key.lower() for key in place.keys.split("|"))


def test_a_misspelt_name_is_no_other_name_and_keeps_its_first_letter() -> None:
    names = {key for place in NAMES for key in place.keys.split("|")} | {place.platform for place in NAMES}
    assert MISSPELLED and not names & MISSPELLED.keys()
    for wrong, right in MISSPELLED.items():
        assert (sorted(wrong), wrong[0]) == (sorted(right), right[0]) and wrong != right
