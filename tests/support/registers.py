"""What the tests of registers share: items of files, drafts of invented entries, and whether a draft is sound."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.checks.engine import check_dossier
from generator.checks.model import Dossier, Rule
from generator.checks.texts import Texts
from generator.diagnostics import Severity
from generator.importers.model import Draft, Held, Item, Register
from generator.loading.settings import Settings
from generator.records.notice import Notice
from tests.support.project import REPOSITORY


def items_of(register: Register, *paths: Path) -> list[Item]:
    """The items of files, which hold nothing that has to be held back."""
    found = list(register.read(paths))
    held = [entry for entry in found if isinstance(entry, Held)]
    assert held == []
    return [entry for entry in found if isinstance(entry, Item)]


def drafted(register: Register, settings: Settings, fields: Mapping[str, Any], reference: str = "") -> Draft:
    """The draft of one invented entry."""
    made = register.convert(Item(reference, "invented", 1, "", fields), settings)
    assert isinstance(made, Draft), made
    return made


def plain(value: Any) -> Any:
    """Data as it is read from YAML: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return json.dumps(value) if isinstance(value, bool) else str(value)


def problems(draft: Draft, settings: Settings) -> Iterable[tuple[str, str, bool]]:
    """What `bulletins check` would say of the record: rule, message, whether it is an error."""
    data = plain({**draft.notice, "id": "PSB-2024-999999"})
    notice = Notice.model_validate(data)
    for kind, used in _references(notice):
        if used not in settings.known[kind]:
            yield "reference", f"{used} is not among the {kind}", True
    dossier = Dossier(notice, "notice.yml", {}, {"notice.yml": Texts(data)}, settings, REPOSITORY)
    for rule, problem in check_dossier(dossier):
        severity = problem.severity or (rule.severity if isinstance(rule, Rule) else Severity.ERROR)
        yield rule.id if isinstance(rule, Rule) else rule, problem.message, severity is Severity.ERROR


def _references(notice: Notice) -> Iterable[tuple[str, str]]:
    yield "categories", notice.product.category
    yield "authorities", notice.authority
    yield from (("hazards", hazard.type) for hazard in notice.hazards)
    yield from (("measures", measure.type) for measure in notice.measures)
    yield from (("platforms", listing.platform) for listing in notice.listings)
    yield from (("users", user) for user in notice.product.intended_users)
