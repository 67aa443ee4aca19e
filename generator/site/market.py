"""The market's pages of the editorial lane: overview, a page for each metric, test results, pledge results, rates."""

from collections.abc import Iterator
from typing import Any

from generator import urls
from generator.loading.catalog import Catalog
from generator.market.rates import THRESHOLD
from generator.records.values import PartialDate
from generator.render.renderer import Renderer
from generator.views import market
from generator.views.charts import Chart
from generator.views.page import Meta, Page


def market_pages(catalog: Catalog, renderer: Renderer) -> Iterator[Page]:
    """Every page of the market in one language."""
    yield _overview(catalog, renderer)
    for metric in market.metrics(catalog):
        yield _metric(catalog, metric, renderer)
    yield _tests(catalog, renderer)
    yield _pledges(catalog, renderer)
    yield _rates(catalog, renderer)


def _overview(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    charts = market.overview_charts(catalog, renderer.language)
    return renderer.page(
        "statistics.html",
        urls.STATISTICS,
        t("Market statistics"),
        t("Users of shopping platforms and purchases from abroad, with their sources."),
        "statistics",
        metrics=market.metric_rows(catalog, renderer.language),
        charts=[renderer.draw(chart, urls.STATISTICS) for chart in charts],
        results=(
            (t("Test results"), urls.TEST_RESULTS),
            (t("Pledge results"), urls.PLEDGE_RESULTS),
            (t("Bulletins and the size of platforms"), urls.RATES),
        ),
        wide=True,
    )


def _metric(catalog: Catalog, metric: str, renderer: Renderer) -> Page:
    view = market.metric_view(catalog, metric, renderer.language)

    def drawn(charts: tuple[Chart, ...]) -> list[Any]:
        return [renderer.figure(chart, view.path) for chart in charts]

    return renderer.page(
        "metric.html",
        view.path,
        view.title.text,
        view.description.text or view.title.text,
        "statistics",
        m=view,
        overview=drawn(view.overview),
        providers=[(one, drawn(one.charts), drawn(one.computed)) for one in view.providers],
        citation=_citation(catalog, renderer, view.title.text, view.path),
        wide=True,
        source="site_config/vocabularies/metrics.yml",
        meta=Meta(
            "statistics", summary=view.description.text, words=tuple(p.series.title.text for p in view.providers)
        ),
    )


def _citation(catalog: Catalog, renderer: Renderer, title: str, path: str) -> str:
    """How to cite a page: publisher, title, up to when the records speak, address."""
    language = renderer.language
    when = language.date(PartialDate.parse(catalog.latest)) if catalog.latest else ""
    parts = [f"{renderer.site_title}: {title}", language.t("records up to {when}", when=when) if when else ""]
    return ", ".join(filter(None, [*parts, renderer.canonical(path)]))


def _results(
    catalog: Catalog, renderer: Renderer, path: str, title: str, lede: str, caveat: str = "", **values: Any
) -> Page:
    charts = [renderer.figure(chart, path) for chart in values.pop("charts")]
    return renderer.page(
        "results.html",
        path,
        title,
        lede,
        "statistics",
        charts=charts,
        rates=values.pop("rates", ()),
        heading=title,
        lede=lede,
        caveat=caveat,
        citation=_citation(catalog, renderer, title, path),
        wide=True,
        **values,
    )


def _tests(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    return _results(
        catalog,
        renderer,
        urls.TEST_RESULTS,
        t("Test results"),
        t("How many products of each round of tests failed, wherever a source gives both numbers."),
        charts=market.round_charts(catalog, renderer.language),
    )


def _pledges(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    chart = market.pledge_chart(catalog, renderer.language)
    lede = t("Shares that product safety pledges have published about themselves, as printed.")
    charts = (chart,) if chart else ()
    return _results(catalog, renderer, urls.PLEDGE_RESULTS, t("Pledge results"), lede, charts=charts)


def _rates(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    views = market.rate_views(catalog, renderer.language)
    return _results(
        catalog,
        renderer,
        urls.RATES,
        t("Bulletins and the size of platforms"),
        t(
            "How many bulletins name a platform in a year, beside how many people use it or pay there: only where both "
            "have a source, and no rate from fewer than {n} bulletins.",
            n=renderer.language.number(THRESHOLD),
        ),
        market.rate_caveat(renderer.language),
        charts=tuple(view.chart for view in views if view.chart),
        rates=views,
    )
