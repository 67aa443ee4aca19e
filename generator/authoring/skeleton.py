"""New records as text: what is known is written down, every other required place is left open and says what belongs."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.loading.open_places import open_place
from generator.loading.yaml_lines import NULLS
from generator.records.response import EventKind
from generator.records.values import Instant, PartialDate

_PLAIN = re.compile(r"[A-Za-z0-9\uac00-\ud7a3](?:[^\x00-\x1f\x7f-\x9f#:]|:(?=\S)|(?<=\S)#)*")
_NOT_TEXT = NULLS | {"true", "false", "yes", "no", "on", "off"}

NOTICE_MORE = """\
# Where a source says so, add: brand, models, gtins, batches, origin and intended_users of the product; findings,
# listings, measures, images, references, related. CONTRIBUTING.md shows a whole record; editors offer every key.
"""
RESPONSE_MORE = """\
# Where a source says so, add: initiative; listings, statement and note of an event. Events are only ever added.
"""
WANTED = {
    "published": "when it was published, such as 2026-11-20, 2026-11 or 2026",
    "title": "the product and the problem, in one line",
    "summary": "who found what, and where it was sold",
    "risk": "what can happen, in plain words",
    "product": "what the product is called",
    "category": "an id of vocabularies/categories.yml",
    "authority": "who published it, an id of vocabularies/authorities.yml",
    "jurisdiction": "its country, two capital letters, or EU",
    "hazard": "what can happen, an id of vocabularies/hazards.yml",
    "source_name": "who published it, and what",
    "source_url": "its public address",
    "retrieved": "when it was read, such as 2026-11-21 or 2026-11",
    "kind": f"what happened, one of {', '.join(EventKind)}",
    "date": "when, such as 2026-11-20; or in its place instant, between or unknown",
    "outcome": "what the check saw, not_found or found_again",
}


class NoEvent(ValueError):
    """An event of the command line that cannot be understood; the message says why."""


def notice(notice_id: str, given: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """A notice as plain data.

    `given` holds what is known, by the names of `WANTED`; texts in languages as `title_en`; also `platforms` and
    `hazards` (lists of ids) and `item_ids` (as long as the platforms, or shorter).
    """

    def known(name: str) -> Any:
        return given.get(name) or open_place(WANTED[name])

    def texts(name: str) -> dict[str, str]:
        return {code: given.get(f"{name}_{code}") or open_place(WANTED[name]) for code in languages}

    data: dict[str, Any] = {"id": notice_id, "published": known("published")}
    data |= {name: texts(name) for name in ("title", "summary", "risk")}
    data["product"] = {"name": texts("product"), "category": known("category")}
    data |= {"authority": known("authority"), "jurisdiction": known("jurisdiction")}
    data["hazards"] = [{"type": hazard} for hazard in given.get("hazards") or [open_place(WANTED["hazard"])]]
    listings = _listings(given.get("platforms") or [], given.get("item_ids") or [])
    if listings:
        data["listings"] = listings
    data["sources"] = [_source(given)]
    return data


def _listings(platforms: Sequence[str], item_ids: Sequence[str]) -> list[dict[str, str]]:
    padded = [*item_ids, *[""] * (len(platforms) - len(item_ids))]
    return [
        {"platform": platform, "item_id": item} if item else {"platform": platform}
        for platform, item in zip(platforms, padded, strict=True)
    ]


def _source(given: Mapping[str, Any]) -> dict[str, str]:
    names = {"name": "source_name", "url": "source_url", "retrieved": "retrieved"}
    found = {key: given.get(name) or open_place(WANTED[name]) for key, name in names.items()}
    return {"id": given.get("source_id") or "release", **found}


def response(notice_id: str, platform: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A case as plain data; `given["events"]` are `kind:when` as on the command line. Raises NoEvent."""
    events = [event(text) for text in given.get("events") or []]
    left_open = {"kind": open_place(WANTED["kind"]), "date": open_place(WANTED["date"])}
    data: dict[str, Any] = {"notice": notice_id, "platform": platform}
    if given.get("initiative"):
        data["initiative"] = given["initiative"]
    return {**data, "events": events or [left_open], "sources": [_source(given)]}


def event(text: str) -> dict[str, Any]:
    """An event from `kind:when`; when is a date, a moment, `from/to` or `unknown`. Raises NoEvent."""
    kind, _, when = text.partition(":")
    if kind not in set(EventKind):
        raise NoEvent(f"'{kind}' is no kind of event: use one of {', '.join(EventKind)}")
    found: dict[str, Any] = {"kind": kind, **_when(when)}
    if kind == EventKind.RECHECKED:
        found["outcome"] = open_place(WANTED["outcome"])
    return found


def _when(text: str) -> dict[str, Any]:
    if text == "unknown":
        return {"unknown": "true"}
    if not text:
        return {"date": open_place(WANTED["date"])}
    try:
        if "T" in text:
            return {"instant": Instant.parse(text).text}
        first, slash, last = text.partition("/")
        days = [PartialDate.parse(day).text for day in ([first, last] if slash else [first])]
    except ValueError as error:
        raise NoEvent(str(error)) from error
    return {"between": days} if slash else {"date": days[0]}


def as_text(data: Mapping[str, Any], schema: str, more: str) -> str:
    """A record file: the line that names its schema (a relative path; may be empty), the data, and a last remark."""
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    return head + "".join(f"{line}\n" for line in _block(data)) + more


def _block(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _block(value))
        elif isinstance(value, list):
            yield f"{key}:"
            yield from (f"  {line}" for item in value for line in _item(item))
        else:
            yield f"{key}: {scalar(str(value))}"


def _item(item: Any) -> Iterable[str]:
    if not isinstance(item, Mapping):
        return [f"- {scalar(str(item))}"]
    return [f"{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(_block(item))]


def scalar(text: str) -> str:
    """A text as YAML on one line: plain where nobody could take it for something else, else in double quotes."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _NOT_TEXT
    if plain and not re.fullmatch(r"[0-9.]+", text):
        return text
    return json.dumps(text, ensure_ascii=False)
