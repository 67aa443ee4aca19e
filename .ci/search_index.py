"""Pagefind, which writes the search index: npm's where npm is there, else PyPI's, which is older.

The result is `.venv/share/pagefind.json`: `command` (a list to put before Pagefind's arguments), `origin`
("npm 1.6.0", "PyPI 1.5.2") and `version`. The generator reads nothing else.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from machine import PYTHON, ROOT, SHARE, SetupError, in_one_line, key, run, say, stamp, stamped, step, write
from packages import LOCKS, ensure_packages, environment_key

SOURCE = ROOT / "site_config" / "search"
HOME = SHARE / "pagefind"
RECORD = SHARE / "pagefind.json"


def ensure_pagefind() -> None:
    """Install Pagefind and record its command; what is there already is left alone."""
    npm = shutil.which("npm")
    inputs = [SOURCE / "package.json", SOURCE / "package-lock.json", LOCKS["search"]]
    value = key(inputs, environment_key(), "npm" if npm else "no npm")
    if stamped("pagefind", value) and RECORD.exists():
        return
    if not (npm and install_from_npm(npm)):
        ensure_packages("search")
        record([str(PYTHON), "-m", "pagefind_bin"], "PyPI")
    stamp("pagefind", value)


def install_from_npm(npm: str) -> bool:
    """Install npm's binary, which needs no Node to run; say whether that went well."""
    try:
        with step("Pagefind from npm"):
            shutil.rmtree(HOME, ignore_errors=True)
            HOME.mkdir(parents=True)
            for name in ("package.json", "package-lock.json"):
                shutil.copyfile(SOURCE / name, HOME / name)
            run(
                [npm, "ci", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                cwd=HOME,
            )
            record([str(npm_binary())], "npm")
    except SetupError as error:
        say(f"Pagefind from npm cannot be had: {in_one_line(error)}")
        say("PyPI's older one takes its place; to try npm again: make distclean, then this")
        return False
    return True


def npm_binary() -> Path:
    """Return the one binary that npm chose for this system and processor."""
    found = sorted((HOME / "node_modules" / "@pagefind").glob("*/bin/pagefind_extended"))
    if not found:
        raise SetupError("npm has no binary for this system and processor")
    return found[0]


def record(command: list[str], registry: str) -> None:
    """Run `command` once, so that a binary which does not work is seen here, and write what the generator reads."""
    version = run([*command, "--version"]).split()[-1]
    told = {"command": command, "origin": f"{registry} {version}", "version": version}
    write(RECORD, json.dumps(told, indent=2) + "\n")
