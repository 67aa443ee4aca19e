"""One language of the stamped lane: pages from what they are made from to their place in the site."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator import urls
from generator.export.objects import PageStore, make_folder
from generator.export.pictures import Pictures
from generator.loading import store
from generator.loading.settings import Settings
from generator.render.renderer import Renderer
from generator.render.shell import Stamper


@dataclass(frozen=True, slots=True)
class Stamping:
    """What every page of the stamped lane has in common. `digest` changes when any of it does.

    `css` is the lean style sheet of charts, `pictures` makes PNGs of them.
    """

    config: str
    settings_digest: str
    records: str
    record_cache: str
    site_url: str
    shells: tuple[tuple[str, dict[str, str]], ...]
    site: str
    store: str
    digest: str
    css: str = ""
    pictures: Pictures | None = None


class Lane:
    """Publishes pages of one language, from the store where they are there already.

    `keys` names each page by its path below the site's root, `cached` counts those that were there, `largest` is the
    size in bytes of the largest that was made.
    """

    def __init__(
        self, common: Stamping, settings: Settings, code: str, shells: dict[str, str], made: PageStore
    ) -> None:
        self.common, self.made = common, made
        self.renderer, self.stamper = _tools(common, settings, code, shells)
        self.cached = self.largest = 0
        self.keys: dict[str, str] = {}

    def publish(self, pages: Sequence[tuple[str, tuple[str, ...], Any]], steps: Sequence[Callable[[Any], Any]]) -> None:
        """Put some pages in place: each a path, what it is made from, and what the first step begins with.

        Those that are not in the store are made step by step (the last gives the Page), each step for all of them.
        """
        missing = []
        for path, parts, begin in pages:
            below = self.renderer.prefix + path
            key = self.keys[below] = store.digest("\0".join((self.common.digest, below, *parts)).encode())
            target = f"{self.common.site}/{urls.output_file(below)}"
            if self.made.fetch(key, target):
                self.cached += 1
            else:
                missing.append((key, target, begin))
        made = [begin for _, _, begin in missing]
        every: tuple[Callable[[Any], Any], ...] = (*steps, self.stamper.stamp, str.encode)
        for step in every:
            made = [step(one) for one in made]
        self.largest = max(self.largest, *map(len, made), 0)
        for (key, target, _), data in zip(missing, made, strict=True):
            make_folder(target)
            self.made.put(key, data, target)


_kept: dict[tuple[str, str], tuple[Renderer, Stamper]] = {}
"""Of one build, by its digest and the language."""


def _tools(common: Stamping, settings: Settings, code: str, shells: dict[str, str]) -> tuple[Renderer, Stamper]:
    """What makes the pages of a language: once a process, since there are hundreds of lanes in a build."""
    if (common.digest, code) not in _kept:
        if any(digest != common.digest for digest, _ in _kept):
            _kept.clear()
        renderer = Renderer(settings, code, common.site_url, bool(common.pictures))
        _kept[common.digest, code] = renderer, Stamper(settings, code, common.site_url, shells, common.digest)
    return _kept[common.digest, code]
