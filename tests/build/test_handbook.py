"""The handbook's page of rules: each one that the check can name, with its examples, in both languages."""

from pathlib import Path

import pytest
from lxml import html

from generator import urls
from generator.checks.registry import explanations
from generator.views.rules import pieces
from tests.support.html import parsed

PAGES = {"en": "handbook/rules/index.html", "ko": "ko/handbook/rules/index.html"}
WORDS = {
    "en": {"error": "Error", "warning": "Warning", "remedy": "Remedy", "title": "Rules for records"},
    "ko": {"error": "오류", "warning": "경고", "remedy": "고치는 방법", "title": "기록 점검 규칙"},
}


@pytest.fixture(params=sorted(PAGES))
def page(request: pytest.FixtureRequest, built: Path) -> tuple[str, html.HtmlElement]:
    return request.param, parsed((built / "site" / PAGES[request.param]).read_text(encoding="utf-8"))


def even(text: str) -> str:
    return " ".join(text.split())


def test_every_rule_stands_on_the_page_with_all_that_is_known_of_it(page: tuple[str, html.HtmlElement]) -> None:
    code, tree = page
    sections = {section.get("id"): section for section in tree.xpath("//main//section[@class='rule']")}
    assert set(sections) == set(explanations())
    assert tree.xpath("string(//h1)") == WORDS[code]["title"]
    for item in explanations().values():
        section = sections[item.id]
        text = even(" ".join(paragraph.text_content() for paragraph in section.iter("p")))
        assert even(item.text.replace("`", "")) in text, item.id
        assert f"{WORDS[code]['remedy']}: {even(item.remedy.replace('`', ''))}" in text, item.id
        assert section.xpath("string(.//h3/span)") == WORDS[code][item.severity]
        assert [pre.text_content() for pre in section.iter("pre")] == [item.good.rstrip(), item.broken.rstrip()]
        scope = section.xpath("preceding-sibling::h2[1]/@id")
        assert scope == [f"scope-{item.scope}"]


def test_every_rule_is_linked_at_the_top(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    targets = tree.xpath("//main/nav//a/@href")
    assert {t.removeprefix("#") for t in targets} == {*explanations(), *(f"scope-{s}" for s in SCOPES)}
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


SCOPES = ("dossier", "texts", "whole", "reading")


def test_english_texts_say_so_on_the_korean_page(built: Path) -> None:
    pages = {code: parsed((built / "site" / file).read_text(encoding="utf-8")) for code, file in PAGES.items()}
    for element in ("p", "span", "pre"):
        path = f"//section[@class='rule']//{element}[@lang='en']"
        assert len(pages["ko"].xpath(path)) >= len(explanations())
        assert pages["en"].xpath(path) == []


@pytest.mark.parametrize("name", ["about", "methodology"])
@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_it_is_linked_from_the_pages_about_the_site(built: Path, prefix: str, name: str) -> None:
    tree = parsed((built / "site" / prefix / name / "index.html").read_text(encoding="utf-8"))
    assert "../handbook/rules/" in tree.xpath("//main//a/@href")


def test_addresses_and_code_in_texts() -> None:
    assert urls.rule("gtin-check-digit") == "handbook/rules/#gtin-check-digit"
    assert pieces("`UK` is none, `GB` is") == (("UK", True), (" is none, ", False), ("GB", True), (" is", False))
    assert all(item.text.count("`") % 2 == 0 and item.remedy.count("`") % 2 == 0 for item in explanations().values())
