"""A printed multiple agrees with value divided by limit.

The press prints "N times" for value / limit = N, rounded or cut to the digits it shows. A minimum or a range has no
multiple at all: 40 N against at least 50 N is no "times over the limit".
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity
from generator.records.notice import Finding, Qualifier


def _check(dossier: Dossier) -> Iterator[Problem]:
    for n, finding in enumerate(dossier.notice.findings):
        message = _wrong(finding)
        if message:
            yield Problem(dossier.file, ("findings", n, "printed_multiple"), message)


def _wrong(finding: Finding) -> str:
    """What is wrong with a printed multiple; empty where nothing is."""
    printed, limit, measured = finding.printed_multiple, finding.limit, finding.measured
    if printed is None:
        return ""
    if limit and (limit.min is not None or limit.range is not None):
        return "a minimum or a range has no multiple"
    real = finding.multiple
    if real is None or measured is None or measured.qualifier is not Qualifier.EXACT:
        return ""
    exponent = printed.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    if abs(real - printed) <= step:
        return ""
    return f"{printed} is printed, but {measured.value} / {limit.max if limit else ''} is {real:.4g}"


RULE = Rule(
    id="printed-multiple",
    text=__doc__ or "",
    remedy="compare all three with the source; where the source is wrong, record a conflict and an exception",
    severity=Severity.ERROR,
    good="""\
findings:
  - substance: dehp
    measured: {value: 29.9, unit: percent}
    limit: {max: 0.1, unit: percent}
    printed_multiple: 299
""",
    broken="""\
findings:
  - substance: dehp
    measured: {value: 29.9, unit: percent}
    limit: {max: 0.1, unit: percent}
    printed_multiple: 29.9
""",
    dossier=_check,
)
