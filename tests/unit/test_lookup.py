"""The look-up index: what its files say, how they are named, and that every key is in its file."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from generator.export.lookup import KEYS_A_FILE, bits_for, kin_of, row, shard, shard_keys, shard_number
from generator.loading.catalog import Catalog
from generator.loading.load import load
from tests.support.project import make_project
from tests.support.records import as_yaml, notice


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    root = make_project(tmp_path / "project")
    again = notice(id="PSB-2024-0009", published="2024-07-01")
    again["product"] = {
        **again["product"],
        "brand": "tiny sip",
        "models": ["TS 240"],
        "gtins": ["8800000000428"],
        "codes": [{"scheme": "asin", "value": "B0ABCD1234"}, {"scheme": "isbn", "value": "0-306-40615-2"}],
    }
    (root / "bulletins/notices/2024/PSB-2024-0009.yml").write_bytes(as_yaml(again))
    loaded = load(root / "site_config", root / "bulletins", tmp_path / "cache")
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def files(catalog: Catalog, bits: int) -> list[dict[str, Any]]:
    rows = {i: row(entry) for i, entry in catalog.notices.items()}
    return [json.loads(shard(catalog, keys, rows)) for keys in shard_keys(catalog.by_key, bits)]


def answer(catalog: Catalog, key: str, bits: int = 0) -> tuple[list[tuple[str, str]], list[tuple[str, str]], int]:
    file = files(catalog, bits)[shard_number(key, bits)]
    exact, similar, total = file["keys"][key]
    return (
        [(file["rows"][at][0], kind) for at, kind in exact],
        [(file["rows"][at][0], kind) for at, kind in similar],
        total,
    )


def test_a_listing_gives_its_bulletin_and_those_on_the_same_product(catalog: Catalog) -> None:
    exact, similar, total = answer(catalog, "1005000000421")
    assert exact == [("PSB-2024-0001", "item:example-market")]
    assert similar == [("PSB-2024-0009", "gtin")]
    assert total == 1


@pytest.mark.parametrize(
    ("key", "kind"),
    [("8800000000428", "gtin"), ("tinysipts240", "model"), ("ts240", "part"), ("tinysip", "brand")],
)
def test_the_newest_bulletin_comes_first(catalog: Catalog, key: str, kind: str) -> None:
    exact, similar, total = answer(catalog, key)
    assert exact == [("PSB-2024-0009", kind), ("PSB-2024-0001", kind)]
    assert similar == []
    assert total == 2


@pytest.mark.parametrize(
    ("key", "kind"), [("b0abcd1234", "item:amazon"), ("9780306406157", "gtin"), ("psb20240009", "ref")]
)
def test_other_codes_are_keys_too(catalog: Catalog, key: str, kind: str) -> None:
    assert answer(catalog, key)[0] == [("PSB-2024-0009", kind)]


@pytest.mark.parametrize("bits", [0, 1, 5])
def test_every_key_is_in_the_file_that_its_hash_names(catalog: Catalog, bits: int) -> None:
    made = files(catalog, bits)
    assert len(made) == 1 << bits
    for key in catalog.by_key:
        assert key in made[shard_number(key, bits)]["keys"]
    assert sum(len(file["keys"]) for file in made) == len(catalog.by_key)
    assert shard_number("abc", 8) == zlib.crc32(b"abc") >> 24


def test_files_stay_small_whatever_their_number() -> None:
    assert bits_for(0) == bits_for(KEYS_A_FILE) == 0
    for keys in (KEYS_A_FILE + 1, 5_000, 100_000):
        assert KEYS_A_FILE / 2 < keys / (1 << bits_for(keys)) <= KEYS_A_FILE


def test_the_same_records_give_the_same_bytes(catalog: Catalog) -> None:
    rows = {i: row(entry) for i, entry in catalog.notices.items()}
    keys = list(catalog.by_key)
    assert shard(catalog, keys, rows) == shard(catalog, reversed(keys), rows)


def test_a_title_is_cut_and_a_script_stays_text(catalog: Catalog) -> None:
    entry = catalog.notices["PSB-2024-0001"]._replace(title=(("en", "<script>" + "x" * 200),))
    title = json.loads(row(entry))[2]["en"]
    assert title.startswith("<script>xx")
    assert len(title) == 110


def test_kin_are_other_bulletins_on_the_same_product_and_no_others(catalog: Catalog) -> None:
    assert list(kin_of(catalog, catalog.notices["PSB-2024-0001"], catalog.alike)) == [("PSB-2024-0009", "gtin")]
    for entry in catalog.notices.values():
        assert entry.id not in dict(kin_of(catalog, entry, catalog.alike))
