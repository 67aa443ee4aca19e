"""Applying the rules: to each notice with its cases while they are read, and to all records together."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from generator.checks.model import SETTINGS, Dossier, Problem, Rule, Whole
from generator.checks.registry import all_rules
from generator.checks.texts import Texts
from generator.diagnostics import Diagnostic, Location, Severity
from generator.loading.catalog import Catalog
from generator.loading.load import Loaded, Run, load
from generator.loading.parse import locate
from generator.loading.settings import Settings, load_settings
from generator.loading.shards import Bundle
from generator.loading.yaml_reader import Route, read
from generator.records.evidence import RuleException

SHOWN_WARNINGS = 20
"""Warnings of one rule across all records that are placed in their file; the rest is counted."""

Finding = tuple[Rule | str, Problem]
Exceptions = Mapping[str, tuple[RuleException, ...]]
"""Exceptions by the file that makes them."""


def load_checked(config: Path, records: Path, cache_folder: Path, run: Run | None, today: date | None) -> Loaded:
    """Load everything and apply every rule. There is a catalogue only if there is no error; warnings stay."""
    settings, _ = load_settings(config, config.name)
    if settings:
        prime(config, settings)
    loaded = load(config, records, cache_folder, run, inspect)
    if loaded.linked is None:
        return loaded
    whole = Whole(loaded.linked, today, records)
    found = [*check_settings(config, loaded.linked.settings), *check_whole(whole, {"": records, SETTINGS: config})]
    diagnostics = [*loaded.diagnostics, *found]
    broken = any(d.severity is Severity.ERROR for d in diagnostics)
    return replace(loaded, catalog=None if broken else loaded.catalog, diagnostics=diagnostics)


# -- one notice with its cases


def inspect(bundles: Sequence[Bundle]) -> list[list[Diagnostic]]:
    """Apply the rules to some notices, each with its cases. Runs in the worker that read them."""
    dossiers = [
        Dossier(
            bundle.notice,
            bundle.file,
            dict(bundle.cases),
            {file: Texts(data) for file, data in bundle.data.items()},
            _settings(bundle.config, bundle.settings_digest),
            Path(bundle.root),
        )
        for bundle in bundles
    ]
    found = check_dossiers(dossiers)
    return [
        placed(own, _reader(Path(bundle.root)), bundle.shown) if own else []
        for bundle, own in zip(bundles, found, strict=True)
    ]


def check_dossier(dossier: Dossier) -> list[Finding]:
    """What breaks a rule in a notice and its cases, exceptions considered."""
    return check_dossiers((dossier,))[0]


def check_dossiers(dossiers: Sequence[Dossier]) -> list[list[Finding]]:
    """What breaks a rule in each of some notices with its cases, in the order of the rules, exceptions considered.

    Each rule is applied to all of them before the next: that takes less time than all rules to one after the other.
    """
    found: list[list[Finding]] = [[] for _ in dossiers]
    for rule in _dossier_rules():
        if rule.dossier:
            for own, dossier in zip(found, dossiers, strict=True):
                own.extend((rule, problem) for problem in rule.dossier(dossier))
        elif rule.texts:
            for own, dossier in zip(found, dossiers, strict=True):
                own.extend((rule, problem) for problem in rule.texts(dossier.texts))
    return [_considered(own, dossier) for own, dossier in zip(found, dossiers, strict=True)]


def _considered(found: list[Finding], dossier: Dossier) -> list[Finding]:
    exceptions = {file: record.exceptions for file, record in dossier.records() if record.exceptions}
    return _judged(found, exceptions, {rule.id for rule in _dossier_rules()}) if exceptions else found


def _judged(found: list[Finding], exceptions: Exceptions, judged: set[str]) -> list[Finding]:
    """What no exception excuses, and the exceptions that are none, or that excuse nothing of the rules in `judged`."""
    excused = {(file, e.rule) for file, own in exceptions.items() for e in own}
    left = [(rule, problem) for rule, problem in found if (problem.file, _name(rule)) not in excused]
    used = {(problem.file, _name(rule)) for rule, problem in found}
    for file, own in exceptions.items():
        for n, exception in enumerate(own):
            route: Route = ("exceptions", n, "rule")
            if exception.rule not in all_rules():
                close = difflib.get_close_matches(exception.rule, all_rules(), 1, 0.6)
                hint = f"did you mean '{close[0]}'?" if close else "bulletins check --explain all lists the rules"
                left.append(("exception-unknown", Problem(file, route, f"there is no rule '{exception.rule}'", hint)))
            elif exception.rule in judged and (file, exception.rule) not in used:
                left.append(_unneeded(file, route, exception.rule))
    return left


def check_settings(config: Path, settings: Settings) -> list[Diagnostic]:
    """What breaks a rule about texts in the settings, exceptions considered: they are published like any record."""
    files = {file: Texts(read((config / file).read_bytes()).data) for file in settings.files if file.endswith(".yml")}
    found: list[Finding] = []
    for rule in all_rules().values():
        if rule.texts:
            found.extend((rule, problem) for problem in rule.texts(files))
    exceptions = {file: record.exceptions for file, record in settings.records() if record.exceptions}
    return placed(_judged(found, exceptions, set(all_rules())), _reader(config), config.name)


def _unneeded(file: str, route: Route, rule: str) -> Finding:
    message = f"the record no longer breaks the rule {rule}"
    return "exception-unneeded", Problem(file, route, message, "delete the exception")


@cache
def _dossier_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in all_rules().values() if not rule.whole)


@lru_cache(maxsize=2)
def _settings(config: str, digest: str) -> Settings:
    """The settings in a worker (inherited where workers are forked)."""
    if (config, digest) in _inherited:
        return _inherited[config, digest]
    settings, _ = load_settings(Path(config))
    if settings is None or settings.digest != digest:
        raise RuntimeError("site_config/ changed while the records were being read: start again")
    return settings


_inherited: dict[tuple[str, str], Settings] = {}


def prime(config: Path, settings: Settings) -> None:
    """Let forked workers inherit the settings."""
    _inherited.clear()
    _inherited[str(config), settings.digest] = settings


# -- all records


def check_whole(whole: Whole, roots: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """What breaks a rule across records. `roots` are the folders of the records and of the settings."""
    excused, known = _exceptions(whole.catalog)
    used: set[tuple[str, str]] = set()
    for rule in all_rules().values():
        if rule.whole is None:
            continue
        left: list[Finding] = []
        for problem in rule.whole(whole):
            if (problem.file, rule.id) in excused:
                used.add((problem.file, rule.id))
            else:
                left.append((rule, problem))
        yield from _shown(left, roots)
    whole_rules = {rule.id for rule in all_rules().values() if rule.whole}
    unneeded = [
        _unneeded(file, ("exceptions", n, "rule"), rule)
        for file, rule in sorted(excused)
        if rule in whole_rules and (file, rule) not in used
        for n in (known[file].index(rule),)
    ]
    yield from _shown(unneeded, roots)


def _exceptions(catalog: Catalog) -> tuple[set[tuple[str, str]], dict[str, tuple[str, ...]]]:
    known = {entry.file: entry.exceptions for entry in catalog.notices.values() if entry.exceptions}
    known.update({case.file: case.exceptions for case in catalog.cases.values() if case.exceptions})
    return {(file, rule) for file, rules in known.items() for rule in rules}, known


def _shown(found: list[Finding], roots: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """Errors all; of the warnings the first ones, and how many more there are."""
    errors = [item for item in found if _severity(item) is Severity.ERROR]
    warnings = [item for item in found if _severity(item) is not Severity.ERROR]
    for item in [*errors, *warnings[:SHOWN_WARNINGS]]:
        settings = item[1].file.startswith(SETTINGS)
        root = roots[SETTINGS] if settings else roots[""]
        problem = item[1]._replace(file=item[1].file.removeprefix(f"{SETTINGS}/"))
        yield from placed([(item[0], problem)], _reader(root), root.name)
    if len(warnings) > SHOWN_WARNINGS:
        rule, problem = warnings[SHOWN_WARNINGS]
        more = len(warnings) - SHOWN_WARNINGS
        place = Location(f"{roots[''].name}/{problem.file}")
        yield Diagnostic(_name(rule), f"{more:,} more like this, from here on", place, "", Severity.WARNING)


# -- from problems to diagnostics


def _name(rule: Rule | str) -> str:
    return rule if isinstance(rule, str) else rule.id


def _severity(finding: Finding) -> Severity:
    rule, problem = finding
    if problem.severity is not None:
        return problem.severity
    return Severity.ERROR if isinstance(rule, str) else rule.severity


def _reader(root: Path) -> Callable[[str], bytes]:
    return lambda file: (root / file).read_bytes()


def placed(found: Iterable[Finding], source: Callable[[str], bytes], shown: str) -> list[Diagnostic]:
    """Diagnostics with the places of the problems. `source` gives a file's bytes, or raises OSError."""
    made = []
    for rule, problem in found:
        name = f"{shown}/{problem.file}"
        try:
            place = locate(source(problem.file), name, problem.route)
        except OSError:
            place = Location(name)
        remedy = problem.hint or (rule.remedy if isinstance(rule, Rule) else "")
        made.append(Diagnostic(_name(rule), problem.message, place, remedy, _severity((rule, problem))))
    return made
