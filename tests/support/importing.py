"""Running imports of the invented register, here and in processes that can be killed."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.importers import command
from generator.importers.report import Report
from generator.importers.run import Wish, run
from generator.loading.settings import Settings
from generator.loading.yaml_reader import read
from generator.site.workers import Workers
from tests.support.project import REPOSITORY, environment
from tests.support.register import REGISTER

DRIVER = """\
import sys
from pathlib import Path
from tests.support.importing import import_as_command
sys.exit(import_as_command(Path(sys.argv[1]), sys.argv[2:]))
"""


def entry(number: int, version: str = "2024-05-20", /, **fields: Any) -> dict[str, Any]:
    """A line of the invented register; a value of None takes the field away."""
    told = {"ref": f"EX/{number:05d}/24", "version": version, "number": number, "name": f"Cup {number}", **fields}
    return {name: value for name, value in told.items() if value is not None}


def lines(path: Path, entries: Iterable[dict[str, Any]]) -> Path:
    """Write a file of the invented register."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(one)}\n" for one in entries), encoding="utf-8")
    return path


def imported(settings: Settings, into: Path, *paths: Path, **wish: Any) -> Report:
    """Import files of the invented register in this process."""
    workers = Workers(processes=wish.pop("processes", 1))
    return run(Wish(REGISTER, paths, into, settings, workers, **wish), lambda stage, done, total: None)


def import_as_command(config: Path, arguments: list[str]) -> int:
    """What `bulletins import invented …` would do."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    options = parser.parse_args(["cpsc", *arguments])  # a name that the parser takes; the register is the invented one
    return command.import_files(options, config.parent, REGISTER)


def start(config: Path, *arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
    """Start the import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(config), *map(str, arguments)],
        cwd=REPOSITORY,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )


def record(path: Path) -> dict[str, Any]:
    """A record as plain data."""
    document = read(path.read_bytes())
    assert not document.faults
    data: dict[str, Any] = document.data
    return data


def held(into: Path) -> list[dict[str, Any]]:
    """The entries that were held back."""
    path = into / "imports" / "invented" / "held.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
