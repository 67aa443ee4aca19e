"""Files of brands: each brand stands under its first and its second sign, spelled as the first record spells it."""

import json
from pathlib import Path

from generator import urls
from generator.export.brands import brand_counts, brand_files
from generator.loading.load import load
from tests.support.project import make_project


def test_a_brand_stands_under_its_first_and_its_second_sign(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    catalog = load(root / "site_config", root / "bulletins", tmp_path / "cache").catalog
    assert catalog is not None
    assert brand_counts(catalog)["tinysip"] == ("Tiny Sip", 1)
    files = {name: json.loads(data) for name, data in brand_files(catalog).items()}
    assert {name for name, rows in files.items() if ["Tiny Sip", 1] in rows} == {urls.brands("t"), urls.brands("i")}
