"""One address of each kind of page, on both sites and in both languages."""

from __future__ import annotations

LANGUAGES = {"en": "", "ko": "ko/"}
WRONG = "bulletins/2024/no-such-page/"

EVERYWHERE = {
    "home": "",
    "bulletins": "bulletins/",
    "platforms": "platforms/",
    "agreements": "agreements/",
    "reports": "reports/",
    "statistics": "statistics/",
    "substances": "substances/",
    "substance": "substances/117-81-7/",
    "about": "about/",
    "methodology": "methodology/",
    "corrections": "corrections/",
    "wrong": WRONG,
}
SMALL = EVERYWHERE | {
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
    "agreement": "agreements/xx-2024/",
}
SHIPPED = EVERYWHERE | {
    "bulletin": "bulletins/2024/PSB-2024-0023/",
    "bulletin with steps": "bulletins/2025/PSB-2025-0011/",
    "long bulletin": "bulletins/2024/PSB-2024-0032/",
    "year": "bulletins/2024/",
    "month": "bulletins/2024/05/",
    "platform": "platforms/temu/",
    "platform-year": "platforms/temu/2024/",
    "agreement": "agreements/kr-2024/",
}
ALL = [
    (site, code, kind, prefix + path)
    for site, paths in (("small", SMALL), ("shipped", SHIPPED))
    for code, prefix in LANGUAGES.items()
    for kind, path in paths.items()
]
"""(site, language, kind, path) of every page that is looked at. `wrong` is served by the page for wrong addresses."""
