"""What PNG pictures of charts are made with: the converter from PyPI, and the font Pretendard from npm.

Three of the font's files and its licence end up in `.venv/share/fonts`, the rest of its 72 MB package is not kept.
Where either cannot be had, the set-up says so in one line and goes on: the site is built without PNG pictures.
"""

from __future__ import annotations

import shutil

from machine import ROOT, SHARE, SetupError, in_one_line, key, run, say, stamp, stamped, step
from packages import ensure_packages, environment_key

SOURCE = ROOT / "site_config" / "fonts"
FONTS = SHARE / "fonts"
SCRATCH = SHARE / "fonts.part"
WEIGHTS = ("Regular", "SemiBold", "Bold")
WITHOUT = "the site is built without PNG pictures of charts"


def ensure_pictures() -> None:
    """Install what is missing. Nothing here ends the set-up; a failure is tried again by the next one."""
    try:
        ensure_packages("pictures")
        ensure_fonts()
    except SetupError as error:
        say(f"{in_one_line(error)}: {WITHOUT}")


def ensure_fonts() -> None:
    """Take the font's files out of npm's package."""
    npm = shutil.which("npm")
    value = key([SOURCE / "package.json", SOURCE / "package-lock.json"], environment_key())
    if stamped("fonts", value) and FONTS.is_dir():
        return
    if npm is None:
        raise SetupError("npm is not there, which has the font Pretendard")
    with step("Font Pretendard from npm"):
        shutil.rmtree(SCRATCH, ignore_errors=True)
        SCRATCH.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(SOURCE / name, SCRATCH / name)
        run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=SCRATCH)
        package = SCRATCH / "node_modules" / "pretendard" / "dist"
        shutil.rmtree(FONTS, ignore_errors=True)
        FONTS.mkdir(parents=True)
        for weight in WEIGHTS:
            shutil.copy(package / "public" / "static" / f"Pretendard-{weight}.otf", FONTS)
        shutil.copyfile(package / "LICENSE.txt", FONTS / "Pretendard-LICENSE.txt")
        shutil.rmtree(SCRATCH)
        stamp("fonts", value)
