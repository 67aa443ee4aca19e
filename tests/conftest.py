"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator.loading.settings import Settings, load_settings
from tests.support.project import REPOSITORY, make_project, run

# One example costs little, but the machines of a continuous integration are slow and shared: no deadline an example.
settings.register_profile("bulletins", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("bulletins")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with invented data, not built yet."""
    return make_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built by `bulletins build`. Not to be changed: many tests read it."""
    root = make_project(tmp_path_factory.mktemp("built") / "project")
    done = run("bulletins", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


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
def settings_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the small project."""
    root = make_project(tmp_path_factory.mktemp("settings") / "project", records=None)
    loaded, diagnostics = load_settings(root / "site_config")
    assert loaded is not None, diagnostics
    return loaded
