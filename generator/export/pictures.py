"""PNG pictures of charts, from their SVG, with a font that set-up has installed.

resvg is given that font and no other, so that a picture is the same on every machine: a letter that the font lacks is
an empty box, never set in whatever font is there. Without the converter or the font the site is built without pictures,
and says so.
"""

import importlib
import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.loading import store

FONT_FILES = ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf", "Pretendard-Bold.otf")
MISSING = "left out: the converter or its font is missing; 'make site' with npm and a network sets them up"
_AS_DRAWN = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""The converter's matrix, by rows: neither moved nor enlarged."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The converter with its font. `origin` names both, and is part of every picture's key."""

    fonts: Path
    origin: str

    @classmethod
    def find(cls, prefix: Path) -> "Pictures | None":
        """The converter and the font below the Python environment `prefix`; None where either is missing."""
        fonts = prefix / "share" / "fonts"
        if importlib.util.find_spec("resvg") is None or not all((fonts / name).is_file() for name in FONT_FILES):
            return None
        content = store.digest(b"".join((fonts / name).read_bytes() for name in FONT_FILES))
        return cls(fonts, f"resvg {version('resvg')}, Pretendard {content[:8]}")

    def png(self, svg: str) -> bytes:
        """The picture of an SVG text. It takes about 20 ms, of which 10 go into packing the pixels: keep it."""
        resvg: Any = importlib.import_module("resvg")
        return bytes(resvg.render(resvg.usvg.Tree.from_str(svg, _options(self.fonts)), _AS_DRAWN))


@lru_cache(maxsize=2)
def _options(fonts: Path) -> Any:
    """The font read once a process. From memory: from a file, letters take five times as long."""
    options: Any = importlib.import_module("resvg").usvg.Options.default()
    for name in FONT_FILES:
        options.load_font_data((fonts / name).read_bytes())
    return options
