"""Texts hold only characters that a reader can see, in one form.

Control, direction and zero-width characters hide or reorder text, so that a bulletin says something else than it
seems to. Letters with marks and Hangul are written composed (Unicode NFC), or a search for them finds nothing.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from generator.checks.model import Problem, Rule
from generator.checks.texts import Texts
from generator.diagnostics import Severity

_HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))


def _check(files: Mapping[str, Texts]) -> Iterator[Problem]:
    for file, texts in files.items():
        joined = texts.joined
        if joined.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", joined):
            continue
        for text in texts:
            value = text.value
            if value.isascii() and value.isprintable():
                continue
            odd = next((c for c in value if c != "\n" and unicodedata.category(c) in _HIDDEN), "")
            if odd:
                message = f"U+{ord(odd):04X} ({unicodedata.name(odd, 'a control character').lower()}) cannot be seen"
                yield Problem(file, text.route, message)
            elif not unicodedata.is_normalized("NFC", value):
                message = "letters and their marks are written apart (not Unicode NFC)"
                yield Problem(file, text.route, message, "type the text anew, or let an editor normalise it to NFC")


RULE = Rule(
    id="text-characters",
    text=__doc__ or "",
    remedy="delete the character",
    severity=Severity.ERROR,
    good="""\
title:
  ko: 젖병
""",
    broken="""\
title:
  en: "Bottle\u200b"
""",
    texts=_check,
)
