"""What a build keeps of the figures: nothing is computed again while its inputs are the same, and only what changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.compliance import summary
from generator.compliance.promises import Rules
from generator.loading.catalog import Catalog
from generator.loading.load import load
from generator.render.renderer import Renderer
from generator.site.ledger import ledger
from generator.site.pages import browse_jobs, editorial_pages
from generator.views.page import Page
from tests.support.project import edit, make_project


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The platforms whose figures were computed, in their order."""
    names: list[str] = []
    real = summary._platform

    def noted(catalog: Catalog, platform: str, rules: Rules, day: int) -> summary.PlatformFigures:
        names.append(platform)
        return real(catalog, platform, rules, day)

    monkeypatch.setattr(summary, "_platform", noted)
    yield names


def work(root: Path) -> tuple[dict[str, str], list[Page]]:
    """What a build does with figures: hashes of the stamped pages by path, and the editorial pages."""
    loaded = load(root / "site_config", root / "bulletins", root / "cache")
    assert loaded.catalog is not None, loaded.diagnostics
    pages = list(editorial_pages(loaded.catalog, Renderer(loaded.catalog.settings, "en", "")))
    jobs = {job.path: job.digest for job in browse_jobs(loaded.catalog)}
    states = ledger(loaded.catalog).states("example-market")
    assert states
    return jobs, pages


def test_nothing_is_computed_again_while_nothing_changed(tmp_path: Path, computed: list[str]) -> None:
    root = make_project(tmp_path)
    first = work(root)
    assert set(computed) >= {"example-market", "sample-mall"} and len(computed) == len(set(computed))
    computed.clear()
    assert work(root) == first
    assert computed == []


def test_a_case_makes_only_its_platform_new(tmp_path: Path, computed: list[str]) -> None:
    root = make_project(tmp_path)
    jobs, pages = work(root)
    file = next(iter(sorted((root / "bulletins/responses/sample-mall").rglob("*.yml"))))
    edit(file, "platform: sample-mall", "platform: sample-mall\nnote: {en: A note, ko: 메모}")
    computed.clear()
    after, made = work(root)
    changed = {path for path in jobs.keys() | after.keys() if jobs.get(path) != after.get(path)}
    assert changed and all("sample-mall" in path for path in changed), changed
    assert {page.path for page in pages} == {page.path for page in made}
    cold = make_project(tmp_path / "cold")
    edit(cold / file.relative_to(root), "platform: sample-mall", "platform: sample-mall\nnote: {en: A note, ko: 메모}")
    assert work(cold) == (after, made), "from the cache as from nothing"


def test_a_new_day_makes_the_figures_new(tmp_path: Path, computed: list[str]) -> None:
    root = make_project(tmp_path)
    _, pages = work(root)
    notice = sorted((root / "bulletins/notices").rglob("*.yml"))[-1]
    text = notice.read_text(encoding="utf-8")
    notice.write_text(
        f"{text}\nrevisions:\n  - date: 2026-11-01\n    change: {{en: Words, ko: 낱말}}\n", encoding="utf-8"
    )
    computed.clear()
    _, made = work(root)
    assert "example-market" in computed
    assert [page for page in made if page.path == "platforms/compare/"] != [
        page for page in pages if page.path == "platforms/compare/"
    ]


def test_a_damaged_file_of_the_cache_costs_time_and_nothing_else(tmp_path: Path, computed: list[str]) -> None:
    root = make_project(tmp_path)
    first = work(root)
    kept = sorted(next((root / "cache").rglob("figures")).iterdir())
    assert len(kept) > 2
    for file in kept:
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    computed.clear()
    assert work(root) == first
    assert "example-market" in computed
