"""Case numbers: `A12/02928/24` is number 2928 of 2024.

Different kinds of alerts are numbered apart, so that one number stands several times in a year. Each kind has its own
stretch of the register's block: ids depend on the case number alone, never on the order of files.
"""

import re
from typing import NamedTuple

OFFSETS: dict[str, int] = {
    "A12": 0,
    "SR": 20_000,
    "": 40_000,
    "A11": 60_000,
    "OR": 70_000,
    "INFO": 75_000,
    "EM": 80_000,
}
"""First number of each kind of alert within the register's block; no kind begins the numbers of 2005 to 2013."""
UNKNOWN, END = 85_000, 90_000
"""Kinds that come later share what is left below the numbers that the importer itself gives out."""

_CASE = re.compile(
    r"\s*(?:(?P<kind>[A-Z]{1,6}[0-9]{0,2})\s*/\s*)?(?:[0-9]{1,3}\s+)?(?P<number>[0-9]{1,6})\s*[/.]\s*(?P<year>[0-9]{2})"
)
_BOUNDS = sorted([*OFFSETS.values(), UNKNOWN, END])


def year_of(reference: str) -> int:
    """The year that a case number names; 0 where it names none."""
    match = _CASE.match(reference)
    return 2000 + int(match["year"]) if match else 0


class CaseNumber(NamedTuple):
    """Year and number that give the id; `number` None where none can be read, or it does not fit its stretch."""

    year: int
    number: int | None


def case_number(reference: str, published: str) -> CaseNumber:
    """The number of an alert. Of a range (`0350/05 – 0352/05`) the first counts. `published` is an ISO date."""
    match = _CASE.match(reference)
    printed = int(published[:4])
    if not match:
        return CaseNumber(printed, None)
    year = 2000 + int(match["year"])
    offset = OFFSETS.get(match["kind"] or "", UNKNOWN)
    room = next(bound for bound in _BOUNDS if bound > offset) - offset
    number = int(match["number"])
    if not printed - 2 <= year <= printed or number >= room:
        return CaseNumber(printed, None)
    return CaseNumber(year, offset + number)
