"""Which id a new record gets: that of the register's own number where it is free, else the next free one."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

BLOCK = 100_000
"""Numbers of a register: from its first one so many."""

SPARE = 90_000
"""Within the block, numbers from here on go to entries that have none of their own, or one that is taken."""


class Wanted(NamedTuple):
    """An entry that needs an id: its reference, and year and number as the register gives them."""

    reference: str
    year: int
    number: int | None


def assign(wanted: Iterable[Wanted], taken: set[str], block: int, prefix: str) -> dict[str, str]:
    """The id of each reference; one that finds no free number is left out. `taken` are ids that are given already.

    References are served in their order and not in that of the files: first those whose own number is free.
    """
    given: dict[str, str] = {}
    used = set(taken)
    others: list[Wanted] = []
    for entry in sorted(wanted, key=lambda entry: entry.reference):
        number = entry.number
        identity = "" if number is None or not 0 < number < BLOCK else notice_id(prefix, entry.year, block + number)
        if identity and identity not in used:
            given[entry.reference] = identity
            used.add(identity)
        else:
            others.append(entry)
    following: dict[int, int] = {}
    for entry in others:
        found = _next(entry.year, following, lambda year, number: notice_id(prefix, year, block + number) not in used)
        if found is not None:
            identity = notice_id(prefix, entry.year, block + found)
            given[entry.reference] = identity
            used.add(identity)
    return given


def notice_id(prefix: str, year: int, number: int) -> str:
    """An id such as PSB-2024-102928."""
    return f"{prefix}-{year:04d}-{number:04d}"


def _next(year: int, following: dict[int, int], free: Callable[[int, int], bool]) -> int | None:
    """The next free number of a year, from `SPARE` on and, when these are used up, from the beginning of the block."""
    start = following.get(year, 0)
    for step in range(start, BLOCK - 1):
        number = (SPARE + step - 1) % (BLOCK - 1) + 1
        if free(year, number):
            following[year] = step + 1
            return number
    following[year] = BLOCK
    return None
