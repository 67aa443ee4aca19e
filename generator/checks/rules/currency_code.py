"""A price names its currency by a code of ISO 4217, where it uses a code.

`KRW 3,900` and `3,900원` pass; `WON 3,900` looks like a code and is none.
"""

import re
from collections.abc import Iterator

from babel.numbers import list_currencies

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity

_CODE = re.compile(r"\b([A-Z]{3}) ?[0-9]|[0-9] ?([A-Z]{3})\b")
_KNOWN = frozenset(list_currencies())


def _check(dossier: Dossier) -> Iterator[Problem]:
    for match in _CODE.finditer(dossier.notice.product.price or ""):
        code = match[1] or match[2]
        if code not in _KNOWN:
            yield Problem(dossier.file, ("product", "price"), f"{code} is no currency code")


RULE = Rule(
    id="currency-code",
    text=__doc__ or "",
    remedy="use the three letters of ISO 4217, such as KRW, EUR or USD",
    severity=Severity.ERROR,
    good="""\
product:
  price: KRW 3,900
""",
    broken="""\
product:
  price: WON 3,900
""",
    dossier=_check,
)
