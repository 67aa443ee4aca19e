"""Pages of the stamped lane that need the whole catalogue (lists, pages of cases), and files beside them."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.render.renderer import Renderer
from generator.views.page import Page


@dataclass(frozen=True, slots=True)
class BrowseJob:
    """A browse page that may have to be made: `digest` changes when anything that it shows does.

    A page that only repeats what others say is not `searchable`.
    """

    path: str
    section: str
    digest: str
    make: Callable[[Renderer], Page]
    searchable: bool = True


@dataclass(frozen=True, slots=True)
class FileJob:
    """A file that may have to be made, the same in each language. `path` is below the site's root."""

    path: str
    digest: str
    make: Callable[[], bytes]
