"""A listing that was removed has a case.

The measure "removal of the listing" says that a platform acted; where the notice names platforms, at least one of
them needs a case that records it, or the platform's page would say that nothing is on record.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity


def _check(dossier: Dossier) -> Iterator[Problem]:
    notice = dossier.notice
    if not notice.platforms or dossier.cases:
        return
    for n, measure in enumerate(notice.measures):
        if measure.type == "removal-of-listing":
            yield Problem(dossier.file, ("measures", n, "type"), "a listing was removed, but there is no case")


RULE = Rule(
    id="removal-has-case",
    text=__doc__ or "",
    remedy="write responses/PLATFORM/YEAR/ID.yml with the event that the source reports",
    severity=Severity.ERROR,
    good="""\
measures: [{type: removal-of-listing}]
response:
  events:
    - {kind: removal_reported, unknown: true}
""",
    broken="""\
measures: [{type: removal-of-listing}]
listings:
  - {platform: example-market}
""",
    dossier=_check,
)
