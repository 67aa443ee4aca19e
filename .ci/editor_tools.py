"""What tests need of npm: a YAML language server, the SARIF schema of OASIS, and axe-core for the pages.

The result is `.venv/share/editor.json`: `server` (a list that starts the language server), `sarif` (the schema's file),
`axe` (a script) and `version`; or `missing` with the reason in one line, which the tests print when they are skipped.
"""

from __future__ import annotations

import json
import shutil

from machine import ROOT, SHARE, SetupError, in_ci, in_one_line, key, run, say, stamp, stamped, step, write
from packages import environment_key

SOURCE = ROOT / "tests" / "editor"
HOME = SHARE / "editor"
RECORD = SHARE / "editor.json"
SERVER = HOME / "node_modules" / "yaml-language-server"
SARIF = HOME / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"

AXE = HOME / "node_modules" / "axe-core" / "axe.min.js"


def ensure_editor_tools() -> None:
    """Install what the lock names and record where it is; in CI a failure ends the set-up, elsewhere it is told."""
    npm, node = shutil.which("npm"), shutil.which("node")
    inputs = [SOURCE / "package.json", SOURCE / "package-lock.json"]
    value = key(inputs, environment_key(), "npm" if npm and node else "no npm")
    if stamped("editor", value) and RECORD.exists():
        return
    if not (npm and node):
        leave_out("npm and node are not installed")
        stamp("editor", value)
        return
    try:
        with step("Editor tools from npm (for the tests)"):
            install(npm, node)
    except SetupError as error:
        if in_ci():
            raise
        leave_out(f"npm: {in_one_line(error)}")
        return  # not stamped: the next run tries again
    stamp("editor", value)


def install(npm: str, node: str) -> None:
    """Install exactly what the lock file names; no package's own script runs."""
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(SOURCE / name, HOME / name)
    run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HOME)
    start = SERVER / "bin" / "yaml-language-server"
    for path in (start, SARIF, AXE):
        if not path.is_file():
            raise SetupError(f"{path.relative_to(HOME)} is not in the packages that npm installed")
    version = json.loads((SERVER / "package.json").read_text(encoding="utf-8"))["version"]
    told = {"server": [node, str(start), "--stdio"], "sarif": str(SARIF), "axe": str(AXE), "version": version}
    write(RECORD, json.dumps(told, indent=2) + "\n")


def leave_out(reason: str) -> None:
    """Say in one line that the tests which need this are skipped, and record why."""
    say(f"Editor tools are left out, and their tests skipped: {reason}")
    write(RECORD, json.dumps({"missing": reason}, indent=2) + "\n")
