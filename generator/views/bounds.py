"""Findings held against a minimum or a range: they have no multiple, so each is shown in its own unit, as measured."""

from collections import defaultdict
from dataclasses import dataclass

from generator import urls
from generator.loading.catalog import Catalog
from generator.records.notice import Finding
from generator.records.values import LocalText
from generator.views.findings import FindingView, finding_view
from generator.views.words import Language, Words

MOST = 200
"""So many bulletins, the newest, are read for it."""


@dataclass(frozen=True, slots=True)
class BoundedRow:
    """A finding: the bulletin that tells of it, and the finding in words."""

    notice: str
    path: str
    title: Words
    finding: FindingView


@dataclass(frozen=True, slots=True)
class Bounded:
    """What was measured of one property or substance, newest first. `path` is empty where it has no page."""

    id: str
    name: Words
    path: str
    rows: tuple[BoundedRow, ...]


def bounded_ids(catalog: Catalog) -> tuple[str, ...]:
    """The newest active notices with a finding that has a minimum or a range, newest first."""
    found = [entry for entry in catalog.notices.values() if entry.bounded and entry.status == "active"]
    return tuple(entry.id for entry in sorted(found, key=lambda entry: entry.sort_key, reverse=True)[:MOST])


def bounded(catalog: Catalog, ids: tuple[str, ...], language: Language) -> tuple[Bounded, ...]:
    """Such findings of these notices by what was measured, in the order of names."""
    rows: dict[tuple[str, str], list[BoundedRow]] = defaultdict(list)
    for notice_id in ids:
        entry = catalog.notices[notice_id]
        title = language.words(LocalText(dict(entry.title)))
        for finding in catalog.records.findings(entry.file):
            if is_bounded(finding):
                kind = "substances" if finding.substance else "properties"
                about = finding.substance or finding.property or ""
                row = BoundedRow(notice_id, urls.notice(notice_id), title, finding_view(finding, language))
                rows[kind, about].append(row)
    found = [
        Bounded(f"limit-{about}", language.term(kind, about), own[0].finding.subject_path, tuple(own))
        for (kind, about), own in rows.items()
    ]
    return tuple(sorted(found, key=lambda one: one.name.text.casefold()))


def is_bounded(finding: Finding) -> bool:
    """Whether its limit is a minimum or a range."""
    return finding.limit is not None and (finding.limit.min is not None or finding.limit.range is not None)
