"""Set up what is missing: `.ci/setup.py site` to build the site, `.ci/setup.py test` for the tests too.

Needs a Python of 3.11 or newer and nothing else. Everything goes into .venv; what is there already is left
alone, and a set-up that was interrupted is taken up again. `.ci/setup.py chromium` prints the browser's path.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")


def main(arguments: list[str]) -> int:
    """Do what the one argument names and return the exit status."""
    if arguments not in (["site"], ["test"], ["chromium"]):
        print("usage: setup.py site|test|chromium", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    import browser
    import machine

    if arguments == ["chromium"]:
        print(browser.known().path or "")
        return 0
    signal.signal(signal.SIGTERM, stop)
    try:
        with_lock(tests=arguments == ["test"])
    except machine.SetupError as error:
        return machine.fail(error)
    except OSError as error:
        return machine.fail(machine.SetupError(str(error)))
    except KeyboardInterrupt:
        return machine.fail(machine.SetupError("interrupted; the next run takes it up again"))
    return 0


def stop(*_: object) -> None:
    """Take a request to end as one from the keyboard, so that the running command is ended too."""
    raise KeyboardInterrupt


def with_lock(*, tests: bool) -> None:
    """Set up while no other set-up of this copy does; the lock ends with the process, however it ends."""
    import fcntl

    import machine

    handle = os.open(Path(__file__).resolve().parent, os.O_RDONLY)
    os.set_inheritable(handle, True)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        machine.say("Another set-up is running here: waiting for it")
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        set_up(tests=tests)
    finally:
        os.close(handle)


def set_up(*, tests: bool) -> None:
    """Bring everything up to date, in the order in which the steps need one another."""
    import browser
    import editor_tools
    import packages
    import pictures

    packages.ensure_environment()
    packages.ensure_packages("development" if tests else "runtime")
    packages.ensure_project()
    pictures.ensure_pictures()
    if tests:
        browser.ensure_chromium()
        editor_tools.ensure_editor_tools()


def use_newer_python() -> None:
    """Go on in a newer Python where this one is too old, or say in one line what is needed."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    have = sys.version.split()[0]
    sys.exit(f"set-up: Python 3.11 or newer is needed, and this is {have}; name another: make PYTHON=/path/to/python3")


if __name__ == "__main__":
    use_newer_python()
    sys.exit(main(sys.argv[1:]))
