"""A case as one row of a list, whichever figure it stands behind."""

from typing import NamedTuple

from generator import urls
from generator.compliance.rechecks import AHEAD, DUE
from generator.compliance.summary import Compliance, PlatformFigures
from generator.compliance.timeline import Case, State
from generator.loading.catalog import Catalog
from generator.views.cases import NO_RESPONSE, STATE_CSS, STATES
from generator.views.figures import part_words
from generator.views.moments import day, days_words, when_words
from generator.views.words import Language, Words

ASKED_BY = {
    "authority": "authority",
    "consumer": "consumer",
    "platform": "the platform itself",
    "unknown": "not stated",
}
"""Who set a removal going, in a word (interface strings)."""


class CaseRow(NamedTuple):
    """A case in a list. `path` leads to its page, or to the bulletin where nothing is on record."""

    id: str
    notice: str
    title: Words
    path: str
    asked: str
    sent: str
    removed: str
    days: str
    working: str
    state: str
    css: str


class Rows:
    """Makes the rows of one platform's cases, each once a language."""

    def __init__(self, catalog: Catalog, found: PlatformFigures) -> None:
        self.catalog, self.platform = catalog, found.platform
        self.cases = {case.id: case for case in found.cases}
        self._made: dict[tuple[str, str], CaseRow] = {}

    def row(self, id: str, language: Language) -> CaseRow:
        """The row of a case, or of a notice that names the platform, by NOTICE/PLATFORM."""
        key = id, language.code
        if key not in self._made:
            self._made[key] = self._make(id, language)
        return self._made[key]

    def _make(self, id: str, language: Language) -> CaseRow:
        notice = id.partition("/")[0]
        title = title_of(self.catalog, notice, language)
        case = self.cases.get(id)
        if case is None:
            path = f"{urls.notice(notice)}#{urls.case(self.platform)}"
            label, css = STATES[NO_RESPONSE]
            return CaseRow(id, notice, title, path, "", "–", "–", "", "", language.t(label), css)
        days, working, _ = days_words(case.to_removal, language)
        return CaseRow(
            id=id,
            notice=notice,
            title=title,
            path=urls.case_page(notice, self.platform),
            asked=asked_words(case.initiative, language),
            sent=when_words(case.sent, language),
            removed=when_words(case.first.removed, language),
            days=days,
            working=working,
            state=state_words(case.state, language),
            css=STATE_CSS.get(case.state, ""),
        )


def title_of(catalog: Catalog, notice: str, language: Language) -> Words:
    """The title of a notice, marked where it is in another language."""
    text, tag = catalog.notices[notice].text("title", language.code)
    return Words(text, "" if tag == language.code else tag)


def asked_words(initiative: str, language: Language) -> str:
    """Who set a removal going, in a word."""
    return language.t(ASKED_BY[initiative or "unknown"])


def state_words(state: State, language: Language) -> str:
    """The state of a case."""
    return part_words(state.value, language)


def as_of_words(found: Compliance, language: Language) -> str:
    """The day as of which figures speak; empty without any record."""
    return day(found.as_of.toordinal(), language) if found.as_of else ""


def moves(case: Case) -> bool:
    """Whether the page of a case speaks as of a day: it is still open, or a check lies ahead or is due."""
    return case.first.removed is None or any(check.state in (AHEAD, DUE) for check in case.rechecks)


def facts(case: Case, as_of: str) -> tuple[object, ...]:
    """What the page of a case says of it beyond the record, so that a page is made anew when it changes.

    The age of a closed case is nowhere printed and grows every day: it is left out, and so is the day.
    """
    moving = (as_of, case.age, case.age_working) if moves(case) else ()
    closed = tuple(w if w.closed else w.missing for w in (case.to_removal, case.to_claim, case.to_verification))
    return (
        case.initiative,
        case.excluded,
        case.state,
        case.sent,
        case.intervals,
        case.promise.agreement,
        case.promise.commitment,
        case.promise.missing,
        case.due,
        case.verdict,
        case.reference_due,
        case.reference_verdict,
        case.rechecks,
        case.calendar.code,
        closed,
        moving,
    )
