"""Invented notices and cases: the same ones for the same numbers, on every machine."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.bench import words

YEARS = (2022, 2023, 2024, 2025)
SEED = "safety-bulletins"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """Ids of the shipped vocabularies that invented records refer to."""

    hazards: tuple[str, ...]
    measures: tuple[str, ...]
    users: tuple[str, ...]
    substances: tuple[str, ...]
    properties: tuple[str, ...]

    @classmethod
    def read(cls, vocabularies: Path) -> "Terms":
        """The ids in the files of `site_config/vocabularies`."""

        def ids(name: str) -> tuple[str, ...]:
            data: Any = yaml.safe_load((vocabularies / f"{name}.yml").read_text(encoding="utf-8"))
            return tuple(str(term["id"]) for term in data["terms"])

        return cls(ids("hazards"), ids("measures"), ids("users"), ids("substances"), ids("properties"))


def gtin13(rng: Random) -> str:
    """An article number with the right check digit, from a range (2...) that is never given out to anybody."""
    digits = [2, *(rng.randrange(10) for _ in range(11))]
    total = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return "".join(map(str, [*digits, -total % 10]))


def write_records(folder: Path, terms: Terms, total: int, numbers: range | None = None) -> list[str]:
    """Write notices (all of `total`, or those in `numbers`) and their cases below `folder`.

    A notice depends on its number and on `total` only. Returns the paths of the notices below `folder`.
    """
    files = []
    for number in numbers if numbers is not None else range(total):
        notice_id, day = place(number, total)
        files.append(write_one(folder, terms, notice_id, day, Random(f"{SEED} {number}")))
    return files


def place(number: int, total: int) -> tuple[str, datetime.date]:
    """Id and day of publication: spread evenly over the years, in the order of the numbers within a year."""
    year = YEARS[number % len(YEARS)]
    within = number // len(YEARS)
    each = -(-total // len(YEARS))
    return f"PSB-{year}-{within + 1:04d}", datetime.date(year, 1, 1) + datetime.timedelta(days=within * 365 // each)


def write_one(folder: Path, terms: Terms, notice_id: str, day: datetime.date, rng: Random) -> str:
    """Write one notice, and for about a third of them a case; returns the notice's path below `folder`."""
    file = f"notices/{notice_id[4:8]}/{notice_id}.yml"
    listings = [
        (platform, str(rng.randrange(10**11, 10**12)))
        for platform in rng.sample(list(words.PLATFORMS), rng.randint(1, 3))
    ]
    answered = rng.random() < 1 / 3
    _write(folder / file, notice(notice_id, day, listings, terms, rng, answered=answered))
    if answered:
        platform, item = listings[0]
        _write(
            folder / "responses" / platform / notice_id[4:8] / f"{notice_id}.yml",
            case(notice_id, platform, item, day, rng),
        )
    return file


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def both(key: str, pair: Pair, indent: str = "") -> list[str]:
    """A text in both languages."""
    return [f"{indent}{key}:", f'{indent}  en: "{pair[0]}"', f'{indent}  ko: "{pair[1]}"']


def notice(
    notice_id: str, day: datetime.date, listings: list[Pair], terms: Terms, rng: Random, *, answered: bool
) -> list[str]:
    """The lines of a notice's file: one that `bulletins check` finds nothing wrong with."""
    name_en, name_ko, category = rng.choice(words.PRODUCTS)
    colour_en, colour_ko = rng.choice(words.COLOURS)
    brand, model = rng.choice(words.BRANDS), f"{rng.choice('ABKRT')}{notice_id[6:8]}{notice_id[9:]}"
    product = (f"{brand} {colour_en} {name_en} {model}", f"{brand} {colour_ko} {name_ko} {model}")
    authority = rng.choice(list(words.AUTHORITIES))
    office_en, office_ko, country = words.AUTHORITIES[authority]
    level = rng.choice(("serious", "high", "medium"))
    summary = (
        f"The {colour_en} {name_en} {model} of {brand} failed the tests of the {office_en}. The sale was stopped.",
        f"{brand}의 {colour_ko} {name_ko} {model} 제품이 {office_ko} 시험에서 기준에 맞지 않아 판매가 중단되었습니다.",
    )
    findings = [line for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3))) for line in finding(terms, rng)]
    hazards = {rng.choice(terms.hazards), *(("chemical",) if "  - substance: " in "\n".join(findings) else ())}
    return [
        f"id: {notice_id}",
        f"published: {day}",
        *both("title", (f"{product[0]}: limit exceeded", f"{product[1]}: 기준 초과")),
        *both("summary", summary),
        *both("risk", rng.choice(words.RISKS)),
        "product:",
        *both("name", product, "  "),
        f"  brand: {brand}",
        f"  models: [{model}]",
        f'  gtins: ["{gtin13(rng)}"]',
        f"  batches: [L{rng.randrange(10**5)}]",
        f"  category: {category}",
        "  origin: CN",
        f"  intended_users: [{rng.choice(terms.users)}]",
        f"authority: {authority}",
        f"jurisdiction: {country}",
        "hazards:",
        *(line for hazard in sorted(hazards) for line in (f"  - type: {hazard}", f"    level: {level}")),
        "findings:",
        *findings,
        "listings:",
        *(line for platform, item in listings for line in listing(platform, item, day, rng)),
        *measures(day, terms, rng, answered=answered),
        *sources(notice_id, office_en, day),
    ]


def finding(terms: Terms, rng: Random) -> list[str]:
    """One finding: mostly a substance above its limit, else a requirement that is not met."""
    if rng.random() < 0.3:
        return [
            f"  - property: {rng.choice(terms.properties)}",
            "    limit:",
            *both("requirement", ("Has to pass the test", "시험에 합격해야 함"), " " * 6),
        ]
    return [
        f"  - substance: {rng.choice(terms.substances)}",
        *both("part", rng.choice(words.PARTS), "    "),
        f"    measured: {{value: {rng.randrange(200, 90000) / 100}, unit: mg-kg}}",
        f"    limit: {{max: {rng.choice((0.1, 0.5, 1, 1.5))}, unit: mg-kg}}",
    ]


def listing(platform: str, item: str, day: datetime.date, rng: Random) -> list[str]:
    """One place where it was offered."""
    return [
        f"  - platform: {platform}",
        f'    item_id: "{item}"',
        f"    seen: {day - datetime.timedelta(days=rng.randrange(5, 40))}",
    ]


def measures(day: datetime.date, terms: Terms, rng: Random, *, answered: bool) -> list[str]:
    """Measures, and now and then advice of the source's own; a removed listing only where there is a case."""
    lines = ["measures:"]
    kinds = [kind for kind in terms.measures if answered or kind != "removal-of-listing"]
    for kind in rng.sample(kinds, rng.randint(1, 2)):
        lines += [f"  - type: {kind}", f"    date: {day}"]
    if rng.random() < 0.2:
        lines += ["advice:", *(line for en, ko in words.ADVICE for line in (f'  - en: "{en}"', f'    ko: "{ko}"'))]
    return lines


def sources(notice_id: str, office: str, day: datetime.date) -> list[str]:
    """The one source of an invented record, below a host name that is reserved for examples."""
    return [
        "sources:",
        "  - id: office",
        f"    name: {office}, report {notice_id}",
        f"    url: https://www.office.example/reports/{notice_id}",
        f"    published: {day}",
        f"    retrieved: {day + datetime.timedelta(days=20)}",
    ]


def case(notice_id: str, platform: str, item: str, day: datetime.date, rng: Random) -> list[str]:
    """The lines of a case's file: told, acknowledged, and a removal at one of its stages."""
    days = [day + datetime.timedelta(days=n) for n in sorted(rng.sample(range(1, 30), 3))]
    return [
        f"notice: {notice_id}",
        f"platform: {platform}",
        "initiative: authority",
        "events:",
        "  - kind: notified",
        f"    date: {days[0]}",
        f'    listings: ["{item}"]',
        "    sources: [office]",
        "  - kind: acknowledged",
        f"    date: {days[1]}",
        *both("statement", rng.choice(words.STATEMENTS), "    "),
        f"  - kind: {rng.choice(('removal_claimed', 'removal_reported', 'removal_verified'))}",
        f"    date: {days[2]}",
        *sources(notice_id, words.PLATFORMS[platform][0], day),
    ]
