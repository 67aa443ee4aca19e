"""The words around a quantity that say what it is: cues of a finding, of a limit, of something else.

Only the vocabulary, as patterns; `roles.py` says which of them decides.
"""

import re

from generator.importers.safety_gate.quantities import COUNTS

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
SURE = (
    CHEMICAL
    | COUNTS
    | {"db", "kg2-mm2", "mw", "w-m2", "mw-m2", "mw-cm2", "j", "ph", "ka-m", "mt", "cd-m2", "w-m2-sr", "uc"}
)
"""Units whose numbers are findings unless something says otherwise."""
ONLY_EXPLICIT = frozenset(
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

MEASURED = (
    r"measur(?:e[ds]?(?! to)|ing)\b|measurement result|\btest(?:ed)? values?\b|\bresults?\b|\bfound\b|detected"
    r"|determined|analys\w+"
)
STRONG = re.compile(
    rf"(?:{MEASURED}|\breach\w*"
    r"|\b(?:heats?|heated|rises?|rose|increase[sd]?|stretch\w*|extend\w*|up) (?:up )?(?:to|by)\b)",
    re.IGNORECASE,
)
CUE = re.compile(
    rf"(?P<measured>{MEASURED}|\breach\w*|\bcontain(?:s|ed|ing)?\b|\breleas\w+|\bemit\w*|\bproduc(?:es|ed)\b"
    r"|concentrations? of|\bcontent of|\blevels? of|\bamounts? of|\bin (?:the )?concentrations?|\bpresence of"
    r"|\bexcess (?:of|concentration)|migrat\w+|\bup to\b|\bha(?:s|ve) an?\b|\bwith an?\b|\branges?\b|\bvar(?:ies"
    r"|ying)\b"
    r"|\btoo (?:high|long|low|small|large|short|thin|big|powerful|strong|loud|weak|fast|narrow|wide|hot)|insufficient"
    r"|inadequate|\bexcessive(?:ly)?\b|\bonly\b)"
    r"|(?P<limit>(?:\blimit\w*|\bpermi(?:tted|ssible)\b|\ballow(?:ed|able|s|ance)\b|\bauthori[sz]ed\b|\bacceptable"
    r"|\bmaxim(?:um|al)\b)(?: (?:limits?|levels?|values?|concentrations?|contents?|amounts?)){0,2}(?: of\b)?"
    r"|\bthreshold|\bguid(?:ance|eline|ing) (?:value|limit|level)s?"
    r"|\bmax\b\.?|\bminim(?:um|al)\b|\bmin\.|(?<!λ)[≤≥]|\b(?:should|must|shall) (?:not|only|be|never)\b"
    r"|\b(?:may|can) (?:not|only|never|be(?! (?:\w+ ){0,2}(?:detach|remov|pull|open|t[oe]r|bro?k|separat"
    r"|grasp|stretch|extend)))\b"
    r"|\bnot (?:exceed|be |less|more|greater|longer|smaller)|\bno more than|\binstead of\b|\bwithstand|\brequir\w+"
    r"|\bexceed\w* (?:the )?(?:[\w-]+ ){0,4}?(?:value|level|limit|concentration|amount|requirement|threshold)s?"
    r"(?: (?:level|value|concentration)s?)?(?: of)?"
    r"|\bshould\b|\bshall\b|\bmust\b|\brecommend\w*|\bprescribed|\bspecified|\bstipulat\w*|\baccording to (?:the )?"
    r"(?:\w+ ){0,3}(?:standard|directive|regulation|legislation|resap|requirement)|\bset (?:by|in|at|out)|\blaid down"
    r"|\bequal to or|\bban(?:s|ned(?! (?!(?:in|by|for|from|under|at|if|when) )(?:[\w-]+ ){1,4}\( ?$))?\b"
    r"|\bprohibit(?!ed (?:azo|dye|colou?r|amine|aromatic))\w*"
    r"|\brestrict\w*|\bcompared (?:to|with)|\bwhereas\b|\bwhile the\b"
    r"|\bas against|\brather than\b|\blegal\b|\btolera\w+|\breference value|\bnorm\b|\bcriteri)"
    r"|(?P<other>\bdeclar\w+|\bannounc\w+|\bstat(?:es|ed|ing)\b|\bindicat\w+|\blabel\w*|\bclaim\w*|\badvertis\w+"
    r"|\brated\b"
    r"|\bnominal|\bdistance of\b|\bforce of\b|\bunder (?:a |the )?(?:tensile |pulling )?(?:force|load|tension|pressure)"
    r"|\bappl(?:ied|ying|y)\b|(?<!by )\bweigh(?:s|ing|t of)|\bheight of\b|\baged?\b|\bchildren\b|\byounger"
    r"|\bintended|\bdiameter of|\bsupply|\bmains\b|\bvolume of|\bcapacity|\bwavelengths?|\bdose[sd]?\b|\bpack\w*"
    r"|\bbottle|\bsuppos\w+|\bdrop\w* from|\bingredients?\b|\bcover\w*|\bgauge|\bcone\b"
    r"|\bprobe\b|\bhaving\b|\bappl(?:ies|icable) to\b)",
    re.IGNORECASE,
)
ITEM = re.compile(r"[;,.:]\s?-\s|;\s|[,.]-(?=[a-z])|\s-\s{2,}")
DECLARED = re.compile(r"\b(?:declared|announced|indicat\w+|label\w*|stated|advertised)\b[^().;]*$", re.IGNORECASE)
IS = re.compile(r"\b(?:is|was|are|were) (?:only |about |approx\w*\.? |between |from |up to )*$", re.IGNORECASE)
COMPARED = re.compile(
    r"\b(?:(?:great|long|more|less|high|low|small|larg|thick|thin|short|wid|bigg|fast|slow|deep|heav"
    r"|narrow)\w*(?: in \w+)? than|exceed(?:s|ed"
    r"|ing)?|above|below"
    r"|over|under|beyond|within|further then)\s*(?:the |a |approximately |about )*$",
    re.IGNORECASE,
)
LAW = re.compile(
    r"\s*(?:according to(?! (?:the )?(?:\w+ )?(?:tests?|laborator\w+|results?|analys\w+|measurements?)\b)"
    r"|under the|in accordance|pursuant|as per|given that|the (?:use|sale|placing|cosmetic"
    r"|toys? (?:safety|directive)|reach|directive"
    r"|regulation|standard|limit|maximum|permitted|european|max|eu|allowed)|garments|products? (?:containing|which)"
    r"|substances? (?:with|in|and|containing)|preparations"
    r"|toys (?:must|shall|containing)|phthalates? (?:must|are|in)|adhesives|these (?:phthalates|substances)"
    r"|for (?:children|toys|young|garments)"
    r"|clothing|annex|no more)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"\b(?:must|shall|may|should|are|is) (?:not|never|only)\b[^.;:]*\b(?:more|less|greater|higher|lower|longer|shorter)"
    r" than (?:an? |the )?$",
    re.IGNORECASE,
)
FORBIDDEN_AND = re.compile(
    r"\b(?:prohibited|forbidden|banned|restricted) (?:in|for) [^.;:()0-9]{0,40}\band (?:up to |also |about )?$",
    re.IGNORECASE,
)
"""`It contains A, which is prohibited in toys, and 3 % of B`: the number speaks of the second substance."""
OPINION = re.compile(r"\bconsiders?\b|\bclassified\b[^.]*\bconcentration", re.IGNORECASE)
GROWTH = re.compile(r"\b(?:expan\w+|gr[oe]w\w*|increas\w+|in size|transmission|swell\w*)\b", re.IGNORECASE)
CHARGE = re.compile(
    r"\s*(?:of|in) (?:charge|capacity|its|their|the (?:capacity|time|surface))|\s*(?:power|charged?)\b", re.IGNORECASE
)
PRODUCT = re.compile(
    r"\b(?:this|the) product (?:contains|has|releases)|measured|\bin this case|\btested product|was found|detected",
    re.IGNORECASE,
)
LIMIT_BEHIND = re.compile(
    r"\s*or (?:less|more|greater|higher|lower)\b|\s*\(\s*(?:as )?(?:required|prescribed|specified) by\b"
    r"|[\w ]{0,12},?\s*(?:-\s*)?which is the (?:\w+ )?(?:limit|minimum|maximum)\b"
    r"|\s*\)?\s*(?:(?:is |are |was |being |as )?(?:the )?(?:legal "
    r"|maximum |max\.? |minimum |permitted |allowed )*(?:limit|maximum|threshold"
    r"|permitted|allowed|required|max\b|min\b|minimum|is required|is allowed|set (?:by|in|out)|laid down|prescribed"
    r"|recommended|specified))",
    re.IGNORECASE,
)
LIMIT_BRACKET = re.compile(
    r"\((?:the |it |with a |this |they )?(?:\w+ )?(?:max(?:im\w+)?|min(?:im\w+)?|limits?|permi\w+|allowed|required"
    r"|should|must|shall|standard)\b[^()]*$",
    re.IGNORECASE,
)
OWN_EXTREME = re.compile(
    r"\b(?:max|min)im(?:um|al) [\w ]{3,30} (?:is|was|are|were) (?:between |from )?$", re.IGNORECASE
)
"""`The maximum power is between 2.36 and 4.17 mW` tells what was found, unless it is what a rule allows."""
RULED = re.compile(r"(?:allow|permi|requir|limit|specif)[^.;]{0,54}$", re.IGNORECASE)
FAULT_BRACKET = re.compile(r"\b(?:too \w+|excessive\w*) \((?:the )?(?:max|min)\w* [^()]*$", re.IGNORECASE)
"""`The magnets are too strong (maximum flux index of 436)`: the most that was found."""
FALLS_SHORT = re.compile(
    r"\s*\)?\s*,?\s*(?:(?:and |which )?(?:does|do|is|are) not (?:meet|compl|conform|corresp|suffic|enough)"
    r"|is (?:too|less|below|shorter|smaller|larger|greater|longer|higher|wider|above)\b)",
    re.IGNORECASE,
)
"""Words behind a number that find fault with it."""
ANGLE = re.compile(r"\b(?:angles?|inclination)\b[^.;]*$", re.IGNORECASE)
ANGLE_IS = re.compile(
    r"\bangles?\b[^.;]*\b(?:is|are|was|were|only|measured|of)\s*(?:only |about )?[:(]?\s*$|\(\s*$", re.IGNORECASE
)
SLOPE = re.compile(
    r"\b(?:slop(?:e|ing)|surface|plane|platform|incline[sd]?|tilt\w*|rotat\w*|turn(?:s|ed)?|towards the horizontal)\b"
    r"[^.;()]{0,60}$",
    re.IGNORECASE,
)
WAVE = re.compile(r"\bwavelengths?\b|λ")
OF_HEAT = re.compile(r"C|elsius")
HEAT = re.compile(r"temperat|heat|\bhot\b|warm|reach", re.IGNORECASE)
FAULT = re.compile(
    r"\b(?:too|very) \w+|\bhot\b|insufficient|inadequate|exce(?:ss|ed)|not (?:enough|sufficient)|less than"
    r"|greater than|longer|small",
    re.IGNORECASE,
)
EQUALS = re.compile(r"=\s*$")
ASKED = re.compile(r"\s*\(\s*(?:min|max|req|instead|limit|must|should|standard)", re.IGNORECASE)
"""Behind a number: brackets with what is asked for."""
NOT_OVER = re.compile(r"\b(?:limit (?:value )?(?:is|of)|less than|not exceed|below)\b", re.IGNORECASE)
EXTREME = re.compile(
    r"\bmeasured (?:an? )?(?:minim\w+|maxim\w+|max\.?|min\.?|peak)[^()]{0,14}$"
    r"|\b(?:reach\w*|heat(?:s|ed)?|ris(?:es|ing)|rose|warms?|climb\w*)\b[^.;()]{0,30}\b(?:an?|the|its) "
    r"(?:maxim\w+|peak)(?: \w+){0,2} (?:of )?$",
    re.IGNORECASE,
)
AGAINST = re.compile(r"\s*,?\s*(?:instead of|whereas|compared|against|which exceeds|exceeding)\b", re.IGNORECASE)
TEST = re.compile(
    r"\b(?:test(?:ed|s)?|glow|ball|ambient|needle|mandrel|ignition|boiling|flash ?point|conditioned|resist\w*"
    r"|withstand|loop|wire)\b[^.;]*$",
    re.IGNORECASE,
)
WITHSTAND = re.compile(r"\b(?:withstand|should|shall|must|resist)\b[^,;]*$", re.IGNORECASE)
THAN = re.compile(
    r"\b(?:\w+(?: in \w+)? than|exceed(?:s|ed|ing)?)\s*(?:the |an? |approximately |about )*$", re.IGNORECASE
)
OVER = re.compile(
    r"\b(?:by|to|is|are|was|were|of) (?:over|above|below|under) (?:approximately |about )*$", re.IGNORECASE
)
NUMBER_BEHIND = re.compile(
    r"[^.;()]{0,40}\((?!(?:the |with a |it )?(?:\w+ )?(?:max|min|limit|permi|allowed|required|should|must|shall"
    r"|standard|according))[^()]*[0-9]"
    r"|[^.()]{0,14}[;,:]\s*(?:(?:it|which|and) )?(?:(?:was|is) )?(?:measured|actual\w*|found)\b"
    r"|(?:(?!\b(?:has|have|is|are|while|whereas|because)\b)[^.;()]){0,70}\b(?:should|shall|must)\b"
)
"""Signs behind a comparison that it tells a limit or a condition: the number found follows, or what is asked for."""
IF = re.compile(
    r"\bif (?:[\w-]+ ){0,9}$|\b(?:when|once) (?:[\w-]+ ){1,9}?(?:exceeds|is (?:below|above)) $", re.IGNORECASE
)
ADMITS = re.compile(
    r"\b(?:gauge|rod|probe|test finger)\b[^.;]{0,40}\b(?:with|under|at) (?:an? )?(?:force|load|pressure) [\w ]{0,20}$",
    re.IGNORECASE,
)
"""A test tool goes in with a force: a condition of the test."""
BIG = re.compile(r"\s*(?:deep|long|wide|high|thick|in (?:length|depth|width|height|diameter))\b", re.IGNORECASE)
CLAIMED = re.compile(
    r"\b(?:declared|claimed|announced|indicated|stated|advertised|rated)\b[^().;]*\(\s*$", re.IGNORECASE
)
NOT_OFF = re.compile(r"\bnot (?:\w+ ){0,2}(?:detach|open|come|break|separat)\w*", re.IGNORECASE)
FOUND_BEHIND = re.compile(
    r"\s*(?:of [\w,'’()-]+(?: [\w-]+){0,2} )?(?:was |were |is |has been |have been )?(?:measured|found|detected)\b"
    r"|\s*,?\s*(?:where|whereas|while|but) (?:the )?max(?:imum)? (?:allowed|permitted)\b"
    r"|\s*,?\s*(?:where|whereas|while) the (?:\w+ )?(?:limit|maximum)\b",
    re.IGNORECASE,
)
"""Words behind a number that say that it was measured, and the limit comes."""
OVER_LIMIT = re.compile(r"\s*,?\s*(?:which )?exceed(?:s|ed|ing)\b", re.IGNORECASE)
RELEASED = re.compile(r"\b(?:releas|migrat)\w*\b[^.;,]{0,30}$", re.IGNORECASE)
GIVEN_OFF = re.compile(
    r"\b(?:impulses?|discharg\w+|pulses?|giv(?:es|ing) off|deliver(?:s|ing)|generat(?:es|ing)|emit(?:s|ting)|produc"
    r"(?:es|ing))\b[^.;]*\b(?:voltages?|currents?|durations?|magnitudes?|peaks?|charges?) (?:of|is|was) $"
    r"|\b(?:break ?down|flash-?over)\b[^.;,]{0,40}\bat (?:approx\w*\.? |about )?$",
    re.IGNORECASE,
)
PULLED_AT = re.compile(r"[0-9]\s?[mc]m (?:long )?at (?:a force of )?$")
UNDER_FORCE = re.compile(r"\bunder (?:an? |the )?(?:\w+ ){0,2}force of (?:(?:less|more) than )?$", re.IGNORECASE)
ELECTRIC = frozenset(("v", "kv", "mv", "a", "ma", "us", "w", "kw"))
WEIGHTS = frozenset(("mg", "ug"))
WEIGHT_IN = re.compile(
    r"\b(?:contain(?:s|ed|ing)?|presence of|content of)\b(?:[^.;()]|approx\.|\([^()]*\)){0,60}$", re.IGNORECASE
)
OF_SUBSTANCE = re.compile(r"\s+of\s+(?!product|liquid|solution|powder|material|charge)\w", re.IGNORECASE)
LEAKS = re.compile(
    r"\b(?:leakage|touch|contact|peak|output) (?:current|voltage)s?\b[^.;,()]{0,40}\b(?:of|is|was|reach\w*)"
    r" (?:a |about |up to |only )*$",
    re.IGNORECASE,
)
"""Electricity that gets out, and so was measured."""
HELD = re.compile(r"\s*(?:±\s?[0-9]+\s*)?(?:for|during) (?:about )?[0-9]+\s?(?:h\b|hours?|min)", re.IGNORECASE)
"""Behind a temperature: it was kept for a time, as in a test."""
SETTING = re.compile(
    r"\b(?:at|from|below|above|over) an? (?:distance|angle|height|speed|depth)[^()]{0,12}$"
    r"|\btest\W{1,3}\(height[^()]*$",
    re.IGNORECASE,
)
TOOL = re.compile(r"\b(?:mandrel|probe|gauge|test (?:finger|pin|rod|ball)|cylinder)\b[^.;,()]{0,30}$", re.IGNORECASE)
DETACH = re.compile(
    r"\b(?:detach|tears?\b|burst|ruptur|remov|(?:com(?:e|es|ing)|came) (?:off|loose|apart|away)|pull(?:s"
    r"|ed)? away|broke|break|open|loosen|torn|tore|separat"
    r"|ripped|penetrat|effort"
    r"|fail(?:ed|ure)|pull(?:ed|s)? (?:off|out))\w*",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"\b(?:temperature|level|pressure|energy|lengths?|thickness|diameter|distance|gap|force|power|output"
    r"|voltage|values?|width|height"
    r"|depth|speed|density|flux|index|resistance|clearance|dimensions?|emission|radiation|readings?"
    r"|sections?(?:al)?(?: area)?|perimeter|circumference"
    r"|openings?|space|irradiance|long|apart|protrud\w+)\s*(?:\w+ ){0,3}?(?:of|at|=|:|is|was|are|were|being|by"
    r"|between|from)?\s*"
    r"(?:only|about|approximately|approx\.?|ca\.?|between|from|up to|of|the)*\s*[(–-]?\s*$",
    re.IGNORECASE,
)
STANDARD_LIMITS = {"ug-cm2-week": {"0.5", "0.2", "0.88", "0.35"}, "kg2-mm2": {"50"}}
