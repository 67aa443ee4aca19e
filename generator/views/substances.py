"""Substances in words: the index, and a page for each with its limits and newest findings."""

from dataclasses import dataclass

from generator import urls
from generator.loading.catalog import Catalog
from generator.loading.entries import NoticeEntry
from generator.records.notice import Finding
from generator.records.values import LocalText
from generator.views.charts import Chart
from generator.views.evidence import SourceView, sources
from generator.views.findings import FindingView, allowed, finding_view
from generator.views.lists import count
from generator.views.multiples import multiples
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class SubstanceRow:
    """A substance in the index."""

    name: Words
    cas: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class SubstanceView:
    """Everything that a substance's page says: legal limits with their basis, and the newest findings.

    `shown` says how many of the bulletins these are, where they are not all.
    """

    name: Words
    cas: str
    path: str
    aliases: tuple[str, ...]
    description: Words | None
    limits: tuple[tuple[str, Words | None, Words | None, Words | None, tuple[SourceView, ...]], ...]
    findings: tuple[tuple[str, Words, str, FindingView], ...]
    chart: Chart | None
    shown: str


def substance_rows(catalog: Catalog, language: Language) -> tuple[SubstanceRow, ...]:
    """Every substance of the vocabulary, by name."""
    rows = [
        SubstanceRow(
            language.words(term.name),
            term.cas or "",
            urls.substance(term.id, term.cas),
            len(catalog.by_substance.get(term.id, ())),
        )
        for term in catalog.settings.terms["substances"].values()
    ]
    return tuple(sorted(rows, key=lambda row: row.name.text.casefold()))


MOST_FOUND = 200
"""Bulletins whose findings stand on the page of a substance: the newest."""


def found_last(catalog: Catalog, substance: str) -> tuple[NoticeEntry, ...]:
    """The notices whose findings stand on the page of a substance, newest first."""
    return tuple(catalog.notices[i] for i in catalog.by_substance.get(substance, ())[: -MOST_FOUND - 1 : -1])


def substance_view(catalog: Catalog, substance: str, language: Language) -> SubstanceView:
    """A substance with its legal limits and its newest findings (those of at most MOST_FOUND bulletins)."""
    term = catalog.settings.terms["substances"][substance]
    known = catalog.settings.term_sources["substances"]
    limits = tuple(
        (
            allowed(item.limit, language)[0],
            language.words(item.applies_to) if item.applies_to else None,
            language.words(item.limit.legal_basis) if item.limit.legal_basis else None,
            language.words(item.limit.note) if item.limit.note else None,
            sources(tuple(known[name] for name in item.sources), language),
        )
        for item in term.limits
    )
    rows = []
    total = len(catalog.by_substance.get(substance, ()))
    measured: list[tuple[str, Finding]] = []
    path, newest = urls.substance(substance, term.cas), found_last(catalog, substance)
    for entry in newest:
        found = catalog.records.findings(entry.file, substance)
        measured += [(entry.id, finding) for finding in found]
        title = language.words(LocalText(dict(entry.title)))
        rows += [(entry.id, title, urls.notice(entry.id), finding_view(f, language)) for f in found]
    return SubstanceView(
        name=language.words(term.name),
        cas=term.cas or "",
        path=path,
        aliases=term.aliases,
        description=language.words(term.description) if term.description else None,
        limits=limits,
        findings=tuple(rows),
        chart=multiples(
            measured,
            language.words(term.name).text,
            path,
            newest[0].date if newest else None,
            (len(newest), total),
            language,
        ),
        shown=language.t("{count}. The newest {n} are here.", count=count(total, language), n=len(newest))
        if len(newest) < total
        else "",
    )
