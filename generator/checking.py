"""The command `bulletins check`: what is looked at, and how it is told."""

import argparse
import difflib
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.checks.engine import load_checked
from generator.checks.registry import explanations
from generator.diagnostics import Diagnostic, Location, Severity, as_terminal, summary
from generator.loading.catalog import Catalog
from generator.loading.load import Loaded
from generator.reports import as_github, as_json, as_sarif
from generator.site.lock import one_at_a_time
from generator.site.project import Project, source_text
from generator.site.usage import WrongUse, day
from generator.site.workers import Workers

FORMATS = ("terminal", "github", "json", "sarif")


def add_arguments(check: argparse.ArgumentParser) -> None:
    """What `bulletins check` understands."""
    check.add_argument("path", nargs="*", type=Path, help="show only what is wrong in these files or folders")
    check.add_argument("--records", type=Path, help="a folder laid out like bulletins/")
    check.add_argument("--format", choices=FORMATS, default="terminal", help="how to tell it (default: terminal)")
    since = "show only what changed since this git revision, and what it touches"
    check.add_argument("--since", metavar="REV", help=since)
    check.add_argument("--explain", metavar="RULE", help="explain a rule ('all' lists every one) and do nothing else")
    check.add_argument("--today", metavar="DATE", type=day, help="the day on which the records are judged")


def explain(name: str) -> str:
    """A rule in words, or the list of all of them. Raises WrongUse for a name that is none."""
    rules = explanations()
    if name == "all":
        width = max(map(len, rules))
        return "\n".join(f"{item.id:<{width}}  {item.text.splitlines()[0]}" for item in rules.values())
    if name not in rules:
        close = difflib.get_close_matches(name, rules, 1, 0.5)
        meant = f"did you mean '{close[0]}'?" if close else "'bulletins check --explain all' lists them"
        raise WrongUse(f"there is no rule '{name}': {meant}")
    item = rules[name]
    parts = [f"{item.id} ({item.severity}, scope: {item.scope})", item.text, f"Remedy: {item.remedy}"]
    parts += [f"Keeps it:\n{_indented(item.good)}", f"Breaks it:\n{_indented(item.broken)}"]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())


def run_check(options: argparse.Namespace, project: Project) -> int:
    """Check the records and print what was found. Exit status 0: no errors, 1: errors."""
    wanted = _wanted_paths(options.path)
    changes = _Changes.since(options.since, project) if options.since else None
    with one_at_a_time(project.cache, lambda text: print(f"bulletins: {text}", file=sys.stderr)):
        loaded = load_checked(project.config, project.records, project.cache, Workers().map, project.today)
    found = loaded.diagnostics
    if changes:
        found = [*changes.deleted(project), *changes.touched(found, loaded.linked, project)]
    if wanted:
        found = [d for d in found if any(_real(d, project).is_relative_to(path) for path in wanted)]
    _print(options.format, found, loaded, project)
    return 1 if any(d.severity is Severity.ERROR for d in found) else 0


def _wanted_paths(given: Iterable[Path]) -> list[Path]:
    for path in given:
        if not path.exists():
            raise WrongUse(f"there is no {path}")
    return [path.resolve() for path in given]


def _real(found: Diagnostic, project: Project) -> Path:
    """The file of a diagnostic."""
    first, _, rest = found.location.file.partition("/")
    base = project.config if first == project.config.name and first != project.records.name else project.records
    return (base / rest).resolve()


def _print(how: str, found: list[Diagnostic], loaded: Loaded, project: Project) -> None:
    if how == "terminal":
        print(as_terminal(found, lambda file: source_text(file, project)))
        if not any(d.severity is Severity.ERROR for d in found):
            print(f"{loaded.records} records read, {loaded.cached} of them unchanged.")
        return
    texts: dict[str, str | None] = {}
    moved = []
    for d in found:
        path = _relative(_real(d, project), project.root)
        if how == "sarif" and path not in texts:
            texts[path] = source_text(d.location.file, project)
        moved.append(replace(d, location=replace(d.location, file=path)))
    if how == "github":
        sys.stdout.write(as_github(moved))
        print(summary(moved), file=sys.stderr)
    elif how == "json":
        sys.stdout.write(as_json(moved, loaded.records))
    else:
        sys.stdout.write(as_sarif(moved, explanations(), texts.get, _version()))


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _version() -> str:
    try:
        return version("safety-bulletins")
    except PackageNotFoundError:
        return "0"


class _Changes:
    """What differs between a git revision and the working tree."""

    def __init__(self, changed: set[Path], removed: set[Path]) -> None:
        self.changed, self.removed = changed, removed
        self.all = changed | removed

    @classmethod
    def since(cls, revision: str, project: Project) -> "_Changes":
        """Ask git. Raises WrongUse where there is no repository or no such revision."""
        top = Path(_git(project.records, "rev-parse", "--show-toplevel").strip())
        commit = _git(
            project.records, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        ).strip()
        changed: set[Path] = set()
        removed: set[Path] = set()
        told = _git(top, "diff", "--name-status", "--no-renames", "-z", commit, "--").split("\0")
        for status, name in zip(told[::2], told[1::2], strict=False):
            (removed if status == "D" else changed).add(top / name)
        for name in _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
            if name:
                changed.add(top / name)
        return cls(changed, removed)

    def deleted(self, project: Project) -> list[Diagnostic]:
        """Records that were published and are gone."""
        found = []
        for path in sorted(self.removed):
            if path.suffix == ".yml" and path.is_relative_to(project.records.resolve()):
                place = Location(f"{project.records.name}/{path.relative_to(project.records.resolve()).as_posix()}")
                found.append(Diagnostic("id-deleted", "the record is gone", place, explanations()["id-deleted"].remedy))
        return found

    def touched(self, found: list[Diagnostic], catalog: Catalog | None, project: Project) -> list[Diagnostic]:
        """The diagnostics of changed files, of what points at them or shows them; of all if the settings changed."""
        if any(path.is_relative_to(project.config.resolve()) for path in self.all):
            return found
        root = project.records.resolve()
        names = {path.name for path in self.all if path.is_relative_to(root)}
        if catalog:
            ids = {name.removesuffix(".yml") for name in names}
            for entry in catalog.notices.values():
                folder = (root / entry.file).parent
                pictures = {folder / image for image in entry.images}
                if entry.superseded_by in ids or ids.intersection(entry.related) or pictures & self.all:
                    names.add(entry.file.rsplit("/", 1)[-1])
        # A notice and its cases share their file's name, so that either brings the other along.
        ids = {name.removesuffix(".yml") for name in names}
        return [
            d for d in found if d.location.file.rsplit("/", 1)[-1] in names or any(known in d.message for known in ids)
        ]


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise WrongUse(f"--since needs git: {error.strerror}") from error
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or [f"git {arguments[0]} found nothing for {arguments[-1]}"]
        raise WrongUse(f"--since: {reason[0].removeprefix('fatal: ')}")
    return done.stdout


__all__ = ["WrongUse", "add_arguments", "explain", "run_check", "source_text"]
