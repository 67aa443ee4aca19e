"""Every GTIN ends in its check digit.

A digit that was mistyped makes another product dangerous, or nobody's. Barcodes that a source prints wrongly belong
into `product.codes`.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity
from generator.records.identifiers import check_digit_holds


def _check(dossier: Dossier) -> Iterator[Problem]:
    for n, gtin in enumerate(dossier.notice.product.gtins):
        if not check_digit_holds(gtin):
            yield Problem(dossier.file, ("product", "gtins", n), f"the check digit of {gtin} is wrong")


RULE = Rule(
    id="gtin-check-digit",
    text=__doc__ or "",
    remedy="compare it with the source; a code that the source prints so goes to product.codes, scheme gtin-invalid",
    severity=Severity.ERROR,
    good="""\
product:
  gtins: ['8800000000428']
""",
    broken="""\
product:
  gtins: ['8800000000421']
""",
    dossier=_check,
)
