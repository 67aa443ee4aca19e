"""A notice that is named as related is there, and is another one."""

from collections.abc import Iterator

from generator.checks.model import Problem, Rule, Whole
from generator.diagnostics import Severity


def _check(whole: Whole) -> Iterator[Problem]:
    for entry in whole.catalog.notices.values():
        for n, other in enumerate(entry.related):
            if other == entry.id:
                yield Problem(entry.file, ("related", n), "a notice is not related to itself")
            elif other not in whole.catalog.notices:
                yield Problem(entry.file, ("related", n), f"there is no notice {other}")


RULE = Rule(
    id="related-resolves",
    text=__doc__ or "",
    remedy="correct the id, or delete the line",
    severity=Severity.ERROR,
    good="""\
related: [PSB-2024-0002]
""",
    broken="""\
related: [PSB-2024-0999]
""",
    whole=_check,
)
