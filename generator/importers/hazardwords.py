"""The hazards that an English text names, as Safety Gate risk types.

A text is read twice. First the phrases in which an authority names a hazard: "due to fire and burn hazards", "posing a
risk of serious injury or death from choking", "a laceration hazard". Only where these give nothing, words that leave
no doubt are looked for in the whole text ("can catch fire"). "Can fall out", "lead to" or "a cut-resistant glove" name
no hazard. "Serious injury or death" says how bad it may end, not how, and counts only where nothing else is named.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_AFTER = re.compile(
    r"\b(?:due(?: to)?|because of|poses?|posing|presents?|presenting|creat(?:es?|ing)|risks? of|risks? from|danger of"
    r"|potential(?:ly)?|possible|hazards? of|resulting in|results? in|(?:can|could|may) cause|causing"
    r"|(?:injury|death|injuries) from|protect\w* (?:\w+ ){0,3}from|exposure to|violat\w+)\s+([^.;:()]{1,240})",
    re.IGNORECASE,
)
_HAZARD = re.compile(r"\b(?:hazard|risk|danger)s?\b", re.IGNORECASE)
_WORDS_BEFORE = re.compile(r"(?:(?:[\w'’/-]+(?:, (?:and |or )?| and | or )){0,4}(?:[\w'’/-]+ )?[\w'’/-]+) $")

# Words in a phrase that names a hazard; the order is that of the result.
_IN_PHRASES: tuple[tuple[str, str], ...] = (
    ("choking", r"chok(?:ing|e)|aspirat(?:ion|e[ds]?)|small[- ]parts?"),
    ("suffocation", r"suffocat\w+|smother\w*"),
    (
        "asphyxiation",
        r"asphyxia\w*|carbon monoxide|oxygen depriv\w+|lack of oxygen|natural gas|gas (?:leaks?|inhalation)",
    ),
    ("strangulation", r"strangul\w+|strangl\w+"),
    ("entrapment", r"entrap\w*|entangle\w*|trapped|pinch\w*"),
    ("drowning", r"drown\w*|flotation|buoyancy|failure to ascend|capsiz\w*|submersion"),
    (
        "fire",
        r"fires?|flash[- ]?fires?|flames?|flame[- ]jetting|explo(?:sion|de|des|ding|sive)s?|ignit(?:e|ion)\w*"
        r"|over-?heat\w*|flammab\w+|inflammab\w+|combust\w+|flare|smoke inhalation",
    ),
    (
        "burns",
        r"(?:chemical |thermal |skin )?burns?|burn injur\w+|scald\w*|flammability|corrosive|frostbite|heat exposure"
        r"|(?:button|coin|cell|battery|batteries)(?:[\w ,/-]{0,40})ingest\w+|battery ingestion"
        r"|ingest\w*(?:[\w ,/-]{0,30})batter(?:y|ies)",
    ),
    (
        "electric-shock",
        r"electrocut\w*|electric(?:al)? shocks?|shocks?|electrical(?= hazard| and| or|,|$)|high voltage",
    ),
    (
        "chemical",
        r"poison\w*|lead(?! to\b)(?= |$|,)(?:(?= (?:exposure|content|levels?|paint|poisoning|hazards?"
        r"|ban|in|and|or|for|is))"
        r"|(?=$|,))|cadmium|phthalates?|mercury|arsenic|asbestos|benzene|formaldehyde|methanol|methylene chloride"
        r"|hazardous substances?|chemicals?(?! burn)|toxic\w*|toxins?|vapou?rs?|fumes|nickel|ammonia"
        r"|chlor(?:ine|amine)|ethylene oxide"
        r"|respiratory irritation|skin irritation|skin (?:sensiti[sz]ation|and)|sensiti[sz]ation|eye irritation"
        r"|nitrosamines?|NDMA|pesticides?|solvents?|child-resistant|child resistant|child-resistance",
    ),
    (
        "microbiological",
        r"microb\w+|bacteri\w*|mou?ld|fung(?:i|al|us)|pathogen\w*|salmonella|listeria|e\.? ?coli|legionella|norovirus"
        r"|hepatitis|botulin\w*|vibrio|cyclospora|staphylococc\w*|pseudomonas|burkholderia|infections?"
        r"|sterility|yeast"
        r"|contaminat\w+ with (?:bacteria|mould|mold)",
    ),
    (
        "cuts",
        r"lacerat\w*|cuts?|cutting|sharp|punctur\w*|amputat\w*|broken glass|pieces? of (?:glass|metal)"
        r"|glass fragments?",
    ),
    ("damage-to-sight", r"eyes?|eye injur\w+|vision|blind(?:ness)?|eyesight|laser"),
    ("damage-to-hearing", r"hearing|loud (?:noise|sound)s?|noise"),
    (
        "injuries",
        r"falls?|falling|fallen|crash\w*|collisions?|collid\w+|impacts?|tip-?overs?|tip(?:ping)? over"
        r"|tipping|crush\w*"
        r"|collaps\w+|projectiles?|bodily injur\w+|head injur\w+|fractures?|loss of (?:\w+ )?control|rollover"
        r"|magnet\w*(?: \w+)? ingest\w+|ingest\w*[\w ,/-]{0,30}magnets?|magnet\w*|struck|physical"
        r"|strik(?:e|ing)|trip(?:ping)?"
        r"|unintended (?:acceleration|discharge)|broken bones|ruptur\w+"
        r"|fail(?:s|ure)? to (?:alert|warn|activate|operate in an emergency)"
        r"|emergency (?:communications?|transmissions?)",
    ),
)

_ONLY_IF_NOTHING_ELSE: tuple[tuple[str, str], ...] = (("injuries", r"(?:serious |personal )?injur(?:y|ies)|injure\w*"),)

# Words that name a hazard wherever they stand.
_ANYWHERE: tuple[tuple[str, str], ...] = (
    ("choking", r"chok(?:e|ing)\b|block (?:the|their|a child's) airway"),
    ("suffocation", r"suffocat\w+"),
    ("asphyxiation", r"asphyxia\w*|carbon monoxide"),
    ("strangulation", r"strangul\w+"),
    ("entrapment", r"entrap(?:ped|ment)|become trapped|fingers? (?:can|may|could) be (?:caught|pinched)"),
    ("drowning", r"drown(?:ing|ed)?\b|personal flotation"),
    (
        "fire",
        r"catch(?:es|ing)? fire|caught fire|over-?heat(?:s|ed|ing)?\b|ignit(?:e|es|ed|ing|ion)\b"
        r"|explo(?:de|des|ding|sion)",
    ),
    ("burns", r"burn(?:s|ed|ing)?\b(?! time)|scald\w*|lit candle"),
    ("electric-shock", r"electrocut\w+|electric(?:al)? shock"),
    (
        "chemical",
        r"poison(?:ing|ous)\b|phthalates?|cadmium|asbestos|formaldehyde|excess(?:ive)? lead|(?:high"
        r"|elevated) (?:levels? of )?lead"
        r"|lead (?:content|paint|levels?)|toxic\b",
    ),
    (
        "microbiological",
        r"salmonella|listeria|e\. ?coli|microbi\w+|bacteri\w+|mou?ld\b|legionella|cyclospora|norovirus"
        r"|vibrio|botulin\w+"
        r"|non-sterile|sterility|hepatitis a",
    ),
    ("cuts", r"lacerat\w+|sharp (?:edges?|points?)|pieces? of (?:glass|metal)|amputat\w+"),
    ("damage-to-sight", r"eye injur\w+|blindness"),
    ("damage-to-hearing", r"hearing (?:loss|damage)"),
    (
        "injuries",
        r"(?:crash|collision|tip(?:ping)?[- ]over|collapse)\b|could fall\b|fall off\b|(?:swallowed|ingested) magnets?"
        r"|magnets? (?:are |is |were )?(?:swallowed|ingested)",
    ),
)


def _compiled(words: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in words)


_RULES, _LAST, _SURE = _compiled(_IN_PHRASES), _compiled(_ONLY_IF_NOTHING_ELSE), _compiled(_ANYWHERE)
_NOT_MEANT = re.compile(
    r"\b(?:fire (?:pits?|alarms?|extinguishers?|tables?|starters?|places?|departments?)|burn (?:time"
    r"|pits?|treatments?)"
    r"|smoke (?:and|alarms?|detectors?)|gas (?:grills?|stoves?|ranges?)|lead to|leads to|crash(?:-| )test\w*"
    r"|(?:fall|burn) protection|cut(?:-| )resistant|shock absorbers?|eye ?wear|eye ?liner|eye ?shadow|eye ?lash\w*"
    r"|perforations?[^.]*|blood poisoning|free of charge|(?:lithium-ion|battery) charg\w+|pressure cookers?)\b",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """The risk types that a text names, in a fixed order, each once, and whether only its gravest words told them."""

    types: tuple[str, ...]
    weak: bool = False


def hazard_types(text: str) -> Named:
    """Risk types that the text names; none where it names none. `weak`: it speaks of an injury, and not of which."""
    text = _NOT_MEANT.sub("~", text)
    phrases = " . ".join((*_AFTER.findall(text), *_before(text)))
    sure = _found(_RULES, phrases) or _found(_SURE, text)
    return Named(sure) if sure else Named(_found(_LAST, text), True)


def _before(text: str) -> Iterator[str]:
    """The words that stand before "hazard": a list of nouns, not what leads to them."""
    for match in _HAZARD.finditer(text):
        words = _WORDS_BEFORE.search(text[max(0, match.start() - 90) : match.start()])
        if words:
            yield words[0]


def types_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The risk types that the texts name together; an unnamed injury counts only where nothing else is named."""
    found = [hazard_types(text) for text in texts if text]
    named = {kind for one in found if not one.weak for kind in one.types}
    named = named or {kind for one in found for kind in one.types}
    return tuple(kind for kind, _ in _IN_PHRASES if kind in named)


def _found(rules: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> tuple[str, ...]:
    return tuple(kind for kind, pattern in rules if pattern.search(text)) if text else ()
