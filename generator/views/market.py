"""The market's pages: an overview, a page for each metric, test results, pledge results, rates."""

from dataclasses import dataclass

from generator import urls
from generator.loading.settings import Settings
from generator.market.series import lines, of_metric
from generator.records.context import Series as Record
from generator.records.values import PartialDate
from generator.views.charts import Chart, distinct
from generator.views.context import SeriesView, series_view
from generator.views.market_charts import Board, computed_charts, meters, read, revision_chart, series_charts
from generator.views.revisions import RevisionView, revision_views
from generator.views.words import Language, Words


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider's series on the page of its metric: what it says, its charts, and whether these leave values out."""

    series: SeriesView
    group: Words | None
    charts: tuple[Chart, ...]
    computed: tuple[Chart, ...]
    revisions: tuple[RevisionView, ...]
    tabled: bool


@dataclass(frozen=True, slots=True)
class MetricView:
    """Everything that a metric's page says. `overview` are charts over several providers."""

    id: str
    path: str
    title: Words
    description: Words
    caveat: Words
    as_of: PartialDate
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


def metric_view(settings: Settings, metric: str, language: Language) -> MetricView:
    """Build the page model of a metric."""
    term = settings.terms["metrics"][metric]
    every = sorted(of_metric(settings.series, metric), key=lambda series: (-len(series.points), series.id))
    board = Board(metric, settings, language)
    return MetricView(
        id=metric,
        path=urls.metric(metric),
        title=language.words(term.name),
        description=language.words(term.description) if term.description else Words(""),
        caveat=language.words(term.caveat),
        as_of=read(every),
        overview=_overview(board, every),
        providers=tuple(_provider(board, series, amount=term.amount) for series in every),
    )


def _overview(board: Board, every: list[Record]) -> tuple[Chart, ...]:
    """Charts over several series: years beside sums of quarters, months that several providers count."""
    term = board.settings.terms["metrics"][board.metric]
    revised = revision_chart(board, every) if term.adds_up else None
    return (*([revised] if revised else []), *(meters(board, every) if term.amount else ()))


def _provider(board: Board, series: Record, *, amount: bool) -> ProviderView:
    language = board.language
    charts = series_charts(board, series) if amount else ()
    drawn = sum(1 for chart in charts for _ in chart.points)
    return ProviderView(
        series_view(series, language),
        language.words(series.group) if series.group else None,
        charts,
        computed_charts(board, series) if amount else (),
        revision_views(series, language),
        drawn < sum(len(line.values) for line in lines(series)),
    )


def metrics(settings: Settings) -> tuple[str, ...]:
    """The metrics of which there are series, in the order of the vocabulary."""
    used = {series.metric for series in settings.series.values()}
    return tuple(metric for metric in settings.terms["metrics"] if metric in used)


def metric_rows(settings: Settings, language: Language) -> tuple[MetricRow, ...]:
    """The overview's list."""
    found = []
    for metric in metrics(settings):
        term = settings.terms["metrics"][metric]
        rows = []
        for series in of_metric(settings.series, metric):
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


def overview_charts(settings: Settings, language: Language) -> tuple[tuple[str, Chart], ...]:
    """The few charts of the overview: the first one of a metric's page, with the path of that page."""
    found = []
    for metric in metrics(settings):
        charts = _overview(Board(metric, settings, language), list(of_metric(settings.series, metric)))
        found += [(urls.metric(metric), chart) for chart in charts[:1]]
    return tuple(found)
