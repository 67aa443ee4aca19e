"""Figures of parts of a platform's cases: by who asked, by agreement, year, kind of product and hazard."""

from dataclasses import dataclass

from generator import urls
from generator.compliance.figure import Figure
from generator.compliance.summary import PlatformFigures
from generator.views.case_lists import DIMENSION_TITLES, dimension_title, split_path, value_words
from generator.views.figures import headline
from generator.views.words import Language

COLUMNS = ("state", "on-time", "time-to-removal", "found-again", "sellers-told", "buyers-told")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a part: its value, how many cases it is made of, and where they are. Empty without any case."""

    value: str
    n: str
    path: str


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A part of the cases with its figures, in the order of the columns."""

    name: str
    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A division of the cases. `columns` are the names of the figures."""

    id: str
    title: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[SplitRow, ...]


def splits(own: PlatformFigures, language: Language) -> tuple[Split, ...]:
    """Every division that has cases."""
    return tuple(_split(own, name, language) for name in DIMENSION_TITLES if own.splits.get(name))


def _split(own: PlatformFigures, dimension: str, language: Language) -> Split:
    parts = own.splits[dimension]
    used = [id for id in COLUMNS if any(figures[id].n for figures in parts.values())]
    titles = [language.t("Cases") if id == "state" else language.t(own.figures[id].title) for id in used]
    rows = tuple(
        SplitRow(
            value_words(dimension, value, language),
            split_path(own.platform, dimension, value),
            tuple(_cell(figures[id], split_path(own.platform, dimension, value, id), language) for id in used),
        )
        for value, figures in parts.items()
    )
    path = urls.platform_split(own.platform, dimension)
    return Split(dimension, dimension_title(dimension, language), path, tuple(titles), rows)


def _cell(figure: Figure, path: str, language: Language) -> Cell:
    if not figure.n:
        return Cell("–", "", "")
    n = language.number(figure.n) if figure.enough and figure.id != "state" else ""
    return Cell(headline(figure, language), n, path)
