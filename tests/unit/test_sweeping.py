"""Sweeping the site before the last one: what the last site did not have goes at once, what the new one lacks later."""

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
        Sweeper(spare, frozenset(), PAGES, run).note(LAST)
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
    Sweeper(spare, frozenset(), PAGES, run).note(LAST)

    def refuse(path: str) -> None:
        raise PermissionError(13, "not now", path)

    with monkeypatch.context() as broken:
        broken.setattr("generator.export.objects.os.rmdir", refuse)
        sweeper = Sweeper(spare, frozenset(("_index",)), PAGES, run)
    sweeper.wait()
    spare.rename(site)
    sweeper.finish(site, LAST)
    assert _files(site) == {*LAST, "a", "a/b", "c", "_index", "_index/words"}
