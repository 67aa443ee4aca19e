"""`bulletins new`: numbers are never reused, nothing is overwritten, what is left open is named until it is filled."""

import errno
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cli
from generator.authoring import new as new_command
from generator.authoring.asking import UnknownId, known_id
from generator.authoring.numbers import NoNumberLeft, next_id
from generator.authoring.skeleton import NoEvent, as_text, event, scalar
from generator.loading.open_places import MARK
from generator.loading.settings import load_settings
from generator.loading.yaml_reader import read
from generator.site.project import Project
from tests.support.project import environment, make_project
from tests.support.yaml12 import as_an_editor

ANSWERS = {
    "published": "2026-11-20",
    "title": "A title of a bulletin",
    "summary": "The Example Safety Office found something.",
    "risk": "A part can come off.",
    "name": "A name",
    "category": "toys",
    "authority": "example-safety-office",
    "jurisdiction": "KR",
    "type": "choking",
    "url": "https://office.example/9",
    "retrieved": "2026-11-21",
    "kind": "notified",
    "date": "2026-11-22",
    "outcome": "not_found",
}
FULL = [
    *("--published", "2026-11-20", "--category", "toys", "--authority", "example-safety-office"),
    *("--hazard", "choking", "--platform", "sample-mall", "--item-id", "0042", "--title-en", "Rattle: parts come off"),
    *("--title-ko", "딸랑이", "--summary-en", "x #1", "--summary-ko", "요약", "--risk-en", "no", "--risk-ko", "위험"),
    *("--product-en", "Rattle", "--product-ko", "딸랑이", "--source-name", "Office", "--retrieved", "2026-11"),
    *("--source-url", "https://office.example/9"),
]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p")


@pytest.fixture
def bulletins(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in the project; what it returned and printed."""
    monkeypatch.chdir(root)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = cli.main(list(arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def fill_in(path: Path) -> int:
    """Write an answer in every open place; how many there were."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^(title|summary|risk|  name):\n((?:    ?.*\n| +(?:en|ko): .*\n)+)", _in_languages, text, flags=re.M)
    filled, number = re.subn(
        rf'^( *(?:- )?)(\w+): "?{MARK}.*$', lambda m: f"{m[1]}{m[2]}: {ANSWERS[m[2]]}", text, flags=re.M
    )
    path.write_text(filled, encoding="utf-8")
    return number + text.count("filled text")


def _in_languages(block: re.Match[str]) -> str:
    answer = ANSWERS[block[1].strip()]
    return block[0].split("\n")[0] + "\n" + re.sub(rf'"?{MARK}.*', f"{answer} (filled text)", block[2])


def test_a_notice_from_nothing(root: Path, bulletins: Run) -> None:
    status, out, err = bulletins("new", "notice", "--year", "2024")
    assert (status, err) == (0, "")
    path = root / "bulletins/notices/2024/PSB-2024-0009.yml"
    lines = out.splitlines()
    assert lines[0] == str(path)
    assert len(lines) == 18 and lines[-1] == f"Then: bulletins check {path}"

    status, out, _ = bulletins("check", str(path))
    assert status == 1
    assert out.rstrip().endswith("16 errors in 1 file.")
    assert out.count("(placeholder)") == 16
    assert "PSB-2024-0009.yml:16:3: 'product.category' is still to be filled in: an id of" in out

    assert fill_in(path) == 16
    status, out, _ = bulletins("check", str(path))
    assert (status, out.splitlines()[0]) == (0, "No errors.")


def test_texts_alone_are_named_too(root: Path, bulletins: Run) -> None:
    bulletins("new", "notice", *FULL[:-2], "--source-url", "https://office.example/9")
    path = root / "bulletins/notices/2026/PSB-2026-0001.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("en: Rattle\n", f"en: {MARK}\n"), encoding="utf-8")
    status, out, _ = bulletins("check", str(path))
    assert status == 1
    assert "PSB-2026-0001.yml:14:5: 'product.name.en' is still to be filled in (placeholder)" in out
    assert out.rstrip().endswith("1 error in 1 file.")


def test_a_notice_whose_every_place_is_given(root: Path, bulletins: Run) -> None:
    status, out, _ = bulletins("new", "notice", *FULL)
    path = root / "bulletins/notices/2026/PSB-2026-0001.yml"
    assert (status, out) == (0, f"{path}\nNothing is left open. Now: bulletins check {path}\n")
    assert bulletins("check", str(path))[0] == 0
    data = read(path.read_bytes()).data
    assert data["listings"] == [{"platform": "sample-mall", "item_id": "0042"}]
    assert data["summary"]["en"] == "x #1" and data["risk"]["en"] == "no"
    assert data["jurisdiction"] == "KR"  # the authority's


def test_a_response_from_nothing_and_with_events(root: Path, bulletins: Run) -> None:
    bulletins("new", "notice", *FULL)
    path = root / "bulletins/responses/sample-mall/2026/PSB-2026-0001.yml"
    assert bulletins("new", "response", "--notice", "PSB-2026-0001")[1].startswith(f"{path}\n")
    assert bulletins("check", str(path))[1].count("(placeholder)") == 5
    assert fill_in(path) == 5
    assert bulletins("check", str(path))[0] == 0

    before = path.read_bytes()
    status, _, err = bulletins("new", "response", "--notice", "PSB-2026-0001")
    assert (status, err) == (2, f"bulletins: {path} is there already: add events to it\n")
    assert path.read_bytes() == before
    path.unlink()
    events = ("notified:2026-11-21T10:00+09:00", "removal_claimed:2026-11-22/2026-11-23", "rechecked:unknown")
    arguments = [part for one in events for part in ("--event", one)]
    bulletins("new", "response", "--notice", "PSB-2026-0001", "--platform", "sample-mall", *arguments, *FULL[-6:])
    assert read(path.read_bytes()).data["events"] == [
        {"kind": "notified", "instant": "2026-11-21T10:00+09:00"},
        {"kind": "removal_claimed", "between": ["2026-11-22", "2026-11-23"]},
        {"kind": "rechecked", "unknown": "true", "outcome": f"{MARK} (what the check saw, not_found or found_again)"},
    ]
    assert fill_in(path) == 1
    assert bulletins("check", str(path))[0] == 0


def test_records_elsewhere_and_the_schema_line(root: Path, bulletins: Run, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert bulletins("schema")[0] == 0
    assert bulletins("new", "notice", "--year", "2026", "--records", str(tmp_path / "other"))[0] == 0
    elsewhere = tmp_path / "other/notices/2026/PSB-2026-0001.yml"
    assert elsewhere.read_text(encoding="utf-8").startswith("id: PSB-2026-0001\n")
    bulletins("new", "notice", "--year", "2026")
    here = (root / "bulletins/notices/2026/PSB-2026-0001.yml").read_text(encoding="utf-8")
    assert here.startswith("# yaml-language-server: $schema=../../../.schemas/notice.schema.json\nid: PSB")
    assert not list(root.rglob("*.yml.*")) and not list(root.rglob(".PSB*"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["notice", "--category", "toyz"], "'toyz' is not among the categories: did you mean 'toys'?"),
        (["notice", "--hazard", "chemicl"], "did you mean 'chemical'?"),
        (["notice", "--platform", "Sample-mal"], "did you mean 'sample-mall'?"),
        (["notice", "--jurisdiction", "Korea"], "'Korea' is no country: write two capital letters, or EU"),
        (["notice", "--item-id", "1"], "an --item-id needs its --platform"),
        (["notice", "--year", "24"], "24 is no year of a notice"),
        (["response"], "say of which notice: --notice PSB-2026-0001"),
        (["response", "--notice", "../x"], "'../x' is no number of a notice"),
        (["response", "--notice", "PSB-2024-0999"], "there is no notice PSB-2024-0999: write it first"),
        (["response", "--notice", "PSB-2024-0007"], "PSB-2024-0007 names no platform"),
        (["response", "--notice", "PSB-2024-0001"], "say which platform: --platform example-market or sample-mall"),
        (["response", "--notice", "PSB-2024-0003", "--platform", "example-market"], "does not name example-market"),
        (
            ["response", "--notice", "PSB-2024-0008", "--platform", "sample-mall", "--event", "gone:2024"],
            "'gone' is no kind of event: use one of notified",
        ),
    ],
)
def test_wrong_use_writes_nothing(root: Path, bulletins: Run, arguments: list[str], said: str) -> None:
    before = sorted(root.rglob("*"))
    if said.startswith("'gone'"):
        (root / "bulletins/responses/sample-mall/2024/PSB-2024-0008.yml").unlink()
        before = sorted(root.rglob("*"))
    status, out, err = bulletins("new", *arguments)
    assert (status, out) == (2, "")
    assert said in err and len(err.splitlines()) == 1
    assert sorted(root.rglob("*")) == before


def test_a_date_that_is_none(bulletins: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        bulletins("new", "notice", "--published", "20.11.2026")
    assert end.value.code == 2
    assert "'20.11.2026' is not a date: write 2024-05-13" in capsys.readouterr().err


def test_a_notice_with_errors_has_to_be_mended_first(root: Path, bulletins: Run) -> None:
    bulletins("new", "notice", "--year", "2026")
    status, _, err = bulletins("new", "response", "--notice", "PSB-2026-0001")
    assert status == 2 and "PSB-2026-0001 has errors: mend it first" in err


# -- numbers


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_the_next_number(tmp_path: Path) -> None:
    assert next_id(tmp_path, "PSB", 2026) == "PSB-2026-0001"
    touch(
        tmp_path, "notices/2026/PSB-2026-0007.yml", "notices/2025/PSB-2025-0100.yml", "notices/2026/ABC-2026-0900.yml"
    )
    assert next_id(tmp_path, "PSB", 2026) == "PSB-2026-0008"
    touch(
        tmp_path, "responses/a/2026/PSB-2026-0011.yml", "notices/2024/PSB-2026-0010.yml", "notices/2026/PSB-2026-x.yml"
    )
    assert next_id(tmp_path, "PSB", 2026) == "PSB-2026-0012"
    touch(tmp_path, "notices/2026/PSB-2026-9999.yml")
    assert next_id(tmp_path, "PSB", 2026) == "PSB-2026-10000"
    touch(tmp_path, "notices/2026/PSB-2026-999999.yml")
    with pytest.raises(NoNumberLeft):
        next_id(tmp_path, "PSB", 2026)


def test_a_number_that_git_remembers_is_not_given_again(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], check=True, capture_output=True)

    records = tmp_path / "records"
    touch(records, "notices/2026/PSB-2026-0001.yml", "notices/2026/PSB-2026-0005.yml")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "two")
    git("mv", "records/notices/2026/PSB-2026-0005.yml", "records/notices/2026/PSB-2026-0002.yml")
    git("commit", "-qm", "renamed")
    assert next_id(records, "PSB", 2026) == "PSB-2026-0006"


def test_two_at_the_same_time_get_two_numbers(root: Path, bulletins: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = root / "bulletins/notices/2026/PSB-2026-0001.yml"
    real = new_command.next_id

    def slow(*arguments: object) -> str:
        found = real(*arguments)  # type: ignore[arg-type]
        if not taken.exists():
            touch(taken.parent, taken.name)  # somebody else, between asking and writing
        return found

    monkeypatch.setattr(new_command, "next_id", slow)
    status, out, _ = bulletins("new", "notice", "--year", "2026")
    assert status == 0 and out.splitlines()[0].endswith("PSB-2026-0002.yml")
    assert taken.read_bytes() == b""


def test_a_folder_that_cannot_be_written(root: Path, bulletins: Run) -> None:
    touch(root / "bulletins/notices", "2026")
    status, out, err = bulletins("new", "notice", "--year", "2026")
    assert (status, out) == (1, "") and "cannot be written" in err


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_file_system_without_hard_links(
    root: Path, bulletins: Run, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    bulletins("new", "notice", *FULL)
    path = root / "bulletins/responses/sample-mall/2026/PSB-2026-0001.yml"
    assert bulletins("new", "response", "--notice", "PSB-2026-0001")[0] == 0
    before = path.read_bytes()
    status, _, err = bulletins("new", "response", "--notice", "PSB-2026-0001", "--event", "notified:2026-11-21")
    assert status == 2 and "is there already" in err
    assert path.read_bytes() == before and [p.name for p in path.parent.iterdir()] == [path.name]


# -- questions


def answers(*given: str) -> Callable[[str], str]:
    told: Iterator[str] = iter(given)
    return lambda question: next(told)


def test_questions(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project.at(root)
    settings, _ = load_settings(root / "site_config")
    assert settings is not None
    options = cli.parser().parse_args(["new", "notice", "--category", "toys"])
    replies = (
        "soon",
        "2026-11-20",
        "example-safety-ofice",
        "example-safety-office",
        "?",
        "choking",
        "Sample Mall",
        "42",
    )
    ask = answers(*replies, "Rattle", "", "딸랑이", "", "Office", "https://office.example/9")
    assert new_command.run_new(options, project, settings, ask) == 0
    out = capsys.readouterr().out
    assert "'soon' is not a date" in out
    assert "did you mean 'example-safety-office'?" in out
    assert "  choking " in out and "기도 막힘" in out
    data = read((root / "bulletins/notices/2026/PSB-2026-0001.yml").read_bytes()).data
    assert data["hazards"] == [{"type": "choking"}]
    assert data["listings"] == [{"platform": "sample-mall", "item_id": "42"}]
    assert data["product"]["name"] == {"en": "Rattle", "ko": "딸랑이"}
    assert data["title"]["en"].startswith(MARK)
    assert data["sources"][0]["url"] == "https://office.example/9"


def test_questions_at_a_real_terminal(root: Path) -> None:
    """Tab completes an id, Enter leaves a place open, and the end of the input writes nothing."""
    command = [sys.executable, "-m", "generator", "new", "notice", "--published", "2026-11-20"]
    master, slave = pty.openpty()
    python = {**environment(), "PYTHONPATH": str(Path(cli.__file__).parents[1]), "TERM": "xterm"}
    done = subprocess.Popen(command, cwd=root, env=python, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    shown = ""
    for answer in ("statio\t\n", "\n", "\n", "\x04"):
        shown += until(master, "Enter leaves it open): ")
        os.write(master, answer.encode())
    status = done.wait(20)
    os.close(master)
    assert "stationery" in shown
    assert status == 130
    assert not (root / "bulletins/notices/2026").exists()


def until(terminal: int, text: str, patience: float = 20) -> str:
    """What a terminal shows until `text` has come."""
    shown, end = "", time.monotonic() + patience
    while text not in shown:
        assert time.monotonic() < end, shown
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 1024).decode("utf-8", "replace")
    return shown


def test_ids_by_their_names() -> None:
    known = {"11st": "11st · 11번가", "temu": "Temu · 테무"}
    assert known_id("platforms", "테무", known) == "temu"
    assert known_id("platforms", "TEMU", known) == "temu"
    with pytest.raises(UnknownId, match=r"did you mean 'temu'\?"):
        known_id("platforms", "temuu", known)
    with pytest.raises(UnknownId, match="known are 11st, temu"):
        known_id("platforms", "zzzz", known)


# -- the text


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_is_read_back(text: str) -> None:
    raw = as_text({"a": text, "b": {"en": text}, "c": [{"d": text, "e": text}, text]}, "", "")
    wanted = {"a": text, "b": {"en": text}, "c": [{"d": text, "e": text}, text]}
    document = read(raw.encode())
    assert (document.faults, document.data) == ([], wanted)
    assert as_an_editor(raw) == wanted


@pytest.mark.parametrize(
    "text", ["no", "true", "null", "~", "0042", "1.5", "a: b", "a #b", "- a", "@a", "{a", " a ", "a:"]
)
def test_what_could_be_taken_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


@pytest.mark.parametrize("text", ["Rattle", "딸랑이 3", "https://a.example/x#y", "2026-11-20", "example-safety-office"])
def test_what_is_plain_stays_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["gone:2024", "notified:soon", "notified:2024-05-13T10:00", "notified:2024/x", ""])
def test_events_that_are_none(text: str) -> None:
    with pytest.raises(NoEvent):
        event(text)
