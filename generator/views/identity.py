"""How a product is recognised, in words: what is printed on it, and the numbers of its listings."""

from typing import NamedTuple

from generator.records.notice import Notice
from generator.views.words import Language, Words


class Row(NamedTuple):
    """A labelled row of facts; each value with its language, `code` set in a fixed width."""

    label: str
    values: tuple[Words, ...]
    code: bool = False


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

    def plain(values: tuple[str, ...]) -> tuple[Words, ...]:
        return tuple(Words(value) for value in values)

    rows = [Row(t("Product"), (language.words(product.name),))]
    if product.description:
        rows.append(Row(t("Description"), (language.words(product.description),)))
    rows.append(Row(t("Brand"), plain((product.brand,)) if product.brand else ()))
    rows.append(Row(t("Model"), plain(product.models)))
    rows.append(Row(t("Barcode (GTIN)"), plain(product.gtins), code=True))
    for scheme in dict.fromkeys(code.scheme for code in product.codes):
        values = tuple(code.value for code in product.codes if code.scheme == scheme)
        rows.append(Row(t(CODES.get(scheme, CODES["other"])), plain(values), code=True))
    rows.append(Row(t("Batch"), plain(product.batches), code=True))
    rows.append(Row(t("Category"), (language.term("categories", product.category),)))
    rows.append(Row(t("Made for"), tuple(language.term("users", user) for user in product.intended_users)))
    rows.append(Row(t("Country of origin"), plain((language.country(product.origin),)) if product.origin else ()))
    rows.append(Row(t("Units"), plain((language.number(product.units),)) if product.units is not None else ()))
    rows.append(Row(t("Price"), plain((product.price,)) if product.price else ()))
    rows.append(Row(t("Sold"), (language.words(product.sold),) if product.sold else ()))
    for platform in dict.fromkeys(listing.platform for listing in notice.listings):
        items = tuple(x.item_id for x in notice.listings if x.platform == platform and x.item_id)
        name = language.platform(platform).text
        rows.append(Row(t("Item number on {platform}", platform=name), plain(items), code=True))
        sellers = tuple(dict.fromkeys(x.seller for x in notice.listings if x.platform == platform and x.seller))
        rows.append(Row(t("Seller on {platform}", platform=name), plain(sellers)))
    return tuple(row for row in rows if row.values)
