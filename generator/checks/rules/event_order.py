"""The events of a case are possible in their order.

What is acknowledged was sent before, a removal is verified after it is claimed, and a check again follows a removal.
Only times that contradict each other on every reading count; what is not on record is not missed. Goods that were found
again begin anew: a claim after that does not belong to a removal that was verified before.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.checks.rules.event_dates import last_day
from generator.diagnostics import Severity
from generator.records.response import Event, EventKind, RecheckOutcome
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


def certainly_before(one: Event, other: Event) -> bool:
    """Whether the one is before the other on every reading: by the moments where both are known, else by days."""
    if one.instant and other.instant:
        return one.instant.moment < other.instant.moment
    last, first = last_day(one), first_day(other)
    return last is not None and first is not None and last.last < first.first


def _check(dossier: Dossier) -> Iterator[Problem]:
    for file, case in dossier.cases.items():
        again = [event for event in case.events if event.outcome is RecheckOutcome.FOUND_AGAIN]
        for n, event in enumerate(case.events):
            earlier = [e for e in case.events if e.kind in _AFTER.get(event.kind, ())]
            if event.kind is EventKind.REMOVAL_VERIFIED:
                earlier = [e for e in earlier if not any(_apart(event, e, check) for check in again)]
            if earlier and all(certainly_before(event, other) for other in earlier):
                kinds = " or ".join(sorted({other.kind.value for other in earlier}))
                last = last_day(event)
                yield Problem(file, ("events", n), f"{event.kind.value} {last}, before anything was {kinds}")


def _apart(one: Event, other: Event, check: Event) -> bool:
    """Whether goods were found again between the two, on every reading."""
    return certainly_before(one, check) and certainly_before(check, other)


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
