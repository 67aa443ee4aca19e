"""What a quantity in an alert's danger text is: measured in the product, a limit, or something else.

The cue nearest in front of the number decides, within its sentence; a few signs behind it count as well.
"""

import re
from enum import Enum
from functools import lru_cache

from generator.importers.safety_gate.quantities import COUNTS, Quantity


class Role(Enum):
    """What the number says."""

    MEASURED = "measured"
    LIMIT = "limit"
    OTHER = "other"


CHEMICAL = frozenset(
    (
        "percent",
        "mg-kg",
        "ug-kg",
        "ng-kg",
        "g-kg",
        "ug-cm2-week",
        "mg-cm2-week",
        "ug-cm2",
        "mg-cm2",
        "ng-cm2",
        "mg-dm2",
        "ug-m3",
        "mg-m3",
        "mg-100g",
        "g-100g",
        "mg-ml",
        "ug-ml",
        "mg-l",
        "ug-l",
        "g-l",
        "mg-g",
        "ug-g",
        "ng-g",
        "pg-g",
        "g-m2",
        "mg-m2",
        "ppm",
        "ppb",
    )
)
"""Units in which substances are measured."""
_SURE = (
    CHEMICAL
    | COUNTS
    | {"db", "kg2-mm2", "mw", "w-m2", "mw-m2", "mw-cm2", "j", "ph", "ka-m", "mt", "cd-m2", "w-m2-sr", "uc"}
)
"""Units whose numbers are findings unless something says otherwise."""
_ONLY_EXPLICIT = frozenset(
    (
        "v",
        "kv",
        "mv",
        "a",
        "ma",
        "w",
        "kw",
        "l",
        "m",
        "nm",
        "s",
        "us",
        "min",
        "km-h",
        "g",
        "mg",
        "ug",
        "kg",
        "ml",
        "cm3",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "m2",
        "cm2",
        "lm",
        "rpm",
        "m3-h",
        "um",
        "m-s2",
    )
)
"""Units whose numbers count only where the text says `measured` or `reached`."""

_MEASURED = (
    r"measur(?:e[ds]?(?! to)|ing)\b|measurement result|\btest(?:ed)? values?\b|\bresults?\b|\bfound\b|detected"
    r"|determined|analys\w+"
)
_STRONG = re.compile(
    rf"(?:{_MEASURED}|\breach\w*"
    r"|\b(?:heats?|heated|rises?|rose|increase[sd]?|stretch\w*|extend\w*|up) (?:up )?(?:to|by)\b)",
    re.IGNORECASE,
)
_CUE = re.compile(
    rf"(?P<measured>{_MEASURED}|\breach\w*|\bcontain(?:s|ed|ing)?\b|\breleas\w+|\bemit\w*|\bproduc(?:es|ed)\b"
    r"|concentrations? of|\bcontent of|\blevels? of|\bamounts? of|\bin (?:the )?concentrations?|\bpresence of"
    r"|\bexcess (?:of|concentration)|migrat\w+|\bup to\b|\bha(?:s|ve) an?\b|\bwith an?\b|\branges?\b|\bvar(?:ies"
    r"|ying)\b"
    r"|\btoo (?:high|long|low|small|large|short|thin|big|powerful|strong|loud|weak|fast|narrow|wide|hot)|insufficient"
    r"|inadequate|\bexcessive(?:ly)?\b|\bonly\b)"
    r"|(?P<limit>(?:\blimit\w*|\bpermi(?:tted|ssible)\b|\ballow(?:ed|able|s|ance)\b|\bauthori[sz]ed\b|\bacceptable"
    r"|\bmaxim(?:um|al)\b)(?: (?:limits?|levels?|values?|concentrations?|contents?|amounts?)){0,2}(?: of\b)?"
    r"|\bthreshold|\bguid(?:ance|eline|ing) (?:value|limit|level)s?"
    r"|\bmax\b\.?|\bminim(?:um|al)\b|\bmin\.|[≤≥]|\b(?:should|must|shall|may|can) (?:not|only|be|never)\b"
    r"|\bnot (?:exceed|be |less|more|greater|longer|smaller)|\bno more than|\binstead of\b|\bwithstand|\brequir\w+"
    r"|\bexceed\w* (?:the )?(?:[\w-]+ ){0,4}?(?:value|level|limit|concentration|amount|requirement|threshold)s?"
    r"(?: (?:level|value|concentration)s?)?(?: of)?"
    r"|\bshould\b|\bshall\b|\bmust\b|\brecommend\w*|\bprescribed|\bspecified|\bstipulat\w*|\baccording to (?:the )?"
    r"(?:\w+ ){0,3}(?:standard|directive|regulation|legislation|resap|requirement)|\bset (?:by|in|at|out)|\blaid down"
    r"|\bequal to or|\bban(?:s|ned(?! (?!(?:in|by|for|from|under|at|if|when) )(?:[\w-]+ ){1,4}\( ?$))?\b|\bprohibit\w*"
    r"|\brestrict\w*|\bcompared (?:to|with)|\bwhereas\b|\bwhile the\b"
    r"|\bas against|\brather than\b|\blegal\b|\btolera\w+|\breference value|\bnorm\b|\bcriteri)"
    r"|(?P<other>\bdeclar\w+|\bannounc\w+|\bstat(?:es|ed|ing)\b|\bindicat\w+|\blabel\w*|\bclaim\w*|\badvertis\w+"
    r"|\brated\b"
    r"|\bnominal|\bdistance of\b|\bforce of\b|\bunder (?:a |the )?(?:tensile |pulling )?(?:force|load|tension|pressure)"
    r"|\bappl(?:ied|ying|y)\b|(?<!by )\bweigh(?:s|ing|t of)|\bheight of\b|\baged?\b|\bchildren\b|\byounger"
    r"|\bintended|\bdiameter of|\bsupply|\bmains\b|\bvolume of|\bcapacity|\bwavelengths?|\bdose[sd]?\b|\bpack\w*"
    r"|\bbottle|\bsuppos\w+|\bdrop\w* from|\bingredients?\b|\bcover\w*|\bgauge|\bcone\b"
    r"|\bprobe\b|\bhaving\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[;,.:]\s?-\s|;\s|[,.]-(?=[a-z])|\s-\s{2,}")
_DECLARED = re.compile(r"\b(?:declared|announced|indicat\w+|label\w*|stated|advertised)\b[^().;]*$", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|was|are|were) (?:only |about |approx\w*\.? |between |from |up to )*$", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:(?:great|long|more|less|high|low|small|larg|thick|thin|short|wid|bigg)\w*(?: in \w+)? than|exceed(?:s|ed"
    r"|ing)?|above|below"
    r"|over|under|beyond|within|further then)\s*(?:the |a |approximately |about )*$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\s*(?:according to|under the|in accordance|pursuant|as per|given that|the (?:use|sale|placing|cosmetic"
    r"|toys? (?:safety|directive)|reach|directive"
    r"|regulation|standard|limit|maximum|permitted|european|max|eu|allowed)|garments|products? (?:containing|which)"
    r"|substances? (?:with|in|and|containing)|preparations"
    r"|toys (?:must|shall|containing)|phthalates? (?:must|are|in)|adhesives|these (?:phthalates|substances)"
    r"|for (?:children|toys|young|garments)"
    r"|clothing|annex|no more)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\b(?:must|shall|may|should|are|is) (?:not|never|only)\b[^.;:]*\b(?:more|less|greater|higher|lower|longer|shorter)"
    r" than (?:an? |the )?$",
    re.IGNORECASE,
)
_FORBIDDEN_AND = re.compile(
    r"\b(?:prohibited|forbidden|banned|restricted) (?:in|for) [^.;:()0-9]{0,40}\band (?:up to |also |about )?$",
    re.IGNORECASE,
)
"""`It contains A, which is prohibited in toys, and 3 % of B`: the number speaks of the second substance."""
_OPINION = re.compile(r"\bconsiders?\b|\bclassified\b[^.]*\bconcentration", re.IGNORECASE)
_GROWTH = re.compile(r"\b(?:expan\w+|gr[oe]w\w*|increas\w+|in size|transmission|swell\w*)\b", re.IGNORECASE)
_CHARGE = re.compile(
    r"\s*(?:of|in) (?:charge|capacity|its|their|the (?:capacity|time|surface))|\s*(?:power|charged?)\b", re.IGNORECASE
)
_PRODUCT = re.compile(
    r"\b(?:this|the) product (?:contains|has|releases)|measured|\bin this case|\btested product|was found|detected",
    re.IGNORECASE,
)
_LIMIT_BEHIND = re.compile(
    r"\s*or (?:less|more|greater|higher|lower)\b|\s*\(\s*(?:as )?(?:required|prescribed|specified) by\b"
    r"|[\w ]{0,12},?\s*(?:-\s*)?which is the (?:\w+ )?(?:limit|minimum|maximum)\b"
    r"|\s*\)?\s*(?:(?:is |are |was |being |as )?(?:the )?(?:legal "
    r"|maximum |max\.? |minimum |permitted |allowed )*(?:limit|maximum|threshold"
    r"|permitted|allowed|required|max\b|min\b|minimum|is required|is allowed|set (?:by|in|out)|laid down|prescribed"
    r"|recommended|specified))",
    re.IGNORECASE,
)
_NOT_OVER = re.compile(r"\b(?:limit (?:value )?(?:is|of)|less than|not exceed|below)\b", re.IGNORECASE)
_EXTREME = re.compile(
    r"\bmeasured (?:an? )?(?:minim\w+|maxim\w+|max\.?|min\.?|peak)[^()]{0,14}$"
    r"|\b(?:reach\w*|heat(?:s|ed)?|ris(?:es|ing)|rose|warms?|climb\w*)\b[^.;()]{0,30}\b(?:an?|the|its) "
    r"(?:maxim\w+|peak)(?: \w+){0,2} (?:of )?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\s*,?\s*(?:instead of|whereas|compared|against|which exceeds|exceeding)\b", re.IGNORECASE)
_TEST = re.compile(
    r"\b(?:test(?:ed|s)?|glow|ball|ambient|needle|mandrel|ignition|boiling|flash ?point|conditioned|resist\w*"
    r"|withstand|loop|wire)\b[^.;]*$",
    re.IGNORECASE,
)
_WITHSTAND = re.compile(r"\b(?:withstand|should|shall|must|resist)\b[^,;]*$", re.IGNORECASE)
_THAN = re.compile(
    r"\b(?:\w+(?: in \w+)? than|exceed(?:s|ed|ing)?)\s*(?:the |an? |approximately |about )*$", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:by|to|is|are|was|were) (?:over|above|below|under) (?:approximately |about )*$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(
    r"[^.;()]{0,40}\([^()]*[0-9]"
    r"|[^.()]{0,14}[;,:]\s*(?:(?:it|which|and) )?(?:(?:was|is) )?(?:measured|actual\w*|found)\b"
    r"|(?:(?!\b(?:has|have|is|are|while|whereas|because)\b)[^.;()]){0,70}\b(?:should|shall|must)\b"
)
"""Signs behind a comparison that it tells a limit or a condition: the number found follows, or what is asked for."""
_IF = re.compile(r"\bif (?:[\w-]+ ){0,9}$", re.IGNORECASE)
_NOT_OFF = re.compile(r"\bnot (?:\w+ ){0,2}(?:detach|open|come|break|separat)\w*", re.IGNORECASE)
FOUND_BEHIND = re.compile(
    r"\s*(?:was |were |is |has been )?measured\b|\s*,?\s*(?:where|whereas|while) the (?:\w+ )?(?:limit|maximum)\b",
    re.IGNORECASE,
)
"""Words behind a number that say that it was measured, and the limit comes."""
_OVER_LIMIT = re.compile(r"\s*,?\s*(?:which )?exceed(?:s|ed|ing)\b", re.IGNORECASE)
_RELEASED = re.compile(r"\b(?:releas|migrat)\w*\b[^.;,]{0,30}$", re.IGNORECASE)
_GIVEN_OFF = re.compile(
    r"\b(?:impulses?|discharg\w+|pulses?|giv(?:es|ing) off|deliver(?:s|ing)|generat(?:es|ing)|emit(?:s|ting)|produc"
    r"(?:es|ing))\b[^.;]*\b(?:voltages?|currents?|durations?|magnitudes?|peaks?|charges?) (?:of|is|was) $"
    r"|\b(?:break ?down|flash-?over)\b[^.;,]{0,40}\bat (?:approx\w*\.? |about )?$",
    re.IGNORECASE,
)
_PULLED_AT = re.compile(r"[0-9]\s?[mc]m (?:long )?at (?:a force of )?$")
_UNDER_FORCE = re.compile(r"\bunder (?:an? |the )?(?:\w+ ){0,2}force of (?:(?:less|more) than )?$", re.IGNORECASE)
_ELECTRIC = frozenset(("v", "kv", "mv", "a", "ma", "us", "w", "kw"))
_WEIGHTS = frozenset(("mg", "ug"))
_SETTING = re.compile(
    r"\b(?:at|from|below|above|over) an? (?:distance|angle|height|speed|depth)[^()]{0,12}$"
    r"|\btest\W{1,3}\(height[^()]*$",
    re.IGNORECASE,
)
_TOOL = re.compile(r"\b(?:mandrel|probe|gauge|test (?:finger|pin|rod|ball)|cylinder)\b[^.;,()]{0,30}$", re.IGNORECASE)
_DETACH = re.compile(
    r"\b(?:detach|tears?\b|burst|ruptur|remov|came off|come off|comes off|broke|break|open|loosen|torn|tore|separat"
    r"|ripped|penetrat|effort"
    r"|fail(?:ed|ure)|pull(?:ed|s)? (?:off|out))\w*",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\b(?:temperature|level|pressure|energy|lengths?|thickness|diameter|distance|gap|force|power|output"
    r"|voltage|values?|width|height"
    r"|depth|speed|density|flux|index|resistance|clearance|dimensions?|emission|radiation|readings?"
    r"|sections?(?:al)?(?: area)?|perimeter|circumference"
    r"|openings?|space|irradiance|long|apart|protrud\w+)\s*(?:\w+ ){0,3}?(?:of|at|=|:|is|was|are|were|being|by"
    r"|between|from)?\s*"
    r"(?:only|about|approximately|approx\.?|ca\.?|between|from|up to|of|the)*\s*[(–-]?\s*$",
    re.IGNORECASE,
)
_STANDARD_LIMITS = {"ug-cm2-week": {"0.5", "0.2", "0.88", "0.35"}, "kg2-mm2": {"50"}}


def role(text: str, start: int, quantity: Quantity) -> Role:
    """What a quantity is; `start` is where the words begin that may speak of it."""
    before = _ITEM.split(text[start : quantity.start])[-1].rstrip("≤≥<>~≈ ") + " "
    unit, number = quantity.unit, str(quantity.values[-1].number)
    said = _nearest_cue(before, unit in CHEMICAL)
    if said == "limit" and _FORBIDDEN_AND.search(before):
        said = ""
    strong = bool(_STRONG.search(before[-60:])) and said != "limit"
    plain = _plainly(before, text, quantity.end, strong)
    if plain:
        return plain
    if said == "limit":
        over = unit == "kg2-mm2" and number not in _STANDARD_LIMITS[unit] and not _NOT_OVER.search(before)
        return Role.MEASURED if over else Role.LIMIT
    if _DECLARED.search(before[-45:]):
        return Role.OTHER
    if unit in CHEMICAL or unit in COUNTS:
        return _of_content(before, text, quantity, strong)
    if unit == "deg-c" and _of_test(before, text[quantity.start : quantity.end], strong):
        return Role.OTHER
    if unit == "n":
        return _of_force(before, text, quantity, strong)
    if unit in _ONLY_EXPLICIT:
        return Role.MEASURED if strong or _told_of(unit, before, text, quantity.end) else Role.OTHER
    if number in _STANDARD_LIMITS.get(unit, ()) and not strong and not _THAN.search(before):
        return Role.LIMIT
    if _COMPARED.search(before) and not strong:
        return _of_comparison(before, text, quantity, said)
    return Role.MEASURED if unit in _SURE or strong else _of_size(before, said)


def _plainly(before: str, text: str, end: int, strong: bool) -> Role | None:
    """The role where the words around say it whatever the unit is; None where they do not."""
    if _FORBIDDEN.search(before) and not _PRODUCT.search(before):
        return Role.LIMIT
    bracketed = before.rstrip().endswith("(") and _AGAINST.match(text, end)
    if bracketed or _EXTREME.search(before) or FOUND_BEHIND.match(text, end):
        return Role.MEASURED
    return Role.LIMIT if _LIMIT_BEHIND.match(text, end, end + 40) and not strong else None


def _of_comparison(before: str, text: str, quantity: Quantity, said: str) -> Role:
    """`The cord is longer than 220 mm` bounds what was found, unless the number that was found follows."""
    size = re.search(r"\b(?:diameter|distance|height) of [^.;()]{0,12}$", before, re.IGNORECASE)
    if (
        (said == "other" and not size)
        or _IF.search(before)
        or _SETTING.search(before)
        or _NUMBER_BEHIND.match(text, quantity.end)
    ):
        return Role.OTHER
    return Role.MEASURED if _THAN.search(before) or _OVER.search(before) else Role.OTHER


def _told_of(unit: str, before: str, text: str, end: int) -> bool:
    """Whether a current, a voltage, a power or a weight is one that was found, though no word says `measured`."""
    if unit in _ELECTRIC:
        return bool(_GIVEN_OFF.search(before) or _OVER_LIMIT.match(text, end))
    return unit in _WEIGHTS and bool(_RELEASED.search(before))


def _of_content(before: str, text: str, quantity: Quantity, strong: bool) -> Role:
    """A share or concentration is a finding, unless a law or an opinion is told."""
    unit, number = quantity.unit, str(quantity.values[-1].number)
    if (_LAW.match(before) or _OPINION.search(before)) and not _PRODUCT.search(before):
        return Role.LIMIT
    if number in _STANDARD_LIMITS.get(unit, ()) and not strong:
        return Role.LIMIT
    if _CHARGE.match(text, quantity.end, quantity.end + 24):
        return Role.OTHER
    grows = _GROWTH.search(before) and _COMPARED.search(before) and not strong
    return Role.OTHER if grows and _NUMBER_BEHIND.match(text, quantity.end) else Role.MEASURED


def _of_test(before: str, words: str, strong: bool) -> bool:
    """Whether degrees are an angle, or the temperature of a test."""
    if (
        "C" not in words
        and "elsius" not in words
        and not re.search(r"temperat|heat|\bhot\b|warm|reach", before, re.IGNORECASE)
    ):
        return True
    return bool(_TEST.search(before[-110:])) and not re.search(
        r"reach|measured|ris(?:e|ing)|rose|heats", before[-60:], re.IGNORECASE
    )


def _of_force(before: str, text: str, quantity: Quantity, strong: bool) -> Role:
    """A force is a finding where something came off or gave way at it."""
    if (
        (_COMPARED.search(before) and (not _THAN.search(before) or _NUMBER_BEHIND.match(text, quantity.end)))
        or _WITHSTAND.search(before[-60:])
        or _PULLED_AT.search(before)
        or (_UNDER_FORCE.search(before) and (not _DETACH.search(before) or _NOT_OFF.search(before)))
    ):
        return Role.OTHER
    return Role.MEASURED if strong or _DETACH.search(before[-110:]) else _of_size(before, _nearest_cue(before, False))


def _of_size(before: str, said: str) -> Role:
    """A size, force or temperature is a finding in brackets after a fault, or where its attribute is named."""
    if _SETTING.search(before) or _TOOL.search(before):
        return Role.OTHER
    bracketed = before.rstrip().endswith("(") or bool(
        re.search(r"\((?:up to|only|actual(?:ly)?|about|approximately|ca\.|=|\w+ ?=)?\s*$", before)
    )
    if said == "measured" or _IS.search(before) or (bracketed and _fault(before)) or _ATTRIBUTE.search(before[-90:]):
        return Role.MEASURED
    return Role.OTHER


@lru_cache(maxsize=1024)
def _nearest_cue(before: str, content: bool) -> str:
    """The kind of the last cue, or nothing. What says that a size is none of the product's says nothing of contents."""
    last = ""
    for match in _CUE.finditer(before):
        if not content or match.lastgroup != "other":
            last = str(match.lastgroup)
    return last


def _fault(before: str) -> bool:
    return bool(
        re.search(
            r"\btoo \w+|insufficient|inadequate|exce(?:ss|ed)|not (?:enough|sufficient)|less than|greater than"
            r"|longer|small",
            before,
            re.IGNORECASE,
        )
    )
