"""Precision and recall of the Safety Gate importer against the labelled samples: `python -m tests.labels.score`.

All three samples one after the other; `--sample second` only that one.

Four kinds are compared as sets, alert by alert, and counted together (micro): marketplaces, (platform, item) pairs,
types of measures, (number, unit) pairs. `tp` is labelled and extracted, `fp` only extracted, `fn` only labelled. Beside
each share stands its Wilson 95 % interval: a few dozen labels cannot carry more than that.

The figures of the stratum `random` estimate the whole register. Those of `online` and `all` do not, since alerts that
speak of the internet were drawn more often on purpose; they say how well the rare things are read.
"""

import argparse
import math
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

from generator.importers.model import Draft, Held, Item, Register
from generator.loading.settings import Settings, load_settings
from tests.labels.sample import (
    RAW,
    SECOND_STRATA,
    STRATA,
    THIRD_STRATA,
    Alert,
    alerts,
    draw,
    draw_second,
    draw_third,
)
from tests.support.project import REPOSITORY

LABELS = Path(__file__).with_name("safety_gate.yml")
KINDS = ("marketplaces", "items", "measures", "values")
AIMS = {"marketplaces": 0.98, "measures": 0.98, "items": 0.95, "values": 0.95}
"""What precision and recall have to reach, over all strata."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled sample: how its alerts are drawn, into which strata, and where the labels stand."""

    draw: Callable[[list[Alert]], dict[str, list[Alert]]]
    strata: tuple[str, ...]
    labels: Path


SAMPLES = {
    "first": Sample(draw, STRATA, LABELS),
    "second": Sample(draw_second, SECOND_STRATA, LABELS.with_name("safety_gate_second.yml")),
    "third": Sample(draw_third, THIRD_STRATA, LABELS.with_name("safety_gate_third.yml")),
}

Pair = tuple[str, ...]
Facts = Mapping[str, frozenset[Pair]]
"""Of one alert, by kind. A marketplace or a measure is a pair of one."""


@dataclass(frozen=True, slots=True)
class Label:
    """What was read in one alert."""

    case: str
    stratum: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Difference:
    """Where label and importer do not agree."""

    case: str
    stratum: str
    kind: str
    missing: tuple[Pair, ...]
    extra: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind in one stratum, or in all."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float | None:
        """Share of what was extracted that is right; None where nothing was extracted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was extracted; None where nothing is labelled."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None


def number(text: object) -> str:
    """A decimal number in one form, so that 3.10 and 3.1 are the same."""
    return format(Decimal(str(text)).normalize(), "f")


def unit(text: str) -> str:
    """A unit in one form: no spaces, one micro sign, no raised digits, litre as `l`, no weighting of decibels."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("dB(A)", "dB")
    return plain.removesuffix("L") + "l" if plain.endswith(("/L", "mL")) else plain


def read_labels(path: Path = LABELS) -> list[Label]:
    """The labelled sample. Raises KeyError or ValueError where an entry lacks a kind or has another form."""
    found = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["alerts"]:
        facts = {
            "marketplaces": frozenset((str(name),) for name in entry["marketplaces"]),
            "items": frozenset((str(platform), str(item)) for platform, item in entry["items"]),
            "measures": frozenset((str(name),) for name in entry["measures"]),
            "values": frozenset((number(value), unit(printed)) for value, printed in entry["values"]),
        }
        found.append(Label(str(entry["case"]), str(entry["stratum"]), facts))
    return found


def extracted(draft: Draft | Held, settings: Settings) -> Facts:
    """The same four kinds as an importer put them into the records; of an alert that it held back, nothing."""
    if isinstance(draft, Held):
        return {kind: frozenset() for kind in KINDS}
    notice = draft.notice
    listings = notice.get("listings", ())
    platforms = [listing["platform"] for listing in listings]
    platforms += [*draft.responses, *notice.get("scope", {}).get("platforms", ())]
    measured = [finding["measured"] for finding in notice.get("findings", ()) if finding.get("measured")]
    return {
        "marketplaces": frozenset((str(platform),) for platform in platforms),
        "items": frozenset((str(one["platform"]), str(one["item_id"])) for one in listings if one.get("item_id")),
        "measures": frozenset((str(measure["type"]),) for measure in notice.get("measures", ())),
        "values": frozenset((number(one["value"]), printed_unit(str(one["unit"]), settings)) for one in measured),
    }


def printed_unit(identity: str, settings: Settings) -> str:
    """The printed form of a unit of the vocabulary; the id itself where the vocabulary has no such unit."""
    term = settings.terms["units"].get(identity)
    return unit(str(term.name["en"]) if term is not None else identity)


def compare(label: Label, facts: Facts) -> Iterator[Difference]:
    """The kinds in which the two are not the same."""
    for kind in KINDS:
        missing, extra = label.facts[kind] - facts[kind], facts[kind] - label.facts[kind]
        if missing or extra:
            yield Difference(label.case, label.stratum, kind, tuple(sorted(missing)), tuple(sorted(extra)))


def score(pairs: Iterable[tuple[Label, Facts]], kind: str, stratum: str | None = None) -> Score:
    """Counts of one kind over the alerts of one stratum (None: over all)."""
    tp = fp = fn = 0
    for label, facts in pairs:
        if stratum in (None, label.stratum):
            tp += len(label.facts[kind] & facts[kind])
            fp += len(facts[kind] - label.facts[kind])
            fn += len(label.facts[kind] - facts[kind])
    return Score(tp, fp, fn)


def wilson(hits: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's score interval of a share (95 % by default); from 0 to 1 where there is nothing to go by."""
    if total == 0:
        return 0.0, 1.0
    share, square = hits / total, z * z / total
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * math.sqrt(share * (1 - share) / total + square / (4 * total))
    return max(0.0, middle - half), min(1.0, middle + half)


def table(pairs: list[tuple[Label, Facts]], strata: tuple[str, ...] = STRATA) -> str:
    """One line for each kind and stratum: counts, precision and recall with their intervals."""
    lines = [f"{'kind':<13}{'stratum':<9}{'tp':>5}{'fp':>5}{'fn':>5}   {'precision (95 %)':<24}{'recall (95 %)':<24}"]
    for kind in KINDS:
        for stratum in (*strata, None):
            found = score(pairs, kind, stratum)
            precision = _share(found.tp, found.tp + found.fp)
            recall = _share(found.tp, found.tp + found.fn)
            lines.append(
                f"{kind:<13}{stratum or 'all':<9}{found.tp:>5}{found.fp:>5}{found.fn:>5}   {precision:<24}{recall:<24}"
            )
    return "\n".join(line.rstrip() for line in lines)


def _share(hits: int, total: int) -> str:
    if total == 0:
        return "none"
    low, high = wilson(hits, total)
    return f"{hits / total:.3f} ({low:.3f}-{high:.3f})"


def show(difference: Difference) -> str:
    """One disagreement in one line, with the case number first."""

    def pairs(found: tuple[Pair, ...]) -> str:
        return ", ".join(" ".join(pair) for pair in found) or "-"

    return (
        f"{difference.case} [{difference.stratum}] {difference.kind}: "
        f"missing {pairs(difference.missing)}; extra {pairs(difference.extra)}"
    )


def converted(drawn: Mapping[str, list[Alert]], register: Register, settings: Settings) -> dict[str, Draft | Held]:
    """The sampled alerts, by case number, as the register converts them. Raises LookupError where one is not read."""
    wanted = {(alert.file, alert.position): alert.case for found in drawn.values() for alert in found}
    done: dict[str, Draft | Held] = {}
    for read in register.read(sorted({RAW / file for file, _ in wanted})):
        case = wanted.get((Path(read.file).name, read.position))
        if case is not None:
            done[case] = register.convert(read, settings) if isinstance(read, Item) else read
    missing = sorted(set(wanted.values()) - set(done))
    if missing:
        raise LookupError(f"the register gives no item for {', '.join(missing)}")
    return done


def evaluated(sample: Sample) -> list[tuple[Label, Facts]]:
    """Every label of one sample beside what the importer makes of it. Needs the weekly reports beside the checkout."""
    # Only here: the importer brings its vocabularies along, and the labels and the counting need none of them.
    from generator.importers.safety_gate import REGISTER

    settings, diagnostics = load_settings(REPOSITORY / "site_config")
    if settings is None:
        raise LookupError(f"site_config/ does not load: {diagnostics}")
    drafts = converted(sample.draw(list(alerts())), REGISTER, settings)
    labels = read_labels(sample.labels)
    return [(label, extracted(drafts[label.case], settings)) for label in labels]


def main(arguments: list[str] | None = None) -> int:
    """Prints the table and, if asked, every disagreement. Returns 1 where an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.labels.score", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list every disagreement with its case number")
    parser.add_argument("--sample", choices=tuple(SAMPLES), help="one sample instead of all")
    asked = parser.parse_args(arguments)
    if not RAW.is_dir():
        print(f"{RAW} is needed: the weekly reports lie beside the checkout", file=sys.stderr)
        return 2
    short = False
    for name in [asked.sample] if asked.sample else SAMPLES:
        pairs = evaluated(SAMPLES[name])
        print(f"{name} sample, {len(pairs)} alerts", table(pairs, SAMPLES[name].strata), sep="\n")
        if asked.errors:
            print(*(show(found) for label, facts in pairs for found in compare(label, facts)), sep="\n")
        short |= bool(missed(pairs))
    return 1 if short else 0


def missed(pairs: list[tuple[Label, Facts]]) -> list[str]:
    """The aims that are not reached over all strata, in words."""
    found = []
    for kind, aim in AIMS.items():
        counts = score(pairs, kind)
        for name, share in (("precision", counts.precision), ("recall", counts.recall)):
            if share is None or share < aim:
                found.append(f"{kind}: {name} {'none' if share is None else f'{share:.4f}'}, aim {aim}")
    return found


if __name__ == "__main__":
    sys.exit(main())
