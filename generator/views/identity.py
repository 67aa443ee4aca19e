"""How a product is recognised, in words: what is printed on it, and the numbers of its listings."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.records.notice import Notice
from generator.views.words import Language, Words


class Row(NamedTuple):
    """A labelled row of facts; each value with its language, `code` set in a fixed width."""

    label: str
    values: tuple[Words, ...]
    code: bool = False

    @property
    def first(self) -> Words:
        """The first value: nearly always the only one."""
        return self.values[0]

    @property
    def more(self) -> tuple[Words, ...]:
        """The values after the first."""
        return self.values[1:]


CODES = {
    "asin": "ASIN",
    "isbn": "ISBN",
    "serial": "Serial number",
    "gtin-invalid": "Barcode as printed",
    "other": "Other code",
}
"""Codes that are no sound GTIN, by their scheme (interface strings)."""


def identity(notice: Notice, language: Language) -> tuple[Row, ...]:
    """Everything by which a person recognises the product: rows without a value are left out."""
    t, product = language.t, notice.product
    rows = [Row(t("Product"), (language.words(product.name),))]

    def add(label: str, *values: str, code: bool = False) -> None:
        if values:
            rows.append(Row(label, tuple(map(Words, values)), code))

    if product.description:
        rows.append(Row(t("Description"), (language.words(product.description),)))
    if product.brand:
        add(t("Brand"), product.brand)
    add(t("Model"), *product.models)
    add(t("Barcode (GTIN)"), *product.gtins, code=True)
    if product.codes:
        for scheme in dict.fromkeys(code.scheme for code in product.codes):
            values = [code.value for code in product.codes if code.scheme == scheme]
            add(t(CODES.get(scheme, CODES["other"])), *values, code=True)
    add(t("Batch"), *product.batches, code=True)
    rows.append(Row(t("Category"), (language.term("categories", product.category),)))
    if product.intended_users:
        rows.append(Row(t("Made for"), tuple(language.term("users", user) for user in product.intended_users)))
    if product.origin:
        add(t("Country of origin"), language.country(product.origin))
    if product.units is not None:
        add(t("Units"), language.number(product.units))
    if product.price:
        add(t("Price"), product.price)
    if product.sold:
        rows.append(Row(t("Sold"), (language.words(product.sold),)))
    rows += _listed(notice, language)
    return tuple(rows)


def _listed(notice: Notice, language: Language) -> Iterator[Row]:
    """The numbers of the listings and their sellers, platform by platform."""
    for platform in dict.fromkeys(listing.platform for listing in notice.listings):
        own = [listing for listing in notice.listings if listing.platform == platform]
        name = language.platform(platform).text
        if items := tuple(Words(listing.item_id) for listing in own if listing.item_id):
            yield Row(language.t("Item number on {platform}", platform=name), items, code=True)
        if sellers := dict.fromkeys(listing.seller for listing in own if listing.seller):
            yield Row(language.t("Seller on {platform}", platform=name), tuple(map(Words, sellers)))
