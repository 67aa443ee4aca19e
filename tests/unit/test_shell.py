"""The stamped lane's shell: cut at its markers, its links resolved for pages at any depth."""

import pytest

from generator.loading.settings import Settings
from generator.render.shell import BrokenShell, cut, full_title, shorten, token

BODY = token("BODY")


@pytest.mark.parametrize("depth", range(6))
def test_links_lead_to_the_same_place_at_any_depth(depth: int) -> None:
    html = f'<link href="../../assets/a.css"><a href="../../">home</a><a href="../../platforms/">p</a>{BODY}'
    shell = cut(html, "_shell/bulletins/", "x/" * depth, "")
    up = "../" * depth
    expected = f'<link href="{up}assets/a.css"><a href="{up or "./"}">home</a><a href="{up}platforms/">p</a>'
    assert shell.stamp({"BODY": ""}) == expected


@pytest.mark.parametrize("depth", range(1, 6))
def test_links_of_the_korean_shell_lead_to_both_roots(depth: int) -> None:
    html = '<a href="../../">ko</a><a href="../../platforms/">p</a><a href="../../../">en</a><img src="../../../a.svg">'
    shell = cut(html + BODY, "ko/_shell/bulletins/", "ko/" + "x/" * (depth - 1), "")
    up = "../" * depth
    expected = f'<a href="{up}ko/">ko</a><a href="{up}ko/platforms/">p</a><a href="{up}">en</a><img src="{up}a.svg">'
    assert shell.stamp({"BODY": ""}) == expected


def test_single_quotes_are_links_too_and_other_addresses_stay() -> None:
    html = f'<a href=\'../../a/\'>1</a><a href="https://a.example/../b">2</a><a href="#main">3</a>{BODY}'
    expected = '<a href=\'../a/\'>1</a><a href="https://a.example/../b">2</a><a href="#main">3</a>'
    assert cut(html, "_shell/bulletins/", "x/", "").stamp({"BODY": ""}) == expected


def test_a_marker_may_stand_twice_and_values_are_not_looked_into() -> None:
    shell = cut(f"<title>@@TITLE@@</title>{BODY}<p>@@TITLE@@", "_shell/x/", "x/", "")
    assert shell.stamp({"TITLE": "@@BODY@@", "BODY": "@@TITLE@@"}) == "<title>@@BODY@@</title>@@TITLE@@<p>@@BODY@@"


@pytest.mark.parametrize("html", ["", "<p>nothing</p>", "@@TITLE@@", "@@body@@", "@ @BODY@ @"])
def test_a_shell_without_a_body_is_broken(html: str) -> None:
    with pytest.raises(BrokenShell, match="body marker"):
        cut(html, "_shell/bulletins/", "x/", "")


def test_a_long_description_is_cut_at_a_word() -> None:
    assert shorten("a  b\nc") == "a b c"
    assert shorten("word " * 50, 20) == "word word word…"
    assert len(shorten("x" * 500)) <= 160


def test_the_home_page_is_not_named_twice(settings_of_fixtures: Settings) -> None:
    assert full_title("Product Safety Bulletins", settings_of_fixtures, "en") == "Product Safety Bulletins"
    assert full_title("About", settings_of_fixtures, "en") == "About · Product Safety Bulletins"
