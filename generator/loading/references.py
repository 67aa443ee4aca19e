"""References between the records of site_config/: who names whom, and where in which file."""

from collections.abc import Iterator, Mapping

from generator.loading.yaml_reader import Route
from generator.records.context import Agreement, Report, Series

Named = tuple[str, str, str, Route]
"""File below site_config/, kind, id, route in the file."""


def agreement_references(agreements: Mapping[str, Agreement]) -> Iterator[Named]:
    """Parties, authorities and the parent of each agreement."""
    for agreement in agreements.values():
        file = f"agreements/{agreement.id}.yml"
        for n, party in enumerate(agreement.parties):
            yield file, "platforms", party.platform, ("parties", n, "platform")
        for n, authority in enumerate(agreement.authorities):
            yield file, "authorities", authority, ("authorities", n)
        if agreement.parent:
            yield file, "agreements", agreement.parent, ("parent",)


def report_references(reports: Mapping[str, Report]) -> Iterator[Named]:
    """Publisher, agreement and platforms of each report and its figures."""
    for report in reports.values():
        file = f"reports/{report.id}.yml"
        yield file, "authorities", report.publisher, ("publisher",)
        if report.agreement:
            yield file, "agreements", report.agreement, ("agreement",)
        for n, platform in enumerate(report.platforms):
            yield file, "platforms", platform, ("platforms", n)
        for n, figure in enumerate(report.figures):
            if figure.platform:
                yield file, "platforms", figure.platform, ("figures", n, "platform")


def series_references(series: Mapping[str, Series]) -> Iterator[Named]:
    """Unit and platforms of each market series."""
    for one in series.values():
        file = f"statistics/{one.id}.yml"
        yield file, "units", one.unit, ("unit",)
        yield file, "metrics", one.metric, ("metric",)
        for n, point in enumerate(one.points):
            for m, platform in enumerate(point.platforms):
                yield file, "platforms", platform, ("points", n, "platforms", m)
            if point.platform:
                yield file, "platforms", point.platform, ("points", n, "platform")
