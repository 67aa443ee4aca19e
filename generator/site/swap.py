"""Publishing a finished folder in place of the old one, whole or not at all."""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_EXCHANGE = 2
_AT_FDCWD = -100


def staging(site: Path, spare: Path) -> tuple[Path, bool]:
    """The folder beside `site` to build into, and whether it is the `spare`: the site before the last one.

    Most of a spare's pages are right already, so it is brought up to date instead of being made again. What a killed
    build left behind is cleared away first. If a build was killed between the two renames of a file system that
    cannot exchange folders, the old site is put back.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(f".{site.name}.old")
    new = site.with_name(f".{site.name}.new")
    if old.exists() and not site.exists():
        old.rename(site)
    for left in (old, new):
        if left.exists():
            shutil.rmtree(left)
    if spare.is_dir() and _move(spare, new):
        return new, True
    new.mkdir()
    return new, False


def publish(new: Path, site: Path, spare: Path) -> None:
    """Put `new` where `site` is, and keep the old site as the `spare`.

    In one step where the system can exchange two folders, else in two renames.
    """
    old = site.with_name(f".{site.name}.old")
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        new.rename(old)
    else:
        site.rename(old)
        try:
            new.rename(site)
        except OSError:
            old.rename(site)
            raise
    spare.parent.mkdir(parents=True, exist_ok=True)
    if spare.exists() or not _move(old, spare):
        shutil.rmtree(old)


def _move(folder: Path, target: Path) -> bool:
    """Rename a folder; False where the two places are on different file systems."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically (Linux renameat2). False where that is not possible."""
    if sys.platform != "linux":
        return False
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = function(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE)
    return done == 0
