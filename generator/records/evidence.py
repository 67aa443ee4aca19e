"""Where a fact comes from: sources, conflicts between them, revisions, confidence."""

from enum import StrEnum

from pydantic import Field

from generator.records.values import LanguageTag, LocalText, PartialDate, Record, Slug, Text, WebAddress


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


class RuleException(Record):
    """A rule of `bulletins check` that this record breaks on purpose, and why that is right here."""

    rule: Slug = Field(description="Short name of the rule, as `bulletins check` prints it in brackets")
    reason: Text = Field(description="Why the rule does not fit this record, for the next officer who reads it")


class Provenance(Record):
    """Where an imported record comes from: the register, its own reference, and what may be done with the text."""

    source: Slug = Field(description="The importer's name: safety-gate, cpsc, canada or safetykorea")
    reference: Text = Field(description="The register's own reference, exactly as printed there")
    url: WebAddress | None = None
    retrieved: PartialDate | None = Field(default=None, description="When the file was fetched; left out if not known")
    licence: Text | None = Field(default=None, description="What is known of the licence of the source's text")
    language: LanguageTag = Field(description="Language of the source's texts, BCP 47")


class Kept(Record):
    """A value as the source printed it, kept because what was made of it is a guess or a repair."""

    field: Text = Field(description="The field of the source")
    raw: Text = Field(description="The value as it stood there; control characters written as <U+0092>")
    note: Text | None = Field(default=None, description="What was done with it")


class Sourced(Record):
    """A record with its evidence. `sources` is never empty; blocks without their own refer to all of them."""

    sources: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence = Confidence.HIGH
    confidence_note: LocalText | None = Field(default=None, description="What is still to be checked, and why")
    conflicts: tuple[Conflict, ...] = ()
    revisions: tuple[Revision, ...] = ()
    exceptions: tuple[RuleException, ...] = ()
    provenance: Provenance | None = None
    kept: tuple[Kept, ...] = ()

    @property
    def unconfirmed(self) -> bool:
        """Whether the record needs a check before anyone relies on it."""
        return self.confidence is not Confidence.HIGH
