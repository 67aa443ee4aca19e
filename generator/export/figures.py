"""Figures and cases of a platform for download: the same numbers as its page, for programs and spreadsheets."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from generator import urls
from generator.compliance.clock import Due, When
from generator.compliance.figure import Figure, Part
from generator.compliance.figures import LOT
from generator.compliance.summary import Compliance, PlatformFigures
from generator.compliance.timeline import Case
from generator.compliance.waits import Wait
from generator.loading.catalog import Catalog

JSON_VERSION = "1"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")

COLUMNS = (
    "as_of",
    "method",
    "platform",
    "notice",
    "published",
    "category",
    "hazards",
    "lot",
    "on_record",
    "left_out",
    "state",
    "asked_by",
    "told_first",
    "told_last",
    "told_at",
    "acknowledged_first",
    "acknowledged_last",
    "claimed_first",
    "claimed_last",
    "reported_first",
    "reported_last",
    "verified_first",
    "verified_last",
    "removed_first",
    "removed_last",
    "removal_on_record",
    "agreement",
    "commitment",
    "due",
    "in_time",
    "reference_due",
    "in_time_by_reference",
    "removal_days_least",
    "removal_days_most",
    "removal_working_days_least",
    "removal_working_days_most",
    "sellers_told",
    "buyers_told",
    "remedy_offered",
    "checks",
    "found_again",
    "removed_again",
    "checks_due_or_missed",
    "url",
)
"""Columns of cases.csv. Days are ISO dates; `first` and `last` differ where a day is not known exactly; both are empty
where no source says when, or where nothing is on record. Waits are those of closed cases."""

_EMPTY = dict.fromkeys(COLUMNS, "")


def cell(text: str) -> str:
    """A text as a CSV cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def download_paths(catalog: Catalog) -> Iterator[str]:
    """The paths below the root of the site of the files beside platforms' pages, without making them."""
    for name in catalog.settings.platforms:
        if catalog.by_platform.get(name) or catalog.cases_by_platform.get(name):
            yield urls.cases_csv(name)
            yield urls.figures_json(name)


def figures_json(found: Compliance, own: PlatformFigures) -> str:
    """A platform's figures; `version` changes when a key does."""
    told = {
        "version": JSON_VERSION,
        "as_of": str(found.as_of) if found.as_of else None,
        "method": found.version,
        **platform_data(own),
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def cases_csv(catalog: Catalog, found: Compliance, own: PlatformFigures) -> str:
    """Every notice that names a platform, a line each, with its case where one is on record."""
    cases = {case.notice: case for case in own.cases}
    gone = {id: p.name for p in own.figures["removal-on-record"].left_out if p.name != LOT for id in p.ids}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for notice in sorted({*cases, *catalog.by_platform.get(own.platform, ())}):
        entry, case = catalog.notices[notice], cases.get(notice)
        row = {
            "as_of": str(found.as_of),
            "method": found.version,
            "platform": own.platform,
            "notice": notice,
            "published": entry.published,
            "category": entry.category,
            "hazards": " ".join(entry.hazards),
            "lot": _yes(entry.pooled),
            "on_record": _yes(case is not None),
            "left_out": gone.get(f"{notice}/{own.platform}", ""),
            "url": urls.case_page(notice, own.platform) if case else urls.notice(notice),
            **(_case(case) if case else {}),
        }
        writer.writerow((_EMPTY | {column: cell(text) for column, text in row.items()}).values())
    return out.getvalue()


def _case(case: Case) -> dict[str, str]:
    first = case.first
    return {
        "left_out": case.excluded,
        "state": case.state.value,
        "asked_by": case.initiative,
        **_days("told", case.sent),
        "told_at": _moment(case.sent),
        **_days("acknowledged", case.acknowledged),
        **_days("claimed", first.claimed),
        **_days("reported", first.reported),
        **_days("verified", first.verified),
        **_days("removed", first.removed),
        "removal_on_record": _yes(first.removed is not None),
        "agreement": case.promise.agreement,
        "commitment": case.promise.commitment,
        "due": _due(case.due),
        "in_time": case.verdict,
        "reference_due": _due(case.reference_due),
        "in_time_by_reference": case.reference_verdict,
        **_wait(case.to_removal),
        "sellers_told": _yes(case.sellers_told),
        "buyers_told": _yes(case.buyers_told),
        "remedy_offered": _yes(case.remedy_offered),
        "checks": str(case.checked),
        "found_again": str(case.found_again),
        "removed_again": _yes(case.last.removed is not None) if case.found_again else "",
        "checks_due_or_missed": str(sum(one.state in ("due", "missed") for one in case.rechecks)),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _days(name: str, when: When | None) -> dict[str, str]:
    days = when.days if when else None
    return {f"{name}_first": str(days[0]), f"{name}_last": str(days[1])} if days else {}


def _moment(when: When | None) -> str:
    return datetime.fromtimestamp(when.moment, UTC).isoformat() if when and when.moment is not None else ""


def _due(due: Due | None) -> str:
    return date.fromordinal(due.last).isoformat() if due else ""


def _wait(wait: Wait) -> dict[str, str]:
    if wait.missing or not wait.closed:
        return {}
    pairs = {
        "removal_days_least": wait.early,
        "removal_days_most": wait.late,
        "removal_working_days_least": wait.early_working,
        "removal_working_days_most": wait.late_working,
    }
    return {name: str(value) for name, value in pairs.items() if value is not None}


def platform_data(platform: PlatformFigures) -> dict[str, Any]:
    """A platform's figures as plain data, with the cases behind each; below the threshold counts only."""
    return {
        "platform": platform.platform,
        "figures": [_figure(figure) for figure in platform.figures.values()],
        "splits": {
            split: {value: [_figure(figure) for figure in figures.values()] for value, figures in values.items()}
            for split, values in platform.splits.items()
        },
        "open": [
            {
                "case": one.id,
                "state": one.state.value,
                "asked_by": one.initiative or None,
                "sent": [day.isoformat() for day in one.sent] if one.sent else None,
                "due": one.due.isoformat() if one.due else None,
                "age_calendar_days": one.age,
                "age_working_days": one.age_working,
            }
            for one in platform.open
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    enough = figure.enough
    return {
        "figure": figure.id,
        "method": figure.version,
        "unit": figure.unit.value,
        "value": figure.shown,
        "least": figure.least if enough else None,
        "most": figure.most if enough else None,
        "lower": figure.lower if enough else None,
        "upper": figure.upper if enough else None,
        "n": figure.n,
        "threshold": figure.threshold,
        "cases": list(figure.ids),
        "parts": [_part(part) for part in figure.parts],
        "left_out": [_part(part) for part in figure.left_out],
        "note": figure.note or None,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "count": part.count, "cases": list(part.ids)}
