"""Every value of a metric for download: all series with their releases and sources, whether or not a chart shows them.

The same files for every language: names of platforms, countries and units are ids, titles are given in each language.
"""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from generator.records.context import Point, Series

COLUMNS = (
    "metric",
    "series",
    "provider",
    "region",
    "period",
    "first_day",
    "last_day",
    "platforms",
    "country",
    "qualifier",
    "value",
    "unit",
    "rounded_to",
    "revision",
    "released",
    "sources",
)


def values_csv(metric: str, series: Iterable[Series]) -> str:
    """A row a value, with a byte order mark (RFC 4180). An apostrophe stands before what would be a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in series:
        addresses = {source.id: source.url or source.name for source in one.sources}
        for point in one.points:
            row = {"metric": metric, **_frame(one), **_value(point), "provider": one.provider.best("en")[0]}
            row["platforms"] = " ".join(row["platforms"])
            row["sources"] = " ".join(addresses[name] for name in point.sources)
            writer.writerow([_cell(row[name]) for name in COLUMNS])
    return f"\ufeff{out.getvalue()}"


def values_json(metric: str, series: Iterable[Series]) -> str:
    """The same with titles, notes and sources of each series."""
    told = {
        "schema_version": "1.0",
        "metric": metric,
        "series": [
            {
                **_frame(one),
                "title": dict(one.title),
                "provider": dict(one.provider),
                "values": [
                    {**_value(point), "note": dict(point.note) if point.note else None, "sources": list(point.sources)}
                    for point in one.points
                ],
                "sources": [{"id": s.id, "name": s.name, "url": s.url or None} for s in one.sources],
            }
            for one in series
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _frame(one: Series) -> dict[str, Any]:
    return {"series": one.id, "region": one.region, "unit": one.unit}


def _value(point: Point) -> dict[str, Any]:
    """A value as it is on record; numbers keep their digits."""
    whole = point.value == point.value.to_integral_value()
    return {
        "period": point.period.text,
        "first_day": point.period.first.isoformat(),
        "last_day": point.period.last.isoformat(),
        "platforms": [point.platform] if point.platform else list(point.platforms),
        "country": point.country,
        "qualifier": point.qualifier.name.lower(),
        "value": int(point.value) if whole else float(point.value),
        "rounded_to": point.rounded_to,
        "revision": point.revision.value if point.revision else None,
        "released": point.released.text if point.released else None,
    }


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in tuple("=+-@\t\r") else text
