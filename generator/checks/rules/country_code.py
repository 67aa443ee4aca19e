"""A country is one of ISO 3166-1, or EU.

Two capital letters alone are not enough: `UK` is no country code, `GB` is. `XI` stands for Northern Ireland, which
takes part in Safety Gate; `XK` for Kosovo.
"""

from collections.abc import Iterator

from babel import Locale

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity

KNOWN = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2) | {"EU", "XI", "XK"}
_NEVER = {"UK": "GB", "EL": "GR", "ZZ": "", "QO": "", "EZ": "EU", "UN": "", "XA": "", "XB": ""}


def _check(dossier: Dossier) -> Iterator[Problem]:
    notice = dossier.notice
    for route, code in (
        (("jurisdiction",), notice.jurisdiction),
        (("notified_by",), notice.notified_by),
        (("product", "origin"), notice.product.origin),
    ):
        problem = country_problem(code) if code else None
        if problem:
            yield Problem(dossier.file, route, *problem)


def country_problem(code: str) -> tuple[str, str] | None:
    """What is wrong with a country code, and what was meant (may be empty); None where nothing is."""
    if code in KNOWN and code not in _NEVER:
        return None
    meant = _NEVER.get(code, "")
    return f"{code} is no country code", f"did you mean '{meant}'?" if meant else ""


RULE = Rule(
    id="country-code",
    text=__doc__ or "",
    remedy="use the two letters of ISO 3166-1 alpha-2, or EU",
    severity=Severity.ERROR,
    good="""\
jurisdiction: GB
""",
    broken="""\
jurisdiction: UK
""",
    dossier=_check,
)
