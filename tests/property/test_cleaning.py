"""Cleaning is idempotent, gives only what the check allows, and loses no character of plain text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.importers.cleaning import NOTES, clean, clean_block, kept, visible

PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<br/>", "<p class='x'>", "</p>", "<li>", "<vde>", "<3 ", "< ", ">", "<script>", "</script>"),
        *("<!--", "-->", "<![CDATA[", "]]>", "<a href='https://www.example.org/x'>", "</a>", "<sup>3</sup>", "<sup>"),
        *(
            "&amp;",
            "&lt;",
            "&gt;",
            "&nbsp;",
            "amp;",
            "&#146;",
            "&#x26;",
            "&",
            ";",
            "&copy=2",
            "&#0;",
            "&Aacute;",
            "lt;",
        ),
        *(
            "\x92",
            "\x81",
            "\x00",
            "\x1e",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\xa0",
            "\u3000",
            "\u2028",
            "\n",
            "\r\n",
            "\t",
            " ",
        ),
        *(
            "e\u0301",
            "\u0301",
            "\u0338",
            "\u037e",
            "\u1112\u1161\u11ab",
            "\ue000",
            "\ud800",
            "\uffff",
            "한국",
            "Ａ",
            "㎎",
            "x",
        ),
    ]
)
HOSTILE = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
PLAIN = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"), exclude_characters="<&").flatmap(
        lambda char: st.sampled_from([char, " "])
    )
).map(lambda text: unicodedata.normalize("NFC", text))


def allowed(text: str) -> bool:
    """As the rule text-characters says it."""
    hidden = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    shown = all(char == "\n" or unicodedata.category(char) not in hidden for char in text)
    return shown and unicodedata.is_normalized("NFC", text)


@given(HOSTILE)
def test_one_line_is_clean_and_stays_as_it_is(raw: str) -> None:
    done = clean(raw)
    assert allowed(done.text) and "\n" not in done.text and done.text == " ".join(done.text.split())
    assert clean(done.text) == (done.text, (), False)
    assert set(done.repairs) <= set(NOTES)


@given(HOSTILE)
def test_a_block_is_clean_and_stays_as_it_is(raw: str) -> None:
    done = clean_block(raw)
    assert allowed(done.text)
    assert all(line and line == " ".join(line.split()) for line in done.text.split("\n")) or not done.text
    assert clean_block(done.text) == (done.text, (), False)


@given(HOSTILE)
def test_a_block_says_the_same_as_one_line(raw: str) -> None:
    assert clean_block(raw).text.split() == clean(raw).text.split()


@given(PLAIN)
def test_plain_text_only_has_its_white_space_folded(raw: str) -> None:
    assert clean(raw) == (" ".join(raw.split()), (), False)


@given(HOSTILE)
def test_a_guess_keeps_the_raw_value_in_characters_that_can_be_seen(raw: str) -> None:
    done = clean(raw)
    block = kept("danger", done, raw)
    assert (block is not None) == done.guessed
    if block is not None:
        assert allowed(block["raw"]) and block["raw"] and block["note"]
    assert allowed(visible(raw))


@given(HOSTILE)
def test_no_letter_or_digit_is_lost_where_nothing_is_a_tag_or_a_reference(raw: str) -> None:
    text = "".join(char for char in raw if char not in "<&" and not "\x80" <= char < "\xa0")

    def letters(of: str) -> list[str]:
        return [char for char in unicodedata.normalize("NFD", of) if char.isalnum()]

    assert letters(clean(text).text) == letters(text)
