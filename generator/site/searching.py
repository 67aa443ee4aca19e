"""The stage of the build that makes the search index: terms a shard, kept by record; then all of them together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import urls
from generator.export.objects import PageStore, make_folder
from generator.export.search.documents import (
    Classes,
    PageText,
    Vocabulary,
    facet_names,
    facet_values,
    notice_classes,
    notice_row,
    page_classes,
    page_row,
)
from generator.export.search.postings import Posting, files, invert
from generator.export.search.tables import PAGES, Names, columns, root, row_files
from generator.loading import store
from generator.loading.catalog import Catalog, RecordStore
from generator.loading.entries import NoticeEntry
from generator.loading.files import SHARDS, shard_of
from generator.loading.settings import Settings, load_settings
from generator.site.ledger import ledger
from generator.site.market import market_texts
from generator.site.project import BuildError, Project
from generator.site.workers import Workers
from generator.views.cases import state_id
from generator.views.facets import FACETS, facet_index
from generator.views.words import Language

GROUPS = 8
"""Terms are brought together in so many parts, which are worked on in parallel."""

Known = tuple[str, tuple[tuple[str, str, str], ...], tuple[str, ...]]
"""What is kept of a record: the key of what it was made from; its terms by group and class; a row a language."""


class Subject(NamedTuple):
    """A bulletin to index: its entry, the states of its cases, and the key of both."""

    entry: NoticeEntry
    states: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class TermJob:
    """The bulletins of a shard, and where what is made of them is kept. `digest` is that of settings and code."""

    config: str
    settings_digest: str
    record_cache: str
    file: str
    digest: str
    subjects: tuple[Subject, ...]


class Indexed(NamedTuple):
    """How many pages the index holds, and how many of its bulletins' terms had to be made."""

    pages: int
    made: int


_settings: list[Settings] = []
_jobs: list[TermJob] = []
_documents: list[tuple[int, tuple[tuple[str, str, str], ...]]] = []
_total: list[int] = []


def index_site(catalog: Catalog, project: Project, site: Path, texts: Sequence[PageText], workers: Workers) -> Indexed:
    """Publish the search index below `site`. `texts` are the pages that are no bulletins, in every language."""
    subjects, pages = _subjects(catalog), _grouped(texts)
    digest = store.digest(f"{store.code_version()}\0{catalog.settings.digest}".encode())
    name = store.digest(f"{project.records.resolve()} {project.config.resolve()}".encode())
    home = project.cache / "search" / name
    key = store.digest("\0".join((digest, repr(pages), *(subject.key for subject in subjects))).encode())
    published = _Published(home, site)
    if published.again(key):
        return Indexed(len(pages) + len(subjects), 0)
    jobs = _term_jobs(catalog, project, subjects, home, digest)
    _settings[:], _jobs[:] = [catalog.settings], jobs
    tasks: list[TermJob | int] = list(range(len(jobs))) if workers.inherit else list(jobs)
    made = sum(workers.map(index_shard, tasks, len(subjects)))
    known: dict[str, Known] = {}
    for job in jobs:
        known.update(store.load(Path(job.file)) or {})
    own = [known[subject.entry.file] for subject in subjects]
    published.put(key, _files(catalog.settings, subjects, pages, own, workers))
    return Indexed(len(pages) + len(subjects), made)


def _files(
    settings: Settings, subjects: list[Subject], pages: list[list[PageText]], known: list[Known], workers: Workers
) -> dict[str, bytes]:
    """Every file of the index by its name."""
    first = -(-len(pages) // PAGES) * PAGES
    names = Names()
    where = [(start, names.add(data)) for start, data in files(_postings(pages, first, known, workers))]
    facets, totals = {}, {}
    for facet, data, own in columns([facet_values(subject.entry, subject.states) for subject in subjects]):
        facets[facet], totals[facet] = names.add(data), own
    roots = {}
    for at, language in enumerate(settings.site.languages):
        shown = [page_row(page, language.code, settings.default_language) for page in pages] + ["[]"] * (
            first - len(pages)
        )
        shown += [own[2][at] for own in known]
        rows = [names.add(data) for data in row_files(shown)]
        named = facet_names(settings, totals, language.code)
        roots[f"{language.code}.json"] = root(len(shown), first, where, rows, facets, totals, named)
    return {**{f"{name}.json": data for name, data in names.files.items()}, **roots}


def browse_texts(catalog: Catalog) -> Iterator[PageText]:
    """What the search knows of browse pages in every language: substances, and where each way to browse begins."""
    for code in (language.code for language in catalog.settings.site.languages):
        language = Language(code, catalog.settings)
        title = language.t("Substances")
        summary = language.t("Substances found in products, by name and CAS number.")
        yield PageText(urls.SUBSTANCES, code, title, summary)
        for term in catalog.settings.terms["substances"].values():
            cas, aliases = getattr(term, "cas", None) or "", getattr(term, "aliases", ())
            about = language.words(term.description).text if term.description else ""
            path, name = urls.substance(term.id, cas or None), language.words(term.name).text
            yield PageText(path, code, name, about, "substance", codes=(cas, *aliases))
        for facet in FACETS:
            view = facet_index(catalog, facet, language)
            yield PageText(view.path, code, view.title, view.lede)
        yield from market_texts(catalog.settings, language)


def _subjects(catalog: Catalog) -> list[Subject]:
    """Every bulletin, oldest first: new ones come at the end, and no other one's number changes."""
    known, found = ledger(catalog), []
    for entry in sorted(catalog.notices.values(), key=lambda e: e.sort_key):
        states = tuple(state_id(known.states(platform).get(entry.id)) for platform in entry.platforms)
        found.append(Subject(entry, states, f"{entry.digest} {' '.join(states)}"))
    return found


def _grouped(texts: Iterable[PageText]) -> list[list[PageText]]:
    """The pages, by path, each with its languages."""
    found: dict[str, list[PageText]] = defaultdict(list)
    for text in texts:
        found[text.path].append(text)
    return [found[path] for path in sorted(found)]


def _term_jobs(
    catalog: Catalog, project: Project, subjects: Iterable[Subject], home: Path, digest: str
) -> list[TermJob]:
    shards: list[list[Subject]] = [[] for _ in range(SHARDS)]
    for subject in subjects:
        shards[shard_of(subject.entry.file)].append(subject)
    return [
        TermJob(
            str(project.config),
            catalog.settings.digest,
            str(catalog.records.cache),
            str(home / f"{number:02d}"),
            digest,
            tuple(own),
        )
        for number, own in enumerate(shards)
        if own
    ]


def index_shard(task: TermJob | int) -> int:
    """Bring the terms of a shard's bulletins up to date; returns how many had to be made. Runs in a worker."""
    job = _jobs[task] if isinstance(task, int) else task
    old: dict[str, Known] = store.load(Path(job.file)) or {}
    new: dict[str, Known] = {}
    records, named, made = RecordStore(Path(job.record_cache)), None, 0
    for entry, states, own in job.subjects:
        key = f"{job.digest} {own}"
        known = old.get(entry.file)
        if known is None or known[0] != key:
            named = named or Vocabulary(_settings_for(job))
            classes = notice_classes(records.plain(entry.file), entry, named)
            rows = tuple(notice_row(entry, states, language.code) for language in named.languages)
            known = (key, _by_group(classes), rows)
            made += 1
        new[entry.file] = known
    if made or len(new) != len(old):
        store.save(Path(job.file), new)
    return made


def _settings_for(job: TermJob) -> Settings:
    """The settings in a worker: inherited where workers are forked, read again elsewhere."""
    if _settings and _settings[0].digest == job.settings_digest:
        return _settings[0]
    settings, _ = load_settings(Path(job.config))
    if settings is None or settings.digest != job.settings_digest:
        raise BuildError("site_config/ changed while the site was being built: build again")
    _settings[:] = [settings]
    return settings


def _by_group(classes: Classes) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[list[str], list[str], list[str]]] = [([], [], []) for _ in range(GROUPS)]
    for at, own in enumerate(classes):
        for term in own:
            found[(ord(term[0]) + ord(term[-1])) % GROUPS][at].append(term)
    return tuple((" ".join(a), " ".join(b), " ".join(c)) for a, b, c in found)


def _postings(pages: list[list[PageText]], first: int, known: list[Known], workers: Workers) -> list[Posting]:
    """Every term with its documents, by term."""
    _documents[:] = [(number, _by_group(page_classes(page))) for number, page in enumerate(pages)]
    _documents.extend((number, own[1]) for number, own in enumerate(known, first))
    _total[:] = [first + len(known)]
    groups = range(GROUPS)
    parts = workers.map(invert_group, groups, len(known)) if workers.inherit else map(invert_group, groups)
    found = sorted(posting for part in parts for posting in part)
    _documents.clear()
    return found


def invert_group(group: int) -> list[Posting]:
    """The terms of a group. Runs in a process that inherits the documents."""
    return invert(((number, groups[group]) for number, groups in _documents), _total[0])


class _Published:
    """The index's files in the site, linked from a store that keeps those of the last build."""

    def __init__(self, home: Path, site: Path) -> None:
        self.note = home / "published"
        self.store = PageStore(home / "files")
        self.folder = f"{site}/{urls.INDEX}"
        make_folder(f"{self.folder}x")

    def again(self, key: str) -> bool:
        """Publish what the last build has made, if that was made from the same; else False."""
        told = store.load(self.note)
        if not told or told[0] != key:
            return False
        if not all(self.store.fetch(kept, f"{self.folder}{name}") for name, kept in told[1].items()):
            return False
        self._close(told[1])
        return True

    def put(self, key: str, made: dict[str, bytes]) -> None:
        """Publish new files, and from the store those that came out as before."""
        kept = {name: store.digest(f"{name}\0".encode() + data) for name, data in made.items()}
        for name, data in made.items():
            target = f"{self.folder}{name}"
            if not self.store.fetch(kept[name], target):
                self.store.put(kept[name], data, target)
        store.save(self.note, (key, kept))
        self._close(kept)

    def _close(self, wanted: Mapping[str, str]) -> None:
        """Remove what is no longer needed, from the store and from the site."""
        self.store.close()
        for file in Path(self.folder).iterdir():
            if file.name not in wanted:
                file.unlink()
