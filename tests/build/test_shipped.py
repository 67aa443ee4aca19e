"""The shipped records and settings: every one loads, says where it comes from, and has its page."""

import json
from pathlib import Path

import pytest

from generator.loading.catalog import Catalog
from generator.loading.load import load
from tests.support.html import broken_links, parsed
from tests.support.project import REPOSITORY


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    loaded = load(REPOSITORY / "site_config", REPOSITORY / "bulletins", tmp_path_factory.mktemp("cache"))
    assert [str(found) for found in loaded.diagnostics] == []
    assert loaded.catalog is not None
    return loaded.catalog


@pytest.fixture
def site(shipped: Path) -> Path:
    return shipped / "site"


def test_every_text_is_there_in_both_languages(catalog: Catalog) -> None:
    codes = {language.code for language in catalog.settings.site.languages}
    assert codes == {"en", "ko"}
    for entry in catalog.notices.values():
        record = catalog.notice(entry.id)
        for name in ("title", "summary", "risk"):
            assert set(getattr(record, name)) >= codes, (entry.id, name)
        assert set(record.product.name) >= codes, entry.id


def test_nothing_shipped_is_invented(catalog: Catalog) -> None:
    assert catalog.settings.site.invented is None
    assert [platform.id for platform in catalog.settings.platforms.values() if platform.invented] == []


def test_every_fact_has_its_record_with_its_sources(catalog: Catalog, facts: Path) -> None:
    given = json.loads(facts.read_text(encoding="utf-8"))["notices"]
    assert len(given) == 60
    missing = []
    for fact in given:
        notice = catalog.by_alias.get(fact["id"])
        if notice is None:
            missing.append(f"{fact['id']}: no record has this alias")
            continue
        known = {source.url for source in catalog.notice(notice).sources}
        missing += [f"{notice}: {s['source_url']}" for s in fact["sources"] if s["source_url"] not in known]
    assert missing == []


def test_every_notice_has_its_page_in_both_languages(catalog: Catalog, site: Path) -> None:
    for entry in catalog.notices.values():
        for prefix in ("", "ko/"):
            path = site / prefix / "bulletins" / entry.id.split("-")[1] / entry.id / "index.html"
            tree = parsed(path.read_text(encoding="utf-8"))
            title, language = entry.text("title", "ko" if prefix else "en")
            assert language == ("ko" if prefix else "en")
            assert tree.xpath("string(//h1)") == title


def test_unconfirmed_notices_say_so_and_no_others(catalog: Catalog, site: Path) -> None:
    unconfirmed = 0
    for entry in catalog.notices.values():
        path = site / "bulletins" / entry.id.split("-")[1] / entry.id / "index.html"
        tree = parsed(path.read_text(encoding="utf-8"))
        banner = tree.xpath("//article/*[contains(concat(' ', @class, ' '), ' banner ')]")
        shown = [found for found in banner if "Unconfirmed" in found.text_content()]
        assert bool(shown) == entry.unconfirmed, entry.id
        unconfirmed += entry.unconfirmed
    assert 0 < unconfirmed < len(catalog.notices)


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_every_page_has_the_disclaimer(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 300
    for path in pages:
        footer = " ".join(parsed(path.read_text(encoding="utf-8")).xpath("string(//footer)").split())
        assert "not a government site" in footer or "정부 사이트가 아닙니다" in footer, path


def test_every_source_of_a_notice_is_linked_on_its_page(catalog: Catalog, site: Path) -> None:
    for entry in catalog.notices.values():
        path = site / "ko" / "bulletins" / entry.id.split("-")[1] / entry.id / "index.html"
        found = set(parsed(path.read_text(encoding="utf-8")).xpath("//main//a/@href"))
        assert {source.url for source in catalog.notice(entry.id).sources} <= found, entry.id
