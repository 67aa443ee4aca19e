"""The command: what it prints and how it ends. 0 done, 1 errors found, 2 wrong use."""

import re
import shutil
from pathlib import Path

import pytest

from generator import cli
from tests.support.project import FIXTURES, edit, make_project, run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return make_project(tmp_path / "broken", records=FIXTURES / "broken")


def test_check_of_sound_records(project: Path) -> None:
    first, second = run("bulletins", "check", cwd=project), run("bulletins", "check", cwd=project)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "12 records read, 0 of them unchanged." in first.stdout
    assert "12 records read, 12 of them unchanged." in second.stdout


def test_check_of_broken_records(broken: Path) -> None:
    done = run("bulletins", "check", cwd=broken)
    assert done.returncode == 1
    assert done.stdout.rstrip().endswith("errors and 1 warning in 15 files.")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("path", "status", "end"),
    [
        ("bulletins/notices/2024/PSB-2024-0009.yml", 1, "1 error in 1 file."),
        ("bulletins/responses", 1, "errors in 3 files."),
        ("site_config", 0, "No errors."),
        (".", 1, "errors and 1 warning in 15 files."),
    ],
)
def test_check_of_some_paths(broken: Path, path: str, status: int, end: str) -> None:
    done = run("bulletins", "check", path, cwd=broken)
    assert done.returncode == status
    assert end in done.stdout


def test_check_of_several_paths(broken: Path) -> None:
    names = [f"bulletins/notices/2024/PSB-2024-{number}.yml" for number in ("0009", "0010")]
    assert "2 errors in 2 files." in run("bulletins", "check", *names, cwd=broken).stdout


def test_check_of_records_elsewhere(project: Path, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "broken", tmp_path / "found")
    done = run("bulletins", "check", "--records", tmp_path / "found", cwd=project)
    assert done.returncode == 1
    assert "found/notices/2024/PSB-2024-0009.yml:2:11" in done.stdout
    assert "title: caf" in done.stdout


def test_check_tells_of_broken_settings(project: Path) -> None:
    edit(project / "site_config/platforms/sample-mall.yml", "country: KR", "country: Korea")
    edit(project / "site_config/agreements/xx-2024.yml", "platform: sample-mall", "platform: sample-shop")
    edit(project / "site_config/site.yml", "time_zone: Asia/Seoul", "time_zone: Seoul")
    done = run("bulletins", "check", cwd=project)
    assert done.returncode == 1
    assert "site_config/platforms/sample-mall.yml:5:1: 'Korea' does not have the form of 'country'" in done.stdout
    assert "'Seoul' is not a time zone" in done.stdout


def test_check_tells_of_two_substances_with_one_address(project: Path) -> None:
    edit(project / "site_config/vocabularies/substances.yml", "cas: 84-74-2", "cas: 117-81-7")
    done = run("bulletins", "check", cwd=project)
    assert done.returncode == 1
    assert "the CAS number 117-81-7 stands twice" in done.stdout
    assert "(cas-duplicate)" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["check", "--nonsense"], ["build", "--processes", "many"], ["check", "nowhere.yml"]],
)
def test_wrong_use(project: Path, arguments: list[str]) -> None:
    done = run("bulletins", *arguments, cwd=project)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_outside_of_a_project(tmp_path: Path) -> None:
    done = run("bulletins", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no mkdocs.yml" in done.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_records_folder_that_is_not_there(project: Path, command: str) -> None:
    done = run("bulletins", command, "--records", "nowhere", cwd=project)
    assert done.returncode in (1, 2)
    assert "there is no folder nowhere" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_build_elsewhere(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    done = run("bulletins", "build", "--project", project, "--site-dir", target, "--no-search", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (target / "ko/bulletins/2024/PSB-2024-0001/index.html").is_file()
    assert str(target) in done.stderr
    assert "left out" in done.stderr
    assert not (project / "site").exists()


def test_build_without_pictures_of_charts(project: Path) -> None:
    done = run("bulletins", "build", "--no-pictures", "--no-search", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "PNG left out, as asked" in done.stderr
    charts = list((project / "site").rglob("*.vl.json"))
    assert charts
    assert not [path for path in charts if path.with_suffix("").with_suffix(".png").exists()]
    assert not [page for page in (project / "site").rglob("index.html") if b'.png">PNG' in page.read_bytes()]


def test_build_with_another_address(project: Path) -> None:
    done = run("bulletins", "build", "--site-url", "https://other.example/x/", "--no-search", cwd=project)
    assert done.returncode == 0, done.stderr
    assert 'href="https://other.example/x/ko/"' in (project / "site/index.html").read_text(encoding="utf-8")


def test_the_summary_counts_what_was_built(project: Path) -> None:
    done = run("bulletins", "build", cwd=project)
    sitemap = (project / "site/sitemap.xml").read_text(encoding="utf-8").count("<loc>")
    pages = [path.parent.relative_to(project / "site").as_posix() for path in (project / "site").rglob("index.html")]
    assert sitemap == len(pages) > 60
    # Lists of bulletins, pages of cases and the lists behind figures repeat what others say: search does not show them.
    lists = r"(ko/)?(bulletins(/\d{4}(/\d\d)?)?|platforms/[^/]+/\d{4}|(categories|hazards|authorities|countries)/.+)"
    cases = r"/PSB-[^/]+/[^/]+$|/cases(/|$)"
    searched = [path for path in pages if not re.fullmatch(lists, path) and not re.search(cases, path)]
    assert len(searched) % 2 == 0, "a page is missing in one language"
    told = (f"{sitemap} addresses", f"{len(searched) // 2} documents indexed, 8 of the bulletins anew")
    for part in ("12 read", "16 bulletins", *told, "files; PNG", "published at"):
        assert part in done.stderr, part


def test_an_interrupt_ends_with_130(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "build", interrupt)
    assert cli.main(["build", "--project", str(project)]) == 130
    assert "the old site is as it was" in capfd.readouterr().err
