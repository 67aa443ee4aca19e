"""calendars.yml, rechecks.yml and the clock in site.yml: optional, typed, and every mistake told at its place."""

from pathlib import Path
from typing import Any

import pytest

from generator.compliance.promises import Rules
from generator.loading.settings import Settings, load_settings
from generator.records.context import DayZero
from tests.support.cases import day
from tests.support.project import REPOSITORY, make_project
from tests.support.records import as_yaml

SOURCE = {"id": "gazette", "name": "Gazette (invented)", "url": "https://office.example/", "retrieved": "2026-01"}
DAY_OFF = {"date": "2024-05-21", "name": {"en": "A day", "ko": "하루"}, "sources": ["gazette"]}
RULE: dict[str, Any] = {
    "id": "office-2024",
    "text": {"en": "Looks again.", "ko": "다시 확인합니다."},
    "authorities": ["example-safety-office"],
    "since": "2024-06",
    "after_months": ["6", "1"],
    "sources": ["gazette"],
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p", records=None) / "site_config"


def write(config: Path, file: str, data: Any) -> None:
    (config / file).write_bytes(as_yaml(data))


def sound(config: Path) -> Settings:
    found, diagnostics = load_settings(config)
    assert found is not None, [str(one) for one in diagnostics]
    return found


def wrong(config: Path) -> list[tuple[str, str, int]]:
    found, diagnostics = load_settings(config)
    assert found is None
    return [(one.rule, one.location.file, one.location.line) for one in diagnostics]


def test_both_files_may_be_missing(config: Path) -> None:
    found = sound(config)
    assert dict(found.calendars) == {} and found.rechecks.rules == ()
    assert (found.site.threshold, found.site.calendar) == (20, "KR")
    limit = found.site.reference_deadline
    assert (limit.value, limit.unit.value, limit.counted_from) == (2, "working_days", DayZero.NEXT_WORKING_DAY)


def test_a_temporary_holiday_moves_deadlines(config: Path) -> None:
    before = Rules(sound(config)).calendar("KR")
    write(config, "calendars.yml", {"calendars": [{"id": "KR", "days_off": [DAY_OFF]}], "sources": [SOURCE]})
    after = Rules(sound(config)).calendar("KR")
    assert (before.add(day("2024-05-20"), 2), after.add(day("2024-05-20"), 2)) == (day("2024-05-22"), day("2024-05-23"))


def test_a_country_without_known_holidays_uses_the_calendar_of_the_site(config: Path) -> None:
    rules = Rules(sound(config))
    assert (rules.calendar("ZZ").code, rules.calendar("JP").code) == ("KR", "JP")


def test_rechecks_by_the_authority_that_has_the_rule(config: Path) -> None:
    write(config, "rechecks.yml", {"grace_days": "7", "rules": [RULE], "sources": [SOURCE]})
    rules = Rules(sound(config))
    plan = rules.rechecks("", "example-safety-office")
    assert (plan.rule, plan.months, plan.since, plan.grace) == ("office-2024", (1, 6), day("2024-06-01"), 7)
    assert rules.rechecks("xx-2024", "another-office").months == ()


@pytest.mark.parametrize(
    ("file", "data", "expected"),
    [
        (
            "calendars.yml",
            {"calendars": [{"id": "KR", "days_off": [{**DAY_OFF, "sources": ["paper"]}]}], "sources": [SOURCE]},
            [("source-unknown", 9)],
        ),
        ("calendars.yml", {"calendars": [{"id": "KR"}, {"id": "KR"}]}, [("id-duplicate", 2)]),
        ("calendars.yml", {"calendars": [{"id": "XX"}]}, [("calendar", 2)]),
        ("calendars.yml", {"calendars": [{"id": "AU-XYZ"}]}, [("calendar", 2)]),
        (
            "calendars.yml",
            {"calendars": [{"id": "KR", "days_off": [{**DAY_OFF, "date": "2024-05"}]}], "sources": [SOURCE]},
            [("value-error", 4)],
        ),
        ("rechecks.yml", {"rules": [{**RULE, "authorities": ["nobody"]}], "sources": [SOURCE]}, [("reference", 7)]),
        ("rechecks.yml", {"rules": [RULE]}, [("source-unknown", 13)]),
    ],
)
def test_mistakes_are_told_at_their_place(config: Path, file: str, data: Any, expected: list[tuple[str, int]]) -> None:
    write(config, file, data)
    assert wrong(config) == [(rule, f"site_config/{file}", line) for rule, line in expected]


def test_the_shipped_rule_is_that_of_seoul_and_of_no_agreement() -> None:
    shipped = sound(REPOSITORY / "site_config")
    (rule,) = shipped.rechecks.rules
    assert (rule.authorities, rule.after_months, rule.since.text) == (("seoul",), (1, 6), "2025")
    assert [one.id for one in shipped.agreements.values() if one.rechecks_after_months] == []
