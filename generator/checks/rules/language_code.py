"""A text's language is one that exists.

The key of a text is a BCP 47 tag whose first part is a language: `ko`, not `kr`; `en`, not `eng`.
"""

from collections.abc import Iterator, Mapping

from babel import Locale

from generator.checks.model import Problem, Rule
from generator.checks.texts import Texts
from generator.diagnostics import Severity

KNOWN = frozenset(map(str, Locale("en").languages))
_USUAL = frozenset(("en", "ko"))
_MEANT = {"kr": "ko", "jp": "ja", "cn": "zh", "eng": "en", "kor": "ko", "gb": "en", "us": "en", "dk": "da", "gr": "el"}


def _check(files: Mapping[str, Texts]) -> Iterator[Problem]:
    for file, texts in files.items():
        if texts.languages <= _USUAL:
            continue
        for text in texts:
            language = text.language.split("-")[0]
            if language in ("", "en", "ko") or (language in KNOWN and language not in _MEANT):
                continue
            hint = f"did you mean '{_MEANT[language]}'?" if language in _MEANT else ""
            yield Problem(file, text.route, f"there is no language '{text.language}'", hint)


RULE = Rule(
    id="language-code",
    text=__doc__ or "",
    remedy="use a language tag such as en, ko or zh-Hant",
    severity=Severity.ERROR,
    good="""\
title:
  de: Nachtlicht
""",
    broken="""\
title:
  kr: 수면등
""",
    texts=_check,
)
