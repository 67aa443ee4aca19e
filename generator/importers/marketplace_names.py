"""How marketplaces are named in the texts of registers, and how their item identifiers look.

A marketplace lets others sell. Shops that sell their own goods only are left out. The platform's own file in
`site_config/platforms/` says who it is.
"""

import re
from typing import NamedTuple


class Marketplace(NamedTuple):
    """A marketplace: id of its platform file, pattern of its names (any case), whether a name alone is enough.

    `keys`: pieces in small letters, joined by `|`, one of which is in every spelling: a quick look. `sure`: the name
    means nothing else. `capital`: without a domain it has to begin with a capital letter (Wish).
    """

    platform: str
    keys: str
    pattern: str
    sure: bool = True
    capital: bool = False


NAMES: tuple[Marketplace, ...] = (
    Marketplace("amazon", "ama", r"ama[zs]on(?= ASIN|\b)", sure=False),
    # An ASIN is a number that only Amazon gives: a text that prints one names Amazon by it.
    Marketplace("amazon", "asin", r"ASINs?(?=(?: (?:codes?|numbers?|nos?\.?))?[\s.:#(]*B[0O][0-9A-Z]{8}\b)"),
    Marketplace("ebay", "bay", r"e-?bay"),
    Marketplace("aliexpress", "ali|알리", r"ali[ -]?exp?r?ess?|알리익스프레스"),
    Marketplace("alibaba", "baba", r"alibaba(?: group)?"),
    Marketplace("alibaba", "baba", r"ali baba(?: group)?", sure=False),
    Marketplace("temu", "temu|테무", r"temu|테무", capital=True),
    Marketplace("wish", "wish", r"wish", sure=False, capital=True),
    Marketplace("shein", "she|쉬인", r"she[ -]?in|쉬인", sure=False, capital=True),
    Marketplace("etsy", "etsy", r"etsy"),
    Marketplace("joom", "joom", r"joom"),
    Marketplace("cdiscount", "discount", r"c-?discount"),
    Marketplace("allegro", "allegro", r"allegro", sure=False),
    Marketplace("emag", "mag", r"e-?mag", sure=False),
    Marketplace("bol-com", "bol", r"bol(?=\.com)|bol\.? ?com", capital=False),
    Marketplace("rakuten-france", "uten", r"ra[kt]+uten[ -]france|fr\.shopping\.rakuten|rakuten(?=\.fr)"),
    Marketplace("rakuten", "rakuten", r"rakuten"),
    Marketplace("tiktok-shop", "tik", r"tik ?tok(?: shop)?", sure=False),
    Marketplace("fruugo", "fru", r"fruu?goo?"),
    Marketplace("vinted", "vinted", r"vinted"),
    Marketplace("onbuy", "onbuy", r"onbuy"),
    Marketplace("light-in-the-box", "light", r"light ?in ?the ?box"),
    Marketplace("dhgate", "gate", r"dh ?gate"),
    Marketplace("kaufland", "kaufland", r"kaufland(?: online market ?place)?", sure=False),
    Marketplace("otto", "otto", r"otto", sure=False, capital=True),
    Marketplace("zalando", "zalando", r"zalando"),
    Marketplace("about-you", "about", r"about ?you", sure=False, capital=True),
    Marketplace("wehkamp", "wehkamp", r"wehkamp"),
    Marketplace("fyndiq", "fyndiq", r"fyndiq"),
    Marketplace("cdon", "cdon", r"cdon"),
    Marketplace("manomano", "mano", r"mano ?mano"),
    Marketplace("fnac", "fnac", r"fnac", sure=False),
    Marketplace("darty", "darty", r"darty", sure=False),
    Marketplace("carrefour", "carrefour", r"carrefour(?: france)?", sure=False),
    Marketplace("worten", "worten", r"worten", sure=False),
    Marketplace("leroy-merlin", "leroy", r"leroy ?merlin", sure=False),
    Marketplace("maisons-du-monde", "monde", r"maisons? ?du ?monde", sure=False),
    Marketplace("la-redoute", "redoute", r"la ?redoute", sure=False),
    Marketplace("mediamarkt", "markt", r"media ?markt(?: ?market ?place)?", sure=False),
    Marketplace("facebook-marketplace", "facebook", r"facebook(?: market ?places?| platform)?", sure=False),
    Marketplace("banggood", "banggood", r"banggood"),
    Marketplace("miravia", "miravia", r"miravia"),
    Marketplace("back-market", "back", r"back ?market", sure=False, capital=True),
    Marketplace("alza", "alza", r"alza", sure=False, capital=True),
    Marketplace("mall", "mall.", r"mall(?=\.(?:cz|sk|hu|hr))"),
    Marketplace("pigu", "pigu", r"pigu(?=\.lt)"),
    Marketplace("kaup24", "kaup", r"kaup\.?24(?=\.ee)"),
    Marketplace("220-lv", "220", r"220(?=\.lv)"),
    Marketplace("hobbyhall", "hobbyhall", r"hobbyhall"),
    Marketplace("varle", "varle", r"varle(?=\.lt)"),
    Marketplace("skroutz", "skroutz", r"skroutz"),
    Marketplace("grandado", "grandado", r"grandado"),
    Marketplace("desertcart", "desert", r"desert ?cart"),
    Marketplace("vova", "vova", r"vova", sure=False),
    Marketplace("newchic", "newchic", r"newchic"),
    Marketplace("osta-ee", "osta.", r"osta(?=\.ee)"),
    Marketplace("erli", "erli.", r"erli(?=\.pl)"),
    Marketplace("veepee", "veepee", r"veepee"),
    Marketplace("showroomprive", "showroom", r"showroom ?priv[eé]"),
    Marketplace("vidaxl", "vidaxl", r"vidaxl", sure=False),
    Marketplace("11st", "11번가", r"11번가"),
    Marketplace("coupang", "coupang|쿠팡", r"coupang|쿠팡"),
    Marketplace("gmarket", "gmarket|g마켓|지마켓", r"gmarket|g마켓|지마켓"),
    Marketplace("qoo10", "qoo10|큐텐", r"qoo10|큐텐"),
)
"""The first pattern that fits wins, so that a longer name stands before the shorter."""

ITEM_SHAPES: dict[str, re.Pattern[str]] = {
    "amazon": re.compile(r"(?:B[0O]|X00)[0-9A-Z]{7,8}"),
    "aliexpress": re.compile(r"[0-9]{10,16}"),
    "ebay": re.compile(r"[0-9]{11,12}"),
    "temu": re.compile(r"60[0-9]{12,13}"),
    "wish": re.compile(r"[0-9a-f]{24}"),
    "joom": re.compile(r"[0-9a-f]{24}"),
    "shein": re.compile(r"s[a-z][0-9]{15,18}"),
}
"""What an item identifier looks like where that is sure without a label."""

VARIANTS: dict[str, re.Pattern[str]] = {
    "aliexpress": re.compile(r"(?<=[0-9])(?:\s?[-–/]\s?|\s+to\s+)12000[0-9]{9,13}(?![0-9])")
}
"""What may stand behind an item identifier: the number of a variant within the listing, no listing of its own."""

ITEM_IN_ADDRESS: dict[str, re.Pattern[str]] = {
    "amazon": re.compile(r"/(?:dp|gp/product|product)/([0-9A-Z]{10})\b"),
    "aliexpress": re.compile(r"/(?:item|i)/(?:[^/?]*/)?([0-9]{8,16})|[?&]productId=([0-9]{8,16})"),
    "ebay": re.compile(r"/itm/(?:[^/?]+/)?([0-9]{9,14})|/p/([0-9]{6,14})"),
    "temu": re.compile(r"goods_id=([0-9]{12,16})|-g-([0-9]{12,16})"),
    "wish": re.compile(r"/(?:product|c)/(?:[^/?]+/)?([0-9a-f]{24})"),
    "joom": re.compile(r"/products/([0-9a-f]{24})"),
    "shein": re.compile(r"-p-([0-9]+)"),
    "etsy": re.compile(r"/listing/([0-9]+)"),
    "dhgate": re.compile(r"/([0-9]{6,})\.html"),
    "cdiscount": re.compile(r"[-/]((?:mp|auc|[a-z]{3})?[0-9][0-9a-z]{5,})\.html"),
    "kaufland": re.compile(r"/product/([0-9]+)"),
    "allegro": re.compile(r"-([0-9]{9,12})\b"),
    "alibaba": re.compile(r"[_/]([0-9]{10,14})\.html"),
    "bol-com": re.compile(r"/p/[^/]+/([0-9]+)"),
    "fruugo": re.compile(r"/p-([0-9]+(?:-[0-9]+)?)"),
    "banggood": re.compile(r"-p-([0-9]+)\.html"),
    "fnac": re.compile(r"/mp([0-9]+)"),
    "manomano": re.compile(r"-([0-9]{6,})\b"),
}
"""How an item identifier stands in the address of a listing."""


def _transposed(name: str) -> tuple[str, ...]:
    """The name with two neighbouring letters exchanged, at each place where that changes it; never the first letter."""
    places = range(1, len(name) - 1)
    return tuple(name[:n] + name[n + 1] + name[n] + name[n + 2 :] for n in places if name[n] != name[n + 1])


MISSPELLED: dict[str, str] = {
    spelling: name
    for name in ("amazon", "aliexpress", "alibaba", "cdiscount", "rakuten", "fruugo", "banggood", "zalando")
    for spelling in _transposed(name)
}
"""Names with two letters the wrong way round, in small letters; none is a word. Short names are left out: there a
transposition may be a word or another name."""
