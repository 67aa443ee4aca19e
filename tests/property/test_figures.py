"""What holds for the figures of any cases: order, unrelated cases, as-of days, counts, shares in the CSV."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from generator.compliance.clock import day_of
from generator.compliance.figure import Figure, Unit
from generator.compliance.summary import compute
from generator.figuring import as_csv, rows
from generator.loading.catalog import Catalog
from generator.loading.entries import CaseEntry, NoticeEntry
from generator.loading.settings import Settings
from tests.support.cases import catalog, entries, with_pact

Pair = tuple[NoticeEntry, CaseEntry]
KINDS = ("notified", "acknowledged", "removal_claimed", "removal_reported", "removal_verified", "refused", "rechecked")


@pytest.fixture(scope="module")
def pact(settings_of_fixtures: Settings) -> Settings:
    found = with_pact(settings_of_fixtures, rechecks_after_months=["1", "6"])
    return replace(found, site=found.site.model_copy(update={"threshold": 3}))


days = st.integers(0, 200).map(lambda n: (date(2024, 3, 1) + timedelta(days=n)).isoformat())


@st.composite
def times(draw: st.DrawFn) -> dict[str, Any]:
    how = draw(st.sampled_from(("date", "date", "date", "month", "instant", "between", "unknown")))
    day = draw(days)
    if how == "between":
        return {"between": sorted([day, draw(days)])}
    if how == "instant":
        return {"instant": f"{day}T{draw(st.integers(0, 23)):02d}:30+09:00"}
    return {"unknown": "true"} if how == "unknown" else {"date": day[:7] if how == "month" else day}


@st.composite
def events(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6)):
        event = {"kind": kind, **draw(times())}
        if kind == "rechecked":
            event["outcome"] = draw(st.sampled_from(("not_found", "found_again")))
        made.append(event)
    return made


@st.composite
def pairs(draw: st.DrawFn) -> list[Pair]:
    return [
        entries(
            draw(events()),
            number=number + 1,
            platform=draw(st.sampled_from(("example-market", "sample-mall"))),
            initiative=draw(st.sampled_from(("authority", "authority", "consumer", "platform", None))),
            published=draw(days),
        )
        for number in range(draw(st.integers(1, 8)))
    ]


few = given_settings(max_examples=60)


@few
@given(pairs(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(pact: Settings, found: list[Pair], rng: Any) -> None:
    shuffled = rng.sample(found, len(found))
    assert compute(catalog(pact, found)) == compute(catalog(pact, shuffled))


@few
@given(pairs(), events())
def test_an_unrelated_case_changes_no_other_platform(pact: Settings, found: list[Pair], more: list[Any]) -> None:
    day = date(2024, 12, 31)
    before = compute(catalog(pact, found), day).platforms
    after = compute(catalog(pact, [*found, entries(more, "sample-mall", number=99)]), day).platforms
    assert before["example-market"] == after["example-market"]


@few
@given(pairs())
def test_as_of_the_newest_day_is_as_of_nothing(pact: Settings, found: list[Pair]) -> None:
    made = catalog(pact, found)
    assert compute(made) == compute(made, date.fromisoformat(made.latest))
    later = compute(made, date.fromisoformat(made.latest) + timedelta(days=1))
    for name, platform in compute(made).platforms.items():
        assert [case.intervals for case in platform.cases] == [case.intervals for case in later.platforms[name].cases]


@few
@given(pairs(), days)
def test_what_comes_later_does_not_count(pact: Settings, found: list[Pair], text: str) -> None:
    """Taking away what nobody can have known on a day, whole cases too, changes no figure as of the day."""
    day = date.fromisoformat(text)
    kept = [(notice, until(case, day)) for notice, case in found if notice.published <= text]
    made = catalog(pact, [(notice, case) for notice, case in kept if case.events])
    named = {notice.id: notice for notice, _ in kept}
    then = Catalog.build(made.settings, named.values(), made.cases.values(), made.records)
    assert compute(catalog(pact, found), day) == compute(then, day)


def until(case: CaseEntry, day: date) -> CaseEntry:
    """A case as it stood on a day."""

    def known(event: tuple[Any, ...]) -> int:
        return int(event[-1]) if event[3] is None else day_of(event[3], ZoneInfo("Asia/Seoul"))

    return case._replace(events=tuple(event for event in case.events if known(event) <= day.toordinal()))


def counts(figure: Figure) -> None:
    assert figure.n == len(figure.ids) == len(set(figure.ids))
    for part in (*figure.parts, *figure.left_out):
        assert part.count == len(part.ids) == len(set(part.ids))
    if figure.id not in ("rechecks",):
        assert sum(part.count for part in figure.parts) == figure.n, figure.id
    assert not {one for part in figure.left_out for one in part.ids} & set(figure.ids)
    if figure.unit is Unit.COUNT:
        assert figure.value == figure.n
    if figure.curves:
        assert figure.curves[0].n == figure.curves[1].n == figure.n
        assert figure.curves[0].closed == len(figure.part("closed")) >= figure.curves[1].closed


@few
@given(pairs(), st.one_of(st.none(), days))
def test_every_count_is_the_length_of_its_list(pact: Settings, found: list[Pair], text: str | None) -> None:
    made = compute(catalog(pact, found), date.fromisoformat(text) if text else None)
    for _, _, _, figure in rows(made):
        counts(figure)


@few
@given(pairs())
def test_shares_can_be_computed_again_from_the_csv(pact: Settings, found: list[Pair]) -> None:
    made = compute(catalog(pact, found))
    lines = list(csv.DictReader(io.StringIO(as_csv(made))))
    assert len(lines) == len(list(rows(made)))
    for line, (platform, split, value, figure) in zip(lines, rows(made), strict=True):
        assert (line["platform"], line["split"], line["split_value"]) == (platform, split, value)
        assert line["cases"].split() == list(figure.ids)
        assert int(line["n"]) == len(line["cases"].split())
        if figure.unit is Unit.SHARE:
            assert int(line["numerator"]) == figure.parts[0].count
            if line["value"]:
                assert int(line["numerator"]) / int(line["n"]) == float(line["value"]) == figure.value
            assert bool(line["value"]) == (figure.n >= 3)
