"""A source was read after it was published.

The day of reading cannot lie before the day of publication: one of the two is mistyped.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity


def _check(dossier: Dossier) -> Iterator[Problem]:
    for file, record in dossier.records():
        for n, source in enumerate(record.sources):
            if source.published and source.retrieved.last < source.published.first:
                message = f"read {source.retrieved.text}, before it was published ({source.published.text})"
                yield Problem(file, ("sources", n, "retrieved"), message)


RULE = Rule(
    id="source-dates",
    text=__doc__ or "",
    remedy="correct one of the two dates",
    severity=Severity.ERROR,
    good="""\
sources:
  - {id: a, name: Office, url: 'https://office.example/', published: 2024-05-20, retrieved: 2024-05}
""",
    broken="""\
sources:
  - {id: a, name: Office, url: 'https://office.example/', published: 2024-05-20, retrieved: 2024-04}
""",
    dossier=_check,
)
