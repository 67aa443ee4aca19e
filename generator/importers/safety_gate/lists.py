"""Models, batches, brands and names: lists apart, the many words for "unknown" left out."""

import re
from typing import NamedTuple

from generator.importers.codes import Code, split_codes

_UNKNOWN = re.compile(
    r"[\W_]*(?:(?:type[- ]?/? ?(?:number of )?model|model|brand|batch(?: number)?|product|lot|name|type)\s*(?:no\.?"
    r"|number)?\s*[:=-]?\s*)?"
    r"(?:unknown|unkown|unknow|not? known|not (?:applicable|available|specified|stated|indicated|mentioned|provided"
    r"|given|shown|relevant"
    r"|marked|visible|present|found|identified)|unspecified|no (?:information|data|details|brand|name|model|batch"
    r"|marking)s?(?: available)?"
    r"|n\.?\s?/?\.?a\.?|none|nil|null|tbc|missing|no|unbranded|no ?name|various(?: models| brands| batches)?"
    r"|see (?:above|below|description|picture|photo)s?"
    r"|inconnu\w*|non (?:connu\w*|applicable|disponible|indiqu[ée]\w*|specificat\w*|noto|applicabile|disponibile)"
    r"|pas connu|sans marque|unbekannt\w*|nicht (?:bekannt|zutreffend|vorhanden|angegeben)"
    r"|keine?(?: angabe\w*)?|sconosciut\w*|non nota|ignot\w*|desconocid\w*|no (?:conocid\w*|consta|procede|aplica"
    r"|disponible)|sin (?:marca|datos)|desconhecid\w*|nieznan\w*"
    r"|brak(?: danych)?|nie (?:dotyczy|podano)|ismeretlen|nincs|ok[äa]nd\w*|ukendt|ukjent|ei (?:tiedossa|ole)"
    r"|tuntematon|onbekend|niet (?:bekend|van toepassing)"
    r"|nezn[áa]m\w*|neuveden\w*|nezistena|neznan\w*|nepoznat\w*|necunoscut\w*|nu (?:este|se aplica)|nežinom\w*"
    r"|nenurodyta|nezin[āa]m\w*|teadmata|puudub|άγνωστ\w*|неизвест\w*|няма)"
    r"[\W_]*",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[\W_]*")
_BARCODE = re.compile(
    r"\b(?:EAN|GTIN|UPC|bar ?-?codes?|GENCODE?)\b(?:[ -]?(?:13|8|code|no\.?|number))*[\s:.]*(?=[0-9])", re.IGNORECASE
)
_BATCH = re.compile(r"(?:batch|lot|charge)\b(?:[ ./-]*(?:no\.?|nr\.?|number|codes?|n[°º]))*[\s:.#]*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:type(?:[ /]*number of)?[ /]*models?|models?|item|art(?:icle|\.)?|ref(?:erence|\.)?|code|product|type)\b"
    r"(?:[ ./-]*(?:no\.?|nr\.?|numbers?|code|n[°º]))*\s*[:=]\s*|^(?:no\.|nr\.|n[°º])\s*(?=[0-9])",
    re.IGNORECASE,
)
# Commas, semicolons and tabs part a list; a slash only with spaces around it; not inside brackets or numbers.
_BETWEEN = re.compile(
    r"\s*;\s*|\s*[\t\n|]\s*|\s+/\s+|,\s+|(?<=[0-9]{3}),(?=[0-9]{3,})|(?<=[A-Za-z]),(?=[A-Z0-9])|\s+[-–]\s+(?=(?:EAN"
    r"|bar ?code))"
)
_GLUED = re.compile(r"(?<=[0-9])(?=(?:LOT|MFD|MFG|EXP|Lot|Batch|Testing date|Expiration date)\b ?[:.])", re.IGNORECASE)
"""A label that is run together with the number before it: `EXP: 032022LOT: 573627`."""
_COUNTED = re.compile(r"(?:(?<=^)|(?<=[\s;,.]))[0-9]{1,2}[.)]\s*(?=[A-Z(])")


class Marks(NamedTuple):
    """What a list of models or batches holds."""

    models: tuple[str, ...]
    batches: tuple[str, ...]
    gtins: tuple[str, ...]
    codes: tuple[Code, ...]


def known(text: str) -> str:
    """The text, or nothing where it only says that something is not known."""
    text = text.strip().strip(";,").strip()
    return "" if not text or _NOTHING.fullmatch(text) or _UNKNOWN.fullmatch(text) else text


def read_marks(text: str, *, batches: bool = False) -> Marks:
    """A list of models (`batches`: of batch numbers) apart; barcodes and batch numbers among them go to their own."""
    models: list[str] = []
    lots: list[str] = []
    gtins: list[str] = []
    codes: list[Code] = []
    for part in split(known(_GLUED.sub("; ", text) if batches else text)):
        part = known(part)
        if not part:
            continue
        barcode = _BARCODE.search(part)
        read = split_codes(part[barcode.end() :]) if barcode else None
        near = [code for code in read.codes if code.scheme != "other"] if read else []
        if barcode and read and (read.gtins or near):
            gtins.extend(read.gtins)
            codes.extend(near)
            part = known(part[: barcode.start()].strip(" (,;:-"))
        if not part:
            continue
        lot = _BATCH.match(part)
        if batches or (lot and lot.end() < len(part)):
            lots.append(_bare(part[lot.end() :] if lot and lot.end() < len(part) else part))
        else:
            models.append(_bare(_LABEL.sub("", part, count=1)))
    return Marks(_once(models), _once(lots), _once(gtins), tuple(dict.fromkeys(codes)))


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one))


def split(text: str) -> list[str]:
    """The parts of a list; a sentence stays whole."""
    if not text:
        return []
    counted = [part for part in _COUNTED.split(text) if part.strip()]
    if len(counted) > 1 and len(_COUNTED.findall(text)) > 1:
        return [piece for part in counted for piece in split_plain(part.strip())]
    return split_plain(text)


def split_plain(text: str) -> list[str]:
    """The parts of a list without numbers in front. What stands in brackets is never taken apart."""
    parts: list[str] = []
    start = 0
    for match in _BETWEEN.finditer(text):
        inside = text[start : match.start()]
        if inside.count("(") > inside.count(")"):
            continue
        parts.append(inside)
        start = match.end()
    parts.append(text[start:])
    words = [len(part.split()) for part in parts]
    if len(parts) > 1 and sum(words) / len(parts) > 5.5:
        return [text]  # prose with commas, no list
    return [part.strip() for part in parts if part.strip()]


def _bare(part: str) -> str:
    text = part.strip().strip(";,").strip()
    text = text[2:].lstrip() if text.startswith(("- ", "– ")) else text
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") and len(text.split()) < 8 else text
