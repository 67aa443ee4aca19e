"""`python -m tests.demo FOLDER` writes the demonstration set; it prints how to look at it."""

import sys
from pathlib import Path

from tests.demo.write import write


def main(arguments: list[str]) -> int:
    """Write into a new or empty folder. Exit status 2 for wrong use."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m tests.demo FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder} holds something already: give a new folder", file=sys.stderr)
        return 2
    items, facts = write(folder)
    print(f"{len(items)} invented notices and {len(facts)} cases in {folder}. Look at them with")
    given = f"--records {folder}/records --config {folder}/site_config"
    print(f"  .venv/bin/bulletins figures {given}")
    print(f"  .venv/bin/bulletins build {given} --site-dir {folder}/site")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
