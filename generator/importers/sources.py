"""The registers by their names, and the files that a register is made of."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from generator.importers.model import ImportFailed, Register

SOURCES = {
    "safety-gate": ("generator.importers.safety_gate", (".xml", ".xml.gz")),
    "cpsc": ("generator.importers.cpsc", (".csv", ".csv.gz")),
    "canada": ("generator.importers.canada", (".json", ".json.gz")),
    "safetykorea": ("generator.importers.safetykorea", (".jsonl", ".jsonl.gz")),
}
"""Module and endings of the files of each register."""


def register(source: str) -> Register:
    """The register of that name, loaded when it is needed."""
    found: Register = import_module(SOURCES[source][0]).REGISTER
    return found


def files(source: str, paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and those of the register's kind in the folders that are named, each once, sorted.

    Raises ImportFailed where there is nothing at a path, or a folder holds no such file.
    """
    endings = SOURCES[source][1]
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            own = [p for p in sorted(path.rglob("*")) if p.is_file() and p.name.lower().endswith(endings)]
            if not own:
                raise ImportFailed(f"{path}: this folder holds no {' or '.join(endings)} file")
            found.update(dict.fromkeys(own))
        elif path.is_file():
            found[path] = None
        else:
            raise ImportFailed(f"{path}: there is no such file or folder")
    return sorted(found)
