"""The page "Check my item": the data and the words that its script works with."""

from dataclasses import dataclass
from typing import Any

from generator import urls
from generator.loading.catalog import Catalog
from generator.records.shops import SHOPS, shop_of
from generator.views.words import Language

EXAMPLES = ("https://www.temu.com/…-g-601099….html", "B0…", "8801234…", "TS-240")
"""What can be typed: a link, an ASIN, the beginning of a barcode, a model. All invented."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """`data` is what the script needs, plain; `shops` are the names of the shops whose links are understood."""

    data: dict[str, Any]
    shops: str
    bulletins: str


def check_view(catalog: Catalog, language: Language, bits: int, root: str, here: str) -> CheckView:
    """Build the page model. `bits` name a file of the index; `root` and `here` lead to their roots."""
    platforms = {platform: language.platform(platform).text for platform in catalog.settings.platforms}
    names = {shop_of(platform): name for platform, name in reversed(platforms.items())} | platforms
    hazards = {term: language.term("hazards", term).text for term in catalog.settings.terms["hazards"]}
    data = {
        "bits": bits,
        "root": root,
        "here": here,
        "index": f"{root}{urls.CHECK}index/",
        "shops": [shop._asdict() for shop in SHOPS],
        "platforms": names,
        "hazards": hazards,
        "words": _words(language),
    }
    shops = language.join([names.get(shop.name, shop.name) for shop in SHOPS])
    return CheckView(data, shops, language.number(len(catalog.notices)))


def _words(language: Language) -> dict[str, Any]:
    """Everything that the script says. `{…}` is filled in by it."""
    t = language.t
    return {
        "busy": t("Checking"),
        "exactOne": t("1 bulletin names exactly this item."),
        "exactMany": t("{n} bulletins name exactly this item."),
        "similarOne": t("1 bulletin is about the same barcode, or the same brand and model."),
        "similarMany": t("{n} bulletins are about the same barcode, or the same brand and model."),
        "noExact": t("No bulletin names exactly this item."),
        "perhapsOne": t("1 bulletin shares a number, a model or a brand with it. It may be another product."),
        "perhapsMany": t("{n} bulletins share a number, a model or a brand with it. They may be about other products."),
        "none": t("No bulletin found."),
        "notSafe": t("This does not mean that the product is safe: most products are never tested."),
        "compare": t("Open the bulletin and compare picture, batch and date of sale with what you have."),
        "exactTitle": t("Names exactly this item"),
        "similarTitle": t("Similar: same barcode, or same brand and model"),
        "perhapsTitle": t("Perhaps: same number, model or brand"),
        "moreOne": t("1 more bulletin has the same key; the newest are shown."),
        "moreMany": t("{n} more bulletins have the same key; the newest are shown."),
        "same": t("Same: {what}"),
        "kinds": {
            "item": t("item number on {platform}"),
            "gtin": t("barcode"),
            "model": t("brand and model"),
            "part": t("model number"),
            "brand": t("brand"),
            "ref": t("number of the bulletin"),
            "code": t("code on the product"),
        },
        "withdrawn": t("Withdrawn"),
        "superseded": t("Superseded"),
        "unconfirmed": t("Unconfirmed"),
        "serious": t("Serious risk"),
        "high": t("High risk"),
        **_refusals(language),
    }


def _refusals(language: Language) -> dict[str, str]:
    """What is said where nothing can be looked up, or not everything."""
    t = language.t
    return {
        "empty": t("Paste a link, or type a number or brand and model."),
        "tooShort": t("This is too short to look up: type at least three letters or digits."),
        "long": t("This is too long to be a link or a number. Paste only the address of the product page."),
        "short": t(
            "This is a short share link: only the shop knows where it leads, and this page asks nobody. "
            "Open it, then copy the address of the product page or the item number from there."
        ),
        "noItem": t("There is no item number in this link. Open the product itself and copy that address."),
        "strange": t("Links of this shop are not known here: only the long number in it was looked up."),
        "strangeNone": t(
            "Links of this shop are not known here, and there is no item number in this one. "
            "Try the number under the barcode, or brand and model."
        ),
        "checkDigit": t(
            "This is as long as a barcode, but its last digit does not fit: see whether it is typed right."
        ),
        "failed": t("The check could not be made."),
        "failedWhy": t(
            "The part of the index that is needed did not arrive. Try again later. Nothing is known either way."
        ),
        "failedOffline": t(
            "You are offline, and this part of the index is not on your device yet. Try again with a connection. "
            "Nothing is known either way."
        ),
        "kept": t("There is no connection: this answer is as of {when}."),
        "shared": t("Copied. The link contains what you typed."),
        "sharedBar": t("The address bar now has the link. It contains what you typed."),
        "noCamera": t("The camera cannot be used. Type the number under the barcode instead."),
    }
