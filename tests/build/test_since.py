"""`bulletins check --since REV`: only what changed, and what it touches."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from stdnum import ean

from tests.support.project import edit, make_project, run

NOTICES = "bulletins/notices/2024"


def bad(number: str) -> tuple[str, str]:
    """A change that breaks one rule: a GTIN of its own, with a wrong check digit."""
    digits = f"88000000{number}"
    wrong = (int(ean.calc_check_digit(digits)) + 1) % 10
    return "product:\n", f"product:\n  gtins: ['{digits}{wrong}']\n"


Check = Callable[..., list[tuple[str, str]]]


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project under git, in which two notices break a rule already."""
    root = make_project(tmp_path / "p")
    for number in ("0005", "0006"):
        edit(root / NOTICES / f"PSB-2024-{number}.yml", *bad(number))
    (root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


@pytest.fixture
def since(root: Path) -> Check:
    """Rule and file of everything that is told since a revision."""

    def check(revision: str = "HEAD") -> list[tuple[str, str]]:
        done = run("bulletins", "check", "--since", revision, "--format", "json", cwd=root)
        found = json.loads(done.stdout)["diagnostics"]
        assert done.returncode == (1 if any(d["severity"] == "error" for d in found) else 0)
        return [(d["rule"], d["file"].rsplit("/", 1)[-1]) for d in found]

    return check


def test_nothing_changed(root: Path, since: Check) -> None:
    assert since() == []
    assert run("bulletins", "check", cwd=root).returncode == 1


def test_a_changed_and_a_new_record(root: Path, since: Check) -> None:
    edit(root / NOTICES / "PSB-2024-0002.yml", *bad("0002"))
    text = (root / NOTICES / "PSB-2024-0007.yml").read_text("utf-8").replace("PSB-2024-0007", "PSB-2024-0050")
    text = text.replace(*bad("0050"))
    (root / NOTICES / "PSB-2024-0050.yml").write_text(text, encoding="utf-8")
    found = [("gtin-check-digit", "PSB-2024-0002.yml"), ("gtin-check-digit", "PSB-2024-0050.yml")]
    assert since() == found
    git(root, "add", ".")
    git(root, "commit", "-qm", "second")
    assert since() == []
    assert since("HEAD~1") == found


def test_a_record_that_is_gone(root: Path, since: Check) -> None:
    (root / NOTICES / "PSB-2024-0007.yml").unlink()
    assert since() == [("id-deleted", "PSB-2024-0007.yml")]


def test_a_case_without_its_notice(root: Path, since: Check) -> None:
    (root / NOTICES / "PSB-2024-0003.yml").unlink()
    assert set(since()) >= {("id-deleted", "PSB-2024-0003.yml"), ("reference", "PSB-2024-0003.yml")}


def test_a_notice_that_points_at_a_changed_one(root: Path, since: Check) -> None:
    edit(root / NOTICES / "PSB-2024-0006.yml", "product:\n", "related: [PSB-2024-0002]\nproduct:\n")
    git(root, "commit", "-qam", "related")
    assert since() == []
    path = root / NOTICES / "PSB-2024-0002.yml"
    path.write_text(path.read_text("utf-8") + "# looked at again\n", encoding="utf-8")
    assert since() == [("gtin-check-digit", "PSB-2024-0006.yml")]


def test_a_picture_touches_the_notice_that_shows_it(root: Path, since: Check) -> None:
    (shown,) = [p for p in (root / NOTICES).glob("*.yml") if "tiny-sip.png" in p.read_text("utf-8")]
    (root / NOTICES / "tiny-sip.png").write_bytes(b"GIF89a")
    assert since() == [("image-file", shown.name)]
    (root / NOTICES / "tiny-sip.png").unlink()
    assert since() == [("image-missing", shown.name)]


def test_the_settings_touch_everything(root: Path, since: Check) -> None:
    path = root / "site_config/vocabularies/units.yml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", encoding="utf-8")
    assert {name for rule, name in since() if rule == "gtin-check-digit"} == {"PSB-2024-0005.yml", "PSB-2024-0006.yml"}


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~7"])
def test_a_revision_that_is_not_there(root: Path, revision: str) -> None:
    done = run("bulletins", "check", f"--since={revision}", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("bulletins: --since: ") and len(done.stderr.splitlines()) == 1
    assert not (root / "x").exists()


def test_without_git(root: Path) -> None:
    shutil.rmtree(root / ".git")
    done = run("bulletins", "check", "--since", "HEAD", cwd=root)
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_the_summary_is_the_last_line(root: Path) -> None:
    edit(root / NOTICES / "PSB-2024-0007.yml", *bad("0007"))
    done = run("bulletins", "check", "--since", "HEAD", cwd=root)
    assert done.stdout.splitlines()[-1] == "1 error in 1 file."
