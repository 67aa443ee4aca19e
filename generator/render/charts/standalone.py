"""A chart as one picture for downloads: 1200 x 675, colours fixed, with title, source and date, no style sheet."""

from generator.render.charts.canvas import num
from generator.render.charts.curves import groups
from generator.render.charts.keys import Key, keys, placed
from generator.render.charts.labels import cut, room, wrapped
from generator.render.charts.plots import plots
from generator.views.charts import Chart, Kind
from generator.views.words import Language, escaped

WIDTH, HEIGHT = 1200, 675
FONT = "Pretendard"
"""The font that set-up installs, so that Hangul is set on any machine; others stand in where there is none."""

_EDGE = 48
_ZOOM = 1.6
"""The plot is drawn as for a page and enlarged: its text can be read where the picture is shown at half its size."""

_COLOURS = ("#0b5c7a", "#b35806", "#4a5a68", "#7a3e8f")
_STAGES = ("#4a5a68", "#0b5c7a", "#b35806", "#1d6437", "#a4161a", "#7a3e8f")
_DASHES = ("none", "8 4", "2 3", "9 3 2 3")


def _style() -> str:
    rules = [
        f"text{{font:13px {FONT},'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif;fill:#4a5a68}}",
        ".h,.v,.e{fill:#14202b;paint-order:stroke;stroke:#fff;stroke-width:4;stroke-linejoin:round}",
        ".v,.e{font-weight:600}",
        ".g{stroke:#d5dde4}.z{stroke:#8796a3}.z,.t,.none{fill:none}.none{stroke:none}",
        ".r{stroke:#14202b;stroke-width:1.5;stroke-dasharray:5 3}",
        ".l{fill:none;stroke-width:2.5;stroke-linejoin:round}.a{opacity:.2}.m{stroke:#fff;stroke-width:1.5}",
        ".i{stroke-width:2;fill:none}.c{stroke-width:1.5;fill:none}",
        ".t{stroke:#8796a3;stroke-width:2}.t.open{stroke-dasharray:3 3}.t.open.small{stroke:#d5dde4;stroke-width:1}",
        ".w{stroke-width:2;fill:none}",
        ".x{stroke-width:2.5;fill:none}.f{stroke-width:9;stroke-linecap:round}.f.square{stroke-linecap:square;"
        "stroke-width:7}.f.speck{stroke-width:5}.hole{stroke:#fff;stroke-width:5;stroke-linecap:round}",
        ".f.small{stroke-width:6}.f.speck.small{stroke-width:3}.f.speck.tiny{stroke-width:2}",
        ".hole.small{stroke-width:3}.f.tiny{stroke-width:4}.hole.tiny{stroke-width:1.5}",
    ]
    for n, colour in enumerate(_COLOURS):
        rules.append(
            f".l.s{n},.i.s{n},.c.s{n}{{stroke:{colour}}}.b.s{n},.a.s{n},.m.s{n},.e.s{n}{{fill:{colour}}}"
            f".d{n}{{stroke-dasharray:{_DASHES[n]}}}"
        )
    rules.append(".l.thin{stroke-width:1.5;stroke-dasharray:4 3}.bin{stroke:#fff}")
    rules += [f".w.q{n},.x.q{n},.f.q{n}{{stroke:{colour}}}" for n, colour in enumerate(_STAGES)]
    return "".join(rules)


STYLE = _style()


def standalone(chart: Chart, language: Language, site: str, address: str = "") -> str:
    """The picture as SVG text. `site` is the publisher's name, `address` where the chart's page is (or empty)."""
    inner = WIDTH - 2 * _EDGE
    title = wrapped(chart.title, inner, 32, 2)
    parts, y = [], _EDGE + 22.0
    for line in title:
        parts.append(_text(line, _EDGE, y, "font-size:32px;font-weight:700;fill:#14202b"))
        y += 40
    words = "" if chart.cases else chart.y.words
    if words and words != chart.title:
        parts.append(_text(cut(words, inner, 20), _EDGE, y - 4, "font-size:20px"))
        y += 26
    legend, y = _legend(keys(chart, language), y)
    foot = _foot(chart, language, site, address)
    bottom = HEIGHT - _EDGE + 14 - 22 * len(foot)
    zoom = _zoom(chart)
    size = inner / zoom, (bottom - y - 14) / zoom
    drawn = "".join(plot.markup for plot in plots(chart, language, size))
    for n, line in enumerate(foot):
        parts.append(_text(line, _EDGE, bottom + 22 * (n + 1), "font-size:16px"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' role="img" lang="{escaped(language.code)}" aria-labelledby="{chart.id}-t {chart.id}-d">'
        f'<title id="{chart.id}-t">{escaped(chart.title)}</title>'
        f'<desc id="{chart.id}-d">{escaped(chart.description)}</desc><style>{STYLE}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}{legend}'
        f'<g transform="translate({_EDGE} {num(y)}) scale({num(zoom)})">{drawn}</g></svg>\n'
    )


def _zoom(chart: Chart) -> float:
    """How much the plot is enlarged: less where many panels or rows share the picture."""
    if chart.kind in (Kind.LINES, Kind.STEPS):
        panels = len(groups(chart))
        return _ZOOM if panels <= 4 else 1.3 if panels <= 9 else 1.0
    if chart.kind in (Kind.BARS, Kind.DOTS, Kind.GROUPED):
        rows = sum(1 for _ in chart.points)
        return _ZOOM if rows <= 8 else 1.25 if rows <= 12 else 1.0
    return _ZOOM


def _text(words: str, x: float, y: float, style: str) -> str:
    return f'<text x="{num(x)}" y="{num(y)}" style="{style}">{escaped(words)}</text>'


def _legend(found: tuple[Key, ...], y: float) -> tuple[str, float]:
    """The legend in rows that fit, and where what follows it begins."""
    if not found:
        return "", y
    parts, x, line = [], 0.0, 0
    width = (WIDTH - 2 * _EDGE) / _ZOOM
    for key in found:
        wide = 38 + room(key.name) + 16
        if x and x + wide > width:
            x, line = 0, line + 1
        parts.append(placed(key, x, line * 20))
        parts.append(f'<text x="{num(x + 37)}" y="{num(line * 20 + 11.5)}">{escaped(cut(key.name, width - 60))}</text>')
        x += wide
    drawn = f'<g transform="translate({_EDGE} {num(y - 10)}) scale({_ZOOM})">{"".join(parts)}</g>'
    return drawn, y + (line + 1) * 20 * _ZOOM


def _foot(chart: Chart, language: Language, site: str, address: str) -> list[str]:
    """Sources, the day as of which the chart speaks, and who made it."""
    inner = WIDTH - 2 * _EDGE
    names = "; ".join(dict.fromkeys(source.text for source in chart.sources))
    lines = wrapped(f"{language.t('Source')}: {names}", inner, 16, 2) if names else []
    made = [language.t("as of {when}", when=language.date(chart.as_of))] if chart.as_of else []
    lines.append(cut(" · ".join([*made, site, *([address] if address else [])]), inner, 16))
    return lines
