"""Hashes of long lists that were kept are what they would be if they were worked out anew, whatever changes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.loading.load import load
from generator.site import browse
from generator.site.pages import browse_jobs
from generator.views import facets
from tests.support.project import edit, make_project


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two bulletins fill a page, so that the few invented ones make long lists."""
    for module in (facets, browse):
        monkeypatch.setattr(module, "MOST", 2)


def digests(root: Path, cache: str) -> dict[str, str]:
    """The hash of every browse page by its path."""
    loaded = load(root / "site_config", root / "bulletins", root / cache)
    assert loaded.catalog is not None, loaded.diagnostics
    return {job.path: job.digest for job in browse_jobs(loaded.catalog)}


def _retitle(root: Path) -> None:
    file = root / "bulletins/notices/2024/PSB-2024-0001.yml"
    edit(file, 'en: "Baby bottle', 'en: "Another baby bottle')


def _restate(root: Path) -> None:
    file = sorted((root / "bulletins/responses").rglob("*.yml"))[0]
    file.unlink()


def _redate(root: Path) -> None:
    file = root / "bulletins/notices/2024/PSB-2024-0002.yml"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("published: "))
    file.write_text(text.replace(line, "published: 2024-01-02", 1), encoding="utf-8")


@pytest.mark.parametrize("change", [_retitle, _restate, _redate], ids=["title", "case", "date"])
def test_kept_is_as_new(tmp_path: Path, change: Callable[[Path], None]) -> None:
    root = make_project(tmp_path)
    before = digests(root, "cache")
    numbered = [path for path in before if re.fullmatch("[12]", path.rstrip("/").rsplit("/", 1)[-1])]
    assert len(numbered) > 5
    assert digests(root, "cache") == before
    change(root)
    after = digests(root, "cache")
    assert after != before
    assert digests(root, "empty") == after
