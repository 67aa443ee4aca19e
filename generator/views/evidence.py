"""Sources and conflicts in words: every page that states a fact shows them the same way."""

from typing import NamedTuple

from generator.records.evidence import Conflict, Source, Sourced
from generator.views.words import Language, Words


class SourceView(NamedTuple):
    """A source as it is listed."""

    id: str
    name: str
    url: str
    published: str
    retrieved: str
    note: Words | None


class ConflictView(NamedTuple):
    """Sources that disagree: each claim with the names of its sources."""

    topic: Words
    claims: tuple[tuple[Words, str], ...]
    judgement: Words


def conflicts(record: Sourced, language: Language) -> tuple[ConflictView, ...]:
    """A record's conflicts in words."""

    def claims(conflict: Conflict) -> tuple[tuple[Words, str], ...]:
        names = {source.id: source.name for source in record.sources}
        return tuple(
            (language.words(c.statement), language.join([names[s] for s in c.sources])) for c in conflict.claims
        )

    return tuple(
        ConflictView(language.words(c.topic), claims(c), language.words(c.judgement)) for c in record.conflicts
    )


def sources(records: tuple[Source, ...], language: Language) -> tuple[SourceView, ...]:
    """Sources in words."""
    return tuple(
        SourceView(
            id=source.id,
            name=source.name,
            url=source.url,
            published=language.date(source.published) if source.published else "",
            retrieved=language.date(source.retrieved),
            note=language.words(source.note) if source.note else None,
        )
        for source in records
    )


class OriginView(NamedTuple):
    """Where an imported record comes from, and the values that are kept as they were printed there.

    `tag` is the language of the register's texts where it is not the page's.
    """

    register: str
    reference: str
    url: str
    retrieved: str
    licence: str
    language: str
    tag: str
    kept: tuple[tuple[str, str, str], ...]


REGISTERS = {
    "safety-gate": "EU Safety Gate, weekly reports",
    "cpsc": "US Consumer Product Safety Commission",
    "canada": "Government of Canada, Recalls and Safety Alerts",
    "safetykorea": "SafetyKorea, domestic recalls",
}
"""The registers by the name of their importer (interface strings)."""


def origin(record: Sourced, language: Language) -> OriginView | None:
    """The register of an imported record; None for one that was written here."""
    told = record.provenance
    if told is None:
        return None
    return OriginView(
        register=language.t(REGISTERS[told.source]) if told.source in REGISTERS else told.source,
        reference=told.reference,
        url=told.url or "",
        retrieved=language.date(told.retrieved) if told.retrieved else "",
        licence=told.licence or "",
        language=language.language(told.language),
        tag="" if told.language == language.code else told.language,
        kept=tuple((item.field, item.raw, item.note or "") for item in record.kept),
    )
