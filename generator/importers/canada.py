"""Recalls and safety alerts of Canada: the JSON dump of recalls-rappels.canada.ca (English), plain or gz.

The list is that of several organisations: consumer products, food (CFIA), vehicles (Transport Canada), medicines and
medical devices (Health Canada). All of them become records; their category says what they are. Fields, all of them:

| field | becomes |
|---|---|
| NID | the reference, `references`, id |
| Title | `title`; product name, hazards and risk where no other field has them; who recalls, the day it began |
| URL | `sources`, `provenance.url`; `/fr/` in it: the texts are French |
| Organization | `authority`, `summary` |
| Product | `product.name`; of vehicles "SUV recalled by MAKER", where the maker is sometimes left out |
| Issue | hazards, `risk` |
| What you should do | `advice`, without links to other pages ("Learn more", "Sign up for recall notifications") |
| Category | `product.category`, `summary` |
| Recall class | `summary`: the class as it is printed; no level of risk is made of it |
| Last updated | `published`, unless the number of a vehicle recall gives an earlier year |
| Archived | `note` |

No field is left out. The list gives the day of the last change and not that of the first publication; the note of every
record says so. Most entries name an issue and describe no risk. What is not there is not made up: the hazard is then
"health risk / other", and the text says that the list does not state the risk.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.importers.canada_words import ALLERGENS, ISSUES, NEUTRAL, Titled, category_in, titled, values_of
from generator.importers.categorywords import users_of
from generator.importers.hazardwords import hazard_types, types_of
from generator.importers.marketplaces import find
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
from generator.importers.tables import json_rows, text_of
from generator.importers.textfiles import files_of
from generator.loading.settings import Settings

FIELDS = (
    "NID",
    "Title",
    "URL",
    "Organization",
    "Product",
    "Issue",
    "What you should do",
    "Category",
    "Recall class",
    "Last updated",
    "Archived",
)
NEEDED = frozenset(("NID", "Title"))
COPIED = "2026-08"
"""Month in which the copy of the list that this was written for was stored."""
LICENCE = (
    "The data set is published on open.canada.ca, where the Open Government Licence – Canada is usual. "
    "The copy states no "
    "licence, and this one has not been checked."
)
LIST = "https://recalls-rappels.canada.ca/en"

_AUTHORITIES = {
    "CFIA": ("cfia", "Canadian Food Inspection Agency"),
    "TC": ("transport-canada", "Transport Canada"),
}
_VEHICLE = re.compile(
    r"^(?:Transport Canada Recall"
    r"|Numéro de rappel de Transports Canada) - (?P<number>(?P<year>[12][0-9]{3})[0-9]{2,4}) -\s*(?P<maker>.*)$"
)
_RECALLED_BY = re.compile(r"^(?P<kind>.+?) (?:recalled by|rappelé par)\s*(?P<maker>.*)$")
_LINKS = re.compile(
    r"^(?:Learn more\b.*|Sign up for recall notifications.*|View our detailed explanation.*"
    r"|This recall is also posted on .*"
    r"|You can visit this site for more information .*|Related links?\b.*|See key messages above.*)$"
)
_DEPARTMENTS = frozenset(
    ("medical devices", "health products", "consumer products", "product safety", "food", "other", "covid")
)
"""Issues that name whose matter it is: they stand in the summary and say nothing of a risk."""
_UPDATED = {
    "en": "The list gives the day of the last update. The notice may have been published earlier.",
    "ko": "목록에는 마지막으로 고친 날짜만 있습니다. 처음 발표된 날은 더 이를 수 있습니다.",
}
_BY_NUMBER = {
    "en": "The year of publication is that of the recall number. The list gives no earlier day.",
    "ko": "발표 연도는 리콜 번호의 연도입니다. 목록에 더 이른 날짜는 없습니다.",
}
_ARCHIVED = {"en": "The source has archived this notice.", "ko": "출처에서 보관 처리한 공지입니다."}


@dataclass(frozen=True, slots=True)
class _Entry:
    """What was read of an entry before a record is made of it."""

    reading: Reading
    title: Titled
    vehicle: re.Match[str] | None
    published: str
    name: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Canada:
    """The Canadian register."""

    name: str = "canada"
    block: int = 300_000
    mapped: tuple[str, ...] = FIELDS
    unmapped: tuple[str, ...] = ()

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        """Entries of JSON files, or of all JSON files of a folder. Raises ImportFailed."""
        for path in files_of(paths, (".json",)):
            for number, row in enumerate(json_rows(path, NEEDED, "cp1252"), 1):
                reference = text_of(row.fields, "NID").strip()
                if reference:
                    yield Item(reference, path.name, number, text_of(row.fields, "Last updated").strip(), row.fields)
                else:
                    yield Held(f"{path.name}:{number}", path.name, number, ("the entry has no NID",), row.fields)

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        """The notice of one entry."""
        entry = _entry(item)
        reasons = _missing(entry)
        if reasons:
            return Held(item.reference, item.file, item.position, reasons, item.fields)
        notice = _notice(entry, settings, item.reference)
        entry.reading.unknown_fields(FIELDS)
        notice["kept"] = entry.reading.kept
        notice["note"] = _note(entry)
        number = int(item.reference) if item.reference.isascii() and item.reference.isdigit() else 0
        return Draft(
            item.reference,
            item.version,
            int(entry.published[:4]),
            number if 0 < number <= 99_999 else None,
            without_empty(notice),
            unclear=tuple(entry.reading.unclear),
        )


def _entry(item: Item) -> _Entry:
    french = "/fr/" in text_of(item.fields, "URL") or text_of(item.fields, "Title").startswith("Numéro de rappel")
    reading = Reading(item.fields, "fr" if french else "en")
    title = reading.text("Title")
    vehicle = _VEHICLE.match(title)
    read = titled(title)
    updated = day_of(reading.text("Last updated", contacts=True))
    if updated is None and reading.raw("Last updated").strip():
        reading.not_clear("Last updated", reading.raw("Last updated"))
    published = updated.isoformat() if updated else ""
    if vehicle and (not published or published[:4] > vehicle["year"]):
        published = vehicle["year"]
    issues = tuple(values_of(reading.text("Issue", contacts=True)))
    return _Entry(reading, read, vehicle, published, _name(reading, read), issues)


def _missing(entry: _Entry) -> tuple[str, ...]:
    found = []
    if not entry.published:
        found.append("no date can be read")
    if not entry.name or re.fullmatch(r"recall cancelled", entry.name, re.IGNORECASE):
        found.append("the entry names no product")
    return tuple(found)


def _name(reading: Reading, title: Titled) -> str:
    """The product: as the list names it, of vehicles with their maker, else what the title speaks of."""
    product = reading.text("Product")
    vehicle = _RECALLED_BY.match(product)
    if vehicle and not vehicle["maker"].strip():
        return vehicle["kind"].strip()
    return product or title.product


def _notice(entry: _Entry, settings: Settings, reference: str) -> dict[str, Any]:
    reading = entry.reading
    authority, said = _AUTHORITIES.get(reading.text("Organization"), ("health-canada", "Health Canada"))
    url = reading.raw("URL").strip()
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s\x00-\x1f\x7f]*", url):
        if url:
            reading.not_clear("URL", url)
        url = ""
    hazards, risk = _hazards(entry)
    return {
        "published": entry.published,
        "title": reading.local(_title(entry)),
        "summary": reading.local(_summary(entry, said)),
        "risk": risk,
        "product": _product(entry),
        "authority": authority,
        "jurisdiction": "CA",
        "hazards": hazards,
        "listings": _listings(entry, settings),
        "measures": _measures(entry),
        "advice": [reading.local(line) for line in reading.sentences("What you should do") if not _LINKS.match(line)],
        "references": _references(entry, reference, url),
        "sources": [
            {
                "id": "canada",
                "name": f"{said}, recalls and safety alerts, {reference}",
                "url": url or LIST,
                "published": entry.published,
                "retrieved": later_month(entry.published, COPIED),
            }
        ],
        "provenance": without_empty(
            {"source": "canada", "reference": reference, "url": url, "licence": LICENCE, "language": reading.language}
        ),
    }


def _title(entry: _Entry) -> str:
    if entry.vehicle is None:
        return entry.title.title
    product = entry.reading.text("Product").removesuffix("recalled by").strip()
    if not product:
        return entry.title.title
    told = "rappel de Transports Canada" if entry.reading.language == "fr" else "Transport Canada recall"
    return f"{product} ({told} {entry.vehicle['number']})"


def _summary(entry: _Entry, authority: str) -> str:
    reading = entry.reading
    if reading.language == "fr":
        return _title(entry)
    parts = [f"{authority}: {entry.name}"]
    for label, name in (("Issue", "Issue"), ("Category", "Category"), ("Recall class", "Recall class")):
        values = "; ".join(values_of(reading.text(name, contacts=True).strip("- ")))
        if values:
            parts.append(f"{label}: {values}")
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _hazards(entry: _Entry) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Hazards and the text of the risk, out of the issues and the title."""
    reading = entry.reading
    known = {issue.lower(): issue for issue in entry.issues}
    named = [ISSUES[issue] for issue in known if issue in ISSUES]
    said = () if entry.vehicle else _said(entry.title)
    if "extraneous material" in known and said:
        named.remove("injuries")
    types = list(dict.fromkeys([*named, *said]))
    for issue, printed in known.items():
        if issue not in ISSUES and issue not in NEUTRAL and issue not in ALLERGENS:
            reading.not_clear("Issue", printed)
    allergens = [printed for issue, printed in known.items() if issue in ALLERGENS]
    if allergens:
        other = {
            "type": "health-risk-other",
            "description": reading.local(f"Allergen or sensitivity: {', '.join(allergens)}"),
        }
        return [{"type": kind} for kind in types] + [other], _risk(entry, True)
    if types:
        return [{"type": kind} for kind in types], _risk(entry, True)
    if entry.title.reason:
        return [{"type": "health-risk-other"}], _risk(entry, True)
    return [NO_HAZARD], _risk(entry, False)


def _said(title: Titled) -> tuple[str, ...]:
    """Hazards that the title names: in its reason if it gives one. What a product is called is no hazard."""
    if title.reason:
        return types_of((f"due to {title.reason}",))
    named = hazard_types(title.title)
    return () if named.weak or not title.warning else named.types


def _risk(entry: _Entry, stated: bool) -> dict[str, str]:
    """The risk in the source's words; where it names none, that it does not."""
    issues = "; ".join(issue for issue in entry.issues if issue.lower() not in _DEPARTMENTS)
    reason = entry.title.reason
    parts = []
    if reason:
        parts.append(f"{reason[0].upper()}{reason[1:]}.")
    if issues and issues.lower() not in reason.lower():
        parts.append(f"Issue named by the source: {issues}.")
    if stated:
        return entry.reading.local(" ".join(parts) or f"{entry.title.title.rstrip('.')}.")
    korean = f"출처에 적힌 항목: {issues}. " if issues else ""
    return {"en": " ".join([*parts, NOT_STATED["en"]]), "ko": f"{korean}{NOT_STATED['ko']}"}


def _product(entry: _Entry) -> dict[str, Any]:
    reading = entry.reading
    categories = values_of(reading.text("Category", contacts=True))
    category = category_in(categories, reading.text("Organization"), entry.name)
    if category is None:
        reading.not_clear("Category", reading.text("Category") or "(none)")
    wide = category not in ("medicines", "medical-devices", "motor-vehicles", "cannabis")
    return without_empty(
        {
            "name": reading.local(entry.name),
            "category": category or "other",
            "intended_users": users_of(entry.name) if wide and category != "food" else [],
        }
    )


def _listings(entry: _Entry, settings: Settings) -> list[dict[str, str]]:
    """Listings on the marketplaces that the title names. One without a platform file is told."""
    named = [] if entry.vehicle else [one.platform for one in find(entry.title.title)]
    for platform in named:
        if platform not in settings.platforms:
            entry.reading.not_clear(NO_PLATFORM, platform)
    return [{"platform": platform} for platform in named if platform in settings.platforms]


def _measures(entry: _Entry) -> list[dict[str, Any]]:
    """A recall or a warning, where the entry says that it is one."""
    title, reading = entry.title, entry.reading
    if entry.vehicle:
        maker = entry.vehicle["maker"].strip()
        return [
            without_empty(
                {
                    "type": "recall-from-end-users",
                    "by": reading.local(maker) if maker else None,
                    "date": entry.vehicle["year"],
                }
            )
        ]
    day = title.day if day_of(title.day) else None
    classed = bool(reading.text("Recall class", contacts=True).strip(" -"))
    if classed or title.recall:
        by = reading.local(title.who) if title.who else None
        return [without_empty({"type": "recall-from-end-users", "by": by, "date": day})]
    if title.warning:
        return [without_empty({"type": "warning", "date": day})]
    return []


def _references(entry: _Entry, reference: str, url: str) -> list[dict[str, str]]:
    found = [without_empty({"scheme": "canada", "id": reference, "url": url})]
    if entry.vehicle:
        found.append({"scheme": "transport-canada", "id": entry.vehicle["number"]})
    return found


def _note(entry: _Entry) -> dict[str, str]:
    reading = entry.reading
    parts = [_BY_NUMBER if len(entry.published) == 4 else _UPDATED]
    archived = reading.text("Archived", contacts=True)
    if archived.lower() in ("1", "true", "yes") or entry.title.archived:
        parts.append(_ARCHIVED)
    elif archived.lower() not in ("", "0", "false", "no"):
        reading.not_clear("Archived", archived)
    if reading.contacts:
        parts.append(CONTACTS_NOTE)
    return {language: " ".join(part[language] for part in parts) for language in ("en", "ko")}


REGISTER = Canada()
