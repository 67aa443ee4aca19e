"""Nothing in a record lies after the day on which it is checked.

A date of tomorrow is a mistype: what has not happened is not published, and what is not published cannot have been
read. A date known only to the month or year breaks the rule only if every day of it would.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks.model import Problem, Rule, Whole
from generator.diagnostics import Severity
from generator.loading.yaml_reader import Route
from generator.records.values import Instant, PartialDate, Record


def _check(whole: Whole) -> Iterator[Problem]:
    if whole.today is None:
        return
    catalog, today = whole.catalog, whole.today.isoformat()
    for entry in catalog.notices.values():
        if entry.furthest > today:
            yield from _problems(catalog.notice(entry.id), entry.file, whole.today)
    for case in catalog.cases.values():
        if case.furthest > today:
            yield from _problems(catalog.response(case.notice, case.platform), case.file, whole.today)


def _problems(record: Record, file: str, today: date) -> Iterator[Problem]:
    for route, day in _dates(record, ()):
        if day.first > today:
            yield Problem(file, route, f"{day.text} is after today, {today.isoformat()}")


def _dates(value: object, route: Route) -> Iterator[tuple[Route, PartialDate]]:
    """Every date of a record with its route."""
    if isinstance(value, PartialDate):
        yield route, value
    elif isinstance(value, Instant):
        yield route, PartialDate.parse(value.text[:10])
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _dates(getattr(value, name), (*route, name))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _dates(item, (*route, n))


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
