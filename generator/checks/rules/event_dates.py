"""Events of a case come after the notice they answer.

A platform cannot have been told of a notice, or have acted on it, before the notice was published. Where it was told
of a test result ahead of publication, an exception says so. What a platform did of its own accord may come first, and
imported records are spared: registers publish late.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity
from generator.records.response import Event, Initiative
from generator.records.values import PartialDate


def last_day(event: Event) -> PartialDate | None:
    """The latest time that an event may have."""
    if event.instant:
        return PartialDate.parse(event.instant.text[:10])
    return event.between[1] if event.between else event.date


def _check(dossier: Dossier) -> Iterator[Problem]:
    published = dossier.notice.published
    for file, case in dossier.cases.items():
        if case.provenance:
            continue
        for n, event in enumerate(case.events):
            if (event.initiative or case.initiative) is Initiative.PLATFORM:
                continue
            last = last_day(event)
            if last and last.last < published.first:
                message = f"{event.kind.value} {last.text}, before the notice was published ({published.text})"
                yield Problem(file, ("events", n), message)


RULE = Rule(
    id="event-dates",
    text=__doc__ or "",
    remedy="correct the date, or say in an exception why the platform acted first",
    severity=Severity.ERROR,
    good="""\
response:
  events:
    - {kind: removal_claimed, date: 2024-05-28}
""",
    broken="""\
response:
  events:
    - {kind: removal_claimed, date: 2024-01-28}
""",
    dossier=_check,
)
