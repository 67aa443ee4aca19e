"""The benchmark of the figures runs: it is no use if it breaks unnoticed."""

import pytest

from tests.bench import compliance


def test_it_computes_and_says_how_long_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    assert compliance.main(300) == 0
    said = capsys.readouterr().out
    assert "300 cases of 20 platforms" in said
    assert "largest page" in said
