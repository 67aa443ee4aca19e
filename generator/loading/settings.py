"""site_config/: the site, its vocabularies, platforms, agreements, reports and market series."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from babel.messages.pofile import PoFileError, read_po
from pydantic import BaseModel

from generator.diagnostics import Diagnostic, Location
from generator.loading import store
from generator.loading.entries import source_refs
from generator.loading.files import find
from generator.loading.fresh import unknown_sources
from generator.loading.parse import locate, parse
from generator.loading.references import agreement_references, report_references, series_references
from generator.loading.statistics import series_refusals
from generator.loading.yaml_reader import Route
from generator.records.context import Agreement, Platform, Report, Series
from generator.records.evidence import Source, Sourced
from generator.records.settings import (
    AuthorityTerm,
    CalendarFile,
    CalendarTerm,
    HazardTerm,
    MetricTerm,
    PropertyTerm,
    RecheckFile,
    Site,
    SubstanceTerm,
    Term,
    UnitTerm,
)
from generator.records.values import Record

T = TypeVar("T", bound=Record)
M = TypeVar("M", bound=BaseModel)


class TermFile(Record, Generic[T]):
    """A vocabulary file: its terms, and the sources that they refer to."""

    terms: tuple[T, ...]
    sources: tuple[Source, ...] = ()


TERM_FILES: dict[str, type[TermFile[Any]]] = {
    "hazards": TermFile[HazardTerm],
    "measures": TermFile[Term],
    "categories": TermFile[Term],
    "users": TermFile[Term],
    "units": TermFile[UnitTerm],
    "authorities": TermFile[AuthorityTerm],
    "metrics": TermFile[MetricTerm],
    "properties": TermFile[PropertyTerm],
    "substances": TermFile[SubstanceTerm],
}


@dataclass(frozen=True)
class Settings:
    """Everything of site_config/ that is data. `digest` changes when any of it does."""

    site: Site
    terms: Mapping[str, Mapping[str, Any]]
    term_sources: Mapping[str, Mapping[str, Source]]
    platforms: Mapping[str, Platform]
    agreements: Mapping[str, Agreement]
    reports: Mapping[str, Report]
    series: Mapping[str, Series]
    calendars: Mapping[str, CalendarTerm]
    rechecks: RecheckFile
    messages: Mapping[str, Mapping[str, str]]
    files: Mapping[str, str]
    digest: str

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """Ids that a record may refer to, by kind."""
        found = {kind: frozenset(terms) for kind, terms in self.terms.items()}
        found["platforms"] = frozenset(self.platforms)
        found["agreements"] = frozenset(self.agreements)
        return found

    def records(self) -> Iterator[tuple[str, Sourced]]:
        """Platforms, agreements, reports and series, each with its file below site_config/."""
        folders: dict[str, Mapping[str, Sourced]] = {
            "platforms": self.platforms,
            "agreements": self.agreements,
            "reports": self.reports,
            "statistics": self.series,
        }
        for folder, records in folders.items():
            for name, record in records.items():
                yield f"{folder}/{name}.yml", record

    @property
    def default_language(self) -> str:
        """The language that lives at the root of the site."""
        return self.site.languages[0].code


class _Reader:
    """Reads files below site_config/ and collects what is wrong with them."""

    def __init__(self, root: Path, shown: str) -> None:
        self.root, self.shown = root, shown
        self.diagnostics: list[Diagnostic] = []
        self.raws: dict[str, bytes] = {}

    def read(self, file: str, model: type[M]) -> M | None:
        """One file as `model`; None, with diagnostics, where that is not possible."""
        shown = f"{self.shown}/{file}"
        try:
            raw = (self.root / file).read_bytes()
        except OSError as error:
            self.diagnostics.append(
                Diagnostic(
                    "file-read", f"cannot be read: {error.strerror}", Location(shown), "the file is needed: add it"
                )
            )
            return None
        self.raws[file] = raw
        parsed = parse(raw, shown, model)
        self.diagnostics.extend(parsed.diagnostics)
        return parsed.record

    def folder(self, name: str, model: type[M]) -> dict[str, M]:
        """Every record of a folder by its id, which has to be the file's name."""
        found = find(self.root, name, self.shown)
        self.diagnostics.extend(found.diagnostics)
        records: dict[str, M] = {}
        for file in found.files:
            record = self.read(file, model)
            if record is None:
                continue
            identity = str(getattr(record, "id", ""))
            if file != f"{name}/{identity}.yml":
                self.add(
                    "file-name",
                    f"the id '{identity}' and the file name differ",
                    file,
                    ("id",),
                    "rename the file or correct the id",
                )
            if isinstance(record, Sourced):
                self.diagnostics.extend(unknown_sources(record, self.raws[file], f"{self.shown}/{file}"))
            records[identity] = record
        return records

    def terms(self, name: str) -> tuple[dict[str, Any], dict[str, Source]]:
        """A vocabulary by id, with its sources."""
        file = f"vocabularies/{name}.yml"
        read = self.read(file, TERM_FILES[name])
        if read is None:
            return {}, {}
        found: dict[str, Any] = {}
        for n, term in enumerate(read.terms):
            if term.id in found:
                self.add(
                    "id-duplicate",
                    f"the term '{term.id}' stands twice",
                    file,
                    ("terms", n, "id"),
                    "keep one of the two",
                )
            cas = getattr(term, "cas", None)
            if cas and any(other.cas == cas for other in found.values()):
                message = f"the CAS number {cas} stands twice: it is the address of the substance's page"
                self.add(
                    "cas-duplicate", message, file, ("terms", n, "cas"), "keep one substance, or correct the number"
                )
            found[term.id] = term
        return found, {source.id: source for source in read.sources}

    def optional(self, file: str, model: type[M]) -> M:
        """A file that may be missing: then the model's defaults."""
        return (self.read(file, model) if (self.root / file).exists() else None) or model()

    def messages(self, languages: list[str]) -> dict[str, dict[str, str]]:
        """The interface strings of each language but English, from its gettext catalogue."""
        found: dict[str, dict[str, str]] = {}
        for code in languages:
            file = f"locales/{code}/LC_MESSAGES/bulletins.po"
            if code == "en" and not (self.root / file).exists():
                found[code] = {}
                continue
            try:
                raw = (self.root / file).read_bytes()
                found[code] = {
                    str(m.id): str(m.string)
                    for m in read_po(io.BytesIO(raw), code, abort_invalid=True)
                    if m.id and m.string and not m.fuzzy
                }
            except (OSError, PoFileError, UnicodeDecodeError) as error:
                place = Location(f"{self.shown}/{file}")
                self.diagnostics.append(
                    Diagnostic(
                        "locale",
                        f"the interface strings cannot be read: {error}",
                        place,
                        "add or mend the gettext catalogue",
                    )
                )
                continue
            self.raws[file] = raw
        return found

    def add(self, rule: str, message: str, file: str, route: Route, hint: str) -> None:
        """Report something at a route of a file that was read."""
        self.diagnostics.append(Diagnostic(rule, message, locate(self.raws[file], f"{self.shown}/{file}", route), hint))


def load_settings(root: Path, shown: str = "site_config") -> tuple[Settings | None, list[Diagnostic]]:
    """Read site_config/ (all of it, every error at once). None where anything is wrong."""

    reader = _Reader(root, shown)
    site = reader.read("site.yml", Site)
    vocabularies = {name: reader.terms(name) for name in TERM_FILES}
    platforms = reader.folder("platforms", Platform)
    agreements = reader.folder("agreements", Agreement)
    reports = reader.folder("reports", Report)
    series = reader.folder("statistics", Series)
    calendars = reader.optional("calendars.yml", CalendarFile)
    rechecks = reader.optional("rechecks.yml", RecheckFile)
    messages = reader.messages([language.code for language in site.languages]) if site else {}
    if site is None or reader.diagnostics:
        return None, reader.diagnostics
    settings = Settings(
        site=site,
        terms=MappingProxyType({name: MappingProxyType(terms) for name, (terms, _) in vocabularies.items()}),
        term_sources=MappingProxyType({name: MappingProxyType(sources) for name, (_, sources) in vocabularies.items()}),
        platforms=MappingProxyType(platforms),
        agreements=MappingProxyType(agreements),
        reports=MappingProxyType(reports),
        series=MappingProxyType(series),
        calendars=MappingProxyType({term.id: term for term in calendars.calendars}),
        rechecks=rechecks,
        messages=MappingProxyType({code: MappingProxyType(texts) for code, texts in messages.items()}),
        files=MappingProxyType({file: store.digest(raw) for file, raw in reader.raws.items()}),
        digest=store.digest(b"\0".join(file.encode() + b"\0" + raw for file, raw in sorted(reader.raws.items()))),
    )
    _check_references(settings, reader)
    _check_clock(calendars, settings, reader)
    return (None if reader.diagnostics else settings), reader.diagnostics


def _check_references(settings: Settings, reader: _Reader) -> None:
    """Everything that one record of site_config/ says of another has to be there."""
    references = chain(
        agreement_references(settings.agreements),
        report_references(settings.reports),
        series_references(settings.series),
    )
    for file, kind, name, route in references:
        if name not in settings.known[kind]:
            message = f"'{name}' is not among the {kind}"
            reader.add("reference", message, file, route, "correct the id, or add the record that it names")
    for refusal in series_refusals(settings.series, settings.terms["metrics"]):
        reader.add(*refusal)
    sources = settings.term_sources["substances"]
    for n, term in enumerate(settings.terms["substances"].values()):
        for route, name in _limit_sources(term):
            if name not in sources:
                message = f"there is no source '{name}' in this file"
                reader.add(
                    "source-unknown", message, "vocabularies/substances.yml", ("terms", n, *route), "add the source"
                )


def _check_clock(calendars: CalendarFile, settings: Settings, reader: _Reader) -> None:
    """Sources and authorities that the files of calendars and re-checks name, and calendars that stand twice."""
    for n, term in enumerate(calendars.calendars):
        if settings.calendars[term.id] is not term:
            message = f"the calendar '{term.id}' stands twice"
            reader.add("id-duplicate", message, "calendars.yml", ("calendars", n, "id"), "put its days into one list")
    for n, rule in enumerate(settings.rechecks.rules):
        for m, name in enumerate(rule.authorities):
            if name not in settings.known["authorities"]:
                message, place = f"'{name}' is not among the authorities", ("rules", n, "authorities", m)
                reader.add("reference", message, "rechecks.yml", place, "correct the id, or add the authority")
    for file, record in (("calendars.yml", calendars), ("rechecks.yml", settings.rechecks)):
        known = {source.id for source in record.sources}
        for name, route in source_refs(record):
            if name not in known:
                reader.add("source-unknown", f"there is no source '{name}' in this file", file, route, "add the source")


def _limit_sources(term: SubstanceTerm) -> Iterator[tuple[Route, str]]:
    for m, limit in enumerate(term.limits):
        for k, name in enumerate(limit.sources):
            yield ("limits", m, "sources", k), name
