"""A case as of a day: its moments, its state, its intervals, what was promised and when somebody looks again.

Only what is dated up to that day counts. An event known to a month or between two days counts from its earliest day
on; an event of unknown date counts as soon as its notice is published. Corrections of records are no events.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from generator.compliance.calendars import Calendar
from generator.compliance.clock import UNKNOWN, Due, When, day_of
from generator.compliance.order import earliest, in_order
from generator.compliance.promises import Promise, Rules
from generator.compliance.rechecks import Recheck, rechecks
from generator.compliance.waits import Wait, wait
from generator.loading.entries import CaseEntry, EventEntry, NoticeEntry
from generator.records.values import PartialDate

REMOVALS = ("removal_claimed", "removal_reported", "removal_verified")

WITHDRAWN, SUPERSEDED = "the notice was withdrawn", "the notice was superseded by another"


class State(StrEnum):
    """Where a case stands, as far as the records say. It says what was reported, not what is true today."""

    NOT_NOTIFIED = "not notified"
    OPEN = "open"
    OVERDUE = "overdue"
    CLAIMED = "removal claimed"
    REPORTED = "removal reported"
    VERIFIED = "removal verified"
    FOUND_AGAIN = "found again"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Interval(NamedTuple):
    """One stretch from being on sale to being gone. The first begins when the platform is told.

    When goods are found again, a further interval begins, with the `number` of the one before plus one.
    `opened` is None where nothing says when it began; `removed` is the earliest of the three kinds of removal;
    `found_again` ends the interval. None stands for what is not on record, `UNKNOWN` for what is without a date.
    """

    number: int
    opened: When | None
    claimed: When | None
    reported: When | None
    verified: When | None
    removed: When | None
    found_again: When | None


class Case(NamedTuple):
    """One notice on one platform as of a day. `id` is NOTICE/PLATFORM.

    `excluded` says why no figure counts it (a withdrawn notice), or is empty. `sent` and `acknowledged` are None where
    not on record. `due` and `verdict` belong to the promise, `reference_due` and `reference_verdict` to the site's
    yardstick; a due time is None where it cannot be said, a verdict empty while the time has not run out, else
    "on time", "late" (also: not removed at all) or "undecided". `told` holds what else is on record: sellers, buyers,
    remedy. The waits are from `sent` to the first removal of any kind, to the platform's claim, to verification.
    """

    id: str
    notice: str
    platform: str
    initiative: str
    year: int
    category: str
    hazards: tuple[str, ...]
    excluded: str
    state: State
    sent: When | None
    acknowledged: When | None
    refused: When | None
    intervals: tuple[Interval, ...]
    promise: Promise
    due: Due | None
    verdict: str
    reference_due: Due | None
    reference_verdict: str
    to_removal: Wait
    to_claim: Wait
    to_verification: Wait
    sellers_told: bool
    buyers_told: bool
    remedy_offered: bool
    checked: int
    found_again: int
    rechecks: tuple[Recheck, ...]
    age: int
    age_working: int | None
    calendar: Calendar

    @property
    def first(self) -> Interval:
        """The interval that began when the platform was told."""
        return self.intervals[0]

    @property
    def last(self) -> Interval:
        """The interval that is running, or that ended last."""
        return self.intervals[-1]


class _Event(NamedTuple):
    """An event that counts as of the day, with its time in the site's zone."""

    kind: str
    when: When
    entry: EventEntry


def build_case(entry: CaseEntry, notice: NoticeEntry, rules: Rules, as_of: int) -> Case | None:
    """The case as of a day (an ordinal); None while its notice is not published."""
    if notice.date.first.toordinal() > as_of:
        return None
    events = _events(entry, rules, as_of)
    sent = earliest(event.when for event in events if event.kind == "notified")
    acknowledged = earliest(event.when for event in events if event.kind == "acknowledged")
    items = frozenset(item for platform, item in notice.item_ids if platform == entry.platform)
    intervals = _intervals(events, items, sent)
    initiative = entry.initiative or _asked_by(events)
    promise = rules.promise(entry.platform, notice.jurisdiction, initiative, sent or UNKNOWN)
    reference = rules.reference(notice.jurisdiction)
    calendar = promise.clock.calendar if promise.clock else reference.calendar
    due = promise.clock.due(sent) if promise.clock and sent else None
    reference_due = reference.due(sent) if sent else None
    first, kinds = intervals[0], {event.kind for event in events}
    verdict = _verdict(due, first.removed, as_of, rules)
    plan = rules.rechecks(promise.agreement, notice.authority)
    checks = [(event.when, event.entry.outcome) for event in events if event.kind == "rechecked"]
    stops = tuple(
        (interval.number, interval.removed, interval.found_again) for interval in intervals if interval.removed
    )
    start = sent if sent and sent.known else None
    return Case(
        id=f"{entry.notice}/{entry.platform}",
        notice=entry.notice,
        platform=entry.platform,
        initiative=initiative,
        year=notice.year,
        category=notice.category,
        hazards=notice.hazards,
        excluded=excluded(notice, as_of),
        state=_state(events, intervals[-1], sent or acknowledged, due, as_of, rules),
        sent=sent,
        acknowledged=acknowledged,
        refused=earliest(event.when for event in events if event.kind == "refused"),
        intervals=intervals,
        promise=promise,
        due=due,
        verdict=verdict,
        reference_due=reference_due,
        reference_verdict=_verdict(reference_due, first.removed, as_of, rules),
        to_removal=wait(sent, first.removed, False, as_of, calendar, rules.zone),
        to_claim=wait(sent, first.claimed, first.removed is not None, as_of, calendar, rules.zone),
        to_verification=wait(sent, first.verified, False, as_of, calendar, rules.zone),
        sellers_told="sellers_notified" in kinds,
        buyers_told="buyers_notified" in kinds,
        remedy_offered="remedy_offered" in kinds,
        checked=len(checks),
        found_again=sum(outcome == "found_again" for _, outcome in checks),
        rechecks=rechecks(f"{entry.notice}/{entry.platform}", plan, stops, checks, as_of),
        age=as_of - start.last if start else -1,
        age_working=calendar.count(start.last, as_of) if start else None,
        calendar=calendar,
    )


def _events(entry: CaseEntry, rules: Rules, as_of: int) -> tuple[_Event, ...]:
    """The events that count as of the day: in the order of time where it is certain, else in that of the record."""
    found = []
    for fields in entry.events:
        event = EventEntry(*fields)
        if event.moment is not None:
            day = day_of(event.moment, rules.zone)
            when = When(day, day, event.moment)
        else:
            when = When(event.first, event.last) if event.first else UNKNOWN
        if when.first <= as_of:
            found.append(_Event(event.kind, when, event))
    return in_order(found) if len(found) > 1 else tuple(found)


def _intervals(events: Sequence[_Event], items: frozenset[str], sent: When | None) -> tuple[Interval, ...]:
    """Split the events where goods were found again."""
    parts: list[list[_Event]] = [[]]
    ends: list[When] = []
    for event in events:
        if event.entry.outcome == "found_again":
            ends.append(event.when)
            parts.append([])
        else:
            parts[-1].append(event)
    made: list[Interval] = []
    for number, part in enumerate(parts):
        opened = ends[number - 1] if number else sent
        removals = [_complete([e for e in part if e.kind == kind], items) for kind in REMOVALS]
        gone = _complete([e for e in part if e.kind in REMOVALS], items)
        found_again = ends[number] if number < len(ends) else None
        made.append(Interval(number, opened, removals[0], removals[1], removals[2], gone, found_again))
    return tuple(made)


def _complete(events: Sequence[_Event], items: frozenset[str]) -> When | None:
    """When all listings were gone: at the first event that speaks of all, or when single ones add up to all."""
    whole, single, covered = [], [], set[str]()
    for event in events:
        if event.entry.partial:
            continue
        listings = event.entry.listings
        if not listings or (items and items.issubset(listings)):
            whole.append(event.when)
        elif not (items and items <= covered):
            covered.update(listings)
            single.append(event.when)
    if items and items <= covered:
        whole.append(UNKNOWN if UNKNOWN in single else max(single, key=lambda when: (when.last, when.first)))
    return earliest(whole)


def _asked_by(events: Sequence[_Event]) -> str:
    """Whose request it was, where only the event says so."""
    return next((e.entry.initiative for e in events if e.kind == "notified" and e.entry.initiative), "")


def excluded(notice: NoticeEntry, as_of: int) -> str:
    """Why no figure counts the case. A notice that another one took the place of has no day for that."""
    if notice.withdrawn and PartialDate.parse(notice.withdrawn).first.toordinal() <= as_of:
        return WITHDRAWN
    return SUPERSEDED if notice.superseded_by else ""


def _verdict(due: Due | None, removed: When | None, as_of: int, rules: Rules) -> str:
    """How the case stands by a time limit that has run out; empty while it runs or where there is none."""
    if due is None:
        return ""
    passed = due.passed(as_of, rules.zone)
    if passed is None:
        return "undecided"
    if not passed:
        return ""
    return "late" if removed is None else due.verdict(removed, rules.zone)


def _state(
    events: Sequence[_Event], last: Interval, told: When | None, due: Due | None, as_of: int, rules: Rules
) -> State:
    for state, when in (
        (State.VERIFIED, last.verified),
        (State.REPORTED, last.reported),
        (State.CLAIMED, last.claimed),
    ):
        if when is not None:
            return state
    if last.removed is not None:  # single listings, each gone by an event of another kind
        return State.REPORTED
    if last.number:
        return State.FOUND_AGAIN
    if any(event.kind == "refused" for event in events):
        return State.REFUSED
    if told is not None:
        return State.OVERDUE if due and due.passed(as_of, rules.zone) else State.OPEN
    return State.UNKNOWN if events else State.NOT_NOTIFIED
