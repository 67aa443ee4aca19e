"""Rendered files by the hash of everything they are made from, shared with the site by hard links."""

import contextlib
import os
import shutil
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from generator.loading import store

Stat = tuple[int, int, int]
"""Size, time of change in nanoseconds, inode."""


class PageStore:
    """A folder of rendered files. A file is used again only if it is exactly as it was written.

    The site's copy is a hard link, so an editor that writes into the published file would change the stored
    one too: size, time of change and inode are therefore compared with what was noted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._known: dict[str, Stat] = store.load(folder / "index") or {}
        self._used: dict[str, Stat] = {}

    def fetch(self, key: str, target: str) -> bool:
        """Put the stored file at `target`. False where there is none, or it was tampered with."""
        known = self._known.get(key)
        if known is None:
            return False
        path = f"{self.folder}/{key}"
        there = _stat(target)
        if there != known:  # else it is in place already: the folder is the site before the last one
            if _stat(path) != known:
                return False
            if there:
                os.unlink(target)
            place(path, target)
        self._used[key] = known
        return True

    def in_place(self, key: str, target: str) -> bool:
        """Whether the stored file is at `target`, and is as it was written."""
        known = self._known.get(key)
        return known is not None and _stat(target) == known

    def put(self, key: str, data: bytes, target: str) -> None:
        """Write a new file to the store and to `target`."""
        path = f"{self.folder}/{key}"
        stat = _write_new(path, data)
        try:
            place(path, target)
        except FileExistsError:
            forget(target)
            place(path, target)
        self._used[key] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)

    def close(self) -> None:
        """Note what is stored, and delete what this build no longer used."""
        for key in self._known.keys() - self._used.keys():
            (self.folder / key).unlink(missing_ok=True)
        if self._used != self._known:
            store.save(self.folder / "index", self._used)


def _write_new(path: str, data: bytes) -> os.stat_result:
    """Write a new file; an old one of that name is forgotten first. Nearly always there is none."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        forget(path)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):  # a full disk may take a part; the next call says so
            written += os.write(file, data[written:])
        return os.fstat(file)
    finally:
        os.close(file)


def _stat(path: str) -> Stat | None:
    try:
        stat = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def forget(path: str) -> None:
    """Remove a name before a new file gets it: writing into a hard link would change the other name's file too."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def place(path: str, target: str) -> None:
    """Hard-link a file, or copy it where the file system cannot link."""
    try:
        os.link(path, target)
    except FileNotFoundError:
        if not os.path.exists(path):
            raise
        os.makedirs(os.path.dirname(target), exist_ok=True)
        place(path, target)
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise
        shutil.copyfile(path, target)


def make_folder(file: str) -> None:
    """Make the folder of a file that is about to be placed; mostly a new one in a folder that is there."""
    folder = file.rpartition("/")[0]
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(folder)
        make_folder(file)


def write_changed(folder: Path, files: dict[str, bytes]) -> None:
    """Write these files below a folder where they are not as they should be."""
    for name, data in files.items():
        target = f"{folder}/{name}"
        try:
            with open(target, "rb") as file:
                if file.read() == data:
                    continue
        except FileNotFoundError:
            make_folder(target)
        forget(target)
        with open(target, "xb") as file:
            file.write(data)


def copy_tree(source: Path, target: Path) -> int:
    """Copy every file of a folder below `target`; returns how many.

    Copies and no links: nothing notes what these files were, so an edit in the published folder would go unnoticed.
    """
    count = 0
    for folder, _, files in os.walk(source):
        below = target / Path(folder).relative_to(source)
        below.mkdir(parents=True, exist_ok=True)
        for name in files:
            forget(f"{below}/{name}")
            shutil.copyfile(f"{folder}/{name}", below / name)
            count += 1
    return count


def sweep(folder: Path, wanted: Set[str], kept: frozenset[str], since: int = 0) -> None:
    """Remove every file below `folder` whose path is not in `wanted`, and folders left empty.

    Paths are relative to `folder`. What is `kept` is not entered. Nor is a folder without folders in it, if it has a
    page and nothing was put into it from the moment `since` (ns) on: before, it had only what is wanted.
    """
    left_alone = _with_pages(wanted) if since else frozenset[str]()
    _Sweep(wanted, kept, left_alone, since).through(str(folder), "")


def _with_pages(wanted: Set[str]) -> frozenset[str]:
    """Folders of pages in which there is no other folder."""
    folders = {path.rpartition("/")[0] for path in wanted}
    pages = {path.removesuffix("/index.html") for path in wanted if path.endswith("/index.html")}
    return frozenset(pages.difference(folder.rpartition("/")[0] for folder in folders))


@dataclass(frozen=True, slots=True)
class _Sweep:
    wanted: Set[str]
    kept: frozenset[str]
    left_alone: frozenset[str]
    since: int

    def through(self, folder: str, below: str) -> bool:
        """Whether anything is left in a folder, whose path below the root is `below`, with `/`."""
        left = False
        with os.scandir(folder) as entries:
            found = list(entries)
        for entry in found:
            path = f"{below}{entry.name}"
            if path in self.kept or (path in self.left_alone and self._untouched(entry)):
                left = True
            elif entry.is_dir(follow_symlinks=False):
                if self.through(entry.path, f"{path}/"):
                    left = True
                else:
                    os.rmdir(entry.path)
            elif path in self.wanted and not entry.is_symlink():
                left = True
            else:
                os.unlink(entry.path)
        return left

    def _untouched(self, entry: os.DirEntry[str]) -> bool:
        return entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_ctime_ns < self.since
