"""Where schemas and records lie to each other, and the names of ids."""

import os
from collections.abc import Mapping
from pathlib import Path

from generator.checks.registry import all_rules
from generator.loading.settings import Settings
from generator.site.project import Project

SCHEMA_FOLDER = ".schemas"
"""Where the shipped records look for their schemas, below the project's folder."""


def schema_file(kind: str) -> str:
    """File name of a kind's schema."""
    return f"{kind}.schema.json"


def schema_line(record: Path, kind: str, project: Project) -> str:
    """The path of its schema that a record names; empty where the record lies outside the project or there is none."""
    schema = project.root / SCHEMA_FOLDER / schema_file(kind)
    if not schema.is_file() or not record.is_relative_to(project.root):
        return ""
    return Path(os.path.relpath(schema, record.parent)).as_posix()


def known_names(settings: Settings) -> dict[str, Mapping[str, str]]:
    """The ids that a record may refer to, by kind, each with its names in every language."""
    named: dict[str, Mapping[str, str]] = {
        kind: {term.id: " · ".join(dict.fromkeys(term.name.values())) for term in terms.values()}
        for kind, terms in settings.terms.items()
    }
    for kind, records in (("platforms", settings.platforms), ("agreements", settings.agreements)):
        named[kind] = {key: " · ".join(dict.fromkeys(record.name.values())) for key, record in records.items()}
    named["rules"] = {rule.id: rule.text.strip().splitlines()[0] for rule in all_rules().values()}
    return named
