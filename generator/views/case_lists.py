"""Lists of cases behind figures: a page a figure, a section a part. Every printed count is the length of its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator import urls
from generator.compliance.figure import Figure, Part
from generator.compliance.figures import definitions
from generator.compliance.kept import kept
from generator.compliance.summary import Compliance, PlatformFigures
from generator.loading.catalog import Catalog
from generator.loading.settings import Settings
from generator.views.case_rows import ASKED_BY, CaseRow, Rows, as_of_words
from generator.views.figures import FigureShown, part_words, shown
from generator.views.words import Language, Words

MOST_ROWS = 500
"""A page with more cases than this gives their numbers only, as links: all else is in the download."""

MOST_LINKS = 4000
"""A page of parts with more links to cases than this gives counts only: the cases of each figure are in the download.

A case stands in every figure of every part that it belongs to, so that these pages would grow beyond use.
"""

DIMENSION_TITLES = {
    "initiative": "By who asked",
    "agreement": "By agreement",
    "year": "By year of the bulletin",
    "category": "By kind of product",
    "hazard": "By hazard",
}
"""How the cases of a platform are divided (interface strings)."""

UNANSWERED = "no response on record"


@dataclass(frozen=True, slots=True)
class Section:
    """Cases of one kind. `rows` are whole, or only numbers with links where `short` is set."""

    anchor: str
    title: str
    count: str
    rows: tuple[CaseRow, ...]


class CaseList(NamedTuple):
    """The page behind one figure of a platform."""

    path: str
    platform: Words
    crumbs: tuple[tuple[str, str], ...]
    as_of: str
    figure: FigureShown
    sections: tuple[Section, ...]
    left_out: tuple[Section, ...]
    short: bool
    links: tuple[tuple[str, str], ...]
    csv: str
    state: bool


class SplitFigure(NamedTuple):
    """A figure of a part of the cases, with the lists of its parts."""

    anchor: str
    figure: FigureShown
    sections: tuple[Section, ...]
    left_out: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class SplitValue:
    """One part of a platform's cases: a year, a hazard, an agreement."""

    anchor: str
    title: str
    count: str
    figures: tuple[SplitFigure, ...]


class SplitList(NamedTuple):
    """The page behind the figures of the parts of a platform's cases."""

    path: str
    title: str
    platform: Words
    crumbs: tuple[tuple[str, str], ...]
    as_of: str
    version: str
    values: tuple[SplitValue, ...]
    short: bool
    csv: str
    json: str


def case_list(found: Compliance, own: PlatformFigures, figure: Figure, rows: Rows, language: Language) -> CaseList:
    """The page behind a figure of a platform: its parts, then what is left out and why."""
    parts, left = figure.parts, figure.left_out
    if figure.id == "state":
        left = (*left, Part(UNANSWERED, unanswered(rows.catalog, own)))
    short = sum(part.count for part in (*parts, *left)) > MOST_ROWS
    name = language.platform(own.platform)
    crumbs = [(language.t("Platforms"), urls.PLATFORMS), (name.text, urls.platform(own.platform))]
    if figure.id != "state":
        crumbs.append((language.t("Cases"), urls.platform_cases(own.platform)))
    return CaseList(
        path=urls.platform_figure(own.platform, figure.id),
        platform=name,
        crumbs=tuple(crumbs),
        as_of=as_of_words(found, language),
        figure=shown(figure, own.platform, language),
        sections=_sections(parts, rows, language),
        left_out=_sections(left, rows, language),
        short=short,
        links=_links(own, language) if figure.id == "state" else (),
        csv=urls.cases_csv(own.platform),
        state=figure.id == "state",
    )


def unanswered(catalog: Catalog, own: PlatformFigures) -> tuple[str, ...]:
    """Notices that name a platform without any response on record, as NOTICE/PLATFORM."""
    answered = {case.notice for case in own.cases}
    named = catalog.by_platform.get(own.platform, ())
    return tuple(sorted(f"{notice}/{own.platform}" for notice in named if notice not in answered))


def _sections(parts: Iterable[Part], rows: Rows | None, language: Language, prefix: str = "") -> tuple[Section, ...]:
    """The parts that have cases; without `rows`, their counts only."""
    return tuple(
        Section(
            urls.anchor(*filter(None, (prefix, part.name))),
            part_words(part.name, language),
            language.number(part.count),
            tuple(rows.row(id, language) for id in part.ids) if rows else (),
        )
        for part in parts
        if part.count
    )


def speaks(figure: Figure) -> bool:
    """Whether there is any case that a figure counts or leaves out."""
    return bool(figure.ids or figure.left_out)


def figures_with_lists(own: PlatformFigures) -> tuple[str, ...]:
    """The figures of a platform that have a page of cases, in their order: states always, open ones with any case."""
    found = [definition.id for definition in definitions()]
    return tuple(id for id in found if id == "state" or speaks(own.figures[id]) or (id == "open" and bool(own.cases)))


def dimensions_with_lists(own: PlatformFigures) -> tuple[str, ...]:
    """The divisions of a platform's cases that have a page."""
    return tuple(name for name in DIMENSION_TITLES if own.splits.get(name))


def _links(own: PlatformFigures, language: Language) -> tuple[tuple[str, str], ...]:
    """The other pages of cases of a platform."""
    found = [
        (shown(own.figures[id], own.platform, language).title, urls.platform_figure(own.platform, id))
        for id in figures_with_lists(own)
        if id != "state"
    ]
    found += [
        (dimension_title(name, language), urls.platform_split(own.platform, name))
        for name in dimensions_with_lists(own)
    ]
    return tuple(found)


def dimension_title(name: str, language: Language) -> str:
    """The heading of a division."""
    return language.t(DIMENSION_TITLES[name])


def value_words(dimension: str, value: str, language: Language) -> str:
    """A part of a division in words."""
    if dimension == "initiative":
        return language.t(ASKED_BY[value])
    if dimension == "agreement":
        known = language.settings.agreements.get(value)
        return language.words(known.name).text if known else language.t("no agreement applies")
    if dimension == "year":
        return value
    return language.term({"category": "categories", "hazard": "hazards"}[dimension], value).text


def split_path(platform: str, dimension: str, value: str, figure: str = "") -> str:
    """Where the cases of a part are, or those of one of its figures."""
    return f"{urls.platform_split(platform, dimension)}#{urls.anchor(*filter(None, (value, figure)))}"


def split_list(found: Compliance, own: PlatformFigures, dimension: str, rows: Rows, language: Language) -> SplitList:
    """The page behind the figures of the parts of a platform's cases; under agreements, each commitment as well.

    A figure that no case of the part speaks for has no list here: the page of the figure says what was left out.
    """
    name = language.platform(own.platform)
    parts = _split_figures(language.settings, own, dimension)
    cases = sum(part.count for _, _, made in parts for _, one in made for part in (*one.parts, *one.left_out))
    listed = None if cases > MOST_LINKS else rows
    values = [
        SplitValue(
            urls.anchor(value),
            value_words(dimension, value, language),
            language.number(count),
            tuple(_split(own.platform, urls.anchor(value), one, id, listed, language) for id, one in made),
        )
        for value, count, made in parts
    ]
    return SplitList(
        path=urls.platform_split(own.platform, dimension),
        title=dimension_title(dimension, language),
        platform=name,
        crumbs=(
            (language.t("Platforms"), urls.PLATFORMS),
            (name.text, urls.platform(own.platform)),
            (language.t("Cases"), urls.platform_cases(own.platform)),
        ),
        as_of=as_of_words(found, language),
        version=found.version,
        values=tuple(values),
        short=listed is None,
        csv=urls.cases_csv(own.platform),
        json=urls.figures_json(own.platform),
    )


def _split_figures(
    settings: Settings, own: PlatformFigures, dimension: str
) -> list[tuple[str, int, list[tuple[str, Figure]]]]:
    """Every part of a division: its value, its number of cases, and its figures that cases speak for, by id."""
    found = []
    for value, figures in own.splits[dimension].items():
        made = [(one.id, one) for one in figures.values() if one.n]
        if dimension == "agreement":
            made += [(id, one) for id, one in commitment_figures(settings, own, value).items() if one.n]
        count = figures["state"].n + sum(part.count for part in figures["state"].left_out)
        found.append((value, count, made))
    if dimension == "agreement":  # and those by which only cases that no authority asked for are measured
        for agreement in sorted({case.promise.agreement for case in own.cases} - {"", *own.splits["agreement"]}):
            made = [(id, one) for id, one in commitment_figures(settings, own, agreement).items() if one.n]
            found.append((agreement, sum(case.promise.agreement == agreement for case in own.cases), made))
    return found


def commitment_figures(settings: Settings, own: PlatformFigures, agreement: str) -> Mapping[str, Figure]:
    """What is on record of each promise of an agreement that cases can show, by commitment."""
    known = settings.agreements.get(agreement)
    if known is None:
        return {}
    made = {c.id: kept(own.cases, known, c, settings.site.threshold) for c in known.commitments}
    return {name: figure for name, figure in made.items() if figure is not None}


def _split(platform: str, value: str, figure: Figure, name: str, rows: Rows | None, language: Language) -> SplitFigure:
    anchor = urls.anchor(value, name)
    counted, left = (_sections(parts, rows, language, anchor) for parts in (figure.parts, figure.left_out))
    return SplitFigure(anchor, shown(figure, platform, language), counted, left)
