"""Where a fact comes from: sources, conflicts between them, revisions, confidence."""

from enum import StrEnum

from pydantic import Field

from generator.records.values import LocalText, PartialDate, Record, Slug, Text, WebAddress


class Confidence(StrEnum):
    """How well a record is backed. `medium` and `low` records are shown as unconfirmed."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Source(Record):
    """One publication that was read: its name, address, when it was published and when it was read."""

    id: Slug = Field(description="Short name by which fact blocks of the same record refer to this source")
    name: Text
    url: WebAddress
    published: PartialDate | None = None
    retrieved: PartialDate = Field(description="When it was read; month precision is enough")
    note: LocalText | None = None


class Claim(Record):
    """What one side of a conflict says, and where."""

    statement: LocalText
    sources: tuple[Slug, ...] = ()


class Conflict(Record):
    """Sources that contradict each other: every version, and which one is used here and why."""

    topic: LocalText
    claims: tuple[Claim, ...] = Field(min_length=2)
    judgement: LocalText


class Revision(Record):
    """A change to a published record, in words that a reader understands."""

    date: PartialDate
    change: LocalText


class Sourced(Record):
    """A record with its evidence. `sources` is never empty; blocks without their own refer to all of them."""

    sources: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence = Confidence.HIGH
    confidence_note: LocalText | None = Field(default=None, description="What is still to be checked, and why")
    conflicts: tuple[Conflict, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def unconfirmed(self) -> bool:
        """Whether the record needs a check before anyone relies on it."""
        return self.confidence is not Confidence.HIGH
