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
    if rule.id in ("cas-check-digit", "settings-country"):
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
