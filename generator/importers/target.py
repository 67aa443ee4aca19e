"""The folder that records are imported into: one import at a time, files that are whole or not there."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.importers.model import ImportFailed
from generator.loading.files import IMPORTS

_OURS = frozenset(("notices", "responses", IMPORTS))


class Target:
    """A records folder, laid out like bulletins/, and below it `imports/NAME/`, the books of one register."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.books = root / IMPORTS / name
        self._folders: set[str] = set()
        self._made: list[Path] = []

    def check(self) -> None:
        """Raises ImportFailed for a folder that holds something else, or whose place is taken by a file."""
        if not self.root.exists():
            return
        if not self.root.is_dir():
            raise ImportFailed(f"{self.root} is no folder: name one that is laid out like bulletins/, or a new one")
        names = {entry.name for entry in os.scandir(self.root)}
        if names and names.isdisjoint(_OURS):
            raise ImportFailed(f"{self.root} holds something else than records: name a new folder, or an empty one")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder against other imports. Raises ImportFailed where one is at work already.

        The system gives the lock back when a process ends, however it ends.
        """
        self.folder(self.books)
        handle = os.open(self.books.parent, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise ImportFailed(
                    f"another import into {self.root} is running: wait until it is done, then start again"
                ) from error
            for scratch in self.books.glob(".*.new"):  # of a run that was killed
                scratch.unlink()
            yield
        finally:
            os.close(handle)
            self._leave_no_empty_folders()

    def _leave_no_empty_folders(self) -> None:
        """An import that comes to nothing leaves nothing."""
        for path in reversed(self._made):
            with suppress(OSError):
                path.rmdir()

    def folder(self, path: Path) -> None:
        """Make a folder and those above it. Raises ImportFailed where a link leads out of the records."""
        if str(path) in self._folders:
            return
        if path != self.root and path.is_relative_to(self.root):
            self.folder(path.parent)
            if path.is_symlink():
                raise ImportFailed(f"{path} is a symbolic link: put the folder itself there")
        if not path.is_dir():
            path.mkdir(exist_ok=True, parents=path == self.root)
            self._made.append(path)
        self._folders.add(str(path))

    def read(self, file: str) -> bytes | None:
        """The bytes of a file below the folder; None where there is none."""
        try:
            return (self.root / file).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, file: str, content: bytes, *, lasting: bool = False) -> None:
        """Write a file so that it is whole or as it was before. `lasting`: it is on the disk when this returns.

        The name of the scratch file is always the same, so that a later run takes up what a killed one left.
        """
        path = self.root / file
        self.folder(path.parent)
        scratch = scratch_of(path)
        try:
            with scratch.open("wb") as opened:
                opened.write(content)
                if lasting:
                    opened.flush()
                    os.fsync(opened.fileno())
            scratch.replace(path)
        except OSError:
            scratch.unlink(missing_ok=True)
            raise
        if lasting:
            _sync_folder(path.parent)

    def write_if_changed(self, file: str, content: bytes) -> None:
        """Write a file of the books, unless it says the same already."""
        if self.read(file) != content:
            self.write(file, content, lasting=True)

    def remove(self, file: str) -> None:
        """Take away a file, and its scratch file."""
        path = self.root / file
        path.unlink(missing_ok=True)
        scratch_of(path).unlink(missing_ok=True)

    def book(self, name: str) -> str:
        """A file of the books as a path below the records' folder."""
        return f"{IMPORTS}/{self.books.name}/{name}"

    def existing(self) -> "Existing":
        """The ids that are taken by records that are there, and the files of their cases."""
        taken: set[str] = set()
        cases: dict[str, list[str]] = {}
        for file in _records(self.root, "notices", 1):
            taken.add(_id_of(file))
        for file in _records(self.root, "responses", 2):
            taken.add(_id_of(file))
            cases.setdefault(_id_of(file), []).append(file)
        return Existing(taken, cases)


class Existing:
    """What is there: ids of records, and case files by id."""

    def __init__(self, taken: set[str], cases: dict[str, list[str]]) -> None:
        self.taken = taken
        self.cases = cases


def scratch_of(path: Path) -> Path:
    """Where a file is written before it takes its place: beside it, under a hidden name that no reader looks at."""
    return path.with_name(f".{path.name}.new")


def _records(root: Path, folder: str, depth: int) -> Iterator[str]:
    """Files `folder/…/NAME.yml` with so many folders between, in the order of their names."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if depth and entry.is_dir():
            yield from _records(root, f"{folder}/{entry.name}", depth - 1)
        elif not depth and entry.name.endswith(".yml") and not entry.name.startswith("."):
            yield f"{folder}/{entry.name}"


def _id_of(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".yml")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
