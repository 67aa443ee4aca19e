"""What `bulletins check` would say of a record that is about to be written."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.checks.engine import check_dossier
from generator.checks.model import Dossier, Rule
from generator.checks.texts import Texts
from generator.diagnostics import Diagnostic, Severity
from generator.loading.entries import notice_refs, response_refs
from generator.loading.fresh import unknown_sources
from generator.loading.parse import parse
from generator.loading.settings import Settings
from generator.loading.yaml_reader import Route
from generator.records.evidence import Sourced
from generator.records.notice import Notice
from generator.records.response import Response


class Verdict(NamedTuple):
    """What was found: errors, one line each, the rule first; and the rules of warnings, as often as they apply."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]


def judge(file: str, notice: bytes, cases: Mapping[str, bytes], settings: Settings, root: Path) -> Verdict:
    """Look at a notice (which will be `file`) and its cases by file, as they will be read once they are written."""
    parsed = parse(notice, file, Notice)
    errors = [_told(diagnostic) for diagnostic in parsed.diagnostics]
    responses: dict[str, Response] = {}
    written = {file: Texts(parsed.data or {})}
    records: list[tuple[str, bytes, Sourced]] = [(file, notice, parsed.record)] if parsed.record else []
    for name, raw in cases.items():
        case = parse(raw, name, Response)
        errors += [_told(diagnostic) for diagnostic in case.diagnostics]
        written[name] = Texts(case.data or {})
        if case.record:
            responses[name] = case.record
            records.append((name, raw, case.record))
    for name, raw, record in records:
        errors += [_told(diagnostic) for diagnostic in unknown_sources(record, raw, name)]
    if errors or parsed.record is None:
        return Verdict(tuple(dict.fromkeys(errors)), ())
    errors += _links(parsed.record, responses, settings)
    warnings = []
    for rule, problem in check_dossier(Dossier(parsed.record, file, responses, written, settings, root)):
        name, severity = (rule.id, rule.severity) if isinstance(rule, Rule) else (rule, Severity.ERROR)
        if (problem.severity or severity) is Severity.ERROR:
            errors.append(f"{name}: {problem.message} (at {_place(problem.file, problem.route)})")
        else:
            warnings.append(name)
    return Verdict(tuple(dict.fromkeys(errors)), tuple(warnings))


def _links(notice: Notice, cases: Mapping[str, Response], settings: Settings) -> Iterator[str]:
    """What the records refer to has to be there, as `loading.linking` says it of all records together."""
    for (kind, name), route in notice_refs(notice):
        if name not in settings.known[kind]:
            yield f"reference: '{name}' is not among the {kind} (at {_place('', route)})"
    if notice.images or notice.aliases or notice.related or notice.superseded_by:
        yield "reference: an imported record has no images, aliases, related notices or successor of its own"
    for case in cases.values():
        for (kind, name), _ in response_refs(case):
            if name not in settings.known[kind]:
                yield f"reference: '{name}' is not among the {kind} (at platform of a case)"
        if case.platform not in notice.platforms:
            yield f"case-platform: the notice does not name the platform '{case.platform}'"
        listed = {listing.item_id for listing in notice.listings if listing.platform == case.platform}
        for item in dict.fromkeys(item for event in case.events for item in event.listings):
            if item not in listed:
                yield f"case-listing: the notice has no listing '{item}' on {case.platform}"


def _told(diagnostic: Diagnostic) -> str:
    place = f" (line {diagnostic.location.line})" if diagnostic.location.line else ""
    return f"{diagnostic.rule}: {diagnostic.message}{place}"


def _place(file: str, route: Route) -> str:
    where = ".".join(map(str, route))
    return f"{where} of the case {file.split('/')[1]}" if file.startswith("responses/") else where
