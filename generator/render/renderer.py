"""Jinja fragments from page models. Records are text: the environment escapes everything."""

from dataclasses import replace
from functools import partial
from typing import Any

from generator import urls
from generator.loading.settings import Settings
from generator.render.charts import Drawn, Links, draw
from generator.render.charts.embed import snippet
from generator.render.templating import fragment
from generator.views.bulletin import Bulletin
from generator.views.charts import EMBED, FORMATS, Chart
from generator.views.page import Meta, Page
from generator.views.words import Language


class Renderer:
    """Renders page models of one language.

    `site_url` is the public address or empty, `pictures` whether there are PNGs of charts.
    """

    def __init__(self, settings: Settings, code: str, site_url: str, pictures: bool = False) -> None:
        self.settings, self.code, self.site_url, self.pictures = settings, code, site_url, pictures
        self.language = Language(code, settings)
        self.prefix = urls.language_root(code, settings.default_language)
        self.site_title = self.language.words(settings.site.title).text

    def here(self, path: str) -> str:
        """Relative prefix from the page at `path` to the root of its language."""
        return urls.up(self.prefix + path) + self.prefix

    def canonical(self, path: str) -> str:
        """Public address of a page of this language; empty without a site address."""
        return urls.absolute(self.site_url, self.prefix + path)

    def fragment(self, template: str, path: str, **values: Any) -> str:
        """The body of a page."""
        values.update(
            here=self.here(path), canonical=self.canonical(path), t=self.language.t, site_title=self.site_title
        )
        values.update(root=urls.up(self.prefix + path), draw=partial(self.draw, path=path))
        return fragment(self.language, template, values)

    def page(self, template: str, path: str, title: str, description: str, section: str, **values: Any) -> Page:
        """A page that is no bulletin; `wide`, `head`, `source` and `meta` are taken out of the values."""
        wide, head = bool(values.pop("wide", False)), str(values.pop("head", ""))
        source = str(values.pop("source", ""))
        meta = values.pop("meta", Meta(summary=description))
        body = self.fragment(template, path, **values)
        return Page(
            path, self.code, title, description, body, section, source, head + self._head(body, path), wide, meta
        )

    def draw(self, chart: Chart, path: str, links: Links = (), embed: str = "") -> Drawn:
        """A chart for the page at `path`; the macro `chart` of charts.html frames it."""
        return draw(chart, self.language, self.here(path), links, embed)

    def formats(self) -> tuple[tuple[str, str], ...]:
        """What can be taken away of a chart: ending and name of each, PNG only where there are pictures."""
        return tuple((ending, name) for ending, name in FORMATS if name != "PNG" or self.pictures)

    def figure(self, chart: Chart, path: str) -> Drawn:
        """The same with its downloads, which `site.charts` puts beside the page."""
        drawn = self.draw(chart, path)
        links = tuple((name, urls.chart_file(path, chart.id, ending)) for ending, name in self.formats())
        address = self.canonical(urls.chart_file(path, chart.id, EMBED))
        return replace(drawn, links=links, embed=snippet(drawn, address) if address and drawn.small else "")

    def _head(self, body: str, path: str) -> str:
        """What a page needs in its head beyond the shell: the style sheet of charts where it has any."""
        if '<figure class="chart"' not in body:
            return ""
        return f'<link rel="stylesheet" href="{urls.up(self.prefix + path)}assets/charts.css">'

    def bulletin(self, model: Bulletin) -> Page:
        """The page of a bulletin."""
        return Page(
            path=model.path,
            language=self.code,
            title=f"{model.title.text} · {model.id}",
            description=model.summary.text,
            body=self.fragment("bulletin.html", model.path, b=model),
            section="bulletins",
            source=f"bulletins/{model.file}",
        )
