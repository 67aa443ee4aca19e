"""One build at a time: two that share a cache would clear away each other's work."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_at_a_time(cache: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a cache folder; waits (and tells so) while another process has it.

    The system gives the lock back when a process ends, however it ends.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell("waiting for another build of this project")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
