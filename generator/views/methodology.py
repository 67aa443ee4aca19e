"""The page of the figures' definitions: what stands there is the docstring of the function that computes them."""

from dataclasses import dataclass

from generator.compliance.figure import CHANGES, METHOD_VERSION, Definition
from generator.compliance.figures import definitions
from generator.records.values import PartialDate
from generator.views.words import Language


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A figure's definition, paragraph by paragraph; words between asterisks are set off."""

    id: str
    title: str
    note: str
    paragraphs: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """The whole method: its version, what changed, the threshold, and every definition."""

    version: str
    changes: tuple[tuple[str, str, str], ...]
    threshold: str
    figures: tuple[DefinitionView, ...]


def paragraphs(definition: Definition) -> tuple[str, ...]:
    """The paragraphs of a definition, each in one line: these are the interface strings."""
    return tuple(" ".join(part.split()) for part in definition.text.split("\n\n"))


def method(language: Language) -> Method:
    """Build the page model."""
    changes = tuple(
        (version, language.date(PartialDate.parse(when)), language.t(change)) for version, when, change in CHANGES
    )
    figures = tuple(_view(definition, language) for definition in definitions())
    return Method(METHOD_VERSION, changes, language.number(language.settings.site.threshold), figures)


def _view(definition: Definition, language: Language) -> DefinitionView:
    told = tuple(_emphasis(language.t(paragraph)) for paragraph in paragraphs(definition))
    note = language.t(definition.note) if definition.note else ""
    return DefinitionView(definition.id, language.t(definition.title), note, told)


def _emphasis(text: str) -> tuple[tuple[str, bool], ...]:
    return tuple((part, n % 2 == 1) for n, part in enumerate(text.split("*")) if part)
