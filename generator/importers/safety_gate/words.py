"""Words of the register and what they are in the vocabularies: categories, risk types, levels."""

import re

from generator.importers.categorywords import category_of

CATEGORIES: dict[str, str] = {
    "toys": "toys",
    "cosmetics": "cosmetics",
    "motor vehicles": "motor-vehicles",
    "electrical appliances and equipment": "electrical-appliances",
    "childcare articles and children's equipment": "childcare-articles",
    "chemical products": "chemical-products",
    "lighting equipment": "lighting",
    "lighting chains": "lighting",
    "jewellery": "jewellery",
    "protective equipment": "protective-equipment",
    "machinery": "machinery",
    "hobby/sports equipment": "sports-leisure",
    "decorative articles": "decorative-articles",
    "pyrotechnic articles": "pyrotechnics",
    "furniture": "furniture",
    "lighters": "lighters",
    "kitchen/cooking accessories": "kitchenware",
    "laser pointers": "laser-pointers",
    "food-imitating products": "food-imitating",
    "communication and media equipment": "communication-equipment",
    "gas appliances and components": "gas-appliances",
    "gadgets": "gadgets",
    "hand tools": "tools",
    "recreational crafts": "recreational-craft",
    "construction products": "construction-products",
    "stationery": "stationery",
    "explosive atmospheres equipment": "explosive-atmospheres",
    "pressure equipment/vessels": "pressure-equipment",
    "measuring instruments": "measuring-instruments",
}
"""The register's categories in small letters; clothing depends on whose it is, `Other - …` on what follows."""

_OTHERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("food-imitating", re.compile(r"food[- ]imitating", re.IGNORECASE)),
    ("e-cigarettes", re.compile(r"e-?cig|electronic cig|vap(?:e|ing)", re.IGNORECASE)),
    ("ladders", re.compile(r"ladder|step stool", re.IGNORECASE)),
    ("vehicle-accessories", re.compile(r"\bcar\b|automotive|vehicle", re.IGNORECASE)),
    ("pet-products", re.compile(r"\bpets?\b|\bdogs?\b|\bcats?\b", re.IGNORECASE)),
    ("hygiene-articles", re.compile(r"hygien|tampon|sanitary|personal care", re.IGNORECASE)),
    ("protective-equipment", re.compile(r"protective equipment|\bPPE\b", re.IGNORECASE)),
    ("bags", re.compile(r"luggage|\bbags?\b", re.IGNORECASE)),
    ("garden-products", re.compile(r"garden|greenhouse|hammock", re.IGNORECASE)),
    ("sports-leisure", re.compile(r"\bsports?\b|balloon ride", re.IGNORECASE)),
    ("kitchenware", re.compile(r"tableware|drinking glass|barbecue|place setting|kitchen", re.IGNORECASE)),
    ("construction-products", re.compile(r"\btaps?\b|valve|water pipe", re.IGNORECASE)),
)
_CHILD = re.compile(r"\b(?:child|boy|girl|bab(?:y|ies)|infant|toddler|kid|newborn|junior)", re.IGNORECASE)
_SHOES = re.compile(
    r"\b(?:shoe|boot|sandal|slipper|footwear|trainer|sneaker|clog|flip[- ]?flop|ballerina|moccasin)", re.IGNORECASE
)

RISKS: dict[str, str] = {
    "chemical": "chemical risk",
    "environment": "environmental risk",
    "health-risk-other": "health risk",
    "microbiological": "microbiological risk",
    "security": "security risk",
}
"""How a title says a hazard, where its bare name would not read well."""

LEVELS = {"serious risk": "serious", "high risk": "high", "medium risk": "medium", "low risk": "low"}
NO_LEVELS = {
    "other risk levels": {
        "en": "Safety Gate lists this alert under other risk levels than serious.",
        "ko": "세이프티 게이트는 이 경보를 심각하지 않은 다른 위험 등급으로 분류했습니다.",
    },
    "other types of alerts": {
        "en": "Safety Gate lists this alert under other types of alerts, without a risk level.",
        "ko": "세이프티 게이트는 이 경보를 위험 등급이 없는 다른 유형의 경보로 분류했습니다.",
    },
}
"""Levels of the register that say no level, with the note that stands instead."""


def category(text: str, product: str) -> tuple[str, bool]:
    """Entry of the categories vocabulary, and whether the register's category was understood."""
    plain = " ".join(text.replace("’", "'").split()).casefold()
    if plain in CATEGORIES:
        return CATEGORIES[plain], True
    if plain == "clothing, textiles and fashion items":
        child, shoes = _CHILD.search(product), _SHOES.search(product)
        if shoes:
            return ("childrens-shoes" if child else "shoes"), True
        return ("childrens-clothing" if child else "clothing"), True
    if plain.startswith("other"):
        said = plain.removeprefix("other").strip(" -")
        for name, pattern in _OTHERS:
            if pattern.search(said):
                return name, True
        return category_of(f"{said} {product}".strip()), True
    return category_of(f"{plain} {product}"), False
