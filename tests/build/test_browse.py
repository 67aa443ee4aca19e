"""Browsing without a script: lists with counts, pages that stay what they are, related bulletins."""

import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from generator import urls
from generator.views.facets import MOST, by_number, pages
from tests.support.html import broken_links, parsed
from tests.support.project import make_project, run, tree
from tests.support.records import as_yaml, notice

TOTAL = 2 * MOST + 5


def write(root: Path, number: int, day: str, platform: str = "") -> None:
    """An invented toy; every third one chokes."""
    data = notice(
        id=f"PSB-2023-{number:04d}",
        published=day,
        product={
            "name": {"en": f"Toy {number}"},
            "category": "toys",
            "brand": "Example Toys",
            "models": [f"T-{number}" if number % 50 or platform else "T-000"],
        },
        title={"en": f"Toy {number}", "ko": f"장난감 {number}"},
        # Four have one model: the check asks of the later ones whether they are the first.
        exceptions=None
        if number % 50 or number == 50 or platform
        else [{"rule": "likely-duplicate", "reason": "Four invented tests of a model"}],
        **({"listings": [{"platform": platform}]} if platform else {}),
        hazards=[{"type": "choking"}] if number % 3 == 0 else [{"type": "chemical"}],
    )
    (root / "bulletins/notices/2023").mkdir(parents=True, exist_ok=True)
    (root / f"bulletins/notices/2023/PSB-2023-{number:04d}.yml").write_bytes(as_yaml(data))


def build(root: Path) -> Path:
    done = run("bulletins", "build", "--no-search", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with more toys than two pages hold, built."""
    root = make_project(tmp_path_factory.mktemp("many") / "project", records=None)
    for number in range(1, TOTAL + 1):
        write(root, number, f"2023-{1 + number // 28:02d}-{1 + number % 28:02d}")
    build(root)
    yield root
    shutil.rmtree(root)


def page(root: Path, path: str) -> HtmlElement:
    return parsed((root / "site" / path / "index.html").read_text("utf-8"))


def ids(tree: HtmlElement) -> list[str]:
    """Bulletins of a list, in its order."""
    return [str(text).split(" · ")[0] for text in tree.xpath("//ul[@class='lines']/li//small/text()")]


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_a_long_list_shows_the_newest_first_and_leads_to_all_others(many: Path, prefix: str) -> None:
    newest = ids(page(many, f"{prefix}categories/toys/"))
    assert newest == [f"PSB-2023-{n:04d}" for n in range(TOTAL, TOTAL - MOST, -1)]
    seen = list(newest)
    path = f"{prefix}categories/toys/"
    for _ in range(5):
        at = page(many, path).xpath("//nav[@class='pager']/a[@rel='prev']/@href")
        if not at:
            break
        path = urls_join(path, at[0])
        seen += ids(page(many, path))
    assert set(seen) == {f"PSB-2023-{n:04d}" for n in range(1, TOTAL + 1)}


def urls_join(base: str, link: str) -> str:
    """The path that a relative link leads to."""
    return f"{posixpath.normpath(posixpath.join(base, link))}/"


def test_pages_are_counted_from_the_oldest(many: Path) -> None:
    for number, wanted in ((1, (100, 1)), (2, (200, 101)), (3, (205, 201))):
        found = ids(page(many, f"categories/toys/{number}/"))
        assert (found[0], found[-1]) == tuple(f"PSB-2023-{n:04d}" for n in wanted)
    assert not (many / "site/categories/toys/4").exists()
    assert pages(MOST) == 0
    assert pages(MOST + 1) == 2


@pytest.mark.parametrize(
    ("path", "name", "count"),
    [
        ("categories/", "Toys", str(TOTAL)),
        ("hazards/", "Choking", str(TOTAL // 3)),
        ("authorities/", "Example Safety Office", None),
        ("countries/", "South Korea", None),
    ],
)
def test_an_index_counts(many: Path, path: str, name: str, count: str | None) -> None:
    rows = {row.xpath("string(th)"): row.xpath("string(td)") for row in page(many, path).xpath("//tbody/tr")}
    assert name in rows
    if count:
        listed = page(many, path).xpath(f"//tbody/tr[th='{name}']//a/@href")
        assert rows[name] == count, listed


def test_every_link_leads_somewhere(many: Path) -> None:
    assert broken_links(many / "site") == []


def test_related_bulletins_say_what_they_share(many: Path) -> None:
    related = page(many, "bulletins/2023/PSB-2023-0050/").xpath("//h2[@id='related']/following-sibling::ul[1]/li")
    found = {str(item.xpath("string(a)")): str(item.xpath("string(span)")) for item in related}
    assert {title for title, why in found.items() if why == "same brand and model"} == {"Toy 100", "Toy 150", "Toy 200"}
    assert {title for title, why in found.items() if why == "same brand"} == {"Toy 48", "Toy 49", "Toy 51", "Toy 52"}
    chips = page(many, "bulletins/2023/PSB-2023-0050/").xpath(
        "//h2[@id='related']/following-sibling::ul[2]/li/a/text()"
    )
    assert chips == ["Toys", "Chemical", "Example Safety Office"]


def test_a_new_bulletin_changes_no_full_page(many: Path, tmp_path: Path) -> None:
    root = tmp_path / "more"
    shutil.copytree(many, root)
    before = tree(root / "site")
    write(root, TOTAL + 1, "2023-12-30")
    build(root)
    after = tree(root / "site")
    for prefix in ("", "ko/"):
        for number in (1, 2):
            file = f"{prefix}categories/toys/{number}/index.html"
            assert before[file] == after[file]
        assert before[f"{prefix}categories/toys/index.html"] != after[f"{prefix}categories/toys/index.html"]
    changed = {f for f in before if f.startswith("bulletins/2023/PSB") and before[f] != after.get(f)}
    assert changed <= {urls.notice(f"PSB-2023-{n:04d}") + "index.html" for n in (TOTAL, TOTAL - 1)}


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_a_long_month_has_numbered_pages_counted_from_the_oldest(long_month: Path, prefix: str) -> None:
    path = f"{prefix}bulletins/2023/03/"
    assert ids(page(long_month, path)) == [f"PSB-2023-{n:04d}" for n in range(MOST + 5, 5, -1)]
    assert ids(page(long_month, f"{path}1/")) == [f"PSB-2023-{n:04d}" for n in range(MOST, 0, -1)]
    assert ids(page(long_month, f"{path}2/")) == [f"PSB-2023-{n:04d}" for n in range(MOST + 5, MOST, -1)]
    (older,) = page(long_month, path).xpath("//nav[@class='pager']/a[@rel='prev']/@href")
    assert urls_join(path, older) == f"{path}1/"
    assert not page(long_month, path).xpath("//ul[@class='chips']"), "one month has one year"


@pytest.mark.parametrize("prefix", ["", "ko/"])
def test_a_long_month_of_a_platform_and_undated_bulletins_have_numbered_pages(long_month: Path, prefix: str) -> None:
    for folder, title in (("03", "2023"), ("undated", "2023년(월 미상)" if prefix else "2023, month not known")):
        path = f"{prefix}platforms/example-market/2023/{folder}/"
        assert title in page(long_month, path).xpath("string(//h1)")
        assert len(ids(page(long_month, path))) == MOST
        tags = page(long_month, path).xpath("//ul[@class='lines']/li[1]//span[contains(@class, 'tag')]/text()")
        assert tags == (["대응 기록 없음"] if prefix else ["No response on record"])
        (older,) = page(long_month, path).xpath("//nav[@class='pager']/a[@rel='prev']/@href")
        assert urls_join(path, older) == f"{path}1/"
    assert len(ids(page(long_month, f"{prefix}bulletins/2023/undated/2/"))) == 2
    for path in (f"{prefix}bulletins/2023/", f"{prefix}platforms/example-market/2023/"):
        assert not page(long_month, path).xpath("//ul[contains(@class, 'cards')]"), "links to months only"
        assert page(long_month, path).xpath("//h2/a[contains(@href, 'undated/')]")


def test_a_bulletin_that_is_dated_back_moves_no_page(long_month: Path, tmp_path: Path) -> None:
    root = tmp_path / "back"
    shutil.copytree(long_month, root)
    before = tree(root / "site")
    write(root, 2 * MOST + 8, "2023-03-01", platform="example-market")
    build(root)
    after = tree(root / "site")
    full = [f for f in before if f.endswith("/1/index.html")]
    assert {"bulletins/2023/03/1/index.html", "platforms/example-market/2023/03/1/index.html"} <= set(full)
    assert [f for f in full if before[f] != after[f]] == []
    assert ids(page(root, "bulletins/2023/03/2/"))[-1] == f"PSB-2023-{2 * MOST + 8:04d}", (
        "last by number, oldest by date"
    )


def test_the_order_of_numbers() -> None:
    given = ["PSB-2024-0002", "PSB-2023-10000", "PSB-2024-0001", "PSB-2023-9999"]
    assert by_number(given) == ["PSB-2023-9999", "PSB-2023-10000", "PSB-2024-0001", "PSB-2024-0002"]


@pytest.fixture(scope="module")
def long_month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose only month, and the rest of its year, have more toys on a platform than a page takes; built."""
    root = make_project(tmp_path_factory.mktemp("month") / "project", records=None)
    for number in range(1, MOST + 6):
        write(root, number, f"2023-03-{1 + number // 5:02d}", platform="example-market")
    for number in range(MOST + 6, 2 * MOST + 8):
        write(root, number, "2023", platform="example-market")
    build(root)
    yield root
    shutil.rmtree(root)
