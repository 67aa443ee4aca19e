"""Numbers with units in prose: `1,5 %`, `33 600 mg/kg`, `between 3 and 5 µg/cm²/week`, `7.7 x 10^5 CFU/g`.

Only the grammar; whether a number was measured or is a limit is not asked here.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple


class Value(NamedTuple):
    """One number as a decimal with its place in the text; `mark` is a sign such as < or ~ in front of it."""

    number: Decimal
    start: int
    end: int
    mark: str


class Quantity(NamedTuple):
    """One or more numbers that share a unit (`unit`: id of the units vocabulary), and where they stand."""

    values: tuple[Value, ...]
    unit: str
    start: int
    end: int


_WEIGHT = r"(?:\s*\(?\s*(?:by\s+(?:wei\w+|mass|volume)|w/w|m/m|v/v|w\.w|in weight|of (?:the )?weight)\b\s*\)?)?"
_PER_KG = r"(?:\s*(?:/|per)\s*(?:1\s*)?[kK](?:[gG]|ilogram\w*)\b|[.·*•⋅\s]*kg\s*[-–−]\s*1\b|\s*/\s*kg|\s*/\s*KG)"
_MICRO = r"(?:µ|μ|u|mc|micro)"
_AREA = r"(?:cm\s*(?:²|2|\^2|\(2\))|sq\.?\s*cm)"

UNITS: tuple[tuple[str, str], ...] = (
    (
        "percent",
        r"(?:(?:m/m|w/w|v/v|wt\.?|vol\.?|mass|weight)\s*)?(?:%|percent(?:age)?\b|per cent\b|pct\b)"
        + _WEIGHT
        + r"|by weight\b",
    ),
    ("mg-kg", r"m(?:illi)?g(?:ram(?:me)?s?)?" + _PER_KG),
    ("ug-kg", _MICRO + r"g" + _PER_KG),
    ("ng-kg", r"ng" + _PER_KG),
    ("g-kg", r"g" + _PER_KG),
    ("ug-cm2-week", _MICRO + r"g\s*(?:/|per|x|\.)?\s*" + _AREA + r"\s*(?:/|per|\*|x|·)?\s*(?:week|wk|semaine)"),
    ("mg-cm2-week", r"mg\s*/\s*" + _AREA + r"\s*/\s*week"),
    ("ug-cm2", _MICRO + r"g\s*/\s*" + _AREA),
    ("mg-cm2", r"mg\s*/\s*" + _AREA),
    ("ng-cm2", r"ng\s*/\s*" + _AREA),
    ("mg-dm2", r"mg\s*/\s*dm\s*(?:²|2)"),
    ("ug-m3", _MICRO + r"g\s*/\s*m\s*(?:³|3)"),
    ("mg-m3", r"mg\s*/\s*m\s*(?:³|3)"),
    ("mg-100g", r"mg\s*/?\s*(?:/|per|in)\s*100\s*g\b"),
    ("g-100g", r"g\s*(?:/|per|in)\s*100\s*g\b"),
    ("mg-ml", r"mg\s*(?:/|per)\s*m(?:l|L)\b"),
    ("ug-ml", _MICRO + r"g\s*(?:/|per)\s*m(?:l|L)\b"),
    ("mg-l", r"m(?:illi)?g(?:rams?)?\s*(?:/|per)\s*(?:l\b|L\b|lit(?:re|er)\b)"),
    ("ug-l", _MICRO + r"g\s*(?:/|per)\s*(?:l\b|L\b|lit(?:re|er)\b)"),
    ("g-l", r"g\s*(?:/|per)\s*(?:l\b|L\b|lit(?:re|er)\b)"),
    ("mg-g", r"mg\s*(?:/|per)\s*g\b"),
    ("ug-g", _MICRO + r"g\s*(?:/|per)\s*g\b"),
    ("ng-g", r"ng\s*(?:/|per)\s*g\b"),
    ("pg-g", r"pg\s*(?:/|per)\s*g\b"),
    ("g-m2", r"g\s*/\s*m\s*(?:²|2)"),
    ("mg-m2", r"mg\s*/\s*m\s*(?:²|2)"),
    ("ppm", r"(?:ppm|PPM)\b"),
    ("ppb", r"ppb\b"),
    (
        "cfu-g",
        r"(?:[cC][fF][uU]'?s?|UFC|ufc|KTJ|KbE|KBE|TKE|colony[- ]forming units(?: \(CFU\))?)\s*(?:/"
        r"|per)\s*(?:1\s*)?g(?:ram)?\b",
    ),
    (
        "cfu-ml",
        r"(?:[cC][fF][uU]'?s?|UFC|ufc|KTJ|KbE|KBE|TKE|colony[- ]forming units(?: \(CFU\))?)\s*(?:/"
        r"|per)\s*(?:1\s*)?m[lL]\b",
    ),
    ("cfu-100ml", r"(?:[cC][fF][uU])\s*(?:/|per)\s*100\s*m[lL]\b"),
    ("cfu", r"(?:CFU|UFC|cfu)(?![\w/]|\s*(?:/|per\b))"),
    ("cfu-cm2", r"(?:[cC][fF][uU])\s*/\s*" + _AREA),
    ("kg2-mm2", r"k(?:ilo)?[Gg](?:auss)?\s*(?:²|2|\^2)?\s*[.·*x×•⋅/]?\s*mm\s*(?:²|2|\^2)?(?![0-9])"),
    ("mn", r"mN\b"),
    ("mw", r"mW(?![\w/²])"),
    ("mj-cm2", r"mJ\s*/\s*" + _AREA),
    ("w-m2", r"W\s*[/·. ]\s*m\s*[-–^]*\s*(?:²|2)"),
    ("mw-m2", r"mW\s*[/·. ]\s*m\s*[-–^]*\s*(?:²|2)"),
    ("mw-cm2", r"mW\s*/\s*" + _AREA),
    ("w-m2-sr", r"W\s*/?\s*m(?:²|2)\s*/?\s*sr"),
    ("cd-m2", r"cd\s*/\s*m(?:²|2)"),
    (
        "deg-c",
        r"(?:°|º|˚|o|⁰)\s*C\b|[Cc]elsius\b|degrees?\s+(?:[Cc]elsius|[Cc]entigrade|C)\b|C\s?°|℃|(?:°"
        r"|º)(?![\w\s]*(?:angle|K\b))(?=[\s,.;)]|$)|degrees?\b",
    ),
    ("kelvin", r"°?K(?![\w/])|[Kk]elvin\b"),
    ("db", r"[dD][bB]\s*(?:\(?\s*[AC]\s*\)?(?!\w))?(?:\s*SPL)?(?!\w)|decibels?\b"),
    ("kn", r"kN(?!\w)"),
    ("nm-torque", r"N\s?m(?![\wm])|N\.m\b"),
    ("n-mm2", r"N\s*/\s*mm\s*(?:²|2)"),
    ("n", r"N(?![\w/.]\w|\w)|[Nn]ewtons?\b"),
    ("um", _MICRO + r"m(?![\w²/])|microns?\b|micromet(?:re|er)s?\b"),
    ("mm2", r"mm\s*(?:²|2(?![0-9])|\^2)|sq(?:uare)?\.?\s*mm"),
    ("mm-s", r"mm\s*(?:/|per)\s*s(?:ec(?:ond)?)?\b"),
    ("mm-min", r"mm\s*/\s*min\b"),
    ("mm", r"mm(?!\s?Hg)\b|millimet(?:re|er)s?\b"),
    ("cm3", r"cm\s*(?:³|3)(?![0-9])|cc\b"),
    ("cm2", r"cm\s*(?:²|2)(?![0-9])"),
    ("cm", r"cm\b|centimet(?:re|er)s?\b"),
    ("m-s2", r"m\s*/\s*s\s*(?:²|2)"),
    ("m-s", r"m\s*/\s*s(?:ec)?\b"),
    ("km-h", r"km\s*/\s*h\b|kph\b"),
    ("m2", r"m\s*(?:²|2)(?![0-9])"),
    ("m3-h", r"m\s*(?:³|3)\s*/\s*h\b"),
    ("nm", r"nm\b|nanomet(?:re|er)s?\b"),
    ("ml", r"m[lL]\b|millilit(?:re|er)s?\b"),
    ("l", r"(?:lit(?:re|er)s?|L)\b"),
    ("kv", r"kV(?!\w)"),
    ("mv", r"mV(?!\w)"),
    ("v", r"V(?:\s?(?:AC|DC|ac|dc|rms|RMS))?(?![\w/])|[Vv]olts?\b"),
    ("ma", r"mA(?!\w)"),
    ("ka-m", r"kA\s*/\s*m\b"),
    ("a", r"A(?![\w/-])|[Aa]mp(?:ere)?s?\b"),
    ("kw", r"kW(?!\w)"),
    ("w", r"W(?![\w/²-])|[Ww]atts?\b"),
    ("mj", r"mJ\b"),
    ("j", r"J(?:oule)?s?\b|joules?\b"),
    ("mohm", r"M(?:Ω|Ω|[Oo]hms?\b)|megohms?\b"),
    ("kohm", r"k(?:Ω|Ω|[Oo]hms?\b)"),
    ("ohm", r"(?:Ω|Ω|[Oo]hms?\b)"),
    ("mt", r"mT\b"),
    ("lux", r"lx\b|[Ll]ux\b"),
    ("lm", r"lm\b|lumens?\b"),
    ("khz", r"kHz\b"),
    ("mhz", r"MHz\b"),
    ("ghz", r"GHz\b"),
    ("hz", r"Hz\b"),
    ("mbar", r"mbar\b"),
    ("bar", r"bars?\b"),
    ("kpa", r"kPa\b"),
    ("mpa", r"MPa\b"),
    ("pa", r"Pa\b"),
    ("rpm", r"rpm\b|r\.p\.m|RPM\b"),
    ("kg", r"kg\b|[Kk]ilograms?\b|kgs\b"),
    ("mg", r"mg(?!\s*/|\w)|milligrams?\b"),
    ("ug", _MICRO + r"g(?!\s*/|\w)"),
    ("g", r"g(?:rams?)?(?!\s*/|\w)"),
    ("us", _MICRO + r"s(?!\w)"),
    # The register prints the Cyrillic letter as well.
    ("uc", r"(?:µ|μ)[CС](?!\w)"),
    ("s", r"s(?:ec(?:ond)?s?)?(?![\w'’])|[Ss]econds?\b"),
    ("min", r"min(?:ute)?s?\b"),
    ("m", r"m(?![\w/²³])|met(?:re|er)s?\b"),
)
"""Units by id and pattern; the first that fits wins."""

_GROUPS = {f"u{n}": unit for n, (unit, _) in enumerate(UNITS)}
_UNIT = "(?:" + "|".join(f"(?P<u{n}>{pattern})" for n, (_, pattern) in enumerate(UNITS)) + ")"
_MARK = r"(?:[<>≤≥~≈±]|&[lg]t;)\s*=?\s*"
_NUMBER = (
    r"(?<!\w)(?<![0-9][.,])(?<![A-Za-z]-)(?<![^0-9]/)"
    r"[0-9]{1,3}(?:(?:[ \u00a0\u2009\u202f][0-9]{3})+|(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})(?:[.,][0-9]+)?(?![0-9])"
    r"|(?<!\w)(?<![0-9][.,])(?<![A-Za-z]-)(?<![^0-9]/)(?:0[.,]\s)?[0-9]+(?:[.,][0-9]+)?|(?<![\w.,])[.,][0-9]+"
)
_POWER = (
    r"(?:\s*[x×X*·.]\s*10\s*(?:\^|\*\*|exp)?\s*\(?\s*(?P<power>[0-9]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\)?(?![0-9.,]*\s*(?:%|mg)))?"
)
_ONE = re.compile(rf"(?P<mark>{_MARK})?(?P<number>{_NUMBER})" + _POWER)
_TOLERANCE = r"(?:\s*(?:±|\+/?-|\(±)\s*[0-9]+(?:[.,][0-9]+)?\s*\)?(?:\s*%(?=\s*[a-zµμ]))?)?"
_AT_UNIT = re.compile(rf"{_TOLERANCE}[\s\u00a0]*[-–]?\(?{_UNIT}")
_BETWEEN = re.compile(
    rf"{_TOLERANCE}\s*(?:,|;|/|[-–—]|\bto\b|\band\b|\bor\b|\ban\b|&|,?\s*and|\bup to\b|\brespectively\b)+"
    r"(?:\s*(?:to|up to|and|also|even|then))*\s*",
)
_RANGE = re.compile(r"\s*(?:[-–—]|\bto\b)\s*")
_BEFORE_NUMBERS = re.compile(rf"[(\[]\s*{_UNIT}\s*[)\]]\s*[:=]\s*\Z")
_SPLIT = re.compile(r"[0-9]{1,3},\s[0-9]{1,2}")
_SHARED = re.compile(r"[^.;]{0,30}\brespectively\b", re.IGNORECASE)
"""`24, 4 %` is one number with a space too many; a list of two has a word between them, or `respectively` behind."""
_PLUS_MINUS = re.compile(r"(?:±|\+|\+\s?/?\s?-)\s*\Z")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
COUNTS = frozenset(("cfu-g", "cfu-ml", "cfu-100ml", "cfu-cm2", "cfu"))
"""Units in which germs are counted."""
_PH = re.compile(
    r"\bpH\b[- ]?(?:values?|level|measured)?(?:\s*(?:of|is|was|are|at|between|up to|range[sd]?"
    r"|[:=<>~≥≤(]))*\s*(?=[<>~]?\s*[0-9])"
)


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of the text, in order. Lists share the unit that follows: `3, 4 and 5 mg/kg`.

    Without one behind them they have the unit that stands in brackets before a colon: `count (CFU/g): 3 to 5`.
    """
    acid = {match.end() for match in _PH.finditer(text)} if "pH" in text else set()
    run: list[Value] = []
    headed = ""
    place = 0
    while match := _ONE.search(text, place):
        place = match.end()
        if _PLUS_MINUS.search(text, max(0, match.start() - 6), match.start("number")):
            continue
        if run and not _BETWEEN.fullmatch(text, run[-1].end, match.start()):
            if headed and run:
                yield _quantity(run, headed, text, run[-1].end)
            run, headed = [], ""
        if not run:
            headed = _unit_before(text, match.start())
        run.append(_value(match))
        unit = _AT_UNIT.match(text, place)
        if match.start() in acid and not unit:
            yield Quantity((run[-1],), "ph", match.start(), match.end())
            run, headed = [], ""
        elif unit:
            yield _quantity(run, _GROUPS[str(unit.lastgroup)], text, unit.end())
            place = unit.end()
            run, headed = [], ""
    if headed and run:
        yield _quantity(run, headed, text, run[-1].end)


def _unit_before(text: str, start: int) -> str:
    """The unit in brackets before a colon that ends at `start`; empty where there is none."""
    if text[max(0, start - 3) : start].rstrip()[-1:] not in (":", "="):
        return ""
    match = _BEFORE_NUMBERS.search(text, max(0, start - 24), start)
    return _GROUPS[str(match.lastgroup)] if match else ""


def _quantity(run: list[Value], unit: str, text: str, end: int) -> Quantity:
    numbers = [_with_thousands(value, text, unit) for value in run]
    if len(run) == 2 and _SPLIT.fullmatch(text, run[0].start, run[1].end) and not _SHARED.match(text, end):
        whole = Decimal(f"{run[0].number}.{text[run[1].start : run[1].end].strip()}")
        numbers = [run[0]._replace(number=whole, end=run[1].end)]
    if unit in COUNTS:
        numbers = _with_power(numbers, text)
    return Quantity(tuple(numbers), unit, run[0].start, end)


def _with_power(values: list[Value], text: str) -> list[Value]:
    """`4.1-5.2 x 10^5 CFU/g`: the power of ten behind a range of counts belongs to both of its ends."""
    if len(values) != 2 or not _RANGE.fullmatch(text, values[0].end, values[1].start):
        return values
    match = _ONE.fullmatch(text, values[1].start, values[1].end)
    if not match or not match["power"] or values[0].number >= 10:
        return values
    return [values[0]._replace(number=_raised(values[0].number, match["power"])), values[1]]


def _value(match: re.Match[str]) -> Value:
    written = re.sub(r"[ \u00a0\u2009\u202f]", "", match["number"])
    if len(re.findall(r"[.,]", written)) > 1:
        head, _, tail = written.rpartition("." if written.count(".") == 1 else ",")
        both = "." in written and "," in written
        written = head.replace(",", "").replace(".", "") + "." + tail if both else re.sub("[.,]", "", written)
    number = Decimal("0" + written.replace(",", ".") if written[0] in ".," else written.replace(",", "."))
    if match["power"]:
        number = _raised(number, match["power"])
    return Value(number, match.start("number"), match.end(), (match["mark"] or "").replace(" ", ""))


def _raised(number: Decimal, power: str) -> Decimal:
    number *= Decimal(10) ** int(power.translate(_SUPERSCRIPTS))
    return number.to_integral_value() if number == number.to_integral_value() else number


def _with_thousands(value: Value, text: str, unit: str) -> Value:
    """`1.000 CFU/g` is a thousand, `5,000 mg/kg` as well; `1,384 µg/cm²/week` is a decimal number."""
    written = text[value.start : value.end].strip()
    grouped = re.fullmatch(r"([0-9]{1,3})[.,]\s?([0-9]{3})", written)
    if not grouped or grouped[1] == "0":
        return value
    if unit in COUNTS or (grouped[2] == "000" and "," in written):
        return value._replace(number=Decimal(grouped[1] + grouped[2]))
    return value
