"""What the search index costs a build: from nothing, after ten changed records, with nothing changed.

`python -m tests.bench.indexing PROJECT RECORDS SITE` indexes the bulletins of a folder of records with the cache of a
project and prints one JSON object; `measured` runs that in a process of its own for each of the three.
"""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.build import Summary, load_project
from generator.site.project import Project
from generator.site.searching import browse_texts, index_site
from generator.site.workers import Workers
from tests.bench.measure import EVERY, run, tree_memory

CHANGED = 10
AIM = 1.2
"""Milliseconds of processor time a page; a bulletin is a page in each language."""
MEMORY = 500


def processor() -> float:
    """Seconds that this process and its children have computed."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def index(project: Project, site: Path) -> dict[str, float]:
    """Load the records, index them, and say what the index took."""
    workers = Workers()
    catalog = load_project(project, workers, Summary())
    texts = list(browse_texts(catalog))
    with watching() as peak:
        before, began = processor(), time.perf_counter()
        found = index_site(catalog, project, site, texts, workers)
        seconds = time.perf_counter() - began
        cpu = processor() - before
    pages = found.pages * len(catalog.settings.site.languages)
    return {"seconds": seconds, "cpu": cpu, "pages": pages, "made": found.made, "memory": max(peak)}


@contextmanager
def watching() -> Iterator[list[int]]:
    """Note the memory of this process and its children five times a second: bytes, shared pages counted once."""
    peak, done = [tree_memory(os.getpid())], threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            peak.append(tree_memory(os.getpid()))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def measured(root: Path, records: Path, site: Path) -> None:
    """Print each of the three. Ten records get one more name of their own, and lose it again."""
    command = [sys.executable, "-m", "tests.bench.indexing", str(root), str(records), str(site)]
    originals: dict[Path, bytes] = {}
    try:
        for name in ("from nothing", "ten records changed", "nothing changed"):
            if name.startswith("ten"):
                files = [
                    path for path in sorted(records.glob("notices/*/*.yml")) if b"\naliases:" not in path.read_bytes()
                ]
                for number, path in enumerate(files[:: len(files) // CHANGED][:CHANGED]):
                    originals[path] = path.read_bytes()
                    path.write_bytes(originals[path] + f"\naliases: [BENCH-{number}]\n".encode())
            done = run(command, site.parent)
            told = json.loads(done.output.splitlines()[-1])
            each = 1000 * told["cpu"] / told["pages"]
            verdict = "" if name != "from nothing" else f"   budget {AIM} ms {'kept' if each <= AIM else 'MISSED'}"
            print(
                f"  index, {name:20} {told['cpu']:6.2f} s of processor time, {told['seconds']:6.2f} s; "
                f"{told['pages']:,} pages, {told['made']:,} bulletins anew; {each:.2f} ms a page{verdict}; "
                f"{told['memory'] / 2**20:.0f} MiB with the catalogue (aim {MEMORY})"
            )
    finally:
        for path, data in originals.items():
            path.write_bytes(data)


if __name__ == "__main__":
    folder, records_, site_ = map(Path, sys.argv[1:])
    print(json.dumps(index(Project.at(folder, records=records_), site_)))
