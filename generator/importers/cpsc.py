"""Recalls of the United States Consumer Product Safety Commission (CPSC): the CSV export of cpsc.gov's recall search.

One row is one recall. The export is made by product category, so that one recall stands in several files, word for
word; the rows are read as they come, and the reference makes them one. Fields of the export, all of them:

| field | becomes |
|---|---|
| Recall Number | the reference, `references`, id: 24-318 is number 318 of 2024 |
| Product Safety Warning Number | `references` (cpsc-warning); the reference where there is no recall number |
| Date | `published`, dates of the measures |
| Product Safety Warning Date | date of the measure "warning"; `published` where there is no Date |
| Recall Heading | `title`; hazards; sellers; who recalls |
| Name of product | `product.name`, category, intended users |
| Description | `product.description`; models, batches, codes |
| Hazard Description | `risk`, hazards |
| Consumer Action | `advice` |
| Original Product Safety Warning Announcement | note of the measure "warning" |
| Remedy Type | measures: refund, replacement, corrective action, disposal ... |
| Units | `product.units` (those of the United States), and whole in `summary` |
| Incidents | `summary` |
| Remedy | `advice` |
| Sold At Label | `product.sold`, in front of the place |
| Sold At | `product.sold`, `product.price`, `listings` |
| Importers, Manufacturers, Distributors | `product.description`, after the source's own |
| Manufactured In | `product.origin`; several countries stand in `product.description` |
| Custom Label, Custom Field | `product.description` (retailer, seller, firm), or `advice` (a message to consumers) |

No field is left out. Not in the export, and so not in a record: the recall's own web address, pictures, and whether a
recall is voluntary. Telephone numbers and e-mail addresses of companies are left out of the texts, counted and told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.importers.categorywords import category_of, users_of
from generator.importers.countries import country
from generator.importers.cpsc_words import batches_of, codes_of, models_of, offers_of, price_of, units_of
from generator.importers.hazardwords import types_of
from generator.importers.model import Draft, Held, Item
from generator.importers.reading import (
    CONTACTS_NOTE,
    NO_HAZARD,
    NO_PLATFORM,
    NOT_STATED,
    Reading,
    day_of,
    later_month,
    without_empty,
)
from generator.importers.tables import csv_rows, text_of
from generator.importers.textfiles import files_of
from generator.loading.settings import Settings

FIELDS = (
    "Recall Number",
    "Product Safety Warning Number",
    "Date",
    "Product Safety Warning Date",
    "Recall Heading",
    "Name of product",
    "Description",
    "Hazard Description",
    "Consumer Action",
    "Original Product Safety Warning Announcement",
    "Remedy Type",
    "Units",
    "Incidents",
    "Remedy",
    "Sold At Label",
    "Sold At",
    "Importers",
    "Manufacturers",
    "Distributors",
    "Manufactured In",
    "Custom Label",
    "Custom Field",
)
NEEDED = frozenset(("Recall Number", "Date", "Recall Heading"))
WARNINGS = 50_000
"""Numbers of product safety warnings are counted apart from those of recalls."""
COPIED = "2026-05"
"""Month in which the copy of the export that this was written for was stored."""
LICENCE = "A work of the United States government, in the public domain there. The copy itself states no licence."
AUTHORITY = "United States Consumer Product Safety Commission"
LIST = "https://www.cpsc.gov/Recalls"

_NUMBER = re.compile(r"(?P<year>[0-9]{2})-?(?P<number>[0-9]{3,4})")
_REMEDIES = {
    "refund": "refund",
    "replace": "replacement",
    "repair": "corrective-action",
    "inspect": "corrective-action",
    "new instructions": "corrective-action",
    "dispose": "disposal",
    "label": "marking-with-warnings",
}
_NO_REMEDY = "no remedy available"
# Links of the web page that were cut when it was exported. Where the rest of the tag follows, so do its words.
_CUT_LINK = re.compile(r"https?://\S*…(?P<tag>\s?(?:lang=)?\"[\w-]*\"?>)?;?")
_WHO = re.compile(r"^(?P<who>[^;]{2,80}?) (?:Expands |Reannounces |Announces )?Recalls?\b(?!ed)")


@dataclass(frozen=True, slots=True)
class Cpsc:
    """The register of the CPSC."""

    name: str = "cpsc"
    block: int = 200_000
    mapped: tuple[str, ...] = FIELDS
    unmapped: tuple[str, ...] = ()

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        """Rows of CSV files, or of all CSV files of a folder. Raises ImportFailed."""
        for path in files_of(paths, (".csv",)):
            edition = "".join(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", path.name)[-1:])
            for row in csv_rows(path, NEEDED, frozenset(FIELDS), "cp1252"):
                reference = text_of(row.fields, "Recall Number").strip()
                reference = reference or text_of(row.fields, "Product Safety Warning Number").strip()
                if reference:
                    yield Item(reference, path.name, row.line, edition, row.fields)
                else:
                    reasons = ("the row has no recall number and no warning number",)
                    yield Held(f"{path.name}:{row.line}", path.name, row.line, reasons, row.fields)

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        """The notice of one row."""
        reading = Reading(item.fields, "en")
        for name in FIELDS:
            if "…" in reading.raw(name) and _CUT_LINK.search(reading.raw(name)):
                reading.cut(name, _CUT_LINK, _instead, "a web address that the export cut off was taken out")
        published = day_of(reading.text("Date")) or day_of(reading.text("Product Safety Warning Date"))
        name = reading.text("Name of product") or reading.text("Recall Heading")
        reasons = _missing(published, name)
        if reasons or published is None:
            return Held(item.reference, item.file, item.position, reasons, item.fields)
        notice = _notice(reading, settings, item.reference, published, name)
        reading.unknown_fields(FIELDS)
        if reading.contacts:
            notice["note"] = CONTACTS_NOTE
        notice["kept"] = reading.kept
        number = _NUMBER.fullmatch(item.reference)
        return Draft(
            item.reference,
            item.version,
            2000 + int(number["year"]) if number else published.year,
            _own_number(item, number),
            without_empty(notice),
            unclear=tuple(reading.unclear),
        )


def _instead(link: re.Match[str]) -> str:
    return "" if link["tag"] else "[…]"


def _missing(published: date | None, name: str) -> tuple[str, ...]:
    found = []
    if published is None:
        found.append("no date can be read")
    if not name:
        found.append("the row names no product")
    return tuple(found)


def _own_number(item: Item, number: re.Match[str] | None) -> int | None:
    if number is None:
        return None
    recall = text_of(item.fields, "Recall Number").strip()
    return int(number["number"]) + (0 if recall else WARNINGS)


def _notice(reading: Reading, settings: Settings, reference: str, published: date, name: str) -> dict[str, Any]:
    day = published.isoformat()
    risk = reading.text("Hazard Description")
    types = _hazards(reading)
    return {
        "published": day,
        "title": reading.local(_title(reading, name)),
        "summary": reading.local(_summary(reading, name)),
        "risk": reading.local(risk) if risk else NOT_STATED,
        "product": _product(reading, name),
        "authority": "us-cpsc",
        "jurisdiction": "US",
        "hazards": [{"type": kind} for kind in types] or [{"type": "health-risk-other"} if risk else NO_HAZARD],
        "listings": _offers(reading, settings),
        "measures": _measures(reading, settings, day),
        "advice": [reading.local(line) for line in _advice(reading)],
        "references": _references(reading, reference),
        "sources": [
            {
                "id": "cpsc",
                "name": f"{AUTHORITY}, {_kind(reading)} {reference}",
                "url": LIST,
                "published": day,
                "retrieved": later_month(day, COPIED),
            }
        ],
        "provenance": {"source": "cpsc", "reference": reference, "licence": LICENCE, "language": "en"},
    }


def _kind(reading: Reading) -> str:
    return "recall" if reading.raw("Recall Number").strip() else "product safety warning"


def _title(reading: Reading, name: str) -> str:
    """The heading; one of them was exported with hyphens for spaces."""
    heading = reading.text("Recall Heading") or name
    if " " not in heading and heading.count("-") > 5:
        reading.keep("Recall Heading", "hyphens became spaces")
        return heading.replace("-", " ")
    return heading


def _summary(reading: Reading, name: str) -> str:
    parts = [f"Recall of {name}" if _kind(reading) == "recall" else f"Warning about {name}"]
    for label, field in (("Units", "Units"), ("Incidents", "Incidents"), ("Remedy", "Remedy Type")):
        text = reading.text(field)
        if text:
            parts.append(f"{label}: {text}")
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _hazards(reading: Reading) -> tuple[str, ...]:
    texts = (reading.text("Recall Heading").replace("-Due-to-", " Due to "), reading.text("Hazard Description"))
    types = types_of(texts)
    if not types:
        reading.not_clear("Hazard Description", reading.raw("Hazard Description") or reading.raw("Recall Heading"))
    return types


def _product(reading: Reading, name: str) -> dict[str, Any]:
    description = reading.text("Description")
    heading = reading.text("Recall Heading")
    category = category_of(name)
    if category == "other":
        category = category_of(re.split(r"\bRecalled\b|\bDue to\b", heading)[0])
    about = f"{name} {heading} {reading.text('Hazard Description')}".lower()
    if category == "clothing" and ("children" in about or "infant" in about):
        category = "childrens-clothing"
    gtins, codes = codes_of(description)
    taken = {code["value"] for code in codes} | set(gtins)
    units = reading.text("Units")
    number = units_of(units) if units else None
    if units and number is None:
        reading.not_clear("Units", units)
    made_in = reading.text("Manufactured In")
    origin = country(made_in) if made_in else None
    return without_empty(
        {
            "name": reading.local(name),
            "models": [model for model in models_of(description) if model not in taken],
            "gtins": gtins,
            "batches": batches_of(description),
            "codes": codes,
            "category": category,
            "origin": origin,
            "intended_users": users_of(name),
            "units": number,
            "price": price_of(reading.text("Sold At")),
            "sold": _local_if(reading, _sold(reading)),
            "description": _local_if(reading, _description(reading, description, "" if origin else made_in)),
        }
    )


def _local_if(reading: Reading, text: str) -> dict[str, str] | None:
    return reading.local(text) if text else None


def _sold(reading: Reading) -> str:
    """Where and when it was sold, as a sentence that begins with the label."""
    label, sold = reading.text("Sold At Label").rstrip(":"), reading.text("Sold At")
    if not sold or not label or "sold" in sold[:60].lower():
        return sold
    label = label.capitalize()
    begins = sold.split()[0].lower()
    if begins == "online":  # "Sold Exclusively At", "Online at Example.com": sold exclusively online at Example.com
        label = label.removesuffix(" at").removesuffix(" online")
    elif begins == "exclusively":
        label = "Sold"
    elif label.endswith(" at"):
        return f"{label} {sold}"
    else:
        return f"{label}: {sold}"
    return f"{label} {sold[0].lower()}{sold[1:]}"


def _description(reading: Reading, description: str, made_in: str) -> str:
    """The source's description, and after it the companies and countries that have no field of their own."""
    parts = [description]
    for field, one in (("Importers", "Importer"), ("Manufacturers", "Manufacturer"), ("Distributors", "Distributor")):
        parts.append(f"{one}: {reading.text(field)}" if reading.text(field) else "")
    label = reading.text("Custom Label").rstrip(": ")
    if reading.text("Custom Field") and not _message(reading):
        parts.append(f"{label}: {reading.text('Custom Field')}" if label else reading.text("Custom Field"))
    parts.append(f"Manufactured in: {made_in}" if made_in else "")
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def _message(reading: Reading) -> bool:
    return "message" in reading.text("Custom Label").lower()


def _offers(reading: Reading, settings: Settings) -> list[dict[str, str]]:
    """Listings on the marketplaces that the notice names. One without a platform file is told."""
    label = reading.text("Custom Label").lower()
    seller = reading.text("Custom Field") if label.startswith("seller") else ""
    found = []
    for offer in offers_of(reading.text("Recall Heading"), reading.text("Sold At"), seller):
        if offer.platform in settings.platforms:
            found.append({"platform": offer.platform, **({"seller": offer.seller} if offer.seller else {})})
        else:
            reading.not_clear(NO_PLATFORM, offer.platform)
    return found


def _advice(reading: Reading) -> list[str]:
    lines = [*reading.sentences("Consumer Action"), *reading.sentences("Remedy")]
    if _message(reading):
        lines += reading.sentences("Custom Field")
    return list(dict.fromkeys(lines))


def _measures(reading: Reading, settings: Settings, day: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    warned = day_of(reading.text("Product Safety Warning Date"))
    announcement = reading.text("Original Product Safety Warning Announcement")
    if warned or announcement or _kind(reading) != "recall":
        note = reading.local(announcement) if announcement else None
        first = warned.isoformat() if warned else (day if _kind(reading) != "recall" else None)
        found.append({"type": "warning", "by": {"en": AUTHORITY}, "date": first, "note": note})
    who = _WHO.match(reading.text("Recall Heading"))
    remedies = [part.strip() for part in reading.text("Remedy Type").split(",") if part.strip()]
    if _kind(reading) == "recall":
        lacking = {"en": "The source says: no remedy available."} if _NO_REMEDY in map(str.lower, remedies) else None
        by = reading.local(who["who"].strip()) if who and "Recalled" not in who["who"] else None
        found.append({"type": "recall-from-end-users", "by": by, "date": day, "note": lacking})
    for remedy in remedies:
        kind = _REMEDIES.get(remedy.lower())
        if kind is None and remedy.lower() != _NO_REMEDY:
            reading.not_clear("Remedy Type", remedy)
            kind = "other"
        if kind:
            found.append(
                {"type": kind, "date": day, "note": {"en": remedy} if kind in ("other", "corrective-action") else None}
            )
    return [without_empty(measure) for measure in found]


def _references(reading: Reading, reference: str) -> list[dict[str, str]]:
    found = [{"scheme": "cpsc" if reading.raw("Recall Number").strip() else "cpsc-warning", "id": reference}]
    warning = reading.text("Product Safety Warning Number")
    if warning and warning != reference:
        found.append({"scheme": "cpsc-warning", "id": warning})
    return found


REGISTER = Cpsc()
