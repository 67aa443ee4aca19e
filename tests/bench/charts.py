"""What charts cost: 500 pictures for pages, 500 PNGs from the store, and the market's pages of the shipped records."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from generator.checks.engine import load_checked
from generator.export.objects import PageStore
from generator.export.pictures import MISSING, Pictures
from generator.loading.settings import load_settings
from generator.render.charts import draw, standalone
from generator.render.renderer import Renderer
from generator.site.charts import ChartFiles
from generator.site.jobs import BrowseJob
from generator.site.market import market_jobs, overview_page
from generator.views.words import Language
from tests.support.charts import samples

HERE = Path(__file__).resolve().parents[2]
MANY = 500


def seconds(work: Callable[[], Any]) -> float:
    """Processor seconds that it takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> int:
    """Run it. Exit status 0 where both promises are kept, 1 where one is not."""
    pictures = Pictures.find(Path(sys.prefix))
    settings, diagnostics = load_settings(HERE / "site_config")
    if settings is None:
        print(f"bench: site_config/ has {len(diagnostics)} errors", file=sys.stderr)
        return 1
    told = Table("what", "processor seconds", "aim")
    language = Language("ko", settings)
    charts = [chart for chart in samples("ko") if chart.id not in ("panels", "many-cases")]
    for chart in charts:
        draw(chart, language)
    drawn = seconds(lambda: [draw(charts[n % len(charts)], language) for n in range(MANY)])
    told.add_row(f"{MANY} charts drawn for a page", f"{drawn:.2f}", "2")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        fetched = _pictures(Path(folder) / "many", pictures, language, told)
        _market(Path(folder) / "market", pictures, told)
    Console(width=100).print(told)
    if pictures is None:
        print(f"PNG {MISSING}")
    return 0 if drawn < 2 and fetched < 1 else 1


def _files(folder: Path, pictures: Pictures | None) -> tuple[PageStore, ChartFiles]:
    made = PageStore(folder / "store")
    return made, ChartFiles(made, str(folder / "site"), "bench", "", pictures)


def _publish(folder: Path, pictures: Pictures | None, jobs: list[BrowseJob], renderers: list[Renderer]) -> None:
    """Pages that are not in the store, and the files of their charts, as the stamped lane does it."""
    made, files = _files(folder, pictures)
    for renderer in renderers:
        for job in jobs:
            key, target = (
                f"{renderer.code}-{job.path}-{job.digest}".replace("/", "_"),
                f"{folder}/site/{job.path}x.html",
            )
            if not made.fetch(key, target):
                made.put(key, job.make(renderer).body.encode(), target)
            files.publish(job, key, renderer)
    files.close()
    made.close()


def _pictures(folder: Path, pictures: Pictures | None, language: Language, told: Table) -> float:
    """A few PNGs made, and many put into the store and taken out of it."""
    made = PageStore(folder / "store")
    few = samples("ko")[:5]
    if pictures:
        texts = [standalone(chart, language, "Example") for chart in few]
        first = seconds(lambda: [pictures.png(text) for text in texts])
        told.add_row(f"{len(few)} PNGs made", f"{first:.2f}", "")
        picture = pictures.png(texts[0])
    else:
        picture = bytes(140_000)
    for n in range(MANY):
        made.put(f"{n}", picture, f"{folder}/site/{n}.png")
    made.close()
    again = PageStore(folder / "store")
    for n in range(MANY):
        Path(f"{folder}/site/{n}.png").unlink()
    fetched = seconds(lambda: [again.fetch(f"{n}", f"{folder}/site/{n}.png") for n in range(MANY)])
    told.add_row(f"{MANY} PNGs from the store", f"{fetched:.2f}", "1")
    return fetched


def _market(folder: Path, pictures: Pictures | None, told: Table) -> None:
    loaded = load_checked(HERE / "site_config", HERE / "bulletins", folder / "cache", None, None)
    assert loaded.catalog is not None
    catalog = loaded.catalog
    renderers = [
        Renderer(catalog.settings, code, "https://bulletins.example/", bool(pictures)) for code in ("en", "ko")
    ]
    for renderer in renderers:
        renderer.page(
            "results.html",
            "x/",
            "x",
            "x",
            "statistics",
            charts=[],
            rates=(),
            bounded=(),
            caveat="",
            heading="x",
            lede="x",
            citation="x",
        )
    told.add_row("market pages, both languages", "", "")
    told.add_row("  which ones there are", f"{seconds(lambda: list(market_jobs(catalog))):.3f}", "")
    jobs = list(market_jobs(catalog))
    everything = seconds(lambda: _publish(folder / "all", pictures, jobs, renderers))
    told.add_row(f"  {len(jobs)} pages a language with their files, from nothing", f"{everything:.2f}", "")
    if pictures:
        plain = [Renderer(catalog.settings, code, "https://bulletins.example/") for code in ("en", "ko")]
        told.add_row("  the same without PNGs", f"{seconds(lambda: _publish(folder / 'b', None, jobs, plain)):.2f}", "")
    unchanged = seconds(lambda: _publish(folder / "all", pictures, list(market_jobs(catalog)), renderers))
    told.add_row("  the same again, nothing changed", f"{unchanged:.3f}", "")
    overview = seconds(lambda: [overview_page(catalog.settings, renderer) for renderer in renderers])
    told.add_row("  overview (editorial lane: in every build)", f"{overview:.3f}", "")


if __name__ == "__main__":
    raise SystemExit(main())
