"""One address of each kind of page, on both sites and in both languages.

Pages that no record has a part in are the same on both sites: they are looked at on the small one.
"""

from __future__ import annotations

LANGUAGES = {"en": "", "ko": "ko/"}
WRONG = "bulletins/2024/no-such-page/"

EVERYWHERE = {
    "home": "",
    "search": "search/",
    "check": "check/",
    "bulletins": "bulletins/",
    "categories": "categories/",
    "hazards": "hazards/",
    "authorities": "authorities/",
    "countries": "countries/",
    "country": "countries/KR/",
    "platforms": "platforms/",
    "agreements": "agreements/",
    "reports": "reports/",
    "statistics": "statistics/",
    "substances": "substances/",
    "substance": "substances/117-81-7/",
}
SMALL = EVERYWHERE | {
    "about": "about/",
    "methodology": "methodology/",
    "corrections": "corrections/",
    "wrong": WRONG,
    "bulletin": "bulletins/2024/PSB-2024-0001/",
    "lot": "bulletins/2024/PSB-2024-0002/",
    "withdrawn": "bulletins/2024/PSB-2024-0003/",
    "superseded": "bulletins/2024/PSB-2024-0004/",
    "hostile": "bulletins/2024/PSB-2024-0066/",
    "month-of-hostile": "bulletins/2024/06/",
    "year": "bulletins/2024/",
    "month": "bulletins/2024/05/",
    "platform": "platforms/example-market/",
    "platform-year": "platforms/example-market/2024/",
    "cases": "platforms/example-market/cases/",
    "cases behind a figure": "platforms/example-market/cases/removal-on-record/",
    "parts of the cases": "platforms/example-market/cases/by-year/",
    "case": "bulletins/2024/PSB-2024-0001/example-market/",
    "compare": "platforms/compare/",
    "method": "methodology/figures/",
    "agreement": "agreements/xx-2024/",
}
SHIPPED = EVERYWHERE | {
    "metric": "statistics/monthly-users/",
    "metric with computed values": "statistics/overseas-direct-purchase/",
    "test results": "statistics/test-results/",
    "pledge results": "statistics/pledge-results/",
    "rates": "statistics/rates/",
    "bulletin": "bulletins/2024/PSB-2024-0023/",
    "bulletin with steps": "bulletins/2025/PSB-2025-0011/",
    "long bulletin": "bulletins/2024/PSB-2024-0032/",
    "year": "bulletins/2024/",
    "month": "bulletins/2024/05/",
    "platform": "platforms/temu/",
    "platform-year": "platforms/temu/2024/",
    "agreement": "agreements/kr-2024/",
}
PLACES = [(site, code) for site in ("small", "shipped") for code in LANGUAGES]
"""Each site in each language."""


def pages_of(site: str, code: str) -> list[tuple[str, str]]:
    """(kind, path) of the pages of a site in a language. `wrong` is answered by the page for wrong addresses."""
    paths = {"small": SMALL, "shipped": SHIPPED}[site]
    return [(kind, LANGUAGES[code] + path) for kind, path in paths.items()]
