"""Every interface string has its words in every language, and a page in Korean shows no English one.

The strings are found where they are used: in Python with `ast`, in the templates with Jinja's own parser. What is
passed as a name and not as a text must come from a table that `TABLES` knows, so no string can slip past unseen.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from generator.compliance.figure import CHANGES
from generator.compliance.figures import definitions
from generator.compliance.summary import compute
from generator.loading.catalog import Catalog
from generator.loading.load import load
from generator.render.charts import tables as chart_tables
from generator.render.renderer import Renderer
from generator.site.chrome import FOOTER, NAV
from generator.site.ledger import ledger
from generator.views import (
    bulletin,
    case_lists,
    case_rows,
    cases,
    context,
    evidence,
    facets,
    figures,
    identity,
    methodology,
    promises,
    rules,
)
from generator.views.platforms import pictures
from generator.views.platforms.page import platform_view

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "site_config/locales"
CODES = sorted(folder.name for folder in LOCALES.iterdir())
FOLDERS = ("generator/render/templates", "site_config/theme")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def both(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [text for pair in pairs for text in pair]


TABLES: dict[tuple[str, str], Iterable[str]] = {
    ("generator/render/templating.py", "match[1]"): (),  # the template, read as text, has it
    ("generator/render/charts/tables.py", "OWN[column.key]"): chart_tables.OWN.values(),
    ("generator/site/chrome.py", "message"): (),  # hands on what its caller wrote
    ("generator/site/chrome.py", "title"): [title for *_, title in (*NAV, *FOOTER)],
    ("generator/site/pages.py", "kind"): context.REPORT_KINDS.values(),
    ("generator/views/bulletin.py", "LEVELS[hazard.level.value]"): bulletin.LEVELS.values(),
    ("generator/views/bulletin.py", "TOP_LEVELS[level]"): bulletin.TOP_LEVELS.values(),
    ("generator/views/bulletin.py", "KIN[kind.split(':')[0]]"): bulletin.KIN.values(),
    ("generator/views/facets.py", "facet.title"): [facet.title for facet in facets.FACETS],
    ("generator/views/facets.py", "label"): [label for label, _ in cases.STATES.values()],
    ("generator/views/facets.py", "facet.kind"): [facet.kind for facet in facets.FACETS],
    ("generator/views/cases.py", "EVENTS[event.kind]"): cases.EVENTS.values(),
    ("generator/views/cases.py", "INITIATIVES[event.initiative.value]"): cases.INITIATIVES.values(),
    ("generator/views/cases.py", "INITIATIVES[response.initiative.value]"): cases.INITIATIVES.values(),
    ("generator/views/cases.py", "OUTCOMES[event.outcome.value]"): cases.OUTCOMES.values(),
    ("generator/views/cases.py", "label"): [label for label, _ in cases.STATES.values()],
    ("generator/views/context.py", "COUNTED_FROM[value.counted_from.value]"): context.COUNTED_FROM.values(),
    ("generator/views/context.py", "REPORT_KINDS[report.kind.value]"): context.REPORT_KINDS.values(),
    ("generator/views/context.py", "RELEASES[point.revision.value]"): context.RELEASES.values(),
    ("generator/views/context.py", "one if figure.value == 1 else many"): both(context.FIGURE_UNITS.values()),
    ("generator/views/context.py", "one"): both(context.DEADLINE_UNITS.values()),
    ("generator/views/context.py", "many"): both(context.DEADLINE_UNITS.values()),
    ("generator/views/evidence.py", "REGISTERS[told.source]"): evidence.REGISTERS.values(),
    ("generator/views/evidence.py", "LICENCES[told.source]"): evidence.LICENCES.values(),
    ("generator/views/identity.py", "CODES.get(scheme, CODES['other'])"): identity.CODES.values(),
    ("generator/views/lists.py", "label"): [label for label, _ in cases.STATES.values()],
    ("generator/views/case_lists.py", "ASKED_BY[value]"): case_rows.ASKED_BY.values(),
    ("generator/views/case_lists.py", "DIMENSION_TITLES[name]"): case_lists.DIMENSION_TITLES.values(),
    ("generator/views/case_rows.py", "ASKED_BY[initiative or 'unknown']"): case_rows.ASKED_BY.values(),
    ("generator/views/case_rows.py", "label"): [label for label, _ in cases.STATES.values()],
    ("generator/views/figures.py", "TOO_FEW"): [figures.TOO_FEW],
    ("generator/views/figures.py", "figure.note"): [told.note for told in definitions() if told.note],
    ("generator/views/figures.py", "figure.title"): [told.title for told in definitions()],
    ("generator/views/figures.py", "many"): both(figures.DAYS.values()),
    ("generator/views/figures.py", "name"): figures.PARTS,
    ("generator/views/figures.py", "one if value == 1 else many"): both(figures.DAYS.values()),
    ("generator/views/methodology.py", "change"): [change for *_, change in CHANGES],
    ("generator/views/methodology.py", "definition.note"): [told.note for told in definitions() if told.note],
    ("generator/views/methodology.py", "definition.title"): [told.title for told in definitions()],
    ("generator/views/methodology.py", "paragraph"): [
        p for told in definitions() for p in methodology.paragraphs(told)
    ],
    ("generator/views/platforms/compare.py", "definitions[id].title"): [told.title for told in definitions()],
    ("generator/views/platforms/compare.py", "platforms[0].figures[id].title"): [told.title for told in definitions()],
    ("generator/views/platforms/pictures.py", "label"): [label for label, _ in pictures.STAGES.values()],
    ("generator/views/platforms/splits.py", "own.figures[id].title"): [told.title for told in definitions()],
    ("generator/views/promises.py", "NOT_SHOWN"): [promises.NOT_SHOWN],
    ("generator/views/rules.py", "SCOPES[scope]"): rules.SCOPES.values(),
    ("generator/views/rules.py", "SCOPE_NOTES[scope]"): rules.SCOPE_NOTES.values(),
    ("generator/views/rules.py", "SEVERITIES[item.severity]"): rules.SEVERITIES.values(),
    ("generator/views/search.py", "label"): [
        *(label for label, _ in cases.STATES.values()),
        *bulletin.TOP_LEVELS.values(),
    ],
    ("generator/views/words.py", "one if count == 1 else many"): (),  # hands on what its caller wrote
}
"""Calls whose message is no text in the source: (file, expression) and the messages that it can be."""

FILLED_BY_SCRIPT = ("site_config/theme/partials/script.html", "generator/views/check.py", "generator/views/search.py")
"""Whose words go to a script, which fills in the `{values}` itself."""

SAME: dict[str, dict[str, str]] = {"ko": {}}
"""Messages that a language writes as English does, each with the reason."""


@dataclass(frozen=True, slots=True)
class Use:
    """A message where it is used. `text` is empty where the source names it by `expression` only."""

    file: str
    text: str
    expression: str
    values: frozenset[str]


def _python(file: str, source: str) -> Iterator[Use]:
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in ("t", "n") or not call.args:
            continue
        values = frozenset(word.arg or "**" for word in call.keywords) | ({"n"} if name == "n" else set())
        for argument in call.args[: 2 if name == "n" else 1]:
            choices = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
            texts = [c.value for c in choices if isinstance(c, ast.Constant) and isinstance(c.value, str)]
            if len(texts) == len(choices):
                yield from (Use(file, text, "", values) for text in texts)
            else:
                yield Use(file, "", ast.unparse(argument), values)


def _template(file: str, source: str) -> Iterator[Use]:
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = call.node.attr if isinstance(call.node, nodes.Getattr) else getattr(call.node, "name", "")
        if name not in ("t", "n"):
            continue
        values = frozenset(word.key for word in call.kwargs) | ({"n"} if name == "n" else set())
        for argument in call.args[: 2 if name == "n" else 1]:
            choices = [argument.expr1, argument.expr2] if isinstance(argument, nodes.CondExpr) else [argument]
            texts = [c.value for c in choices if isinstance(c, nodes.Const) and isinstance(c.value, str)]
            if len(texts) == len(choices):
                yield from (Use(file, text, "", values) for text in texts)
            else:
                yield Use(file, "", str(argument), values)


@cache
def uses() -> tuple[Use, ...]:
    found: list[Use] = []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        found += _python(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.html")):
            found += _template(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    return tuple(found)


@cache
def messages() -> frozenset[str]:
    texts = {use.text for use in uses() if use.text}
    return frozenset(texts.union(*TABLES.values()))


def po_file(code: str) -> Path:
    return LOCALES / code / "LC_MESSAGES/bulletins.po"


@cache
def translations(code: str) -> Messages:
    return read_po(BytesIO(po_file(code).read_bytes()), code, abort_invalid=True)


def pairs(code: str) -> dict[str, str]:
    return {str(m.id): str(m.string) for m in translations(code) if m.id}


def test_a_message_is_a_text_or_comes_from_a_known_table() -> None:
    named = {(use.file, use.expression) for use in uses() if not use.text}
    assert named - TABLES.keys() == set(), "give the messages as texts, or add their table to TABLES"
    assert TABLES.keys() - named == set(), "these calls are gone: take them out of TABLES"


def test_messages_are_found_in_every_kind_of_place() -> None:
    files = {use.file for use in uses() if use.text}
    assert {"generator/views/lists.py", "generator/mkdocs_plugin.py", "site_config/theme/partials/script.html"} <= files
    assert {"generator/render/templates/macros.html", "generator/render/templates/bulletin.html"} <= files
    assert {"{n} bulletin", "{n} bulletins", "Refused", "at signing", "Skip to content"} <= messages()


def test_values_given_are_the_placeholders_of_the_message() -> None:
    # Without values `t` fills nothing in, so the theme can hand a `{n}` on to the script of the page.
    wrong = [
        (use.file, use.text)
        for use in uses()
        if use.text and "**" not in use.values and use.file not in FILLED_BY_SCRIPT
        if not set(PLACEHOLDER.findall(use.text)) <= use.values
        or (use.values - set(PLACEHOLDER.findall(use.text))) - {"n"}
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    known = pairs(code)
    missing = sorted(message for message in messages() if not known.get(message, "").strip())
    assert missing == [], f"add these to {po_file(code).name} of '{code}'"
    assert sorted(known.keys() - messages()) == [], "no code uses these"


@pytest.mark.parametrize("code", CODES)
def test_placeholders_survive_translation(code: str) -> None:
    wrong = [
        message
        for message, text in pairs(code).items()
        if set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(text)) or "{" in PLACEHOLDER.sub("", text)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_is_not_the_message_itself(code: str) -> None:
    same = {message for message, text in pairs(code).items() if text == message}
    assert same == SAME.get(code, {}).keys()


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_is_in_order_and_says_its_language(code: str) -> None:
    text = po_file(code).read_text("utf-8")
    ids = [str(m.id) for m in translations(code) if m.id]
    assert ids == sorted(ids), "sort the messages by msgid: it keeps the differences between two versions small"
    assert text.count("\nmsgid ") + text.startswith("msgid ") == len(ids) + 1, "a message stands twice"
    assert [str(m.id) for m in translations(code) if m.fuzzy and m.id] == [], "fuzzy messages are not shown"
    assert f'"Language: {code}\\n"' in text and '"Content-Type: text/plain; charset=UTF-8\\n"' in text
    assert "-Date:" not in text, "a date in the header changes without need"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    loaded = load(ROOT / "site_config", ROOT / "bulletins", tmp_path_factory.mktemp("cache"))
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _text(html: str) -> str:
    """What is read on a page: also names for screen readers, and nothing that is marked as English."""
    html = re.sub(r'<span lang="en">.*?</span>', " ", html)
    named = re.findall(r'\b(?:aria-label|alt|title)="([^"]*)"', html)
    return re.sub(r"\s+", " ", unescape(" ".join([re.sub(r"<[^>]+>", " ", html), *named])))


def _english(text: str) -> set[str]:
    """The messages of more than two words of which a piece stands in a text."""
    pieces = {m: [piece.strip() for piece in PLACEHOLDER.split(m)[::2]] for m in messages()}
    return {m for m, parts in pieces.items() if any(len(part.split()) > 2 and part in text for part in parts)}


def _bulletins(catalog: Catalog, code: str) -> str:
    """The text of every bulletin."""
    renderer, texts = Renderer(catalog.settings, code, "https://example.org/"), []
    for entry in catalog.notices.values():
        notice = catalog.notice(entry.id)
        named = [
            (platform, catalog.cases[entry.id, platform])
            for platform in notice.platforms
            if (entry.id, platform) in catalog.cases
        ]
        responses = {
            platform: (catalog.response(entry.id, platform), case.file, ledger(catalog).states(platform)[entry.id])
            for platform, case in named
        }
        links = {notice.superseded_by: renderer.language.words(notice.title)} if notice.superseded_by else {}
        model = bulletin.bulletin(notice, responses, links, (), (), entry.file, renderer.language)
        texts.append(_text(renderer.bulletin(model).body))
    return " ".join(texts)


def _platforms(catalog: Catalog, code: str) -> str:
    """The text of every platform's page."""
    renderer, texts, found = Renderer(catalog.settings, code, ""), [], compute(catalog)
    for platform in catalog.settings.platforms.values():
        view = platform_view(catalog, found, platform, renderer.language)
        texts.append(_text(renderer.fragment("platform.html", view.path, p=view)))
    return " ".join(texts)


def test_bulletins_in_korean_show_no_english_message(catalog: Catalog) -> None:
    text = _bulletins(catalog, "ko")
    assert "제품안전 알림" in text
    assert _english(text) == set()
    assert len(_english(_bulletins(catalog, "en"))) > 15, "the search itself must find English where it is"


def test_platforms_in_korean_show_no_english_message(catalog: Catalog) -> None:
    text = _platforms(catalog, "ko")
    assert "플랫폼" in text
    assert _english(text) == set()
    assert len(_english(_platforms(catalog, "en"))) > 15, "the search itself must find English where it is"
