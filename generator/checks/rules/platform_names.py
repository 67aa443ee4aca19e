"""A name belongs to one platform.

Where a platform was renamed or merged, its old name stands among the aliases of the platform that goes on, so that its
cases are counted in one place. A name or alias that two platforms share would leave open whose cases they are.
"""

from collections.abc import Iterator

from generator.checks.model import SETTINGS, Problem, Rule, Whole
from generator.diagnostics import Severity


def _check(whole: Whole) -> Iterator[Problem]:
    platforms = whole.catalog.settings.platforms
    owners = {name.casefold(): one.id for one in platforms.values() for name in (one.id, *one.name.values())}
    for platform in platforms.values():
        for n, alias in enumerate(platform.aliases):
            owner = owners.setdefault(alias.casefold(), platform.id)
            if owner != platform.id:
                file = f"{SETTINGS}/platforms/{platform.id}.yml"
                yield Problem(file, ("aliases", n), f"'{alias}' is also a name of {owner}")


RULE = Rule(
    id="platform-names",
    text=__doc__ or "",
    remedy="keep the name with the platform that it belongs to today, and move the cases of the other one there",
    severity=Severity.ERROR,
    good="""\
mall:
  aliases: [Sample Bazaar]
""",
    broken="""\
mall:
  aliases: [Example Market]
""",
    whole=_check,
)
