"""The built site as a whole: links, addresses, sitemap, edit links, footers, in both languages."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from defusedxml.ElementTree import fromstring

from tests.support.html import broken_links, links, parsed
from tests.support.project import make_project, run

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    """Every page but those of a chart alone, which other sites embed: they are no pages of their own."""
    site = built / "site"
    found = [path for path in sorted(site.rglob("*.html")) if not path.name.endswith(".embed.html")]
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_every_link_and_fragment_leads_somewhere(built: Path) -> None:
    assert broken_links(built / "site") == []


def test_links_are_relative_but_for_the_page_that_is_served_anywhere(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for link in links(parsed(text)):
            parts = urlsplit(link.address)
            if name == "404.html" and not link.external:
                assert link.address.startswith(("/", "#")), link
            elif link.rel.split()[:1] in (["canonical"], ["alternate"]):
                assert link.address.startswith("https://bulletins.example/"), (name, link)
            elif link.external:
                assert link.tag == "a", (name, link)
                assert parts.scheme in ("http", "https"), (name, link)
            else:
                assert not link.address.startswith("/"), (name, link)


def test_each_page_has_its_twin_in_the_other_language(pages: dict[str, str]) -> None:
    english = {name for name in pages if not name.startswith("ko/") and name != "404.html"}
    assert {name.removeprefix("ko/") for name in pages if name.startswith("ko/")} == english
    for name, text in pages.items():
        tree = parsed(text)
        assert tree.get("lang") == ("ko" if name.startswith("ko/") else "en")
        if name != "404.html":
            path = name.removeprefix("ko/").removesuffix("index.html")
            root = "https://bulletins.example/"
            other = {
                link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate'][@hreflang]")
            }
            assert (other["en"], other["ko"]) == (root + path, f"{root}ko/{path}")
            assert tree.xpath("//link[@rel='canonical']/@href") == [root + name.removesuffix("index.html")]


def test_every_page_has_one_heading_a_title_and_the_disclaimer(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        tree = parsed(text)
        assert len(tree.xpath("//h1")) == 1, name
        assert tree.xpath("string(//title)").strip(), name
        footer = " ".join(tree.xpath("string(//footer)").split())
        assert "not a government site" in footer or "정부 사이트가 아닙니다" in footer, name


def test_no_marker_and_no_shell_is_left(built: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert not re.search(r"@@[A-Z]+(-[a-z]+)?@@", text), name
        assert "_shell" not in name
        assert 'href=""' not in text, name
    assert not list((built / "site").rglob("_shell*"))


def test_the_sitemap_names_every_page_once(built: Path, pages: dict[str, str]) -> None:
    tree = fromstring((built / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    found = [element.text for element in tree.iter(f"{NAMESPACE}loc")]
    expected = {f"https://bulletins.example/{name.removesuffix('index.html')}" for name in pages if name != "404.html"}
    assert len(found) == len(set(found))
    assert set(found) == expected
    days = {e.find(f"{NAMESPACE}loc").text: e.findtext(f"{NAMESPACE}lastmod") for e in tree.iter(f"{NAMESPACE}url")}
    assert days["https://bulletins.example/bulletins/2024/PSB-2024-0001/"] == "2024-11-25"


def test_edit_links_lead_to_the_file_of_the_record(pages: dict[str, str]) -> None:
    edit = "https://git.example/safety-bulletins/edit/main/"
    for name, source in (
        ("bulletins/2024/PSB-2024-0001/index.html", "bulletins/notices/2024/PSB-2024-0001.yml"),
        ("ko/platforms/example-market/index.html", "site_config/platforms/example-market.yml"),
        ("agreements/xx-2024/index.html", "site_config/agreements/xx-2024.yml"),
    ):
        assert edit + source in [link.address for link in links(parsed(pages[name]))], name
    assert edit not in pages["bulletins/2024/index.html"]


def test_pictures_lie_beside_their_page(built: Path) -> None:
    original = (built / "bulletins/notices/2024/tiny-sip.png").read_bytes()
    for prefix in ("", "ko/"):
        assert (built / f"site/{prefix}bulletins/2024/PSB-2024-0001/tiny-sip.png").read_bytes() == original


def test_links_to_offers_are_not_made(pages: dict[str, str]) -> None:
    """A listing's identifiers are shown; its address is never linked."""
    for name, text in pages.items():
        assert "market.example/item" not in " ".join(link.address for link in links(parsed(text))), name


def test_a_site_below_a_path(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p", site_url="https://office.example/safety/bulletins/", search=False)
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert broken_links(root / "site") == []
    text = (root / "site/ko/bulletins/2024/PSB-2024-0001/index.html").read_text(encoding="utf-8")
    canonical = parsed(text).xpath("//link[@rel='canonical']/@href")
    assert canonical == ["https://office.example/safety/bulletins/ko/bulletins/2024/PSB-2024-0001/"]
    missing = parsed((root / "site/404.html").read_text(encoding="utf-8"))
    assert {link.address[:18] for link in links(missing) if not link.external} <= {"/safety/bulletins/", "#main"}


def test_a_site_without_an_address(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p", site_url='""', search=False)
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert broken_links(root / "site") == []
    assert not (root / "site/sitemap.xml").exists()
    assert 'rel="canonical"' not in (root / "site/index.html").read_text(encoding="utf-8")


def test_no_records_make_a_site_too(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p", records=None)
    done = run("bulletins", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert broken_links(root / "site") == []
