"""Dates of a notice follow each other: seen, published, corrected, withdrawn.

A listing was seen before the notice was published; corrections and a withdrawal came later. A date known only to the
month or year breaks the rule only if every day of it would.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity
from generator.records.values import PartialDate


def _check(dossier: Dossier) -> Iterator[Problem]:
    notice = dossier.notice
    for n, listing in enumerate(notice.listings):
        if listing.seen and notice.published.last < listing.seen.first:
            message = f"seen {listing.seen.text}, after the notice was published ({notice.published.text})"
            yield Problem(dossier.file, ("listings", n, "seen"), message)
    later: list[tuple[tuple[str | int, ...], PartialDate, str]] = [
        (("revisions", n, "date"), revision.date, "corrected") for n, revision in enumerate(notice.revisions)
    ]
    if notice.withdrawal:
        later.append((("withdrawal", "date"), notice.withdrawal.date, "withdrawn"))
    for route, day, what in later:
        if day.last < notice.published.first:
            message = f"{what} {day.text}, before it was published ({notice.published.text})"
            yield Problem(dossier.file, route, message)


RULE = Rule(
    id="dates-in-order",
    text=__doc__ or "",
    remedy="correct one of the two dates",
    severity=Severity.ERROR,
    good="""\
published: 2024-05-20
listings:
  - {platform: example-market, seen: 2024-05}
""",
    broken="""\
published: 2024-05-20
listings:
  - {platform: example-market, seen: 2024-06}
""",
    dossier=_check,
)
