"""The virtual environment in .venv, and the Python packages in it."""

from __future__ import annotations

import importlib.util
import shutil
import sys

from machine import PYTHON, ROOT, STAMPS, VENV, SetupError, apt_install, key, may_use_apt, run, stamp, stamped, step

LOCKS = {
    "runtime": ROOT / "requirements.lock",
    "development": ROOT / "requirements-dev.lock",
    "pictures": ROOT / "requirements-pictures.lock",
}
UNFINISHED = STAMPS / "unfinished"
"""Is there while pip works. pip takes a half-written package for a whole one, so an interrupted .venv is made anew."""


def base_python() -> str:
    """Return the interpreter that environments are made from, also when this one runs inside an environment."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def environment_key() -> str:
    """Hash what .venv depends on: its place, since scripts in it name it, and the Python that it was made from."""
    return key([], str(VENV), PYTHON.resolve().name)


def is_whole() -> bool:
    """Say whether .venv was finished, was not moved, and still has the Python that it was made from."""
    name = PYTHON.resolve().name
    library = VENV / "lib" / name
    return (
        PYTHON.exists() and library.is_dir() and stamped("environment", environment_key()) and not UNFINISHED.exists()
    )


def ensure_environment() -> None:
    """Make .venv where it is missing, unfinished, moved, or its Python has gone."""
    if is_whole():
        return
    with step(f"Python {sys.version_info.major}.{sys.version_info.minor} environment in .venv"):
        make_environment()
        stamp("environment", environment_key())


def make_environment() -> None:
    """Make .venv with venv, else virtualenv, else with Debian's python3-venv."""
    if make_with_venv() or make_with_virtualenv():
        return
    if may_use_apt():
        apt_install("python3-venv")
        if make_with_venv():
            return
    raise SetupError(
        f"{base_python()} cannot make a virtual environment; install what it lacks"
        " (on Debian and Ubuntu: sudo apt-get install python3-venv) and try again"
    )


def make_with_venv() -> bool:
    """Try the standard library's venv, which needs ensurepip; Debian has that in a package of its own."""
    importlib.invalidate_caches()
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return False
    return attempt([base_python(), "-m", "venv", str(VENV)])


def make_with_virtualenv() -> bool:
    """Try virtualenv, as a module or as a command."""
    if importlib.util.find_spec("virtualenv") is not None:
        return attempt([base_python(), "-m", "virtualenv", "--quiet", str(VENV)])
    found = shutil.which("virtualenv")
    return found is not None and attempt([found, "--quiet", "--python", base_python(), str(VENV)])


def attempt(command: list[str]) -> bool:
    """Run `command`, which makes .venv, on a clean slate; say whether pip is there afterwards."""
    remove_environment()
    try:
        run(command)
        run([str(PYTHON), "-m", "pip", "--version"])
    except SetupError:
        return False
    return True


def remove_environment() -> None:
    """Remove .venv, or the link that stands in its place."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def ensure_packages(kind: str) -> None:
    """Install what the lock file of `kind` names, every file checked against its hash."""
    lock = LOCKS[kind]
    value = key([lock], environment_key())
    if stamped(kind, value) or (kind == "runtime" and development_has_all()):
        return
    with step(f"Python packages ({kind})"):
        pip_install("--require-hashes", "-r", str(lock))
        stamp(kind, value)


def development_has_all() -> bool:
    """Say whether the development packages are in place, which are the runtime's and more."""
    return stamped("development", key([LOCKS["development"]], environment_key()))


def ensure_project() -> None:
    """Install the project itself, editable: the `bulletins` command and the MkDocs plugin."""
    value = key([ROOT / "pyproject.toml"], environment_key())
    if stamped("project", value):
        return
    with step("The bulletins command"):
        pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        stamp("project", value)


def pip_install(*arguments: str) -> None:
    """Run .venv's `pip install`; a mark lies beside the stamps for as long as it is not done."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    UNFINISHED.touch()
    env = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    run([str(PYTHON), "-m", "pip", "install", "--quiet", *arguments], env=env)
    UNFINISHED.unlink()
