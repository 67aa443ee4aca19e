"""Platforms side by side, in the order of their names and on the same scales: no ranking, no order by value."""

from dataclasses import dataclass

from generator import urls
from generator.compliance.figure import Figure
from generator.compliance.summary import Compliance, PlatformFigures
from generator.loading.catalog import Catalog
from generator.records.values import PartialDate
from generator.views.case_rows import as_of_words
from generator.views.charts import Axis, Chart, Form, Kind, Point, Series
from generator.views.figures import FigureShown, shown
from generator.views.platforms.pictures import curve_series, horizon, method_link
from generator.views.words import Language, Words

FIGURES = ("removal-on-record", "on-time", "on-time-reference", "time-to-removal", "found-again", "buyers-told")
SHARES = ("removal-on-record", "on-time", "on-time-reference", "found-again")
"""Shares that get a picture with their intervals."""


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A platform with its figures, in the order of the columns."""

    name: Words
    path: str
    cases: str
    cases_path: str
    figures: tuple[FigureShown, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the page says. `silent` are platforms without any case on record."""

    as_of: str
    version: str
    threshold: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[CompareRow, ...]
    silent: tuple[tuple[Words, str], ...]
    charts: tuple[Chart, ...]


def comparison(catalog: Catalog, found: Compliance, language: Language) -> Comparison:
    """Every platform by name: those with cases in a table, the others in a list."""
    ordered = sorted(found.platforms.values(), key=lambda own: language.platform(own.platform).text.casefold())
    with_cases = [own for own in ordered if own.cases]
    definitions = next(iter(found.platforms.values())).figures if found.platforms else {}
    return Comparison(
        as_of=as_of_words(found, language),
        version=found.version,
        threshold=language.number(language.settings.site.threshold),
        columns=tuple((language.t(definitions[id].title), urls.definition(id)) for id in FIGURES if definitions),
        rows=tuple(_row(own, language) for own in with_cases),
        silent=tuple(
            (language.platform(own.platform), urls.platform(own.platform)) for own in ordered if not own.cases
        ),
        charts=_charts(found, with_cases, language),
    )


def _row(own: PlatformFigures, language: Language) -> CompareRow:
    return CompareRow(
        language.platform(own.platform),
        urls.platform(own.platform),
        language.number(own.figures["state"].n),
        urls.platform_cases(own.platform),
        tuple(shown(own.figures[id], own.platform, language) for id in FIGURES),
    )


def _charts(found: Compliance, platforms: list[PlatformFigures], language: Language) -> tuple[Chart, ...]:
    if found.as_of is None:
        return ()
    made = [_curves(found, platforms, language)]
    made += [_dots(found, platforms, id, language) for id in SHARES]
    return tuple(chart for chart in made if chart)


def _enough(platforms: list[PlatformFigures], id: str) -> list[tuple[PlatformFigures, Figure]]:
    """The platforms whose figure may be printed."""
    return [(own, own.figures[id]) for own in platforms if own.figures[id].n and own.figures[id].enough]


def _curves(found: Compliance, platforms: list[PlatformFigures], language: Language) -> Chart | None:
    """A panel a platform, all on the same scales."""
    series: list[Series] = []
    chosen = _enough(platforms, "time-to-removal")
    upto = horizon(figure for _, figure in chosen)
    for own, figure in chosen:
        name = language.platform(own.platform).text
        made = curve_series(figure, name, upto, language)
        series += [Series(name if not n else f"{name} +", one.points, one.thin) for n, one in enumerate(made)]
    if len(series) < 2:
        return None
    return Chart(
        id="curves",
        kind=Kind.STEPS,
        title=language.t("Share of cases still open, by days since the platform was told"),
        description=language.t("One panel a platform, in the order of names, all on the same scales."),
        x=Axis(language.t("Days since the platform was told")),
        y=Axis(language.t("Still open"), form=Form.SHARE, least=0, most=1),
        series=tuple(series),
        as_of=PartialDate.parse(str(found.as_of)),
        method=method_link("time-to-removal", found.version, language),
        note=language.t(
            "Kaplan-Meier, cases that an authority asked for, open cases kept in; band: 95 % interval. "
            "A dashed line is the latest that the dates allow. "
            "The pictures end after {days} days: later no case closed.",
            days=language.number(int(upto)),
        ),
        panels=True,
    )


def _dots(found: Compliance, platforms: list[PlatformFigures], id: str, language: Language) -> Chart | None:
    """A share of each platform with its interval."""
    points = tuple(
        Point(language.platform(own.platform).text, figure.value, figure.lower, figure.upper, n=figure.n)
        for own, figure in _enough(platforms, id)
    )
    if len(points) < 2:
        return None
    title = language.t(platforms[0].figures[id].title)
    return Chart(
        id=f"share-{id}",
        kind=Kind.DOTS,
        title=title,
        description=language.t("A share for each platform with its 95 % interval, in the order of names."),
        x=Axis(language.t("Platform")),
        y=Axis(
            language.t("Share of bulletins") if id == "removal-on-record" else language.t("Share of cases"),
            form=Form.SHARE,
            least=0,
            most=1,
        ),
        series=(Series(title, points),),
        as_of=PartialDate.parse(str(found.as_of)),
        method=method_link(id, found.version, language),
        note=language.t("Intervals that overlap much do not show a difference."),
    )
