"""Workers: results in the order of the tasks, whoever did them, and failures of either side told."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from generator.site.workers import WORTH_A_POOL, Workers

HERE = os.getpid()


def _square(number: int) -> tuple[int, int]:
    time.sleep(0.002)
    return number * number, os.getpid()


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
    results = list(workers.map(_square, range(60), WORTH_A_POOL))
    assert [result for result, _ in results] == [n * n for n in range(60)]
    assert len({process for _, process in results}) > 1 or workers.processes == 1


def test_an_executor_that_is_handed_in_does_all_of_it() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert [r for r, _ in Workers(executor).map(_square, range(5), WORTH_A_POOL)] == [0, 1, 4, 9, 16]


@pytest.mark.parametrize("bad", [0, 39])
def test_a_failure_is_raised_whoever_met_it(bad: int) -> None:
    with pytest.raises(ValueError, match=f"task {bad}"):
        list(Workers(processes=2).map(_fails_at, [(n, bad) for n in range(40)], WORTH_A_POOL))


def test_a_worker_that_is_killed_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        list(Workers(processes=2).map(_killed, range(8), WORTH_A_POOL))
