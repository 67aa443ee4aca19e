"""Removing from the site what does not belong to it, most of it while the records are still being read.

The folder that a build brings up to date is the site before the last one. What is in it and was not in the last site is
removed by a process of its own as soon as the build begins, when a second core is idle; then what the last site had and
this one has not is known by name, and nobody has to go through all the folders again. The same process finds out which
shards' bulletins are all there.
"""

from pathlib import Path

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
        self._aside: Aside[Found] | None = None
        self._done = False
        if spare.is_dir():
            self._aside = workers.aside(_sweep_all, (spare, self._last, kept, pages), len(self._last))

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

    def note(self, wanted: set[str]) -> None:
        """Remember what the published site has."""
        if wanted != self._last:
            store.save(self._noted, sorted(wanted))


def _sweep_all(task: tuple[Path, frozenset[str], frozenset[str], Path]) -> Found:
    folder, wanted, kept, pages = task
    try:
        sweep(folder, wanted, kept)
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
