"""Hazard signs: small inline SVGs from the icon set that comes with Material (Material Design Icons, Apache 2.0)."""

import importlib.util
import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

_SIGNS = {
    "bandage": "bandage",
    "battery": "battery-alert-variant-outline",
    "bolt": "lightning-bolt",
    "bug": "bacteria-outline",
    "choke": "human-child",
    "droplet": "waves",
    "ear": "ear-hearing",
    "eye": "eye-outline",
    "flame": "fire",
    "flask": "flask-outline",
    "gauge": "gauge",
    "heart": "heart-pulse",
    "leaf": "leaf",
    "link": "link-variant",
    "lock": "lock-outline",
    "lungs": "lungs",
    "magnet": "magnet",
    "scissors": "content-cut",
    "snowflake": "snowflake",
    "warning": "alert-outline",
    "wave": "access-point",
}


@cache
def sign(name: str) -> Markup:
    """The sign of a hazard by the `icon` of its vocabulary entry. Unknown names show the warning triangle."""
    spec = importlib.util.find_spec("material")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    for folder in folders:
        file = folder / "templates" / ".icons" / "material" / f"{_SIGNS.get(name, _SIGNS['warning'])}.svg"
        if file.is_file():
            return Markup(_plain(file.read_text(encoding="utf-8")))  # noqa: S704 - a file of the icon set, not of a record
    raise FileNotFoundError(f"the icon set of mkdocs-material has no sign for '{name}'")


def _plain(svg: str) -> str:
    """The drawing alone: no comment, no namespace, hidden from screen readers (the word stands beside it)."""
    svg = re.sub(r"<!--.*?-->|\s+xmlns=\"[^\"]*\"", "", svg, flags=re.DOTALL)
    return svg.strip().replace("<svg", '<svg aria-hidden="true" fill="currentColor"', 1)
