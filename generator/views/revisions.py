"""Values that their source has revised: each release with its day, the oldest first."""

from dataclasses import dataclass

from generator.market.series import Current, Line, lines, out
from generator.records.context import Point, Series
from generator.views.evidence import SourceView, sources
from generator.views.market_charts import subject_name
from generator.views.words import Language


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release of a value; `change` is on the release before, empty for the first."""

    when: str
    value: str
    change: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A value with all its releases."""

    period: str
    about: str
    releases: tuple[ReleaseRow, ...]


def revision_views(series: Series, language: Language) -> tuple[RevisionView, ...]:
    """Every value of a series that has more than one release."""
    return tuple(
        _revision(series, line, current, language)
        for line in lines(series)
        for current in line.values
        if current.earlier
    )


def _revision(series: Series, line: Line, current: Current, language: Language) -> RevisionView:
    every = (*current.earlier, current.point)
    rows = [_row(series, before, point, language) for before, point in zip((None, *every), every, strict=False)]
    return RevisionView(language.period(current.point.period), subject_name(line, language), tuple(rows))


def _row(series: Series, before: Point | None, point: Point, language: Language) -> ReleaseRow:
    day = out(series, point)
    used = tuple(source for source in series.sources if source.id in point.sources)
    change = ""
    if before is not None and before.value:
        share = (point.value / before.value - 1) * 100
        change = f"{'+' if share >= 0 else '−'}{language.number(round(abs(share), 1))} %"
    return ReleaseRow(
        language.date(day) if day else language.t("read {when}", when=language.date(max(s.retrieved for s in used))),
        language.qualified(point.value, point.qualifier),
        change,
        sources(used, language),
    )
