"""What a rule is, what it looks at, and what it says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.checks.texts import Texts
from generator.diagnostics import Severity
from generator.loading.catalog import Catalog
from generator.loading.settings import Settings
from generator.loading.yaml_reader import Route
from generator.records.evidence import Sourced
from generator.records.notice import Notice
from generator.records.response import Response


class Problem(NamedTuple):
    """Something that breaks a rule: in which file, at which route of the record, and how to mend it.

    An empty `hint` stands for the rule's own remedy, `severity` None for the rule's own.
    """

    file: str
    route: Route
    message: str
    hint: str = ""
    severity: Severity | None = None


SETTINGS = "@settings"
"""Stands for the folder of the settings at the beginning of a problem's file."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A notice with its cases (by file), and what is needed to judge them."""

    notice: Notice
    file: str
    cases: Mapping[str, Response]
    texts: Mapping[str, Texts]
    settings: Settings
    root: Path

    def records(self) -> Iterator[tuple[str, Sourced]]:
        """The notice and its cases, each with its file."""
        yield self.file, self.notice
        yield from self.cases.items()


@dataclass(frozen=True, slots=True)
class Whole:
    """All records, and the day on which they are looked at (None: it does not matter)."""

    catalog: Catalog
    today: date | None
    root: Path


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. Its module's docstring is the rule as an officer reads it.

    `good` and `broken` are YAML laid over a sound example record (see `examples.py`): the first keeps the rule, the
    second breaks it. Exactly one of `dossier`, `texts` and `whole` is there; `texts` sees the settings as well.
    """

    id: str
    text: str
    remedy: str
    severity: Severity
    good: str
    broken: str
    dossier: Callable[[Dossier], Iterable[Problem]] | None = None
    texts: Callable[[Mapping[str, Texts]], Iterable[Problem]] | None = None
    whole: Callable[[Whole], Iterable[Problem]] | None = None

    @property
    def scope(self) -> str:
        """`dossier`: one notice with its cases. `texts`: every text of any record. `whole`: all records together."""
        return "dossier" if self.dossier else "texts" if self.texts else "whole"
