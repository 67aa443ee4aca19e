"""Legends: which lines, bands and signs need to be told, each with a small picture of it."""

from dataclasses import dataclass

from generator.render.charts import curves
from generator.render.charts.canvas import SIGNS, num
from generator.render.charts.rows import lettered, tag
from generator.views.charts import Chart, Kind
from generator.views.words import Language

WIDTH, HEIGHT = 30, 14


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: SVG elements in a field of 30 x 14 px, and its words."""

    drawn: str
    name: str


def keys(chart: Chart, language: Language) -> tuple[Key, ...]:
    """The legend of a chart; empty where everything is named where it stands."""
    if chart.kind is Kind.TIMELINE:
        return _stages(chart, language)
    if lettered(chart):
        return tuple(
            Key(f'<path class="b s{n % 4}" d="M4 2h22v10h-22z"/>', f"{tag(chart, n)}: {series.name}")
            for n, series in enumerate(chart.series)
        )
    if chart.kind not in (Kind.LINES, Kind.STEPS):
        return ()
    groups = curves.groups(chart)
    if len(groups) > 1:
        own = [(0, series) for _, series in groups[0] if series.thin]
    elif len(groups[0]) > 1 and not curves.plan(chart, language, None).direct:
        own = groups[0]
    else:
        own = []
    found = []
    for colour, series in own:
        css = f"l s{colour} {'thin' if series.thin else f'd{colour}'}"
        drawn = f'<path class="{css}" d="M0 7h30"/>'
        if chart.kind is Kind.LINES and not series.thin:
            drawn += f'<path class="m s{colour}" transform="translate(15 7)" d="{SIGNS[colour % 4]}"/>'
        found.append(Key(drawn, series.name))
    if any(point.censored for point in chart.points):
        found.append(Key('<path class="l s0" d="M4 7h22"/><path class="c s0" d="M15 2v10"/>', language.t("still open")))
    return tuple(found)


def _stages(chart: Chart, language: Language) -> tuple[Key, ...]:
    used = {happening.stage for case in chart.cases for happening in case.happenings}
    found = []
    for n, stage in enumerate(chart.stages):
        if stage.id not in used:
            continue
        colour = f"q{n % 6}"
        if stage.sign == "tick":
            drawn = f'<path class="w {colour}" d="M15 2v10"/>'
        elif stage.sign == "cross":
            drawn = f'<path class="x {colour}" d="M15 1v12"/><path class="f {colour} square" d="M15 7h.01"/>'
        else:
            shape = f" {stage.sign}" if stage.sign in ("square", "speck") else ""
            drawn = f'<path class="f {colour}{shape}" d="M15 7h.01"/>'
            if stage.sign == "ring":
                drawn += '<path class="hole" d="M15 7h.01"/>'
        found.append(Key(drawn, stage.name))
    if any(case.open_until for case in chart.cases):
        found.append(
            Key('<path class="t open" d="M2 7h25"/><path class="c s3" d="M27 3v8"/>', language.t("still open"))
        )
    return tuple(found)


def picture(key: Key) -> str:
    """The small picture of a key for a page."""
    return (
        f'<svg class="key" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f"{key.drawn}</svg>"
    )


def placed(key: Key, x: float, y: float) -> str:
    """The small picture of a key at a place of a larger picture."""
    return f'<g transform="translate({num(x)} {num(y)})">{key.drawn}</g>'
