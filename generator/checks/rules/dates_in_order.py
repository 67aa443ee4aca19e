"""Dates of a notice follow each other: seen, tested, published, corrected, withdrawn.

A listing was seen before the product was tested, and both happened before the notice was published; corrections and a
withdrawal came later. Listings that were all seen only after the test are pointed out as a warning: they may have been
looked at again. A date known only to the month or year breaks the rule only if every day of it would.
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
    yield from _tests(dossier)
    later: list[tuple[tuple[str | int, ...], PartialDate, str]] = [
        (("revisions", n, "date"), revision.date, "corrected") for n, revision in enumerate(notice.revisions)
    ]
    if notice.withdrawal:
        later.append((("withdrawal", "date"), notice.withdrawal.date, "withdrawn"))
    for route, day, what in later:
        if day.last < notice.published.first:
            message = f"{what} {day.text}, before it was published ({notice.published.text})"
            yield Problem(dossier.file, route, message)


def _tests(dossier: Dossier) -> Iterator[Problem]:
    """Tests that came after the notice, or before any listing was seen."""
    notice = dossier.notice
    seen = [listing.seen for listing in notice.listings if listing.seen]
    first = min(seen, key=lambda day: day.first) if len(seen) == len(notice.listings) and seen else None
    for n, finding in enumerate(notice.findings):
        if finding.tested is None:
            continue
        route = ("findings", n, "tested")
        if notice.published.last < finding.tested.first:
            message = f"tested {finding.tested.text}, after the notice was published ({notice.published.text})"
            yield Problem(dossier.file, route, message)
        elif first and finding.tested.last < first.first:
            message = f"tested {finding.tested.text}, before any listing was seen ({first.text})"
            yield Problem(dossier.file, route, message, severity=Severity.WARNING)


RULE = Rule(
    id="dates-in-order",
    text=__doc__ or "",
    remedy="correct one of the two dates",
    severity=Severity.ERROR,
    good="""\
published: 2024-05-20
findings:
  - {substance: dehp, tested: 2024-05, measured: {value: 2, unit: percent}, limit: {max: 0.1, unit: percent}}
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
