"""Folders of pages, made by a process of their own while this one makes the editorial pages.

A folder costs a file system as much as a file, and every bulletin has one; while one page after the other goes through
the site engine, a second core is idle. It is a head start and no more: whoever puts a page in place makes its folder if
it is not there, and says why where that cannot be done.
"""

import contextlib
from collections.abc import Iterator

from generator import urls
from generator.export.objects import make_folder
from generator.loading.catalog import Catalog
from generator.site.workers import Workers


def bulletin_folders(catalog: Catalog, site: str) -> list[str]:
    """The folders of all bulletins in every language."""
    settings = catalog.settings
    roots = [urls.language_root(language.code, settings.default_language) for language in settings.site.languages]
    return [f"{site}/{root}{urls.notice(notice)}".rstrip("/") for root in roots for notice in catalog.notices]


@contextlib.contextmanager
def made_ahead(folders: list[str], workers: Workers) -> Iterator[None]:
    """Have folders made while the body runs, where there is a core to spare for that."""
    aside = workers.aside(_make, folders, len(folders))
    try:
        yield
    except BaseException:
        if aside:
            aside.stop()
        raise
    finally:
        if aside:
            aside.result()


def _make(folders: list[str]) -> None:
    for folder in folders:
        try:
            make_folder(f"{folder}/")
        except OSError:
            return  # whoever needs the folder says what is wrong
