"""What an authority or a consumer asked for comes after the platform was told.

A removal before the request is not an answer to it: then the platform acted of its own accord, or one of the dates is
wrong. Only dates that contradict each other on every reading count. Times of day are compared where both are given.
Imported records are spared: registers know no requests.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.checks.rules.event_order import certainly_before
from generator.diagnostics import Severity
from generator.records.response import EventKind, Initiative

_ANSWERS = (EventKind.REMOVAL_CLAIMED, EventKind.REMOVAL_REPORTED, EventKind.REMOVAL_VERIFIED, EventKind.REFUSED)


def _check(dossier: Dossier) -> Iterator[Problem]:
    for file, case in dossier.cases.items():
        told = [event for event in case.events if event.kind is EventKind.NOTIFIED]
        if case.provenance or not told:
            continue
        for n, event in enumerate(case.events):
            asked_by = event.initiative or case.initiative
            if event.kind not in _ANSWERS or asked_by not in (Initiative.AUTHORITY, Initiative.CONSUMER):
                continue
            if all(certainly_before(event, request) for request in told):
                yield Problem(file, ("events", n), f"{event.kind.value} before the platform was told")


RULE = Rule(
    id="removal-after-request",
    text=__doc__ or "",
    remedy="correct the dates, or write initiative: platform at the event if the platform acted of its own accord",
    severity=Severity.ERROR,
    good="""\
response:
  initiative: authority
  events:
    - {kind: notified, date: 2024-05-28}
    - {kind: removal_claimed, date: 2024-05}
""",
    broken="""\
response:
  initiative: authority
  events:
    - {kind: notified, date: 2024-05-28}
    - {kind: removal_claimed, date: 2024-05-27}
""",
    dossier=_check,
)
