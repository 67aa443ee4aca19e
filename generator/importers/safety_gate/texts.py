"""Title, summary, risk, description of a notice, made of the alert's own words and of nothing else."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.importers.cleaning import clean_block
from generator.importers.prose import unglued
from generator.importers.reading import Reading
from generator.importers.safety_gate.lists import known

SUMMARY = 320
"""Characters of a summary, as far as whole sentences allow it."""
SHORT = 25
"""Characters: a description with fewer says no more than the name of the product."""
HEAD = 100
"""Characters of a title before the risk."""

_NULL = re.compile(r"^(?:null\b[\s.,:;-]*)+", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_SOLD = re.compile(
    r"(?:^|(?<=[.!?\n])\s*)(?:(?:the |this )?products? (?:(?:is|was|were|are|has been"
    r"|have been) )?(?:also )?(?:being )?"
    r"s[oa]ld (?:also )?(?:online|onlien|on-line|on line|line|via|on)\b|(?:also )?sold online\b|sold (?:via"
    r"|on) )[^\n]*?(?:\.(?=\s|$)|$)",
    re.IGNORECASE,
)
# What the register runs together: `"Name"Product is`, `lamp.Type/model: 5`, `a risk of:- cuts;- fire`.
_RUN_ON = re.compile(r"(?<=[^\s(\[“\"][\"”])(?=[A-Z][a-z])|(?<=[\w.)\"”’])(?=Type/ ?(?:number|model))")
_MARK = re.compile(r"(?<=[:;,.])-\s?(?=[A-Za-z“\"(])")
_ITEMS = re.compile(r"(?<=[:;,.]) ?- ?(?=[A-Za-z“\"(])")
_HEADED = re.compile(r"\s*(Product|Brand|Name|Description|Type/ ?(?:number of )?model) ?: ?", re.IGNORECASE)
"""Labels of a form that some alerts of the first years have as their description, run together."""
_FIRST = re.compile(r"[^.;,:(\n]{4,90}")


class Texts(NamedTuple):
    """The texts of a notice. `sold` holds what says where the product was sold, which the description then lacks."""

    title: str
    name: str
    summary: str
    description: str
    risk: str
    sold: str


def block(reading: Reading, name: str) -> str:
    """A field with its lines, clean and without contacts and the `null` that an export left in front."""
    raw = reading.raw(name)
    if not raw.strip():
        return ""
    reading.text(name, contacts=True)  # tells a guess once
    lines = [reading.plain(name, line) for line in clean_block(raw).text.split("\n")]
    text = _NULL.sub("", "\n".join(line for line in lines if line))
    text = _MARK.sub(" - ", _RUN_ON.sub("\n", text))
    if text.startswith("Category:"):
        text = _HEADED.sub(lambda label: f"\n{label[1]}: ", text)
    return "" if re.fullmatch(r"[\W_]*", text) else text


def headed(reading: Reading, label: str) -> str:
    """What stands behind a label in a description that is a form (`Category: Toys`); empty where there is none."""
    lines = block(reading, "description").split("\n")
    if not lines[0].startswith("Category:"):
        return ""
    told = next((one for one in lines if one.casefold().startswith(label)), "")
    return known(told.partition(":")[2])


def _itemed(text: str) -> str:
    """A list that was run together, each item on a line of its own."""
    return _ITEMS.sub("\n- ", text) if len(_ITEMS.findall(text)) > 1 else text


def line(reading: Reading, name: str) -> str:
    """A short field on one line; empty where it only says that something is not known.

    Numbers in a name or a list of models are those of products: nothing is taken for a telephone number.
    """
    return known(_NULL.sub("", unglued(reading.text(name, contacts=True))))


def compose(reading: Reading, brand: str, risks: Sequence[str], notifier: str) -> Texts:
    """The texts of an alert. `risks` are the words for its hazards, `notifier` the notifying country or nothing."""
    whole = block(reading, "description")
    sold = " ".join(match[0].strip() for match in _SOLD.finditer(whole))
    description = _SOLD.sub("", whole).strip() if sold else whole
    description = description if known(description) else ""
    product, own_name = line(reading, "product"), line(reading, "name")
    head = product or own_name or _opening(description) or line(reading, "category").removeprefix("Other - ").strip()
    head = head or "Product"
    name = f"{head} – {own_name}" if own_name and not _within(own_name, head) else head
    title = _title(head, brand, own_name, risks)
    summary = _shortened(description)
    if len(summary) < SHORT or description.startswith("Category:"):
        summary = _stated(name, brand, risks, notifier)
    return Texts(title, name, summary, description, _itemed(block(reading, "danger")), sold)


def _title(head: str, brand: str, name: str, risks: Sequence[str]) -> str:
    """`Boys' swimwear (Brand): injuries`; of a long name the first words."""
    start = _cut(head, HEAD)
    said = [word for word in dict.fromkeys((brand, name)) if word and len(word) <= 60 and not _within(word, start)]
    if len(said) == 2 and (len(said[0]) + len(said[1]) > 60 or _within(*said)):
        said = said[1:] if _within(*said) and len(said[1]) <= 60 else said[:1]
    which = f" ({', '.join(said)})" if said else ""
    told = f": {_joined(risks)}" if risks else ""
    return f"{start.rstrip('.:')}{which}{told}"


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _within(part: str, whole: str) -> bool:
    return part.casefold() in whole.casefold()


def _opening(description: str) -> str:
    """The first words of a description, where an alert names no product."""
    match = _FIRST.match(description)
    if not match:
        return ""
    within = description[match.end() : match.end() + 1].isalnum()
    return (match[0].rsplit(" ", 1)[0] if within and " " in match[0].strip() else match[0]).strip()


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _shortened(description: str) -> str:
    """The first sentences of a description."""
    text = " ".join(description.split())
    if len(text) <= SUMMARY:
        return text
    found = ""
    for sentence in _END.split(text):
        if found and len(found) + len(sentence) > SUMMARY:
            break
        found = f"{found} {sentence}".strip()
    return _cut(found, SUMMARY + 80)


def _stated(head: str, brand: str, risks: Sequence[str], notifier: str) -> str:
    """A summary for an alert without a description: what its other fields say."""
    of = f" of the brand {brand}" if brand and not _within(brand, head) else ""
    notifier = re.sub(r"^(?:The |(?=United ))", "the ", notifier)
    by = f", notified by {notifier}" if notifier else ""
    told = f" Risk: {_joined([risk.removesuffix(' risk') for risk in risks])}." if risks else ""
    return f"{head.rstrip('.')}{of}{by}.{told}"
