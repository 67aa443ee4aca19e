"""Imports in processes of their own: killed at any moment, two at once, on a full disk, into a closed folder."""

import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.importers import registry
from generator.importers.model import ImportFailed
from generator.importers.target import Target
from generator.loading.settings import Settings
from tests.support.importing import entry, imported, lines, start
from tests.support.project import differing, make_project, run, tree

BOTH = ["example-market", "sample-mall"]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site_config folder with the invented platforms."""
    return make_project(tmp_path_factory.mktemp("import") / "project", records=None) / "site_config"


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit status and what it printed."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def old_and_new(folder: Path, number: int) -> tuple[Path, Path]:
    """A first file, and a second one with newer editions of a half of its entries and as many new ones."""
    old = lines(folder / "old.jsonl", [entry(n, platforms=BOTH[: n % 3]) for n in range(1, number)])
    newer = [entry(n, "2024-06-10", name=f"Mug {n}", platforms=BOTH[: (n + 1) % 3]) for n in range(1, number, 2)]
    newer += [entry(n, "2024-06-10", platforms=BOTH) for n in range(number, 2 * number)]
    return old, lines(folder / "new.jsonl", [*newer, entry(3 * number, name=None)])


def test_killed_before_any_single_write(settings_of_fixtures: Settings, tmp_path: Path) -> None:
    """Every step of an import in turn is its last one; the next run makes good what it left."""
    old, new = old_and_new(tmp_path / "in", 4)
    base, unbroken = tmp_path / "base", tmp_path / "unbroken"
    imported(settings_of_fixtures, base, old)
    shutil.copytree(base, unbroken)
    imported(settings_of_fixtures, unbroken, new)
    wanted = tree(unbroken)
    steps = 0
    for moment in ("before", "half", "after"):
        for step in range(1, 100):
            into = tmp_path / f"{moment}-{step}"
            shutil.copytree(base, into)
            killed = in_a_child(
                lambda into=into, step=step, moment=moment: die_at(step, moment, settings_of_fixtures, into, new)
            )
            if not killed:
                break
            steps += 1
            imported(settings_of_fixtures, into, new)
            assert not differing(wanted, tree(into)), (moment, step)
            assert imported(settings_of_fixtures, into, old, new).written == 0
    assert steps > 40


def die_at(step: int, moment: str, settings: Settings, into: Path, source: Path) -> None:
    """Import, and kill this process at its n-th write to the records' folder."""
    count = 0
    write, note = Target.write, registry.Journal.note

    def counted(do: Callable[..., None]) -> Callable[..., None]:
        def done(self: object, *arguments: object, **named: object) -> None:
            nonlocal count
            count += 1
            if count == step and moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            if count == step and moment == "half" and isinstance(self, Target):
                path = self.root / str(arguments[0])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.with_name(f".{path.name}.new").write_bytes(b"half of it")
                os.kill(os.getpid(), signal.SIGKILL)
            do(self, *arguments, **named)
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

        return done

    Target.write = counted(write)  # type: ignore[method-assign]
    registry.Journal.note = counted(note)  # type: ignore[method-assign]
    imported(settings, into, source)


def in_a_child(work: Callable[[], None]) -> bool:
    """Do something in a forked process; whether it was killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.slow
def test_killed_at_random_moments(config: Path, settings_of_fixtures: Settings, tmp_path: Path) -> None:
    old, new = old_and_new(tmp_path / "in", 700)
    unbroken, into = tmp_path / "unbroken", tmp_path / "records"
    imported(settings_of_fixtures, unbroken, old)
    imported(settings_of_fixtures, unbroken, new)
    chance = random.Random(11)
    for source in (old, new):
        journal = into / "imports/invented/journal.jsonl"
        for round_ in range(6):
            process = start(config, source, "--into", into, start_new_session=True)
            if round_ % 2:
                wait_for(journal.exists, process)
                time.sleep(chance.random() * 0.2)
            else:
                time.sleep(chance.random() * 2)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            finished(process)
        code, _, err = finished(start(config, source, "--into", into))
        assert code == 0, err
    assert not differing(tree(unbroken), tree(into))


def wait_for(what: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Until something is so, or the process has ended."""
    while process.poll() is None and not what():
        time.sleep(0.002)


def test_two_at_once(config: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(n) for n in range(1, 3000)])
    into = tmp_path / "records"
    first = start(config, source, "--into", into)
    wait_for((into / "imports/invented").is_dir, first)
    code, _, err = finished(start(config, source, "--into", into))
    assert (code, "is running: wait until it is done" in err) == (1, True), err
    assert err.count("\n") == 1
    code, _, err = finished(first)
    assert code == 0, err
    assert "2,999 entries in 1 files" in err


def test_a_full_disk(config: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for a disk without room: the system refuses to write on."""
    source = lines(tmp_path / "a.jsonl", [entry(n, risk="It burns. " * 30) for n in range(1, 300)])
    into = tmp_path / "records"
    limit = 60_000

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    code, out, err = finished(start(config, source, "--into", into, preexec_fn=limited))
    assert (code, out) == (1, "")
    assert "File too large" in err and "run the import again" in err, err
    assert err.count("\n") == 1
    limit = 140_000  # now it reads everything, and fails in the books
    code, _, err = finished(start(config, source, "--into", into, preexec_fn=limited))
    assert code == 1, err
    code, _, err = finished(start(config, source, "--into", into))
    assert code == 0, err
    finished(start(config, source, "--into", tmp_path / "unbroken"))
    assert not differing(tree(tmp_path / "unbroken"), tree(into))


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that may be read but not written to, also by the nobody that root becomes."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_is_closed(settings_of_fixtures: Settings, closed: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1)])
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(PermissionError) as refused:
            Target(closed / "records", "invented").folder(closed / "records" / "imports")
    finally:
        if root:
            os.seteuid(0)
    assert str(refused.value.filename).startswith(str(closed))
    assert not list(closed.iterdir())
    assert source.exists()


def test_no_place_for_a_folder_is_one_clear_line(config: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1)])
    code, out, err = finished(start(config, source, "--into", source / "records"))
    assert (code, out) == (1, "")
    assert "Not a directory" in err and err.count("\n") == 1, err
    code, _, err = finished(start(config, tmp_path / "none.jsonl", "--into", tmp_path / "records"))
    assert code == 1
    assert "there is no" in err and "none.jsonl" in err and err.count("\n") == 1, err
    assert not (tmp_path / "records").exists()


def test_the_command_and_what_it_made(tmp_path: Path, settings_of_fixtures: Settings) -> None:
    """Imported records pass the check and build; a file of the books among them disturbs nobody."""
    project = make_project(tmp_path / "project", records=None, search=False)
    into = project / "bulletins"
    shutil.rmtree(into)
    source = lines(tmp_path / "a.jsonl", [entry(n, platforms=BOTH[: n % 3]) for n in range(1, 30)])
    imported(settings_of_fixtures, into, source)
    (into / "imports" / "invented" / "odd.yml").write_text("no: record\n", encoding="utf-8")
    done = run("bulletins", "check", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run("bulletins", "build", "--no-search", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (project / "site/bulletins/2024/PSB-2024-100029/index.html").is_file()
    wrong = run("bulletins", "import", "no-such-register", source, "--into", into, cwd=project)
    assert wrong.returncode == 2
    assert "safety-gate" in wrong.stderr
    missing = run("bulletins", "import", "cpsc", tmp_path / "none.csv", "--into", into, cwd=project)
    assert missing.returncode == 1
    assert missing.stderr.startswith("bulletins: there is no ") and missing.stderr.count("\n") == 1


def test_json_is_the_only_thing_on_standard_output(config: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", [entry(1), entry(2, name=None)])
    code, out, err = finished(start(config, source, "--into", tmp_path / "records", "--format", "json"))
    assert (code, err) == (0, "")
    assert out.startswith("{\n") and '"written": 1' in out


def test_a_reading_error_is_one_clear_line(config: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text('{"ref": ', encoding="utf-8")
    code, out, err = finished(start(config, source, "--into", tmp_path / "records"))
    assert (code, out, err) == (1, "", "bulletins: a.jsonl, line 1: no JSON: fetch the file again\n")
    assert ImportFailed.__doc__
