"""What the Canadian list says in a few words: its issues as hazards, its categories, product names inside titles."""

import re
from typing import NamedTuple

from generator.importers.categorywords import category_of

_COMPOUND = ("Truck - Med. & H.D.", "E. Coli - non-pathogenic", "E. Coli - other pathogenic")
"""Values that hold the ` - ` by which the list joins several values."""


def _values(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


_MICROBES = _values(
    "salmonella|listeria|norovirus|cyclospora|microbial hazard|microbial contamination|e. coli|e. coli o157:h7"
    "|e. coli - non-pathogenic|e. coli - other pathogenic|vibrio parahaemolyticus|clostridium botulinum"
    "|staphylococcus aureus|hepatitis a|sterility"
)
ISSUES: dict[str, str] = {
    **dict.fromkeys(_MICROBES, "microbiological"),
    **dict.fromkeys(("fire hazard", "flammability hazard"), "fire"),
    "burn hazard": "burns",
    "choking hazard": "choking",
    "suffocation hazard": "suffocation",
    "strangulation hazard": "strangulation",
    **dict.fromkeys(("entrapment hazard", "entanglement hazard"), "entrapment"),
    **dict.fromkeys(("drowning hazard", "risk of capsize"), "drowning"),
    **dict.fromkeys(("electrical hazard", "electric shock hazard", "electrocution hazard"), "electric-shock"),
    **dict.fromkeys(
        (
            "chemical hazard",
            "poisoning hazard",
            "aspiration hazard",
            "chemical",
            "chemical contamination",
            "marine biotoxin",
            "undeclared substance",
            "mycotoxin",
            "heavy metals",
        ),
        "chemical",
    ),
    "laceration hazard": "cuts",
    **dict.fromkeys(
        (
            "fall hazard",
            "physical hazard",
            "injury hazard",
            "impact hazard",
            "tip-over hazard",
            "crash hazard",
            "extraneous material",
            "projectile hazard",
            "pinch hazard",
            "collapse hazard",
        ),
        "injuries",
    ),
    "inaccurate test or measurement results": "incorrect-measurement",
    **dict.fromkeys(("hearing hazard", "noise hazard"), "damage-to-hearing"),
    **dict.fromkeys(("eye hazard", "vision hazard"), "damage-to-sight"),
}
"""Issues of the list that name a hazard, in small letters, as Safety Gate risk types."""

ALLERGENS = _values(
    "milk|egg|sulphites|mustard|soy|wheat|peanut|gluten|tree nut|sesame seeds|fish|crustacean and shellfish"
    "|undeclared food allergen"
)
"""Issues of the list that are foods to which people react."""

NEUTRAL = _values(
    "medical devices|product safety|performance|electrical|structure|brakes|health products|accessories"
    "|seats and restraints|airbag|lights and instruments|powertrain|labelling and packaging|other|engine"
    "|steering|suspension|label|product quality|unauthorized product|unauthorized products|fuel supply"
    "|visual system|covid|fuel system|tires|non harmful (quality or spoilage)|labelling|contamination"
    "|high voltage|wheels|new safety information|device compatibility|unauthorised device"
    "|heater and defroster|software defect|packaging|dosage|ingestion hazard|supply|manufacturing defect"
    "|quality|increased risk or new adverse events|revised instructions for use|consumer products"
    "|suspected quality concern|product withdrawal|mechanical defect|adverse reaction|premature failure"
    "|lack of efficacy|electrical defect|fabrics|food|nutrition|establishment/site licensing|tampering"
    "|product contamination"
)
"""Issues of the list that name a part, a department or a matter, and no hazard."""

_FOOD = _values(
    "food|candy, confectionary, snacks and sweeteners|nuts, grains, and seeds|dairy|multiple food items"
    "|herbs and spices|condiments|grain products|fruits and vegetables|fish and seafood|meat and poultry"
    "|bread|egg products|eggs|beverages|cereal|pasta|oatmeal|fresh|processed|frozen|canned|non-alcoholic"
    "|alcoholic"
)
_DEVICES = _values(
    "medical devices|general hospital and personal use|cardiovascular|radiology|general and plastic surgery"
    "|anaesthesiology|gastroenterology and urology|chemistry|orthopaedics|haematology|neurology"
    "|physical medicine|dental|ear, nose and throat|ophthalmology|obstetrics and gynaecology|microbiology"
    "|pathology|immunology|clinical toxicology"
)
_VEHICLES = _values(
    "suv|car|truck - med. & h.d.|truck|med. & h.d.|rv trailer|light truck & van|motorhome|bus|motorcycle"
    "|school bus|minivan|a.t.v.|heavy trailer|chassis cab|snowmobile|light trailer|restricted-use vehicle"
    "|three wheeled vehicle|motor tricycle|minibike/ moped /scooter|competition vehicle|rv chassis"
    "|low speed vehicle|low speed motorcycle|vehicles"
)
CATEGORIES: dict[str, str] = {
    **dict.fromkeys(_FOOD, "food"),
    **dict.fromkeys(_DEVICES, "medical-devices"),
    **dict.fromkeys(_VEHICLES, "motor-vehicles"),
    **dict.fromkeys(("tire", "equipment"), "vehicle-accessories"),
    "pet care/food": "pet-products",
    **dict.fromkeys(("drugs", "biologic or vaccine", "radiopharmaceuticals", "veterinary drugs"), "medicines"),
    **dict.fromkeys(("natural health products", "homeopathic medicine"), "medicines"),
    **dict.fromkeys(("cannabis", "medical cannabis"), "cannabis"),
    **dict.fromkeys(("child car seat", "booster seat", "infant products"), "childcare-articles"),
    "vaping and tobacco products": "e-cigarettes",
    "toys and games": "toys",
    **dict.fromkeys(("sports and fitness", "camping"), "sports-leisure"),
    "boat": "recreational-craft",
    **dict.fromkeys(("clothing and accessories", "clothing"), "clothing"),
    "footwear": "shoes",
    "jewellery": "jewellery",
    "chemicals": "chemical-products",
    "beauty and personal care": "cosmetics",
    **dict.fromkeys(
        (
            "electronics",
            "appliances",
            "audio visual and photography",
            "computing",
            "electrical supplies",
            "communications",
        ),
        "electrical-appliances",
    ),
    **dict.fromkeys(
        (
            "tools and accessories",
            "powered tools and equipment",
        ),
        "tools",
    ),
    "lawn and garden supplies": "garden-products",
    "building materials and supplies": "construction-products",
    "furniture and furnishings": "furniture",
    "kitchenware and tableware": "kitchenware",
    "safety, security and surveillance": "protective-equipment",
    "hobby and craft items": "stationery",
    "arts, crafts and needlework": "stationery",
}
_WIDE = _values(
    "household items|specialized products|consumer products|outdoor living|electronics|appliances"
    "|tools and accessories|hobby and craft items|clothing and accessories|clothing|other|health products"
    "|safety, security and surveillance|sports and fitness|furniture and furnishings"
    "|building materials and supplies"
)
"""Categories so wide that the product's name says more."""

_FRENCH_VEHICLES = re.compile(
    r"voiture|camion\w*|véhicule|fourgon\w*|minifourgonnette|caravane|motocyclette|autobus|remorque", re.IGNORECASE
)


def values_of(joined: str) -> list[str]:
    """The values of a field that the list joined with ` - `."""
    for n, compound in enumerate(_COMPOUND):
        joined = joined.replace(compound, f"\x00{n}\x00")
    parts = [part.strip() for part in joined.split(" - ")]
    found = [re.sub("\x00([0-9]+)\x00", lambda match: _COMPOUND[int(match[1])], part) for part in parts if part]
    return list(dict.fromkeys(found))


def category_in(categories: list[str], organization: str, name: str) -> str | None:
    """An entry of the categories vocabulary; None where the list's category is not known and the name says nothing."""
    narrow = sorted(categories, key=lambda value: value.lower() in _WIDE)
    known = [CATEGORIES[value.lower()] for value in narrow if value.lower() in CATEGORIES]
    if organization == "CFIA":
        return "food"
    if categories and all(value.lower() in _WIDE for value in categories):
        said = category_of(name)
        if said != "other":
            return said
    if known:
        return known[0]
    if organization == "TC" and "siège d'auto" in name.lower().replace("’", "'"):
        return "childcare-articles"
    if organization == "TC":
        return "motor-vehicles" if _FRENCH_VEHICLES.search(name) else category_of(name)
    said = category_of(name)
    return said if said != "other" or all(value.lower() in _WIDE for value in categories) else None


class Titled(NamedTuple):
    """What a title says: the text without marks and dates, the product, who recalls, why, the day it began."""

    title: str
    product: str
    who: str
    reason: str
    day: str
    archived: bool
    recall: bool
    warning: bool


_ARCHIVED = re.compile(r"^Archived? ?[–:-] ?", re.IGNORECASE)
_DAY = re.compile(r"\s*\(([12][0-9]{3}-[01][0-9]-[0-3][0-9])\)\s*$")
_MARK = re.compile(
    r"^(?:(?:Expanded|Updated|Updated and Expanded|Amended|Joint) recall|Recall|Update|Updated|Amended"
    r"|Alert|Information Update"
    r"|Consumer Product Update|Foreign Product Alerts?|Public Advisory|Advisory|Notice to Hospitals"
    r"|For Health Professionals|For the Public)"
    r" ?[:–-] ?",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:due to (?:due to )?|because of |recalled for )(?P<due>[^;]+?)\s*(?:;|$)"
    r"|^(?P<undeclared>Undeclared .+?) in |^[^:]{3,90}?: ?(?P<lots>(?:Affected|Some|Certain"
    r"|One) lots? .*)"
    r"|; (?P<after>[A-Z].*)|\b(?P<may>may (?:contain|pose|be|not|cause|fail)\b[^;]*)",
    re.IGNORECASE,
)
_LOTS = re.compile(r"^(?P<product>.{3,90}?) ?: ?(?:Affected|Some|Certain|One) lots? ", re.IGNORECASE)
_OPEN_END = re.compile(r",? (?:that|which|and|continue to be|to be|because)$", re.IGNORECASE)
_SOME_LOTS = re.compile(
    r"^(?:one|two|three|four|five|six|several|certain|all|some|[0-9]+) (?:additional )?lots? of ", re.IGNORECASE
)
_RECALLED = re.compile(
    r"^(?P<product>.{3,}?),? (?:(?:is|are|was|were|has been|have been) )?(?:being )?(?:voluntarily )?recalled\b",
    re.IGNORECASE,
)
_RECALLS = re.compile(
    r"^(?P<who>.{2,90}?(?<![ –-])) (?:(?:is|are) (?:voluntarily )?recalling|(?:voluntarily )?recalls?"
    r"|(?:expands|announces|issues|conducts) (?:\w+ )?recall (?:of|for)) "
    r"(?!of\b)(?P<product>.+?)(?: due to .*| because .*|;.*)?\.?$",
    re.IGNORECASE,
)
_UNDECLARED = re.compile(r"^Undeclared .+? in (?:certain |various |some )?(?P<product>.{3,})$", re.IGNORECASE)
_MAY = re.compile(
    r"^(?:Certain |Various |Some )?(?P<product>.{3,}?) (?:may|can|could) (?:contain|pose|be|not|cause|fail)\b",
    re.IGNORECASE,
)
_WARNS = re.compile(
    r"^(?:Health Canada|CFIA|The CFIA) (?:is )?(?:warns?|warning|advis(?:es?|ing)|remind(?:s"
    r"|ing))(?: (?:consumers|Canadians|parents|(?:the )?public)\b)?"
    r"(?: that| about| against(?: using)?| (?:not )?to (?:not )?(?:use|buy|take|consume|return|stop (?:using|taking)"
    r"(?: and selling)?)| of)(?: the)? (?P<product>.{3,}?)"
    r"(?:,? (?:that |which )?(?:previously |formerly )?(?:available|sold|advertised)\b.*| (?:may"
    r"|pos(?:e|es|ing)|can)\b.*| (?:due to|because of)\b.*)?$",
    re.IGNORECASE,
)
_RECALL = re.compile(r"\brecall(?:s|ed|ing)?\b|\bwithdrawn?\b", re.IGNORECASE)
_WARNING = re.compile(
    r"\bwarn(?:s|ed|ing)?\b|\badvis(?:es?|ed|ing|ory)\b|\balerts?\b|\bunauthori[sz]ed\b|\bcounterfeit\b"
    r"|\bmay pose\b|\bserious (?:health )?risks?\b"
    r"|\bsafety information\b|\bdo not use\b|\bseized\b|\bundeclared\b|\bmay contain\b",
    re.IGNORECASE,
)


_AUDIENCE = re.compile(
    r"\s*[-–] ?(?:For (?:the Public|Health(?:care)? Professionals)|Notice to Hospitals|Fact Sheet)\s*$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^(?:Health Canada Endorsed )?(?:New |Updated |Important )*(?:Medical Devices? )?(?:Safety "
    r"|Drug )?(?:Information|Advisory|Update|Concerns?|Labelling)"
    r"(?: for)? (?:on|regarding|concerning|re|about|related to|for) (?:the )?(?:use of "
    r"|recall of )?(?P<product>.{3,}?)(?: [-–] .*)?$",
    re.IGNORECASE,
)
_ASSOCIATION = re.compile(
    r"^(?:Potential |Possible )?Association of (?P<product>.{3,}?) (?:with|and) (?P<with>.+)$", re.IGNORECASE
)
_DASHED = re.compile(
    r"^(?P<product>.{3,120}?) ?[-–] (?P<dash>(?:Association|Risks?|Reports?|Potential|Possible|Reduced"
    r"|Increased|Incorrect|Defects?|Serious|Rare"
    r"|Cases?|Missing|Contamination|Presence)\b.*)$"
    r"|^(?P<named>.{3,120}?) ?[-–] (?:Important|New|Updated?|Recall|Suspension|Withdrawal|Shortage"
    r"|Safety|Changes?|Discontinuation)\b.*$",
    re.IGNORECASE,
)


_HEADLINE = re.compile(
    r"^(?:(?:Important|Updated?) (?:\w+ ){0,3}information(?: regarding (?:the )?|: ?))?"
    r"(?:(?:Safety information update|Update) on |(?:(?:Birth control )?(?:product|precautionary|voluntary|expanded) )*"
    r"recalls?(?: of (?:the )?(?:(?:additional|certain|all|some|several|specific) )*(?:(?:lots?|units|models) of )?"
    r"|(?: re-announcement)?: ?))?",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:,? (?:product|voluntary|precautionary|drug))? ?\b(?:recalls?|being recalled|recalled)$", re.IGNORECASE
)
"""What makes a headline of a name: `Precautionary recall of additional lots of …`, `… Product Recall`."""


def _bare(product: str) -> str:
    """The name without the words of a headline around it; the whole where nothing but those would be left."""
    bare = _FOOT.sub("", _HEADLINE.sub("", product, count=1)).strip(" ,.–-")
    return bare if len(bare) > 2 else product


def titled(title: str) -> Titled:
    """Read a title on one clean line."""
    archived = bool(_ARCHIVED.match(title))
    title = _ARCHIVED.sub("", title)
    day = _DAY.search(title)
    told = _MARK.sub("", _DAY.sub("", title)).strip() or title
    told = _AUDIENCE.sub("", _AUDIENCE.sub("", told)).strip() or told
    who = product = why = ""
    for pattern in (_LOTS, _RECALLED, _WARNS, _RECALLS, _UNDECLARED, _MAY, _ASSOCIATION, _DASHED, _ABOUT):
        match = pattern.match(told)
        if match:
            parts = match.groupdict()
            product = (parts["product"] or parts.get("named") or "").strip(" ,.–-")
            product = _OPEN_END.sub("", _SOME_LOTS.sub("", product)).removeprefix("the ") or product
            who = parts.get("who") or ""
            why = parts.get("with") or parts.get("dash") or ""
            break
    found = _REASON.search(told)
    reason = why or (next((part for part in found.groups() if part), "") if found else "")
    return Titled(
        title.strip(),
        _bare(product or re.split(r"; (?=[A-Z])", told)[0].strip(" .;")),
        who.strip(),
        reason.strip(" ."),
        day[1] if day else "",
        archived,
        bool(_RECALL.search(title)),
        bool(_WARNING.search(title)),
    )
