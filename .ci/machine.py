"""What every set-up step needs: paths, stamps, one line of output a step, and commands whose noise is kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SHARE = VENV / "share"
STAMPS = SHARE / "setup"
PYTHON = VENV / "bin" / "python"

TAIL_LINES = 15
"""How many lines of a failed command's output are shown."""


class SetupError(Exception):
    """Something that the person at the keyboard must mend; its text says what."""


def say(text: str) -> None:
    """Print one line at once, also where the output is a pipe."""
    print(text, flush=True)


@contextmanager
def step(label: str) -> Iterator[None]:
    """Print `label … ok 12 s` around the body, or `label … failed` when it raises."""
    print(f"{label} … ", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say("failed")
        raise
    say(f"ok {time.monotonic() - started:.0f} s")


def run(command: list[str], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None, held: bool = True) -> str:
    """Run `command` quietly and return what it printed; its last lines go into the error when it fails.

    A command that is `held` keeps the set-up's lock until it ends, also when the set-up itself was killed.
    """
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            close_fds=not held,
        )
    except OSError as error:
        raise SetupError(f"{command[0]} cannot be run: {error.strerror or error}") from error
    if done.returncode != 0:
        tail = "\n".join(f"    {line}" for line in done.stdout.strip().splitlines()[-TAIL_LINES:])
        raise SetupError(f"`{' '.join(command[:6])}` failed with status {done.returncode}\n{tail}".rstrip())
    return done.stdout


def in_one_line(error: SetupError) -> str:
    """Return an error's first line and its last, for places where the failure is survived."""
    first, *more = str(error).splitlines()
    return f"{first}: {more[-1].strip()}" if more else first


def key(paths: Iterable[Path], *more: str) -> str:
    """Hash the contents of `paths` and the texts in `more`: a step is done again when its key changes."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for text in more:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()


def stamped(name: str, value: str) -> bool:
    """Say whether step `name` was finished with the key `value`."""
    try:
        return (STAMPS / name).read_text(encoding="ascii") == value
    except OSError:
        return False


def stamp(name: str, value: str) -> None:
    """Record that step `name` is finished: always the last thing that a step does."""
    write(STAMPS / name, value)


def write(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def may_use_apt() -> bool:
    """Say whether Debian packages can be installed without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install Debian packages; waits for another apt that is running.

    Not held by the lock: a service that a package starts would keep it for ever.
    """
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    wait = ["-q", "-o", "DPkg::Lock::Timeout=300"]
    run(["apt-get", *wait, "update"], env=quiet, held=False)
    run(["apt-get", *wait, "install", "-y", "--no-install-recommends", *packages], env=quiet, held=False)


def in_ci() -> bool:
    """Say whether this is a run of continuous integration, where nothing may be skipped."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def fail(error: SetupError) -> int:
    """Print an error as the last words of the set-up and return the exit status."""
    sys.stdout.flush()
    print(f"set-up: {error}", file=sys.stderr, flush=True)
    return 1
