"""The labels have a sound form, the scorer counts rightly, and the importer reaches what was asked of it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generator.importers.model import Draft, Held, Item
from generator.loading.settings import Settings
from tests.labels import score as scorer
from tests.labels.sample import (
    ONLINE,
    RANDOM,
    RAW,
    SECOND,
    SECOND_STRATA,
    THIRD_ROUNDS,
    THIRD_STRATA,
    Alert,
    alerts,
    draw,
    draw_second,
    draw_third,
    has_number,
    may_have_item,
    speaks_of_internet,
)


def label(case: str = "A1", stratum: str = "random", **facts: set[tuple[str, ...]]) -> scorer.Label:
    return scorer.Label(case, stratum, {kind: frozenset(facts.get(kind, ())) for kind in scorer.KINDS})


def draft(**parts: object) -> Draft:
    responses = parts.pop("responses", {})
    return Draft("A1", "2026-01-01", 2026, 1, parts, responses)  # type: ignore[arg-type]


def reports() -> Path:
    """The weekly reports; without them the test is skipped, and fails in CI."""
    if not RAW.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{RAW} is needed in CI")
        pytest.skip("../shared/data/eu-safety-gate/raw is not beside this checkout")
    return RAW


def test_extracted_takes_platforms_from_listings_responses_and_scope(settings_of_fixtures: Settings) -> None:
    facts = scorer.extracted(
        draft(
            listings=[{"platform": "example-market", "item_id": "1"}, {"platform": "sample-mall"}],
            scope={"kind": "lot", "platforms": ["third-bazaar"]},
            measures=[{"type": "warning"}, {"type": "warning"}, {"type": "other"}],
            findings=[{"measured": {"value": "18.30", "unit": "percent"}}, {"substance": "dehp"}],
            responses={"fourth-shop": {}},
        ),
        settings_of_fixtures,
    )
    assert facts["marketplaces"] == {("example-market",), ("sample-mall",), ("third-bazaar",), ("fourth-shop",)}
    assert facts["items"] == {("example-market", "1")}
    assert facts["measures"] == {("warning",), ("other",)}
    assert facts["values"] == {("18.3", "%")}


def test_an_alert_that_was_held_back_has_nothing(settings_of_fixtures: Settings) -> None:
    held = Held("A1", "report.xml", 1, ("no date",))
    assert set(scorer.extracted(held, settings_of_fixtures).values()) == {frozenset()}


def test_a_notice_with_no_optional_part_has_nothing(settings_of_fixtures: Settings) -> None:
    assert set(scorer.extracted(draft(), settings_of_fixtures).values()) == {frozenset()}


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("µg/cm²/week", "μg/cm2/week"),
        ("μg/cm²/week", "μg/cm2/week"),
        ("mg/L", "mg/l"),
        ("mg / l", "mg/l"),
        ("mg/mL", "mg/ml"),
        ("dB (A)", "dB"),
        ("%", "%"),
        ("V", "V"),
    ],
)
def test_one_form_of_a_unit(printed: str, form: str) -> None:
    assert scorer.unit(printed) == form


def test_one_form_of_a_number() -> None:
    assert scorer.number("3.10") == scorer.number(3.1) == "3.1"
    assert scorer.number("1600000") == scorer.number("1.6E+6") == "1600000"
    assert scorer.number("0.12") != scorer.number("12")


def test_a_unit_that_the_vocabulary_lacks_stays_itself(settings_of_fixtures: Settings) -> None:
    assert scorer.printed_unit("furlongs", settings_of_fixtures) == "furlongs"
    assert scorer.printed_unit("mg-kg", settings_of_fixtures) == "mg/kg"


def test_counts_by_kind_and_stratum() -> None:
    pairs = [
        (label("A1", "random", items={("m", "1"), ("m", "2")}), label(items={("m", "2"), ("m", "3")}).facts),
        (label("A2", "online", items={("m", "4")}), label(items={("m", "4")}).facts),
        (label("A3", "online", measures={("warning",)}), label().facts),
    ]
    assert scorer.score(pairs, "items") == scorer.Score(tp=2, fp=1, fn=1)
    assert scorer.score(pairs, "items", "random") == scorer.Score(tp=1, fp=1, fn=1)
    assert scorer.score(pairs, "items", "online") == scorer.Score(tp=1, fp=0, fn=0)
    assert scorer.score(pairs, "measures") == scorer.Score(tp=0, fp=0, fn=1)
    assert (scorer.score(pairs, "items").precision, scorer.score(pairs, "items").recall) == (2 / 3, 2 / 3)
    assert scorer.score(pairs, "measures").precision is None
    assert scorer.score(pairs, "values").recall is None


def test_differences_say_what_is_missing_and_what_is_extra() -> None:
    found = list(
        scorer.compare(label("A1", items={("m", "1")}, measures={("other",)}), label(measures={("other",)}).facts)
    )
    assert found == [scorer.Difference("A1", "random", "items", (("m", "1"),), ())]
    assert scorer.show(found[0]) == "A1 [random] items: missing m 1; extra -"


class InventedRegister:
    """Reads two alerts whatever it is asked for, converts one and holds the other back."""

    name = "invented"
    block = 0
    mapped: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        assert [path.name for path in paths] == ["report_1.xml.gz"]
        yield Item("B 1 ", "report_1.xml.gz", 1, "2026-01-01", {})
        yield Item("B2", "report_1.xml.gz", 2, "2026-01-01", {})
        yield Held("B3", "report_1.xml.gz", 3, ("no product",))

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        return draft(measures=[{"type": "other"}])


def test_sampled_alerts_are_found_by_file_and_position(settings_of_fixtures: Settings) -> None:
    drawn = {
        "random": [Alert("B 1", "report_1.xml.gz", 1, ())],
        "online": [Alert("B3", "report_1.xml.gz", 3, ())],
    }
    done = scorer.converted(drawn, InventedRegister(), settings_of_fixtures)
    assert done == {"B 1": draft(measures=[{"type": "other"}]), "B3": Held("B3", "report_1.xml.gz", 3, ("no product",))}


def test_a_sampled_alert_that_the_register_does_not_read_is_an_error(settings_of_fixtures: Settings) -> None:
    drawn = {"random": [Alert("B4", "report_1.xml.gz", 4, ())]}
    with pytest.raises(LookupError, match="no item for B4"):
        scorer.converted(drawn, InventedRegister(), settings_of_fixtures)


def test_wilson_interval() -> None:
    # The textbook's figures for 8 of 10 and for 10 of 10.
    assert scorer.wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert scorer.wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=5e-5)
    assert scorer.wilson(0, 0) == (0.0, 1.0)


def test_table_has_a_line_for_each_kind_and_stratum() -> None:
    same = label(marketplaces={("m",)})
    lines = scorer.table([(same, same.facts)]).splitlines()
    assert len(lines) == 1 + len(scorer.KINDS) * 3
    assert lines[1].split() == ["marketplaces", "random", "1", "0", "0", *["1.000", "(0.207-1.000)"] * 2]
    assert lines[2].split() == ["marketplaces", "online", "0", "0", "0", "none", "none"]


def test_an_aim_is_missed_where_it_is_not_reached() -> None:
    one: set[tuple[str, ...]] = {("x", "1")}
    right = label(marketplaces=one, items=one, measures=one, values=one)
    assert scorer.missed([(right, right.facts)]) == []
    assert scorer.missed([(right, {**right.facts, "values": frozenset()})]) == [
        "values: precision none, aim 0.95",
        "values: recall 0.0000, aim 0.95",
    ]


def test_labels_use_known_measures_and_each_item_has_its_marketplace(settings_of_fixtures: Settings) -> None:
    sizes = (RANDOM + ONLINE, SECOND * len(SECOND_STRATA), sum(sum(sizes) for _, sizes in THIRD_ROUNDS))
    read = [scorer.read_labels(sample.labels) for sample in scorer.SAMPLES.values()]
    assert tuple(map(len, read)) == sizes
    labels = [one for found in read for one in found]
    assert len({one.case for one in labels}) == len(labels)
    for one in labels:
        assert {name for (name,) in one.facts["measures"]} <= set(settings_of_fixtures.terms["measures"]), one.case
        assert {(platform,) for platform, _ in one.facts["items"]} <= one.facts["marketplaces"], one.case


def test_the_sample_does_not_depend_on_the_order_of_reading() -> None:
    # Invented alerts: enough of both strata to draw from.
    invented = [
        Alert(f"A{n:04}", "report.xml.gz", n, (("description", "sold online" if n % 2 else "sold"),))
        for n in range(1, 1001)
    ]
    drawn = draw(invented)
    assert draw(invented[::-1]) == drawn
    assert (len(drawn["random"]), len(drawn["online"])) == (RANDOM, ONLINE)
    assert not set(drawn["random"]) & set(drawn["online"])
    assert all(speaks_of_internet(alert) for alert in drawn["online"])


def test_the_second_sample_has_none_of_the_first_and_three_strata() -> None:
    danger = ("the fabric", "the cord is 30 cm long", "it is loud")
    invented = [
        Alert(
            f"A{n:04}", "r.xml.gz", n, (("danger", danger[n % 3]), ("description", "sold online" if n % 2 else "sold"))
        )
        for n in range(1, 1501)
    ]
    first, second = draw(invented), draw_second(invented)
    assert draw_second(invented[::-1]) == second
    assert {name: len(found) for name, found in second.items()} == dict.fromkeys(SECOND_STRATA, SECOND)
    every = [alert for found in (*first.values(), *second.values()) for alert in found]
    assert len(set(every)) == len(every)
    assert all(speaks_of_internet(alert) for alert in second["online"])
    assert all(has_number(alert) for alert in second["numbers"])


def test_the_third_sample_has_none_of_the_others_and_four_strata() -> None:
    danger = ("the fabric", "the cord is 30 cm long", "it is loud")
    sold = ("sold", "sold online", "sold online, number 123456789")
    invented = [
        Alert(f"A{n:04}", "r.xml.gz", n, (("danger", danger[n % 3]), ("description", sold[n % 7 % 3])))
        for n in range(1, 2001)
    ]
    third = draw_third(invented)
    assert draw_third(invented[::-1]) == third
    sizes = {name: sum(sizes[n] for _, sizes in THIRD_ROUNDS) for n, name in enumerate(THIRD_STRATA)}
    assert {name: len(found) for name, found in third.items()} == sizes
    drawn = [one for found in (draw(invented), draw_second(invented), third) for part in found.values() for one in part]
    assert len(set(drawn)) == len(drawn)
    assert all(may_have_item(alert) for alert in third["items"])
    assert all(has_number(alert) for alert in third["numbers"])


@pytest.mark.parametrize("sample", scorer.SAMPLES.values(), ids=scorer.SAMPLES)
def test_the_labelled_alerts_are_the_sample(sample: scorer.Sample) -> None:
    reports()
    drawn = sample.draw(list(alerts()))
    expected = [(alert.case, stratum) for stratum, found in drawn.items() for alert in found]
    assert [(one.case, one.stratum) for one in scorer.read_labels(sample.labels)] == expected


REACHED = {"marketplaces": (1.0, 1.0), "items": (1.0, 1.0), "measures": (1.0, 1.0), "values": (1.0, 1.0)}
"""Precision and recall over both strata in November 2026, after the importer was mended with this sample's
disagreements in hand: it is no independent proof any more, only a guard. None of the figures may fall. Before that they
were, in the same order: 1.000, 0.973; 0.955, 0.933; 1.000, 0.995; 0.982, 0.917."""


SECOND_REACHED = {"marketplaces": (1.0, 1.0), "items": (1.0, 1.0), "measures": (1.0, 1.0), "values": (1.0, 1.0)}
"""The same for the second sample, after the disagreements of its first scoring were mended. The first
scoring, before which nobody had seen its results: 1.000, 1.000; 0.947, 1.000; 1.000, 1.000; 0.989, 0.966."""


THIRD_REACHED = {"marketplaces": (1.0, 1.0), "items": (1.0, 1.0), "measures": (1.0, 1.0), "values": (1.0, 0.989)}
"""The same for the third sample. First sight of its two rounds: see the labels' file."""


@pytest.mark.parametrize(
    ("name", "reached"), [("first", REACHED), ("second", SECOND_REACHED), ("third", THIRD_REACHED)]
)
def test_what_the_importer_reached_does_not_fall(name: str, reached: dict[str, tuple[float, float]]) -> None:
    reports()
    pairs = scorer.evaluated(scorer.SAMPLES[name])
    for kind, (precision, recall) in reached.items():
        counts = scorer.score(pairs, kind)
        assert counts.precision is not None and counts.recall is not None
        assert (counts.precision >= precision, counts.recall >= recall) == (True, True), "\n" + scorer.table(pairs)
