"""The same records give the same bytes: twice, from the cache or cold, by either command, with one process or two."""

import re
import shutil
from pathlib import Path

import pytest

from tests.support.project import differing, edit, make_project, run, tree


def build(root: Path, *arguments: str) -> dict[str, bytes]:
    done = run("bulletins", "build", *arguments, cwd=root)
    assert done.returncode == 0, done.stderr
    return tree(root / "site")


def test_two_cold_builds_are_identical(built: Path, tmp_path: Path) -> None:
    again = build(make_project(tmp_path / "elsewhere"))
    assert differing(tree(built / "site"), again) == []
    assert sum(name.startswith("search/index/") for name in again) > 10
    assert sum(name.endswith(".html") for name in again) > 80


def test_a_build_from_the_cache_is_identical_to_a_cold_one(project: Path) -> None:
    cold = build(project)
    done = run("bulletins", "build", cwd=project)
    assert "unchanged, from the cache" in done.stderr
    counts = re.search(r"from the cache +(\d+) of (\d+) \(100 %\)", done.stderr)
    assert counts and counts[1] == counts[2] and int(counts[1]) > 40, done.stderr
    assert differing(cold, tree(project / "site")) == []


def test_a_build_after_a_change_is_identical_to_a_cold_one(project: Path, tmp_path: Path) -> None:
    build(project)
    for root in (project, make_project(tmp_path / "cold")):
        edit(root / "bulletins/notices/2024/PSB-2024-0004.yml", "  ko: 목욕 오리, 첫 공지", "  ko: 목욕 오리")
        (root / "bulletins/responses/sample-mall/2024/PSB-2024-0003.yml").unlink()
    assert differing(build(project), build(tmp_path / "cold")) == []


def test_a_series_of_changes_leaves_nothing_old_behind(project: Path, tmp_path: Path) -> None:
    """Each build starts from what the ones before it left: a title that others show, a case, a successor, a setting."""
    notices, cases = Path("bulletins/notices/2024"), Path("bulletins/responses")
    steps = [
        lambda root: edit(root / notices / "PSB-2024-0004.yml", "en: Bath duck, first notice", "en: Bath duck"),
        lambda root: (root / cases / "sample-mall/2024/PSB-2024-0003.yml").unlink(),
        lambda root: (root / notices / "PSB-2024-0006.yml").unlink(),
        lambda root: edit(
            root / "site_config/platforms/example-market.yml", "en: Example Market\n", "en: Exemplary Market\n"
        ),
    ]
    cold = make_project(tmp_path / "cold")
    for step in [lambda root: None, *steps]:
        for root in (project, cold):
            step(root)
        shutil.rmtree(cold / ".cache", ignore_errors=True)
        assert differing(build(project, "--no-search"), build(cold, "--no-search")) == []


def test_mkdocs_and_bulletins_build_the_same_site(project: Path, built: Path) -> None:
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert differing(tree(built / "site"), tree(project / "site")) == []


@pytest.mark.parametrize("arguments", [("--processes", "1"), ("--processes", "2")])
def test_the_number_of_processes_changes_nothing(built: Path, project: Path, arguments: tuple[str, ...]) -> None:
    assert differing(tree(built / "site"), build(project, *arguments)) == []


def test_the_folder_of_the_records_may_be_elsewhere(built: Path, project: Path, tmp_path: Path) -> None:
    shutil.move(project / "bulletins", tmp_path / "bulletins")
    assert differing(tree(built / "site"), build(project, "--records", str(tmp_path / "bulletins"))) == []


def test_without_search_only_the_search_is_missing(built: Path, project: Path) -> None:
    whole, without = tree(built / "site"), build(project, "--no-search")
    indexes = ("search/index/", "search/brands/", "check/index/")
    assert not [name for name in without if name.startswith(indexes)]
    assert {name for name in whole if not name.startswith(indexes)} == set(without)


def test_a_published_file_that_somebody_edited_is_put_right(project: Path) -> None:
    first = build(project)
    page = project / "site/bulletins/2024/PSB-2024-0001/index.html"
    page.write_text("gone", encoding="utf-8")
    assert differing(first, build(project)) == []


def test_what_is_no_longer_published_is_gone(project: Path) -> None:
    build(project)
    (project / "bulletins/notices/2024/PSB-2024-0006.yml").unlink()
    assert not [name for name in build(project) if "PSB-2024-0006" in name]
