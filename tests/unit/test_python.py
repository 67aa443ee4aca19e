"""Which Python the set-up takes: the system's own only where it is of the version that was asked for."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _chosen(path: str) -> str:
    done = subprocess.run(
        ["/bin/sh", ".ci/python"],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _python(folder: Path, prints: str) -> str:
    folder.mkdir()
    (folder / "python3").write_text(f"#!/bin/sh\necho '{prints}'\n", encoding="utf-8")
    (folder / "python3").chmod(0o755)
    return str(folder)


def test_another_version_is_not_changed_for_the_systems(tmp_path: Path) -> None:
    assert _chosen(_python(tmp_path / "newer", "3 99")) == "python3"


def test_without_a_python_the_set_up_says_so_itself(tmp_path: Path) -> None:
    assert _chosen(str(tmp_path)) == "python3"


def test_the_choice_has_the_version_that_was_asked_for() -> None:
    path = os.environ["PATH"]
    tell = ["-c", "import sys; print(*sys.version_info[:2])"]
    versions = {
        subprocess.run([one, *tell], env=os.environ, capture_output=True, text=True, check=True).stdout
        for one in ("python3", _chosen(path))
    }
    assert len(versions) == 1
