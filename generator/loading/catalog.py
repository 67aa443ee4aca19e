"""The linked, immutable catalogue of everything that was loaded."""

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from generator.loading import store
from generator.loading.entries import SAME_PRODUCT, CaseEntry, NoticeEntry
from generator.loading.files import shard_of
from generator.loading.settings import Settings
from generator.records.notice import Finding, Notice
from generator.records.response import Response


class Unsound(Exception):
    """A catalogue was asked for something that it does not hold."""


class Alike(NamedTuple):
    """What notices have in common, by look-up key: (notice id, kind) of a product, and notice ids of a brand.

    From the oldest notice on.
    """

    by_product: Mapping[str, Sequence[tuple[str, str]]]
    by_brand: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Catalog:
    """Every notice and case as an entry, linked both ways; the whole record is read when it is asked for.

    Entries are sorted: notices by publication date and id, cases by notice and platform.
    """

    settings: Settings
    notices: Mapping[str, NoticeEntry]
    cases: Mapping[tuple[str, str], CaseEntry]
    records: "RecordStore"

    @classmethod
    def build(
        cls, settings: Settings, notices: Iterable[NoticeEntry], cases: Iterable[CaseEntry], records: "RecordStore"
    ) -> "Catalog":
        """Sort and freeze. Linking problems are found before, by `generator.loading.linking`."""
        ordered = {entry.id: entry for entry in sorted(notices, key=lambda e: e.sort_key)}
        linked = {(c.notice, c.platform): c for c in sorted(cases, key=lambda c: (c.notice, c.platform))}
        return cls(settings, MappingProxyType(ordered), MappingProxyType(linked), records)

    def notice(self, notice_id: str) -> Notice:
        """The whole record. Raises Unsound for an id that is not in the catalogue."""
        return self.records.notice(self.notices[notice_id].file)

    def response(self, notice_id: str, platform: str) -> Response:
        """The whole case of a notice on a platform."""
        return self.records.response(self.cases[notice_id, platform].file)

    @cached_property
    def shown(self) -> str:
        """Changes when anything does that lists and counts show of any notice."""
        return store.digest("".join(entry.shown for entry in self.notices.values()).encode())

    @cached_property
    def by_alias(self) -> Mapping[str, str]:
        """Notice id by each of its other names."""
        return MappingProxyType({alias: e.id for e in self.notices.values() for alias in e.aliases})

    @cached_property
    def by_platform(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by each platform that the notice names."""
        return self._each(attrgetter("platforms"))

    @cached_property
    def by_substance(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by substance found."""
        return self._each(attrgetter("substances"))

    @cached_property
    def by_category(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by product category."""
        return self._one(attrgetter("category"))

    @cached_property
    def by_authority(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by the authority or body that published."""
        return self._one(attrgetter("authority"))

    @cached_property
    def by_year(self) -> Mapping[int, tuple[str, ...]]:
        """Notice ids by year of publication."""
        return self._one(attrgetter("year"))

    @cached_property
    def by_hazard(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by type of hazard."""
        return self._each(attrgetter("hazards"))

    @cached_property
    def by_country(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by the country (or union) whose authority published, and by the one that notified it."""
        return self._each(lambda e: (e.jurisdiction, e.notified_by) if e.notified_by else (e.jurisdiction,))

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """(Notice id, kind) by look-up key, oldest notice first."""
        return self._by_key(lambda kind: True)

    @cached_property
    def by_product(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The same for keys that tell a product from others: few, and soon found."""
        return self._by_key(lambda kind: kind.startswith(SAME_PRODUCT))

    def _by_key(self, wanted: Callable[[str], bool]) -> Mapping[str, Sequence[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        asked = cache(wanted)
        for entry in self.notices.values():
            for key, kind in entry.lookup:
                if key and asked(kind):
                    found[key].append((entry.id, kind))
        return MappingProxyType(dict(found))

    @cached_property
    def number_of_keys(self) -> int:
        """How many look-up keys there are."""
        return len({key for entry in self.notices.values() for key, _ in entry.lookup if key})

    @cached_property
    def by_brand(self) -> Mapping[str, tuple[str, ...]]:
        """Notice ids by the look-up key of the brand."""
        return self._each(lambda e: [key for key, kind in e.lookup if kind == "brand" and key])

    @cached_property
    def alike(self) -> Alike:
        """What all notices have in common."""
        return Alike(self.by_product, self.by_brand)

    def alike_in(self, keys: Set[str]) -> Alike:
        """The same of these keys only: for a few of them it takes a fraction of the time."""
        by_product: dict[str, list[tuple[str, str]]] = defaultdict(list)
        by_brand: dict[str, list[str]] = defaultdict(list)
        for entry in self.notices.values():
            for key, kind in entry.lookup:
                if key in keys:
                    if kind == "brand":
                        by_brand[key].append(entry.id)
                    elif kind.startswith(SAME_PRODUCT):
                        by_product[key].append((entry.id, kind))
        return Alike(MappingProxyType(dict(by_product)), MappingProxyType(dict(by_brand)))

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the notices that each notice supersedes."""
        return self._each(lambda e: (e.superseded_by,) if e.superseded_by else ())

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the notices that name each notice as related."""
        return self._each(attrgetter("related"))

    @cached_property
    def cases_of(self) -> Mapping[str, tuple[CaseEntry, ...]]:
        """The cases of each notice, by platform id."""
        found: dict[str, list[CaseEntry]] = defaultdict(list)
        for case in self.cases.values():
            found[case.notice].append(case)
        return MappingProxyType({key: tuple(value) for key, value in found.items()})

    @cached_property
    def cases_by_platform(self) -> Mapping[str, tuple[CaseEntry, ...]]:
        """The cases of each platform, by notice id."""
        found: dict[str, list[CaseEntry]] = defaultdict(list)
        for case in self.cases.values():
            found[case.platform].append(case)
        return MappingProxyType({key: tuple(value) for key, value in found.items()})

    @cached_property
    def latest(self) -> str:
        """The newest day that any notice or case speaks of, as ISO text: the date as of which the site speaks."""
        dates = [e.latest for e in self.notices.values()] + [c.latest for c in self.cases.values()]
        newest = max(dates, default="")
        if not newest:
            return newest
        # An instant belongs to a day of the site's time zone, which may be the one after the day that is written.
        since = (date.fromisoformat(newest) - timedelta(days=1)).isoformat()
        late = [case for case in self.cases.values() if case.latest >= since]
        moments = [event[3] for case in late for event in case.events if event[3] is not None]
        zone = ZoneInfo(self.settings.site.time_zone)
        return max([newest, *(datetime.fromtimestamp(m, zone).date().isoformat() for m in moments)])

    def _one(self, key: Callable[[NoticeEntry], Any]) -> Mapping[Any, tuple[str, ...]]:
        """Notice ids by the one key of each notice."""
        found: dict[Any, list[str]] = defaultdict(list)
        for notice, of in zip(self.notices, map(key, self.notices.values()), strict=True):
            found[of].append(notice)
        return MappingProxyType({of: tuple(ids) for of, ids in found.items()})

    def _each(self, keys: Callable[[NoticeEntry], Iterable[Any]]) -> Mapping[Any, tuple[str, ...]]:
        """Notice ids by each of the keys of a notice."""
        found: dict[Any, list[str]] = defaultdict(list)
        for notice, own in zip(self.notices, map(keys, self.notices.values()), strict=True):
            for key in own:
                found[key].append(notice)
        return MappingProxyType({key: tuple(ids) for key, ids in found.items()})


class RecordStore:
    """Reads whole records back from the shard caches that loading has just written, in any order."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._shards: dict[int, tuple[dict[str, tuple[int, int]], bytes]] = {}

    def shard_file(self, shard: int) -> Path:
        """Where a shard's cache is."""
        return self.cache / "records" / f"{shard:02d}"

    def _raw(self, file: str) -> bytes:
        shard = shard_of(file)
        if shard not in self._shards:
            self._shards[shard] = self._open(self.shard_file(shard))
        places, data = self._shards[shard]
        if file not in places:
            raise Unsound(f"{file} is not in the record cache")
        start, end = places[file]
        return data[start:end]

    def _open(self, path: Path) -> tuple[dict[str, tuple[int, int]], bytes]:
        """Places of a shard's records, and the file that holds them: read whole, which takes less than mapping it."""
        try:
            data = store.beside(path).read_bytes()
        except FileNotFoundError:
            return {}, b""
        return store.places(data), data

    def notice(self, file: str) -> Notice:
        """A notice by its file."""
        return Notice.model_validate(marshal.loads(self._raw(file)))  # noqa: S302 - vouched for by the shard's index

    def plain(self, file: str) -> dict[str, Any]:
        """A notice as plain data, as it stood in the file: sound, for it was validated when it was read."""
        found: dict[str, Any] = marshal.loads(self._raw(file))  # noqa: S302
        return found

    def findings(self, file: str, substance: str = "") -> tuple[Finding, ...]:
        """The findings of a notice by its file, without the rest of it; those of one substance where one is named."""
        every = self.plain(file).get("findings") or ()
        return tuple(Finding.model_validate(x) for x in every if not substance or x.get("substance") == substance)

    def response(self, file: str) -> Response:
        """A case by its file."""
        return Response.model_validate(marshal.loads(self._raw(file)))  # noqa: S302
