"""The sample of Safety Gate alerts that was labelled by hand: which alerts, and how they were drawn.

Two strata, drawn with one fixed seed from the 32,170 alerts of the weekly reports, and kept apart so that figures can
be given for each and for both:

- `random`: 200 alerts, uniformly at random from all of them. Its figures estimate those of the whole register.
- `online`: 100 alerts, uniformly at random from those that speak of the internet and are not in the first stratum
  already. Few alerts name a marketplace, so a plain sample would hold too few of them to say anything. An alert belongs
  here when one of its texts has the word "online" or a marketplace's name, when `onlineTrader` is not empty, or when a
  measure is the removal of a listing. The net is wide on purpose: it also catches shops that are no marketplace, and
  names that mean something else, which an importer must leave alone.

A second sample was drawn later with a seed of its own and without the alerts of the first, when the importer had been
mended with the first in hand; it was labelled before the importer was run on it. It has 40 alerts `random` of all, 40
`online` as above, and 40 `numbers`: those whose text of the danger has a number with a unit behind it, which are the
ones that can show how well measured values are read.

A third sample was drawn in two rounds of 150, each with a seed of its own and without all alerts drawn before, in four
strata: the three above and `items`, alerts that speak of the internet and print something long enough to be an item
identifier. Each round was read before anything was mended with its help.

The order of drawing is part of the definition: every (case number, file, position) is sorted, then
`random.Random(SEED)` samples the first stratum and, going on, the second; for the second sample in the same way with
`SECOND_SEED` and three strata, for the third round by round.

`python -m tests.labels.sample` prints the sample, one line an alert; `--second` and `--third` the later ones.
"""

import gzip
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from defusedxml import ElementTree

from tests.support.project import REPOSITORY

RAW = REPOSITORY.parent / "shared" / "data" / "eu-safety-gate" / "raw"
"""Where the weekly reports lie, beside the checkout."""

SEED = 20261125
RANDOM = 200
ONLINE = 100

STRATA = ("random", "online")

SECOND_SEED = 20261126
SECOND = 40
SECOND_STRATA = ("random", "online", "numbers")

THIRD_STRATA = ("random", "online", "items", "numbers")
THIRD_ROUNDS = ((31, (15, 20, 45, 70)), (32, (6, 30, 30, 84)))
"""Seed and alerts a stratum of the rounds of the third sample."""

_TEXTS = ("description", "danger", "measures", "name", "brand", "product")
_REMOVAL = "removal of this product listing"
# Only a net for drawing: what counts as a marketplace was decided alert by alert.
_NAMES = re.compile(
    r"\bonline\b|\b(?:amazon|ebay|aliexpress|ali express|alibaba|temu|shein|etsy|joom|cdiscount|allegro|emag|bol\.com|"
    r"rakuten|fruugo|vinted|onbuy|light ?in ?the ?box|banggood|gearbest|dhgate|fnac|manomano|priceminister|zalando|"
    r"marketplace|wish\.com)\b|\bWish\b",
    re.IGNORECASE,
)


_NUMBER = re.compile(
    r"[0-9]\s?(?:[%°º]|[µμ]|(?:mm|cm|m|mg|g|N|dB|db|ppm|ppb|J|K|V|mA|A|W|mW|s|cfu|CFU|kG|kg)(?![A-Za-z]))"
)


_TOKEN = re.compile(r"\bB[0O][0-9A-Z]{8}\b|\b[0-9]{9,16}\b|\b[0-9a-f]{24}\b")


@dataclass(frozen=True, slots=True, order=True)
class Alert:
    """One alert as the source gives it: its case number, stripped, the report's file and its place there (from 1)."""

    case: str
    file: str
    position: int
    fields: tuple[tuple[str, str], ...]

    def text(self, name: str) -> str:
        """One field as printed in the XML; empty where it is missing."""
        return dict(self.fields).get(name, "")


def alerts(raw: Path = RAW) -> Iterator[Alert]:
    """Every alert of the weekly reports, in the order of the files' names."""
    for path in sorted(raw.glob("*.xml.gz")):
        root = ElementTree.fromstring(gzip.decompress(path.read_bytes()))
        for position, entry in enumerate(root.iter("notifications"), start=1):
            fields = tuple((child.tag, "".join(child.itertext())) for child in entry)
            yield Alert(dict(fields).get("caseNumber", "").strip(), path.name, position, fields)


def speaks_of_internet(alert: Alert) -> bool:
    """Whether the alert can be drawn into the stratum `online`."""
    texts = " ".join(alert.text(name) for name in _TEXTS)
    return bool(alert.text("onlineTrader").strip()) or _REMOVAL in texts.lower() or bool(_NAMES.search(texts))


def draw(everything: list[Alert]) -> dict[str, list[Alert]]:
    """The two strata, each sorted; the same alerts give the same sample, in whatever order they come."""
    pool = sorted(everything)
    chance = random.Random(SEED)
    first = chance.sample(pool, RANDOM)
    drawn = {(alert.case, alert.file, alert.position) for alert in first}
    rest = [a for a in pool if (a.case, a.file, a.position) not in drawn and speaks_of_internet(a)]
    return {"random": sorted(first), "online": sorted(chance.sample(rest, ONLINE))}


def has_number(alert: Alert) -> bool:
    """Whether the alert can be drawn into the stratum `numbers`."""
    return bool(_NUMBER.search(alert.text("danger")))


def draw_second(everything: list[Alert]) -> dict[str, list[Alert]]:
    """The three strata of the second sample, each sorted; no alert is in the first sample or in two strata."""
    taken = {one for drawn in draw(everything).values() for one in drawn}
    chance = random.Random(SECOND_SEED)
    strata: dict[str, list[Alert]] = {}
    for stratum, belongs in (("random", None), ("online", speaks_of_internet), ("numbers", has_number)):
        pool = [alert for alert in sorted(everything) if alert not in taken and (belongs is None or belongs(alert))]
        strata[stratum] = sorted(chance.sample(pool, SECOND))
        taken.update(strata[stratum])
    return strata


def may_have_item(alert: Alert) -> bool:
    """Whether the alert can be drawn into the stratum `items`."""
    texts = " ".join(alert.text(name) for name in ("description", "danger", "onlineTrader", "measures"))
    return bool(_TOKEN.search(texts)) and speaks_of_internet(alert)


def draw_third(everything: list[Alert]) -> dict[str, list[Alert]]:
    """The four strata of the third sample, round after round, each sorted; no alert was drawn before."""
    taken = {one for draw_one in (draw, draw_second) for drawn in draw_one(everything).values() for one in drawn}
    belongs = (None, speaks_of_internet, may_have_item, has_number)
    strata: dict[str, list[Alert]] = {name: [] for name in THIRD_STRATA}
    for seed, sizes in THIRD_ROUNDS:
        chance = random.Random(seed)
        for stratum, fits, size in zip(THIRD_STRATA, belongs, sizes, strict=True):
            pool = [alert for alert in sorted(everything) if alert not in taken and (fits is None or fits(alert))]
            drawn = sorted(chance.sample(pool, size))
            strata[stratum].extend(drawn)
            taken.update(drawn)
    return strata


def main(arguments: list[str]) -> None:
    """Prints stratum, case number, file and position of each drawn alert; of a later sample where asked."""
    drawing = draw_third if "--third" in arguments else draw_second if "--second" in arguments else draw
    for stratum, drawn in drawing(list(alerts())).items():
        for alert in drawn:
            print(stratum, alert.case, alert.file, alert.position, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
