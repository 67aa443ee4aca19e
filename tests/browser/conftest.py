"""A browser, and the two sites that it looks at: the small invented one, and the shipped one."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import hostile
from tests.browser.serving import SITE_URL, Served, serving
from tests.support.project import make_project, run, shipped_project

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000
"""Milliseconds that an element may take to come: the machines of a continuous integration are slow and shared."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How to start the browser; without one the tests are skipped, but in CI they fail."""
    named = os.environ.get("BULLETINS_CHROMIUM") or next(filter(None, map(shutil.which, COMMANDS)), None)
    if not named:
        reason = "no Chromium: install one or set BULLETINS_CHROMIUM"
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail(f"{reason}; CI must not skip the browser tests")
        pytest.skip(reason)
    return {"executable_path": named, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """Every context: a desk-sized window, a light device, and a language that is none of the site's."""
    return {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", "locale": "de-DE"}


@pytest.fixture
def page(page: Page) -> Page:
    """A fresh page that waits no longer than PATIENCE."""
    page.set_default_timeout(PATIENCE)
    return page


@pytest.fixture(scope="module")
def reader(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """One page for all tests of a module that only look: it is not to be left with anything changed."""
    context: BrowserContext = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def _small(root: Path) -> Path:
    make_project(root, site_url=SITE_URL)
    hostile.write(root / "bulletins")
    return root


def _once(product: Path, make: Callable[[], None]) -> None:
    """See that something is made: by the first worker that asks, while the others wait for it."""
    ready = product.with_name(f"{product.name}.ready")
    with product.with_name(f"{product.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            make()
            ready.touch()


def _built(root: Path, project: Callable[[Path], Path]) -> Path:
    """The folder of a project's site."""

    def make() -> None:
        if root.exists():
            shutil.rmtree(root)
        done = run("bulletins", "build", "--site-url", SITE_URL, cwd=project(root))
        assert done.returncode == 0, done.stderr

    _once(root, make)
    return root / "site"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, browser_type_launch_args: dict[str, Any]) -> Path:
    """A folder that all workers of a run share. Asked for after the browser: without one nothing is built."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "browser"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def small(shared: Path) -> Iterator[Served]:
    """The invented site, with a hostile record, below a path."""
    with serving(_built(shared / "small", _small)) as served:
        yield served


@pytest.fixture(scope="session")
def shipped(shared: Path) -> Iterator[Served]:
    """The site of the shipped records, below a path that mkdocs.yml does not know of."""
    with serving(_built(shared / "shipped", shipped_project)) as served:
        yield served
