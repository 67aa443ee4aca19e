"""A measured value and its limit can be compared.

Both are in the same unit; otherwise nobody can tell by how much the limit was passed, and no multiple is computed.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity


def _check(dossier: Dossier) -> Iterator[Problem]:
    for n, finding in enumerate(dossier.notice.findings):
        measured, limit = finding.measured, finding.limit
        if measured and limit and limit.unit and measured.unit != limit.unit:
            message = f"measured in {measured.unit}, limited in {limit.unit}"
            yield Problem(dossier.file, ("findings", n, "limit", "unit"), message)


RULE = Rule(
    id="limit-comparable",
    text=__doc__ or "",
    remedy="give both in one unit, as the source does; a converted limit says so in its note",
    severity=Severity.WARNING,
    good="""\
findings:
  - substance: dehp
    measured: {value: 2, unit: percent}
    limit: {max: 0.1, unit: percent}
""",
    broken="""\
findings:
  - substance: dehp
    measured: {value: 2, unit: percent}
    limit: {max: 1000, unit: mg-kg}
""",
    dossier=_check,
)
