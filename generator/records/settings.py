"""Vocabularies and the site's own settings."""

from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from generator.records.context import DayZero, Deadline, DeadlineUnit
from generator.records.evidence import Source
from generator.records.notice import Limit
from generator.records.values import (
    CalendarCode,
    Cas,
    Count,
    Country,
    LocalText,
    PartialDate,
    Record,
    Slug,
    Text,
    Truth,
    WebAddress,
)


class Term(Record):
    """An entry of a plain vocabulary."""

    id: Slug
    name: LocalText
    description: LocalText | None = None


class HazardTerm(Term):
    """A Safety Gate risk type with its sign and the general advice that goes with it."""

    icon: Slug = Field(description="File name, without .svg, among the hazard signs of the theme")
    advice: tuple[LocalText, ...] = Field(default=(), description="General advice beyond 'stop using it'")


class AuthorityTerm(Term):
    """Whoever published: an authority, a consumer organisation, a trade body."""

    kind: Literal["authority", "consumer_organisation", "trade_body", "international_organisation"]
    jurisdiction: Country
    short: LocalText | None = None
    website: WebAddress | None = None
    note: LocalText | None = None


class LegalLimit(Record):
    """A legal limit with the basis that a source states for it."""

    limit: Limit
    applies_to: LocalText | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)


class UnitTerm(Term):
    """A unit, and the quantity that it measures."""

    quantity: Slug | None = Field(
        default=None, description="fraction, concentration, length, force, temperature, ...; none for money and ratios"
    )


class SubstanceTerm(Term):
    """A substance with its CAS number; a group of substances has none."""

    cas: Cas | None = None
    aliases: tuple[Text, ...] = ()
    limits: tuple[LegalLimit, ...] = ()


class MetricTerm(Term):
    """What a market statistic counts, whoever counts it. Its page shows every series of it."""

    caveat: LocalText = Field(description="What its numbers must not be taken for")
    unit: Slug = Field(description="Entry of the units vocabulary that every series of it uses")
    adds_up: Truth = Field(default=False, description="Whether the values of quarters sum to that of the year")
    amount: Truth = Field(default=True, description="False for ranks: no growth, no share, no chart from zero")


class PropertyTerm(Term):
    """A physical property or a requirement that was tested."""

    quantity: Slug | None = Field(
        default=None, description="length, force, temperature, ...; none for plain requirements"
    )


class CalendarDay(Record):
    """A day that the holiday package has wrong or does not know yet, and who says so."""

    date: PartialDate = Field(description="The day")
    name: LocalText
    sources: tuple[Slug, ...] = Field(min_length=1)

    @field_validator("date")
    @classmethod
    def _to_the_day(cls, date: PartialDate) -> PartialDate:
        if date.precision != "day":
            raise ValueError("a holiday is a day: write 2024-10-01")
        return date


class CalendarTerm(Record):
    """Corrections of one calendar: further days off, and days that are worked after all."""

    id: CalendarCode
    days_off: tuple[CalendarDay, ...] = Field(default=(), description="Days off that the package does not know")
    working_days: tuple[CalendarDay, ...] = Field(default=(), description="Days that are worked, though it says not")


class CalendarFile(Record):
    """site_config/calendars.yml, which may be missing."""

    calendars: tuple[CalendarTerm, ...] = Field(default=(), description="Corrections, one block a calendar")
    sources: tuple[Source, ...] = ()


class RecheckRule(Record):
    """An authority's rule when it looks again after a stop of sale. It is the authority's duty, not the platform's."""

    id: Slug
    text: LocalText = Field(description="The rule in words")
    authorities: tuple[Slug, ...] = Field(min_length=1, description="Whose notices it holds for")
    since: PartialDate = Field(description="Stops of sale from this day on")
    after_months: tuple[Count, ...] = Field(min_length=1, description="Months after the stop of sale, such as [1, 6]")
    sources: tuple[Slug, ...] = Field(min_length=1)


class RecheckFile(Record):
    """site_config/rechecks.yml, which may be missing. `grace_days` is set by this site, not by a source."""

    grace_days: Count = Field(default=14, description="Days before and after the due day in which a check still counts")
    rules: tuple[RecheckRule, ...] = Field(default=(), description="The rules, one block each")
    sources: tuple[Source, ...] = ()


class Language(Record):
    """A language of the site. The first one of site.yml lives at the root, the others below their code."""

    code: Slug
    name: Text


class Site(Record):
    """The publisher and how the site speaks (site_config/site.yml)."""

    title: LocalText
    description: LocalText
    publisher: LocalText
    disclaimer: LocalText
    languages: tuple[Language, ...] = Field(min_length=1)
    time_zone: Text
    id_prefix: str = Field(pattern=r"^[A-Z]{2,8}$")
    contact: Text | None = None
    repository: WebAddress | None = None
    edit_url: str | None = Field(default=None, pattern=r"^https?://[^\s]*\{path\}[^\s]*$")
    calendar: CalendarCode = Field(
        default="KR", description="Working days where neither an agreement nor its country says"
    )
    threshold: Count = Field(default=20, description="Fewest cases from which a percentage or median is printed")
    reference_deadline: Deadline = Field(
        default=Deadline(value=2, unit=DeadlineUnit.WORKING_DAYS, counted_from=DayZero.NEXT_WORKING_DAY),
        description="A yardstick for every case, whatever was promised: a reference, not a promise",
    )
    invented: LocalText | None = Field(default=None, description="A banner on every page: for demonstration data only")

    @field_validator("time_zone")
    @classmethod
    def _known_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"'{name}' is not a time zone: write one such as Asia/Seoul") from error
        return name

    @field_validator("languages")
    @classmethod
    def _each_language_once(cls, languages: tuple[Language, ...]) -> tuple[Language, ...]:
        if len({language.code for language in languages}) < len(languages):
            raise ValueError("a language stands twice")
        return languages
