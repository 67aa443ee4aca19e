"""Places of a new record that nobody has filled in yet: texts that begin with a mark, and what belongs there."""

from collections.abc import Iterable, Iterator
from typing import Any

from generator.loading.yaml_reader import Route

MARK = "FILL IN"
"""How the text of an open place begins; what belongs there follows in brackets."""

REMEDY = f"write it in the place of '{MARK} (...)', or delete the key where it may be left out"


def open_place(wanted: str) -> str:
    """The text of an open place: `FILL IN (the day of publication)`."""
    return f"{MARK} ({wanted})"


def is_open(value: object) -> bool:
    """Whether a value of a record is an open place."""
    return isinstance(value, str) and value.startswith(MARK)


def message(route: Route, value: str) -> str:
    """What is said of an open place: its keys, and what belongs there."""
    keys = ".".join(part for part in route if isinstance(part, str))
    wanted = value.removeprefix(MARK).strip().removeprefix("(").removesuffix(")")
    return f"'{keys}' is still to be filled in" + (f": {wanted}" if wanted else "")


def open_places(data: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every open place of a record's plain data: its route and its text."""
    if is_open(data):
        yield route, data
    elif isinstance(data, dict | list):
        parts: Iterable[tuple[str | int, Any]] = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in parts:
            yield from open_places(value, (*route, key))
