"""A page of one chart alone, for other people's pages: self-contained, small, and with a link back."""

import re

from generator.render.charts import Drawn
from generator.render.templating import environment
from generator.views.words import Language

MOST_BYTES = 15_000

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")


def lean(css: str) -> str:
    """A style sheet without comments and line ends."""
    return _SPACE.sub(" ", _COMMENT.sub("", css)).strip()


def embed_page(drawn: Drawn, language: Language, css: str, page: str, canonical: str) -> str:
    """The page as HTML. `css` is the lean style sheet of charts, `page` the way back, `canonical` its public address.

    Empty where it would be larger than MOST_BYTES: a chart of many panels or cases is no picture for another page.
    """
    site = language.settings.site
    text = (
        environment(language)
        .get_template("embed.html")
        .render(
            c=drawn,
            t=language.t,
            lang=language.code,
            css=css,
            page=page,
            canonical=canonical,
            site=language.words(site.title),
            disclaimer=language.words(site.disclaimer),
            invented=language.words(site.invented) if site.invented else "",
        )
    )
    return text if len(text.encode()) <= MOST_BYTES else ""


def snippet(drawn: Drawn, address: str) -> str:
    """The code that shows the embed page at `address` in another page."""
    height = 260 + 24 * max(len(drawn.legend), 1) + drawn.height
    title = drawn.title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    size = f'width="100%" height="{height}" style="border:0"'
    return f'<iframe src="{address}" title="{title}" {size} loading="lazy"></iframe>'
