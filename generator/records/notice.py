"""A notice: one harmful product, or one tested lot of products, as an authority or a test body published it."""

import builtins
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator

from generator.records.evidence import Sourced
from generator.records.values import (
    Count,
    Country,
    Gtin,
    LocalText,
    MediaPath,
    NoticeId,
    Number,
    PartialDate,
    Record,
    Slug,
    Text,
    Truth,
    WebAddress,
)


class Status(StrEnum):
    """Whether a published notice still stands. A notice is never deleted."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class RiskLevel(StrEnum):
    """Risk levels of EU Safety Gate, the highest first."""

    SERIOUS = "serious"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ScopeKind(StrEnum):
    """What the notice speaks of: an identified product, or a lot tested together."""

    ITEM = "item"
    LOT = "lot"


class Qualifier(StrEnum):
    """How a number was stated."""

    EXACT = "="
    ABOUT = "~"
    MORE_THAN = ">"
    AT_LEAST = ">="
    LESS_THAN = "<"
    AT_MOST = "<="


class Code(Record):
    """A code on the product or its listing that is no GTIN with a right check digit."""

    scheme: Slug = Field(description="asin, isbn, gtin-invalid, serial or other")
    value: Text


class Product(Record):
    """What the product is, as far as sources say. Nothing is guessed."""

    name: LocalText
    brand: Text | None = None
    models: tuple[Text, ...] = ()
    gtins: tuple[Gtin, ...] = ()
    batches: tuple[Text, ...] = ()
    codes: tuple[Code, ...] = Field(default=(), description="Codes that are no sound GTIN: ASIN, ISBN, others")
    category: Slug = Field(description="Entry of the categories vocabulary")
    origin: Country | None = Field(default=None, description="Country of origin, ISO 3166-1 alpha-2")
    intended_users: tuple[Slug, ...] = Field(default=(), description="Entries of the users vocabulary")
    units: Count | None = Field(default=None, description="Number of units sold or concerned")
    price: Text | None = Field(default=None, description="Price as a source printed it, with its currency")
    sold: LocalText | None = Field(default=None, description="Where and when it was sold, as a source says")
    description: LocalText | None = None


class Scope(Record):
    """One item, or a tested lot for which a source names several platforms without saying which sold what."""

    kind: ScopeKind = ScopeKind.ITEM
    platforms: tuple[Slug, ...] = Field(default=(), description="Platforms named for the whole lot")
    note: LocalText | None = None

    @model_validator(mode="after")
    def _platforms_belong_to_a_lot(self) -> "Scope":
        if self.kind is ScopeKind.ITEM and self.platforms:
            raise ValueError("an item has listings: only a lot names its platforms in scope")
        return self


class Hazard(Record):
    """A hazard by its Safety Gate risk type, with the level where a source states one."""

    type: Slug = Field(description="Entry of the hazards vocabulary")
    level: RiskLevel | None = None
    description: LocalText | None = None


class Measured(Record):
    """A measured value as the source printed it."""

    value: Number
    qualifier: Qualifier = Qualifier.EXACT
    unit: Text


class Limit(Record):
    """What the law or the standard allows: a maximum, a minimum, a range, a prohibition or a requirement."""

    max: Number | None = None
    min: Number | None = None
    range: tuple[Number, Number] | None = None
    prohibited: Truth = False
    requirement: LocalText | None = Field(
        default=None, description="A requirement that is met or not, without a number"
    )
    unit: Text | None = None
    exclusive: Truth = Field(
        default=False, description="True where the value itself is not allowed (below, not at most)"
    )
    legal_basis: LocalText | None = None
    derived: Truth = Field(default=False, description="True where the source does not print this limit")
    note: LocalText | None = None

    @model_validator(mode="after")
    def _exactly_one_kind(self) -> "Limit":
        kinds = [
            self.max is not None,
            self.min is not None,
            self.range is not None,
            self.prohibited,
            self.requirement is not None,
        ]
        if sum(kinds) != 1:
            raise ValueError("a limit is exactly one of max, min, range, prohibited or requirement")
        if self.unit is None and any(kinds[:3]):
            raise ValueError("a limit that is a number needs its unit")
        if self.range is not None and self.range[0] >= self.range[1]:
            raise ValueError("a range goes from the smaller to the larger number")
        return self


class Finding(Record):
    """One thing that was found: a substance or a physical property, in one part of the product."""

    part: LocalText | None = None
    platform: Slug | None = Field(
        default=None, description="Only where the source itself says which platform's item it was"
    )
    substance: Slug | None = Field(default=None, description="Entry of the substances vocabulary")
    property: Slug | None = Field(default=None, description="Entry of the properties vocabulary")
    measured: Measured | None = None
    limit: Limit | None = None
    printed_multiple: Number | None = Field(default=None, description="value / limit as the source printed it", gt=0)
    tested: PartialDate | None = None
    laboratory: Text | None = None
    method: Text | None = None
    quote: Text | None = Field(default=None, description="The words of the source that the value was read from")
    note: LocalText | None = None
    sources: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _one_subject(self) -> "Finding":
        if (self.substance is None) == (self.property is None):
            raise ValueError("a finding is about exactly one substance or one property")
        return self

    @builtins.property  # the field `property` hides the name in this class
    def multiple(self) -> Decimal | None:
        """Measured value divided by a maximum in the same unit; None where the two cannot be compared so."""
        if self.measured is None or self.limit is None or not self.limit.max:
            return None
        if self.measured.unit != self.limit.unit or self.limit.max <= 0:
            return None
        return self.measured.value / self.limit.max


class Sample(Record):
    """How many products were tested in the round that the notice belongs to, and how many failed."""

    tested: Count
    failed: Count
    note: LocalText | None = None

    @model_validator(mode="after")
    def _failed_within_tested(self) -> "Sample":
        if self.failed > self.tested:
            raise ValueError("more failed than were tested")
        return self


class Listing(Record):
    """A place where the product was offered: identifiers, shown and never linked as an invitation to buy."""

    platform: Slug
    item_id: Text | None = None
    url: WebAddress | None = None
    seller: Text | None = None
    seen: PartialDate | None = None
    note: LocalText | None = None
    sources: tuple[Slug, ...] = ()


class Measure(Record):
    """What was done about the product: the type, who did it, on whose order, when."""

    type: Slug = Field(description="Entry of the measures vocabulary")
    by: LocalText | None = None
    ordered_by: LocalText | None = None
    voluntary: Truth | None = None
    date: PartialDate | None = None
    note: LocalText | None = None
    sources: tuple[Slug, ...] = ()


class Image(Record):
    """A picture in the record's folder."""

    file: MediaPath
    alt: LocalText
    credit: Text


class Reference(Record):
    """The same notice under somebody else's number."""

    scheme: Slug
    id: Text
    url: WebAddress | None = None


class Withdrawal(Record):
    """When and why a notice was withdrawn. Its page stays."""

    date: PartialDate
    reason: LocalText


class Notice(Sourced):
    """One harmful product (or product lot): identity, hazards, findings, listings, measures, sources."""

    id: NoticeId
    status: Status = Status.ACTIVE
    published: PartialDate = Field(description="When the authority or test body published it")
    title: LocalText
    summary: LocalText
    risk: LocalText = Field(description="The risk in plain words")
    product: Product
    scope: Scope = Scope()
    authority: Slug = Field(description="Entry of the authorities vocabulary")
    jurisdiction: Country = Field(description="ISO 3166-1 alpha-2, or EU")
    notified_by: Country | None = Field(
        default=None, description="The country whose authority notified it, where the register is shared"
    )
    hazards: tuple[Hazard, ...] = Field(min_length=1)
    findings: tuple[Finding, ...] = ()
    sample: Sample | None = None
    listings: tuple[Listing, ...] = ()
    measures: tuple[Measure, ...] = ()
    advice: tuple[LocalText, ...] = Field(
        default=(), description="What to do, from a source; else general advice is shown"
    )
    images: tuple[Image, ...] = ()
    pictures: tuple[WebAddress, ...] = Field(default=(), description="Pictures at the source: linked, never embedded")
    references: tuple[Reference, ...] = ()
    related: tuple[NoticeId, ...] = Field(default=(), description="Other notices on the same or a very similar product")
    note: LocalText | None = None
    withdrawal: Withdrawal | None = None
    superseded_by: NoticeId | None = None
    aliases: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _status_has_its_block(self) -> "Notice":
        broken = self.rules_across(
            {"status": self.status.value, "withdrawal": self.withdrawal, "superseded_by": self.superseded_by}
        )
        if broken:
            raise ValueError("; ".join(broken))
        return self

    @classmethod
    def rules_across(cls, data: Mapping[str, object]) -> list[str]:
        """A status and its block belong together."""
        status = data.get("status")
        found = []
        if (status == Status.WITHDRAWN.value) != (data.get("withdrawal") is not None):
            found.append("status withdrawn and a withdrawal with date and reason belong together")
        if (status == Status.SUPERSEDED.value) != (data.get("superseded_by") is not None):
            found.append("status superseded and superseded_by belong together")
        return found

    @property
    def pooled(self) -> bool:
        """Whether the source names several platforms for the whole lot and does not say which sold what."""
        return len(self.scope.platforms) > 1 and not any(finding.platform for finding in self.findings)

    @property
    def platforms(self) -> tuple[str, ...]:
        """Platforms that the notice names, each once: those with a listing first, then those of the lot."""
        pinned = [listing.platform for listing in self.listings]
        found = [finding.platform for finding in self.findings if finding.platform]
        return tuple(dict.fromkeys([*pinned, *found, *self.scope.platforms]))
