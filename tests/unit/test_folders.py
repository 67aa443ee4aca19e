"""Folders of pages that are made ahead: all of them, and without harm where the body fails or a folder cannot be."""

from pathlib import Path

import pytest

from generator.site.folders import made_ahead
from generator.site.workers import WORTH_A_POOL, Workers


def _folders(root: Path) -> list[str]:
    return [f"{root}/bulletins/2024/PSB-2024-{n:04d}" for n in range(WORTH_A_POOL)]


def test_all_are_there_at_the_end(tmp_path: Path) -> None:
    folders = _folders(tmp_path)
    with made_ahead(folders, Workers(processes=2)):
        pass
    assert all(Path(folder).is_dir() for folder in folders)


def test_one_core_has_none_to_spare(tmp_path: Path) -> None:
    with made_ahead(_folders(tmp_path), Workers(processes=1)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_failure_of_the_body_is_the_one_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="the disk is full"), made_ahead(_folders(tmp_path), Workers(processes=2)):
        raise OSError("the disk is full")


def test_a_folder_that_cannot_be_made_is_left_to_whoever_needs_it(tmp_path: Path) -> None:
    (tmp_path / "bulletins").write_text("a file in the way", encoding="utf-8")
    with made_ahead(_folders(tmp_path), Workers(processes=2)):
        pass
    assert (tmp_path / "bulletins").is_file()
