"""Jinja fragments from page models. Records are text: the environment escapes everything."""

from functools import partial
from typing import Any

from generator import urls
from generator.loading.settings import Settings
from generator.render.charts import Drawn, Links, draw
from generator.render.templating import fragment
from generator.views.bulletin import Bulletin
from generator.views.charts import Chart
from generator.views.page import Meta, Page
from generator.views.words import Language


class Renderer:
    """Renders page models of one language; `site_url` is the public address or empty."""

    def __init__(self, settings: Settings, code: str, site_url: str) -> None:
        self.settings, self.code, self.site_url = settings, code, site_url
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

    def _head(self, body: str, path: str) -> str:
        """What a page needs in its head beyond the shell: the style sheet of charts where it has any."""
        if '<figure class="chart"' not in body:
            return ""
        return f'<link rel="stylesheet" href="{urls.up(self.prefix + path)}assets/charts.css">'

    def bulletin(self, model: Bulletin) -> Page:
        """The page of a bulletin."""
        codes = [model.id, *model.aliases, *(str(value) for row in model.identity if row.code for value in row.values)]
        codes += [reference for _, reference, _ in model.references]
        meta = Meta(
            kind="bulletin",
            date=model.published,
            iso=model.published_iso,
            platforms=tuple(case.name.text for case in model.cases),
            hazards=tuple(hazard.name.text for hazard in model.hazards),
            facets=model.facets,
            summary=model.summary.text,
            codes=tuple(codes),
            words=tuple(str(value) for row in model.identity if not row.code for value in row.values),
        )
        return Page(
            path=model.path,
            language=self.code,
            title=f"{model.title.text} · {model.id}",
            description=model.summary.text,
            body=self.fragment("bulletin.html", model.path, b=model),
            section="bulletins",
            source=f"bulletins/{model.file}",
            meta=meta,
        )
