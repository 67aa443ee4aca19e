"""The home page: what is new, and a few counts that lead to the pages behind them."""

from dataclasses import dataclass

from generator import urls
from generator.loading.catalog import Catalog
from generator.views.lists import Card, card, newest
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A count with the page that shows what was counted."""

    value: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the home page says."""

    lede: Words
    latest: tuple[Card, ...]
    figures: tuple[KeyFigure, ...]
    platforms: tuple[tuple[Words, str, str], ...]


def home(catalog: Catalog, language: Language, latest: int = 8) -> Home:
    """Build the page model of the home page."""
    removal = sum(any(kind.startswith("removal_") for kind in case.kinds) for case in catalog.cases.values())
    named = {p: len(ids) for p, ids in catalog.by_platform.items()}
    settings = catalog.settings
    figures = (
        KeyFigure(language.number(len(catalog.notices)), language.t("bulletins published here"), urls.BULLETINS),
        KeyFigure(language.number(len(named)), language.t("platforms named in them"), urls.PLATFORMS),
        KeyFigure(language.number(removal), language.t("cases with a removal on record"), urls.PLATFORMS),
        KeyFigure(language.number(len(settings.agreements)), language.t("agreements and pledges"), urls.AGREEMENTS),
    )
    busiest = sorted(named, key=lambda p: (-named[p], p))[:8]
    return Home(
        lede=language.words(settings.site.description),
        latest=tuple(card(entry, language) for entry in newest(catalog, latest)),
        figures=figures,
        platforms=tuple((language.platform(p), urls.platform(p), language.number(named[p])) for p in sorted(busiest)),
    )
