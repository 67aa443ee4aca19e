"""Shards of bulletins that need no work: their pages are in the site already, and nothing that they show has changed.

That the pages are there is found while the records are still being read, when a second core is idle. That nothing
changed is known of the records as the last build left them (`generator.site.changes`): so what is noted of such a shard
is not written anew, and one file says of all of them for which records it still holds.
"""

from collections.abc import Mapping
from pathlib import Path

from generator import urls
from generator.export.objects import PageStore
from generator.loading import store

Found = Mapping[int, tuple[str, int]]
"""What the pages of shards were made from, and how many they are, by the number of the shard."""


def shard_folder(pages: Path, number: int) -> Path:
    """Where the pages of a shard are stored."""
    return pages / f"{number:02d}"


def noted_keys(folder: Path) -> tuple[str, dict[str, str]]:
    """What the pages of the shard in a folder were made from, and the key of each by its path."""
    noted: tuple[str, dict[str, str]] = store.load(folder / "keys") or ("", {})
    return noted


def note_keys(folder: Path, base: str, keys: dict[str, str]) -> None:
    """Keep the same for the next build."""
    store.save(folder / "keys", (base, keys))


def all_in_place(pages: Path, site: Path) -> Found:
    """The shards whose pages are all in `site`, just as they were written."""
    found: dict[int, tuple[str, int]] = {}
    for folder in pages.glob("[0-9]*"):
        base, keys = noted_keys(folder)
        made = PageStore(folder)
        if base and all(made.in_place(key, f"{site}/{urls.output_file(path)}") for path, key in keys.items()):
            found[int(folder.name)] = base, len(keys)
    return found


class Settled:
    """What shards were made from that were passed over, where it comes to the same as being made from `records`."""

    def __init__(self, pages: Path, records: str) -> None:
        self._path = pages / "settled"
        noted: tuple[str, dict[int, str]] = store.load(self._path) or ("", {})
        self._bases = noted[1] if noted[0] == records else {}

    def get(self, number: int) -> str:
        """What a shard was made from, if this is as good as `records`; else empty."""
        return self._bases.get(number, "")

    def note(self, records: str, passed_over: Mapping[int, str]) -> None:
        """Say it for other records, before anything says that they are those of the last build."""
        store.save(self._path, (records, dict(passed_over)))
