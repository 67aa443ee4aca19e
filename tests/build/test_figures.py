"""The command `bulletins figures`: three formats, any day, one platform; and what the shipped records honestly say."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from generator.compliance.figure import METHOD_VERSION
from generator.compliance.summary import Compliance, compute
from generator.compliance.waits import NOT_TOLD
from generator.figuring import COLUMNS, cell
from generator.loading.load import load
from tests.support.project import REPOSITORY, run


def figures(project: Path, *arguments: str) -> str:
    done = run("bulletins", "figures", *arguments, cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_table(project: Path) -> None:
    told = figures(project)
    assert told.startswith(f"As of 2024-11-25, method {METHOD_VERSION}.")
    assert "example-market" in told and "Removed within the time promised" in told
    assert "fewer than 20" in told and "%  " not in told.replace("95 %", "")


def test_as_of_and_platform(project: Path) -> None:
    told = json.loads(figures(project, "--as-of", "2024-06-10", "--platform", "example-market", "--format", "json"))
    assert (told["version"], told["as_of"], told["method"]) == ("1", "2024-06-10", METHOD_VERSION)
    (platform,) = told["platforms"]
    state = next(one for one in platform["figures"] if one["figure"] == "state")
    assert [part for part in state["parts"] if part["count"]] == [
        {"name": "removal verified", "count": 1, "cases": ["PSB-2024-0001/example-market"]}
    ]
    later = json.loads(figures(project, "--platform", "example-market", "--format", "json"))
    state = next(one for one in later["platforms"][0]["figures"] if one["figure"] == "state")
    assert [part["name"] for part in state["parts"] if part["count"]] == ["found again"]


def test_csv_is_the_same_each_time_and_has_every_column(project: Path) -> None:
    told = figures(project, "--format", "csv")
    assert told == figures(project, "--format", "csv", "--as-of", "2024-11-25")
    lines = list(csv.reader(io.StringIO(told)))
    assert tuple(lines[0]) == COLUMNS and {len(line) for line in lines} == {len(COLUMNS)}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell("PSB-2024-0001/temu") == "PSB-2024-0001/temu"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--platform", "nowhere"], "there is no platform 'nowhere'"),
        (["--as-of", "2024-13-01"], "'2024-13-01' is not a day"),
        (["--format", "xml"], "invalid choice"),
    ],
)
def test_wrong_use(project: Path, arguments: list[str], why: str) -> None:
    done = run("bulletins", "figures", *arguments, cwd=project)
    assert done.returncode == 2 and why in done.stderr


def test_records_with_errors_have_no_figures(project: Path) -> None:
    file = project / "bulletins/responses/sample-mall/2024/PSB-2024-0003.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("notified", "told"), encoding="utf-8")
    done = run("bulletins", "figures", cwd=project)
    assert done.returncode == 1 and done.stdout == ""
    assert "No figures: mend the records first" in done.stderr and "PSB-2024-0003.yml" in done.stderr


@pytest.fixture(scope="module")
def shipped_figures(tmp_path_factory: pytest.TempPathFactory) -> Compliance:
    loaded = load(REPOSITORY / "site_config", REPOSITORY / "bulletins", tmp_path_factory.mktemp("cache"))
    assert loaded.catalog is not None
    return compute(loaded.catalog)


def test_the_shipped_records_say_nothing_about_time(shipped_figures: Compliance) -> None:
    """No source that was read says when a platform was told: so there is no time to removal, and nobody is late."""
    for platform in shipped_figures.platforms.values():
        for id, figure in platform.figures.items():
            if id.startswith(("on-time", "time-to", "claim-to")):
                assert (figure.n, figure.value) == (0, None), (platform.platform, id)
        assert platform.overdue == ()
    ali = shipped_figures.platforms["aliexpress"].figures
    assert [part.name for part in ali["time-to-removal"].left_out] == [NOT_TOLD]
    assert ali["state"].part("removal reported") == ali["state"].ids != ()
    assert ali["found-again"].n == 0 and [part.name for part in ali["found-again"].left_out] == ["not checked"]


def test_nothing_percentual_is_shown_of_the_shipped_records(shipped_figures: Compliance) -> None:
    shown = [
        (platform.platform, figure.id)
        for platform in shipped_figures.platforms.values()
        for figure in platform.figures.values()
        if figure.unit.value != "count" and figure.shown is not None
    ]
    assert shown == [], "fewer than 20 cases each"


def test_a_past_day_can_be_computed_again(tmp_path: Path) -> None:
    loaded = load(REPOSITORY / "site_config", REPOSITORY / "bulletins", tmp_path)
    assert loaded.catalog is not None
    before = compute(loaded.catalog, date(2024, 6, 13)).platforms["temu"].figures["state"]
    after = compute(loaded.catalog, date(2024, 6, 14)).platforms["temu"].figures["state"]
    assert before.part("removal reported") == ()
    assert len(after.part("removal reported")) == 2
