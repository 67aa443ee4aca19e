"""Shops whose product links are understood: where in a link the item number stands.

The table is plain data, because the browser works with the same one (the page "Check my item" carries it). So the
patterns keep to what Python and JavaScript read alike, and `\\d` means the ten ASCII digits in both.
"""

from functools import lru_cache
from typing import NamedTuple


class Shop(NamedTuple):
    """How links of a shop look.

    `hosts` and `short` are patterns for the end of a host name (`short` also for a path on it); `paths` find the
    item number in a path, in their one group; `params` are names in a query, lower case; `item` is what an item
    number looks like as a whole. A short link does not hold the item number: only the shop knows where it leads.
    """

    name: str
    hosts: str
    short: str
    paths: tuple[str, ...]
    params: tuple[str, ...]
    item: str


SHOPS = (
    Shop(
        "aliexpress",
        r"aliexpress\.(?:com|us|ru)",
        r"(?:s\.click|a)\.aliexpress\.com/(?:e/|_|s/).*",
        (
            r"/(?:item|i)/(?:[^/]+/)?(\d{8,18})(?:\.html?)?(?:/|$)",
            r"/store/product/[^/]+/\d+_(\d{8,18})\.html?",
            r"/[^/]+/\d+_(\d{8,18})\.html?",
        ),
        ("productid", "itemid", "item_id", "objectid", "productids", "product_id"),
        r"\d{8,18}",
    ),
    Shop(
        "temu",
        r"temu\.com",
        r"(?:share\.temu\.com|temu\.to)/.*",
        (r"-g-(\d{8,20})\.html?", r"/g-(\d{8,20})\.html?"),
        ("goods_id", "goodsid"),
        r"\d{8,20}",
    ),
    Shop(
        "shein",
        r"shein\.(?:com|co\.uk|com\.mx|com\.hk|tw|se)",
        r"(?:onelink\.shein\.com|shein\.top|api-shein\.shein\.com/h5/sharejump)/.*",
        (r"-p-(\d{5,12})(?:-cat-\d+)?\.html?",),
        ("goods_id", "goodsid", "goods_sn"),
        r"\d{5,12}|[a-z]{1,8}\d{8,20}",
    ),
    Shop(
        "amazon",
        r"amazon\.(?:com|ca|de|fr|it|es|nl|se|pl|in|ae|sa|sg|eg|ie|cn|co\.uk|co\.jp|co\.za|com\.au|com\.be|com\.br|com\.mx|com\.tr)",
        r"(?:amzn\.(?:to|eu|asia|com)|a\.co)/.*",
        (
            r"/(?:dp|gp/product|gp/aw/d|gp/aw/ol|gp/offer-listing|product-reviews|exec/obidos/asin|exec/obidos/tg/detail/-|o/asin|d)"
            r"/([a-z0-9]{10})(?:/|$)",
        ),
        ("asin",),
        r"b[a-z0-9]{9}|\d{9}[\dx]",
    ),
    Shop(
        "ebay",
        r"ebay\.(?:com|ca|de|fr|it|es|nl|pl|be|ie|at|ch|ph|co\.uk|com\.au|com\.hk|com\.my|com\.sg)",
        r"ebay\.(?:us|to|io)/.*",
        (r"/itm/(?:[^/]+/)?(\d{9,15})(?:/|$)",),
        ("item", "itemid", "iid"),
        r"\d{9,15}",
    ),
    Shop(
        "etsy",
        r"etsy\.com",
        r"(?:etsy\.me|(?:www\.)?etsy\.app\.link)/.*",
        (r"/listing/(\d{6,12})(?:/|$)",),
        (),
        r"\d{6,12}",
    ),
    Shop(
        "wish",
        r"wish\.com",
        r"(?:www\.|m\.)?wish\.com/share/.*",
        (r"/(?:product|c)/(?:[^/]*-)?([0-9a-f]{24})(?:/|$)",),
        ("cid", "product_id"),
        r"[0-9a-f]{24}",
    ),
    Shop(
        "11st",
        r"11st\.co\.kr",
        r"(?:11st\.kr|11stapp\.onelink\.me)/.*",
        (r"/products/(?:[a-z]{1,3}/)?(\d{6,12})(?:/|$)", r"/product/(\d{6,12})(?:/|$)"),
        ("prdno",),
        r"\d{6,12}",
    ),
    Shop(
        "coupang",
        r"coupang\.com",
        r"link\.coupang\.com/a/.*",
        (r"/v[pm]/products/(\d{5,14})(?:/|$)", r"/(?:np/)?products/(\d{5,14})(?:/|$)"),
        ("pagekey", "productid"),
        r"\d{5,14}",
    ),
    Shop(
        "gmarket",
        r"gmarket\.co\.kr",
        r"(?:gmkt\.kr|link\.gmarket\.co\.kr)/.*",
        (r"/(?:item|goods)/(\d{6,12})(?:/|$)",),
        ("goodscode", "goods_code"),
        r"\d{6,12}",
    ),
    Shop(
        "qoo10",
        r"qoo10\.(?:jp|com|sg|my|co\.id|cn|hk)",
        r"(?:qoo\.tn|(?:m\.|www\.)?qoo10\.jp/su)/.*",
        (r"/item/(?:[^/]+/)?(\d{6,12})(?:/|$)", r"/g/(\d{6,12})(?:/|$)"),
        ("goodscode", "goods_code"),
        r"\d{6,12}",
    ),
    Shop(
        "tiktok-shop",
        r"tiktok\.com",
        r"(?:(?:vt|vm)\.tiktok\.com|(?:www\.)?tiktok\.com/t)/.*",
        (r"/view/product/(\d{10,20})(?:/|$)", r"/(?:shop/)?pdp/(?:[^/]+/)?(\d{10,20})(?:/|$)"),
        ("product_id", "productid"),
        r"\d{10,20}",
    ),
)


@lru_cache(maxsize=1024)
def shop_of(platform: str) -> str:
    """The shop of a platform's id: the parts of a shop in several countries share their item numbers."""
    for shop in SHOPS:
        if platform == shop.name or platform.startswith(f"{shop.name}-"):
            return shop.name
    return platform
