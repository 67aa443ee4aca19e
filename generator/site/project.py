"""Where a project keeps its things, and how a site is wanted."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """Folders of a project and the public address of the site (may be empty)."""

    root: Path
    config: Path
    records: Path
    cache: Path
    site_url: str = ""
    search: bool = True

    @classmethod
    def at(
        cls,
        root: Path,
        *,
        records: Path | None = None,
        site_url: str = "",
        search: bool = True,
        config: Path | None = None,
    ) -> "Project":
        """The usual layout below `root`."""
        config = config or root / "site_config"
        return cls(root, config, records or root / "bulletins", root / ".cache" / "bulletins", site_url, search)


class BuildError(Exception):
    """A build that cannot go on; the message is one clear line."""
