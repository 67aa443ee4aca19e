"""The stamped lane: bulletins in shards, browse pages beside them, all from the store where nothing changed."""

import itertools
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from generator import urls
from generator.compliance.timeline import State
from generator.export.lookup import kin_of
from generator.export.objects import PageStore, forget, make_folder
from generator.loading import store
from generator.loading.catalog import Alike, Catalog, RecordStore
from generator.loading.entries import NoticeEntry, Texts
from generator.loading.files import SHARDS, shard_of
from generator.loading.fresh import some_at_a_time
from generator.loading.settings import Settings, load_settings
from generator.records.notice import Notice
from generator.records.response import Response
from generator.records.values import LocalText
from generator.render.renderer import Renderer
from generator.render.templating import compile_stamped
from generator.site.changes import Changes
from generator.site.charts import ChartFiles
from generator.site.jobs import BrowseJob, FileJob
from generator.site.lane import Lane, Stamping
from generator.site.ledger import ledger
from generator.site.pages import browse_jobs
from generator.site.project import BuildError
from generator.site.settled import Found, Settled, note_keys, noted_keys, shard_folder
from generator.views.bulletin import Bulletin, bulletin
from generator.views.page import Page
from generator.views.words import Language

BROWSE_PARTS = 16
MOST_KIN = 8
"""Related bulletins on a page that nobody declared: the same barcode, model, listing or brand."""


@dataclass(frozen=True, slots=True)
class NoticeJob:
    """A bulletin to publish: the notice, the notices that it points at (both ways), its pictures.

    `cases` are (platform, file, hash, where it stands).
    """

    id: str
    file: str
    digest: str
    cases: tuple[tuple[str, str, str, str], ...]
    links: tuple[tuple[str, Texts], ...]
    predecessors: tuple[str, ...]
    related: tuple[str, ...]
    kin: tuple[tuple[str, str], ...]
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShardJob:
    """The bulletins of one shard."""

    common: Stamping
    shard: int
    notices: tuple[NoticeJob, ...]


@dataclass(frozen=True, slots=True)
class Stamped:
    """How many pages were published, how many of them from the store, their bytes if new, the files of charts."""

    pages: int
    cached: int
    largest: int
    files: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def settings_for(config: str, digest: str) -> Settings:
    """The settings in a worker: inherited where workers are forked, read again elsewhere."""
    settings, diagnostics = load_settings(Path(config))
    if settings is None or settings.digest != digest:
        raise BuildError(
            f"site_config/ changed while the site was being built ({len(diagnostics)} errors): build again"
        )
    return settings


_inherited: dict[tuple[str, str], Settings] = {}


def prime(config: str, settings: Settings, *, templates: bool) -> None:
    """Let forked workers inherit the settings and, where most pages will be made, the compiled templates."""
    _inherited.clear()
    _inherited[config, settings.digest] = settings
    if templates:
        for language in settings.site.languages:
            compile_stamped(Language(language.code, settings))


def by_shard(catalog: Catalog) -> list[tuple[int, list[NoticeEntry]]]:
    """The notices of each shard that has any, with its number."""
    shards: list[list[NoticeEntry]] = [[] for _ in range(SHARDS)]
    for entry in catalog.notices.values():
        shards[shard_of(entry.file)].append(entry)
    return [(number, entries) for number, entries in enumerate(shards) if entries]


def shard_job(catalog: Catalog, common: Stamping, number: int, entries: Iterable[NoticeEntry]) -> ShardJob:
    """The work on a shard, as plain data: whoever does it needs no catalogue."""
    return ShardJob(common, number, tuple(notice_job(catalog, entry, catalog.alike) for entry in entries))


def notice_job(catalog: Catalog, entry: NoticeEntry, alike: Alike) -> NoticeJob:
    """All that the page of a notice is made from, whoever makes it. `alike` has at least the notice's own keys."""
    known = ledger(catalog)
    predecessors = catalog.predecessors.get(entry.id, ())
    related = tuple(dict.fromkeys((*entry.related, *catalog.related.get(entry.id, ()))))
    kin = tuple(itertools.islice((x for x in kin_of(catalog, entry, alike) if x[0] not in related), MOST_KIN))
    pointed = [*([entry.superseded_by] if entry.superseded_by else []), *predecessors, *related]
    pointed += [notice for notice, _ in kin]
    return NoticeJob(
        id=entry.id,
        file=entry.file,
        digest=entry.digest,
        cases=tuple(
            (case.platform, case.file, case.digest, known.states(case.platform)[entry.id].value)
            for case in catalog.cases_of.get(entry.id, ())
        ),
        links=tuple((other, catalog.notices[other].title) for other in pointed),
        predecessors=predecessors,
        related=related,
        kin=kin,
        images=entry.images,
    )


def stamp_shard(job: ShardJob) -> Stamped:
    """Publish the bulletins of a shard in every language. Runs in a worker."""
    common = job.common
    settings = _inherited.get((common.config, common.settings_digest)) or settings_for(
        common.config, common.settings_digest
    )
    made = PageStore(shard_folder(Path(common.store), job.shard))
    stamped, _ = _stamp_notices(job.notices, common, settings, made)
    made.close()
    return stamped


def _stamp_notices(
    notices: Sequence[NoticeJob], common: Stamping, settings: Settings, made: PageStore
) -> tuple[Stamped, dict[str, str]]:
    """Publish bulletins in every language; with the key of each page by its path."""
    records = RecordStore(Path(common.record_cache))
    lanes = [Lane(common, settings, code, shells, made) for code, shells in common.shells]
    for lane in lanes:
        steps = (partial(_material, records=records), partial(_view, renderer=lane.renderer), lane.renderer.bulletin)
        for portion in some_at_a_time(notices):
            lane.publish([(urls.notice(notice.id), _parts(notice), notice) for notice in portion], steps)
            for notice in portion:
                _pictures(notice.images, notice.file, common, lane.renderer.prefix + urls.notice(notice.id))
    stamped = Stamped(
        len(notices) * len(lanes), sum(lane.cached for lane in lanes), max(lane.largest for lane in lanes)
    )
    return stamped, {below: key for lane in lanes for below, key in lane.keys.items()}


def _parts(notice: NoticeJob) -> tuple[str, ...]:
    """All that a bulletin is made from."""
    return (
        notice.id,
        notice.file,
        notice.digest,
        *(part for _, _, *parts in notice.cases for part in parts),
        repr((notice.links, notice.predecessors, notice.related, notice.kin)),
    )


@dataclass(frozen=True, slots=True)
class BrowsePart:
    """Some of the browse pages. They need the whole catalogue, so only a process that inherits it can make them."""

    common: Stamping
    part: int


_browse: list[list[BrowseJob | FileJob]] = []


def browse_parts(jobs: Iterable[BrowseJob | FileJob], common: Stamping) -> list[BrowsePart]:
    """One job for each part; a page is always in the same part. To be called before workers are forked."""
    _browse[:] = [[] for _ in range(BROWSE_PARTS)]
    for job in jobs:
        _browse[zlib.crc32(job.path.encode()) % BROWSE_PARTS].append(job)
    return [BrowsePart(common, number) for number, own in enumerate(_browse) if own]


@dataclass(frozen=True, slots=True)
class _Work:
    """A shard in a process that inherits the catalogue. `before` are the bases that say: as the last build knew it."""

    catalog: Catalog
    common: Stamping
    changes: Changes
    number: int
    entries: list[NoticeEntry]
    before: tuple[str, ...]
    now: str


_shards: list[_Work] = []


Shards = tuple[int, ...]
"""Shards whose bulletins are one piece of work, by their place in the list that workers inherit."""
UNTOUCHED = 8
"""Shards to a piece of work where nothing is to be made: to hand out one takes as long as to look through it."""


def keep(catalog: Catalog, common: Stamping, changes: Changes, in_place: Found) -> tuple[list[Shards], Stamped]:
    """Let forked workers inherit the catalogue: what goes to them is numbers. To be called before they are forked.

    Of shards whose pages are `in_place` in the site and that nothing touched there is only a count, the second result.
    """
    # Each worker would make these indexes again: they are made here.
    _ = catalog.cases_of, catalog.predecessors, catalog.related
    if not changes.before:
        _ = catalog.alike
    now, before = _base(common, changes.now), _base(common, changes.before)
    settled = Settled(Path(common.store), before)
    _shards[:] = [
        _Work(catalog, common, changes, number, entries, (before, settled.get(number)), now)
        for number, entries in by_shard(catalog)
    ]
    if not changes.before:
        return [(number,) for number in range(len(_shards))], Stamped(0, 0, 0)
    touched = [n for n, work in enumerate(_shards) if not changes.touched.isdisjoint(e.id for e in work.entries)]
    others = sorted({*range(len(_shards))} - {*touched})
    passed_over = {work.number: in_place[work.number][0] for n in others if _is_right(work := _shards[n], in_place)}
    if changes.now != changes.before:
        settled.note(now, {number: base for number, base in passed_over.items() if base != now})
    left = [n for n in others if _shards[n].number not in passed_over]
    pages = sum(in_place[number][1] for number in passed_over)
    return [
        *((number,) for number in touched),
        *(tuple(left[start : start + UNTOUCHED]) for start in range(0, len(left), UNTOUCHED)),
    ], Stamped(pages, pages, 0)


def _base(common: Stamping, records: str) -> str:
    """Names everything that the pages of a shard are made from, given the name of all records."""
    return store.digest(f"{common.digest} {records}".encode())


def _is_right(work: _Work, in_place: Found) -> bool:
    """Whether all pages of a shard that nothing touched are in place, and there are no pictures to put beside them."""
    base, pages = in_place.get(work.number, ("", -1))
    same = base == work.now or base in work.before
    return same and pages == len(work.entries) * len(work.common.shells) and not any(e.images for e in work.entries)


def _stamp_inherited(work: _Work) -> Stamped:
    """Publish the bulletins of a shard; those that nothing touched go without a look at what they are made from."""
    common, changes, folder = work.common, work.changes, shard_folder(Path(work.common.store), work.number)
    made = PageStore(folder)
    base, known = noted_keys(folder)
    touched = changes.touched
    if base == work.now:
        touched = frozenset()
    elif base not in work.before:
        known = {}
    settings = _inherited[common.config, common.settings_digest]
    prefixes = [urls.language_root(code, settings.default_language) for code, _ in common.shells]
    keys: dict[str, str] = {}
    left = []
    for entry in work.entries:
        paths = [prefix + urls.notice(entry.id) for prefix in prefixes]
        if entry.id in touched or not _still_there(paths, known, common.site, made):
            left.append(entry)
            continue
        for path in paths:
            keys[path] = known[path]
            _pictures(entry.images, entry.file, common, path)
    # Of those that were touched it is known what they share; another's page is missing only if somebody removed it.
    alike = changes.alike if changes.touched.issuperset(entry.id for entry in left) else work.catalog.alike
    jobs = [notice_job(work.catalog, entry, alike) for entry in left]
    stamped, others = _stamp_notices(jobs, common, settings, made)
    if base != work.now or others:
        note_keys(folder, work.now, keys | others)
    made.close()
    return Stamped(stamped.pages + len(keys), stamped.cached + len(keys), stamped.largest)


def _still_there(paths: list[str], known: dict[str, str], site: str, made: PageStore) -> bool:
    return all(path in known and made.fetch(known[path], f"{site}/{urls.output_file(path)}") for path in paths)


def stamp(job: ShardJob | BrowsePart | Shards) -> Stamped:
    """Publish the pages of a shard or part in every language. Runs in a worker."""
    if isinstance(job, BrowsePart):
        return stamp_browse(job)
    if isinstance(job, ShardJob):
        return stamp_shard(job)
    done = [_stamp_inherited(_shards[number]) for number in job]
    return Stamped(sum(x.pages for x in done), sum(x.cached for x in done), max(x.largest for x in done))


def stamp_browse(part: BrowsePart) -> Stamped:
    """Publish the browse pages of a part in every language."""
    common, jobs = part.common, _browse[part.part]
    made = PageStore(Path(common.store) / f"browse-{part.part:02d}")
    settings = _inherited[common.config, common.settings_digest]
    charts = ChartFiles(made, common.site, common.digest, common.css, common.pictures)
    lanes = [Lane(common, settings, code, shells, made) for code, shells in common.shells]
    files: list[str] = []
    pages = [job for job in jobs if isinstance(job, BrowseJob)]
    # A page with charts goes by itself: the files of its charts, next in turn, are made from the same model.
    charted = [[job] for job in pages if job.charts]
    portions = [*charted, *some_at_a_time([job for job in pages if not job.charts])]
    for lane in lanes:
        for portion in portions:
            steps = (partial(_make, renderer=lane.renderer),)
            lane.publish([(job.path, (job.section, job.digest), job) for job in portion], steps)
            for job in portion:
                if job.charts:
                    files += charts.publish(job, lane.keys[lane.renderer.prefix + job.path], lane.renderer)
    charts.close()
    for file in jobs:
        if isinstance(file, FileJob):
            _publish_file(file, common, made)
    made.close()
    largest = max(lane.largest for lane in lanes)
    return Stamped(len(pages) * len(common.shells), sum(lane.cached for lane in lanes), largest, tuple(files))


def _make(job: BrowseJob, renderer: Renderer) -> Page:
    return job.make(renderer)


def _publish_file(job: FileJob, common: Stamping, made: PageStore) -> None:
    key = store.digest("\0".join((common.digest, job.path, job.digest)).encode())
    target = f"{common.site}/{job.path}"
    if not made.fetch(key, target):
        make_folder(target)
        made.put(key, job.make(), target)


_Material = tuple[NoticeJob, Notice, dict[str, tuple[Response, str, State]]]


def _material(job: NoticeJob, records: RecordStore) -> _Material:
    """The records that a bulletin shows."""
    responses = {platform: (records.response(file), file, State(state)) for platform, file, _, state in job.cases}
    return job, records.notice(job.file), responses


def _view(material: _Material, renderer: Renderer) -> Bulletin:
    job, notice, responses = material
    language = renderer.language
    links = {other: language.words(LocalText(dict(title))) for other, title in job.links}
    return bulletin(notice, responses, links, job.predecessors, job.related, job.file, language, job.kin)


def _pictures(images: tuple[str, ...], file: str, common: Stamping, path: str) -> None:
    """Copy the pictures of the notice in `file` beside its page."""
    if not images:
        return
    folder = Path(common.records) / file.rsplit("/", 1)[0]
    for image in images:
        target = Path(common.site) / path / image.rsplit("/", 1)[-1]
        forget(str(target))
        shutil.copyfile(folder / image, target)


def public_paths(catalog: Catalog, browse: Iterable[BrowseJob] | None = None) -> Iterator[tuple[str, str]]:
    """Every path of the stamped lane below a language root, with the newest day that it speaks of (or empty)."""
    for entry in catalog.notices.values():
        cases = catalog.cases_of.get(entry.id)
        day = max(entry.latest, *(case.latest for case in cases)) if cases else entry.latest
        yield urls.notice(entry.id), day
    for job in browse_jobs(catalog) if browse is None else browse:
        yield job.path, ""


def clean(folder: Path) -> None:
    """Remove a folder of ours, if it is there."""
    if os.path.lexists(folder):
        shutil.rmtree(folder)
