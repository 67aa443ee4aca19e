"""Vega-Lite specifications from charts: self-contained, without addresses to load from."""

from typing import Any

from generator.views.chart_table import exact, plain
from generator.views.charts import Axis, Chart, Form, Kind, Point, Series, runs, span

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_COLOURS = ["#0b5c7a", "#b35806", "#4a5a68", "#7a3e8f"]
_DASHES = [[1, 0], [8, 4], [2, 3], [9, 3, 2, 3]]
_FORMATS = {Form.SHARE: "%", Form.PERCENT: "", Form.TIMES: "", Form.NUMBER: ""}

Json = dict[str, Any]


def vega_lite(chart: Chart, language: str) -> Json:
    """The specification of a chart; every value of its table stands in `data.values`."""
    made: Json = {
        "$schema": SCHEMA,
        "description": chart.description,
        "title": {"text": chart.title, "subtitle": _subtitle(chart), "anchor": "start", "limit": 640},
        "usermeta": {"id": chart.id, "language": language, "as_of": chart.as_of.text if chart.as_of else None},
        "width": 640,
        "config": {"range": {"category": _COLOURS}, "axisY": {"labelLimit": 320}},
        "data": {"values": _timeline_values(chart) if chart.kind is Kind.TIMELINE else _values(chart)},
    }
    makers = {
        Kind.BARS: _bars,
        Kind.GROUPED: _bars,
        Kind.DOTS: _dots,
        Kind.LINES: _lines,
        Kind.STEPS: _steps,
        Kind.TIMELINE: _timeline,
        Kind.DISTRIBUTION: _distribution,
    }
    return made | makers[chart.kind](chart)


def _subtitle(chart: Chart) -> str:
    return "; ".join(dict.fromkeys(link.text for link in chart.sources))


def _values(chart: Chart) -> list[Json]:
    found = []
    for series in chart.series:
        stretches = {id(p): n for n, own in enumerate(runs(series.points)) for p in own} if _timed(chart) else {}
        for point in series.points:
            found.append(_value(chart, series, point, stretches.get(id(point))))
    return found


def _timed(chart: Chart) -> bool:
    return chart.kind is Kind.LINES


def _value(chart: Chart, series: Series, point: Point, stretch: int | None) -> Json:
    value: Json = {"series": series.name, "x": plain(point.x), "y": plain(point.y)}
    if _timed(chart):
        first, last = span(point.x)
        value |= {"x": exact(point.x), "start": first.isoformat(), "end": last.isoformat(), "stretch": stretch}
    for name in ("low", "high", "to", "n"):
        known = getattr(point, name)
        if known is not None:
            value[name] = plain(known)
    return value


def _amount(axis: Axis, field: str, **scale: Any) -> Json:
    """Encoding of a value: from zero unless its axis is logarithmic."""
    how: Json = {"type": "log"} if axis.log else {"zero": True}
    form = {"format": _FORMATS[axis.form]} if _FORMATS[axis.form] else {}
    return {"field": field, "type": "quantitative", "title": axis.words, "scale": how | scale, "axis": form}


def _rules(chart: Chart) -> list[Json]:
    """Marks as rules with their words: on the axis of places, or on that of values."""
    return [
        {
            "mark": {"type": "rule", "strokeDash": [5, 3]},
            "encoding": {_channel(chart, mark.axis): {"datum": plain(mark.at)}, "tooltip": {"value": mark.label}},
        }
        for mark in chart.marks
    ]


def _channel(chart: Chart, axis: str) -> str:
    return "x" if chart.kind in (Kind.BARS, Kind.GROUPED, Kind.DOTS) else axis


def _bars(chart: Chart) -> Json:
    encoding: Json = {
        "x": _amount(chart.y, "y"),
        "y": {"field": "x", "type": "nominal", "sort": None, "title": None},
    }
    if chart.kind is Kind.GROUPED:
        encoding |= {"yOffset": {"field": "series", "sort": None}, "color": _series(chart)}
    return {"layer": [{"mark": "bar", "encoding": encoding}, *_rules(chart)]}


def _series(chart: Chart) -> Json:
    names = [series.name for series in chart.series]
    return {"field": "series", "type": "nominal", "sort": names, "title": None}


def _dashes(chart: Chart) -> Json:
    names = [series.name for series in chart.series]
    return _series(chart) | {
        "scale": {"domain": names, "range": [_DASHES[n % 4] for n in range(len(names))]},
        "legend": None,
    }


def _dots(chart: Chart) -> Json:
    category = {"field": "x", "type": "nominal", "sort": None, "title": None}
    interval = {"x": _amount(chart.y, "low"), "x2": {"field": "high"}, "y": category}
    return {
        "layer": [
            {"transform": [{"filter": "isValid(datum.low)"}], "mark": "rule", "encoding": interval},
            {"mark": {"type": "point", "filled": True}, "encoding": {"x": _amount(chart.y, "y"), "y": category}},
            *_rules(chart),
        ]
    }


def _lines(chart: Chart) -> Json:
    time = {"field": "start", "type": "temporal", "title": None}
    encoding: Json = {"x": time, "y": _amount(chart.y, "y"), "detail": {"field": "stretch"}}
    line: Json = {"mark": {"type": "line", "point": True}, "encoding": encoding}
    layers: list[Json] = []
    if any(point.low is not None for point in chart.points):
        area = {"x": time, "y": _amount(chart.y, "low"), "y2": {"field": "high"}, "detail": {"field": "stretch"}}
        layers.append({"mark": {"type": "area", "opacity": 0.2}, "encoding": area | {"color": _series(chart)}})
    if len(chart.series) > 4:
        return {"mark": {"type": "line", "point": True}, "width": 160, "encoding": encoding | _panels(chart)}
    if len(chart.series) > 1:
        encoding |= {"color": _series(chart), "strokeDash": _dashes(chart)}
    return {"height": 320, "layer": [*layers, line, *_rules(chart)]}


def _panels(chart: Chart) -> Json:
    names = [series.name for series in chart.series]
    return {"facet": {"field": "series", "type": "nominal", "sort": names, "title": None, "columns": 4}}


def _steps(chart: Chart) -> Json:
    time = {"field": "x", "type": "quantitative", "title": chart.x.words}
    step = "step-after"
    line = {"x": time, "y": _amount(chart.y, "y"), "color": _series(chart), "strokeDash": _dashes(chart)}
    layers: list[Json] = [{"mark": {"type": "line", "interpolate": step}, "encoding": line}]
    if any(point.low is not None for point in chart.points):
        area = {"x": time, "y": _amount(chart.y, "low"), "y2": {"field": "high"}, "color": _series(chart)}
        known = [{"filter": "isValid(datum.low)"}]
        mark = {"type": "area", "interpolate": step, "opacity": 0.2}
        layers.insert(0, {"transform": known, "mark": mark, "encoding": area})
    return {"height": 320, "layer": [*layers, *_rules(chart)]}


def _timeline_values(chart: Chart) -> list[Json]:
    names = {stage.id: stage.name for stage in chart.stages}
    found: list[Json] = []
    for case in chart.cases:
        found += [
            {"case": case.label, "stage": names[h.stage], "day": h.day.isoformat()}
            for h in sorted(case.happenings, key=lambda h: h.day)
        ]
        if case.open_until:
            found.append({"case": case.label, "stage": None, "day": case.open_until.isoformat()})
    return found


def _timeline(chart: Chart) -> Json:
    day = {"field": "day", "type": "temporal", "title": None}
    case = {"field": "case", "type": "nominal", "sort": {"field": "day", "op": "min"}, "title": None}
    names = [stage.name for stage in chart.stages]
    stage = {"field": "stage", "type": "nominal", "sort": names, "title": None}
    return {
        "layer": [
            {
                "mark": {"type": "line", "color": "#8796a3"},
                "encoding": {"x": day, "y": case, "detail": {"field": "case"}},
            },
            {
                "transform": [{"filter": "isValid(datum.stage)"}],
                "mark": {"type": "point", "filled": True},
                "encoding": {"x": day, "y": case, "shape": stage, "color": stage},
            },
        ]
    }


def _distribution(chart: Chart) -> Json:
    place = _amount(chart.x, "x") | {"title": chart.x.words}
    if any(point.to is not None for point in chart.points):
        encoding: Json = {"x": place, "x2": {"field": "to"}, "y": _amount(chart.y, "y")}
        return {"height": 280, "layer": [{"mark": "bar", "encoding": encoding}, *_rules(chart)]}
    return {"height": 80, "layer": [{"mark": "tick", "encoding": {"x": place}}, *_rules(chart)]}
