"""Texts hold no personal data.

A Korean resident number or a private mobile number never belongs on a public page. Other telephone numbers and e-mail
addresses may be a company's hotline and are only pointed out; write where to find the contact instead.
"""

import re
from collections.abc import Iterator, Mapping

from generator.checks.model import Problem, Rule
from generator.checks.texts import Texts
from generator.diagnostics import Severity

_QUICK = re.compile(r"@|[0-9][ .)-]+[0-9]{3}")
_RESIDENT = re.compile(r"(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])-[1-8][0-9]{6}(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9+-])(?:\+82[ -]?|0)10[ .-]?[0-9]{4}[ .-]?[0-9]{4}(?![0-9-])")
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+[0-9]{1,3}[ .-]?)?(?:\([0-9]{2,4}\) ?|[0-9]{1,4}[ .-])"
    r"(?:[0-9]{2,4}[ .-]){1,2}[0-9]{3,4}(?![\w-])"
)
# What has the form of a telephone number and is none: days, numbers in groups of three with a unit, numbers of parts.
_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])([ .-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([ .])[0-9]{3})(?:\1[0-9]{3})*")
_UNIT = re.compile(r"\s*(?:[cC][fF][uU]|UFC|KTJ|K[bB]E|[kmµ]?g|km|[kM]?Hz|EUR|KRW|USD|%|units?|pieces|pcs)(?![a-z])")
_NUMBERED = re.compile(
    r"(?:\b(?:parts?|catalogue|cat|art(?:icle)?|items?|models?|types?|ref(?:erence)?|batch(?:es)?|lots?|bar ?codes?|EAN"
    r"|GTIN|serial|TTN|order|product|codes?|numbers?|nos?|nr|hose|produced)\b|\bn[°º])[^A-Za-z]{0,4}"
    r"(?:(?:nos?|nr|numbers?|codes?|from|is)\b[^A-Za-z]{0,4})?(?:[A-Z]{0,3}[0-9 ./#-]+[,;/]?\s*)?$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:tel|phone|telephone|fax|call|hotline|mobile|dial)\w*\b.{0,24}$|전화.{0,12}$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
_KINDS = (
    (_RESIDENT, "a resident registration number", Severity.ERROR),
    (_MOBILE, "a mobile telephone number", Severity.ERROR),
    (_MAIL, "an e-mail address", Severity.WARNING),
    (_PHONE, "a telephone number", Severity.WARNING),
)


def _check(files: Mapping[str, Texts]) -> Iterator[Problem]:
    for file, texts in files.items():
        if not _QUICK.search(texts.prose):
            continue
        for text in texts:
            if not text.prose or not _QUICK.search(text.value):
                continue
            for pattern, what, severity in _KINDS:
                found = pattern.search(text.value) if pattern is not _PHONE else _telephone(text.value)
                if found:
                    yield Problem(file, text.route, f"the text looks as if it held {what}", severity=severity)
                    break


def _telephone(text: str) -> re.Match[str] | None:
    """The first telephone number; a day, a counted amount and a number of a part have the same form."""
    for match in _PHONE.finditer(text):
        before = text[max(0, match.start() - 48) : match.start()]
        if _CALLED.search(before):
            return match
        amount = _GROUPED.fullmatch(match[0]) and _UNIT.match(text, match.end())
        if not (_DAY.fullmatch(match[0]) or amount or _NUMBERED.search(before)):
            return match
    return None


RULE = Rule(
    id="personal-data",
    text=__doc__ or "",
    remedy="leave it out, or say in an exception why it has to stand here",
    severity=Severity.ERROR,
    good="""\
risk:
  en: Ask the maker; see page 12-3 of EN 71-1:2014 of 2024-05-13. Made on 01.06.2024; up to 1 200 000 CFU/g.
""",
    broken="""\
risk:
  en: Call Mr Kim, 010-1234-5678.
""",
    texts=_check,
)
