"""A risk is told without words that play it down.

Recall notices in the EU may not use expressions that lower a reader's sense of risk, such as voluntary, precautionary,
discretionary, in rare or specific situations, nor say that no accidents were reported (Regulation (EU) 2023/988,
Article 36(2)(c); template in Implementing Regulation (EU) 2024/1435). The precautionary statements of a product are its
warnings by that name, and play nothing down.
"""

import re
from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity

_WORDS = re.compile(
    r"\b(voluntar(?:y|ily)|precaution(?:ary)?(?! (?:statement|advice|instruction|phrase|label|text)s?)|discretionary"
    r"|in rare (?:cases|situations|instances|circumstances)"
    r"|in specific situations|no (?:reported )?(?:accidents|incidents|injuries)(?: (?:have been|were))? reported"
    r"|no reported (?:accidents|incidents|injuries))\b"
    r"|자발적|예방 ?차원|드문 경우|만일의 경우|보고된 사고(?:는|가)? 없",
    re.IGNORECASE,
)

_STARTS = (
    "voluntar",
    "precaution",
    "discretionary",
    "in rare",
    "in specific",
    "no accidents",
    "no incidents",
    "no injuries",
    "no reported",
    "자발적",
    "예방",
    "드문",
    "만일",
    "보고된",
)
"""One of them stands in every match: looking for them is much quicker."""


def _check(dossier: Dossier) -> Iterator[Problem]:
    for language, text in dossier.notice.risk.items():
        lowered = text.lower()
        match = _WORDS.search(text) if any(start in lowered for start in _STARTS) else None
        if match:
            yield Problem(dossier.file, ("risk", language), f"'{match[0]}' plays the risk down")


RULE = Rule(
    id="softening-words",
    text=__doc__ or "",
    remedy="say what can happen, and leave the word out",
    severity=Severity.WARNING,
    good="""\
risk:
  en: The bottle can break and cut. It lacks the precautionary statements.
""",
    broken="""\
risk:
  en: In rare cases the bottle can break.
""",
    dossier=_check,
)
