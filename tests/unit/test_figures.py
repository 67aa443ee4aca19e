"""Every figure on cases that can be counted by hand; what is left out; the threshold; definitions for readers."""

from dataclasses import replace
from typing import Any

import pytest

from generator.compliance.clock import IN_TIME, LATE, NOT_PASSED, NOT_REMOVED
from generator.compliance.figure import CHANGES, METHOD_VERSION, Figure, Unit
from generator.compliance.figures import LOT, definitions
from generator.compliance.promises import OWN_ACCORD, WHO_ASKED
from generator.compliance.summary import INITIATIVE_FIGURES, SPLIT_FIGURES, Compliance, compute
from generator.compliance.timeline import WITHDRAWN
from generator.compliance.waits import NOT_TOLD
from generator.loading.entries import CaseEntry, NoticeEntry
from generator.loading.settings import Settings
from tests.support.cases import catalog, entries, figures, with_pact

Pairs = list[tuple[NoticeEntry, CaseEntry]]

TOLD = {"kind": "notified", "date": "2024-05-20"}
GONE = {"status": "withdrawn", "withdrawal": {"date": "2024-06-03", "reason": {"en": "Wrong", "ko": "오류"}}}


def claimed(day: str, kind: str = "removal_claimed") -> dict[str, Any]:
    return {"kind": kind, "date": f"2024-{day}"}


def checked(day: str, outcome: str) -> dict[str, Any]:
    return {"kind": "rechecked", "date": f"2024-{day}", "outcome": outcome}


@pytest.fixture(scope="module")
def settings(settings_of_fixtures: Settings) -> Settings:
    pact = with_pact(settings_of_fixtures)
    return replace(pact, site=pact.site.model_copy(update={"threshold": 1}))


def numbered(*given: tuple[list[dict[str, Any]], dict[str, Any]]) -> Pairs:
    return [entries(events, number=n + 1, **changes) for n, (events, changes) in enumerate(given)]


def short(ids: tuple[str, ...]) -> list[int]:
    """Numbers of the notices behind a figure."""
    return [int(one.split("/")[0].split("-")[-1]) for one in ids]


def parts(figure: Figure) -> dict[str, list[int]]:
    return {part.name: short(part.ids) for part in figure.parts if part.ids}


def left(figure: Figure) -> dict[str, list[int]]:
    return {part.name: short(part.ids) for part in figure.left_out}


@pytest.fixture(scope="module")
def found(settings: Settings) -> Compliance:
    return figures(settings, CASES)


CASES = numbered(
    ([TOLD, claimed("05-21"), claimed("05-23", "removal_verified"), checked("06-20", "not_found")], {}),
    ([TOLD, claimed("05-22"), claimed("05-30", "removal_verified"), checked("06-20", "found_again")], {}),
    ([TOLD, claimed("05-27"), {"kind": "sellers_notified", "date": "2024-05-27"}], {}),
    ([TOLD], {}),
    ([{"kind": "notified", "date": "2024-12-30"}], {}),
    ([claimed("05-23", "removal_reported"), {"kind": "buyers_notified", "unknown": "true"}], {}),
    ([TOLD, claimed("05-23")], {"initiative": "consumer"}),
    ([claimed("05-22")], {"initiative": "platform"}),
    ([TOLD, claimed("05-23")], {"initiative": None}),
    ([TOLD, claimed("05-21")], GONE),
    ([TOLD, {"kind": "refused", "date": "2024-05-21"}], {}),
    ([{"kind": "statement", "date": "2024-05-23"}], {}),
)


def overall(found: Compliance, id: str) -> Figure:
    return found.platforms["example-market"].figures[id]


def test_on_time_counts_every_case_whose_deadline_has_passed(found: Compliance) -> None:
    figure = overall(found, "on-time")
    assert parts(figure) == {IN_TIME: [1, 2], LATE: [3], NOT_REMOVED: [4, 11]}
    assert (figure.value, figure.n, figure.unit) == (2 / 5, 5, Unit.SHARE)
    assert left(figure) == {
        "a consumer reported it: counted apart": [7],
        NOT_PASSED: [5],
        NOT_TOLD: [6, 12],
        WHO_ASKED: [9],
        OWN_ACCORD: [8],
        WITHDRAWN: [10],
    }
    assert overall(found, "on-time-reference").value == 2 / 5


def test_every_case_is_counted_or_left_out_once(found: Compliance) -> None:
    for figure in found.platforms["example-market"].figures.values():
        if figure.id in ("removal-on-record", "open", "rechecks", "removed-again"):
            continue
        told = [*figure.ids, *(one for part in figure.left_out for one in part.ids)]
        assert sorted(told) == sorted({one.id for one in found.platforms["example-market"].cases}), figure.id


def test_time_to_removal_claim_and_verification(found: Compliance) -> None:
    """Closed after 1, 2 and 7 days; open since 1 and twice 225 days."""
    removal, claim = overall(found, "time-to-removal"), overall(found, "time-to-claim")
    assert parts(removal) == {"closed": [1, 2, 3], "still open": [4, 5, 11]}
    assert removal.curves is not None and removal.curves[0] is removal.curves[1]
    curve = removal.curves[0]
    assert curve.times == (1, 2, 7, 225)
    assert (curve.at_risk, curve.events, curve.censored) == ((6, 4, 3, 2), (1, 1, 1, 0), (1, 0, 0, 2))
    assert curve.open == pytest.approx((5 / 6, 5 / 8, 5 / 12, 5 / 12))
    assert (removal.value, removal.upper) == (7, None)
    assert claim.value == 7
    verified = overall(found, "time-to-verification")
    assert parts(verified) == {"closed": [1, 2], "still open": [3, 4, 5, 11]}
    assert (verified.value, verified.shown) == (None, None), "fewer than half are verified: not reached"
    working = overall(found, "time-to-removal-working")
    assert working.value == 5 and working.unit is Unit.WORKING_DAYS
    assert overall(found, "time-to-removal-hours").n == 0


def test_removals_between_two_days_give_two_curves(settings: Settings) -> None:
    between = {"kind": "removal_verified", "between": ["2024-05-21", "2024-05-31"]}
    figure = overall(figures(settings, numbered(*[([TOLD, between], {})] * 3)), "time-to-verification")
    assert figure.curves is not None
    assert (figure.curves[0].times, figure.curves[1].times) == ((1,), (11,))
    assert (figure.value, figure.least, figure.most, figure.settled) == (None, 1, 11, False)
    assert (figure.lower, figure.upper) == (1, None)


def test_gap_between_claim_and_verification(found: Compliance) -> None:
    figure = overall(found, "claim-to-verification")
    assert (figure.value, short(figure.ids)) == (5, [1, 2]), "2 and 8 days"
    assert left(figure)["the claim was not verified"] == [3]
    assert left(figure)["no claim on record"] == [4, 5, 6, 11, 12]


def test_who_was_told_and_what_was_offered(found: Compliance) -> None:
    sellers, buyers = overall(found, "sellers-told"), overall(found, "buyers-told")
    assert (sellers.value, parts(sellers)["on record"]) == (1 / 10, [3])
    assert (buyers.value, parts(buyers)["on record"]) == (1 / 10, [6])
    assert left(sellers) == {"neither told nor removed on record": [12], WITHDRAWN: [10]}
    assert overall(found, "remedy-offered").value == 0


def test_a_platform_that_acknowledged_was_told(settings: Settings) -> None:
    found = figures(settings, numbered(([{"kind": "acknowledged", "date": "2024-05-21"}], {})))
    assert parts(overall(found, "sellers-told")) == {"not on record": [1]}
    assert left(overall(found, "on-time")) == {NOT_TOLD: [1]}, "but nobody knows when"


def test_no_check_means_unknown_and_never_clean(found: Compliance) -> None:
    figure = overall(found, "found-again")
    assert (figure.value, parts(figure)) == (1 / 2, {"found again": [2], "checked, not found": [1]})
    assert left(figure)["not checked"] == [3, 6, 7, 8, 9]
    again = overall(found, "removed-again")
    assert (again.value, again.n) == (0, 1)


def test_who_is_counted_does_not_depend_on_what_a_check_found(settings: Settings) -> None:
    """Without a removal on record neither result of a check counts: else only the bad news would be in the share."""
    found = figures(
        settings,
        numbered(
            ([TOLD, checked("06-20", "found_again")], {}),
            ([TOLD, checked("06-20", "not_found")], {}),
            ([TOLD, claimed("05-21"), checked("06-20", "found_again")], {}),
        ),
    )
    figure = overall(found, "found-again")
    assert (parts(figure), left(figure)) == ({"found again": [3]}, {"no removal of all listings on record": [1, 2]})
    assert parts(overall(found, "state"))["found again"] == [1, 3]


def test_open_and_overdue_cases_with_their_age(found: Compliance) -> None:
    platform = found.platforms["example-market"]
    assert [(int(one.id[9:13]), one.state.value) for one in platform.open] == [
        (2, "found again"),
        (4, "overdue"),
        (11, "refused"),
        (5, "open"),
    ]
    overdue = platform.overdue[0]
    # 161 weekdays from 21 May to 31 December 2024, nine of them holidays.
    assert (overdue.age, overdue.age_working, str(overdue.due)) == (225, 152, "2024-05-22")
    assert overall(found, "open").value == 4
    assert parts(overall(found, "open")) == {"overdue": [4], "refused": [11], "found again": [2], "open": [5]}


def test_notices_with_a_removal_on_record(settings: Settings) -> None:
    pairs = [
        *CASES,
        entries([TOLD], number=90, scope={"kind": "lot", "platforms": ["example-market", "sample-mall"]}, listings=[]),
    ]
    bare, _ = entries([TOLD], number=91)
    made = catalog(settings, pairs)
    made = replace(made, notices={**made.notices, bare.id: bare})
    figure = compute(made).platforms["example-market"].figures["removal-on-record"]
    assert parts(figure) == {
        "removal on record": [1, 2, 3, 6, 7, 8, 9],
        "no removal of all listings on record": [4, 5, 11, 12],
        "no response on record": [91],
    }
    assert left(figure) == {LOT: [90], WITHDRAWN: [10]}
    assert figure.value == 7 / 12


def test_who_asked_is_kept_apart(found: Compliance) -> None:
    split = found.platforms["example-market"].splits["initiative"]
    assert list(split) == ["authority", "consumer", "platform", "unknown"]
    consumer = split["consumer"]["time-to-removal"]
    assert (consumer.value, consumer.n) == (3, 1)
    assert split["platform"]["time-to-removal"].n == 0
    assert set(split["authority"]) == set(INITIATIVE_FIGURES)
    by_year = found.platforms["example-market"].splits["year"]
    assert short(by_year["2024"]["on-time"].ids) == [1, 2, 3, 4, 11], "of the cases that an authority asked for"
    assert set(by_year["2024"]) == set(SPLIT_FIGURES)


def test_below_the_threshold_only_counts_are_shown(settings: Settings) -> None:
    strict = replace(settings, site=settings.site.model_copy(update={"threshold": 6}))
    figure = overall(figures(strict, CASES), "on-time")
    assert (figure.value, figure.shown, figure.enough, figure.n) == (2 / 5, None, False, 5)
    state = overall(figures(strict, CASES[:2]), "state")
    assert (state.shown, state.enough) == (2, True), "counts are always shown"


def test_every_day_computes_its_own_figures(settings: Settings) -> None:
    early = figures(settings, CASES, "2024-05-24")
    assert parts(overall(early, "on-time")) == {IN_TIME: [1, 2, 10], NOT_REMOVED: [3, 4, 11]}
    assert overall(early, "time-to-removal").value == 2
    assert overall(early, "found-again").n == 0


def test_no_records_make_no_figures(settings: Settings) -> None:
    empty = figures(settings, [], None)
    assert (empty.as_of, dict(empty.platforms)) == (None, {})
    quiet = figures(settings, [], "2024-05-24")
    assert all(figure.n == 0 for figure in quiet.platforms["sample-mall"].figures.values())


def test_definitions_are_whole_sentences_for_readers() -> None:
    told = definitions()
    assert len({one.id for one in told}) == len(told) >= 15
    for one in told:
        assert one.title and one.text.endswith("."), one.id
        assert len(one.text) > 80 and one.version == METHOD_VERSION
    assert CHANGES[0][0] == METHOD_VERSION
