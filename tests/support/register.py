"""An invented register for the tests of the import engine: JSON lines about invented products."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.importers.cleaning import clean, kept
from generator.importers.model import Draft, Held, ImportFailed, Item
from generator.loading.settings import Settings
from tests.support.records import SOURCE


@dataclass(frozen=True, slots=True)
class Invented:
    """Lines such as `{"ref": "EX/12/24", "version": "2024-05-20", "number": 12, "name": "Cup"}`."""

    name: str = "invented"
    block: int = 100_000
    mapped: tuple[str, ...] = ("ref", "version", "number", "name", "risk", "platform", "year")
    unmapped: tuple[str, ...] = ("extra",)

    def read(self, paths: Iterable[Path]) -> Iterator[Item | Held]:
        """Entries of the files, or of all .jsonl files of a folder."""
        for path in paths:
            for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
                yield from self._lines(file)

    def _lines(self, file: Path) -> Iterator[Item | Held]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                fields = json.loads(line)
            except ValueError as error:
                raise ImportFailed(f"{file.name}, line {number}: no JSON: fetch the file again") from error
            if "ref" in fields:
                yield Item(fields["ref"], file.name, number, fields.get("version", ""), fields)
            else:
                yield Held(f"{file.name}:{number}", file.name, number, ("no reference",), fields)

    def convert(self, item: Item, settings: Settings) -> Draft | Held:
        """One notice, and a case where a platform is named."""
        fields = item.fields
        if fields.get("name") is None:
            return Held(item.reference, item.file, item.position, ("no name",), fields)
        name = clean(fields["name"])
        published = fields.get("published", "2024-05-20")
        notice: dict[str, Any] = {
            "published": published,
            "title": {"en": name.text},
            "summary": {"en": f"An office reported it: {name.text}"},
            "risk": {"en": clean(fields.get("risk", "A part comes off: a child can choke.")).text},
            "product": {"name": {"en": name.text}, "category": fields.get("category", "toys")},
            "authority": "example-safety-office",
            "jurisdiction": "EU",
            "hazards": [{"type": "choking"}],
            "sources": [{**SOURCE, "published": published}],
            "provenance": {"source": self.name, "reference": item.reference, "language": "en"},
        }
        block = kept("name", name, fields["name"])
        if block:
            notice["kept"] = [block]
        unclear = (("extra", str(fields["extra"])),) if "extra" in fields else ()
        year = fields.get("year", 2024)
        return Draft(item.reference, item.version, year, fields.get("number"), notice, _cases(fields, notice), unclear)


def _cases(fields: Mapping[str, Any], notice: dict[str, Any]) -> dict[str, Any]:
    platforms = fields.get("platforms", ())
    if platforms:
        notice["listings"] = [{"platform": platform, "item_id": f"{fields['ref'][:3]}1"} for platform in platforms]
        notice["measures"] = [{"type": "removal-of-listing"}]
    event: dict[str, Any] = {"kind": "removal_reported", "unknown": True}
    if "removed" in fields:
        event = {"kind": "removal_reported", "date": fields["removed"]}
    return {platform: {"events": [event], "sources": [SOURCE]} for platform in platforms}


REGISTER = Invented()
