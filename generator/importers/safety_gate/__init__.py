"""Safety Gate (RAPEX until 2021): the weekly reports of the European Commission, official XML.

Elements of a report, all of them:

| element | becomes |
|---|---|
| report_language | the language of the texts, `provenance.language` |
| report_date | `published`, version; the upper bound of what the alert reports |
| caseNumber | the reference, `references`, id: A12/02928/24 is number 2928 of 2024 (other kinds of alerts further on) |
| reference | `sources`, `provenance.url`, `references` |
| category | `product.category` |
| product | `title`, `product.name` |
| brand | `product.brand`, `title` |
| name | `product.name`, `title` |
| type_numberOfModel | `product.models`; barcodes and batch numbers among them to their own fields |
| batchNumber | `product.batches` |
| barcode | `product.gtins`, `product.codes` |
| riskType | `hazards` |
| level | `hazards.level`; other levels and types of alerts: `note` |
| danger | `risk`, `findings` (measured values and limits), `listings` |
| measures | `measures`, cases of marketplaces |
| URLrecall | `references` (recall-page) |
| companyRecallCode | `references` (company-recall) |
| description | `summary`, `product.description`, `product.sold`, `listings`; measured values |
| productionDates | `product.batches` |
| notifyingCountry | `notified_by` |
| countryOfOrigin | `product.origin` |
| type | `note`, where the product is for professional use |
| pictures | `pictures`: links, never copied |
| onlineTrader | `listings`; traders that are no marketplaces: `product.sold` |

A case number of a later year than the report's is a misprint: the reference then carries the alert's own number too.

Left out on purpose:

| element | why |
|---|---|
| order | the alert's place in its report; the import's own report names file and place |
| report_year, report_week | they say the same as report_date |
| report_addendum | always empty in the reports that were seen |

Telephone numbers and e-mail addresses are left out of the texts, counted and told. A value that could not be understood
is named in the import's report; a raw value is kept where a repair was a guess.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.importers.model import Draft, Held, Item
from generator.importers.safety_gate.convert import convert
from generator.importers.safety_gate.reports import read_reports
from generator.loading.settings import Settings

MAPPED = (
    "report_language",
    "report_date",
    "caseNumber",
    "reference",
    "category",
    "product",
    "brand",
    "name",
    "type_numberOfModel",
    "batchNumber",
    "barcode",
    "riskType",
    "level",
    "danger",
    "measures",
    "URLrecall",
    "companyRecallCode",
    "description",
    "productionDates",
    "notifyingCountry",
    "countryOfOrigin",
    "type",
    "pictures",
    "onlineTrader",
)
UNMAPPED = ("order", "report_year", "report_week", "report_addendum")


@dataclass(frozen=True, slots=True)
class SafetyGate:
    """The register of Safety Gate."""

    name: str = "safety-gate"
    block: int = 100_000
    mapped: tuple[str, ...] = MAPPED
    unmapped: tuple[str, ...] = UNMAPPED

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        """Alerts of weekly reports, plain or gz, or of all reports of a folder. Raises ImportFailed."""
        return read_reports(paths)

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        """The records of one alert."""
        return convert(item, settings, (*self.mapped, *self.unmapped))


REGISTER = SafetyGate()
