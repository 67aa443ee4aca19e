"""Workers: results in the order of the tasks, whoever did them, and failures of either side told."""

import fcntl
import math
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from subprocess import PIPE

import pytest

from generator.site.workers import WORTH_A_POOL, Workers

HERE = os.getpid()
ROOT = Path(__file__).resolve().parents[2]
WITH_US = {**os.environ, "PYTHONPATH": str(ROOT)}


def _square(number: int) -> tuple[int, int]:
    time.sleep(0.002)
    return number * number, os.getpid()


def _root(result: tuple[int, int]) -> int:
    return math.isqrt(result[0])


def _fails_at(place: tuple[int, int]) -> int:
    number, bad = place
    time.sleep(0.002)
    if number == bad:
        raise ValueError(f"task {number}")
    return number


def _killed(number: int) -> int:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return number


@pytest.mark.parametrize("workers", [Workers(processes=1), Workers(processes=2), Workers(processes=4)])
def test_results_come_in_the_order_of_the_tasks(workers: Workers) -> None:
    results = workers.gather(_square, range(60), WORTH_A_POOL)
    assert [result for result, _ in results] == [n * n for n in range(60)]
    assert list(workers.map(_root, results, WORTH_A_POOL)) == [*range(60)]
    assert len({process for _, process in results}) > 1 or workers.processes == 1


def test_an_executor_that_is_handed_in_does_all_of_it() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert [r for r, _ in Workers(executor).gather(_square, range(5), WORTH_A_POOL)] == [0, 1, 4, 9, 16]


@pytest.mark.parametrize("bad", [0, 39])
def test_a_failure_is_raised_whoever_met_it(bad: int) -> None:
    with pytest.raises(ValueError, match=f"task {bad}"):
        Workers(processes=2).gather(_fails_at, [(n, bad) for n in range(40)], WORTH_A_POOL)


def test_a_worker_that_is_killed_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        Workers(processes=2).gather(_killed, range(8), WORTH_A_POOL)


def _many(number: int) -> bytes:
    return b"x" * number  # more than a pipe takes at once


def test_what_a_process_aside_found_comes_whole_or_not_at_all() -> None:
    run = Workers(processes=2)
    done, ended = run.aside(_many, 1_000_000, WORTH_A_POOL), run.aside(_killed, 0, WORTH_A_POOL)
    assert done and ended
    assert done.result() == _many(1_000_000)
    assert ended.result() is None
    stopped = run.aside(_many, 10_000_000, WORTH_A_POOL)
    assert stopped
    time.sleep(0.2)  # it is in the middle of its answer, which nobody takes yet
    stopped.stop()
    assert stopped.result() is None


def test_nothing_is_done_aside_where_it_is_not_worth_it() -> None:
    assert Workers(processes=1).aside(_many, 1, WORTH_A_POOL) is None
    assert Workers(processes=2).aside(_many, 1, WORTH_A_POOL - 1) is None


BUILD = """
import sys, time
from pathlib import Path
from generator.site.lock import one_at_a_time
from generator.site.workers import Workers

def task(number):
    time.sleep(0.1)

with one_at_a_time(Path(sys.argv[1]), print):
    print("begun", flush=True)
    Workers(processes=3).gather(task, range(10_000), 10_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="workers end with their parent on Linux only")
def test_workers_of_a_build_that_is_killed_do_not_keep_its_lock(tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(BUILD, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)], cwd=ROOT, env=WITH_US, stdout=PIPE) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"begun\n"
        time.sleep(0.5)
        build.kill()
    deadline = time.monotonic() + 20
    with (tmp_path / "lock").open("w") as file:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                time.sleep(0.05)
    pytest.fail("the lock is still held, 20 s after the build was killed")
