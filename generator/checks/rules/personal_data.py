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
    r"(?<![\w.+-])(?:\+[0-9]{1,3}[ .-]?)?(?:\([0-9]{2,4}\) ?|[0-9]{1,4}[ .-])"
    r"(?:[0-9]{2,4}[ .-]){1,2}[0-9]{3,4}(?![\w-])"
)
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
                if pattern.search(text.value):
                    yield Problem(file, text.route, f"the text looks as if it held {what}", severity=severity)
                    break


RULE = Rule(
    id="personal-data",
    text=__doc__ or "",
    remedy="leave it out, or say in an exception why it has to stand here",
    severity=Severity.ERROR,
    good="""\
risk:
  en: Ask the maker; see page 12-3 of EN 71-1:2014 of 2024-05-13.
""",
    broken="""\
risk:
  en: Call Mr Kim, 010-1234-5678.
""",
    texts=_check,
)
