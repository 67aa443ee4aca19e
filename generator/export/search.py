"""What the search index is made from: one slim document a page, which is never published itself.

Pagefind splits Korean on white space only. So each document carries, in a block of low weight, the endings of
Hangul words (so that a part of a compound is found) and neighbours joined (so that a compound finds its parts),
and every code as it is typed without its punctuation.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from generator.views.page import Meta, Page

_HANGUL = re.compile(r"[가-힣]+")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-._/ ](?=[A-Za-z0-9]*\d)[A-Za-z0-9]+)*")
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}")
_CLAUSE = re.compile(r"[^\w\s-]|\s[-–—]\s|\n")
_VERB_ENDINGS = ("니다", "세요", "어요", "아요")


class SearchUnavailable(Exception):
    """Pagefind cannot be run; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Pagefind:
    """The command that runs Pagefind, and where it comes from (`npm 1.6.0`, `PyPI 1.5.2`)."""

    command: tuple[str, ...]
    origin: str

    @classmethod
    def find(cls, prefix: Path) -> "Pagefind":
        """The Pagefind that set-up has noted below the Python environment `prefix`, else one on PATH.

        Raises SearchUnavailable.
        """
        note = prefix / "share" / "pagefind.json"
        if not note.exists() and (program := shutil.which("pagefind")):
            return cls((program,), "found on PATH")
        try:
            told: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
            found = cls(tuple(told["command"]), str(told["origin"]))
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise SearchUnavailable(
                "Pagefind is not set up: run 'make site' once, or build with --no-search"
            ) from error
        program = found.command[0] if found.command else "its place"
        if not Path(program).exists():
            raise SearchUnavailable(f"Pagefind is gone from {program}: run 'make site' once, or build with --no-search")
        return found

    def index(self, documents: Path, output: Path) -> int:
        """Index a tree of documents into `output`; returns the number of pages. Raises SearchUnavailable."""
        command = [*self.command, "--site", str(documents), "--output-path", str(output)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            raise SearchUnavailable(f"Pagefind cannot be run ({error.strerror}): run 'make site' once") from error
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
            raise SearchUnavailable(f"Pagefind failed (exit {done.returncode}): {last}")
        match = re.search(r"Indexed (\d+) pages?", done.stdout)
        return int(match[1]) if match else 0


def text_of(html: str) -> str:
    """The words of an HTML fragment."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def index_tokens(text: str) -> list[str]:
    """Words that Pagefind cannot make itself, in the order of their first appearance, each once.

    Hangul: every ending of two syllables or more, and up to three neighbours joined (also the outer two of three).
    Codes: without their punctuation, and each long run of digits in them.
    """
    found: dict[str, None] = {}
    for word in text.split():
        for run in _HANGUL.findall(word):
            if len(run) > 1 and run != word.strip("()[]\"'.,:;·!?"):
                found[run] = None  # "DEHP매트": the run is no word to Pagefind
            if not run.endswith(_VERB_ENDINGS):
                found.update(dict.fromkeys(run[start:] for start in range(1, len(run) - 1)))
    for clause in _CLAUSE.split(text):
        found.update(dict.fromkeys(_joined([w if _HANGUL.fullmatch(w) else "" for w in clause.split()])))
    for match in _CODE.findall(_DATE.sub(" ", text)):
        bare = [re.sub(r"[^A-Za-z0-9]", "", piece) for piece in (match, *match.split())]
        pieces = [*bare, *re.findall(r"\d{6,}", match)]
        found.update(dict.fromkeys(p.lower() for p in pieces if 3 < len(p) <= 40 and any(map(str.isdigit, p))))
    return list(found)


def _joined(words: list[str]) -> Iterator[str]:
    """Neighbouring words written as one, as people type compounds."""
    for first, second, third in zip(words, [*words[1:], ""], [*words[2:], "", ""], strict=False):
        if first and second:
            yield first + second
        if first and third:
            yield first + third
        if first and second and third:
            yield first + second + third


def document(language: str, title: str, meta: Meta, text: str) -> str:
    """The slim document of a page."""
    fields = {
        "date": meta.date,
        "platforms": ", ".join(meta.platforms),
        "hazard": ", ".join(meta.hazards),
        "summary": meta.summary,
        "kind": meta.kind,
    }
    heads = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in fields.items()
        if value
    )
    heads += "".join(
        f'<meta data-pagefind-filter="{escape(name)}[content]" content="{escape(value)}">'
        for name, value in meta.facets
    )
    if meta.facets:
        heads += f'<meta data-pagefind-sort="date[content]" content="{escape(meta.iso)}">'
    named = index_tokens(". ".join((title, *meta.words)))
    tokens = dict.fromkeys([*named, *(token for code in meta.codes for token in index_tokens(code))])
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><title>{escape(title)}</title>{heads}</head>'
        f'<body data-pagefind-body><h1 data-pagefind-meta="title">{escape(title)}</h1>'
        f'<p data-pagefind-weight="10">{escape(" ".join(meta.codes))}</p><p>{escape(text)}</p>'
        f'<p data-pagefind-weight="0.2">{escape(" ".join(tokens))}</p></body></html>'
    )


def page_document(page: Page) -> str:
    """The slim document of a rendered page. The handbook is found by its title, not by the invented codes in it."""
    text = page.meta.summary if page.meta.kind == "handbook" else text_of(page.body)
    return document(page.language, page.title, page.meta, text)
