"""Every rule of `bulletins check`: its good example keeps it, its broken one breaks it, at the right place."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.engine import load_checked
from generator.checks.model import Rule
from generator.checks.refusals import REFUSALS
from generator.checks.registry import all_rules, explanations
from generator.diagnostics import Diagnostic, Severity
from generator.loading.yaml_reader import read
from tests.support.project import FIXTURES, make_project
from tests.support.project import REPOSITORY as ROOT

SETTINGS_FILES = {"agreement": "agreements/xx-2024.yml", "mall": "platforms/sample-mall.yml"}
"""Keys of an example that change one of the settings."""

TODAY = date(2026, 11, 22)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30

NOTICE: dict[str, Any] = yaml.safe_load("""
id: PSB-2024-0001
published: "2024-05-20"
title: {en: Baby bottle, ko: 젖병}
summary: {en: The bottle was tested., ko: 젖병을 시험했습니다.}
risk: {en: The bottle can break., ko: 젖병이 깨질 수 있습니다.}
product:
  name: {en: Bottle, ko: 젖병}
  category: childcare-articles
authority: example-safety-office
jurisdiction: KR
hazards: [{type: chemical}]
sources:
  - {id: a, name: Office, url: "https://office.example/", retrieved: "2026-11"}
""")
RESPONSE: dict[str, Any] = yaml.safe_load("""
notice: PSB-2024-0001
platform: example-market
events: [{kind: statement, unknown: true}]
sources:
  - {id: a, name: Office, url: "https://office.example/", retrieved: "2026-11"}
""")


def merged(base: Any, change: Any) -> Any:
    """`change` laid over `base`: mappings are merged, but a text in languages is replaced; all else is replaced."""
    texts = isinstance(change, dict) and set(change) <= {"en", "ko", "kr", "de"} and bool(change)
    if isinstance(base, dict) and isinstance(change, dict) and not texts:
        return {**base, **{key: merged(base.get(key), value) for key, value in change.items()}}
    return change


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path / "p")
    shutil.rmtree(root / "bulletins")
    (root / "bulletins").mkdir()
    return root


def plain(data: Any) -> Any:
    """Scalars as text, as our reader gives them."""
    return read(yaml.safe_dump(data, allow_unicode=True).encode()).data


def lay_out(root: Path, example: str) -> None:
    """Write the example over sound records: a notice, a second one, and a case where the example has one."""
    shutil.rmtree(root / "bulletins")
    change = plain(yaml.load(example, yaml.BaseLoader)) or {}
    response, other, substance = (change.pop(key, None) for key in ("response", "other", "substance"))
    for key, file in SETTINGS_FILES.items():
        text = (FIXTURES / file).read_text(encoding="utf-8")
        write(root / "site_config" / file, merged(yaml.load(text, yaml.BaseLoader), change.pop(key, {})))
    notice = merged(NOTICE, change)
    if response:
        notice.setdefault("listings", [{"platform": "example-market"}])
        write(root / "bulletins/responses/example-market/2024/PSB-2024-0001.yml", merged(RESPONSE, response))
    write(root / "bulletins/notices/2024/PSB-2024-0001.yml", notice)
    second = merged(merged(NOTICE, {"id": "PSB-2024-0002"}), other or {})
    write(root / "bulletins/notices/2024/PSB-2024-0002.yml", second)
    (root / "bulletins/notices/2024/good.png").write_bytes(PNG)
    (root / "bulletins/notices/2024/broken.png").write_bytes(b"GIF89a" + b"\0" * 30)
    if substance:
        file = root / "site_config/vocabularies/substances.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"cas: 117-81-7\b", f"cas: {substance['cas']}", text), encoding="utf-8")


def check(root: Path) -> list[Diagnostic]:
    return load_checked(root / "site_config", root / "bulletins", root / ".cache/b", None, TODAY).diagnostics


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
    if rule.id in ("cas-check-digit", "agreement-dates", "platform-names"):
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
