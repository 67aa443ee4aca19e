"""What the documentation tells an officer to do works as it stands there."""

import re
import textwrap
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator import cli
from generator.checks.engine import load_checked
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.examples import empty_project
from tests.support.project import REPOSITORY, make_project

CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def records() -> list[str]:
    """The records of the page: a notice and its case."""
    blocks = re.findall(r"^( *)```yaml\n(.*?)^\1```", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in blocks]


def test_the_records_pass_the_check(tmp_path: Path) -> None:
    root = empty_project(tmp_path / "p")
    notice, case = records()
    for text, folder in ((notice, "notices/2026"), (case, "responses/example-market/2026")):
        path = root / "bulletins" / folder / "PSB-2026-0003.yml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    loaded = load_checked(root / "site_config", root / "bulletins", root / ".cache/b", None, date(2026, 12, 31))
    assert [str(d) for d in loaded.diagnostics] == []
    assert loaded.catalog is not None and len(loaded.catalog.cases) == 1


def test_the_records_show_only_keys_that_there_are() -> None:
    notice, case = records()
    assert set(yaml.safe_load(notice)) <= set(Notice.model_fields)
    assert set(yaml.safe_load(case)) <= set(Response.model_fields)


@pytest.mark.parametrize("page", [CONTRIBUTING, README], ids=["CONTRIBUTING", "README"])
def test_commands_that_are_named_are_there(page: str, tmp_path: Path) -> None:
    named = set(re.findall(r"bulletins (check|build|serve|new|schema|import|withdraw|compare)\b", page))
    known = set(re.findall(r"^    (\w+) ", cli.parser().format_help(), re.MULTILINE))
    assert {"check", "new", "schema"} <= named <= known


def test_the_command_for_a_case_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path / "p")
    path = root / "bulletins/notices/2026/PSB-2026-0003.yml"
    path.parent.mkdir()
    path.write_text(records()[0], encoding="utf-8")
    (command,) = re.findall(r"`\.venv/bin/bulletins (new response .*?)`", CONTRIBUTING, re.DOTALL)
    monkeypatch.chdir(root)
    assert cli.main(command.split()) == 0
    written = (root / "bulletins/responses/example-market/2026/PSB-2026-0003.yml").read_text(encoding="utf-8")
    assert "kind: notified\n    date: 2026-11-20\n" in written


def test_pictures_are_there_and_small() -> None:
    for name in re.findall(r"\]\((\.github/[^)]+)\)", README):
        assert (REPOSITORY / name).stat().st_size < 120_000, name
