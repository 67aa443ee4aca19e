"""A response, or case: one notice on one platform, as an append-only log of dated, sourced events."""

from enum import StrEnum

from pydantic import Field, model_validator

from generator.records.evidence import Sourced
from generator.records.values import Instant, LocalText, NoticeId, PartialDate, Record, Slug, Text, Truth


class EventKind(StrEnum):
    """The moments of a case that are kept apart."""

    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    REMOVAL_CLAIMED = "removal_claimed"
    REMOVAL_REPORTED = "removal_reported"
    REMOVAL_VERIFIED = "removal_verified"
    SELLERS_NOTIFIED = "sellers_notified"
    BUYERS_NOTIFIED = "buyers_notified"
    REMEDY_OFFERED = "remedy_offered"
    REFUSED = "refused"
    STATEMENT = "statement"
    RECHECKED = "rechecked"


class Initiative(StrEnum):
    """Who set the removal going."""

    AUTHORITY = "authority"
    PLATFORM = "platform"
    CONSUMER = "consumer"


class RecheckOutcome(StrEnum):
    """What a re-check saw."""

    NOT_FOUND = "not_found"
    FOUND_AGAIN = "found_again"


class Event(Record):
    """One dated, sourced thing that happened in a case.

    Exactly one of `date`, `instant`, `between` (not before, not after) or `unknown: true` says when.
    """

    kind: EventKind
    date: PartialDate | None = None
    instant: Instant | None = None
    between: tuple[PartialDate, PartialDate] | None = None
    unknown: Truth = False
    listings: tuple[Text, ...] = Field(
        default=(), description="Item ids of the notice's listings; empty: all of this platform"
    )
    initiative: Initiative | None = Field(
        default=None, description="Whose initiative, where it differs from the case's"
    )
    outcome: RecheckOutcome | None = None
    partial: Truth = Field(default=False, description="True for a part of the listings, without saying which")
    statement: LocalText | None = None
    note: LocalText | None = None
    sources: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _one_time(self) -> "Event":
        times = [self.date is not None, self.instant is not None, self.between is not None, self.unknown]
        if sum(times) != 1:
            raise ValueError("say when with exactly one of date, instant, between or unknown: true")
        if self.between is not None and self.between[1].last < self.between[0].first:
            raise ValueError("between goes from the earlier to the later date")
        if (self.kind is EventKind.RECHECKED) != (self.outcome is not None):
            raise ValueError("an outcome belongs to rechecked, and rechecked needs one")
        return self


class Response(Sourced):
    """What one platform did about one notice."""

    notice: NoticeId
    platform: Slug
    initiative: Initiative | None = Field(
        default=None, description="Who set the removal going; left out where no source says"
    )
    events: tuple[Event, ...] = Field(min_length=1)
    note: LocalText | None = None
