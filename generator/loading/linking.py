"""Links between records: what one record says about another has to be there."""

import difflib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.loading.entries import CaseEntry, NoticeEntry, Packed, Ref, notice_refs, pairs, parts, response_refs
from generator.loading.parse import locate, parse
from generator.loading.settings import Settings
from generator.loading.yaml_reader import Route
from generator.records.notice import Notice
from generator.records.response import Response

IMAGE_TYPES = (".jpg", ".jpeg", ".png", ".webp")


class Linker:
    """Finds every broken link of a set of records. `root` is the records' folder, `shown` its name in diagnostics."""

    def __init__(self, root: Path, shown: str, settings: Settings) -> None:
        self.root, self.shown, self.settings = root, shown, settings
        self.diagnostics: list[Diagnostic] = []

    def run(
        self, notices: Iterable[NoticeEntry], cases: Iterable[CaseEntry], refs: Iterable[Packed]
    ) -> list[Diagnostic]:
        """All diagnostics, in no particular order. `refs` are all that the records refer to."""
        by_id = {entry.id: entry for entry in notices}
        cases = tuple(cases)
        self._references([*by_id.values(), *cases], refs)
        prefix = f"{self.settings.site.id_prefix}-"
        for entry in by_id.values():
            if entry.superseded_by:
                self._successor(entry, by_id)
            if entry.images:
                self._images(entry)
            if not entry.id.startswith(prefix):
                self._add(
                    "id-prefix",
                    f"the id does not begin with {self.settings.site.id_prefix}-",
                    entry.file,
                    ("id",),
                    "see id_prefix in site.yml",
                )
        self._aliases(by_id)
        for case in cases:
            self._case(case, by_id)
        return self.diagnostics

    def _add(self, rule: str, message: str, file: str, route: Route, hint: str) -> None:
        try:
            place = locate((self.root / file).read_bytes(), f"{self.shown}/{file}", route)
        except OSError:
            place = Location(f"{self.shown}/{file}")
        self.diagnostics.append(Diagnostic(rule, message, place, hint))

    def _references(self, entries: list[NoticeEntry | CaseEntry], refs: Iterable[Packed]) -> None:
        """All records refer to the same few things, so nearly always one look at these is enough."""
        known = self.settings.known
        every = "\0".join(set(parts(refs)))
        unknown = {ref for ref in pairs(every) if ref[1] not in known[ref[0]]}
        for entry in entries if unknown else ():
            if not unknown.isdisjoint(pairs(entry.refs)):
                self._unknown(entry.file, unknown)

    def _unknown(self, file: str, unknown: set[Ref]) -> None:
        known = self.settings.known
        raw = (self.root / file).read_bytes()
        if file.startswith("notices/"):
            notice = parse(raw, file, Notice).record
            found = list(notice_refs(notice)) if notice else []
        else:
            response = parse(raw, file, Response).record
            found = list(response_refs(response)) if response else []
        for (kind, name), route in found:
            if (kind, name) in unknown:
                close = difflib.get_close_matches(name, sorted(known[kind]), 1, 0.6)
                hint = f"did you mean '{close[0]}'?" if close else f"add it to site_config/ ({kind}), or correct it"
                hint = self._renamed(name) or hint if kind == "platforms" else hint
                self._add("reference", f"'{name}' is not among the {kind}", file, route, hint)

    def _renamed(self, name: str) -> str:
        """Where the name is an alias of a platform (renamed or merged): which id stands for it today."""
        for platform in self.settings.platforms.values():
            for alias in platform.aliases:
                if name in (alias, "-".join(alias.casefold().split())):
                    return f"'{alias}' is another name of {platform.id}: write that"
        return ""

    def _successor(self, entry: NoticeEntry, by_id: dict[str, NoticeEntry]) -> None:
        if entry.superseded_by and entry.superseded_by not in by_id:
            self._add(
                "reference",
                f"there is no notice {entry.superseded_by}",
                entry.file,
                ("superseded_by",),
                "correct the id",
            )
        seen, here = {entry.id}, entry
        while here.superseded_by in by_id:
            here = by_id[here.superseded_by]
            if here.id in seen:
                message = f"{entry.id} is superseded, in the end, by a notice that was passed before"
                self._add(
                    "superseded-circle",
                    message,
                    entry.file,
                    ("superseded_by",),
                    "the newest notice is superseded by none",
                )
                return
            seen.add(here.id)

    def _images(self, entry: NoticeEntry) -> None:
        folder = entry.file.rsplit("/", 1)[0]
        names = [image.rsplit("/", 1)[-1] for image in entry.images]
        for n, image in enumerate(entry.images):
            route: Route = ("images", n, "file")
            if not image.lower().endswith(IMAGE_TYPES):
                self._add(
                    "image-type",
                    f"'{image}' is not a picture",
                    entry.file,
                    route,
                    f"use one of {', '.join(IMAGE_TYPES)}",
                )
            elif (
                any(part.is_symlink() for part in self._below(folder, image))
                or not (self.root / folder / image).is_file()
            ):
                self._add(
                    "image-missing",
                    f"there is no picture '{image}' beside the record",
                    entry.file,
                    route,
                    "add the file, or correct its name",
                )
            if names.index(names[n]) != n:
                self._add(
                    "image-duplicate",
                    f"two pictures are called '{names[n]}'",
                    entry.file,
                    route,
                    "give each picture its own name",
                )

    def _below(self, folder: str, image: str) -> Iterable[Path]:
        path = self.root / folder
        for part in image.split("/"):
            path = path / part
            yield path

    def _aliases(self, by_id: dict[str, NoticeEntry]) -> None:
        owners: dict[str, list[NoticeEntry]] = defaultdict(list)
        for entry in by_id.values():
            for alias in dict.fromkeys(entry.aliases) if entry.aliases else ():
                owners[alias].append(entry)
        for alias, entries in owners.items():
            others = [*entries, *([by_id[alias]] if alias in by_id else [])]
            for entry in entries if len(others) > 1 else ():
                other = next((e.id for e in others if e.id != entry.id), entry.id)
                route: Route = ("aliases", entry.aliases.index(alias))
                self._add(
                    "alias-collision",
                    f"'{alias}' also names {other}",
                    entry.file,
                    route,
                    "an alias names one notice only",
                )

    def _case(self, case: CaseEntry, by_id: dict[str, NoticeEntry]) -> None:
        notice = by_id.get(case.notice)
        if notice is None and (self.root / "notices" / case.notice.split("-")[1] / f"{case.notice}.yml").is_file():
            return  # the notice is there and has errors of its own, which are reported
        if notice is None:
            self._add(
                "reference",
                f"there is no notice {case.notice}",
                case.file,
                ("notice",),
                "write the notice first, or correct the id",
            )
            return
        if case.platform not in notice.platforms:
            message = f"{case.notice} does not name the platform '{case.platform}'"
            self._add(
                "case-platform",
                message,
                case.file,
                ("platform",),
                "add a listing to the notice (or the platform to its lot), or move the case",
            )
        if not case.listing_ids:
            return
        known = {item for platform, item in notice.item_ids if platform == case.platform}
        for item in case.listing_ids:
            if item not in known:
                self._add(
                    "case-listing",
                    f"{case.notice} has no listing '{item}' on {case.platform}",
                    case.file,
                    ("events",),
                    _listing_hint(item, known),
                )


def _listing_hint(item: str, known: set[str]) -> str:
    close = difflib.get_close_matches(item, sorted(known), 1, 0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"use an item_id of the notice: {', '.join(sorted(known))}" if known else "add the listing to the notice"
