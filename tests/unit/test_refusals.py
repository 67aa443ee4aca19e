"""Everything that reading and linking refuses: the broken example is refused under that name, the good one passes."""

import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.refusals import REFUSALS
from generator.checks.refusals.series import SERIES
from generator.checks.registry import explanations
from generator.diagnostics import Diagnostic, Severity
from generator.loading import shards
from generator.loading.parse import parse
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.examples import NOTICE, check, empty_project, lay_out, write
from tests.support.project import FIXTURES, edit, run
from tests.support.records import as_yaml, notice, response

FILE = "bulletins/notices/2024/PSB-2024-0001.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return empty_project(tmp_path / "p")


def laid(root: Path, example: str) -> None:
    """The example over sound records, as plain data."""
    lay_out(root, example)


def as_written(root: Path, example: str) -> None:
    """The example as text in the place of the same keys of a sound record."""
    lay_out(root, "status: active")
    keys = re.findall(r"^(?:\? \[)?(\w+)", example, re.MULTILINE)
    rest = yaml.safe_dump({k: v for k, v in NOTICE.items() if k not in keys}, allow_unicode=True)
    (root / FILE).write_text(example + rest, encoding="utf-8")


def at_the_end(root: Path, example: str) -> None:
    """The same, behind the rest."""
    as_written(root, example)
    rest = yaml.safe_dump(NOTICE, allow_unicode=True)
    (root / FILE).write_text(rest + example, encoding="utf-8")


def alone(root: Path, example: str) -> None:
    """The example is the whole file, unless it keeps the rule."""
    as_written(root, example)
    if example == REFUSALS["yaml-empty"].broken:
        (root / FILE).write_text(example, encoding="utf-8")


def encoded(root: Path, example: str) -> None:
    as_written(root, example)
    if "one byte" in example:
        (root / FILE).write_bytes((root / FILE).read_text(encoding="utf-8").encode("latin-1", "replace"))


def in_place(change: Callable[[Path], None]) -> Callable[[Path, str], None]:
    """A sound record, to which something is done where the example is the broken one."""

    def make(root: Path, example: str) -> None:
        lay_out(root, "status: active")
        if example in [refusal.broken for refusal in REFUSALS.values()]:
            change(root / FILE)

    return make


def deeper(path: Path) -> None:
    target = path.parent / "a/b/c/d/e/f/g/h" / path.name
    target.parent.mkdir(parents=True)
    path.rename(target)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def linked(path: Path) -> None:
    path.rename(path.parents[3] / "record.yml")
    path.symlink_to(path.parents[3] / "record.yml")


def moved(path: Path) -> None:
    (path.parents[1] / "2023").mkdir()
    path.rename(path.parents[1] / "2023" / path.name)


def renamed(path: Path) -> None:
    write(path.with_name("ABC-2024-0001.yml"), {**NOTICE, "id": "ABC-2024-0001"})
    path.unlink()


def gone(path: Path) -> None:
    shutil.rmtree(path.parents[2])


def settings(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda path: edit(path.parents[3] / "site_config" / file, old, new)


def second_dehp(path: Path) -> None:
    file = path.parents[3] / "site_config/vocabularies/substances.yml"
    file.write_text(file.read_text("utf-8").replace("  - id: dbp\n", "  - id: dehp\n"), encoding="utf-8")


def statistic(root: Path, example: str) -> None:
    """The example over a sound market statistic."""
    lay_out(root, "status: active")
    file = root / "site_config/statistics/kr-monthly-users-example.yml"
    text = (FIXTURES / "statistics" / file.name).read_text(encoding="utf-8")
    write(file, {**yaml.load(text, yaml.BaseLoader), **yaml.load(example, yaml.BaseLoader)})


STATEMENT = "statements: [{date: 2024-05, kind: answer, text: {en: It answered.}}]"
SPECIAL: dict[str, Callable[[Path, str], None]] = {
    "encoding": encoded,
    "file-depth": in_place(deeper),
    "file-kind": in_place(pipe),
    "file-link": in_place(linked),
    "file-name": in_place(moved),
    "file-size": in_place(lambda path: path.write_bytes(path.read_bytes() + b"#" * 2_000_000) and None),
    "id-prefix": in_place(renamed),
    "records-missing": in_place(gone),
    "locale": in_place(settings("locales/ko/LC_MESSAGES/bulletins.po", 'msgid "Bulletins"', "Bulletins = ")),
    "calendar": in_place(settings("agreements/xx-2024.yml", "jurisdiction: KR", "jurisdiction: KR\ncalendar: XX")),
    "cas-duplicate": in_place(settings("vocabularies/substances.yml", "cas: 84-74-2", "cas: 117-81-7")),
    "id-duplicate": in_place(second_dehp),
    "literal-error": in_place(settings("platforms/sample-mall.yml", "invented: true", f"invented: true\n{STATEMENT}")),
    "period": in_place(settings("statistics/kr-monthly-users-example.yml", "period: 2024-03", "period: March 2024")),
    **dict.fromkeys(SERIES, statistic),
    "yaml-empty": alone,
    "yaml-documents": at_the_end,
    **dict.fromkeys(
        ("control-character", "duplicate-key", "yaml-alias", "yaml-anchor", "yaml-depth", "yaml-directive", "yaml-key"),
        as_written,
    ),
    "yaml-syntax": as_written,
    "yaml-tag": as_written,
}
"""How an example is put into a project, where laying it over a sound record will not do."""

ELSEWHERE = {"id-deleted", "file-read"}
"""Tested where git is (test_since.py), and below."""


@pytest.mark.parametrize("name", sorted(REFUSALS.keys() - ELSEWHERE))
def test_examples(project: Path, name: str) -> None:
    make = SPECIAL.get(name, laid)
    make(project, REFUSALS[name].good)
    assert [str(d) for d in check(project) if d.severity is Severity.ERROR] == []
    make(project, REFUSALS[name].broken)
    found = check(project)
    assert name in {d.rule for d in found}, [str(d) for d in found]
    for diagnostic in found:
        assert diagnostic.rule in explanations()
        assert diagnostic.hint


def test_a_file_that_nobody_may_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the refusal of the system is played."""

    def refuse(path: str) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    lay_out(project, "status: active")
    monkeypatch.setattr(shards, "_bytes", refuse)
    found = check(project)
    assert {(d.rule, d.message) for d in found} == {("file-read", "cannot be read: Permission denied")}
    assert len(found) == 2


def test_a_settings_file_that_is_not_there(project: Path) -> None:
    lay_out(project, "status: active")
    (project / "site_config/site.yml").unlink()
    assert [d.rule for d in check(project)] == ["file-read"]


def test_good_examples_show_the_opposite() -> None:
    for name, item in explanations().items():
        assert item.good.strip() and item.broken.strip() and item.good != item.broken, name
        assert max(map(len, f"{item.good}{item.broken}".splitlines())) <= 120, name


SCALARS = st.sampled_from(["", " ", "x", "no", "1", "-1", "1e3", "2024-13", "~", "FILL IN", "../x", "\u202e"])
VALUES = st.recursive(
    st.none() | SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3)
)
PATHS = st.sampled_from(
    [
        *((key,) for key in Notice.model_fields),
        *(("product", key) for key in ("name", "brand", "gtins", "units", "category")),
        *(("sources", 0, key) for key in ("id", "url", "retrieved")),
    ]
)


@given(PATHS, VALUES)
def test_whatever_a_notice_holds_is_refused_under_a_name_that_is_explained(path: tuple[Any, ...], value: Any) -> None:
    data = notice()
    here: Any = data
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    known = explanations()
    assert [d for d in parse(as_yaml(data), "x", Notice).diagnostics if d.rule not in known] == []


EVENT_KEYS = ("kind", "date", "instant", "between", "unknown", "listings", "outcome", "partial", "statement")


@given(st.sampled_from(EVENT_KEYS), VALUES)
def test_whatever_a_case_holds_too(key: str, value: Any) -> None:
    data = response()
    data["events"][0][key] = value
    known = explanations()
    found: tuple[Diagnostic, ...] = parse(as_yaml(data), "x", Response).diagnostics
    assert [d for d in found if d.rule not in known] == []


def test_explain(project: Path) -> None:
    told = run("bulletins", "check", "--explain", "truth", cwd=project)
    assert told.returncode == 0
    assert told.stdout.splitlines()[0] == "truth (error, scope: reading)"
    assert "Breaks it:\n    measures: [{type: warning, voluntary: no}]" in told.stdout
    listed = run("bulletins", "check", "--explain", "all", cwd=project).stdout.splitlines()
    assert [line.split()[0] for line in listed] == sorted(explanations())
    wrong = run("bulletins", "check", "--explain", "truht", cwd=project)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "there is no rule 'truht': did you mean 'truth'?" in wrong.stderr
