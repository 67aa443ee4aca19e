"""The command `bulletins new`: a skeleton with the next free number, and what is left to fill in."""

import argparse
import datetime
import errno
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.authoring import skeleton
from generator.authoring.asking import Ask, UnknownId, ask_id, ask_text, known_id
from generator.authoring.numbers import NoNumberLeft, next_id
from generator.authoring.places import known_names, schema_line
from generator.loading import open_places
from generator.loading.parse import parse
from generator.loading.settings import Settings
from generator.loading.yaml_reader import read
from generator.records.notice import Notice
from generator.records.response import Initiative
from generator.records.values import PartialDate
from generator.site.project import BuildError, Project
from generator.site.usage import WrongUse

LANGUAGES = ("en", "ko")
"""Languages for which there are flags; others of site.yml are left open."""

IDS = {
    "category": ("categories", "Category"),
    "authority": ("authorities", "Authority or body that published it"),
    "hazards": ("hazards", "Hazard"),
    "platforms": ("platforms", "Platform that sold it"),
}
"""Fields of a notice whose values are ids: the kind, and the question."""


def add_new(command: argparse.ArgumentParser) -> None:
    """What `bulletins new` understands."""
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    notice = kinds.add_parser("notice", help="a harmful product, or a lot that was tested together")
    response = kinds.add_parser("response", help="what a platform did about a notice")
    for one in (notice, response):
        one.add_argument("--project", type=Path, default=argparse.SUPPRESS, help="the folder with mkdocs.yml")
        one.add_argument("--records", type=Path, help="a folder laid out like bulletins/")
        one.add_argument("--source-id", help="short name of the source in the record (default: release)")
        one.add_argument("--source-name", help="who published it, and what")
        one.add_argument("--source-url", help="its public address")
        one.add_argument("--retrieved", type=date, help="when it was read (default: today, where the address is given)")
        one.add_argument("--no-input", action="store_true", help="ask nothing, also at a terminal")
    notice.add_argument("--year", type=int, help="year of the number (default: of --published, else this year)")
    notice.add_argument("--published", type=date, help="when it was published: 2026-11-20, 2026-11 or 2026")
    for name, what in (("title", "title"), ("summary", "summary"), ("risk", "risk"), ("product", "product's name")):
        for code in LANGUAGES:
            notice.add_argument(f"--{name}-{code}", metavar="TEXT", help=f"{what} in this language")
    notice.add_argument("--category", help="id of the categories vocabulary")
    notice.add_argument("--authority", help="id of the authorities vocabulary")
    notice.add_argument("--jurisdiction", help="two capital letters, or EU (default: the authority's)")
    notice.add_argument("--hazard", dest="hazards", action="append", help="id of a hazard; may be given again")
    notice.add_argument("--platform", dest="platforms", action="append", help="id of a platform; may be given again")
    notice.add_argument("--item-id", dest="item_ids", action="append", help="item number there, in the same order")
    response.add_argument("--notice", help="id of the notice")
    response.add_argument("--platform", help="id of a platform that the notice names")
    response.add_argument("--initiative", choices=[one.value for one in Initiative], help="who set it going")
    when = "KIND:WHEN; when is a date, a moment with its zone, FROM/TO or unknown; may be given again"
    response.add_argument("--event", dest="events", action="append", metavar=when.split(";")[0], help=when)


def date(text: str) -> str:
    """A date of the command line, as exact as it is known."""
    try:
        return PartialDate.parse(text).text
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run_new(options: argparse.Namespace, project: Project, settings: Settings, ask: Ask | None = None) -> int:
    """Write the skeleton and say what is left. `ask` reads an answer; without one, and without a terminal, none is."""
    if ask is None and not options.no_input and sys.stdin.isatty() and sys.stdout.isatty():
        ask = input
    given = {name: value for name, value in vars(options).items() if value}
    if given.get("source_url") and not given.get("retrieved"):
        given["retrieved"] = (project.today or datetime.date.today()).isoformat()
    try:
        make = _notice if options.kind == "notice" else _response
        path, text = make(given, project, settings, ask)
    except (UnknownId, skeleton.NoEvent, NoNumberLeft) as error:
        raise WrongUse(str(error)) from error
    except EOFError as error:  # the end of the input in place of an answer
        raise KeyboardInterrupt from error
    _report(path, text)
    return 0


def _notice(given: dict[str, Any], project: Project, settings: Settings, ask: Ask | None) -> tuple[Path, str]:
    names = known_names(settings)
    for field, (kind, _) in IDS.items():
        value = given.get(field)
        if isinstance(value, list):
            given[field] = [known_id(kind, one, names[kind]) for one in value]
        elif value:
            given[field] = known_id(kind, value, names[kind])
    if len(given.get("item_ids", ())) > len(given.get("platforms", ())):
        raise WrongUse("an --item-id needs its --platform")
    if ask:
        _ask_notice(given, settings, names, ask)
    if not given.get("jurisdiction") and given.get("authority"):
        given["jurisdiction"] = settings.terms["authorities"][given["authority"]].jurisdiction
    if not re.fullmatch(r"[A-Z]{2}", given.get("jurisdiction") or "XX"):
        raise WrongUse(f"'{given['jurisdiction']}' is no country: write two capital letters, or EU")
    year = given.get("year") or int(str(given.get("published") or project.today or datetime.date.today())[:4])
    if not 1900 <= year <= 9999:
        raise WrongUse(f"{year} is no year of a notice")
    codes = [language.code for language in settings.site.languages]

    def written(notice_id: str) -> tuple[Path, str]:
        path = project.records / "notices" / f"{year:04d}" / f"{notice_id}.yml"
        data = skeleton.notice(notice_id, given, codes)
        return path, skeleton.as_text(data, schema_line(path, "notice", project), skeleton.NOTICE_MORE)

    while True:
        path, text = written(next_id(project.records, settings.site.id_prefix, year))
        if _write(path, text):
            return path, text  # else somebody else took the number at this very moment: the next one is free


def _ask_notice(given: dict[str, Any], settings: Settings, names: Mapping[str, Mapping[str, str]], ask: Ask) -> None:
    """Ask for what the flags did not say."""
    print("Enter leaves a place open; the record then says what belongs there.")
    while not given.get("published"):
        answer = ask_text(ask, "Published (2026-11-20, 2026-11 or 2026)")
        if not answer:
            break
        try:
            given["published"] = PartialDate.parse(answer).text
        except ValueError as error:
            print(f"  {error}")
    for field, (kind, question) in IDS.items():
        if not given.get(field):
            answer = ask_id(ask, print, kind, question, names[kind])
            given[field] = [answer] if answer and field in ("hazards", "platforms") else answer
    if given.get("platforms") and not given.get("item_ids"):
        given["item_ids"] = [ask_text(ask, f"Item number on {given['platforms'][0]}")]
    for language in settings.site.languages:
        for field, question in (("product", "Product"), ("title", "Title")):
            name = f"{field}_{language.code}"
            given[name] = given.get(name) or ask_text(ask, f"{question} in {language.name}")
    _ask_source(given, ask)


def _ask_source(given: dict[str, Any], ask: Ask) -> None:
    for field, question in (("source_name", "Source: who published it, and what"), ("source_url", "Source: address")):
        given[field] = given.get(field) or ask_text(ask, question)


def _response(given: dict[str, Any], project: Project, settings: Settings, ask: Ask | None) -> tuple[Path, str]:
    notice_id = given.get("notice") or (ask_text(ask, "Notice") if ask else "")
    if not notice_id:
        raise WrongUse("say of which notice: --notice PSB-2026-0001")
    notice = _read_notice(notice_id, project)
    names = {key: text for key, text in known_names(settings)["platforms"].items() if key in notice.platforms}
    if not names:
        raise WrongUse(f"{notice_id} names no platform: add a listing to it first")
    platform = given.get("platform") or (next(iter(names)) if len(names) == 1 else "")
    if not platform and ask:
        platform = ask_id(ask, print, "platforms", "Platform", names)
    if not platform:
        raise WrongUse(f"say which platform: --platform {' or '.join(sorted(names))}")
    if platform not in names and platform in settings.platforms:
        raise WrongUse(f"{notice_id} does not name {platform}: add a listing to the notice first")
    platform = known_id("platforms", platform, names)
    if ask:
        _ask_source(given, ask)
    path = project.records / "responses" / platform / notice_id.split("-")[1] / f"{notice_id}.yml"
    text = skeleton.as_text(
        skeleton.response(notice_id, platform, given),
        schema_line(path, "response", project),
        skeleton.RESPONSE_MORE,
    )
    if not _write(path, text):
        raise WrongUse(f"{path} is there already: add events to it")
    return path, text


def _read_notice(notice_id: str, project: Project) -> Notice:
    """The notice that a case is about. Raises WrongUse."""
    if not re.fullmatch(r"[A-Z]{2,8}-[0-9]{4}-[0-9]{4,6}", notice_id):
        raise WrongUse(f"'{notice_id}' is no number of a notice, such as PSB-2026-0001")
    path = project.records / "notices" / notice_id.split("-")[1] / f"{notice_id}.yml"
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise WrongUse(f"there is no notice {notice_id}: write it first") from error
    found = parse(raw, str(path), Notice).record
    if found is None:
        raise WrongUse(f"{notice_id} has errors: mend it first (bulletins check {path})")
    return found


def _write(path: Path, text: str) -> bool:
    """Put a file where none is: whole, or not at all. False where there is one already."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BuildError(f"{path} cannot be written: {error.strerror}") from error
    try:
        return _put(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


def _put(scratch: Path, path: Path) -> bool:
    """Give a whole file its name, unless the name is taken: unlike a rename, a hard link never replaces."""
    try:
        os.link(scratch, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise BuildError(f"{path} cannot be written: {error.strerror}") from error
        # A file system without hard links: the name is taken first, then filled.
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            return False
        scratch.replace(path)
    return True


def _report(path: Path, text: str, tell: Callable[[str], None] = print) -> None:
    """The path, and what is still to be filled in, with its lines."""
    tell(str(path))
    document = read(text.encode(), positions=True)
    left = list(open_places.open_places(document.data))
    for route, value in left:
        tell(f"  line {document.place(route)[0]}: {open_places.message(route, value)}")
    tell(f"Then: bulletins check {path}" if left else f"Nothing is left open. Now: bulletins check {path}")
