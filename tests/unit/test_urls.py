"""Addresses: what stands in `generator.urls` is a promise, so each is written out here."""

import pytest

from generator import urls


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (urls.notice("PSB-2024-0001"), "bulletins/2024/PSB-2024-0001/"),
        (urls.year(2024), "bulletins/2024/"),
        (urls.month(2024, "05"), "bulletins/2024/05/"),
        (urls.platform("example-market"), "platforms/example-market/"),
        (urls.platform_year("example-market", 2024), "platforms/example-market/2024/"),
        (urls.agreement("xx-2024"), "agreements/xx-2024/"),
        (urls.report("eso-2024"), "reports/#eso-2024"),
        (urls.series("kr-users"), "statistics/#kr-users"),
        (urls.substance("lead", "7439-92-1"), "substances/7439-92-1/"),
        (urls.substance("phthalates-sum", None), "substances/phthalates-sum/"),
        (urls.case("example-market"), "case-example-market"),
        (urls.image("PSB-2024-0001", "pictures/front.png"), "bulletins/2024/PSB-2024-0001/front.png"),
        (urls.language_root("en", "en"), ""),
        (urls.language_root("ko", "en"), "ko/"),
        (urls.output_file(""), "index.html"),
        (urls.output_file("platforms/"), "platforms/index.html"),
        (urls.output_file("sitemap.xml"), "sitemap.xml"),
        (urls.up(""), "./"),
        (urls.up("platforms/"), "../"),
        (urls.up("ko/bulletins/2024/PSB-2024-0001/"), "../../../../"),
        (urls.absolute("", "platforms/"), ""),
        (urls.absolute("https://b.example", "platforms/"), "https://b.example/platforms/"),
        (urls.absolute("https://b.example/safety/", ""), "https://b.example/safety/"),
        (urls.absolute("https://b.example/", "시장 1/?x#y"), "https://b.example/%EC%8B%9C%EC%9E%A5%201/%3Fx%23y"),
    ],
)
def test_addresses(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "a..b",
        "/",
        "/etc",
        "a/b",
        "a\\b",
        "-",
        ".a",
        "a.",
        "a b",
        "ä",
        "가",
        "a\n",
        "a\0",
        "a" * 101,
        "%2e%2e",
        "~",
        "C:",
    ],
)
def test_unsafe_segments(text: str) -> None:
    with pytest.raises(urls.UnsafePath):
        urls.segment(text)
