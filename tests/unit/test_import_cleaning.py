"""Cleaning and countries: what is certainly markup goes, what only looks like it stays."""

import gzip
import time
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from generator.importers.cleaning import Cleaned, clean, clean_block, kept
from generator.importers.countries import countries, country
from tests.support.data import shared_data


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("two  spaces ", "two spaces"),
        ("a<br>b", "a b"),
        ("a<b>b</b>c", "abc"),
        ("mark <vde> stays", "mark <vde> stays"),
        ("<3 years, a < b > c", "<3 years, a < b > c"),
        ("<b and c>", "<b and c>"),
        ("AT&T, R&D; ?a=1&copy=2", "AT&T, R&D; ?a=1&copy=2"),
        ("salt &amp;amp; pepper", "salt & pepper"),
        ("&amp;lt;br&amp;gt;x", "x"),
        ("&amp;nbsp;x&nbsp;y", "x y"),
        ("caf&eacute; &#8364; &#x20AC; &#146;", "café € € ’"),
        ("10<sup>3</sup> per cm<sup>-2</sup>", "10³ per cm⁻²"),
        ('<a href="https://www.example.org/vin.pdf">See list</a>.', "See list (https://www.example.org/vin.pdf)."),
        ('<a href="https://www.example.org/a">https://www.example.org/a</a>', "https://www.example.org/a"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ("<!-- a > b --> x", "x"),
        ("<![CDATA[x]]> y", "x y"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("e\u0301", "é"),
        ("Ａ㎎", "Ａ㎎"),
    ],
)
def test_one_line(raw: str, text: str) -> None:
    done = clean(raw)
    assert done.text == text
    assert not done.guessed


def test_lines_of_tags_or_of_the_text_itself() -> None:
    assert clean_block("one<br>two\nthree<p>four").text == "one\ntwo three\nfour"
    assert clean_block("one\r\n\r\n two ").text == "one\ntwo"
    assert clean_block("<ul><li>one<li>two</ul>").text == "one\ntwo"


def test_a_guess_is_kept() -> None:
    raw = "Children\x92s toy\x81"
    done = clean(raw)
    assert done == Cleaned("Children’s toy", ("cp1252", "control"), True)
    assert kept("product", done, raw) == {
        "field": "product",
        "raw": "Children<U+0092>s toy<U+0081>",
        "note": "control characters were read as Windows-1252; control characters were removed",
    }
    assert kept("product", clean("a<br>b"), "a<br>b") is None


@pytest.mark.parametrize(
    "raw",
    [
        *("<" * 300_000, "<!--" * 90_000, "<script>" * 60_000, "<style><" * 60_000, "&amp;" * 90_000),
        *("&" + "amp;" * 90_000, "&#3" * 90_000 + ";" * 90_000, "<b" * 90_000 + ">" * 90_000, "<a " + "x=1 " * 90_000),
    ],
)
def test_no_text_takes_long(raw: str) -> None:
    before = time.process_time()
    clean(raw)
    assert time.process_time() - before < 3


def test_countries() -> None:
    assert country("People's Republic of China") == "CN"
    assert country("The Netherlands") == "NL"
    assert country("Korea, Republic of") == "KR"
    assert country("Türkiye") == country("TURKEY") == "TR"
    assert country("United Kingdom in respect of Northern Ireland") == "XI"
    assert country("Unknown") is None
    assert country("") is None
    assert countries("China, India, and Viet Nam") == ("CN", "IN", "VN")
    assert countries("Bosnia and Herzegovina") == ("BA",)
    assert countries("Canada (ski kits)\nChina (adaptor kits)") == ("CA", "CN")
    assert countries("China and Nowhere") == ()


def test_every_country_of_the_real_alerts_is_understood() -> None:
    folder = shared_data("eu-safety-gate") / "raw"
    names: set[str] = set()
    for file in sorted(folder.glob("*.xml.gz"))[::12]:
        with gzip.open(file) as opened:
            root: Element = parse(opened).getroot()
        names |= {(e.text or "").strip() for tag in ("countryOfOrigin", "notifyingCountry") for e in root.iter(tag)}
    assert len(names) > 40
    assert {name for name in names if country(name) is None} <= {"Unknown", ""}
