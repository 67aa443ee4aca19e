"""Times of cases in words: days as exactly as they are known, durations between two of them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from generator.compliance.clock import UNKNOWN, When, day_of
from generator.compliance.waits import Wait
from generator.records.response import Event
from generator.records.values import Instant, PartialDate
from generator.views.words import Language


def day(ordinal: int, language: Language) -> str:
    """A day by its ordinal."""
    return language.date(PartialDate.parse(date.fromordinal(ordinal).isoformat()))


def when_words(when: When | None, language: Language, none: str = "–") -> str:
    """A time: a day, a moment, two days between which it lies, or that no source says when."""
    if when is None:
        return none
    if not when.known:
        return language.t("date not stated")
    if when.moment is not None:
        return language.instant(Instant.parse(datetime.fromtimestamp(when.moment, UTC).isoformat()))
    if when.first == when.last:
        return day(when.first, language)
    return language.t("between {first} and {last}", first=day(when.first, language), last=day(when.last, language))


def when_iso(when: When | None) -> str:
    """A time as machines read it; empty where it is not known to the day."""
    return date.fromordinal(when.first).isoformat() if when is not None and when.exact else ""


def event_when(event: Event, zone: ZoneInfo) -> When:
    """The time of an event of a record, in days of the site's zone."""
    if event.instant:
        moment = int(event.instant.moment.timestamp())
        day_number = day_of(moment, zone)
        return When(day_number, day_number, moment)
    if event.date:
        return When(event.date.first.toordinal(), event.date.last.toordinal())
    if event.between:
        return When(event.between[0].first.toordinal(), event.between[1].last.toordinal())
    return UNKNOWN


def days_words(wait: Wait, language: Language) -> tuple[str, str, str]:
    """A closed wait in calendar days, working days and hours; empty texts where it is open or not known."""
    if wait.missing or not wait.closed:
        return "", "", ""
    hours = _span(wait.early_hours, wait.late_hours, language)
    return _span(wait.early, wait.late, language), _span(wait.early_working, wait.late_working, language), hours


def _span(least: float | None, most: float | None, language: Language) -> str:
    if least is None or most is None:
        return ""
    first, last = (language.number(round(value)) for value in (least, most))
    return first if first == last else language.t("{least} to {most}", least=first, most=last)
