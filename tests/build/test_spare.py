"""The third build brings the site before the last one up to date: it has to be what a cold build makes, to the byte."""

from pathlib import Path

from tests.support.project import differing, edit, make_project, run, tree


def build(root: Path) -> dict[str, bytes]:
    done = run("bulletins", "build", "--no-search", cwd=root)
    assert done.returncode == 0, done.stderr
    return tree(root / "site")


def spare(root: Path) -> Path:
    """The site before the last one, which the next build starts from."""
    (folder,) = (root / ".cache/bulletins/spare").iterdir()
    return folder


def test_the_spare_becomes_what_a_cold_build_makes(project: Path, tmp_path: Path) -> None:
    build(project)
    build(project)
    for root in (project, make_project(tmp_path / "cold")):
        (root / "bulletins/notices/2024/PSB-2024-0006.yml").unlink()
        edit(root / "bulletins/notices/2024/PSB-2024-0004.yml", "  ko: 목욕 오리, 첫 공지", "  ko: 목욕 오리")
    assert differing(build(project), build(tmp_path / "cold")) == []


def test_what_does_not_belong_there_never_reaches_the_site(project: Path) -> None:
    build(project)
    first = build(project)
    folder = spare(project)
    (folder / "stray.html").write_text("stray", encoding="utf-8")
    (folder / "bulletins/empty/below").mkdir(parents=True)
    (folder / "sitemap-2.xml").write_text("stray", encoding="utf-8")
    (folder / "link.html").symlink_to("/etc/hostname")
    page = folder / "bulletins/2024/PSB-2024-0001/index.html"
    page.unlink()
    page.write_text("tampered", encoding="utf-8")
    about = folder / "about/index.html"
    about.unlink()
    assert differing(first, build(project)) == []
    assert not (project / "site/bulletins/empty").exists()


def test_publishing_leaves_nothing_beside_the_site(project: Path) -> None:
    for _ in range(3):
        build(project)
    assert sorted(path.name for path in project.iterdir() if path.name.startswith(".")) == [".cache"]
