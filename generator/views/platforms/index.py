"""The index of platforms: every one in the order of its name, with counts only."""

from dataclasses import dataclass

from generator import urls
from generator.compliance.summary import Compliance
from generator.loading.catalog import Catalog
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform in the index."""

    name: Words
    path: str
    notices: int
    notices_text: str
    cases: str
    removal: int
    agreements: tuple[Words, ...]


def platform_rows(catalog: Catalog, found: Compliance, language: Language) -> tuple[PlatformRow, ...]:
    """Every platform in the order of its name: the index is no ranking."""
    rows = []
    for platform in catalog.settings.platforms.values():
        ids = catalog.by_platform.get(platform.id, ())
        own = found.platforms.get(platform.id)
        counted = [case for case in own.cases if not case.excluded] if own else []
        signed = tuple(
            language.words(a.name)
            for a in catalog.settings.agreements.values()
            if any(p.platform == platform.id for p in a.parties)
        )
        rows.append(
            PlatformRow(
                language.words(platform.name),
                urls.platform(platform.id),
                len(ids),
                language.number(len(ids)),
                language.number(len(counted)),
                sum(case.first.removed is not None for case in counted),
                signed,
            )
        )
    return tuple(sorted(rows, key=lambda row: row.name.text.casefold()))
