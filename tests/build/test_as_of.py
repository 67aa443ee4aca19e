"""A figure that was published once can be computed again: the site of a past day, and `figures --as-of` that day."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.engine import load_checked
from generator.compliance.summary import compute
from generator.loading.catalog import Catalog
from tests.demo.facts import AS_OF
from tests.demo.write import write
from tests.support.project import REPOSITORY, run

DAYS = [AS_OF - timedelta(days=back) for back in (1, 40, 180, 365, 700)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write(folder)
    return folder


def first(text: str) -> str:
    """The first day that a date can mean."""
    return (text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10]


def known(event: dict[str, Any], day: str) -> bool:
    """Whether one can have known of an event on a day. The set's instants are in the time zone of the site."""
    when = event.get("instant", event.get("date")) or event.get("between", [None, None])[1]
    return when is None or first(str(when)) <= day


def as_it_stood(records: Path, day: date, into: Path) -> Path:
    """The records of a set as an office would have had them on a day: what came later is taken out, file by file."""
    text, published = day.isoformat(), set()
    for file in sorted(records.rglob("*.yml"), key=lambda path: "responses" in path.parts):
        record = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        if "events" in record:
            record["events"] = [event for event in record["events"] if known(event, text)]
            if not record["events"] or record["notice"] not in published:
                continue
        elif first(record["published"]) > text:
            continue
        else:
            published.add(record["id"])
            if "withdrawal" in record and first(record["withdrawal"]["date"]) > text:
                del record["withdrawal"]
                record.pop("status")
        record["revisions"] = [one for one in record.get("revisions", ()) if first(one["date"]) <= text]
        target = into / file.relative_to(records)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return into


def catalog(folder: Path, records: Path, cache: Path) -> Catalog:
    loaded = load_checked(folder / "site_config", records, cache, None, AS_OF + timedelta(days=99))
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_figures_of_a_past_day_are_those_of_the_records_of_that_day(demo: Path, day: date, tmp_path: Path) -> None:
    then = catalog(demo, as_it_stood(demo / "records", day, tmp_path / "then"), tmp_path / "one")
    printed = compute(then)
    assert printed.as_of is not None and day - timedelta(days=30) < printed.as_of <= day
    again = compute(catalog(demo, demo / "records", tmp_path / "two"), printed.as_of)
    assert sum(len(platform.cases) for platform in printed.platforms.values()) > 20
    assert again == printed


@pytest.mark.slow
def test_the_command_computes_what_the_site_printed_then(demo: Path, tmp_path: Path) -> None:
    """Built from the records of a past day, the site's figures are those of the command as of that day today."""
    records = as_it_stood(demo / "records", DAYS[2], tmp_path / "records")
    config = ["--config", demo / "site_config"]
    given = ["--records", records, *config, "--site-dir", tmp_path / "site", "--no-search"]
    done = run("bulletins", "build", *given, cwd=REPOSITORY, timeout=600)
    assert done.returncode == 0, done.stderr
    files = sorted((tmp_path / "site" / "platforms").glob("*/figures.json"))
    printed = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    days = {one.pop("as_of") for one in printed}
    methods = {one.pop("method") for one in printed} | {one.pop("version") for one in printed}
    assert len(days) == 1 and len(methods) == 2
    asked = ["--as-of", days.pop(), "--format", "json"]
    told = run("bulletins", "figures", *asked, "--records", demo / "records", *config, cwd=REPOSITORY, timeout=300)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["platforms"] == printed
    assert len(printed) == 4
