"""Removing from the site what does not belong to it, most of it while the records are still being read.

The folder that a build brings up to date is the site before the last one. What is in it and was not in the last site is
removed by a process of its own as soon as the build begins, when a second core is idle; then what the last site had and
this one has not is known by name, and nobody has to go through all the folders again. Folders into which nothing was
put since that site was published are not looked into. The same process finds out which shards' bulletins are all there.
"""

from pathlib import Path
from typing import NamedTuple

from generator.export.objects import sweep
from generator.loading import store
from generator.site.settled import Found, all_in_place
from generator.site.workers import Aside, Workers


class Sweeper:
    """Sweeps the folder `spare`, which becomes the site. What is `kept` (paths below it) is not entered.

    To be told three times: `wait` before anything is put into the folder or the folder is moved, `finish` when all is
    in place, `note` once it is published. `in_place` are, after `wait`, shards of the store `pages` whose pages are all
    in the folder.
    """

    def __init__(self, spare: Path, kept: frozenset[str], pages: Path, workers: Workers) -> None:
        self._kept = kept
        self.in_place: Found = {}
        self._noted = spare.parent.with_name("files") / spare.name
        self._last: frozenset[str] = frozenset(store.load(self._noted) or ())
        self._when = _When.of(self._noted)
        self._aside: Aside[Found] | None = None
        self._done = False
        if spare.is_dir():
            task = spare, self._last, kept, self._when, pages
            self._aside = workers.aside(_sweep_all, task, len(self._last))

    def wait(self) -> None:
        """Until nothing is removed any more. Where that went wrong, `finish` does all of it."""
        found = self._aside.result() if self._aside else None
        if found is not None:
            self.in_place, self._done = found, True

    def finish(self, site: Path, wanted: set[str]) -> None:
        """Remove from `site` every file whose path below it is not in `wanted`, and folders left empty."""
        if not self._done:
            sweep(site, wanted, self._kept)
            return
        for path in self._last - wanted:
            _remove(site / path, site)

    def note(self, wanted: set[str], moment: int) -> None:
        """Remember what the published site has; it was all in place at the moment (ns)."""
        if wanted != self._last:
            store.save(self._noted, sorted(wanted))
        _When(moment, self._when.last, tuple(self._last - wanted)).save(self._noted)


class _When(NamedTuple):
    """When the last site and the one before it were all in place (ns; 0: not known), and what only the latter has."""

    last: int
    before: int
    gone: tuple[str, ...]

    @classmethod
    def of(cls, noted: Path) -> "_When":
        """As it was saved with the list of the last site's files, and for no other list."""
        known = store.load(_times(noted))
        return cls(*known[1]) if known and known[0] == _identity(noted) else cls(0, 0, ())

    def save(self, noted: Path) -> None:
        """Keep it beside the list."""
        store.save(_times(noted), (_identity(noted), tuple(self)))


def _times(noted: Path) -> Path:
    return noted.with_name(f"{noted.name}.times")


def _identity(noted: Path) -> tuple[int, int]:
    """Tells a list from one that was written before or after it."""
    try:
        stat = noted.stat()
    except FileNotFoundError:
        return 0, 0
    return stat.st_ino, stat.st_mtime_ns


def _sweep_all(task: tuple[Path, frozenset[str], frozenset[str], _When, Path]) -> Found:
    folder, wanted, kept, when, pages = task
    try:
        for path in when.gone:
            _remove(folder / path, folder)
        sweep(folder, wanted, kept, when.before)
        return all_in_place(pages, folder)
    except OSError as error:
        raise SystemExit(1) from error  # quietly: it is tried again at the end, and then what is wrong is said


def _remove(file: Path, site: Path) -> None:
    """Remove a file, and the folders above it that this leaves empty."""
    file.unlink(missing_ok=True)
    for folder in file.relative_to(site).parents:
        above = site / folder
        if above == site or (above.is_dir() and any(above.iterdir())):
            return
        if above.is_dir():
            above.rmdir()
