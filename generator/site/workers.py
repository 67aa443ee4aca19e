"""Running shard tasks: here for little work, in a process pool for much, or in any executor that is handed in."""

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

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

    def aside(self, function: Callable[[Task], Result], task: Task, weight: int) -> "Aside[Result] | None":
        """A process that has begun with a task which may also be left undone; None where it is not worth one."""
        if not self.inherit or self.processes == 1 or weight < WORTH_A_POOL:
            return None
        return Aside(function, task)

    def map(self, function: Callable[[Task], Result], tasks: Sequence[Task], weight: int) -> Iterator[Result]:
        """Results, in the order of the tasks, as they come. `weight` is the number of records behind them."""
        run = partial(_uncollected, function)
        if self.executor is not None:
            yield from self.executor.map(run, tasks)
        elif self._alone(tasks, weight):
            yield from map(run, tasks)
        else:
            with _pool(self.processes) as pool:
                yield from pool.map(run, tasks)

    def gather(self, function: Callable[[Task], Result], tasks: Sequence[Task], weight: int) -> list[Result]:
        """The same, all at once and with less work: this process does its part. For results that are small."""
        if self.executor is not None or self._alone(tasks, weight):
            return list(self.map(function, tasks, weight))
        with _pool(self.processes - 1) as pool:
            return _together(pool, self.processes - 1, partial(_uncollected, function), tasks)

    def _alone(self, tasks: Sequence[Task], weight: int) -> bool:
        return weight < WORTH_A_POOL or self.processes == 1 or len(tasks) < 2


class Aside(Generic[Result]):
    """A process that is at a task while this one goes on."""

    def __init__(self, function: Callable[[Task], Result], task: Task) -> None:
        context = multiprocessing.get_context(_METHOD)
        self._end, other = context.Pipe(duplex=False)
        self._process = context.Process(target=_aside, args=(function, task, os.getpid(), other), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        other.close()

    def stop(self) -> None:
        """Leave the task undone."""
        self._process.terminate()

    def result(self) -> Result | None:
        """What came of it, once it is done; None where that went wrong."""
        found: Result | None = None
        with contextlib.suppress(EOFError, OSError), self._end:  # it ended without a word, or in the middle of one
            found = self._end.recv()
        self._process.join()
        return found if self._process.exitcode == 0 else None


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, multiprocessing.get_context(_METHOD), _end_with, (os.getpid(),))


def _end_with(parent: int) -> None:
    """Have the system end this process when its parent ends, however that does: it would hold the parent's lock."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended already
            os._exit(1)


_PARENT_DEATH_SIGNAL = 1


def _aside(function: Callable[[Task], Result], task: Task, parent: int, end: Connection) -> None:
    _end_with(parent)
    end.send(function(task))


AHEAD = 3
"""Tasks that a worker has been given and not finished: enough not to wait while this process is at one of its own."""


def _together(pool: Executor, workers: int, run: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
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
        return [*(future.result() for future in handed), *reversed(own)]
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
