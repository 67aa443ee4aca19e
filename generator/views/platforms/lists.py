"""Lists on the page of a platform: what is open or overdue, and the checks that are due."""

from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.compliance.summary import Open, PlatformFigures
from generator.loading.catalog import Catalog
from generator.records.values import PartialDate
from generator.views.case_rows import asked_words, state_words, title_of
from generator.views.cases import STATE_CSS
from generator.views.figures import part_words
from generator.views.moments import day
from generator.views.words import Language, Words

MOST = 12
"""Rows of a list on the page itself; the page of the figure has them all."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A case without a removal on record, and its age."""

    notice: str
    title: Words
    path: str
    state: str
    css: str
    asked: str
    sent: str
    due: str
    age: str
    working: str


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """A check after a stop of sale that is due or missed."""

    notice: str
    title: Words
    path: str
    months: str
    day: str
    state: str
    css: str


@dataclass(frozen=True, slots=True)
class OpenList:
    """The overdue cases, then the others that are open, the oldest first; how many of each there are in all."""

    overdue: tuple[OpenRow, ...]
    overdue_count: int
    other: tuple[OpenRow, ...]
    other_count: int


def open_list(catalog: Catalog, own: PlatformFigures, language: Language) -> OpenList:
    """What is open, at most `MOST` rows of each kind."""
    overdue = own.overdue
    other = [one for one in own.open if one not in set(overdue)]
    return OpenList(
        tuple(_open(catalog, own.platform, one, language) for one in overdue[:MOST]),
        len(overdue),
        tuple(_open(catalog, own.platform, one, language) for one in other[:MOST]),
        len(other),
    )


def _open(catalog: Catalog, platform: str, one: Open, language: Language) -> OpenRow:
    notice = one.id.partition("/")[0]
    return OpenRow(
        notice=notice,
        title=title_of(catalog, notice, language),
        path=urls.case_page(notice, platform),
        state=state_words(one.state, language),
        css=STATE_CSS.get(one.state, ""),
        asked=asked_words(one.initiative, language),
        sent=_sent(one.sent, language),
        due=_day(one.due, language) if one.due else "–",
        age=language.number(one.age) if one.age is not None else "–",
        working=language.number(one.age_working) if one.age_working is not None else "–",
    )


def _sent(days: tuple[date, date] | None, language: Language) -> str:
    if days is None:
        return language.t("date not stated")
    first, last = (_day(one, language) for one in days)
    return first if first == last else language.t("between {first} and {last}", first=first, last=last)


def _day(value: date, language: Language) -> str:
    return language.date(PartialDate.parse(value.isoformat()))


def rechecks(catalog: Catalog, own: PlatformFigures, language: Language) -> tuple[RecheckRow, ...]:
    """The checks that are due or missed, the oldest first: all of them are counted, the first `MOST` are listed."""
    made = []
    for check in own.rechecks[:MOST]:
        notice = check.case.partition("/")[0]
        made.append(
            RecheckRow(
                notice=notice,
                title=title_of(catalog, notice, language),
                path=urls.case_page(notice, own.platform),
                months=language.n("{n} month", "{n} months", check.months),
                day=day(check.day, language),
                state=part_words(check.state, language),
                css="due" if check.state == "missed" else "",
            )
        )
    return tuple(made)
