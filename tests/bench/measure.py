"""Running a command and noting its wall-clock time and peak memory."""

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.2


class BenchError(Exception):
    """Something that was to be measured could not be built."""


@dataclass(frozen=True, slots=True)
class Run:
    """Wall-clock and processor seconds of a command; bytes of all its processes together, and of the largest."""

    seconds: float
    cpu: float
    memory: int
    largest: int
    output: str


def put_aside(folder: Path) -> None:
    """Get a folder out of the way of the next build, if it is there.

    It is renamed and not removed: for minutes after many files were deleted, ext4 takes ten times as long to make
    new ones (it passes over the inodes of the deleted), and whoever builds next would pay for it.
    """
    if folder.exists():
        number = sum(1 for path in folder.parent.iterdir() if path.name.startswith("aside-"))
        folder.rename(folder.parent / f"aside-{number}-{folder.name.lstrip('.')}")


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Run:
    """Run a command to its end. Raises BenchError, with the end of its output, where it fails.

    The memory of all processes is the sum of their proportional set sizes (shared pages count once), looked at
    every 0.2 s; of the largest process it is the peak that the system itself kept.
    """
    os.sync()
    log = folder / "bench-output.txt"
    with log.open("w", encoding="utf-8") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        memory, status, usage = _watch(process)
        seconds = time.perf_counter() - began
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if status:
        raise BenchError(f"{' '.join(command)} failed:\n{text[-3000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory, usage.ru_maxrss * 1024, text)


def _watch(process: "subprocess.Popen[bytes]") -> tuple[int, int, resource.struct_rusage]:
    """Peak of the summed memory, exit status, and what the system counted for the process and its children."""
    memory = 0
    due = time.perf_counter() + EVERY
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return memory, process.returncode, usage
        if time.perf_counter() >= due:
            memory = max(memory, tree_memory(process.pid))
            due = time.perf_counter() + EVERY
        time.sleep(0.01)


def tree_memory(pid: int) -> int:
    """Summed proportional set size of a process and its descendants, now; those that just ended count nothing."""
    total = 0
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for process in processes:
        try:
            total += int(process.memory_full_info().pss)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue  # it ended between being listed and being asked
    return total
