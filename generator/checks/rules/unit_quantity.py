"""The unit of a value fits what was measured.

A substance is measured in parts or amounts (%, mg/kg, mg/l), a length in mm, a force in N: the quantity of a unit
stands in `units.yml`, that of a property in `properties.yml`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity

CONTENT = frozenset(("fraction", "concentration", "count", "ratio", "release"))


def _quantity(terms: Mapping[str, Any], name: str | None) -> str | None:
    """The quantity of a unit or property; None where it has none, or is not known (which is told elsewhere)."""
    term = terms.get(name or "")
    return str(term.quantity) if term and term.quantity else None


def _check(dossier: Dossier) -> Iterator[Problem]:
    terms = dossier.settings.terms
    for n, finding in enumerate(dossier.notice.findings):
        wanted = _quantity(terms["properties"], finding.property)
        for part, unit in (
            ("measured", finding.measured.unit if finding.measured else None),
            ("limit", finding.limit.unit if finding.limit else None),
        ):
            have = _quantity(terms["units"], unit)
            if have is None or (finding.property and wanted is None):
                continue
            if have == wanted or (finding.substance and have in CONTENT):
                continue
            subject = f"{finding.property} is a {wanted}" if wanted else f"{finding.substance} is a substance"
            yield Problem(dossier.file, ("findings", n, part, "unit"), f"{unit} is a unit of {have}, but {subject}")


RULE = Rule(
    id="unit-quantity",
    text=__doc__ or "",
    remedy="correct the unit, or choose the property that was measured",
    severity=Severity.ERROR,
    good="""\
findings:
  - property: surface-temperature
    measured: {value: 97, unit: deg-c}
""",
    broken="""\
findings:
  - property: surface-temperature
    measured: {value: 97, unit: mm}
""",
    dossier=_check,
)
