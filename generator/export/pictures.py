"""PNG pictures of charts, from their SVG, with a font that set-up has installed.

vl-convert sets texts that name no font it knows in whatever is there, and Hangul as empty boxes, without a word. So
there are no pictures without both the converter and the font: the site is built without them, and says so.
"""

import importlib
import importlib.util
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.loading import store

FONT_FILES = ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf", "Pretendard-Bold.otf")
MISSING = "left out: the converter or its font is missing; 'make site' with npm and a network sets them up"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The converter with its font. `origin` names both, and is part of every picture's key."""

    fonts: Path
    origin: str

    @classmethod
    def find(cls, prefix: Path) -> "Pictures | None":
        """The converter and the font below the Python environment `prefix`; None where either is missing."""
        fonts = prefix / "share" / "fonts"
        if importlib.util.find_spec("vl_convert") is None or not all((fonts / name).is_file() for name in FONT_FILES):
            return None
        content = store.digest(b"".join((fonts / name).read_bytes() for name in FONT_FILES))
        return cls(fonts, f"vl-convert {version('vl-convert-python')}, Pretendard {content[:8]}")

    def png(self, svg: str) -> bytes:
        """The picture of an SVG text. It takes about 50 ms, nearly all of it for letters: keep it."""
        converter: Any = importlib.import_module("vl_convert")
        if str(self.fonts) not in _registered:
            converter.register_font_directory(str(self.fonts))
            _registered.add(str(self.fonts))
        return bytes(converter.svg_to_png(svg, scale=1))


_registered: set[str] = set()
