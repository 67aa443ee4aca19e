"""A Chromium for the browser tests: one that is there, else Playwright's own, else Debian's.

The result is `.venv/share/chromium.json`: `path` (null where there is none), `version` and `reason`.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from machine import PYTHON, SHARE, SetupError, apt_install, in_ci, in_one_line, may_use_apt, run, say, step, write

RECORD = SHARE / "chromium.json"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CACHES = (Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright")
IN_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
APPLICATION = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

HINT = "install chromium or set BULLETINS_CHROMIUM"


@dataclass(frozen=True)
class Browser:
    """What is known of the browser; `reason` says why there is none."""

    path: str | None
    version: str = ""
    reason: str = ""


def known() -> Browser:
    """Read what an earlier set-up found."""
    try:
        told = json.loads(RECORD.read_text(encoding="utf-8"))
        return Browser(told["path"], told["version"], told["reason"])
    except (OSError, ValueError, KeyError, TypeError):
        return Browser(None)


def ensure_chromium() -> None:
    """Find or install a Chromium; without one the browser tests are skipped, but in CI the run fails."""
    before = known()
    wished = os.environ.get("BULLETINS_CHROMIUM")
    if before.path and os.access(before.path, os.X_OK) and wished in {None, "", before.path}:
        return
    tried = bool(before.reason) and not in_ci() and find().path is None
    browser = before if tried else find_or_install()
    write(RECORD, json.dumps(asdict(browser), indent=2) + "\n")
    if browser.path:
        say(f"Browser: {browser.version} ({browser.path})")
    elif in_ci():
        raise SetupError(f"no Chromium for the browser tests, which CI must not skip: {browser.reason}")
    else:
        say(f"Browser tests will be skipped: {browser.reason}")


def find_or_install() -> Browser:
    """Return a Chromium that Playwright can drive, or why there is none."""
    try:
        ensure_driver()
    except SetupError as error:
        return Browser(None, reason=f"Playwright does not run; libatomic1 may be missing ({in_one_line(error)})")
    browser = find()
    return browser if browser.path else install()


def ensure_driver() -> None:
    """See that Playwright's driver runs: it needs a library that a small Debian lacks."""
    command = [str(PYTHON), "-m", "playwright", "--version"]
    try:
        run(command)
    except SetupError:
        if not may_use_apt():
            raise
        with step("What Playwright needs, by apt-get"):
            apt_install("libatomic1")
            run(command)


def candidates() -> Iterator[str]:
    """Yield the places where a Chromium may be, the most wished for first."""
    wished = os.environ.get("BULLETINS_CHROMIUM")
    if wished:
        yield wished
    for command in COMMANDS:
        path = shutil.which(command)
        if path:
            yield path
    if APPLICATION.exists():
        yield str(APPLICATION)
    yield from in_playwright_caches()


def in_playwright_caches() -> Iterator[str]:
    """Yield the browsers that Playwright has installed for this user, newest first."""
    set_by_user = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for cache in (Path(set_by_user), *CACHES) if set_by_user else CACHES:
        for pattern in IN_CACHE:
            yield from (str(path) for path in sorted(cache.glob(pattern), reverse=True))


def find() -> Browser:
    """Return the first candidate that runs: a command may be a stub that only tells how to install it."""
    for path in candidates():
        try:
            lines = run([path, "--version", "--no-sandbox"]).strip().splitlines()
        except SetupError as error:
            if path == os.environ.get("BULLETINS_CHROMIUM"):
                raise SetupError(
                    f"BULLETINS_CHROMIUM does not name a browser that runs: {in_one_line(error)}"
                ) from error
            continue
        return Browser(path, lines[-1].strip() if lines else "unknown version")
    return Browser(None)


def install() -> Browser:
    """Install a Chromium by Playwright, else by apt as root; the reason tells what stood in the way."""
    reasons = []
    try:
        with step("Chromium by Playwright"):
            run([str(PYTHON), "-m", "playwright", "install", "chromium"])
    except SetupError as error:
        reasons.append(f"Playwright could not install Chromium ({in_one_line(error)})")
    if (browser := find()).path:
        return browser
    if not may_use_apt():
        return Browser(None, reason="; ".join([*reasons, "apt-get needs root", HINT]))
    try:
        with step("Chromium and Korean fonts by apt-get"):
            apt_install("chromium", "fonts-noto-cjk")
    except SetupError as error:
        reasons.append(f"apt-get could not install it ({in_one_line(error)})")
    browser = find()
    return browser if browser.path else Browser(None, reason="; ".join([*reasons, HINT]))
