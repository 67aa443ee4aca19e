"""Weekly reports read alert by alert: XML, plain or gz, without holding a report in memory.

Entities, document types and whatever else makes an XML file dangerous are refused by defusedxml. Every element of an
alert reaches the item's fields by its own name; the report's own elements (date, week, language) go along.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.ElementTree import iterparse

from generator.importers.encodings import XmlBytes
from generator.importers.model import Held, ImportFailed, Item
from generator.importers.safety_gate.identity import year_of
from generator.importers.textfiles import files_of

ROOT = "Safety-Gate"
ALERT = "notifications"
LISTS = frozenset(("pictures",))
"""Elements that hold further elements: they become lists."""

_GZIP = b"\x1f\x8b"
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def read_reports(paths: Iterable[Path]) -> Iterator[Item | Held]:
    """Every alert of the reports, in their order. Folders give all their reports. Raises ImportFailed."""
    for path in files_of(paths, (".xml",)):
        yield from _read(path)


def _read(path: Path) -> Iterator[Item | Held]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield from _alerts(unpacked, path)  # type: ignore[arg-type]
            else:
                yield from _alerts(file, path)
    except EOFError as error:
        raise ImportFailed(f"{path.name}: the packed file is cut short; fetch it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ImportFailed(f"{path.name}: the packed file is damaged ({error}); fetch it again") from error
    except OSError as error:
        raise ImportFailed(f"{path}: cannot be read: {error.strerror or error}") from error


def _alerts(stream: BinaryIO, path: Path) -> Iterator[Item | Held]:
    report: dict[str, Any] = {}
    count = depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(XmlBytes(stream, path.name), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                if root is None:
                    root = _checked_root(element, path)
                continue
            depth -= 1
            if depth != 1 or root is None:
                continue
            if element.tag == ALERT:
                count += 1
                yield _item(element, report, path, count)
            else:
                report[_name(element)] = _text(element)
            root.clear()  # what was read is not needed again
    except (DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden) as error:
        raise ImportFailed(f"{path.name}: it declares entities or a document type, which no report does") from error
    except ParseError as error:
        line = error.position[0]
        after = f" after alert {count}" if count else ""
        raise ImportFailed(
            f"{path.name}, line {line}{after}: this is no sound XML ({error.msg}); fetch it again"
        ) from error


def _checked_root(element: Element, path: Path) -> Element:
    if element.tag != ROOT:
        raise ImportFailed(f"{path.name}: a weekly report begins with <{ROOT}>, this file with <{element.tag}>")
    return element


def _item(element: Element, report: dict[str, Any], path: Path, position: int) -> Item | Held:
    fields: dict[str, Any] = dict(report)
    for child in element:
        name = _name(child)
        value: Any = [_text(part) for part in child] if name in LISTS else _text(child)
        if name in fields and name not in report and fields[name] != value:
            value = [*_listed(fields[name]), *_listed(value)]
        fields[name] = value
    reference = " ".join(str(fields.get("caseNumber", "")).split())
    version = day_of_report(str(fields.get("report_date", "")))
    if reference and version and year_of(reference) > int(version[:4]):
        # Misprinted: another alert may have the number by right, and this one is no edition of it.
        alert = str(fields.get("reference", "")).rpartition("/")[2].strip()
        reference = f"{reference} (alert {alert})" if alert else reference
    reasons = []
    if not reference:
        reasons.append("the alert has no case number")
    if not version:
        reasons.append("the report has no date")
    if reasons:
        return Held(reference or f"{path.name}:{position}", path.name, position, tuple(reasons), fields)
    return Item(reference, path.name, position, version, fields)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    """All text of an element; those inside it (a stray <br/>) count as a space."""
    if len(element) == 0:
        return element.text or ""
    return " ".join(text for text in element.itertext() if text)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def day_of_report(text: str) -> str:
    """`04/02/2005` is 2005-02-04; empty where it is no day of the calendar."""
    match = _DAY.fullmatch(text.strip())
    if not match:
        return ""
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return ""
