"""Every rule of `bulletins check`: its good example keeps it, its broken one breaks it, at the right place."""

import re
from pathlib import Path

import pytest

from generator.checks.engine import load_checked
from generator.checks.model import Rule
from generator.checks.refusals import REFUSALS
from generator.checks.registry import all_rules, explanations
from generator.diagnostics import Severity
from tests.support.examples import NOTICE, TODAY, check, empty_project, lay_out, merged, write
from tests.support.project import REPOSITORY as ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return empty_project(tmp_path / "p")


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_examples(project: Path, rule: Rule) -> None:
    lay_out(project, rule.good)
    assert [str(d) for d in check(project) if d.rule == rule.id] == []
    lay_out(project, rule.broken)
    found = check(project)
    broken = [d for d in found if d.rule == rule.id]
    assert len(broken) == 1, [str(d) for d in found]
    assert broken[0].severity is rule.severity
    assert broken[0].hint and broken[0].location.line >= 1
    assert [str(d) for d in found if d.rule != rule.id and d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_an_exception_silences_and_must_be_needed(project: Path, rule: Rule) -> None:
    if rule.id in ("cas-check-digit", "settings-country", "agreement-dates", "platform-names"):
        return  # the settings hold no exceptions
    exception = f"exceptions: [{{rule: {rule.id}, reason: It is tested here.}}]\n"
    in_case = "response:" in rule.broken and rule.id != "removal-has-case"
    if in_case or rule.id == "likely-duplicate":
        lay_out(project, rule.broken.rstrip() + "\n  " + exception)
    else:
        lay_out(project, rule.broken.rstrip() + "\n" + exception)
    assert [str(d) for d in check(project) if d.rule in (rule.id, "exception-unneeded")] == []
    if in_case or rule.id == "likely-duplicate":
        return
    lay_out(project, rule.good.rstrip() + "\n" + exception)
    found = [d for d in check(project) if d.rule == "exception-unneeded"]
    assert len(found) == 1 and found[0].location.line > 1


def test_an_unknown_rule_in_an_exception(project: Path) -> None:
    lay_out(project, "exceptions: [{rule: gtin-check-digits, reason: x}]")
    (found,) = check(project)
    assert (found.rule, found.hint) == ("exception-unknown", "did you mean 'gtin-check-digit'?")


AGAIN = "{kind: rechecked, outcome: found_again, date: 2024-06-20}"
ORDERS: dict[str, tuple[list[str], bool]] = {
    "a claim after goods were found again": (
        ["{kind: removal_verified, date: 2024-06-01}", AGAIN, "{kind: removal_claimed, date: 2024-06-22}"],
        True,
    ),
    "the same without being found again": (
        ["{kind: removal_verified, date: 2024-06-01}", "{kind: removal_claimed, date: 2024-06-22}"],
        False,
    ),
    "the same day": (
        ["{kind: notified, date: 2024-05-28}", "{kind: acknowledged, date: 2024-05-28}"],
        True,
    ),
    "an hour too early": (
        ["{kind: notified, instant: 2024-05-28T10:00+09:00}", "{kind: acknowledged, instant: 2024-05-28T00:30Z}"],
        False,
    ),
    "between two days that leave it open": (
        ["{kind: removal_verified, between: [2024-05-28, 2024-06-10]}", "{kind: removal_claimed, date: 2024-06-05}"],
        True,
    ),
}


@pytest.mark.parametrize(("events", "right"), ORDERS.values(), ids=list(ORDERS))
def test_order_of_events(project: Path, events: list[str], right: bool) -> None:
    lines = "".join(f"    - {event}\n" for event in events)
    lay_out(project, f"response:\n  events:\n{lines}")
    found = [d.rule for d in check(project) if d.severity is Severity.ERROR]
    assert found == ([] if right else ["event-order"])


def test_a_renamed_platform_is_explained(project: Path) -> None:
    lay_out(project, "listings: [{platform: sample-bazaar}]\nmall: {aliases: [Sample Bazaar]}")
    (found,) = [d for d in check(project) if d.severity is Severity.ERROR]
    assert (found.rule, found.hint) == ("reference", "'Sample Bazaar' is another name of sample-mall: write that")


def test_what_was_found_is_remembered(project: Path) -> None:
    lay_out(project, all_rules()["gtin-check-digit"].broken)
    first, second = check(project), check(project)
    assert first == second != []
    lay_out(project, all_rules()["gtin-check-digit"].good)
    assert check(project) == []


def test_warnings_do_not_stop_a_build_and_many_are_counted(project: Path) -> None:
    lay_out(project, "status: active")
    for n in range(3, 33):
        notice = merged(NOTICE, {"id": f"PSB-2024-{n:04d}", "product": {"brand": "B", "models": ["M"]}})
        provenance = {"source": "safety-gate", "reference": str(n), "language": "en"}
        write(project / f"bulletins/notices/2024/PSB-2024-{n:04d}.yml", {**notice, "provenance": provenance})
    loaded = load_checked(project / "site_config", project / "bulletins", project / ".cache/b", None, TODAY)
    assert loaded.catalog is not None
    found = [d for d in loaded.diagnostics if d.rule == "likely-duplicate"]
    assert {d.severity for d in found} == {Severity.WARNING}
    assert found[-1].message == "9 more like this, from here on"


def test_a_picture_that_was_replaced_is_looked_at_again(project: Path) -> None:
    lay_out(project, "images: [{file: good.png, alt: {en: A bottle}, credit: Office}]")
    picture = project / "bulletins/notices/2024/good.png"
    sound = picture.read_bytes()
    assert check(project) == []
    picture.write_bytes(b"GIF89a" + sound)
    assert [d.rule for d in check(project)] == ["image-file"]
    picture.write_bytes(sound)
    assert check(project) == []


@pytest.mark.parametrize(
    ("seen", "tested", "expected"),
    [
        ("2024-05-02", "2024-05-10", []),
        ("2024-05-02", "2024-05", []),
        (
            "2024-05-02",
            "2024-05-21",
            [(Severity.ERROR, "tested 2024-05-21, after the notice was published (2024-05-20)")],
        ),
        ("2024-05-02", "2024-06", [(Severity.ERROR, "tested 2024-06, after the notice was published (2024-05-20)")]),
        ("2024-05-02", "2024-04", [(Severity.WARNING, "tested 2024-04, before any listing was seen (2024-05-02)")]),
    ],
)
def test_a_test_lies_between_the_first_sight_and_the_notice(
    project: Path, seen: str, tested: str, expected: list[tuple[Severity, str]]
) -> None:
    lay_out(
        project,
        f"""\
published: 2024-05-20
hazards: [{{type: chemical}}]
findings:
  - {{substance: dehp, tested: {tested}, measured: {{value: 2, unit: percent}}, limit: {{max: 0.1, unit: percent}}}}
listings:
  - {{platform: example-market, seen: {seen}}}
  - {{platform: example-market, item_id: "77", seen: 2024-05-15}}
""",
    )
    assert [(d.severity, d.message) for d in check(project) if d.rule == "dates-in-order"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Made between 01.06.2023 and 25.01.2024.",
        "Up to 11 000 000 CFU/ml and 1.200.000 cfu/g were counted.",
        "Part No 4 041 428 and bar code 3 491 951 804.",
    ],
)
def test_days_amounts_and_numbers_of_parts_are_no_telephone_numbers(project: Path, text: str) -> None:
    lay_out(project, f'risk:\n  en: "{text}"\n')
    assert [d for d in check(project) if d.rule == "personal-data"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring 02-345-6789.",
        "Call part owners at 600 123 456.",
        "Fax no 01.02.2024 or +49 30 123 4567.",
        "Tel. 11 000 000",
    ],
)
def test_telephone_numbers_are_pointed_out(project: Path, text: str) -> None:
    lay_out(project, f'risk:\n  en: "{text}"\n')
    assert [d.rule for d in check(project) if d.rule == "personal-data"] == ["personal-data"]


PLATFORM = "site_config/platforms/sample-mall.yml"


@pytest.mark.parametrize(
    ("line", "rule", "place"),
    [
        ('note: {en: "Sample\\u202e Mall"}', "text-characters", ":12:8"),
        ("note: {en: Call Mr Kim at 010-1234-5678.}", "personal-data", ":12:8"),
        ("note: {kr: 알림}", "language-code", ":12:8"),
        ("note: {en: FILL IN (what it is)}", "placeholder", ":12:8"),
    ],
)
def test_texts_of_the_settings_keep_the_rules_too(project: Path, line: str, rule: str, place: str) -> None:
    lay_out(project, "status: active")
    file = project / PLATFORM
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") == 11
    file.write_text(f"{text}{line}\n", encoding="utf-8")
    assert [(d.rule, str(d.location)) for d in check(project)] == [(rule, f"{PLATFORM}{place}")]

    exception = f"exceptions: [{{rule: {rule}, reason: It is tested here.}}]\n"
    file.write_text(f"{text}{line}\n{exception}", encoding="utf-8")
    assert check(project) == []
    file.write_text(f"{text}{exception}", encoding="utf-8")
    assert [d.rule for d in check(project)] == ["exception-unneeded"]
    file.write_text(f"{text}{exception.replace(rule, 'no-rule')}", encoding="utf-8")
    assert [d.rule for d in check(project)] == ["exception-unknown"]


@pytest.mark.parametrize(
    ("example", "places"),
    [
        ("published: 2027", ["published"]),
        ("published: 2026-12", ["published"]),
        ("published: 2026-11", []),
        ("listings: [{platform: example-market, seen: 2026-11-23}]", ["seen"]),
        ("sources: [{id: a, name: Office, url: 'https://office.example/', retrieved: 2062-11}]", ["retrieved"]),
        ("response: {events: [{kind: notified, between: [2026-11-01, 2026-11-23]}]}", ["1"]),
        ("response: {events: [{kind: notified, instant: '2026-11-23T10:00+09:00'}]}", ["instant"]),
        ("response: {sources: [{id: a, name: O, url: 'https://o.example/', retrieved: 2027}]}", ["retrieved"]),
    ],
)
def test_no_date_lies_in_the_future(project: Path, example: str, places: list[str]) -> None:
    lay_out(project, example)
    found = [d for d in check(project) if d.rule == "date-in-future"]
    lines = [
        (project / d.location.file).read_text("utf-8").splitlines()[d.location.line - 1].strip(" -") for d in found
    ]
    assert len(found) == len(places)
    for line, place in zip(lines, places, strict=True):
        assert place == "1" or line.startswith(f"{place}:"), line


def test_every_rule_that_the_code_can_name_is_explained() -> None:
    told = set(explanations())
    assert told == set(all_rules()) | set(REFUSALS)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator/loading").glob("*.py"))
    named = set(re.findall(r'(?:Diagnostic|Fault|_add|_fault|add)\(\s*(?:event,\s*)?"([a-z]+(?:-[a-z]+)*)"', source))
    named |= set(re.findall(r'\(\s*"(file-[a-z]+)",', source))
    assert len(named) > 20
    assert named - told == set()
    for item in explanations().values():
        assert item.text and item.remedy


def test_shipped_records_have_no_errors() -> None:
    loaded = load_checked(ROOT / "site_config", ROOT / "bulletins", ROOT / ".cache/test-checks", None, TODAY)
    assert [str(d) for d in loaded.diagnostics if d.severity is Severity.ERROR] == []
    assert loaded.catalog is not None
