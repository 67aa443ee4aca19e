"""A case as of a day: states, intervals, promises, re-checks, and what is not known."""

from datetime import date
from typing import Any

import pytest

from generator.compliance.clock import DUE_UNKNOWN, IN_TIME, LATE, NOT_PASSED, NOT_REMOVED, UNDECIDED, UNKNOWN, When
from generator.compliance.order import in_order
from generator.compliance.promises import (
    NO_AGREEMENT,
    NO_COMMITMENT,
    NONE_STATED,
    NOT_IN_FORCE,
    OWN_ACCORD,
    WHO_ASKED,
    Rules,
)
from generator.compliance.rechecks import months_after
from generator.compliance.timeline import SUPERSEDED, WITHDRAWN, State, build_case
from generator.compliance.waits import BEFORE_TOLD, NOT_CLAIMED, NOT_TOLD, TOLD_UNDATED
from generator.loading.settings import Settings
from tests.support.cases import case, day, entries, with_pact

TOLD = {"kind": "notified", "date": "2024-05-20"}
CLAIMED = {"kind": "removal_claimed", "date": "2024-05-22"}
VERIFIED = {"kind": "removal_verified", "date": "2024-05-24"}
AGAIN = {"kind": "rechecked", "date": "2024-06-24", "outcome": "found_again"}
CLEAN = {"kind": "rechecked", "date": "2024-06-24", "outcome": "not_found"}


@pytest.fixture(scope="module")
def settings(settings_of_fixtures: Settings) -> Settings:
    return with_pact(settings_of_fixtures)


def exact(text: str) -> When:
    return When(day(text), day(text))


STATES: dict[str, tuple[list[dict[str, Any]], str, State]] = {
    "nothing yet": ([TOLD], "2024-05-20", State.OPEN),
    "on the last day": ([TOLD], "2024-05-22", State.OPEN),
    "the day after it": ([TOLD], "2024-05-23", State.OVERDUE),
    "only acknowledged": ([{"kind": "acknowledged", "date": "2024-05-21"}], "2024-12-31", State.OPEN),
    "told, no source says when": ([{"kind": "notified", "unknown": "true"}], "2024-12-31", State.OPEN),
    "claimed": ([TOLD, CLAIMED], "2024-05-23", State.CLAIMED),
    "before the claim": ([TOLD, CLAIMED], "2024-05-21", State.OPEN),
    "reported": ([TOLD, {"kind": "removal_reported", "unknown": "true"}], "2024-05-20", State.REPORTED),
    "verified": ([TOLD, CLAIMED, VERIFIED], "2024-05-24", State.VERIFIED),
    "verified only": ([TOLD, VERIFIED], "2024-05-24", State.VERIFIED),
    "a part only": ([TOLD, {**CLAIMED, "partial": "true"}], "2024-05-24", State.OVERDUE),
    "refused": ([TOLD, {"kind": "refused", "date": "2024-05-21"}], "2024-12-31", State.REFUSED),
    "refused, then removed": ([TOLD, {"kind": "refused", "date": "2024-05-21"}, CLAIMED], "2024-12-31", State.CLAIMED),
    "found again": ([TOLD, VERIFIED, AGAIN], "2024-12-31", State.FOUND_AGAIN),
    "checked, not found": ([TOLD, VERIFIED, CLEAN], "2024-12-31", State.VERIFIED),
    "removed again": ([TOLD, VERIFIED, AGAIN, {**CLAIMED, "date": "2024-06-26"}], "2024-12-31", State.CLAIMED),
    "only a statement": ([{"kind": "statement", "unknown": "true"}], "2024-12-31", State.UNKNOWN),
    "nothing as of the day": ([{"kind": "notified", "date": "2024-06-01"}], "2024-05-25", State.NOT_NOTIFIED),
}


@pytest.mark.parametrize(("events", "as_of", "state"), STATES.values(), ids=list(STATES))
def test_states(settings: Settings, events: list[dict[str, Any]], as_of: str, state: State) -> None:
    assert case(settings, events, as_of).state is state


def test_every_state_is_tested() -> None:
    assert {state for _, _, state in STATES.values()} == set(State)


def test_a_notice_that_is_not_published_yet_has_no_case(settings: Settings) -> None:
    told, entry = entries([TOLD])
    assert build_case(entry, told, Rules(settings), day("2024-05-19")) is None


def test_finding_again_opens_a_new_interval(settings: Settings) -> None:
    found = case(settings, [TOLD, CLAIMED, VERIFIED, AGAIN, {**VERIFIED, "date": "2024-06-28"}])
    first, second = found.intervals
    assert (first.number, first.opened, first.removed, first.found_again) == (
        0,
        exact("2024-05-20"),
        exact("2024-05-22"),
        exact("2024-06-24"),
    )
    assert (second.number, second.opened, second.claimed, second.verified, second.found_again) == (
        1,
        exact("2024-06-24"),
        None,
        exact("2024-06-28"),
        None,
    )
    assert (found.checked, found.found_again) == (1, 1)


def test_events_stand_in_the_order_of_time_only_where_it_is_certain(settings: Settings) -> None:
    shuffled = [AGAIN, VERIFIED, {**VERIFIED, "date": "2024-06-28"}, CLAIMED, TOLD]
    assert case(settings, shuffled) == case(settings, sorted(shuffled, key=lambda event: event["date"]))
    # A month around an exact day may be before or after it: the record's order is kept.
    month = {"kind": "removal_claimed", "date": "2024-06"}
    after = case(settings, [TOLD, VERIFIED, AGAIN, month])
    before = case(settings, [TOLD, VERIFIED, month, AGAIN])
    assert (after.state, before.state) == (State.CLAIMED, State.FOUND_AGAIN)


def test_order_of_moments_on_one_day() -> None:
    class Event:
        def __init__(self, when: When) -> None:
            self.when = when

    late, early, whole = Event(When(9, 9, 500)), Event(When(9, 9, 400)), Event(When(9, 9))
    assert list(in_order([late, early])) == [early, late]
    assert list(in_order([late, whole])) == [late, whole]
    assert list(in_order([whole, late, early])) == [whole, early, late]
    unknown = Event(UNKNOWN)
    assert list(in_order([late, unknown, early])) == [early, late, unknown]


def test_of_several_times_the_earliest_that_is_dated_counts(settings: Settings) -> None:
    undated = {"kind": "removal_claimed", "unknown": "true"}
    later = {**CLAIMED, "date": "2024-05-30"}
    for events in ([undated, CLAIMED, later], [later, CLAIMED, undated], [CLAIMED, undated, later]):
        assert case(settings, [TOLD, *events]).first.claimed == exact("2024-05-22")
    assert case(settings, [TOLD, undated, undated]).first.claimed == UNKNOWN
    month = {**CLAIMED, "date": "2024-05"}
    assert case(settings, [TOLD, month, CLAIMED]).first.claimed == exact("2024-05-22"), "the month may mean that day"


def test_single_listings_add_up(settings: Settings) -> None:
    listings = [{"platform": "example-market", "item_id": "1"}, {"platform": "example-market", "item_id": "2"}]
    one = {**CLAIMED, "listings": ["1"]}
    two = {**CLAIMED, "date": "2024-05-30", "listings": ["2"]}
    assert case(settings, [TOLD, one], listings=listings).first.claimed is None
    assert case(settings, [TOLD, one, two], listings=listings).first.claimed == exact("2024-05-30")
    both = {**CLAIMED, "listings": ["1", "2"]}
    assert case(settings, [TOLD, both], listings=listings).first.claimed == exact("2024-05-22")
    mixed = case(settings, [TOLD, one, {**VERIFIED, "listings": ["2"]}], listings=listings)
    assert (mixed.first.claimed, mixed.first.verified, mixed.first.removed) == (None, None, exact("2024-05-24"))
    assert mixed.state is State.REPORTED
    undated = {"kind": "removal_claimed", "unknown": "true", "listings": ["2"]}
    assert case(settings, [TOLD, one, undated], listings=listings).first.claimed == UNKNOWN


VERDICTS: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "in time": ([TOLD, CLAIMED], "2024-12-31", IN_TIME),
    "in time, but not over": ([TOLD, CLAIMED], "2024-05-22", NOT_PASSED),
    "a day late": ([TOLD, {**CLAIMED, "date": "2024-05-23"}], "2024-12-31", LATE),
    "never": ([TOLD], "2024-12-31", NOT_REMOVED),
    "some time in May": ([TOLD, {**CLAIMED, "date": "2024-05"}], "2024-12-31", UNDECIDED),
    "some time": ([TOLD, {"kind": "removal_claimed", "unknown": "true"}], "2024-12-31", UNDECIDED),
    "between, all late": (
        [TOLD, {"kind": "removal_verified", "between": ["2024-05-23", "2024-05-30"]}],
        "2024-12-31",
        LATE,
    ),
    "not told": ([CLAIMED], "2024-12-31", NOT_TOLD),
    "told, undated": ([{"kind": "notified", "unknown": "true"}, CLAIMED], "2024-12-31", TOLD_UNDATED),
    "before it was told": ([TOLD, {**CLAIMED, "date": "2024-05-18"}], "2024-12-31", BEFORE_TOLD),
    "told in the evening UTC, the next day in Seoul": (
        [{"kind": "notified", "instant": "2024-05-20T23:30Z"}, {**CLAIMED, "date": "2024-05-23"}],
        "2024-12-31",
        IN_TIME,
    ),
}


@pytest.mark.parametrize(("events", "as_of", "verdict"), VERDICTS.values(), ids=list(VERDICTS))
def test_verdicts(settings: Settings, events: list[dict[str, Any]], as_of: str, verdict: str) -> None:
    found = case(settings, events, as_of)
    assert found.verdict == verdict
    assert found.reference_verdict == verdict, "the reference is two working days too"


def test_a_day_outside_the_calendar(settings: Settings) -> None:
    far = with_pact(settings, date="1890-01-01")
    found = case(far, [{**TOLD, "date": "1899-05-20"}], published="1899-01-01", id="PSB-1899-0001")
    assert (found.verdict, found.due, found.age_working) == (DUE_UNKNOWN, None, None)


def promise(settings: Settings, told: str = "2024-05-20", **given: Any) -> str:
    found = case(settings, [{**TOLD, "date": told}], **given)
    return found.promise.agreement or found.promise.missing


def test_which_agreement_applies(settings: Settings) -> None:
    assert promise(settings) == "pact"
    assert promise(settings, "2024-01-02", published="2024-01-01") == "pact"
    assert promise(settings, "2024-01-01", published="2024-01-01") == NOT_IN_FORCE
    assert promise(settings, jurisdiction="DE") == NO_AGREEMENT
    assert promise(settings, initiative="consumer") == NO_COMMITMENT
    assert promise(settings, initiative="platform") == OWN_ACCORD
    assert promise(settings, initiative=None) == WHO_ASKED


def test_who_joined_later_or_left(settings: Settings) -> None:
    def party(**given: str) -> Settings:
        return with_pact(settings, parties=[{"platform": "example-market", **given}])

    assert promise(party(joined="2024-05")) == NOT_IN_FORCE, "it may have joined after the 20th"
    assert promise(party(joined="2024-04")) == "pact"
    assert promise(party(founding="false")) == NOT_IN_FORCE, "no source says when it joined"
    assert promise(party(left="2024")) == NOT_IN_FORCE
    assert promise(party(left="2025")) == "pact"
    assert promise(with_pact(settings, applies_from="2024-06")) == NOT_IN_FORCE


def test_an_agreement_with_the_union_covers_its_members(settings: Settings) -> None:
    union = with_pact(settings, jurisdiction="EU")
    assert [promise(union, jurisdiction=code) for code in ("EU", "DE", "PT", "GB", "KR")] == [
        "pact",
        "pact",
        "pact",
        NO_AGREEMENT,
        NO_AGREEMENT,
    ]
    found = case(union, [{**TOLD, "date": "2024-03-28"}], jurisdiction="DE", published="2024-03-01")
    assert found.promise.clock is not None and found.promise.clock.assumed == ("first day", "calendar")
    assert found.due is not None
    assert date.fromordinal(found.due.first) == date(2024, 4, 3), "Good Friday and Easter Monday do not count"


def test_an_agreement_without_a_deadline_is_measured_by_the_reference_only(settings: Settings) -> None:
    commitment = {"id": "removal", "text": {"en": "Remove"}, "act": "removal", "deadline": "none stated"}
    found = case(with_pact(settings, commitments=[commitment]), [TOLD], "2024-12-31")
    assert (found.promise.agreement, found.promise.clock, found.due) == ("pact", None, None)
    assert (found.verdict, found.reference_verdict, found.state) == (NONE_STATED, NOT_REMOVED, State.OPEN)


def test_the_deadline_for_whoever_asked_goes_before_the_general_one(settings: Settings) -> None:
    general = {"id": "all", "text": {"en": "Remove"}, "act": "removal", "deadline": {"value": "9", "unit": "hours"}}
    own = {**general, "id": "consumer", "asked_by": "consumer", "deadline": {"value": "5", "unit": "working_days"}}
    both = with_pact(settings, commitments=[general, own])
    assert case(both, [TOLD], initiative="consumer").promise.commitment == "consumer"
    assert case(both, [TOLD]).promise.commitment == "all"


def test_waits_keep_claim_and_verification_apart(settings: Settings) -> None:
    found = case(settings, [TOLD, CLAIMED, VERIFIED])
    assert (found.to_claim.early, found.to_verification.early, found.to_removal.early) == (2, 4, 2)
    claimed = case(settings, [TOLD, CLAIMED], "2024-06-20")
    assert (claimed.to_verification.closed, claimed.to_verification.early) == (False, 31)
    assert case(settings, [TOLD, VERIFIED]).to_claim.missing == NOT_CLAIMED


def test_waits_of_removals_that_are_not_known_to_the_day(settings: Settings) -> None:
    between = {"kind": "removal_verified", "between": ["2024-05-21", "2024-05-28"]}
    found = case(settings, [TOLD, between]).to_verification
    assert (found.closed, found.late_closed, found.early, found.late) == (True, True, 1, 8)
    assert (found.early_working, found.late_working) == (1, 6)
    before = case(settings, [TOLD, between], "2024-05-24").to_verification
    assert (before.closed, before.early, before.late) == (False, 4, 4), "nobody can have known of it yet"
    month = {"kind": "removal_verified", "date": "2024-06"}
    straddling = case(settings, [TOLD, month], "2024-06-10").to_verification
    assert (straddling.closed, straddling.late_closed, straddling.early, straddling.late) == (True, False, 12, 21)
    undated = case(settings, [TOLD, {"kind": "removal_verified", "unknown": "true"}], "2024-05-30").to_verification
    assert (undated.closed, undated.late_closed, undated.early, undated.late) == (True, True, 0, 10)


def test_waits_in_hours(settings: Settings) -> None:
    told = {"kind": "notified", "instant": "2024-05-20T10:00+09:00"}
    claimed = {"kind": "removal_claimed", "instant": "2024-05-21T04:30Z"}
    found = case(settings, [told, claimed]).to_removal
    assert (found.early_hours, found.late_hours) == (27.5, 27.5)
    by_day = case(settings, [told, {"kind": "removal_claimed", "date": "2024-05-21"}]).to_removal
    assert (by_day.early_hours, by_day.late_hours) == (14, 38)
    still = case(settings, [told], "2024-05-20").to_removal
    assert (still.early_hours, still.late_hours) == (14, 14)
    assert case(settings, [TOLD, claimed]).to_removal.early_hours is None


def test_withdrawn_and_superseded_notices_count_nowhere(settings: Settings) -> None:
    gone = {"status": "withdrawn", "withdrawal": {"date": "2024-06-03", "reason": {"en": "Wrong", "ko": "오류"}}}
    assert case(settings, [TOLD], "2024-06-02", **gone).excluded == ""
    assert case(settings, [TOLD], "2024-06-03", **gone).excluded == WITHDRAWN
    assert case(settings, [TOLD], status="superseded", superseded_by="PSB-2024-0009").excluded == SUPERSEDED


def rechecks(settings: Settings, events: list[dict[str, Any]], as_of: str) -> list[tuple[int, str, str]]:
    found = case(with_pact(settings, rechecks_after_months=["1", "6"]), events, as_of).rechecks
    return [(one.months, date.fromordinal(one.day).isoformat(), one.state) for one in found]


def test_rechecks_one_and_six_months_after_the_stop(settings: Settings) -> None:
    gone = [TOLD, CLAIMED, VERIFIED]
    months = ("2024-06-22", "2024-11-22")
    assert rechecks(settings, gone, "2024-06-21") == [(1, months[0], "ahead"), (6, months[1], "ahead")]
    assert rechecks(settings, gone, "2024-06-22") == [(1, months[0], "due"), (6, months[1], "ahead")]
    assert rechecks(settings, gone, "2024-07-06") == [(1, months[0], "due"), (6, months[1], "ahead")]
    assert rechecks(settings, gone, "2024-07-07") == [(1, months[0], "missed"), (6, months[1], "ahead")]
    assert rechecks(settings, [*gone, CLEAN], "2024-12-31") == [(1, months[0], "done"), (6, months[1], "missed")]
    # Found again: the later check of the first stop is void; nothing is due before a new stop.
    assert rechecks(settings, [*gone, AGAIN], "2024-12-31") == [(1, months[0], "done")]
    anew = [*gone, AGAIN, {**CLAIMED, "date": "2024-06-30"}]
    assert rechecks(settings, anew, "2024-12-31")[1:] == [(1, "2024-07-30", "missed"), (6, "2024-12-30", "due")]
    assert rechecks(settings, [TOLD, {"kind": "removal_claimed", "unknown": "true"}], "2024-12-31") == []
    assert case(settings, gone).rechecks == (), "this pact states no re-checks, and no rule is attributed to it"


def test_months_end_where_the_month_does() -> None:
    assert date.fromordinal(months_after(day("2024-01-31"), 1)) == date(2024, 2, 29)
    assert date.fromordinal(months_after(day("2024-08-31"), 6)) == date(2025, 2, 28)
    assert date.fromordinal(months_after(day("2024-12-15"), 1)) == date(2025, 1, 15)
