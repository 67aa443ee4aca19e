"""The commands `bulletins schema` and `bulletins new`, as the command line calls them."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from generator.authoring.new import add_new, run_new
from generator.authoring.places import SCHEMA_FOLDER
from generator.diagnostics import as_terminal
from generator.loading import store
from generator.loading.settings import Settings, load_settings
from generator.site.project import BuildError, Project, source_text


def add_authoring(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add both commands; `add` makes one from its name and its help."""
    add_schema(add("schema", "Write JSON Schemas of the records, for editors. Needed after site_config/ has changed."))
    add_new(add("new", "Write a new record with the next free number; what is not said stays open, and marked."))


def run_authoring(options: argparse.Namespace, project: Project) -> int:
    """Run one of them. Exit status 0: written, 1: the settings have errors, or the place cannot be written."""
    if options.command == "schema":
        return run_schema(options, project)
    settings = sound_settings(project)
    return 1 if settings is None else run_new(options, project, settings)


def add_schema(command: argparse.ArgumentParser) -> None:
    """What `bulletins schema` understands."""
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="where to (default: .schemas)")


def run_schema(options: argparse.Namespace, project: Project) -> int:
    """Write the schemas. Exit status 0: written, 1: the settings have errors, or the folder cannot be written."""
    from generator.authoring.schema import schemas  # pydantic's own part for it is slow to import

    settings = sound_settings(project)
    if settings is None:
        return 1
    folder = options.folder or project.root / SCHEMA_FOLDER
    made = schemas(settings)
    written = 0
    try:
        for name, text in made.items():
            path = folder / name
            if not path.is_file() or path.read_bytes() != text.encode():
                store.replace(path, text.encode())
                written += 1
    except OSError as error:
        raise BuildError(f"the schemas cannot be written: {error.strerror} ({error.filename})") from error
    print(f"{len(made)} schemas in {folder}, {written} of them new or changed.")
    return 0


def sound_settings(project: Project) -> Settings | None:
    """The settings of a project; None, and every error printed, where they are not sound."""
    settings, found = load_settings(project.config, project.config.name)
    if settings is None:
        print(as_terminal(found, lambda file: source_text(file, project)), file=sys.stderr)
    return settings
