"""The files of charts: CSV, JSON, SVG, PNG, Vega-Lite and a page to embed, beside the pages that show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator import urls
from generator.export.charts import chart_csv, chart_json, chart_vega
from generator.export.objects import PageStore, make_folder
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.render.charts import standalone
from generator.render.charts.embed import embed_page, lean
from generator.render.renderer import Renderer
from generator.site.project import Project
from generator.views.charts import EMBED, FORMATS, Chart
from generator.views.market import pages_with_charts


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A file to publish: its path below the site's root, and what it is made from."""

    path: str
    ending: str
    page: str
    chart: Chart


def chart_files(catalog: Catalog, renderer: Renderer) -> Iterator[ChartFile]:
    """Every file of every chart in one language; no PNG where there are no pictures, no embed page of a large chart."""
    for page, charts in pages_with_charts(catalog, renderer.language):
        for chart in charts:
            endings = [ending for ending, name in FORMATS if renderer.pictures or name != "PNG"]
            if renderer.draw(chart, page).small:
                endings.append(EMBED)
            for ending in endings:
                yield ChartFile(renderer.prefix + urls.chart_file(page, chart.id, ending), ending, page, chart)


def write_charts(catalog: Catalog, project: Project, site: str) -> list[str]:
    """Publish every file of every chart below the folder `site`; returns their paths below the site's root."""
    made = PageStore(project.cache / "charts")
    css = (project.config / "theme" / "assets" / "charts.css").read_text(encoding="utf-8")
    common = "\0".join((store.code_version(), catalog.settings.digest, project.site_url, css))
    if project.pictures:
        common += project.pictures.origin
    found = []
    for language in catalog.settings.site.languages:
        renderer = Renderer(catalog.settings, language.code, project.site_url, bool(project.pictures))
        for file in chart_files(catalog, renderer):
            key = store.digest(f"{common}\0{file.path}\0{file.chart!r}".encode())
            target = f"{site}/{file.path}"
            if not made.fetch(key, target):
                make_folder(target)
                make = partial(_content, file, renderer, project, lean(css))
                made.put(key, make(), target)
            found.append(file.path)
    made.close()
    return found


def _content(file: ChartFile, renderer: Renderer, project: Project, css: str) -> bytes:
    chart, language = file.chart, renderer.language
    page = renderer.canonical(file.page)
    if file.ending == "csv":
        return chart_csv(chart).encode()
    if file.ending == "json":
        return chart_json(chart, language.code, f"{page}#{chart.id}" if page else "").encode()
    if file.ending == "vl.json":
        return chart_vega(chart, language.code).encode()
    if file.ending == EMBED:
        here = renderer.here(file.path.removeprefix(renderer.prefix))
        back = f"{here}{file.page}#{chart.id}"
        return embed_page(renderer.draw(chart, file.page), language, css, back, page).encode()
    svg = standalone(chart, language, renderer.site_title, page)
    if file.ending == "png" and project.pictures:
        return project.pictures.png(svg, project.cache / "pictures")
    return svg.encode()


def chart_paths(catalog: Catalog, renderer: Renderer) -> list[str]:
    """The paths of the files below the root of the site, for those who check links."""
    return [file.path for file in chart_files(catalog, renderer)]
