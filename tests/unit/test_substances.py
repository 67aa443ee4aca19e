"""The page of a substance: its newest findings, and how many bulletins these are where they are not all."""

from pathlib import Path

import pytest

from generator.loading.catalog import Catalog
from generator.loading.load import load
from generator.views import substances
from generator.views.words import Language
from tests.support.project import make_project
from tests.support.records import as_yaml, finding, notice


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    root = make_project(tmp_path / "project")
    for number, day in ((21, "2024-08-01"), (22, "2024-09-01")):
        record = notice(id=f"PSB-2024-{number:04d}", published=day, findings=[finding()])
        (root / f"bulletins/notices/2024/{record['id']}.yml").write_bytes(as_yaml(record))
    loaded = load(root / "site_config", root / "bulletins", tmp_path / "cache")
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def test_a_page_with_every_bulletin_needs_no_count(catalog: Catalog) -> None:
    assert substances.substance_view(catalog, "lead", Language("en", catalog.settings)).shown == ""


def test_a_page_with_the_newest_bulletins_says_so(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(substances, "MOST_FOUND", 1)
    view = substances.substance_view(catalog, "lead", Language("en", catalog.settings))
    total = len(catalog.by_substance["lead"])
    assert {id for id, *_ in view.findings} == {"PSB-2024-0022"}
    assert view.shown == f"{total} bulletins. The newest 1 are here."
