"""What importers say of the licence is shown in the page's language, because the page knows the very words."""

import pytest

from generator.importers import canada, cpsc, safetykorea
from generator.importers.safety_gate.convert import LICENCE as SAFETY_GATE
from generator.views.evidence import LICENCES


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("safety-gate", SAFETY_GATE),
        ("cpsc", cpsc.LICENCE),
        ("canada", canada.LICENCE),
        ("safetykorea", safetykorea.LICENCE),
    ],
)
def test_the_pages_know_each_importers_words(source: str, said: str) -> None:
    assert LICENCES[source] == said


def test_every_register_has_its_words() -> None:
    assert len(LICENCES) == 4
