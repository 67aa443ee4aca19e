"""A case as a page shows it: its state in one word, and its events in the order of time."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.compliance.timeline import State
from generator.records.evidence import Source
from generator.records.response import Event, EventKind, Response
from generator.views.evidence import ConflictView, conflicts
from generator.views.words import Language, Words

STATE_CSS = {
    State.OVERDUE: "due",
    State.REFUSED: "due",
    State.FOUND_AGAIN: "due",
    State.VERIFIED: "done",
    State.REPORTED: "done",
}
"""Colour of the sign of a state; the word beside it says the same."""

TAGS = {
    State.FOUND_AGAIN: "Found again after removal",
    State.VERIFIED: "Removal verified by an authority",
    State.REPORTED: "Removal reported",
    State.CLAIMED: "Platform says that it removed it",
    State.REFUSED: "Refused",
    State.OVERDUE: "Told, and the time that it promised is over",
    State.OPEN: "Told, no full removal on record",
    State.UNKNOWN: "On record, but no full removal",
    State.NOT_NOTIFIED: "Nothing on record",
}
"""Where a case stands, beside a bulletin (interface strings), in the order of lists."""

NO_RESPONSE = "no_response"
STATES: dict[str, tuple[str, str]] = {
    **{state.value.replace(" ", "_"): (label, STATE_CSS.get(state, "")) for state, label in TAGS.items()},
    NO_RESPONSE: ("No response on record", ""),
}
"""Tag and colour by the id of a state, as search filters by it; the last: no case is on record at all."""


def state_id(state: State | None) -> str:
    """The key of `STATES` for where a case stands; None where no case is on record."""
    return state.value.replace(" ", "_") if state else NO_RESPONSE


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
    response: Response | None,
    state: State | None,
    platform: str,
    listings: tuple[str, ...],
    file: str,
    language: Language,
) -> CaseView:
    """The case of a platform named by a notice; `response` and `state` are None where nothing is on record."""
    key = state_id(state)
    label, css = STATES[key]
    return CaseView(
        platform=platform,
        name=language.platform(platform),
        state=key,
        state_label=language.t(label),
        state_class=css,
        listings=listings,
        events=event_views(response, language) if response else (),
        initiative=language.t(INITIATIVES[response.initiative.value]) if response and response.initiative else "",
        note=language.words(response.note) if response and response.note else None,
        unconfirmed=response.unconfirmed if response else False,
        confidence_note=language.words(response.confidence_note) if response and response.confidence_note else None,
        conflicts=conflicts(response, language) if response else (),
        sources=response.sources if response else (),
        file=file,
    )


def event_views(response: Response, language: Language) -> tuple[EventView, ...]:
    """The events of a case in words, in the order of time."""
    return tuple(_event_view(event, response, language) for event in in_time_order(response.events))


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
