"""Where a project keeps its things, and how a site is wanted."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.export.pictures import Pictures


@dataclass(frozen=True, slots=True)
class Project:
    """Folders of a project, x."""

    root: Path
    config: Path
    records: Path
    cache: Path
    site_url: str = ""
    search: bool = True
    today: date | None = None
    pictures: Pictures | None = None

    @classmethod
    def at(
        cls,
        root: Path,
        *,
        records: Path | None = None,
        site_url: str = "",
        search: bool = True,
        config: Path | None = None,
        today: date | None = None,
        pictures: Pictures | None = None,
    ) -> "Project":
        """The usual layout below `root`."""
        config = config or root / "site_config"
        records = records or root / "bulletins"
        return cls(root, config, records, root / ".cache" / "bulletins", site_url, search, today, pictures)


class BuildError(Exception):
    """A build that cannot go on; the message is one clear line."""


def source_text(file: str, project: Project) -> str | None:
    """Text of a file named in a diagnostic, for the code frame."""
    for base in (project.records.parent, project.config.parent):
        try:
            return (base / file).read_bytes()[: 2 * 1024 * 1024].decode("utf-8", "replace")
        except OSError:
            continue
    return None
