"""A case as a page shows it: its state in one word, and its events in the order of time."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.records.evidence import Source
from generator.records.response import Event, EventKind, Response
from generator.views.evidence import ConflictView, conflicts
from generator.views.words import Language, Words

NO_RESPONSE = "no_response"

STATES: dict[str, tuple[str, str]] = {
    "found_again": ("Found again after removal", "due"),
    "removal_verified": ("Removal verified by an authority", "done"),
    "removal_reported": ("Removal reported", "done"),
    "removal_claimed": ("Platform says that it removed it", ""),
    "refused": ("Refused", "due"),
    "told": ("Told, no removal on record", "due"),
    "answered": ("On record, but no removal", ""),
    NO_RESPONSE: ("No response on record", ""),
}
"""States of a case in the order of the tables: the words (an interface string), and the class of the sign."""

EVENTS: dict[EventKind, str] = {
    EventKind.NOTIFIED: "Platform told",
    EventKind.ACKNOWLEDGED: "Acknowledged",
    EventKind.REMOVAL_CLAIMED: "Platform says removed",
    EventKind.REMOVAL_REPORTED: "Removal reported",
    EventKind.REMOVAL_VERIFIED: "Removal verified",
    EventKind.SELLERS_NOTIFIED: "Sellers told",
    EventKind.BUYERS_NOTIFIED: "Buyers told",
    EventKind.REMEDY_OFFERED: "Remedy offered",
    EventKind.REFUSED: "Refused",
    EventKind.STATEMENT: "Statement",
    EventKind.RECHECKED: "Checked again",
}

INITIATIVES = {
    "authority": "asked for by an authority or test body",
    "platform": "on the platform's own initiative",
    "consumer": "reported by a consumer",
}

OUTCOMES = {"not_found": "not found", "found_again": "found again"}


def case_state(kinds: tuple[str, ...], found_again: bool) -> str:
    """The furthest state that is on record. It says what was reported, not what is true today."""
    if found_again:
        return "found_again"
    for kind in ("removal_verified", "removal_reported", "removal_claimed", "refused"):
        if kind in kinds:
            return kind
    if "acknowledged" in kinds or "notified" in kinds:
        return "told"
    return "answered" if kinds else NO_RESPONSE


class EventView(NamedTuple):
    """One event, in words. `iso` is empty where the time is not known to the day."""

    label: str
    when: str
    iso: str
    initiative: str
    outcome: str
    statement: Words | None
    note: Words | None
    listings: tuple[str, ...]
    sources: tuple[Source, ...]
    waiting: bool
    partial: bool


class CaseView(NamedTuple):
    """What one platform did about one notice, or that nothing is on record."""

    platform: str
    name: Words
    state: str
    state_label: str
    state_class: str
    listings: tuple[str, ...]
    events: tuple[EventView, ...]
    initiative: str
    note: Words | None
    unconfirmed: bool
    confidence_note: Words | None
    conflicts: tuple[ConflictView, ...]
    sources: tuple[Source, ...]
    file: str


def when(event: Event, language: Language) -> tuple[str, str]:
    """The time of an event in words, and as an ISO date where it is known to the day."""
    if event.date:
        return language.date(event.date), event.date.text if event.date.precision == "day" else ""
    if event.instant:
        return language.instant(event.instant), event.instant.text
    if event.between:
        first, last = (language.date(day) for day in event.between)
        return language.t("between {first} and {last}", first=first, last=last), ""
    return language.t("date not stated"), ""


def _order(event: Event) -> tuple[bool, date]:
    """Known times first, by their earliest day; the order of the record among equals."""
    day = event.date or (event.between[0] if event.between else None)
    if event.instant:
        return False, event.instant.moment.date()
    return (False, day.first) if day else (True, date.max)


def in_time_order(events: Iterable[Event]) -> list[Event]:
    """Events as pages show them: known times first, by their earliest day; the order of the record among equals."""
    return sorted(events, key=_order)


def case_view(
    response: Response | None, platform: str, listings: tuple[str, ...], file: str, language: Language
) -> CaseView:
    """The case of a platform named by a notice; `response` is None where nothing is on record."""
    events = in_time_order(response.events) if response else []
    state = case_state(
        tuple(event.kind.value for event in events),
        any(event.outcome is not None and event.outcome.value == "found_again" for event in events),
    )
    label, css = STATES[state]
    return CaseView(
        platform=platform,
        name=language.platform(platform),
        state=state,
        state_label=language.t(label),
        state_class=css,
        listings=listings,
        events=tuple(_event_view(event, response, language) for event in events) if response else (),
        initiative=language.t(INITIATIVES[response.initiative.value]) if response and response.initiative else "",
        note=language.words(response.note) if response and response.note else None,
        unconfirmed=response.unconfirmed if response else False,
        confidence_note=language.words(response.confidence_note) if response and response.confidence_note else None,
        conflicts=conflicts(response, language) if response else (),
        sources=response.sources if response else (),
        file=file,
    )


def _event_view(event: Event, response: Response, language: Language) -> EventView:
    text, iso = when(event, language)
    return EventView(
        label=language.t(EVENTS[event.kind]),
        when=text,
        iso=iso,
        initiative=language.t(INITIATIVES[event.initiative.value]) if event.initiative else "",
        outcome=language.t(OUTCOMES[event.outcome.value]) if event.outcome else "",
        statement=language.words(event.statement) if event.statement else None,
        note=language.words(event.note) if event.note else None,
        listings=event.listings,
        sources=tuple(source for source in response.sources if source.id in event.sources),
        waiting=event.unknown,
        partial=event.partial,
    )
