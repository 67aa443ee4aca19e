"""A case as of a day: its moments, its state, its intervals, what was promised and when somebody looks again.

Only what was known by that day counts, so that a figure that was published once can be computed again. An event counts
from its day on; one that is known to lie between two days from the later of them on, one that is known to a month from
its first day on; an event of unknown date counts as soon as its notice is published. Corrections of records are no
events.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.compliance.calendars import Calendar
from generator.compliance.clock import (
    DUE_UNKNOWN,
    NOT_PASSED,
    NOT_REMOVED,
    UNDECIDED,
    UNKNOWN,
    Clock,
    Due,
    When,
    day_of,
    on_day,
)
from generator.compliance.order import earlier, earliest, in_order
from generator.compliance.promises import Promise, Rules
from generator.compliance.rechecks import Recheck, rechecks
from generator.compliance.waits import Wait, wait
from generator.loading.entries import CaseEntry, NoticeEntry
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
    yardstick; a due time is None where it cannot be said, and a verdict is IN_TIME, LATE or NOT_REMOVED of `clock`, or
    the reason why there is none. The waits are from `sent` to the first removal of any kind, to the platform's claim,
    and to verification.
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
    calendar: Calendar
    sellers_told: bool
    buyers_told: bool
    remedy_offered: bool
    checked: int
    found_again: int
    rechecks: tuple[Recheck, ...]
    age: int
    age_working: int | None

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
    initiative: str
    outcome: str
    partial: bool
    listings: tuple[str, ...]


def build_case(entry: CaseEntry, notice: NoticeEntry, rules: Rules, as_of: int) -> Case | None:
    """The case as of a day (an ordinal); None while its notice is not published."""
    if first_day(notice.published) > as_of:
        return None
    events = _events(entry, rules, as_of)
    times = _times(events)
    sent = times.get("notified")
    items = frozenset([item for platform, item in notice.item_ids if platform == entry.platform])
    intervals = _intervals(events, items, sent)
    initiative = entry.initiative or _asked_by(events)
    promise = rules.promise(entry.platform, notice.jurisdiction, initiative, sent or UNKNOWN)
    judged = _judged(promise, rules.reference(notice.jurisdiction), sent, intervals[0], as_of, rules.zone)
    told = sent or times.get("acknowledged")
    checks = [(event.when, event.outcome) for event in events if event.kind == "rechecked"]
    id, plan = f"{entry.notice}/{entry.platform}", rules.rechecks(promise.agreement, notice.authority)
    stops = [(one.number, one.removed, one.found_again) for one in intervals if one.removed]
    return Case(
        id,
        entry.notice,
        entry.platform,
        initiative,
        notice.year,
        notice.category,
        notice.hazards,
        excluded(notice, as_of),
        _state(events, intervals[-1], told, judged.due, as_of, rules),
        sent,
        times.get("acknowledged"),
        times.get("refused"),
        intervals,
        promise,
        *judged,
        "sellers_notified" in times,
        "buyers_notified" in times,
        "remedy_offered" in times,
        len(checks),
        sum([outcome == "found_again" for _, outcome in checks]) if checks else 0,
        rechecks(id, plan, stops, checks, as_of) if stops else (),
        as_of - sent.last if sent and sent.first else -1,
        judged.calendar.count(sent.last, as_of) if sent and sent.first else None,
    )


def _times(events: Sequence[_Event]) -> dict[str, When]:
    """The earliest time of each kind of event."""
    times: dict[str, When] = {}
    for event in events:
        times[event.kind] = earlier(times[event.kind], event.when) if event.kind in times else event.when
    return times


class _Judged(NamedTuple):
    """How a case stands by its clocks: fields of `Case`, in their order there."""

    due: Due | None
    verdict: str
    reference_due: Due | None
    reference_verdict: str
    to_removal: Wait
    to_claim: Wait
    to_verification: Wait
    calendar: Calendar


def _judged(
    promise: Promise, reference: Clock, sent: When | None, first: Interval, as_of: int, zone: ZoneInfo
) -> _Judged:
    """Deadlines, verdicts and waits of the first interval, by what was promised and by the site's yardstick."""
    calendar = promise.clock.calendar if promise.clock else reference.calendar
    due = promise.clock.due(sent) if promise.clock and sent else None
    reference_due = reference.due(sent) if sent else None
    removal = claim = verification = wait(sent, first.removed, False, as_of, calendar, zone)
    if first.claimed is not first.removed:
        claim = wait(sent, first.claimed, first.removed is not None, as_of, calendar, zone)
    if first.verified is not first.removed:
        verification = wait(sent, first.verified, False, as_of, calendar, zone)
    return _Judged(
        due,
        _verdict(due, promise.missing, first, removal, as_of, zone),
        reference_due,
        _verdict(reference_due, "", first, removal, as_of, zone),
        removal,
        claim,
        verification,
        calendar,
    )


def _events(entry: CaseEntry, rules: Rules, as_of: int) -> Sequence[_Event]:
    """The events that count as of the day: in the order of time where it is certain, else in that of the record."""
    found = []
    for kind, first, last, moment, initiative, outcome, partial, listings, known in entry.events:
        if moment is not None:
            first = last = known = day_of(moment, rules.zone)
        if known <= as_of:
            if moment is not None or first != last:
                when = When(first, last, moment)
            else:
                when = on_day(first) if first else UNKNOWN
            found.append(_Event(kind, when, initiative, outcome, partial, listings))
    return in_order(found)


def _intervals(events: Sequence[_Event], items: frozenset[str], sent: When | None) -> tuple[Interval, ...]:
    """Split the events where goods were found again."""
    made: list[Interval] = []
    opened, part = sent, list[_Event]()
    for event in events:
        if event.outcome == "found_again":
            made.append(Interval(len(made), opened, *_removals(part, items), event.when))
            opened, part = event.when, []
        elif event.kind in REMOVALS:
            part.append(event)
    return (*made, Interval(len(made), opened, *_removals(part, items), None))


def _removals(
    events: Sequence[_Event], items: frozenset[str]
) -> tuple[When | None, When | None, When | None, When | None]:
    """When all listings were gone: as claimed, as reported, as verified, and by any of these."""
    times: dict[str, When] = {}
    for event in events:
        if event.partial or event.listings:
            claimed, reported, verified = (_complete([e for e in events if e.kind == name], items) for name in REMOVALS)
            return claimed, reported, verified, _complete(events, items)
        times[event.kind] = earlier(times[event.kind], event.when) if event.kind in times else event.when
    removed = None
    for when in times.values():
        removed = when if removed is None else earlier(removed, when)
    return times.get(REMOVALS[0]), times.get(REMOVALS[1]), times.get(REMOVALS[2]), removed


def _complete(events: Sequence[_Event], items: frozenset[str]) -> When | None:
    """When all listings were gone: at the first event that speaks of all, or when single ones add up to all."""
    whole, single, covered = [], [], set[str]()
    for event in events:
        if event.partial:
            continue
        if not event.listings or (items and items.issubset(event.listings)):
            whole.append(event.when)
        elif not (items and items <= covered):
            covered.update(event.listings)
            single.append(event.when)
    if items and items <= covered:
        whole.append(UNKNOWN if UNKNOWN in single else max(single, key=lambda when: (when.last, when.first)))
    return earliest(whole)


def _asked_by(events: Sequence[_Event]) -> str:
    """Whose request it was, where only the event says so."""
    return next((event.initiative for event in events if event.kind == "notified" and event.initiative), "")


@lru_cache(maxsize=65536)
def first_day(text: str) -> int:
    """The first day that a date as it is written in a record can mean, as an ordinal. Many notices share one."""
    return PartialDate.parse(text).first.toordinal()


def excluded(notice: NoticeEntry, as_of: int) -> str:
    """Why no figure counts the case. A notice that another one took the place of has no day for that."""
    if notice.withdrawn and first_day(notice.withdrawn) <= as_of:
        return WITHDRAWN
    return SUPERSEDED if notice.superseded_by else ""


def _verdict(due: Due | None, missing: str, first: Interval, to_removal: Wait, as_of: int, zone: ZoneInfo) -> str:
    """How the first removal stands by a time limit that has run out, or why that cannot be said."""
    if to_removal.missing or missing:
        return to_removal.missing or missing
    if due is None:
        return DUE_UNKNOWN
    passed = due.passed(as_of, zone)
    if not passed:
        return UNDECIDED if passed is None else NOT_PASSED
    return NOT_REMOVED if first.removed is None else due.verdict(first.removed, zone)


def _state(
    events: Sequence[_Event], last: Interval, told: When | None, due: Due | None, as_of: int, rules: Rules
) -> State:
    if last.verified is not None:
        return State.VERIFIED
    if last.removed is not None:  # single listings, each gone by an event of another kind, count as reported
        return State.CLAIMED if last.claimed and not last.reported else State.REPORTED
    if last.number:
        return State.FOUND_AGAIN
    if any(event.kind == "refused" for event in events):
        return State.REFUSED
    if told is not None:
        return State.OVERDUE if due and due.passed(as_of, rules.zone) else State.OPEN
    return State.UNKNOWN if events else State.NOT_NOTIFIED
