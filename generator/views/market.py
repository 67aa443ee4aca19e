"""The market's pages: an overview, a page for each metric, test results, pledge results, rates."""

from dataclasses import dataclass, replace

from generator import urls
from generator.loading.catalog import Catalog
from generator.market.series import lines, of_metric
from generator.records.context import Series as Record
from generator.views.charts import Chart, distinct
from generator.views.context import SeriesView, series_view
from generator.views.market_charts import Board, computed_charts, meters, revision_chart, series_charts
from generator.views.results import RatesView, pledge_chart, rate_caveat, rate_views, round_charts
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider's series on the page of its metric: what it says, its charts, and whether these leave values out."""

    series: SeriesView
    group: Words | None
    charts: tuple[Chart, ...]
    computed: tuple[Chart, ...]
    tabled: bool


@dataclass(frozen=True, slots=True)
class MetricView:
    """Everything that a metric's page says. `overview` are charts over several providers."""

    id: str
    path: str
    title: Words
    description: Words
    caveat: Words
    overview: tuple[Chart, ...]
    providers: tuple[ProviderView, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart of the page."""
        own = [chart for provider in self.providers for chart in (*provider.charts, *provider.computed)]
        return distinct([*self.overview, *own])


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric on the overview: its series by id (the old anchors), each with title, provider and newest value."""

    title: Words
    path: str
    description: Words
    series: tuple[tuple[str, Words, Words, str], ...]


def metric_view(catalog: Catalog, metric: str, language: Language) -> MetricView:
    """Build the page model of a metric."""
    settings = catalog.settings
    term = settings.terms["metrics"][metric]
    every = list(of_metric(settings.series, metric))
    board = Board(metric, settings, language)
    revised = revision_chart(board, every) if term.adds_up else None
    overview = [*([revised] if revised else []), *(meters(board, every) if term.amount else ())]
    return MetricView(
        id=metric,
        path=urls.metric(metric),
        title=language.words(term.name),
        description=language.words(term.description) if term.description else Words(""),
        caveat=language.words(term.caveat),
        overview=tuple(overview),
        providers=tuple(_provider(board, series, amount=term.amount) for series in every),
    )


def _provider(board: Board, series: Record, *, amount: bool) -> ProviderView:
    language = board.language
    charts = series_charts(board, series) if amount else ()
    drawn = sum(1 for chart in charts for _ in chart.points)
    return ProviderView(
        series_view(series, language),
        language.words(series.group) if series.group else None,
        charts,
        computed_charts(board, series) if amount else (),
        drawn < sum(len(line.values) for line in lines(series)),
    )


def metrics(catalog: Catalog) -> tuple[str, ...]:
    """The metrics of which there are series, in the order of the vocabulary."""
    used = {series.metric for series in catalog.settings.series.values()}
    return tuple(metric for metric in catalog.settings.terms["metrics"] if metric in used)


def metric_rows(catalog: Catalog, language: Language) -> tuple[MetricRow, ...]:
    """The overview's list."""
    found = []
    for metric in metrics(catalog):
        term = catalog.settings.terms["metrics"][metric]
        rows = []
        for series in of_metric(catalog.settings.series, metric):
            rows.append(
                (series.id, language.words(series.title), language.words(series.provider), _newest(series, language))
            )
        description = language.words(term.description) if term.description else Words("")
        found.append(MetricRow(language.words(term.name), urls.metric(metric), description, tuple(rows)))
    return tuple(found)


def _newest(series: Record, language: Language) -> str:
    """The newest period on record, and how many values there are."""
    last = max(series.points, key=lambda p: (p.period.last, p.period.first))
    return language.n(
        "{n} value, {when}", "{n} values, the newest {when}", len(series.points), when=language.period(last.period)
    )


def overview_charts(catalog: Catalog, language: Language) -> tuple[Chart, ...]:
    """The few charts of the overview, each the first one of its page."""
    found = []
    for metric in metrics(catalog):
        view = metric_view(catalog, metric, language)
        if view.overview:
            found.append(replace(view.overview[0], id=f"overview-{metric}"))
    return tuple(found)


def pages_with_charts(catalog: Catalog, language: Language) -> tuple[tuple[str, tuple[Chart, ...]], ...]:
    """Every page whose charts can be taken away, with them."""
    found: list[tuple[str, tuple[Chart, ...]]] = [
        (urls.metric(metric), metric_view(catalog, metric, language).charts) for metric in metrics(catalog)
    ]
    found.append((urls.TEST_RESULTS, round_charts(catalog, language)))
    pledge = pledge_chart(catalog, language)
    found.append((urls.PLEDGE_RESULTS, (pledge,) if pledge else ()))
    found.append((urls.RATES, tuple(view.chart for view in rate_views(catalog, language) if view.chart)))
    return tuple(found)


__all__ = [
    "MetricRow",
    "MetricView",
    "RatesView",
    "metric_rows",
    "metric_view",
    "metrics",
    "overview_charts",
    "pages_with_charts",
    "pledge_chart",
    "rate_caveat",
    "rate_views",
    "round_charts",
]
