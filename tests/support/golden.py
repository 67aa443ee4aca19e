"""Golden files: what was right once, kept to be compared. `UPDATE_GOLDEN=1 pytest ...` writes them anew."""

import os

from tests.support.project import REPOSITORY

GOLDEN = REPOSITORY / "tests" / "golden"


def matches(name: str, actual: str) -> None:
    """Fail where `actual` is not what the golden file holds. With UPDATE_GOLDEN=1, write it instead: read the diff."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8")
    assert path.is_file(), f"{path} is missing: make it with UPDATE_GOLDEN=1"
    expected = path.read_text(encoding="utf-8")
    assert actual.splitlines() == expected.splitlines(), f"{name} differs: if that is meant, run with UPDATE_GOLDEN=1"
    assert actual == expected
