"""A notice that reports a substance names a hazard that substances have.

A finding of a chemical without the hazard `chemical` (or microbiological, environment, health risk, poisoning by burns)
hides it from everyone who looks for chemical hazards.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity

_FIT = frozenset(("chemical", "microbiological", "environment", "health-risk-other", "burns", "asphyxiation", "fire"))


def _check(dossier: Dossier) -> Iterator[Problem]:
    if _FIT & {hazard.type for hazard in dossier.notice.hazards}:
        return
    for n, finding in enumerate(dossier.notice.findings):
        if finding.substance:
            yield Problem(dossier.file, ("findings", n, "substance"), f"{finding.substance}, but no chemical hazard")


RULE = Rule(
    id="hazard-matches",
    text=__doc__ or "",
    remedy="add the hazard chemical, if a source supports it",
    severity=Severity.ERROR,
    good="""\
hazards: [{type: chemical}]
findings:
  - {substance: dehp, measured: {value: 1, unit: percent}}
""",
    broken="""\
hazards: [{type: choking}]
findings:
  - {substance: dehp, measured: {value: 1, unit: percent}}
""",
    dossier=_check,
)
