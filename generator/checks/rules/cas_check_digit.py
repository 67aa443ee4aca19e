"""Every CAS number in the vocabulary of substances ends in its check digit."""

from collections.abc import Iterator

from stdnum import casrn

from generator.checks.model import SETTINGS, Problem, Rule, Whole
from generator.diagnostics import Severity


def _check(whole: Whole) -> Iterator[Problem]:
    terms = whole.catalog.settings.terms["substances"].values()
    for n, term in enumerate(terms):
        if term.cas and not casrn.is_valid(term.cas):
            file = f"{SETTINGS}/vocabularies/substances.yml"
            yield Problem(file, ("terms", n, "cas"), f"the check digit of {term.cas} is wrong")


RULE = Rule(
    id="cas-check-digit",
    text=__doc__ or "",
    remedy="compare the number with a register of substances",
    severity=Severity.ERROR,
    good="""\
status: active
""",
    broken="""\
substance:
  cas: 117-81-8
""",
    whole=_check,
)
