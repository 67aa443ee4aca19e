"""Names of substances in prose, by the vocabulary: `bis(2-ethylhexyl) phthalate (DEHP)` is `dehp`.

Names, aliases and the bracketed abbreviation of each term count. Between the parts of a chemical name any few signs
may stand, so that `di-"isononyl" phthalate` and `diisononyl-phthalate` are the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Named(NamedTuple):
    """A substance that a text names, by the id of its term, and where."""

    substance: str
    start: int
    end: int


MISSPELLED: dict[str, tuple[str, ...]] = {
    "dinp": ("DNIP", "di-isonyl phthalate", "di-isononyle phthalate", "di-isonylphthalate"),
    "dibp": ("DIPB",),
    "didp": ("di-isodecyle phthalate",),
    "dehp": (
        "DEPH",
        "di-2-ethylexyl phthalate",
        "bis(2-ethylexyl) phthalate",
        "di-ethyl-hexyl phthalate",
        "di(2-etylhexyl) phthalate",
        "bis(2-etylhexyl) phthalate",
    ),
    "lead": ("plumbum",),
    "naphthalene": ("naphtalene",),
    "dbp": ("DPB", "dibuthyl phthalate"),
    "formaldehyde": ("formaldehide",),
    "sccp": (
        "short chained chlorinated paraffins",
        "short chain chlorinated paraffines",
        "short chain chlorinated paraffin",
    ),
    "toluenediamine-2-4": ("4-methyl-m-phenylendiamine", "4-methyl-m-phenylendiamin"),
    "mccp": ("medium chain chlorinated paraffin",),
    "dichloromethane": ("dichloromethan",),
    "dimethylfumarate": ("DMFu",),
    "methyl-methacrylate": ("methyl metacrylate",),
    "hydroquinone": ("hydrochinone",),
    "p-phenylenediamine": ("paraphenylendiamine", "p phenylene diamine"),
    "naphthylamine-2": ("2-naphtylamine",),
    "pahs": ("policyclic aromatic hydrocarbons", "polycyclic aromatic hydrocarbon", "polyaromatic hydrocarbons"),
    "chrysene": ("chrysen",),
    "aminoazobenzene-4": ("4-aminoazobenzol", "4-aminoazobenzen"),
    "benzo-a-anthracene": ("benz[a]antracene",),
    "cmit": ("5-chlor-2-methyl-3(2H)-isothiazolon", "CMI", "chloromethylisothiazolinone"),
    "mit": ("2-methyl-3(2H)-isothiazolon", "methylisothiazolinonev"),
    "dibenzo-a-h-anthracene": ("dibenz(a,h)anthracen",),
    "pfoa": ("perfluorooctanic acid",),
    "pentachlorophenol": ("pentachlorphenol",),
    "butanediol-1-4": ("1,4-butandiol",),
    "chlorinated-paraffins": ("chlorinated paraffin",),
    "chromium": ("chrome",),
    "cadmium": ("cadmiun", "cadium"),
}
"""Spellings that alerts use and no page should show."""

_WORD = re.compile(r"[A-Za-z0-9]+")
# `lead` is a verb as well: "which can lead to strangulation".
_VERB_BEFORE = re.compile(
    r"(?:\b(?:can|could|may|might|will|would|to|which|that|also|not|possibly|and/or)\s+)$", re.IGNORECASE
)
_VERB_AFTER = re.compile(r"\s+(?:to|a|into)\b", re.IGNORECASE)


class Recogniser:
    """Finds the substances of one vocabulary in texts. `terms` are its terms by id, with `name` and `aliases`."""

    def __init__(self, terms: Mapping[str, Any]) -> None:
        self._by_start: dict[str, list[tuple[int, re.Pattern[str], str]]] = defaultdict(list)
        for name, term in terms.items():
            for spelling in _spellings(term, MISSPELLED.get(name, ())):
                self._add(name, spelling)
        for patterns in self._by_start.values():
            patterns.sort(key=lambda entry: -entry[0])

    def _add(self, name: str, spelling: str) -> None:
        parts = _WORD.findall(spelling)
        if not parts or not spelling.isascii():
            return
        # An abbreviation counts only as it is written: MI, CO and DEP are no ordinary words.
        short = len(spelling) <= 6 and not spelling.islower() and not spelling.istitle()
        body = "[^A-Za-z0-9]{0,3}".join(re.escape(part) for part in parts)
        plural = "" if short else "s?"
        pattern = re.compile(rf"{body}{plural}(?![A-Za-z0-9])", 0 if short else re.IGNORECASE)
        entry = (len(spelling), pattern, name)
        starts = {parts[0][:2]} if short else {parts[0][:2].lower()}
        for start in starts:
            self._by_start[start].append(entry)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
        """Every substance that the text names between two places, the longest name first at each place."""
        stop = len(text) if end is None else end
        place = start
        for word in _WORD.finditer(text, start, stop):
            if word.start() < place:
                continue
            found = self._at(text, word.start(), stop, word[0][:2])
            if found:
                place = found.end
                yield found

    def _at(self, text: str, place: int, stop: int, key: str) -> Named | None:
        patterns = self._by_start.get(key.lower(), ())
        exact = self._by_start.get(key, ()) if key != key.lower() else ()
        best: Named | None = None
        for _, pattern, name in (*patterns, *exact):
            match = pattern.match(text, place, stop)
            if match and (best is None or match.end() > best.end):
                if name == "lead" and (_VERB_AFTER.match(text, match.end()) or _VERB_BEFORE.search(text[:place][-12:])):
                    continue
                best = Named(name, place, match.end())
        return best


def _spellings(term: Any, more: tuple[str, ...]) -> Iterator[str]:
    name = term.name.get("en", "")
    plain, _, bracket = name.rpartition(" (")
    yield name
    if bracket and plain:
        yield plain
        yield from (part.strip() for part in bracket.removesuffix(")").split(","))
    yield from term.aliases
    yield from more
