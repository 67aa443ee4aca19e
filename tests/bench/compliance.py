"""How long the figures of 100,000 invented cases take on one core, and the pages of a platform that has its share.

`python -m tests.bench.compliance [CASES]`, or `make bench-compliance`. Seconds are processor time.
"""

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

from generator import urls
from generator.compliance.summary import Compliance, compute
from generator.loading.catalog import Catalog, RecordStore
from generator.loading.entries import CaseEntry, NoticeEntry
from generator.loading.settings import Settings, load_settings
from generator.records.context import Agreement, Platform
from generator.records.response import Response
from generator.render.renderer import Renderer
from generator.views.case_lists import case_list, dimensions_with_lists, split_list
from generator.views.case_rows import Rows
from generator.views.platforms.compare import comparison
from generator.views.platforms.page import platform_view
from generator.views.promises import matrix
from tests.support.project import REPOSITORY

AIM, LARGEST = 5.0, 600_000
"""Seconds for the figures of 100,000 cases, and bytes of the largest page body."""

PLATFORMS = 20
CATEGORIES = ["childrens-clothing", "toys", "clothing", "shoes", "jewellery", "cosmetics", "kitchenware", "stationery"]
CATEGORIES += ["childrens-shoes", "childcare-articles", "electrical-appliances", "chargers-batteries"]
HAZARDS = ["burns", "chemical", "choking", "cuts", "drowning", "electric-shock", "entrapment", "environment"]
HAZARDS += ["asphyxiation", "damage-to-hearing"]
SOURCE = {"id": "office", "name": "Invented", "url": "https://office.example/", "retrieved": "2026-01"}


def main(total: int) -> int:
    """Print seconds of processor time; the exit status is 1 where the aim for 100,000 cases is missed."""
    catalog = Catalog.build(settings(), *entries(total, Random(4)), Records(Path("nowhere")))
    gc.disable()  # as the command does
    start = time.process_time()
    found = compute(catalog)
    seconds = time.process_time() - start
    cases = sum(len(platform.cases) for platform in found.platforms.values())
    print(f"{cases:,} cases of {len(found.platforms)} platforms in {seconds:.2f} s of one core (aim: {AIM:g} s)")
    largest = pages(catalog, found)
    return int(total == 100_000 and (seconds > AIM or largest > LARGEST))


class Records(RecordStore):
    """Every whole record of a case is the same one: pages show the newest events of a platform in words."""

    def response(self, file: str) -> Response:
        """The one record."""
        told = {"kind": "notified", "date": "2024-01-05"}
        return Response.model_validate(
            {"notice": "PSB-2024-0001", "platform": "invented-00", "events": [told], "sources": [SOURCE]}
        )


def pages(catalog: Catalog, found: Compliance) -> int:
    """Make the pages of the first platform and those of all; returns the bytes of the largest page body."""
    renderer, name = Renderer(catalog.settings, "en", ""), next(iter(found.platforms))
    own, rows = found.platforms[name], Rows(catalog, found.platforms[name])
    language, platform = renderer.language, catalog.settings.platforms[name]
    pact = next(iter(catalog.settings.agreements.values()))
    makers: dict[str, Callable[[], str]] = {
        "page of the platform": lambda: renderer.fragment(
            "platform.html", urls.platform(name), p=platform_view(catalog, found, platform, language)
        ),
        "lists behind its figures": lambda: max(
            (
                renderer.fragment("cases.html", urls.platform(name), c=case_list(found, own, one, rows, language))
                for one in own.figures.values()
            ),
            key=len,
        ),
        "parts of its cases": lambda: max(
            (
                renderer.fragment("splits.html", urls.platform(name), s=split_list(found, own, part, rows, language))
                for part in dimensions_with_lists(own)
            ),
            key=len,
        ),
        "platforms side by side": lambda: renderer.fragment(
            "compare.html", urls.COMPARE, c=comparison(catalog, found, language)
        ),
        "promises of all platforms": lambda: repr(matrix(found, pact, language)),
    }
    largest = 0
    for told, make in makers.items():
        start = time.process_time()
        size = len(make().encode())
        largest = max(largest, size)
        print(f"  {told:28} {time.process_time() - start:6.2f} s {size:>10,} bytes")
    print(f"largest page {largest:,} bytes (aim: {LARGEST:,})")
    return largest


def settings() -> Settings:
    """The shipped settings with invented platforms and an agreement of two working days."""
    shipped, diagnostics = load_settings(REPOSITORY / "site_config")
    assert shipped is not None, diagnostics
    names = [f"invented-{number:02d}" for number in range(PLATFORMS)]
    platforms = {
        name: Platform.model_validate({"id": name, "name": {"en": name}, "invented": "true", "sources": [SOURCE]})
        for name in names
    }
    pact = Agreement.model_validate(
        {
            "id": "invented-pact",
            "name": {"en": "Invented pact"},
            "date": "2020-01-01",
            "jurisdiction": "KR",
            "authorities": ["kats"],
            "parties": [{"platform": name} for name in names],
            "commitments": [
                {
                    "id": "removal",
                    "text": {"en": "Remove"},
                    "act": "removal",
                    "deadline": {"value": "2", "unit": "working_days"},
                }
            ],
            "rechecks_after_months": ["1", "6"],
            "sources": [SOURCE],
        }
    )
    agreements = MappingProxyType({pact.id: pact})
    return replace(shipped, platforms=MappingProxyType(platforms), agreements=agreements)


def entries(total: int, rng: Random) -> tuple[list[NoticeEntry], list[CaseEntry]]:
    """Invented notices with three cases each, over three years."""
    notices, cases = [], []
    base = date(2022, 1, 3).toordinal()
    for number in range(-(-total // 3)):
        day = base + number % 1000
        year = date.fromordinal(day).year
        notice = f"PSB-{year}-{number:06d}"
        names = [f"invented-{name:02d}" for name in rng.sample(range(PLATFORMS), 3)]
        notices.append(_notice(notice, date.fromordinal(day), names, rng))
        cases += [_case(notice, name, day, rng) for name in names]
    return notices, cases[:total]


def _notice(name: str, day: date, platforms: list[str], rng: Random) -> NoticeEntry:
    fields: dict[str, Any] = dict.fromkeys(NoticeEntry._fields, "")
    fields |= dict.fromkeys(("title", "summary", "substances", "aliases", "item_ids", "images", "related"), ())
    fields |= {"exceptions": (), "pooled": False, "unconfirmed": False, "jurisdiction": "KR"}
    fields |= {
        "id": name,
        "published": day.isoformat(),
        "latest": day.isoformat(),
        "title": (("en", "Invented product, brand without a name: burns and choking"),),
        "summary": (("en", "Invented"),),
        "category": rng.choice(CATEGORIES),
        "hazards": tuple(rng.sample(HAZARDS, rng.choice((1, 1, 2)))),
        "platforms": tuple(platforms),
        "authority": "kats",
    }
    return NoticeEntry(**fields)


def _case(notice: str, platform: str, day: int, rng: Random) -> CaseEntry:
    sent = day + rng.randrange(5)
    events: list[tuple[Any, ...]] = [_event("notified", sent, rng)]
    if rng.random() < 0.8:
        claimed = sent + int(rng.expovariate(0.3))
        events.append(_event("removal_claimed", claimed, rng))
        if rng.random() < 0.6:
            verified = claimed + rng.randrange(10)
            events.append(
                ("removal_verified", verified, verified + rng.choice((0, 0, 5)), None, "", "", False, (), verified)
            )
        if rng.random() < 0.3:
            outcome = rng.choice(("not_found", "not_found", "found_again"))
            events.append(("rechecked", claimed + 31, claimed + 31, None, "", outcome, False, (), claimed + 31))
    latest = date.fromordinal(max(event[2] for event in events)).isoformat()
    fields: dict[str, Any] = dict.fromkeys(CaseEntry._fields, "")
    fields |= dict.fromkeys(("listing_ids", "exceptions"), ())
    fields |= {
        "notice": notice,
        "platform": platform,
        "kinds": tuple(str(event[0]) for event in events),
        "found_again": False,
        "latest": latest,
        "initiative": "authority",
        "events": tuple(events),
    }
    return CaseEntry(**fields)


def _event(kind: str, day: int, rng: Random) -> tuple[Any, ...]:
    if rng.random() < 0.3:
        moment = (day - date(1970, 1, 1).toordinal()) * 86400 + rng.randrange(0, 43200)
        return kind, 0, day, moment, "", "", False, (), 0
    return kind, day, day, None, "", "", False, (), day


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
