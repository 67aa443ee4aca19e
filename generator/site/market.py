"""The market's pages: the overview in the editorial lane, and in the stamped lane a page for each metric, test results,
pledge results and rates.

A page is made anew only when its input changed: settings are part of every page's key, and what a page takes from
notices (rounds of tests, counts by platform and year) is part of its own.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from generator import urls
from generator.export.search.documents import PageText
from generator.export.series import values_csv, values_json
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.loading.settings import Settings
from generator.market.series import of_metric
from generator.records.context import Series
from generator.records.values import PartialDate
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob, FileJob, once
from generator.views import bounds, market, results
from generator.views.charts import Chart
from generator.views.page import Page
from generator.views.words import Language

SECTION = "statistics"


def market_jobs(catalog: Catalog) -> Iterator[BrowseJob]:
    """The market's pages of the stamped lane."""
    settings = catalog.settings
    for metric in market.metrics(settings):
        yield _metric_job(settings, metric)
    yield _tests_job(catalog)
    yield _pledges_job(settings)
    yield _rates_job(catalog)


def value_files(settings: Settings) -> Iterator[FileJob]:
    """Every value of each metric for download: what no chart shows can be taken away too."""
    for metric in market.metrics(settings):
        series = tuple(of_metric(settings.series, metric))
        yield FileJob(urls.metric_values(metric, "csv"), "", partial(_values, metric, series, values_csv))
        yield FileJob(urls.metric_values(metric, "json"), "", partial(_values, metric, series, values_json))


def _values(metric: str, series: tuple[Series, ...], told: Callable[[str, tuple[Series, ...]], str]) -> bytes:
    return told(metric, series).encode()


def overview_page(settings: Settings, renderer: Renderer) -> Page:
    """The overview: the first chart of each metric's page, and every series."""
    t, language = renderer.language.t, renderer.language
    return renderer.page(
        "statistics.html",
        urls.STATISTICS,
        t("Market statistics"),
        t("Users of shopping platforms and purchases from abroad, with their sources."),
        SECTION,
        metrics=market.metric_rows(settings, language),
        charts=[
            (page, renderer.draw(chart, urls.STATISTICS)) for page, chart in market.overview_charts(settings, language)
        ],
        results=(
            (t("Test results"), urls.TEST_RESULTS),
            (t("Pledge results"), urls.PLEDGE_RESULTS),
            (t("Bulletins and the size of platforms"), urls.RATES),
        ),
        wide=True,
    )


def _metric_job(settings: Settings, metric: str) -> BrowseJob:
    view = once(lambda r: market.metric_view(settings, metric, r.language))
    return BrowseJob(
        urls.metric(metric), SECTION, "", lambda r: _metric(metric, view(r), r), charts=lambda r: view(r).charts
    )


def _metric(metric: str, view: market.MetricView, renderer: Renderer) -> Page:
    def drawn(charts: tuple[Chart, ...]) -> list[Any]:
        return [renderer.figure(chart, view.path) for chart in charts]

    return renderer.page(
        "metric.html",
        view.path,
        view.title.text,
        view.description.text or view.title.text,
        SECTION,
        m=view,
        values=tuple((name, urls.metric_values(metric, name.lower())) for name in ("CSV", "JSON")),
        overview=drawn(view.overview),
        providers=[(one, drawn(one.charts), drawn(one.computed)) for one in view.providers],
        citation=_citation(renderer, view.title.text, view.path, view.as_of),
        wide=True,
        source="site_config/vocabularies/metrics.yml",
    )


def market_texts(settings: Settings, language: Language) -> Iterator[PageText]:
    """What the search knows of the market's pages of the stamped lane."""
    for row in market.metric_rows(settings, language):
        names = tuple(title.text for _, title, _, _ in row.series)
        yield PageText(row.path, language.code, row.title.text, row.description.text, SECTION, names=names)
    for path, (title, lede) in _result_words(settings, language).items():
        yield PageText(path, language.code, title, lede, SECTION)


def _result_words(settings: Settings, language: Language) -> dict[str, tuple[str, str]]:
    """Title and first sentence of the pages of results, by path."""
    t = language.t
    return {
        urls.TEST_RESULTS: (
            t("Test results"),
            t("How many products of each round of tests failed, wherever a source gives both numbers."),
        ),
        urls.PLEDGE_RESULTS: (
            t("Pledge results"),
            t("Shares that product safety pledges have published about themselves, as printed."),
        ),
        urls.RATES: (
            t("Bulletins and the size of platforms"),
            t(
                "How many bulletins name a platform in a year, beside how many people use it or pay there: only where "
                "both have a source, and no rate from fewer than {n} bulletins.",
                n=language.number(settings.site.threshold),
            ),
        ),
    }


def _citation(renderer: Renderer, title: str, path: str, as_of: PartialDate | None) -> str:
    """How to cite a page: publisher, title, up to when its sources were read, address."""
    language = renderer.language
    when = language.t("as of {when}", when=language.date(as_of)) if as_of else ""
    return ", ".join(filter(None, [f"{renderer.site_title}: {title}", when, renderer.canonical(path)]))


def _results(
    renderer: Renderer,
    path: str,
    title: str,
    lede: str,
    charts: tuple[Chart, ...],
    *,
    caveat: str = "",
    rates: tuple[results.RatesView, ...] = (),
    bounded: tuple[bounds.Bounded, ...] = (),
) -> Page:
    days = [chart.as_of for chart in charts if chart.as_of]
    return renderer.page(
        "results.html",
        path,
        title,
        lede,
        SECTION,
        charts=[renderer.figure(chart, path) for chart in charts],
        rates=rates,
        bounded=bounded,
        heading=title,
        lede=lede,
        caveat=caveat,
        citation=_citation(renderer, title, path, max(days) if days else None),
        wide=True,
    )


def _tests_job(catalog: Catalog) -> BrowseJob:
    sampled, ids = results.samples(catalog), bounds.bounded_ids(catalog)
    charts = once(lambda r: results.round_charts(catalog.settings, sampled, r.language))
    digest = _digest(sampled, [(catalog.notices[i].shown, catalog.notices[i].found) for i in ids])

    def make(renderer: Renderer) -> Page:
        title, lede = _result_words(catalog.settings, renderer.language)[urls.TEST_RESULTS]
        limits = bounds.bounded(catalog, ids, renderer.language)
        return _results(renderer, urls.TEST_RESULTS, title, lede, charts(renderer), bounded=limits)

    return BrowseJob(urls.TEST_RESULTS, SECTION, digest, make, charts=charts)


def _pledges_job(settings: Settings) -> BrowseJob:
    def charts(renderer: Renderer) -> tuple[Chart, ...]:
        chart = results.pledge_chart(settings, renderer.language)
        return (chart,) if chart else ()

    def make(renderer: Renderer) -> Page:
        title, lede = _result_words(settings, renderer.language)[urls.PLEDGE_RESULTS]
        return _results(renderer, urls.PLEDGE_RESULTS, title, lede, charts(renderer))

    return BrowseJob(urls.PLEDGE_RESULTS, SECTION, "", make, charts=charts)


def _rates_job(catalog: Catalog) -> BrowseJob:
    counted = cache(lambda: results.named(catalog))
    views = once(lambda r: results.rate_views(catalog, counted(), r.language))
    charts: Callable[[Renderer], tuple[Chart, ...]] = lambda r: tuple(v.chart for v in views(r) if v.chart)  # noqa: E731

    def make(renderer: Renderer) -> Page:
        title, lede = _result_words(catalog.settings, renderer.language)[urls.RATES]
        caveat = results.rate_caveat(renderer.language)
        return _results(renderer, urls.RATES, title, lede, charts(renderer), caveat=caveat, rates=views(renderer))

    return BrowseJob(urls.RATES, SECTION, catalog.shown, make, charts=charts)


def _digest(*parts: object) -> str:
    return store.digest(repr(parts).encode())
