"""Measured values, limits and their subjects out of danger texts, made up after the register's forms."""

from functools import cache
from typing import Any

import pytest

from generator.importers.safety_gate.findings import Found, read_findings
from generator.importers.safety_gate.quantities import UNITS, quantities
from generator.importers.safety_gate.subjects import GROUPS, PHTHALATES
from generator.importers.safety_gate.substances import MISSPELLED, Recogniser
from generator.loading.settings import Settings, load_settings
from tests.support.project import REPOSITORY


@cache
def _settings() -> Settings:
    settings, _ = load_settings(REPOSITORY / "site_config")
    assert settings
    return settings


@cache
def _recogniser() -> Recogniser:
    return Recogniser(_settings().terms["substances"])


def _found(text: str) -> Found:
    return read_findings(text, _recogniser())


def _short(text: str) -> list[str]:
    """Findings as `dehp <=17 percent max 0.1`."""
    return [_said(finding) for finding in _found(text).findings]


def _said(finding: dict[str, Any]) -> str:
    measured = finding["measured"]
    subject = finding.get("substance") or finding["property"]
    said = f"{subject} {measured.get('qualifier', '')}{measured['value']} {measured['unit']}"
    limit = finding.get("limit", {})
    return said + "".join(f" {kind} {value}" for kind, value in limit.items() if kind != "unit")


@pytest.mark.parametrize(
    ("text", "numbers", "unit"),
    [
        ("1,5 %", ["1.5"], "percent"),
        ("33 600 mg/kg", ["33600"], "mg-kg"),
        ("3, 4 and 5 mg/kg", ["3", "4", "5"], "mg-kg"),
        ("from 1.6 to 14.1 mg/kg", ["1.6", "14.1"], "mg-kg"),
        ("0.26-4.57% by weight", ["0.26", "4.57"], "percent"),
        ("1,384 µg/cm²/week", ["1.384"], "ug-cm2-week"),
        ("15.000 CFU/g", ["15000"], "cfu-g"),
        ("7.7 x 10 5 CFU/g", ["770000"], "cfu-g"),
        ("1.2x10^6 cfu/ml", ["1200000"], "cfu-ml"),
        ("27.6 ± 4.1 g / 100 g", ["27.6"], "g-100g"),
        ("51 mg.kg-1", ["51"], "mg-kg"),
        ("91.2 dB(A)", ["91.2"], "db"),
        ("107.9 kG²mm²", ["107.9"], "kg2-mm2"),
        ("pH value of 12.8", ["12.8"], "ph"),
        ("0, 79 % by weight", ["0.79"], "percent"),
        ("14,2N", ["14.2"], "n"),
        ("90 N ±2 N", ["90"], "n"),
        ("germs (CFU/ml): 3.2-6.5 x 104", ["32000", "65000"], "cfu-ml"),
        ("2 to 7 x 10^3 CFU/g", ["2000", "7000"], "cfu-g"),
        ("3x102 – 8x105 cfu/g", ["300", "800000"], "cfu-g"),
        ("widths (mm): 4 and 6", ["4", "6"], "mm"),
        ("88.4° C", ["88.4"], "deg-c"),
        ("12 mm/second", ["12"], "mm-s"),
        ("pulses of 40 µs", ["40"], "us"),
        ("31μС", ["31"], "uc"),  # the Cyrillic letter, as the register prints it
    ],
)
def test_quantities(text: str, numbers: list[str], unit: str) -> None:
    (quantity,) = quantities(text)
    assert ([str(value.number) for value in quantity.values], quantity.unit) == (numbers, unit)


@pytest.mark.parametrize(
    "text",
    [
        "EN 71-3 and EN 14682",
        "Directive 76/769/EEC",
        "bis(2-ethylhexyl) phthalate",
        "1,4-dioxane",
        "Class 3 laser",
        "A12/02928/24",
    ],
)
def test_names_and_numbers_of_laws_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The plastic contains an excessive amount of bis(2-ethylhexyl) phthalate (DEHP) and dibutyl phthalate (DBP)"
            " (measured values up to 17 % and 0.19% by weight, respectively).",
            ["dehp <=17 percent", "dbp <=0.19 percent"],
        ),
        ("It contains 6.71% by weight of DEHP and 1.09% by weight of DBP.", ["dehp 6.71 percent", "dbp 1.09 percent"]),
        ("Lead content of up to 3 714 mg/kg (limit 90 mg/kg) in the paint.", ["lead <=3714 mg-kg max 90"]),
        (
            "The scarf releases 516 mg/kg of 3.3-Dimethylbenzidine, which exceeds the limit of 30 mg/kg.",
            ["dimethylbenzidine-3-3 516 mg-kg max 30"],
        ),
        (
            "It has PAHs, notably chrysene (measured value 4.9 mg/kg).",
            ["chrysene 4.9 mg-kg"],
        ),
        ("The sum of DEHP, DBP and BBP (measured value of the sum: 23 %).", ["phthalates-sum 23 percent"]),
        (
            "Ink with azo dyes releasing 64, 75 and 76 mg/kg respectively of benzidine.",
            ["benzidine 64 mg-kg", "benzidine 75 mg-kg", "benzidine 76 mg-kg"],
        ),
        ("Measured values: MCI 0,00086% and MI 0,00048 %.", ["cmit 0.00086 percent", "mit 0.00048 percent"]),
        (
            "It contains 20% chloroform and 0.03% dichloroexample.",
            ["chloroform 20 percent", "other-measurement 0.03 percent"],
        ),
        (
            "It contains 1 mg/kg of Pb and 2 mg/kg of Cr, which exceed the limit of 90 mg/kg for Pb.",
            ["lead 1 mg-kg", "chromium 2 mg-kg"],
        ),
        ("The cord is 370 mm long, which exceeds the limit of 220 mm.", ["cord-length 370 mm max 220"]),
        (
            "The pulling cord is too long (670mm, whereas it should be no longer than 220mm).",
            ["cord-length 670 mm max 220"],
        ),
        ("The ring breaks at 84 N (minimum limit 90N).", ["force 84 n min 90"]),
        ("The cross-section of the wire is 0.5 mm² instead of at least 0.75 mm².", ["cross-section 0.5 mm2 min 0.75"]),
        (
            "The foil is only 0.028 mm thick, minimum thickness required is 0.038 mm, as a plastic bag.",
            ["length 0.028 mm min 0.038"],
        ),
        ("The noise exceeds the maximum permitted value of 80 dB (95 dB).", ["sound-level 95 db"]),
        ("It exceeds the allowed values (109 dB instead of max 90dB).", ["sound-level 109 db max 90"]),
        (
            "Chromium (Cr) is 166 mg/kg (maximum allowed limit 60 mg/kg) and of lead is 1471 mg/kg (limit 90 mg/kg).",
            ["chromium 166 mg-kg max 60", "lead 1471 mg-kg max 90"],
        ),
        ("A part is detached with a force of 37 N (requirement 60N).", ["force 37 n min 60"]),
        ("The magnets are too strong (maximum magnetic flux index of 436kG²mm²).", ["magnetic-flux-index 436 kg2-mm2"]),
        ("The lamp reached more than 400 ºC.", ["surface-temperature >400 deg-c"]),
        ("Magnets with a high flux (measured value: 107.9 kG²mm²).", ["magnetic-flux-index 107.9 kg2-mm2"]),
        (
            "The filter holds back too little (measured values: as low as 72.5%).",
            ["filtration-efficiency >=72.5 percent"],
        ),
        ("MI and MCI as a mixture (measured value: 0.0007 %).", ["cmit-mit 0.0007 percent"]),
        ("The base warms up to a maximum temperature of 88.4° C after an hour.", ["surface-temperature 88.4 deg-c"]),
        ("Aerobic germs (CFU/ml): 3.2-6.5 x 104.", ["microbial-count 32000 cfu-ml", "microbial-count 65000 cfu-ml"]),
        (
            "It has 5200 cfu/g of mould, far above the guidance value of 100 cfu/g.",
            ["microbial-count 5200 cfu-g max 100"],
        ),
        (
            "The pen gives off pulses (voltage of 900 V, duration of 40 µs, charge of 31 µC).",
            ["voltage 900 v", "duration 40 us", "electric-charge 31 uc"],
        ),
        ("The charge (70 µC) exceeds the limit that the standard sets (45 µC).", ["electric-charge 70 uc max 45"]),
        ("The pull string is longer than 300 mm.", ["cord-length >300 mm"]),
        ("The gap is greater than 6 mm and less than 11 mm.", ["length >6 mm", "length <11 mm"]),
        ("The handle comes off at a force of less than 60 N.", ["force <60 n"]),
        ("The flame spreads at more than 40 mm/second.", ["speed >40 mm-s"]),
        ("The figure swells in water by more than 80 %.", ["other-measurement >80 percent"]),
        ("Parts come off under a force of less than 90 N.", ["force <90 n"]),
        ("The ball expands by more than 50 % in water.", ["other-measurement >50 percent"]),
        ("Its magnets have a magnetic flux index greater than 50 kG²mm².", ["magnetic-flux-index >50 kg2-mm2"]),
        ("Magnets with a flux higher than 50 kG²mm² (81 kG²mm²).", ["magnetic-flux-index 81 kg2-mm2"]),
        ("The openings are smaller than 12 mm (8 mm).", ["length 8 mm"]),
        ("The wheel comes off at a force of less than 90 N (31 N).", ["force 31 n"]),
        ("The creepage distance is less than 5 mm; measured 1.2 mm.", ["length 1.2 mm"]),
        ("The level exceeded 80 dB, it was measured at 99 dB.", ["sound-level 99 db"]),
        ("The dart is less than 57 mm long (actually 31 mm).", ["length 31 mm"]),
        ("The doll contains quantities of banned DEHP phthalate (12.1g/100g).", ["dehp 12.1 g-100g"]),
        (
            "Too much lead - 310 mg/kg (the limit is 90 mg/kg) and chromium - 75 mg/kg (the limit is 60 mg/kg).",
            ["lead 310 mg-kg max 90", "chromium 75 mg-kg max 60"],
        ),
        (
            "It contains phenol, which is prohibited in cosmetics and 4.2 % of hydroquinone.",
            ["hydroquinone 4.2 percent"],
        ),
        ("It has a cord longer than 240 mm at 30 N.", ["cord-length >240 mm"]),
        ("The cord is longer than 300 mm, and it breaks at 40 N.", ["cord-length >300 mm", "force 40 n"]),
        (
            "It contains chromium VI (4 mg/kg). A private label has a limit for total chromium of 1 mg/kg.",
            ["chromium-vi 4 mg-kg"],
        ),
        ("The cord exceeds 300 mm.", ["cord-length >300 mm"]),
        ("The beam is too strong (3.1 mW which exceeds 1 mW).", ["power 3.1 mw max 1"]),
        ("The wire comes off the solder under a force of 12 N.", ["force 12 n"]),
        ("The insulation is weak (breakdown occurred at 1400 V).", ["voltage 1400 v"]),
        ("The motor takes 61 W, which exceeds the permitted limit of 40 W.", ["power 61 w max 40"]),
        ("The grip has a diameter of less than 30 mm.", ["length <30 mm"]),
        ("The neck cord is very long (measuring 140 cm).", ["cord-length 140 cm"]),
        (
            "The wire is thinner than required (0.3 mm² measured, required 0.75 mm²).",
            ["cross-section 0.3 mm2 min 0.75"],
        ),
        (
            "It reaches 150 °C where the limit is 110 °C, 130 °C where the limit is 110 °C.",
            ["surface-temperature 150 deg-c max 110", "surface-temperature 130 deg-c max 110"],
        ),
        ("The formaldehyde released was 310 mg.", ["mass 310 mg"]),
    ],
)
def test_findings(text: str, expected: list[str]) -> None:
    assert _short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dyes must not be used which could release more than 30 mg/kg of benzidine.",
        "Preparations are not to be sold; they shall not contain more than 0.0002 % of chromium.",
        "Bags with an opening of more than 380 mm should be thicker.",
        "The arrow is shorter than 57 mm, which is the limit set in the standard.",
        "The toy shall not grow by more than 50 % in water.",
        "The label says a voltage of 230 V.",
        "Under a force of less than 25 N the cord is too thin.",
    ],
)
def test_what_a_law_or_a_test_asks_for_is_no_finding(text: str) -> None:
    assert _short(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "According to the REACH Regulation, DEHP is prohibited above 0.1 % by weight.",
        "The magnets must not exceed 50 kG²mm².",
        "When it is bent around a mandrel with diameter 25 mm, it cracks.",
        "The strap does not come off under a force of 40 N.",
        "The holder may burn if the candle is more than 6 cm high.",
        "Cords shall not be longer than 140 mm.",
        "It contains nicotine (declared value: 50 mg/ml).",
        "A lamp for 230 V that should have a transformer of 24 V.",
        "The glow wire test at a temperature of 850 °C was not passed.",
        "The cord can lead to strangulation of children under 36 months.",
    ],
)
def test_limits_tests_and_labels_are_no_findings(text: str) -> None:
    assert _short(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The angle between the back and the seat is less than 100º (and could cause problems).", ["<100 degree"]),
        ("The angle of the foot is greater than 10° (angle measured: 22°).", ["22 degree"]),
        ("The lamp tipped over on a slope of 6°, thus the surface can overheat.", []),
        ("The clip could be rotated by 180°.", []),
        ("It contains phthalate DEHP 24, 4 % (category 2).", ["24.4 percent"]),
        ("It contains DEHP and DBP (24, 4 % respectively).", ["24 percent", "4 percent"]),
        ("The crayon contains 1747 mg of lead (permitted limit 90 mg).", ["1747 mg"]),
        ("The wheel can be detached at 22 N and 29 N.", ["22 n", "29 n"]),
        ("The wheel comes loose at 61.31 N.", ["61.31 n"]),
        ("There are holes which permit entry of the 5 mm gauge with a force of less than 30 N.", []),
        ("The plug can get very hot (175.5 °C) and be touched.", ["175.5 deg-c"]),
        ("At a high temperature of 180 °C for 3 hours, the material melts.", []),
        ("The values were 0.153 W/m2 (wavelength λ≤320 nm) and were too high.", ["0.153 w-m2"]),
        ("The distance is less than 1 mm (the limit is 4 mm).", ["<1 mm"]),
        ("The diameter is 5 mm (maximum allowed diameter of impression is 2 mm).", ["5 mm"]),
        ("The maximum power is between 2.36 and 4.17 mW.", ["2.36 mw", "4.17 mw"]),
        ("According to the test results, the foil contains 25.7% by weight of DEHP.", ["25.7 percent"]),
        ("It contains prohibited azo dyes, 270 mg/kg of benzidine, in the red tulle.", ["270 mg-kg"]),
        ("A leakage current of 48 mA is accessible.", ["48 ma"]),
        ("It has a misleading claimed input (800 W instead of 1250 W).", []),
        ("It does not cut off the gas when the CO2 in the air exceeds 1.5%.", []),
        ("It contains an excessive amount of mesophilic bacteria (400 CFU).", ["400 cfu"]),
        ("The lead content (97 mg/kg; 80 mg/kg) is too high.", ["97 mg-kg", "80 mg-kg"]),
    ],
)
def test_what_was_found_and_what_only_tells_of_a_test(text: str, expected: list[str]) -> None:
    found = [finding["measured"] for finding in _found(text).findings]
    assert [f"{one.get('qualifier', '')}{one['value']} {one['unit']}" for one in found] == expected


def test_a_value_without_a_certain_subject_is_kept_and_told() -> None:
    found = _found("The cream contains something (measured value: 2.9 mg/kg). It is bad.")
    (finding,) = found.findings
    assert finding["property"] == "other-measurement"
    assert finding["quote"] == "The cream contains something (measured value: 2.9 mg/kg)."
    assert found.unclear == (finding["quote"],)


def test_a_long_sentence_is_quoted_around_its_values() -> None:
    text = "The product is bad because " + "it is red and " * 60 + "contains 5 % of lead" + " and so on" * 60 + "."
    (finding,) = _found(text).findings
    assert finding["quote"].startswith("… ") and finding["quote"].endswith(" …")
    assert "contains 5 % of lead" in finding["quote"]
    assert len(finding["quote"]) < 450


def test_lead_is_a_verb_as_well() -> None:
    names = [named.substance for named in _recogniser().find("It may lead to burns. Lead and cadmium were found.")]
    assert names == ["lead", "cadmium"]


def test_abbreviations_count_only_as_they_are_written() -> None:
    assert [named.substance for named in _recogniser().find("MI, mi, Mi and DEHP, dehp")] == ["mit", "dehp"]


def test_every_unit_and_subject_is_in_the_vocabularies() -> None:
    terms = _settings().terms
    assert {unit for unit, _ in UNITS} <= set(terms["units"])
    assert GROUPS | PHTHALATES | set(MISSPELLED) <= set(terms["substances"])


def test_a_hostile_text_takes_no_time() -> None:
    for part in ("1 000 ", "measured value 5 ", "1.1.1.", "x 10 ", "(((((", "2-(4-tert-"):
        assert len(_found(part * 3000).findings) <= 60
    assert _found("5 % of lead " * 10_000).unclear
