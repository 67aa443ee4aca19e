"""The glued text of measures. The texts follow the register's forms; the cases are made up."""

import pytest

from generator.importers.safety_gate.measures import Measure, read_measures

ORDERED = "Type of economic operator to whom the measure(s) were ordered: "
TAKEN = "Type of economic operator taking notified measure(s): "


def _block(head: str, operator: str, category: str, day: str) -> str:
    return f"{head}{operator}Category of measure(s): {category}Date of entry into force: {day}"


def _types(category: str) -> set[str]:
    measures, _ = read_measures(_block(ORDERED, "Other", category, "Unknown"))
    return {measure.type for measure in measures}


def test_blocks_follow_each_other_without_a_space() -> None:
    text = _block(ORDERED, "Importer", "Import rejected at border", "05/01/2024") + _block(
        TAKEN, "Other", "Removal of this product listing by the online marketplace", "Unknown"
    )
    measures, unclear = read_measures(text)
    assert measures == (
        Measure("import-rejected", "importer", True, False, "2024-01-05", ""),
        Measure("removal-of-listing", "marketplace", False, True, "", ""),
    )
    assert unclear == ()


def test_a_date_that_is_none_is_told() -> None:
    measures, unclear = read_measures(_block(TAKEN, "Distributor", "Stop of sales", "31/02/2024"))
    assert measures[0].date == ""
    assert unclear == ("31/02/2024",)


def test_a_sentence_overrules_its_head() -> None:
    (measure,), _ = read_measures(
        _block(ORDERED, "Other", "Voluntary recall from consumers by the importer.", "Unknown")
    )
    assert measure == Measure("recall-from-end-users", "importer", False, True, "", "")


def test_words_that_say_more_stay() -> None:
    (measure,), _ = read_measures(_block(TAKEN, "Other", "An engineer will repair the part.", "Unknown"))
    assert (measure.type, measure.note) == ("corrective-action", "An engineer will repair the part.")


def test_mixed_sentences_say_neither_ordered_nor_voluntary() -> None:
    text = _block(
        ORDERED, "Other", "Voluntary withdrawal from the market and sales ban ordered by the authorities", "Unknown"
    )
    measures, _ = read_measures(text)
    assert {(measure.type, measure.ordered, measure.voluntary) for measure in measures} == {
        ("withdrawal-from-market", False, False),
        ("ban-on-marketing", False, False),
    }


@pytest.mark.parametrize(
    ("category", "types"),
    [
        ("Withdrawal of the product from the market", {"withdrawal-from-market"}),
        ("Recall of the product from end users", {"recall-from-end-users"}),
        ("Ban on the marketing of the product and any accompanying measures", {"ban-on-marketing"}),
        ("Temporary ban on the supply, offer to supply and display of the product", {"ban-on-marketing"}),
        ("Placing on the market prohibited by the authorities.", {"ban-on-marketing"}),
        ("Suspension of sales ordered by the authority", {"ban-on-marketing"}),
        ("Warning consumers of the risks", {"warning"}),
        ("Information to consumers by the dealer.", {"warning"}),
        ("Recall from consumers. A press release was issued.", {"recall-from-end-users", "warning"}),
        ("Stop of sales and press notice ordered by the authority.", {"stop-of-sales", "warning"}),
        ("Warn the seller of the dangerous nature of the product", {"other"}),
        ("Destruction of the product", {"destruction"}),
        ("Stop of sales", {"stop-of-sales"}),
        ("Placing on the market voluntarily stopped.", {"stop-of-sales"}),
        ("Marking the product with appropriate warnings on the risks", {"marking-with-warnings"}),
        ("Voluntary corrective actions taken by the manufacturer.", {"corrective-action"}),
        ("Import of the product stopped at the border.", {"import-rejected"}),
        ("Product detained at customs", {"customs-control"}),
        ("Seizure of the products ordered by the authorities.", {"other"}),
        ("Making the marketing of the product subject to prior conditions", {"other"}),
        ("The company has not removed the product from sale", {"other"}),
        ("No measures taken", {"other"}),
        (
            "Sales ban, withdrawal from the market and recall from consumers ordered by the authorities",
            {"ban-on-marketing", "withdrawal-from-market", "recall-from-end-users"},
        ),
        (
            "Sales ban ordered by the authorities.Voluntary recall from consumers",
            {"ban-on-marketing", "recall-from-end-users"},
        ),
        ("Seizure and destruction of the product ordered by the authorities", {"other", "destruction"}),
        ("The online marketplace has stopped listing this product.", {"removal-of-listing"}),
        ("-", set()),
        ("Unknown.", set()),
    ],
)
def test_categories(category: str, types: set[str]) -> None:
    assert _types(category) == types


def test_nothing_is_lost_of_a_text_without_its_forms() -> None:
    (measure,), _ = read_measures("The competent office closed the shop.")
    assert (measure.type, measure.note) == ("other", "The competent office closed the shop.")
    assert read_measures("") == ((), ())
