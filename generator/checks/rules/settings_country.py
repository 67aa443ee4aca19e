"""A country in the settings is one of ISO 3166-1, or EU.

The same as `country-code`, for platforms, authorities, agreements and market statistics.
"""

from collections.abc import Iterator

from generator.checks.model import SETTINGS, Problem, Rule, Whole
from generator.checks.rules.country_code import country_problem
from generator.diagnostics import Severity
from generator.loading.settings import Settings
from generator.loading.yaml_reader import Route


def _check(whole: Whole) -> Iterator[Problem]:
    for file, route, code in _countries(whole.catalog.settings):
        problem = country_problem(code)
        if problem:
            yield Problem(f"{SETTINGS}/{file}", route, *problem)


def _countries(settings: Settings) -> Iterator[tuple[str, Route, str]]:
    """Every country of the settings: file, route, code."""
    for platform in settings.platforms.values():
        if platform.country:
            yield f"platforms/{platform.id}.yml", ("country",), platform.country
    for agreement in settings.agreements.values():
        yield f"agreements/{agreement.id}.yml", ("jurisdiction",), agreement.jurisdiction
    for series in settings.series.values():
        yield f"statistics/{series.id}.yml", ("region",), series.region
    for n, term in enumerate(settings.terms["authorities"].values()):
        yield "vocabularies/authorities.yml", ("terms", n, "jurisdiction"), term.jurisdiction


RULE = Rule(
    id="settings-country",
    text=__doc__ or "",
    remedy="use the two letters of ISO 3166-1 alpha-2, or EU",
    severity=Severity.ERROR,
    good="""\
platform:
  country: GB
""",
    broken="""\
platform:
  country: UK
""",
    whole=_check,
)
