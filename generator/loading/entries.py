"""What the catalogue keeps of each record in memory: a few plain fields; the record itself is read when needed."""

import marshal
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args

from generator.loading import store
from generator.loading.yaml_reader import Route
from generator.records.evidence import Sourced
from generator.records.identifiers import Asked, bare, isbn13, number_key, read_link
from generator.records.notice import Notice
from generator.records.response import Event, EventKind, Response
from generator.records.shops import shop_of
from generator.records.values import LocalText, PartialDate, Record

Ref = tuple[str, str]
Texts = tuple[tuple[str, str], ...]

Packed = str
"""Pairs of texts as one text: ten thousand of them are read many times faster. `packed` makes it, `pairs` reads it."""

SAME_PRODUCT = ("gtin", "model", "item:")
"""Beginnings of the kinds of look-up keys that make two notices speak of the same product."""


class NoticeEntry(NamedTuple):
    """The fields of a notice that lists, indexes and search need. All plain data, cheap to keep by the ten thousand.

    `digest` is the hash of the record's file, `shown` that of all other fields here but `summary`: a list without
    summaries need not be made again when only the rest of a record changed. `found` is the hash of the findings.
    """

    id: str
    file: str
    digest: str
    published: str
    title: Texts
    summary: Texts
    status: str
    superseded_by: str
    withdrawn: str
    category: str
    hazards: tuple[str, ...]
    level: str
    platforms: tuple[str, ...]
    substances: tuple[str, ...]
    authority: str
    jurisdiction: str
    pooled: bool
    unconfirmed: bool
    aliases: tuple[str, ...]
    item_ids: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
    latest: str
    refs: Packed
    related: tuple[str, ...]
    exceptions: tuple[str, ...]
    register: str
    product_keys: Packed
    notified_by: str
    lookup: tuple[tuple[str, str], ...]
    furthest: str
    brand: str
    sample: tuple[()] | tuple[int, int] = ()
    bounded: bool = False
    found: str = ""
    shown: str = ""

    @property
    def date(self) -> PartialDate:
        """When it was published."""
        return PartialDate.parse(self.published)

    @property
    def year(self) -> int:
        """Year of publication."""
        return int(self.published[:4])

    @property
    def month(self) -> str:
        """Two digits, or empty where the source gives only the year."""
        return self.published[5:7]

    @property
    def sort_key(self) -> tuple[str, str]:
        """Newest last; a date without day counts as its first possible day."""
        return (self.published, self.id)

    def text(self, name: str, language: str) -> tuple[str, str]:
        """`title` or `summary` for a reader of `language`, with the language it is in."""
        texts: Texts = getattr(self, name)
        for tag, text in texts:
            if tag == language:
                return text, tag
        return LocalText(dict(texts)).best(language)


class EventEntry(NamedTuple):
    """An event without its words: what happened, and when.

    `first` and `last` are the earliest and the latest day as ordinals (`date.toordinal`), or 0; `moment` is seconds
    since 1970 in UTC where the source gives a time of day. They are 0, 0 and None where no source says when.
    `known` is the first day on which one can have known of it: of two days between which it lies, the later one; of a
    month, its first day; 0 where there is none or `moment` says it.
    """

    kind: str
    first: int
    last: int
    moment: int | None
    initiative: str
    outcome: str
    partial: bool
    listings: tuple[str, ...]
    known: int


class CaseEntry(NamedTuple):
    """The fields of a case that lists, counts and figures need. `events` are `EventEntry`s as plain tuples."""

    notice: str
    platform: str
    file: str
    digest: str
    kinds: tuple[str, ...]
    listing_ids: tuple[str, ...]
    found_again: bool
    latest: str
    refs: Packed
    exceptions: tuple[str, ...]
    furthest: str
    initiative: str
    events: tuple[tuple[Any, ...], ...]


def packed(of: Iterable[tuple[str, str]]) -> Packed:
    """Pairs as one text, in their order; no text of a record holds the characters that part them."""
    return "\0".join(["\1".join(pair) for pair in of])


def pairs(text: Packed) -> list[tuple[str, str]]:
    """What was packed."""
    found = (part.partition("\1") for part in text.split("\0")) if text else ()
    return [(first, second) for first, _, second in found]


def parts(texts: Iterable[Packed]) -> list[str]:
    """The pairs of many, each still as one text."""
    whole = "\0".join(filter(None, texts))
    return whole.split("\0") if whole else []


_LEVELS = ("serious", "high", "medium", "low")


def notice_entry(notice: Notice, file: str, digest: str, found: str = "") -> NoticeEntry:
    """Build the entry of a notice read from `file` with the content hash `digest`; `found` is that of its findings."""
    levels = [h.level.value for h in notice.hazards if h.level]
    dates = [notice.published, *(r.date for r in notice.revisions), *(m.date for m in notice.measures if m.date)]
    if notice.withdrawal:
        dates.append(notice.withdrawal.date)
    entry = NoticeEntry(
        id=notice.id,
        file=file,
        digest=digest,
        published=notice.published.text,
        title=tuple(notice.title.items()),
        summary=tuple(notice.summary.items()),
        status=notice.status.value,
        superseded_by=notice.superseded_by or "",
        withdrawn=notice.withdrawal.date.text if notice.withdrawal else "",
        category=notice.product.category,
        hazards=tuple(dict.fromkeys(h.type for h in notice.hazards)),
        level=next((level for level in _LEVELS if level in levels), ""),
        platforms=notice.platforms,
        substances=tuple(dict.fromkeys(f.substance for f in notice.findings if f.substance)),
        authority=notice.authority,
        jurisdiction=notice.jurisdiction,
        pooled=notice.pooled,
        unconfirmed=notice.unconfirmed,
        aliases=notice.aliases,
        item_ids=tuple((x.platform, x.item_id) for x in notice.listings if x.item_id),
        images=tuple(image.file for image in notice.images),
        latest=_latest(dates),
        refs=packed(dict.fromkeys(ref for ref, _ in notice_refs(notice))),
        related=notice.related,
        exceptions=tuple(exception.rule for exception in notice.exceptions),
        register=notice.provenance.source if notice.provenance else "",
        product_keys=packed(_product_keys(notice)),
        notified_by=notice.notified_by or "",
        lookup=tuple(dict.fromkeys(lookup_keys(notice))),
        furthest=_latest([*dates, *(x.seen for x in notice.listings if x.seen), *_reading(notice)]),
        brand=notice.product.brand or "",
        sample=(notice.sample.tested, notice.sample.failed) if notice.sample else (),
        bounded=any(f.limit and (f.limit.min is not None or f.limit.range is not None) for f in notice.findings),
    )
    # Version 2 of the format: later ones write the same value in several ways.
    shown = marshal.dumps((*entry[:_DIGEST], *entry[_DIGEST + 1 : _SUMMARY], *entry[_SUMMARY + 1 : -2]), 2)
    return NoticeEntry(*entry[:-2], found, store.digest(shown))


_DIGEST, _SUMMARY = NoticeEntry._fields.index("digest"), NoticeEntry._fields.index("summary")


def case_entry(response: Response, file: str, digest: str) -> CaseEntry:
    """Build the entry of a case read from `file`."""
    dates = [event.date for event in response.events if event.date]
    dates += [day for event in response.events for day in event.between or ()]
    dates += [PartialDate.parse(event.instant.text[:10]) for event in response.events if event.instant]
    return CaseEntry(
        notice=response.notice,
        platform=response.platform,
        file=file,
        digest=digest,
        kinds=tuple(dict.fromkeys(event.kind.value for event in response.events)),
        listing_ids=tuple(dict.fromkeys(item for event in response.events for item in event.listings)),
        found_again=any(e.kind is EventKind.RECHECKED and e.outcome == "found_again" for e in response.events),
        latest=_latest([*dates, *(r.date for r in response.revisions)]),
        refs=packed(dict.fromkeys(ref for ref, _ in response_refs(response))),
        exceptions=tuple(exception.rule for exception in response.exceptions),
        furthest=_latest([*dates, *(r.date for r in response.revisions), *_reading(response)]),
        initiative=response.initiative.value if response.initiative else "",
        events=tuple(tuple(event_entry(event)) for event in response.events),
    )


def event_entry(event: Event) -> EventEntry:
    """An event without its words."""
    first, last = event.between or (event.date, event.date)
    return EventEntry(
        event.kind.value,
        first.first.toordinal() if first else 0,
        last.last.toordinal() if last else 0,
        int(event.instant.moment.timestamp()) if event.instant else None,
        event.initiative.value if event.initiative else "",
        event.outcome.value if event.outcome else "",
        event.partial,
        event.listings,
        last.first.toordinal() if last else 0,
    )


def _reading(record: Sourced) -> Iterator[PartialDate]:
    """When the sources of a record were published and read."""
    for source in record.sources:
        yield source.retrieved
        if source.published:
            yield source.published


def _product_keys(notice: Notice) -> Iterator[tuple[str, str]]:
    """What two notices on the same product have in common: GTINs, brand with model, items on platforms."""
    product = notice.product
    for gtin in product.gtins:
        yield "GTIN", gtin
    if product.brand:
        brand = product.brand.casefold()
        for model in product.models:
            yield "brand and model", f"{brand} {model.casefold()}"
    for listing in notice.listings:
        if listing.item_id:
            yield f"item on {listing.platform}", listing.item_id


def lookup_keys(notice: Notice) -> Iterator[tuple[str, str]]:
    """What the notice can be found by on the page "Check my item": (key, kind), see `generator.records.identifiers`.

    Kinds: `item:SHOP` for a listing, `gtin`, `code` for any other code, `model` for brand with model, `part` for a
    model alone, `brand`, `ref` for the notice's own names.
    """
    product = notice.product
    for listing in notice.listings:
        item = number_key(bare(listing.item_id)) if listing.item_id else ""
        link = read_link(listing.url) if listing.url and not item else Asked("empty")
        for key in (item, *(link.keys[:1] if link.kind == "link" else ())):
            if key:
                yield key, f"item:{shop_of(listing.platform)}"
    for gtin in product.gtins:
        yield number_key(gtin), "gtin"
    for code in product.codes:
        value = bare(code.value)
        isbn = isbn13(value) if code.scheme == "isbn" else ""
        kind = "item:amazon" if code.scheme == "asin" else "gtin" if code.scheme == "isbn" else "code"
        yield isbn or number_key(value), kind
    brand = bare(product.brand) if product.brand else ""
    for model in product.models:
        alone = bare(model)
        if brand and alone:
            yield bare(f"{product.brand} {model}"), "model"
        if len(alone) > 3 and any("0" <= sign <= "9" for sign in alone):
            yield number_key(alone), "part"
    if len(brand) > 2:
        yield brand, "brand"
    for name in (notice.id, *notice.aliases, *(reference.id for reference in notice.references)):
        yield number_key(bare(name)), "ref"


def _latest(dates: list[PartialDate]) -> str:
    """The newest day that the record speaks of, by its first possible day; empty where it names none."""
    return max((d.first for d in dates), default=date.min).isoformat() if dates else ""


def notice_refs(notice: Notice) -> Iterator[tuple[Ref, Route]]:
    """Every reference of a notice to another record, `(kind, id)`, with its route in the file."""
    yield ("authorities", notice.authority), ("authority",)
    yield ("categories", notice.product.category), ("product", "category")
    for n, user in enumerate(notice.product.intended_users):
        yield ("users", user), ("product", "intended_users", n)
    for n, platform in enumerate(notice.scope.platforms):
        yield ("platforms", platform), ("scope", "platforms", n)
    for n, hazard in enumerate(notice.hazards):
        yield ("hazards", hazard.type), ("hazards", n, "type")
    for n, measure in enumerate(notice.measures):
        yield ("measures", measure.type), ("measures", n, "type")
    for n, listing in enumerate(notice.listings):
        yield ("platforms", listing.platform), ("listings", n, "platform")
    for n, finding in enumerate(notice.findings):
        route = ("findings", n)
        for kind, value, key in (
            ("platforms", finding.platform, "platform"),
            ("substances", finding.substance, "substance"),
            ("properties", finding.property, "property"),
        ):
            if value:
                yield (kind, value), (*route, key)
        if finding.measured:
            yield ("units", finding.measured.unit), (*route, "measured", "unit")
        if finding.limit and finding.limit.unit:
            yield ("units", finding.limit.unit), (*route, "limit", "unit")


def response_refs(response: Response) -> Iterator[tuple[Ref, Route]]:
    """Every reference of a case, with its route in the file."""
    yield ("platforms", response.platform), ("platform",)


def source_refs(record: Record, route: Route = ()) -> Iterator[tuple[str, Route]]:
    """Every reference of a block inside a record to the record's own sources, with its route."""
    for name in _blocks(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from source_refs(value, (*route, name))
        elif isinstance(value, tuple):
            for n, item in enumerate(value):
                if isinstance(item, Record):
                    yield from source_refs(item, (*route, name, n))
                elif name == "sources":
                    yield item, (*route, name, n)


@cache
def _blocks(model: type[Record]) -> tuple[str, ...]:
    """The fields of a model that can hold further blocks or name sources."""

    def holds(annotation: Any) -> bool:
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return True
        return any(holds(part) for part in get_args(annotation))

    return tuple(name for name, field in model.model_fields.items() if name == "sources" or holds(field.annotation))
