"""The events of a case are possible in their order.

What is acknowledged was sent before, a removal is verified after it is claimed, and a check again follows a removal.
Only dates that contradict each other on every reading count; what is not on record is not missed.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.checks.rules.event_dates import last_day
from generator.diagnostics import Severity
from generator.records.response import Event, EventKind
from generator.records.values import PartialDate

_REMOVED = (EventKind.REMOVAL_CLAIMED, EventKind.REMOVAL_REPORTED, EventKind.REMOVAL_VERIFIED)
_AFTER: dict[EventKind, tuple[EventKind, ...]] = {
    EventKind.ACKNOWLEDGED: (EventKind.NOTIFIED,),
    EventKind.REMOVAL_VERIFIED: (EventKind.REMOVAL_CLAIMED,),
    EventKind.RECHECKED: _REMOVED,
}


def first_day(event: Event) -> PartialDate | None:
    """The earliest time that an event may have."""
    if event.instant:
        return PartialDate.parse(event.instant.text[:10])
    return event.between[0] if event.between else event.date


def _check(dossier: Dossier) -> Iterator[Problem]:
    for file, case in dossier.cases.items():
        for n, event in enumerate(case.events):
            last = last_day(event)
            earlier = [e for e in case.events if e.kind in _AFTER.get(event.kind, ())]
            starts = [first_day(e) for e in earlier]
            known = [day for day in starts if day]
            if last and known and len(known) == len(starts) and all(last.last < day.first for day in known):
                kinds = " or ".join(sorted({e.kind.value for e in earlier}))
                yield Problem(file, ("events", n), f"{event.kind.value} {last.text}, before anything was {kinds}")


RULE = Rule(
    id="event-order",
    text=__doc__ or "",
    remedy="correct the dates; what cannot be cleared up is recorded as a conflict, with unknown dates",
    severity=Severity.ERROR,
    good="""\
response:
  events:
    - {kind: removal_claimed, date: 2024-05-28}
    - {kind: removal_verified, date: 2024-05-29}
""",
    broken="""\
response:
  events:
    - {kind: removal_claimed, date: 2024-05-28}
    - {kind: removal_verified, date: 2024-05-25}
""",
    dossier=_check,
)
