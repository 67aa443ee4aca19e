"""Every notice has a title in each language of the site, or is counted.

A missing translation is no error: the page shows the other language and says so. How many are missing is told once.
"""

from collections.abc import Iterator

from generator.checks.model import Problem, Rule, Whole
from generator.diagnostics import Severity


def _check(whole: Whole) -> Iterator[Problem]:
    for language in whole.catalog.settings.site.languages:
        code = language.code
        missing = [  # nearly every notice has it as its first or as its last one
            entry
            for entry in whole.catalog.notices.values()
            if entry.title[0][0] != code and entry.title[-1][0] != code and code not in dict(entry.title)
        ]
        if missing:
            message = f"{len(missing)} of {len(whole.catalog.notices)} notices have no title in '{language.code}'"
            yield Problem(missing[0].file, ("title",), f"{message}, this one among them")


RULE = Rule(
    id="title-language",
    text=__doc__ or "",
    remedy="add the title where you can",
    severity=Severity.WARNING,
    good="""\
title: {en: Bottle, ko: 젖병}
""",
    broken="""\
title: {en: Bottle}
""",
    whole=_check,
)
