"""Texts of foreign registers made readable without losing anything: tags, escapes, odd spaces, hidden characters.

What comes out keeps the rule `text-characters` of `bulletins check`, and cleaning it again changes nothing. Only what
is certainly HTML goes: `<br>` is a line break, but `<vde>`, `<3 years` and `a < b` are text and stay.
"""

import re
import unicodedata
from html.entities import html5
from typing import NamedTuple

ROUNDS = 20
"""Escapes inside escapes are undone so often. Only a hostile text has more, and it is left as it then is."""


class Cleaned(NamedTuple):
    """A clean text, the names of what was done to it, and whether any of that was a guess.

    `repairs` holds names of `NOTES`, each once, in their order.
    """

    text: str
    repairs: tuple[str, ...] = ()
    guessed: bool = False


NOTES = {
    "html": "HTML tags were removed",
    "entities": "character references were undone",
    "spaces": "odd spaces became plain spaces",
    "invisible": "direction marks and characters without width were removed",
    "nfc": "letters and their marks were composed (Unicode NFC)",
    "cp1252": "control characters were read as Windows-1252",
    "control": "control characters were removed",
    "script": "a script or a style sheet was removed",
    "unreadable": "characters that stand for nothing became U+FFFD",
}
"""What was done, by the name of the repair, as it is told in a record."""

_GUESSES = frozenset(("cp1252", "control", "script", "unreadable"))

_BREAK = "\x1e"  # stands for a line break that a tag asked for; the text itself has lost this character before

_BETWEEN = {
    tag: between
    for between, tags in (
        (
            _BREAK,
            "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer "
            "form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section table tbody tfoot "
            "thead title tr ul",
        ),
        (" ", "col colgroup iframe img input select td textarea th"),
        (
            "",
            "a abbr acronym b big button cite code del dfn em font i ins kbd label link mark meta nobr o:p object q s "
            "samp small span strike strong sub sup tt u var wbr",
        ),
    )
    for tag in tags.split()
}
"""What takes the place of a tag. Anything else in angle brackets is text."""

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:]{0,11})((?:[\s/][^<>]*)?)>")
# Attributes have values, or are among the few that need none: `<b and c>` is no tag.
_BARE = "allowfullscreen|async|checked|compact|controls|defer|disabled|download|hidden|nohref|noshade|nowrap|selected"
_ATTRIBUTES = re.compile(
    rf"""(?:\s++[A-Za-z_:@][\w:.-]*+\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)|\s++(?:{_BARE})(?![\w=-]))*+\s*+/?\s*+""",
    re.IGNORECASE,
)
_HREF = re.compile(r"""\shref\s*=\s*(?:"\s*([^"\s]+)\s*"|'\s*([^'\s]+)\s*'|([^\s"'=<>`]+))""", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_RAISED = re.compile(r"<sup>\s*([+-]?[0-9]+)\s*</sup>", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# What opens something that is not shown, and what closes it (None: it is whole as it stands).
_UNSEEN = re.compile(
    r"<(script|style)(?:\s[^<>]*)?>|(<!--)|<!DOCTYPE\b[^<>]*>|<\?xml\b[^<>]*>|<!\[if\b[^<>]*>|<!\[endif\]>",
    re.IGNORECASE,
)
_CLOSERS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_COMMENT_END = re.compile("-->")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_REFERENCE = re.compile(
    r"&(?:(?:amp|#0{0,4}38|#x0{0,4}26);)*(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,30}));", re.IGNORECASE
)


def _cp1252() -> dict[int, str | None]:
    """C1 control characters as Windows-1252 reads them; None for the five that it does not use."""
    table: dict[int, str | None] = {}
    for code in range(0x80, 0xA0):
        read = bytes((code,)).decode("cp1252", "ignore")
        table[code] = read or None
    return table


_CP1252 = _cp1252()


def clean(raw: str) -> Cleaned:
    """The text on one line, white space folded to single spaces."""
    if raw.isascii() and raw.isprintable() and "&" not in raw and "<" not in raw:
        return Cleaned(raw if "  " not in raw and raw.strip(" ") == raw else " ".join(raw.split()))
    text, repairs = _repaired(raw)
    return _done(" ".join(text.replace(_BREAK, " ").split()), repairs)


def clean_block(raw: str) -> Cleaned:
    """The text with its lines: those of `<br>`, `<p>`, `<li>` and the like, else its own. None is empty."""
    if raw.isascii() and raw.isprintable() and "&" not in raw and "<" not in raw:
        return Cleaned(raw if "  " not in raw and raw.strip(" ") == raw else " ".join(raw.split()))
    text, repairs = _repaired(raw)
    lines = text.split(_BREAK) if _BREAK in text else text.split("\n")
    folded = (" ".join(line.split()) for line in lines)
    return _done("\n".join(line for line in folded if line), repairs)


def kept(field: str, cleaned: Cleaned, raw: str) -> dict[str, str] | None:
    """The `kept` block of a record for a value that was repaired by a guess, with the raw value; else None."""
    if not cleaned.guessed:
        return None
    done = [NOTES[repair] for repair in cleaned.repairs if repair in _GUESSES]
    return {"field": field, "raw": visible(raw), "note": "; ".join(done)}


def visible(raw: str) -> str:
    """A raw value with every character that cannot be seen written as its code: `<U+0092>`."""
    if raw.isprintable() and unicodedata.is_normalized("NFC", raw):
        return raw
    shown = "".join(
        char if char == " " or char.isprintable() else f"<U+{ord(char):04X}>"
        for char in unicodedata.normalize("NFC", raw)
    )
    return unicodedata.normalize("NFC", shown)


def _done(text: str, repairs: set[str]) -> Cleaned:
    if not repairs:
        return Cleaned(text)
    return Cleaned(text, tuple(name for name in NOTES if name in repairs), not repairs.isdisjoint(_GUESSES))


def _repaired(raw: str) -> tuple[str, set[str]]:
    """The text without HTML and hidden characters, its white space not yet folded, and what was done."""
    repairs: set[str] = set()
    text = _visible_only(raw, repairs)
    for _ in range(ROUNDS):
        before = text
        if "&" in text:
            text = _REFERENCE.sub(_character, text)
            if text != before:
                repairs.add("entities")
        if "<" in text:
            text = _without_tags(text, repairs)
        if text == before:
            break
        text = _BREAK.join(_visible_only(part, repairs) for part in text.split(_BREAK))
    return text, repairs


def _visible_only(raw: str, repairs: set[str]) -> str:
    """Every character is one that can be seen, a plain space or a line break, and the whole is NFC."""
    text = raw
    if not text.isprintable():
        odd = {char: _instead(char) for char in set(text) if not char.isprintable()}
        repairs.update(name for name, _ in odd.values() if name)
        text = text.translate({ord(char): new for char, (_, new) in odd.items()})
    if not unicodedata.is_normalized("NFC", text):
        repairs.add("nfc")
        text = unicodedata.normalize("NFC", text)
    return text


def _instead(char: str) -> tuple[str, str]:
    """The repair that a character asks for (empty: none worth telling), and what takes its place."""
    code, category = ord(char), unicodedata.category(char)
    if char in "\n\v\f\r\u2028\u2029":
        return "", "\n" if char != "\r" else " "
    if char == "\t":
        return "", " "
    if category == "Zs":
        return "spaces", " "
    if 0x80 <= code < 0xA0:
        read = _CP1252[code]
        return ("cp1252", read) if read else ("control", "")
    if category == "Cc":
        return "control", ""
    if category == "Cf":
        return "invisible", ""
    return "unreadable", "\ufffd"


def _character(match: re.Match[str]) -> str:
    """What a character reference stands for; the reference itself where that is nothing."""
    digits, hexadecimal, name = match.groups()
    if name:
        found = html5.get(f"{name};") or html5.get(f"{name.lower()};")
        return found if found is not None else match[0]
    code = int(digits) if digits else int(hexadecimal, 16)
    if code in _CP1252:  # as HTML itself reads it: no guess
        return _CP1252[code] or ""
    if code < 0x20 or code == 0x7F:
        return " " if code in (9, 10, 12, 13) else ""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"


def _without_tags(text: str, repairs: set[str]) -> str:
    """The text without tags. A link's address stays behind its words: `list (http://…)`; so does a power: 10³."""
    if "<!" in text or "<?" in text or "<s" in text or "<S" in text:
        text = _without_unseen(text, repairs)
    link, start = "", 0

    def between(match: re.Match[str]) -> str:
        nonlocal link, start
        name = match[1].lower()
        space = _BETWEEN.get(name)
        if space is None or not _ATTRIBUTES.fullmatch(match[2]):
            return match[0]
        repairs.add("html")
        if name == "a":
            told, start_of_words = link, start
            href = _HREF.search(match[2])
            address = next(filter(None, href.groups()), "") if href else ""
            link, start = (address if _LINK.fullmatch(address) else ""), match.end()
            if told and told not in text[start_of_words : match.start()]:
                return f" ({told}) " if text[match.end() : match.end() + 1].isalnum() else f" ({told})"
        return space

    def raised(match: re.Match[str]) -> str:
        repairs.add("html")
        return match[1].translate(_SUPERSCRIPTS)

    text = _TAG.sub(between, _RAISED.sub(raised, text))
    return f"{text} ({link})" if link and link not in text else text


def _without_unseen(text: str, repairs: set[str]) -> str:
    """The text without scripts, style sheets, comments and declarations. Each closer is sought once: no slow texts."""
    last = text.rfind("]]>") + 3
    if last > text.find("<![CDATA[") + 3 > 2:
        before, text = text, _CDATA.sub(r"\1", text[:last]) + text[last:]
        if text != before:
            repairs.add("html")
    parts, at, unclosed = [], 0, set[str]()
    while match := _UNSEEN.search(text, at):
        name = match[1].lower() if match[1] else "comment" if match[2] else ""
        end: int | None = match.end()
        if name:
            closer = _CLOSERS.get(name, _COMMENT_END)
            closed = None if name in unclosed else closer.search(text, match.end())
            end = closed.end() if closed else None
        if end is None:
            unclosed.add(name)
            end = match.end()
            parts.append(text[at:end])
        else:
            repairs.add("script" if match[1] else "html")
            parts += (text[at : match.start()], " ")
        at = end
    return "".join((*parts, text[at:])) if parts else text
