"""The handbook's page of rules: everything that `bulletins check` can say of a record, from the rules themselves."""

from dataclasses import dataclass

from generator.checks.registry import Explanation, explanations
from generator.views.words import Language

SCOPES = {
    "dossier": "One notice with its cases",
    "texts": "Every text",
    "whole": "All records together",
    "reading": "While a record is read",
}
SCOPE_NOTES = {
    "dossier": "These rules look at the facts of one notice, and at what platforms did about it.",
    "texts": "These rules look at the texts of notices, of their cases, and of everything in the settings.",
    "whole": "These rules look across records, and at the lists of terms.",
    "reading": "A record that breaks one of these is not read any further. All that is wrong with it is said at once.",
}
SEVERITIES = {"error": "Error", "warning": "Warning"}

Piece = tuple[str, bool]
"""A piece of a sentence, and whether it is code."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as the page shows it. Its texts are English: they are the documentation of the program."""

    id: str
    severity: str
    error: bool
    paragraphs: tuple[tuple[Piece, ...], ...]
    remedy: tuple[Piece, ...]
    good: str
    broken: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of one scope."""

    id: str
    title: str
    note: str
    rules: tuple[RuleView, ...]


def rule_groups(language: Language) -> tuple[RuleGroup, ...]:
    """Every rule by its scope, in alphabetical order."""
    known = explanations().values()
    return tuple(
        RuleGroup(
            scope,
            language.t(SCOPES[scope]),
            language.t(SCOPE_NOTES[scope]),
            tuple(_view(item, language) for item in known if item.scope == scope),
        )
        for scope in SCOPES
    )


def _view(item: Explanation, language: Language) -> RuleView:
    paragraphs = tuple(pieces(" ".join(part.split())) for part in item.text.split("\n\n"))
    severity = language.t(SEVERITIES[item.severity])
    error = item.severity == "error"
    return RuleView(item.id, severity, error, paragraphs, pieces(item.remedy), item.good.rstrip(), item.broken.rstrip())


def pieces(text: str) -> tuple[Piece, ...]:
    """A sentence cut where code in backquotes begins and ends."""
    return tuple((part, n % 2 == 1) for n, part in enumerate(text.split("`")) if part)
