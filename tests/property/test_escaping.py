"""Text from a record is text, whatever it holds: in the page, in its head, in what search shows of it."""

import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.compliance.timeline import State
from generator.export.search.documents import Vocabulary, notice_classes, notice_row
from generator.loading.entries import notice_entry
from generator.loading.settings import Settings
from generator.records.notice import Notice
from generator.records.response import Response
from generator.render.renderer import Renderer
from generator.render.shell import Stamper
from generator.views.bulletin import bulletin
from generator.views.words import Language
from tests.support.project import fixture_data
from tests.support.records import errors, notice

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></head><body onload=alert(1)>",
    "<!-- --><svg/onload=alert(1)>",
    "{{ 7*7 }} {% raw %} {# x #} ${7*7}",
    "@@BODY@@ @@TITLE@@ @@HEAD@@ @@ALT-ko@@",
    "]]> <![CDATA[ <?php ?>",
    "&lt;b&gt; &amp; &#60;script&#62; &nbsp",
    "{en} {0} {n} %s %(x)s",
    "[link](javascript:alert(1)) **bold** <b>",
    "<style>*{display:none}</style><base href=//evil.example>",
    "=HYPERLINK(1) | cells | `code`",
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map(" ".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40).filter(str.strip),
)
ADDRESSES = st.sampled_from(
    [
        "https://a.example/1",
        'https://a.example/"><script>alert(1)</script>',
        "https://a.example/'onmouseover='alert(1)",
        "http://a.example/?a=1&lt=2&amp;b=<b>",
        "https://a.example/@@BODY@@/{{7*7}}",
    ]
)
SHOWN = frozenset(("en", "brand", "models", "batches", "price", "seller", "credit", "item_id"))
PLAIN = SHOWN | {"ko", "laboratory", "method", "aliases"}


class Filled:
    """A record's data with every text replaced by a drawn one; `shown` are those that its page has to show."""

    def __init__(self, data: st.DataObject, record: dict[str, Any]) -> None:
        self.draw = data.draw
        self.shown: list[str] = []
        self.record = self._block(record)

    def _block(self, block: dict[str, Any]) -> dict[str, Any]:
        return {key: self._value(key, value, block) for key, value in block.items()}

    def _value(self, key: str, value: Any, block: dict[str, Any]) -> Any:
        if isinstance(value, dict):
            return self._block(value)
        if isinstance(value, list):
            return [self._value(key, item, block) for item in value]
        if key == "url":
            return self.draw(ADDRESSES)
        of_source = key == "name" and "url" in block
        if key in PLAIN or of_source or (key == "id" and "scheme" in block):
            text: str = self.draw(TEXTS)
            if key in SHOWN or of_source:
                self.shown.append(text)
            return text
        return value


class Press:
    """Makes the whole HTML of a bulletin, and what search shows of it, with the shells of the small project."""

    def __init__(self, settings_: Settings, folder: Path) -> None:
        self.settings = settings_
        self.shells = {
            code.name: {file.stem: file.read_text("utf-8") for file in code.glob("*.html")} for code in folder.iterdir()
        }

    def print(self, filled: Filled, case: Filled, code: str) -> tuple[str, str]:
        record, response = Notice.model_validate(filled.record), Response.model_validate(case.record)
        language = Language(code, self.settings)
        view = bulletin(record, {"example-market": (response, "x.yml", State.OPEN)}, {}, (), (), "n.yml", language)
        page = Renderer(self.settings, code, "https://b.example/").bulletin(view)
        stamper = Stamper(self.settings, code, "https://b.example/", self.shells[code], "")
        entry = notice_entry(record, "n.yml", "")
        names, kinds, texts = notice_classes(filled.record, entry, Vocabulary(self.settings))
        assert all(re.fullmatch(r"[^\W_]+", term) for term in (*names, *kinds, *texts))
        return stamper.stamp(page), notice_row(entry, [], code)


@pytest.fixture(scope="module")
def press(built: Path, settings_of_fixtures: Settings) -> Press:
    return Press(settings_of_fixtures, next((built / ".cache" / "bulletins" / "engine").glob("*/shell")))


def parsed(text: str) -> Any:
    """The page as a browser reads it."""
    return html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)


def squeezed(text: str) -> str:
    return "".join(text.split())


# Without shrinking: it would take minutes to make a page smaller, and the failing text is plain to see.
@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(st.data(), st.sampled_from(["en", "ko"]))
def test_every_text_of_a_record_appears_as_text(press: Press, data: st.DataObject, code: str) -> None:
    record: dict[str, Any] = fixture_data("notices/2024/PSB-2024-0001.yml")
    for listing in record["listings"]:
        listing.pop("note", None)  # for whoever checks the record: the page does not show it
    whole = Filled(data, record)
    assert len(whole.shown) > 35
    case = Filled(data, fixture_data("responses/example-market/2024/PSB-2024-0001.yml"))
    html, row = press.print(whole, case, code)
    tree = parsed(html)
    assert [element.get("src") for element in tree.iter("script")] == [
        None,
        "../../../" + "../" * (code == "ko") + "assets/site.js",
    ]
    assert len(list(tree.iter("style", "base", "iframe", "object", "embed", "form"))) == 0
    assert [element.get("src") for element in tree.iter("img")] == ["tiny-sip.png"]
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            for name in ("href", "src"):
                assert not element.get(name, "").lower().lstrip().startswith(("javascript:", "data:", "vbscript:"))
    if code == "en":
        visible = squeezed("".join(tree.getroot().itertext()) + tree.find(".//img").get("alt"))
        assert [text for text in whole.shown + case.shown if squeezed(text) not in visible] == []
    title = tree.find(".//title").text
    assert squeezed(title).startswith(squeezed(whole.record["title"][code]))
    assert (
        squeezed(json.loads(row)[2].rstrip("…"))
        == squeezed(whole.record["title"][code])[: len(squeezed(json.loads(row)[2].rstrip("…")))]
    )


@given(
    st.sampled_from(["javascript:", "data:text/html,", "vbscript:", "file:///", "//", "", " ", "ftp://", "blob:"]),
    st.text(max_size=20),
)
def test_other_schemes_are_refused_by_the_model(scheme: str, rest: str) -> None:
    address = scheme + rest
    made = errors(Notice, notice(listings=[{"platform": "sample-mall", "url": address}]))
    assert made or address.strip().startswith(("http://", "https://"))
