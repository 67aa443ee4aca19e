"""The demonstration set: its figures are the truth that was reckoned beside it, and it builds with its banner."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.checks.engine import load_checked
from generator.compliance.figure import Figure
from generator.compliance.summary import Compliance, PlatformFigures, compute
from tests.demo.facts import AS_OF, CASES, HABITS, Fact, Item, draw
from tests.demo.truth import tell
from tests.demo.write import write
from tests.support.html import parsed
from tests.support.project import REPOSITORY, run

Made = tuple[Path, list[Item], list[Fact]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("demo")
    return folder, *write(folder)


@pytest.fixture(scope="module")
def figures(made: Made) -> Compliance:
    folder = made[0]
    loaded = load_checked(
        folder / "site_config", folder / "records", folder / "cache", None, AS_OF + timedelta(days=99)
    )
    assert [str(found) for found in loaded.diagnostics] == []
    assert loaded.catalog is not None
    return compute(loaded.catalog)


@pytest.fixture(scope="module")
def truth(made: Made) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((made[0] / "truth.json").read_text(encoding="utf-8"))
    return found


def numbers(figure: Figure) -> list[int]:
    return [figure.parts[0].count, figure.n]


def test_the_set_is_as_large_as_it_says_and_the_same_each_time(made: Made, truth: dict[str, Any]) -> None:
    _, items, facts = made
    assert len(facts) == CASES == 600 and len({fact.id for fact in facts}) == CASES
    assert draw() == (items, facts)
    assert tell(items, facts) == truth
    assert (items[0].published.year, items[-1].published) == (2023, AS_OF)


def test_states_and_shares(figures: Compliance, truth: dict[str, Any]) -> None:
    assert str(figures.as_of) == truth["as_of"]
    for name, told in truth["platforms"].items():
        found = figures.platforms[name].figures
        assert found["state"].n == told["cases"]
        assert {part.name: part.count for part in found["state"].parts if part.count} == told["states"]
        for id, key in (
            ("sellers-told", "sellers_told"),
            ("buyers-told", "buyers_told"),
            ("remedy-offered", "remedy_offered"),
            ("found-again", "found_again"),
            ("removed-again", "removed_again"),
        ):
            assert numbers(found[id]) == told[key], (name, id)
        unchecked = next(part for part in found["found-again"].left_out if part.name == "not checked")
        assert unchecked.count == told["not_checked"]


def by_asker(platform: PlatformFigures) -> Iterator[tuple[str, Any]]:
    yield "authority", platform.figures
    for who in ("authority", "consumer"):
        yield who, platform.splits["initiative"][who]


def test_on_time_shares_medians_and_censoring(figures: Compliance, truth: dict[str, Any]) -> None:
    for name, told in truth["platforms"].items():
        for who, found in by_asker(figures.platforms[name]):
            expected = told["by_initiative"][who]
            assert numbers(found["on-time"]) == expected["on_time"], (name, who)
            assert numbers(found["on-time-reference"]) == expected["on_time_reference"], (name, who)
            claim, verification = found["time-to-claim"], found["time-to-verification"]
            assert claim.n == expected["cases"]
            assert len(claim.part("still open")) == expected["censored"]
            assert claim.value == claim.least == claim.most == expected["median_claim"]
            assert verification.least == expected["median_verified_early"]
            assert verification.most == expected["median_verified_late"]
            if "time-to-claim-working" in found:
                assert found["time-to-claim-working"].value == expected["median_claim_working"]


def test_the_set_shows_every_kind_of_result(figures: Compliance) -> None:
    """What pages have to be able to show is there: not reached, two curves, overdue, missed, below the threshold."""
    found = figures.platforms
    assert set(found) == set(HABITS)
    assert found["placeholder-shop"].figures["time-to-verification"].most is None
    assert not found["sample-mall"].figures["time-to-verification"].settled
    assert found["demo-bazaar"].overdue and found["sample-mall"].rechecks
    assert found["placeholder-shop"].figures["on-time"].n == 0
    assert found["example-market"].figures["on-time"].shown is not None
    assert found["example-market"].splits["initiative"]["consumer"]["on-time"].shown is None
    reasons = {part.name for one in found.values() for figure in one.figures.values() for part in figure.left_out}
    assert len(reasons) >= 12


def test_a_figure_of_any_past_day_can_be_computed_again(made: Made, tmp_path: Path) -> None:
    folder = made[0]
    loaded = load_checked(folder / "site_config", folder / "records", tmp_path, None, None)
    assert loaded.catalog is not None
    half = AS_OF - timedelta(days=550)
    before = compute(loaded.catalog, half).platforms["sample-mall"]
    assert 0 < len(before.cases) < len(compute(loaded.catalog).platforms["sample-mall"].cases)
    assert all(case.sent is None or case.sent.first <= half.toordinal() for case in before.cases)


def test_the_command_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    done = run("python", "-m", "tests.demo", tmp_path, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    again = run("python", "-m", "tests.demo", tmp_path, cwd=REPOSITORY)
    assert again.returncode == 2 and "holds something already" in again.stderr


@pytest.mark.slow
def test_it_builds_with_its_banner_on_every_page(made: Made, tmp_path: Path) -> None:
    folder = made[0]
    given = ["--records", folder / "records", "--config", folder / "site_config", "--site-dir", tmp_path / "site"]
    done = run("bulletins", "build", *given, "--no-search", cwd=REPOSITORY, timeout=300)
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 700
    for page in pages[::7]:
        text = " ".join(parsed(page.read_text(encoding="utf-8")).xpath("string(//body)").split())
        assert "Invented data:" in text or "지어낸 자료입니다" in text, page
