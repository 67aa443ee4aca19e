"""One alert into a notice and its cases."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.importers.codes import Code, split_codes
from generator.importers.countries import country
from generator.importers.model import Draft, Held, Item
from generator.importers.reading import CONTACTS_NOTE, NO_HAZARD, NOT_STATED, Reading, later_month, without_empty
from generator.importers.safety_gate import words
from generator.importers.safety_gate.findings import Found, read_findings, union
from generator.importers.safety_gate.identity import case_number
from generator.importers.safety_gate.lists import read_marks
from generator.importers.safety_gate.measures import OPERATORS, Measure, read_measures
from generator.importers.safety_gate.substances import Recogniser
from generator.importers.safety_gate.texts import Texts, block, compose, headed, line
from generator.importers.safety_gate.trade import Trade, cases, listings, read_trade
from generator.loading.settings import Settings

COPIED = "2026-08"
"""Month of the copy of the reports that this was written for."""
LICENCE = (
    "Published by the European Commission. The copy that was read states no licence; whether the Commission's general "
    "rules on re-use (Decision 2011/833/EU) cover it has not been checked. Pictures are linked, not copied."
)
PROFESSIONAL = {
    "en": "Safety Gate lists it as a product for professional use.",
    "ko": "세이프티 게이트는 전문가용 제품으로 분류했습니다.",
}
NO_CHEMICAL = (
    "Safety Gate names no chemical risk for this product; the substance is mentioned in the text of the danger."
)
AUTHORITIES = {"en": "The authorities", "ko": "당국"}
FIT_FOR_SUBSTANCES = frozenset(
    ("chemical", "microbiological", "environment", "health-risk-other", "burns", "asphyxiation", "fire")
)
"""Hazards that a notice with a substance may have: those of the rule hazard-matches."""

_ADDRESS = re.compile(r"https?://(?:(?!https?://)[^\s<>\"'|;])+|(?<![\w/.])www\.[^\s<>\"'|;]+", re.IGNORECASE)
_SLASHES = re.compile(r":/{3,}")
_HOST = re.compile(r"https?://[^/?#\s]*\w\.[a-z]{2,}", re.IGNORECASE)


def convert(item: Item, settings: Settings, fields: Iterable[str]) -> Draft | Held:
    """The records of one alert. `fields` are the names of all fields that are known."""
    reading = Reading(item.fields, _language(item.fields))
    published = item.version
    if not any(block(reading, name) for name in ("danger", "description", "riskType", "measures")):
        reasons = ("the alert says neither what the product is nor what the danger is",)
        return Held(item.reference, item.file, item.position, reasons, item.fields)
    evidence = _evidence(reading, item.reference, published)
    read = _read_parts(reading, settings)
    notice, unclear_findings = _notice(reading, settings, item, read)
    notice.update(evidence)
    notice["kept"] = reading.kept
    for quote in unclear_findings:
        reading.not_clear("danger: measured value", quote)
    reading.unknown_fields(fields)
    number = case_number(item.reference, published)
    responses = cases(read["trade"].mentions, read["measures"], published, evidence)
    return Draft(item.reference, published, *number, without_empty(notice), responses, tuple(reading.unclear))


def _evidence(reading: Reading, reference: str, published: str) -> dict[str, Any]:
    """Sources and provenance, which the notice and its cases share."""
    url = _addresses(reading.raw("reference"))[:1]
    if not url:
        url = ("https://ec.europa.eu/safety-gate-alerts/",)
        reading.not_clear("reference", reading.raw("reference"))
    retrieved = later_month(published, COPIED)
    name = f"European Commission, Safety Gate, alert {reference}"
    return {
        "sources": [{"id": "alert", "name": name, "url": url[0], "published": published, "retrieved": retrieved}],
        "provenance": {
            "source": "safety-gate",
            "reference": reading.text("caseNumber") or reference,
            "url": url[0],
            "retrieved": retrieved,
            "licence": LICENCE,
            "language": reading.language,
        },
    }


def _language(fields: Mapping[str, Any]) -> str:
    """The language of a report's texts; English where the report does not say."""
    said = str(fields.get("report_language") or "").strip().lower()
    return said if re.fullmatch(r"[a-z]{2}", said) else "en"


def _read_parts(reading: Reading, settings: Settings) -> dict[str, Any]:
    """Measures, marketplaces, hazards and measured values of an alert."""
    measures, undated = read_measures(reading.text("measures"))
    for raw in undated:
        reading.not_clear("measures: date", raw)
    brand = line(reading, "brand") or headed(reading, "brand")
    texts = [
        reading.text("description"),
        block(reading, "danger"),
        *{measure.note for measure in measures if measure.note},
    ]
    trade = read_trade(texts, reading.text("onlineTrader"), brand, settings.known["platforms"])
    for mention in trade.unlisted:
        reading.not_clear("marketplace without a platform file", mention.words)
    recogniser = _words_of(settings).recogniser
    found = read_findings(block(reading, "danger"), recogniser)
    if "measured" in reading.raw("description"):
        more = read_findings(_measured_sentences(block(reading, "description")), recogniser)
        found = Found(union(found.findings, more.findings), (*found.unclear, *more.unclear))
    return {"measures": measures, "trade": trade, "brand": brand, "found": found}


@dataclass(frozen=True, slots=True)
class _Words:
    """What is made of the settings once: substances, and the register's names of hazards by the vocabulary's."""

    recogniser: Recogniser
    hazards: Mapping[str, str]


_words: dict[str, _Words] = {}


def _words_of(settings: Settings) -> _Words:
    """The words of these settings; they differ where their digest does."""
    if settings.digest not in _words:
        _words.clear()
        hazards = {str(term.name["en"]).casefold(): name for name, term in settings.terms["hazards"].items()}
        _words[settings.digest] = _Words(Recogniser(settings.terms["substances"]), hazards)
    return _words[settings.digest]


def _measured_sentences(text: str) -> str:
    return " ".join(part for part in re.split(r"(?<=\.)\s+|\n", text) if re.search(r"\bmeasured\b", part))


def _notice(
    reading: Reading, settings: Settings, item: Item, read: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    hazards, risks = _hazards(reading, settings)
    notifier = line(reading, "notifyingCountry")
    texts = compose(reading, read["brand"], risks, notifier)
    trade: Trade = read["trade"]
    found: Found = read["found"]
    notice: dict[str, Any] = {
        "published": item.version,
        "title": reading.local(texts.title),
        "summary": reading.local(texts.summary),
        "risk": reading.local(texts.risk) if texts.risk else NOT_STATED,
        "product": without_empty(_product(reading, texts, trade, read["brand"])),
        "authority": "eu-safety-gate",
        "jurisdiction": "EU",
        "notified_by": _country(reading, "notifyingCountry"),
        "hazards": hazards,
        "findings": list(found.findings),
        "listings": listings(trade.mentions),
        "measures": [_measure(measure, reading.language) for measure in read["measures"]],
        "pictures": _pictures(reading),
        "references": _references(reading, item.reference),
        "note": _note(reading),
    }
    substance = any("substance" in finding for finding in found.findings)
    if substance and not FIT_FOR_SUBSTANCES & {hazard["type"] for hazard in hazards}:
        notice["exceptions"] = [{"rule": "hazard-matches", "reason": NO_CHEMICAL}]
    return notice, found.unclear


def _hazards(reading: Reading, settings: Settings) -> tuple[list[dict[str, Any]], list[str]]:
    """The hazards with their level, and the words that a title uses for them."""
    by_name = _words_of(settings).hazards
    text = reading.text("riskType")
    level = words.LEVELS.get(line(reading, "level").casefold())
    if not level and line(reading, "level").casefold() not in words.NO_LEVELS:
        reading.not_clear("level", line(reading, "level"))
    types: list[str] = []
    for part in re.split(r"\s*[,;]\s*", text):
        name = by_name.get(part.casefold())
        if name:
            types.append(name)
        elif part:
            reading.not_clear("riskType", part)
    if not types and text:
        reading.unclear[:] = [one for one in reading.unclear if one[0] != "riskType"]
        reading.not_clear("riskType", text)
    if not types:
        said = {"type": NO_HAZARD["type"], "description": reading.local(text)} if text else NO_HAZARD
        return [{**said, **({"level": level} if level else {})}], []
    names = settings.terms["hazards"]
    told = [words.RISKS.get(name) or str(names[name].name["en"]).lower() for name in dict.fromkeys(types)]
    return [{"type": name, **({"level": level} if level else {})} for name in dict.fromkeys(types)], told


def _country(reading: Reading, name: str) -> str | None:
    text = line(reading, name)
    if not text:
        return None
    code = "XI" if "northern ireland" in text.casefold() else country(text)
    if code is None:
        reading.not_clear(name, text)
    return code


def _product(reading: Reading, texts: Texts, trade: Trade, brand: str) -> dict[str, Any]:
    barcode = split_codes(reading.text("barcode", contacts=True))
    models = read_marks(reading.text("type_numberOfModel", contacts=True).strip() or headed(reading, "type/"))
    lots = read_marks(reading.text("batchNumber", contacts=True), batches=True)
    if barcode.words:
        reading.keep("barcode", "the words between the codes were left out")
    said = f"{line(reading, 'product')} {line(reading, 'name')} {reading.text('description')[:80]}"
    kind, understood = words.category(reading.text("category"), said)
    if not understood:
        reading.not_clear("category", reading.text("category"))
    if kind == "other":
        reading.keep("category", "no entry of the categories fits")
    codes: list[Code] = [*barcode.codes, *models.codes, *lots.codes]
    gtins = dict.fromkeys((*barcode.gtins, *models.gtins, *lots.gtins))
    dates = line(reading, "productionDates")
    batches = [*models.batches, *lots.models, *lots.batches, *([f"Production dates: {dates}"] if dates else [])]
    told = " ".join(texts.description.split()) in (texts.summary, texts.name)
    description = "" if told else texts.description
    return {
        "name": reading.local(texts.name),
        "brand": brand,
        "models": list(models.models),
        "gtins": list(gtins),
        "batches": list(dict.fromkeys(batches)),
        "codes": [{"scheme": code.scheme, "value": code.value} for code in dict.fromkeys(codes)],
        "category": kind,
        "origin": _country(reading, "countryOfOrigin"),
        "sold": reading.local(sold) if (sold := _sold(texts, trade)) else None,
        "description": reading.local(description) if description else None,
    }


def _sold(texts: Texts, trade: Trade) -> str:
    others = f"Online traders named in the alert: {'; '.join(trade.others)}." if trade.others else ""
    return " ".join(part for part in (texts.sold, others.replace("..", ".")) if part)


def _measure(measure: Measure, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": measure.type}
    if measure.by:
        found["by"] = dict(OPERATORS[measure.by])
    if measure.ordered:
        found["ordered_by"] = dict(AUTHORITIES)
    if measure.voluntary or measure.ordered:
        found["voluntary"] = measure.voluntary
    if measure.date:
        found["date"] = measure.date
    if measure.note:
        found["note"] = {language: measure.note}
    return found


def _pictures(reading: Reading) -> list[str]:
    raw = reading.fields.get("pictures") or []
    listed = raw if isinstance(raw, list) else [raw]
    return list(dict.fromkeys(address for one in listed for address in _addresses(str(one))))


def _references(reading: Reading, reference: str) -> list[dict[str, str]]:
    """The alert itself, the company's own recall code, and the pages of the recall."""
    found = [{"scheme": "safety-gate", "id": reading.text("caseNumber") or reference}]
    url = _addresses(reading.raw("reference"))[:1]
    if url:
        found[0]["url"] = url[0]
    code = line(reading, "companyRecallCode")
    if code:
        found.append({"scheme": "company-recall", "id": code})
    pages = _addresses(reading.text("URLrecall"))
    found.extend({"scheme": "recall-page", "id": page.split("://", 1)[1].rstrip("/"), "url": page} for page in pages)
    if line(reading, "URLrecall") and not pages:
        reading.not_clear("URLrecall", line(reading, "URLrecall"))
    return found


@lru_cache(maxsize=256)
def _addresses(text: str) -> tuple[str, ...]:
    """Web addresses of a text, also where several are glued together."""
    found = []
    for match in _ADDRESS.finditer(text):
        address = _SLASHES.sub("://", match[0]).rstrip(".,)]")
        address = address if "://" in address else f"https://{address}"
        if _HOST.match(address) and address.isprintable():
            found.append(address)
    return tuple(dict.fromkeys(found))


def _note(reading: Reading) -> dict[str, str]:
    """What the register says about the alert as a whole, in both languages."""
    notes = []
    level = words.NO_LEVELS.get(line(reading, "level").casefold())
    if level:
        notes.append(level)
    kind = line(reading, "type").casefold()
    if kind == "professional":
        notes.append(PROFESSIONAL)
    elif kind not in ("", "consumer"):
        reading.not_clear("type", kind)
    if reading.contacts:
        notes.append(CONTACTS_NOTE)
    return {language: " ".join(note[language] for note in notes) for language in ("en", "ko")} if notes else {}
