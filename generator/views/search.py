"""The search page: the data and the words that its script works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator import urls
from generator.loading.catalog import Catalog
from generator.records.shops import SHOPS
from generator.views.bulletin import TOP_LEVELS
from generator.views.cases import STATES
from generator.views.words import Language


@dataclass(frozen=True, slots=True)
class SearchView:
    """`facets` are (id, label) in their order; `data` is what the script needs, plain."""

    facets: tuple[tuple[str, str], ...]
    data: dict[str, Any]


def search_view(
    catalog: Catalog,
    language: Language,
    bits: int,
    root: str,
    here: str,
    sign: Callable[[str], str],
    starts: str,
) -> SearchView:
    """Build the page model. `bits` name a file of the look-up index; `sign` draws a hazard's icon.

    `starts` are the signs for which there is a file of brands.
    """
    t, settings = language.t, catalog.settings
    facets = (
        ("platform", t("Platform")),
        ("hazard", t("Hazard")),
        ("category", t("Category")),
        ("substance", t("Substance")),
        ("authority", t("Authority")),
        ("country", t("Country")),
        ("year", t("Year")),
        ("state", t("State of the case")),
        ("level", t("Risk level")),
    )
    hazards = settings.terms["hazards"]
    drawn = {term: str(sign(getattr(hazards[term], "icon", ""))) for term in catalog.by_hazard}
    names = {
        "platform": {p: language.platform(p).text for p in catalog.by_platform},
        "hazard": {h: language.term("hazards", h).text for h in catalog.by_hazard},
        "category": {c: language.term("categories", c).text for c in catalog.by_category},
        "substance": {s: language.term("substances", s).text for s in catalog.by_substance},
        "authority": {a: language.term("authorities", a).text for a in catalog.by_authority},
        "country": {c: language.country(c) for c in catalog.by_country},
        "year": {},
        "state": {state: t(label) for state, (label, _) in STATES.items()},
        "level": {level: t(label) for level, label in TOP_LEVELS.items()},
    }
    data = {
        "bits": bits,
        "root": root,
        "here": here,
        "index": f"{root}{urls.CHECK}index/",
        "starts": starts,
        "brands": f"{root}{urls.SEARCH}brands/",
        "shops": [shop._asdict() for shop in SHOPS],
        "names": names,
        "signs": drawn,
        "words": _words(language),
    }
    return SearchView(facets, data)


def _words(language: Language) -> dict[str, str]:
    """Everything that the script says. `{…}` is filled in by it."""
    t = language.t
    return {
        "busy": t("Searching"),
        "one": t("1 result"),
        "many": t("{n} results"),
        "none": t("No bulletin found. That does not mean that a product is safe."),
        "error": t("The search index could not be loaded. The lists of bulletins work without it."),
        "any": t("Any"),
        "more": t("Show more"),
        "exact": t("The number or name fits exactly"),
        "mean": t("Did you mean:"),
        "withdrawn": t("Withdrawn"),
        "superseded": t("Superseded"),
        "short": t("This is a short share link: open it, then copy the address of the product page."),
        "long": t("This is too long to search for."),
    }
