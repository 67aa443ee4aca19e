"""Sweeping the site before the last one: what the last site did not have goes at once, what the new one lacks later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.site import workers
from generator.site.sweeping import Sweeper
from generator.site.workers import Workers

PAGES = Path("nothing is stored")
LAST = {"index.html", "a/index.html", "a/b/index.html", "c/index.html"}
WANTED = {"index.html", "a/index.html", "d/index.html"}


def _folder(spare: Path) -> None:
    for name in [*LAST, "left/behind.txt", "a/foreign.txt", "_index/words"]:
        (spare / name).parent.mkdir(parents=True, exist_ok=True)
        (spare / name).write_text(name, encoding="utf-8")


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("noted", [True, False])
def test_only_what_is_wanted_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int, noted: bool
) -> None:
    monkeypatch.setattr(workers, "WORTH_A_POOL", 1)
    spare, site = tmp_path / "spare/site", tmp_path / "site"
    _folder(spare)
    run = Workers(processes=processes)
    if noted:
        Sweeper(spare, frozenset(), PAGES, run).note(LAST, 1)
    sweeper = Sweeper(spare, frozenset(("_index",)), PAGES, run)
    sweeper.wait()
    if noted and processes > 1:
        assert not (spare / "left").exists()
        assert (spare / "c/index.html").exists()
    spare.rename(site)
    (site / "d").mkdir()
    (site / "d/index.html").write_text("new", encoding="utf-8")
    sweeper.finish(site, WANTED)
    assert _files(site) == {*WANTED, "a", "d", "_index", "_index/words"}


def test_a_folder_that_cannot_be_swept_ahead_is_swept_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_A_POOL", 1)
    run = Workers(processes=2)
    spare, site = tmp_path / "spare/site", tmp_path / "site"
    _folder(spare)
    Sweeper(spare, frozenset(), PAGES, run).note(LAST, 1)

    def refuse(path: str) -> None:
        raise PermissionError(13, "not now", path)

    with monkeypatch.context() as broken:
        broken.setattr("generator.export.objects.os.rmdir", refuse)
        sweeper = Sweeper(spare, frozenset(("_index",)), PAGES, run)
    sweeper.wait()
    spare.rename(site)
    sweeper.finish(site, LAST)
    assert _files(site) == {*LAST, "a", "a/b", "c", "_index", "_index/words"}


LATER = 2**62
"""After everything that these tests do, in nanoseconds."""


@pytest.fixture
def swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[str]]:
    """Files of the site before the last one once it was swept ahead; both were in place at these moments."""
    monkeypatch.setattr(workers, "WORTH_A_POOL", 1)
    spare = tmp_path / "spare/site"
    _folder(spare)

    def sweep(before: int, *, first: set[str] = LAST, last: set[str] = LAST, lost: bool = False) -> set[str]:
        for files, moment in ((first, before), (last, before + 1)):
            Sweeper(spare, frozenset(), PAGES, Workers(processes=1)).note(files, moment)
        if lost:
            (tmp_path / "files/site").touch()
        Sweeper(spare, frozenset(("_index",)), PAGES, Workers(processes=2)).wait()
        return _files(spare) - {"a", "_index", "_index/words"}

    return sweep


def test_folders_of_pages_are_left_alone_where_nothing_was_put_into_them(swept: Callable[..., set[str]]) -> None:
    # What lies in `a` is looked at, since there is a folder in it; only then is `left` known to be foreign.
    assert swept(LATER) == {*LAST, "a/b", "c"}


def test_a_file_that_was_put_into_a_folder_of_a_page_is_removed(tmp_path: Path, swept: Callable[..., set[str]]) -> None:
    (tmp_path / "spare/site/c/foreign.txt").write_text("foreign", encoding="utf-8")
    (tmp_path / "spare/site/a/b/below").mkdir()
    (tmp_path / "spare/site/a/b/below/foreign.txt").write_text("foreign", encoding="utf-8")
    assert swept(1) == {*LAST, "a/b", "c"}


def test_what_only_the_site_before_the_last_one_had_goes_from_folders_that_stay(
    tmp_path: Path, swept: Callable[..., set[str]]
) -> None:
    (tmp_path / "spare/site/c/chart.svg").write_text("chart", encoding="utf-8")
    assert swept(LATER, first={*LAST, "c/chart.svg"}) == {*LAST, "a/b", "c"}


def test_moments_count_for_their_own_list_only(tmp_path: Path, swept: Callable[..., set[str]]) -> None:
    """Stopped between writing the list and the moments: everything is looked at."""
    (tmp_path / "spare/site/c/chart.svg").write_text("chart", encoding="utf-8")
    assert "c/chart.svg" in swept(LATER)
    assert "c/chart.svg" not in swept(LATER, lost=True)
