"""Shards that are passed over, because nothing touched them and their pages are there: the site is what a cold build
makes, whatever changed, went missing or was stopped before."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from generator.loading import files
from generator.site import build as stages
from generator.site import workers
from tests.support.project import differing, edit, make_project, tree

NOTICES = Path("bulletins/notices/2024")
CASES = Path("bulletins/responses")
Change = Callable[[Path], None]


@pytest.fixture
def passed_over(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many pages each build passed over; few records are worth a second process here."""
    counts: list[int] = []
    keep = stages.keep

    def counted(*arguments: Any) -> Any:
        shards, right = keep(*arguments)
        counts.append(right.pages)
        return shards, right

    monkeypatch.setattr(stages, "keep", counted)
    monkeypatch.setattr(workers, "WORTH_A_POOL", 1)
    yield counts
    gc.enable()


def build(root: Path) -> dict[str, bytes]:
    arguments = ["build", "--project", str(root), "--no-search", "--no-pictures", "--processes", "2"]
    assert cli.main(arguments) == 0
    return tree(root / "site")


def cold(root: Path) -> dict[str, bytes]:
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)
    return build(root)


def _nothing(root: Path) -> None:
    assert root


def _page(root: Path) -> Path:
    """A page in the site before the last one."""
    (spare,) = (root / ".cache/bulletins/spare").iterdir()
    return spare / "bulletins/2024/PSB-2024-0002/index.html"


def _rename(root: Path) -> None:
    edit(root / NOTICES / "PSB-2024-0004.yml", "en: Bath duck, first notice", "en: Bath duck, notice")


def _rename_back(root: Path) -> None:
    edit(root / NOTICES / "PSB-2024-0004.yml", "en: Bath duck, notice", "en: Bath duck, first notice")


def _remove(root: Path) -> None:
    (root / NOTICES / "PSB-2024-0006.yml").unlink()


def _restate(root: Path) -> None:
    (root / CASES / "sample-mall/2024/PSB-2024-0003.yml").unlink()


def _set(root: Path) -> None:
    edit(root / "site_config/platforms/example-market.yml", "en: Example Market\n", "en: Exemplary Market\n")


@pytest.mark.parametrize("shards", [256, 5])
def test_a_series_of_changes(
    tmp_path: Path, passed_over: list[int], monkeypatch: pytest.MonkeyPatch, shards: int
) -> None:
    monkeypatch.setattr(files, "SHARDS", shards)
    root, other = make_project(tmp_path / "p"), make_project(tmp_path / "cold")
    build(root)
    for number, change in enumerate([_nothing, _nothing, _rename, _rename_back, _remove, _restate, _set, _nothing]):
        change(root)
        if change is not _nothing:
            change(other)
        assert differing(build(root), cold(other)) == [], f"change {number}: {change.__name__}"
    ours = passed_over[:1] + passed_over[1::2]
    everything = ours[2]
    assert ours[:2] == [0, 0], "there is no site before the last one yet"
    assert everything > 1
    assert all(count < everything for count in ours[3:7]), ours
    assert shards < 256 or all(ours[3:7]), ours
    assert ours[7] == 0, "every page shows a setting"


def test_a_page_that_went_missing_or_was_written_into(tmp_path: Path, passed_over: list[int]) -> None:
    root = make_project(tmp_path / "p")
    build(root)
    first = build(root)
    _page(root).unlink()
    assert differing(first, build(root)) == []
    page = _page(root)
    page.unlink()
    page.write_text("tampered", encoding="utf-8")
    assert differing(first, build(root)) == []
    assert differing(first, build(root)) == []
    # With pictures beside its page a bulletin is gone through each time.
    assert passed_over[2] == passed_over[3] < passed_over[4]


@pytest.mark.parametrize("back", [True, False], ids=["taken back", "kept"])
def test_a_build_that_was_stopped_midway(
    tmp_path: Path, passed_over: list[int], monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    root = make_project(tmp_path / "p")
    for _ in range(3):
        before = build(root)
    _rename(root)

    def stop(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(stages, "note", stop)
        assert cli.main(["build", "--project", str(root), "--no-search", "--no-pictures", "--processes", "2"]) == 1
    assert differing(before, tree(root / "site")) == []
    other = make_project(tmp_path / "cold")
    if back:
        _rename_back(root)
    else:
        _rename(other)
    expected = cold(other)
    for _ in range(3):
        assert differing(build(root), expected) == []
    assert passed_over[-1] > 10
