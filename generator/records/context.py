"""Records that change rarely: platforms, agreements, market series, published reports."""

from enum import StrEnum
from typing import Literal

from pydantic import Field, field_validator

from generator.records.evidence import Sourced
from generator.records.notice import Qualifier
from generator.records.response import Initiative
from generator.records.values import (
    CalendarCode,
    Count,
    Country,
    LocalText,
    Number,
    PartialDate,
    Period,
    Record,
    Slug,
    Text,
    Truth,
    WebAddress,
)


class Statement(Record):
    """Something a platform said or did that belongs to no single notice: the right of reply is printed whole."""

    date: PartialDate
    kind: Literal["statement", "refused", "registered"]
    text: LocalText
    sources: tuple[Slug, ...] = ()


class Platform(Sourced):
    """An online marketplace."""

    id: Slug
    name: LocalText
    operator: LocalText | None = None
    country: Country | None = None
    websites: tuple[WebAddress, ...] = ()
    aliases: tuple[Text, ...] = ()
    note: LocalText | None = None
    statements: tuple[Statement, ...] = ()
    invented: Truth = Field(default=False, description="True for made-up platforms of tests and demonstrations")


class DeadlineUnit(StrEnum):
    """What a deadline is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"


class DayZero(StrEnum):
    """From which day a deadline runs. That day is counted as day one (the Japanese pledge says so of its own)."""

    REQUEST = "request"
    NEXT_WORKING_DAY = "next_working_day"


class Deadline(Record):
    """A time limit as the agreement states it."""

    value: Count
    unit: DeadlineUnit
    counted_from: DayZero | None = Field(default=None, description="Left out where no source that was read says")


class Act(StrEnum):
    """What a commitment promises, where an event of a case can keep it."""

    REMOVAL = "removal"
    SELLERS_NOTIFIED = "sellers_notified"
    BUYERS_NOTIFIED = "buyers_notified"


class Commitment(Record):
    """One promise of an agreement."""

    id: Slug
    text: LocalText
    deadline: Deadline | Literal["none stated"]
    act: Act | None = Field(default=None, description="What is promised, where the events of a case can show it")
    asked_by: Initiative | None = Field(
        default=None, description="Whose request it answers; left out where it holds for whoever asks"
    )
    note: LocalText | None = None
    sources: tuple[Slug, ...] = ()

    @field_validator("deadline", mode="before")
    @classmethod
    def _none_stated(cls, value: object) -> object:
        if isinstance(value, str) and value != "none stated":
            raise ValueError("write a deadline with value and unit, or the words: none stated")
        return value


class Party(Record):
    """A platform that signed, as the source names it."""

    platform: Slug
    named: Text | None = Field(default=None, description="The entity as the source names it")
    represented_by: Text | None = None
    joined: PartialDate | None = None
    left: PartialDate | None = None
    founding: Truth = Field(default=True, description="False for a platform that joined later")


class Agreement(Sourced):
    """A pledge or pact between an authority and platforms."""

    id: Slug
    name: LocalText
    date: PartialDate
    jurisdiction: Country
    authorities: tuple[Slug, ...] = Field(min_length=1)
    parties: tuple[Party, ...] = ()
    other_parties: tuple[LocalText, ...] = Field(
        default=(), description="Signatories that a source does not name one by one"
    )
    commitments: tuple[Commitment, ...] = ()
    commitments_stated: Count | None = Field(default=None, description="How many commitments a source counts in all")
    applies_from: PartialDate | None = None
    calendar: CalendarCode | None = Field(
        default=None, description="Whose working days count; left out: those of the jurisdiction"
    )
    rechecks_after_months: tuple[Count, ...] = Field(
        default=(), description="When the authority looks again after a stop of sale, if the agreement says so"
    )
    legal_force: LocalText | None = None
    reporting: LocalText | None = None
    procedure: tuple[LocalText, ...] = Field(default=(), description="How a case goes, step by step")
    place: LocalText | None = None
    parent: Slug | None = None
    note: LocalText | None = None


class ReportKind(StrEnum):
    """What kind of aggregate somebody published."""

    PLEDGE_RESULT = "pledge_result"
    MONITORING = "monitoring"
    EXPERIMENT = "experiment"
    POLICY = "policy"


class Figure(Record):
    """One figure of a report, as printed there."""

    label: LocalText
    value: Number
    unit: Literal["percent", "count", "days", "weeks", "months"]
    qualifier: Qualifier = Qualifier.EXACT
    of: Count | None = Field(default=None, description="The number that a share or a part refers to, where printed")
    platform: Slug | None = None
    role: Literal["tested", "failed"] | None = Field(
        default=None, description="Marks the two numbers of a round of tests from which a failure rate is computed"
    )
    note: LocalText | None = None
    sources: tuple[Slug, ...] = ()


class Report(Sourced):
    """An aggregate that somebody published. Never mixed with what is derived here."""

    id: Slug
    kind: ReportKind
    title: LocalText
    publisher: Slug = Field(description="Entry of the authorities vocabulary")
    period: Period | None = None
    period_note: LocalText | None = None
    agreement: Slug | None = None
    platforms: tuple[Slug, ...] = ()
    figures: tuple[Figure, ...] = ()
    method: LocalText | None = None
    note: LocalText | None = None


class Release(StrEnum):
    """Which release of a value this is. A later one does not delete the earlier: both stay on record."""

    FIRST = "first"
    REVISED = "revised"


class Point(Record):
    """One value of a series, with where it comes from."""

    period: Period
    value: Number
    platform: Slug | None = None
    platforms: tuple[Slug, ...] = Field(default=(), description="Platforms that one value is given for together")
    country: Country | None = Field(default=None, description="The country that the goods come from, or EU")
    qualifier: Qualifier = Qualifier.EXACT
    rounded_to: Count | None = Field(default=None, description="The step to which the source rounds: 10000 for 8.18 m")
    revision: Release | None = Field(
        default=None, description="Which release of the value this is, where its source has more than one"
    )
    released: PartialDate | None = Field(default=None, description="When this release came out")
    note: LocalText | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)


class Series(Sourced):
    """A market statistic from one provider. Two providers never share a series."""

    id: Slug
    title: LocalText
    metric: Slug = Field(description="Entry of the metrics vocabulary: what is counted, whoever counts it")
    unit: Slug = Field(description="persons, krw, ...: entry of the units vocabulary")
    provider: LocalText
    region: Country
    group: LocalText | None = Field(default=None, description="The product group that it is restricted to")
    note: LocalText | None = None
    points: tuple[Point, ...] = Field(min_length=1)
