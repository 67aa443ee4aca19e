"""The market figures that concern a platform: each provider apart, each value with its source."""

from dataclasses import dataclass

from generator import urls
from generator.loading.settings import Settings
from generator.market.series import Current, Line, lines
from generator.records.context import Series
from generator.views.charts import Chart
from generator.views.context import PointView, point_view
from generator.views.market_charts import Board, line_chart
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class MarketFigures:
    """What one provider counted: charts where there are several values, `points` for those that no chart shows."""

    title: Words
    path: str
    provider: Words
    unit: Words
    charts: tuple[Chart, ...]
    points: tuple[PointView, ...]


def market_figures(settings: Settings, platform: str, language: Language) -> tuple[MarketFigures, ...]:
    """Every series in which the platform has a value of its own, or one together with others."""
    found = []
    for series in settings.series.values():
        own = [line for line in lines(series) if platform in (line.platform, *line.subject[1])]
        if own:
            found.append(_figures(Board(series.metric, settings, language), series, own))
    return tuple(found)


def _figures(board: Board, series: Series, own: list[Line]) -> MarketFigures:
    language, charts = board.language, []
    lone: list[Current] = []
    for grain in dict.fromkeys(line.grain for line in own):
        members = [line for line in own if line.grain == grain]
        if any(len(line.values) > 1 for line in members):
            charts.append(line_chart(board, series, members, f"{series.id}-{grain}"))
        else:
            lone += [current for line in members for current in line.values]
    return MarketFigures(
        title=language.words(series.title),
        path=f"{urls.metric(series.metric)}#series-{series.id}",
        provider=language.words(series.provider),
        unit=language.term("units", series.unit),
        charts=tuple(charts),
        points=tuple(point_view(series, current.point, language) for current in lone),
    )
