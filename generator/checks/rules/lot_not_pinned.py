"""A finding about a tested lot is not pinned on one of its platforms without a source.

Articles often name three platforms for a whole lot. A finding that names one of them needs its own `sources`: the
source that says whose item it was.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity


def _check(dossier: Dossier) -> Iterator[Problem]:
    notice = dossier.notice
    if notice.scope.kind.value != "lot" or len(notice.scope.platforms) < 2:
        return
    for n, finding in enumerate(notice.findings):
        if finding.platform and not finding.sources:
            message = f"the lot names {len(notice.scope.platforms)} platforms, this finding only {finding.platform}"
            yield Problem(dossier.file, ("findings", n, "platform"), message)


RULE = Rule(
    id="lot-not-pinned",
    text=__doc__ or "",
    remedy="delete the platform, or name in the finding's sources the one that says so",
    severity=Severity.ERROR,
    good="""\
scope:
  kind: lot
  platforms: [example-market, sample-mall]
findings:
  - {substance: dehp, measured: {value: 1, unit: percent}}
""",
    broken="""\
scope:
  kind: lot
  platforms: [example-market, sample-mall]
findings:
  - {substance: dehp, platform: sample-mall, measured: {value: 1, unit: percent}}
""",
    dossier=_check,
)
