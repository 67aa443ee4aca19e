"""Nothing in a record lies after the day on which it is checked.

A date of tomorrow is a mistype: what has not happened is not published.
"""

from collections.abc import Iterator

from generator.checks.model import Problem, Rule, Whole
from generator.diagnostics import Severity


def _check(whole: Whole) -> Iterator[Problem]:
    if whole.today is None:
        return
    today = whole.today.isoformat()
    for entry in whole.catalog.notices.values():
        if entry.latest > today:
            yield Problem(entry.file, ("published",), f"the record speaks of {entry.latest}; today is {today}")
    for case in whole.catalog.cases.values():
        if case.latest > today:
            yield Problem(case.file, ("events",), f"the record speaks of {case.latest}; today is {today}")


RULE = Rule(
    id="date-in-future",
    text=__doc__ or "",
    remedy="correct the date",
    severity=Severity.ERROR,
    good="""\
published: 2024-05-20
""",
    broken="""\
published: 2999-05-20
""",
    whole=_check,
)
