"""No place of a record is still to be filled in.

`bulletins new` writes `FILL IN (what belongs there)` wherever it was not told what to write. Each such place is named,
also in records that are not sound yet, so that the list of errors is the list of what is left to do.
"""

from collections.abc import Iterator, Mapping

from generator.checks.model import Problem, Rule
from generator.checks.texts import Texts
from generator.diagnostics import Severity
from generator.loading.open_places import MARK, REMEDY, is_open, message


def _check(files: Mapping[str, Texts]) -> Iterator[Problem]:
    for file, texts in files.items():
        if MARK not in texts.joined:
            continue
        for text in texts:
            if is_open(text.value):
                yield Problem(file, text.route, message(text.route, text.value))


RULE = Rule(
    id="placeholder",
    text=__doc__ or "",
    remedy=REMEDY,
    severity=Severity.ERROR,
    good="""\
summary:
  en: The Example Safety Office tested the bottle, and it broke.
""",
    broken="""\
summary:
  en: FILL IN (who found what, and where it was sold)
""",
    texts=_check,
)
