"""Every value of the market data stands in the records, in the series of its provider, with its source: counted.

The data lies beside the checkout and is never copied into the project. Skipped, with a reason, where it is absent; in
CI it has to be there.
"""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.loading.settings import Settings

APPS = {"AliExpress": "aliexpress", "WeMakePrice": "wemakeprice", "Gmarket": "gmarket", "Coupang": "coupang"}
METERS = {"WiseApp": "wiseapp", "MobileIndex": "mobileindex", "unnamed app analytics firm": "chosun"}
USERS = {"KFTC": "kftc", "KFTC (fits the WiseApp series)": "kftc", "another app-meter (Edaily)": "edaily"}
KOSIS = {"total": "quarterly", "fashion": "fashion", "sports": "sports"}
PURCHASE = {"", "-2023-q2", "-china", "-us", "-quarterly"}
METRICS = {
    "estimated payments KRW": {"kr-payments-wiseapp"},
    "weekly users": {"kr-weekly-users-2025-12"},
    "shoppers per month, Australia": {"au-monthly-shoppers-roy-morgan"},
    "overseas direct purchase KRW": {f"kr-overseas-purchase{ending}" for ending in PURCHASE},
}


class Value(NamedTuple):
    """A value on record: the series, the period as written, whose it is, and the addresses of its sources."""

    series: str
    period: str
    value: Decimal
    subject: tuple[str, ...]
    sources: frozenset[str]


@pytest.fixture(scope="module")
def known(shipped_settings: Settings) -> list[Value]:
    found = []
    for one in shipped_settings.series.values():
        addresses = {source.id: str(source.url) for source in one.sources}
        for p in one.points:
            subject = tuple(sorted(filter(None, (*p.platforms, p.platform, p.country))))
            sources = frozenset(addresses[name] for name in p.sources) or frozenset(addresses.values())
            found.append(Value(one.id, p.period.text, p.value, subject, sources))
    return found


@pytest.fixture(scope="module")
def folder(facts: Path) -> Path:
    return facts.parents[1] / "kr-market-stats"


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def subject_of(name: str) -> tuple[str, ...]:
    return tuple(sorted(APPS.get(one, one.lower()) for one in name.split("+"))) if name else ()


def found(known: list[Value], series: set[str], period: str, value: Any, subject: tuple[str, ...]) -> list[Value]:
    wanted = (period, Decimal(str(value)), subject)
    return [one for one in known if one.series in series and (one.period, one.value, one.subject) == wanted]


def test_users_and_payments_stand_under_their_meter_with_their_source(known: list[Value], folder: Path) -> None:
    counted = 0
    for row in rows(folder / "mau_wiseapp_transcribed.csv"):
        meter = METERS[row["source_of_stat"]]
        name = f"kr-payments-{meter}" if "payments" in row["metric"] else f"kr-monthly-users-{meter}"
        there = found(known, {name}, row["period"], row["value"], subject_of(row["app"]))
        assert there, row
        assert any(row["source_url"] in one.sources for one in there), row
        counted += 1
    assert counted == 37


def test_what_another_wire_prints_stands_beside_the_value(shipped_settings: Settings, folder: Path) -> None:
    told = [row for row in rows(folder / "mau_wiseapp_transcribed.csv") if "prints" in row["note"]]
    notes = " ".join(
        point.note["en"].replace(",", "")
        for point in shipped_settings.series["kr-monthly-users-wiseapp"].points
        if point.note
    )
    assert len(told) == 4
    for row in told:
        printed = row["note"].rsplit(" ", 1)[1]
        if printed.endswith("만"):
            printed = f"{int(printed[:-1]) / 100:.2f} million"
        assert printed in notes, row


def test_purchases_stand_by_quarter_country_and_group(known: list[Value], folder: Path) -> None:
    counted = 0
    for row in rows(folder / "kosis_overseas_direct_purchase_quarterly.csv"):
        quarter = f"{row['quarter'][:4]}-{row['quarter'][4:]}"
        country = {"total": (), "eu": ("EU",)}.get(row["country"], (row["country"].upper(),))
        series = {f"kr-overseas-purchase-{KOSIS[row['product_group']]}"}
        assert found(known, series, quarter, int(row["value_million_krw"]) * 10**6, country), row
        counted += 1
    assert counted == 180


def test_market_figures_of_the_facts_stand_under_their_provider(known: list[Value], facts: Path) -> None:
    market = json.loads(facts.read_text(encoding="utf-8"))["market_statistics"]
    assert len(market) == 31
    for fact in market:
        meter = USERS.get(fact.get("provider", ""), fact.get("provider", "").lower())
        series = METRICS.get(fact["metric"]) or {f"kr-monthly-users-{meter}"}
        there = found(known, series, fact["period"], fact["value"], subject_of(fact.get("platform", "")))
        assert there, fact
        assert any(fact["source_url"] in one.sources for one in there), fact
        for key, country in (("china", "CN"), ("us", "US")):
            assert key not in fact or found(known, series, fact["period"], fact[key], (country,)), (fact, key)


def test_every_fact_around_the_market_is_on_record(
    shipped_settings: Settings, known: list[Value], folder: Path
) -> None:
    values = {(one.period, one.value) for one in known}
    reported = {figure.value for report in shipped_settings.reports.values() for figure in report.figures}
    counted = 0
    for row in rows(folder / "context_facts_transcribed.csv"):
        numbers = [Decimal(number) for number in row["value"].split("/")]
        if row["unit"] == "million KRW":
            period = row["period"].replace("2023Q2", "2023-Q2")
            assert (period, numbers[0] * 10**6) in values, row
        else:
            assert set(numbers) <= reported, row
        counted += 1
    assert counted == 8
