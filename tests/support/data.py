"""The real data that lies beside a checkout: input of tests, never copied into the project."""

import os
from pathlib import Path

import pytest

from tests.support.project import REPOSITORY


def shared_data(name: str) -> Path:
    """The folder of a data set. Where it is absent the test is skipped with that reason; in CI it has to be there."""
    path = REPOSITORY.parent / "shared" / "data" / name
    if not path.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is needed in CI")
        pytest.skip(f"../shared/data/{name} is not beside this checkout")
    return path
