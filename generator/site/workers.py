"""Running shard tasks: here for little work, in a process pool for much, or in any executor that is handed in."""

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.process import BaseProcess
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH_A_POOL = 400
_METHOD = "fork" if sys.platform == "linux" else "spawn"


class Workers:
    """Maps a module-level function over picklable tasks.

    `executor` may be any `concurrent.futures.Executor` whose workers see the same file system; without one a
    process pool is made for each large piece of work (forked, so that the workers inherit what is loaded).
    """

    def __init__(self, executor: Executor | None = None, processes: int | None = None) -> None:
        self.executor = executor
        self.processes = processes or os.cpu_count() or 1

    @property
    def inherit(self) -> bool:
        """Whether tasks see what this process holds in memory: they are run here, or in processes forked from here."""
        return self.executor is None and (self.processes == 1 or _METHOD == "fork")

    def aside(self, function: Callable[[Task], None], task: Task, weight: int) -> BaseProcess | None:
        """A process that has begun with a task which may also be left undone; None where it is not worth one."""
        if not self.inherit or self.processes == 1 or weight < WORTH_A_POOL:
            return None
        process = multiprocessing.Process(target=function, args=(task,), daemon=True)
        process.start()
        return process

    def map(self, function: Callable[[Task], Result], tasks: Sequence[Task], weight: int) -> Iterator[Result]:
        """Results, in the order of the tasks. `weight` is the number of records behind them."""
        run = partial(_uncollected, function)
        if self.executor is not None:
            yield from self.executor.map(run, tasks)
        elif weight < WORTH_A_POOL or self.processes == 1 or len(tasks) < 2:
            yield from map(run, tasks)
        else:
            with ProcessPoolExecutor(self.processes - 1, multiprocessing.get_context(_METHOD)) as pool:
                yield from _together(pool, self.processes - 1, run, tasks)


AHEAD = 3
"""Tasks that a worker has been given and not finished: enough not to wait while this process is at one of its own."""


def _together(pool: Executor, workers: int, run: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """The pool takes the tasks from the first on, this process from the last, until they meet.

    What a forked worker looks at is copied for it, page of memory by page, so one worker less is less work.
    """
    handed: list[Future[Result]] = []
    own: list[Result] = []
    try:
        while len(handed) + len(own) < len(tasks):
            if sum(not future.done() for future in handed[-AHEAD * workers :]) < AHEAD * workers:
                handed.append(pool.submit(run, tasks[len(handed)]))
            else:
                own.append(run(tasks[-1 - len(own)]))
        yield from (future.result() for future in handed)
        yield from reversed(own)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _uncollected(function: Callable[[Task], Result], task: Task) -> Result:
    """Run a task without the cycle collector: records and page models hold no cycles, and it takes a fourth longer."""
    before = gc.isenabled()
    gc.disable()
    try:
        return function(task)
    finally:
        if before:
            gc.enable()
