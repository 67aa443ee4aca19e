"""The page of a case: what one platform did about one notice, moment by moment, and the clocks beside it."""

from typing import NamedTuple

from generator import urls
from generator.compliance.clock import Due, When, span
from generator.compliance.figure import METHOD_VERSION, Unit
from generator.compliance.promises import Rules
from generator.compliance.rechecks import Recheck
from generator.compliance.timeline import Case
from generator.compliance.waits import Wait
from generator.loading.entries import NoticeEntry
from generator.records.response import Event, Response
from generator.views.case_rows import asked_words, moves, state_words
from generator.views.cases import STATE_CSS, CaseView, EventView, case_view, in_time_order
from generator.views.context import deadline
from generator.views.evidence import SourceView, sources
from generator.views.figures import duration, part_words
from generator.views.moments import day, days_words, event_when, when_words
from generator.views.words import Language, Words


class StepView(NamedTuple):
    """An event with the time since the platform was told: calendar days and working days, empty where not known."""

    event: EventView
    days: str
    working: str
    sources: tuple[SourceView, ...]


class ClockRow(NamedTuple):
    """A time limit that the case is held against. `reference` marks the yardstick of this site."""

    name: Words | None
    path: str
    limit: str
    due: str
    verdict: str
    reference: bool


class WaitRow(NamedTuple):
    """How long something took, or why that is not known."""

    title: str
    days: str
    working: str
    hours: str
    missing: str


class CheckRow(NamedTuple):
    """A check that is due some months after a stop of sale."""

    months: str
    day: str
    state: str
    done: str
    css: str


class StretchRow(NamedTuple):
    """One interval from being on sale to being gone."""

    number: str
    opened: str
    removed: str
    found_again: str


class CasePage(NamedTuple):
    """Everything that the page of a case says."""

    path: str
    notice: str
    bulletin: str
    platform: Words
    title: Words
    crumbs: tuple[tuple[str, str], ...]
    excluded: str
    state: str
    state_css: str
    as_of: str
    age: str
    asked: str
    case: CaseView
    steps: tuple[StepView, ...]
    clocks: tuple[ClockRow, ...]
    waits: tuple[WaitRow, ...]
    calendar: str
    stretches: tuple[StretchRow, ...]
    checks: tuple[CheckRow, ...]
    sources: tuple[SourceView, ...]
    version: str
    file: str


def case_page(
    notice: NoticeEntry, response: Response, case: Case, rules: Rules, file: str, as_of: int, language: Language
) -> CasePage:
    """Build the page model of a case as of a day (an ordinal)."""
    view = case_view(response, case.state, case.platform, (), file, language)
    text, tag = notice.text("title", language.code)
    still_open = case.first.removed is None
    return CasePage(
        path=urls.case_page(case.notice, case.platform),
        notice=case.notice,
        bulletin=f"{urls.notice(case.notice)}#{urls.case(case.platform)}",
        platform=language.platform(case.platform),
        title=Words(text, "" if tag == language.code else tag),
        crumbs=(
            (language.t("All bulletins"), urls.BULLETINS),
            (case.notice, urls.notice(case.notice)),
            (language.platform(case.platform).text, urls.platform(case.platform)),
        ),
        excluded=part_words(case.excluded, language) if case.excluded else "",
        state=state_words(case.state, language),
        state_css=STATE_CSS.get(case.state, ""),
        as_of=day(as_of, language) if moves(case) else "",
        age=_age(case, language) if still_open else "",
        asked=asked_words(case.initiative, language),
        case=view,
        steps=_steps(response, view, case, rules, language),
        clocks=_clocks(case, rules, language),
        waits=_waits(case, language),
        calendar=language.country(case.calendar.code),
        stretches=_stretches(case, language),
        checks=tuple(_check(check, language) for check in case.rechecks),
        sources=sources(response.sources, language),
        version=METHOD_VERSION,
        file=f"bulletins/{file}",
    )


def _age(case: Case, language: Language) -> str:
    if case.age < 0:
        return ""
    days = language.n("{n} day", "{n} days", case.age)
    if case.age_working is None:
        return days
    return f"{days} ({language.n('{n} working day', '{n} working days', case.age_working)})"


def _steps(response: Response, view: CaseView, case: Case, rules: Rules, language: Language) -> tuple[StepView, ...]:
    """The events in the order of the bulletin's timeline, each with the time since the platform was told."""
    made = []
    for event, shown in zip(in_time_order(response.events), view.events, strict=True):
        days, working = _since(event, case, rules, language)
        # An event that names no source rests on the sources of the record: where there is one, it is this one.
        named = shown.sources or (response.sources if len(response.sources) == 1 else ())
        made.append(StepView(shown, days, working, sources(named, language)))
    return tuple(made)


def _since(event: Event, case: Case, rules: Rules, language: Language) -> tuple[str, str]:
    when = event_when(event, rules.zone)
    if event.kind.value == "notified" or case.sent is None or not case.sent.known or not when.known:
        return "", ""
    if when.last < case.sent.first:
        return "", ""
    took = span(case.sent, when, case.calendar)
    days = duration(took.least, took.most, Unit.CALENDAR_DAYS, language)
    if took.least_working is None or took.most_working is None:
        return days, ""
    return days, duration(took.least_working, took.most_working, Unit.WORKING_DAYS, language)


def _clocks(case: Case, rules: Rules, language: Language) -> tuple[ClockRow, ...]:
    """What was promised, then the reference of this site."""
    settings = rules.settings
    agreement = settings.agreements.get(case.promise.agreement)
    name, path, limit = None, "", ""
    if agreement:
        name, path = language.words(agreement.name), urls.agreement(agreement.id)
        promised = next((c for c in agreement.commitments if c.id == case.promise.commitment), None)
        limit = deadline(promised.deadline, language) if promised else ""
    told = part_words(case.verdict, language)
    reference = part_words(case.reference_verdict, language)
    limit_here = deadline(settings.site.reference_deadline, language)
    return (
        ClockRow(name, path, limit, _due(case.due, language), told, reference=False),
        ClockRow(None, "", limit_here, _due(case.reference_due, language), reference, reference=True),
    )


def _due(due: Due | None, language: Language) -> str:
    if due is None:
        return ""
    moment = due.earliest if due.earliest is not None and due.earliest == due.latest else None
    return when_words(When(due.first, due.last, moment), language)


def _waits(case: Case, language: Language) -> tuple[WaitRow, ...]:
    named = (
        (language.t("To the platform's claim"), case.to_claim),
        (language.t("To the first removal on record"), case.to_removal),
        (language.t("To a removal that was verified"), case.to_verification),
    )
    return tuple(_wait(title, wait, language) for title, wait in named)


def _wait(title: str, wait: Wait, language: Language) -> WaitRow:
    if wait.missing:
        return WaitRow(title, "", "", "", part_words(wait.missing, language))
    if not wait.closed:
        return WaitRow(title, "", "", "", language.t("not on record"))
    return WaitRow(title, *days_words(wait, language), "")


def _stretches(case: Case, language: Language) -> tuple[StretchRow, ...]:
    """The intervals of a case in which goods were found again; empty where there is only one."""
    if len(case.intervals) < 2:
        return ()
    return tuple(
        StretchRow(
            language.number(one.number + 1),
            when_words(one.opened, language),
            when_words(one.removed, language),
            when_words(one.found_again, language),
        )
        for one in case.intervals
    )


def _check(check: Recheck, language: Language) -> CheckRow:
    return CheckRow(
        months=language.n("{n} month", "{n} months", check.months),
        day=day(check.day, language),
        state=part_words(check.state, language),
        done=when_words(check.done, language),
        css={"missed": "due", "due": "due", "done": "done"}.get(check.state, ""),
    )
