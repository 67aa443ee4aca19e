"""The files of charts: CSV, JSON, SVG, PNG, Vega-Lite and a page to embed, beside the pages that show them.

A page's charts are made anew only when the page is: which files it has is noted under the page's own key, and each file
is kept by the hash of what it is made from. A build in which nothing changed makes no chart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import urls
from generator.export.charts import chart_csv, chart_json, chart_vega
from generator.export.objects import PageStore, make_folder
from generator.export.pictures import Pictures
from generator.loading import store
from generator.render.charts import Drawn, standalone
from generator.render.charts.embed import embed_page
from generator.render.renderer import Renderer
from generator.site.jobs import BrowseJob
from generator.views.charts import EMBED, Chart

Noted = list[tuple[str, str]]
"""The files of a page: the path of each below the site's root, and its key in the store."""


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A file to publish: its path below the site's root, and what it is made from. `digest` is that of the chart."""

    path: str
    ending: str
    page: str
    chart: Chart
    drawn: Drawn
    digest: str


def chart_files(job: BrowseJob, renderer: Renderer) -> Iterator[ChartFile]:
    """The files of a page's charts in one language; no PNG without pictures, no page to embed of a large chart."""
    for chart in job.charts(renderer) if job.charts else ():
        endings = [ending for ending, _ in renderer.formats()]
        drawn, digest = renderer.draw(chart, job.path), store.digest(repr(chart).encode())
        if drawn.small:
            endings.append(EMBED)
        for ending in endings:
            path = renderer.prefix + urls.chart_file(job.path, chart.id, ending)
            yield ChartFile(path, ending, job.path, chart, drawn, digest)


class ChartFiles:
    """Publishes the files of charts of one part of the pages, from its store where nothing changed.

    `common` is the hash of what all files have in common, `css` the lean style sheet of pages to embed.
    """

    def __init__(self, made: PageStore, site: str, common: str, css: str, pictures: Pictures | None) -> None:
        self.made, self.site, self.common, self.css, self.pictures = made, site, common, css, pictures
        self._index = made.folder / "charts"
        self._known: dict[str, Noted] = store.load(self._index) or {}
        self._used: dict[str, Noted] = {}

    def publish(self, job: BrowseJob, key: str, renderer: Renderer) -> list[str]:
        """Put the files of a page with the key `key` in place; returns their paths below the site's root."""
        noted = self._known.get(key)
        if noted is None or not all(self.made.fetch(name, f"{self.site}/{path}") for path, name in noted):
            noted = [self._put(file, renderer) for file in chart_files(job, renderer)]
        self._used[key] = noted
        return [path for path, _ in noted]

    def _put(self, file: ChartFile, renderer: Renderer) -> tuple[str, str]:
        """Make a file if it is not in the store."""
        target = f"{self.site}/{file.path}"
        svg = self._svg(file, renderer) if file.ending in ("svg", "png") else ""
        # A picture costs fifty times what the other files do: only what it shows makes a new one.
        parts = (self.common, file.digest)
        if file.ending == "png" and self.pictures:
            parts = (self.pictures.origin, svg)
        key = store.digest("\0".join((file.path, *parts)).encode())
        if not self.made.fetch(key, target):
            make_folder(target)
            self.made.put(key, svg.encode() if file.ending == "svg" else self._content(file, renderer, svg), target)
        return file.path, key

    def _svg(self, file: ChartFile, renderer: Renderer) -> str:
        return standalone(file.chart, renderer.language, renderer.site_title, renderer.canonical(file.page))

    def _content(self, file: ChartFile, renderer: Renderer, svg: str) -> bytes:
        chart, language = file.chart, renderer.language
        page = renderer.canonical(file.page)
        if file.ending == "png" and self.pictures:
            return self.pictures.png(svg)
        if file.ending == "csv":
            return chart_csv(chart).encode()
        if file.ending == "json":
            return chart_json(chart, language.code, f"{page}#{chart.id}" if page else "").encode()
        if file.ending == EMBED:
            here = renderer.here(file.path.removeprefix(renderer.prefix))
            back = f"{here}{file.page}#{chart.id}"
            return embed_page(file.drawn, language, self.css, back, page).encode()
        return chart_vega(chart, language.code).encode()

    def close(self) -> None:
        """Note which files the pages have."""
        if self._used != self._known:
            store.save(self._index, self._used)
