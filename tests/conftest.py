"""Fixtures for all tests."""

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from generator.loading.settings import Settings, load_settings
from tests.support.project import REPOSITORY, make_project, run, shipped_project

# One example costs little, but the machines of a continuous integration are slow and shared: no deadline an example.
settings.register_profile("bulletins", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("bulletins")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with invented data, not built yet."""
    return make_project(tmp_path / "project")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that all test processes of this run share: the first one makes it, the others wait for it."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = factory.getbasetemp() if alone else factory.getbasetemp().parent
    folder = base / f"once-{name}"
    with (base / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder / "project")
            (folder / "made").touch()
    return folder / "project"


def _build_small(root: Path) -> None:
    done = run("bulletins", "build", cwd=make_project(root))
    assert done.returncode == 0, done.stderr


def _build_shipped(root: Path) -> None:
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=shipped_project(root))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built by `bulletins build`. Not to be changed: many tests read it."""
    return once(tmp_path_factory, "built", _build_small)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, built strictly by MkDocs, which has nothing to say. Not to be changed."""
    return once(tmp_path_factory, "shipped", _build_shipped)


@pytest.fixture(scope="session")
def facts() -> Path:
    """The facts that the shipped notices were made from, where the checkout lies beside them."""
    path = REPOSITORY.parent / "shared" / "data" / "korea-facts" / "facts.json"
    if not path.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is needed in CI")
        pytest.skip("../shared/data/korea-facts/facts.json is not beside this checkout")
    return path


@pytest.fixture(scope="session")
def editor_tools() -> dict[str, Any]:
    """What set-up installed from npm for these tests: `server` (a command), `sarif` (a file). Skipped without npm."""
    try:
        found: dict[str, Any] = json.loads((Path(sys.prefix) / "share" / "editor.json").read_text(encoding="utf-8"))
    except OSError:
        found = {"missing": "set-up has not installed them: run 'make setup-tests'"}
    if "missing" in found:
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"} and shutil.which("npm"):
            pytest.fail(f"the editor tools are needed in CI: {found['missing']}")
        pytest.skip(f"no editor tools: {found['missing']}")
    return found


@pytest.fixture(scope="session")
def settings_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the small project."""
    root = make_project(tmp_path_factory.mktemp("settings") / "project", records=None)
    loaded, diagnostics = load_settings(root / "site_config")
    assert loaded is not None, diagnostics
    return loaded


@pytest.fixture(scope="session")
def shipped_settings() -> Settings:
    """The settings of this repository."""
    loaded, diagnostics = load_settings(REPOSITORY / "site_config")
    assert loaded is not None, diagnostics
    return loaded
