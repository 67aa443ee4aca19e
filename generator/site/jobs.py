"""Pages of the stamped lane that need the whole catalogue (lists, cases, the market), and files beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from generator.render.renderer import Renderer
from generator.views.charts import Chart
from generator.views.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BrowseJob:
    """A browse page that may have to be made: `digest` changes when anything that it shows does.

    `charts` gives those of its charts that can be taken away: their files are made when the page is.
    """

    path: str
    section: str
    digest: str
    make: Callable[[Renderer], Page]
    charts: Callable[[Renderer], tuple[Chart, ...]] | None = None


def once(make: Callable[[Renderer], T]) -> Callable[[Renderer], T]:
    """`make`, whose last answer is kept: a page and the files of its charts ask for the same model in turn."""
    kept: dict[Renderer, T] = {}

    def made(renderer: Renderer) -> T:
        if renderer not in kept:
            kept.clear()
            kept[renderer] = make(renderer)
        return kept[renderer]

    return made


@dataclass(frozen=True, slots=True)
class FileJob:
    """A file that may have to be made, the same in each language. `path` is below the site's root."""

    path: str
    digest: str
    make: Callable[[], bytes]
