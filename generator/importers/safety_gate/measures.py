"""The glued text of `measures` into single measures: type, who, on whose order, when.

A block reads "Type of economic operator taking notified measure(s): DistributorCategory of measure(s): …Date of entry
into force: 25/10/2022"; blocks follow each other without a space. Since about 2014 the category comes from a list,
before that it is a sentence of its own, which may name several measures.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Measure(NamedTuple):
    """One measure. `ordered` and `voluntary` are both False where the text does not say clearly.

    `by` is a key of `OPERATORS` or empty, `date` ISO or empty, `note` the words where they say more than the type.
    """

    type: str
    by: str
    ordered: bool
    voluntary: bool
    date: str
    note: str


OPERATORS: dict[str, dict[str, str]] = {
    "distributor": {"en": "Distributor", "ko": "유통업자"},
    "importer": {"en": "Importer", "ko": "수입업자"},
    "manufacturer": {"en": "Manufacturer", "ko": "제조업자"},
    "retailer": {"en": "Retailer", "ko": "소매업자"},
    "exporter": {"en": "Exporter", "ko": "수출업자"},
    "supplier": {"en": "Supplier", "ko": "공급업자"},
    "wholesaler": {"en": "Wholesaler", "ko": "도매업자"},
    "seller": {"en": "Seller", "ko": "판매업자"},
    "marketplace": {"en": "Online marketplace", "ko": "온라인 플랫폼"},
}
"""Economic operators by the word that the alerts use, with the names shown."""

_SAME = {"producer": "manufacturer", "dealer": "seller", "trader": "seller", "distributors": "distributor"}

_BLOCK = re.compile(
    r"Type of economic operator (?P<head>to whom the measure\(s\) were ordered|taking notified measure\(s\))\s*:"
    r"(?P<operator>.*?)Category of measure\(s\)\s*:(?P<category>.*?)"
    r"(?:Date of entry into force\s*:(?P<date>.*?))?(?=Type of economic operator (?:to whom|taking)|\Z)",
    re.DOTALL,
)
_DATE = re.compile(r"\s*([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})\s*")
_NO_DATE = re.compile(r"[\W_]*(?:unknown|n/?a)?[\W_]*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?<=[a-z])\.\s*(?=[A-Z]|$)|;\s*|(?<=[a-z])(?=(?:Voluntary|Recall|Sales ban|Seizure|Press)\b)|\t+"
)

_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "removal-of-listing",
            r"removal of (?:this|the) product listing|stopped listing|(?:platform|marketplace)[^.]*\bhas (?:deleted"
            r"|removed"
            r"|stopped)|removal of (?:the )?product from (?:the )?web ?site|takedown from"
            r"|withdrawal of the online offer",
        ),
        (
            "recall-from-end-users",
            r"\brecall\w*(?! (?:plan|letters|from (?:the )?(?:retailers(?! and)|trade|distribut\w*(?! and)|suppliers"
            r"|dealers"
            r"(?! and))))|withdrawal[^.]*\bfrom consumers|removal from consumers",
        ),
        (
            "withdrawal-from-market",
            r"\bwithdr(?:aw\w*|ew)\b(?! of the online offer)|removal from (?:the )?(?:market|sale|distribution)"
            r"|removed remaining stock from sale|recall from (?:the )?(?:retailers|trade|distribut\w*|suppliers"
            r"|dealers)\b",
        ),
        (
            "ban-on-marketing",
            r"\bsales? (?:and import )?ban\b|\bban\b (?:of|on)|\bban the product|\b(?:distribution|import"
            r"|distribution) ban\b"
            r"|import and sales ban|\bprohibit\w*|\bbanned\b|must not be sold|not allowed to be sold|stop marketing the"
            r"|temporary ban|suspension of (?:the )?(?:sales?|supply|distribution|marketing)[^.]*\b(?:ordered|imposed)"
            r"|suspension notice|suspension from sale by the authorit|on the market (?:has been |temporarily )*"
            r"(?:suspended|stopped) by (?:the )?authorit|was stopped by (?:the )?authorit",
        ),
        (
            "import-rejected",
            r"\bimports? (?:of the products? |of a product )?(?:has been |have been |was |were )?(?:rejected|stopped"
            r"|refused)"
            r"|reject\w* (?:of|by)[^.]*(?:import|customs)|refused by the custom|block[^.]*\bborder"
            r"|blocked by the customs",
        ),
        ("customs-control", r"\b(?:detained|held|retained) (?:at|by|in) (?:the )?customs"),
        (
            "stop-of-sales",
            r"\bstop\w* (?:of |on |the |in )?(?:sale|selling|distribut|supply|marketing|placing|future)\w*"
            r"|\bstop (?:sale|sales|of production)\b|\b(?:market|distribution|sales?|selling|marketing|importation"
            r"|product)"
            r"(?: of (?:the|this) product)?(?: (?:on the market|and sale))?(?: has been| have been| was| were| is)?"
            r"(?: voluntar(?:il)?y)? (?:stopped|suspended|discontinued)(?! by (?:the )?authorit)"
            r"|suspension of (?:the )?(?:sales?|distribution|marketing|supply)(?![^.]*\b(?:ordered|imposed))"
            r"|\b(?:sales|distribution|marketing) suspen\w+|suspend (?:marketing|sales)|cessation of sales|cease\w* sel"
            r"|voluntarily stop\w* (?:sel|market|plac|distr|of sal)\w*|stopped selling|stop sales?\b",
        ),
        (
            "marking-with-warnings",
            r"marking (?:of )?the products? with|warning (?:message|label|sticker|symbol|notice)s?[^.]*\b(?:placed"
            r"|put|added)"
            r"|(?:label|caution inscription)\w*[^.]*\b(?:on|to) the (?:product|article|toy)|correct label"
            r"|warning sticker"
            r"|addition of a warning|to label this|missing information/warnings|added new user warning"
            r"|for re-?labelling",
        ),
        (
            "corrective-action",
            r"\bcorrective\w* (?:action|measure)|\brepair\w*|\bmodif\w+|retrofit|\brework|technical measure"
            r"|\bremedial\b"
            r"|into (?:compliance|conformity)|(?:conformity|maintenance) defects|\breplac(?:e|ed|ement|ing)\b"
            r"|\balteration"
            r"|update of|improve|re-?labell|made compliant|reprogramming|resolve the defect|has corrected|spare part"
            r"|removed the cable|removal of (?:all )?(?:cords|drawstrings)|inspected",
        ),
        (
            "warning",
            r"\bwarn\w*\b(?! (?:\w+ ){0,3}(?:sellers?|vendors|retailers\b(?! and)|distributors\b(?! and)|message"
            r"|label|sticker))"
            r"|\binform\w*\b[^.]*\b(?:consum\w+|customers|buyers|owners|public)\b|\bconsumers?['’]?s? information"
            r"|\bpublic (?:warning|notice)|safety notice|information,? (?:and|to) recall|information and warning"
            r"|customers who[^.]*informed|publication of|publication on"
            r"|\bpress (?:release|notice|announcement|communiqu)",
        ),
        ("destruction", r"\bdestr(?:uct\w*|oy\w*)|\bdispos(?:al|ed?)\b(?! control)|remaining stocks will be destroyed"),
        ("refund", r"\brefund|money back|reimburs"),
        (
            "other",
            r"\bseiz\w+|\bconfiscat\w+|\bfined?\b|\bpenalty|impound|prior conditions|\bprosecut|criminal complaint",
        ),
    )
)
_NOT_CONSUMERS = re.compile(r"\b(?:warn|inform)\w*[^.]*\b(?:sellers?|vendors?)\b", re.IGNORECASE)
_WARNINGS_ON = re.compile(r"marking the product|warning (?:message|label|sticker)", re.IGNORECASE)
_IMPORT_STOPPED = re.compile(r"\bimport of the product (?:was )?stopped", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:has|have) not\b|\bnot (?:yet|been)|^no (?:measures?|action|enforcement)|^none\b|no answer|cannot"
    r"|no sales ban"
    r"|still for sale",
    re.IGNORECASE,
)
_REQUESTED = re.compile(r"takedown request|request to (?:stop|remove)(?! driving)|requested? to stop", re.IGNORECASE)
_VOLUNTARY = re.compile(r"\bvolun?t?ar", re.IGNORECASE)
_ORDERED = re.compile(
    r"\border\w*|\bby (?:the |the by the )?(?:customs? |competent |national )?authorit|\bimposed|\boblig|compulsory"
    r"|mandatory"
    r"|\bbanned by|required by",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\bby (?:the |an? |one )?(importer|distributors?|manufacturer|producer|retailer|exporter|supplier|wholesaler"
    r"|trader"
    r"|dealer|seller)\b",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"\b(?:voluntary|withdrawal from the market|recall from (?:the )?consumers|sales ban"
    r"|import rejected by the customs authorities"
    r"|stop of sales?|corrective actions?(?: taken)?|destruction of the products?|ordered by (?:the )?authorit(?:y|ies)"
    r"|placing on the market prohibited by the authorit(?:y|ies)|and|of the product)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\W_]*(?:unknown|n/?a|not available)?[\W_]*", re.IGNORECASE)
_LISTED = frozenset(
    (
        "withdrawal of the product from the market",
        "recall of the product from end users",
        "ban on the marketing of the product and any accompanying measures",
        "removal of this product listing by the online marketplace",
        "import rejected at border",
        "warning consumers of the risks",
        "destruction of the product",
        "stop of sales",
        "marking the product with appropriate warnings on the risks",
    )
)
"""Categories of the register's own list, of which the type says everything."""


def read_measures(text: str) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The measures of a glued text, each once, and the pieces that could not be understood."""
    found: list[Measure] = []
    unclear: list[str] = []
    blocks = list(_BLOCK.finditer(text))
    before = text[: blocks[0].start()] if blocks else text
    if not _EMPTY.fullmatch(before):
        found.extend(_of_block("", "", before.strip(), ""))
    for block in blocks:
        day = _day(block["date"] or "")
        if day is None:
            unclear.append((block["date"] or "").strip())
        head = "ordered" if block["head"].startswith("to whom") else "taken"
        found.extend(_of_block(head, block["operator"].strip(" .").lower(), block["category"].strip(), day or ""))
    return tuple(dict.fromkeys(found)), tuple(unclear)


def _day(text: str) -> str | None:
    """An ISO date; empty where none is stated; None where it is no date of the calendar."""
    match = _DATE.fullmatch(text)
    if not match:
        return "" if _NO_DATE.fullmatch(text) else None
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None


def _of_block(head: str, operator: str, category: str, day: str) -> Iterator[Measure]:
    if _EMPTY.fullmatch(category):
        return
    plain = category.strip(" .").lower() in _LISTED
    for name, said, by in _read_category(category):
        ordered = said == "ordered" or (head == "ordered" and said == "")
        voluntary = said == "voluntary" or (head == "taken" and said == "")
        who = operator if operator in OPERATORS else by
        if not who and name == "removal-of-listing":
            who = "marketplace"
        yield Measure(name, who, ordered, voluntary, day, "" if plain or _told(category, who) else category)


@lru_cache(maxsize=4096)
def _told(category: str, by: str) -> bool:
    """Whether type, order and operator say all that a category says."""
    if _VOLUNTARY.search(category) and _ORDERED.search(category):
        return False
    rest = _COMMON.sub(" ", category)
    return not re.search(r"\w", _BY.sub(" ", rest) if by else rest)


@lru_cache(maxsize=4096)
def _read_category(category: str) -> tuple[tuple[str, str, str], ...]:
    """Type, `ordered`, `voluntary`, `both` or nothing, and operator, of each measure that a category names."""
    found: dict[str, tuple[str, str, str]] = {}
    for clause in _CLAUSE.split(category):
        voluntary, ordered = bool(_VOLUNTARY.search(clause)), bool(_ORDERED.search(clause))
        said = "both" if voluntary and ordered else "voluntary" if voluntary else "ordered" if ordered else ""
        actor = _BY.search(clause)
        by = actor[1].lower() if actor and not (voluntary and ordered) else ""
        for name in _types(clause):
            known = found.get(name)
            found[name] = (name, said if not known or known[1] == said else "both", _SAME.get(by, by))
    if not found:
        found["other"] = ("other", "", "")
    return tuple(found.values())


def _types(clause: str) -> Iterator[str]:
    """Types of measures that a clause names, each once."""
    if _REQUESTED.search(clause):
        yield "stop-of-sales-requested"
        return
    if _NEGATED.search(clause.strip()):
        yield "other"
        return
    for name, pattern in _TYPES:
        if not pattern.search(clause):
            continue
        if name == "warning" and (_WARNINGS_ON.search(clause) or _NOT_CONSUMERS.search(clause)):
            if _NOT_CONSUMERS.search(clause):
                yield "other"
            continue
        if name == "corrective-action" and _WARNINGS_ON.search(clause):
            continue
        if name == "stop-of-sales" and _IMPORT_STOPPED.search(clause):
            continue
        yield name
