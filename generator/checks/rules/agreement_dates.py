"""The dates of an agreement are possible: nobody joins before there is one, or leaves before joining.

Deadlines are measured from the day on which an agreement applies and a platform is party to it. A date known only to
the month or year breaks the rule only if every day of it would.
"""

from collections.abc import Iterator

from generator.checks.model import SETTINGS, Problem, Rule, Whole
from generator.diagnostics import Severity
from generator.loading.yaml_reader import Route
from generator.records.context import Agreement
from generator.records.values import PartialDate


def _wrong(agreement: Agreement) -> Iterator[tuple[Route, str]]:
    def before(
        route: Route, what: str, day: PartialDate | None, other: PartialDate, why: str
    ) -> Iterator[tuple[Route, str]]:
        if day and day.last < other.first:
            yield route, f"{what} {day.text}, before {why} ({other.text})"

    made = agreement.date
    yield from before(("applies_from",), "applies from", agreement.applies_from, made, "it was made")
    for n, party in enumerate(agreement.parties):
        yield from before(("parties", n, "joined"), f"{party.platform} joined", party.joined, made, "it was made")
        start, why = (party.joined, "it joined") if party.joined else (made, "the agreement was made")
        yield from before(("parties", n, "left"), f"{party.platform} left", party.left, start, why)


def _check(whole: Whole) -> Iterator[Problem]:
    for agreement in whole.catalog.settings.agreements.values():
        for route, message in _wrong(agreement):
            yield Problem(f"{SETTINGS}/agreements/{agreement.id}.yml", route, message)


RULE = Rule(
    id="agreement-dates",
    text=__doc__ or "",
    remedy="correct one of the two dates",
    severity=Severity.ERROR,
    good="""\
agreement:
  date: 2024-05-13
  parties: [{platform: example-market, joined: 2024-05}]
""",
    broken="""\
agreement:
  date: 2024-05-13
  parties: [{platform: example-market, joined: 2024-04}]
""",
    whole=_check,
)
