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

    `tag` is the language of the register's texts where it is not the page's, `licence_tag` that of the words on the
    licence, which are English unless they are the importer's own.
    """

    register: str
    reference: str
    url: str
    retrieved: str
    licence: str
    licence_tag: str
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

LICENCES = {
    "safety-gate": (
        "Published by the European Commission. The copy that was read states no licence; whether the Commission's "
        "general rules on re-use (Decision 2011/833/EU) cover it has not been checked. Pictures are linked, not copied."
    ),
    "cpsc": "A work of the United States government, in the public domain there. The copy itself states no licence.",
    "canada": (
        "The data set is published on open.canada.ca, where the Open Government Licence – Canada is usual. The copy "
        "states no licence, and this one has not been checked."
    ),
    "safetykorea": (
        "Not stated in the copy. Whether the page at the origin carries a KOGL (공공누리) mark has not been checked."
    ),
}
"""What the importers say of the licence, word for word (interface strings): a page says it in its own language."""


def origin(record: Sourced, language: Language) -> OriginView | None:
    """The register of an imported record; None for one that was written here."""
    told = record.provenance
    if told is None:
        return None
    licence = told.licence or ""
    ours = licence == LICENCES.get(told.source)
    return OriginView(
        register=language.t(REGISTERS[told.source]) if told.source in REGISTERS else told.source,
        reference=told.reference,
        url=told.url or "",
        retrieved=language.date(told.retrieved) if told.retrieved else "",
        licence=language.t(LICENCES[told.source]) if ours else licence,
        licence_tag="" if ours or language.code == "en" else "en",
        language=language.language(told.language),
        tag="" if told.language == language.code else told.language,
        kept=tuple((item.field, item.raw, item.note or "") for item in record.kept),
    )
