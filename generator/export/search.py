"""What the search index is made from: one slim document a page, which is never published itself.

Pagefind splits Korean on white space only. So each document carries, in a block of low weight, the endings of
Hangul words (so that a part of a compound is found) and neighbours joined (so that a compound finds its parts),
and every code as it is typed without its punctuation.
"""

import json
import re
import subprocess
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from generator.views.page import Meta, Page

_HANGUL = re.compile(r"[가-힣]+")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"(?=[A-Za-z-]*\d)[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*")


class SearchUnavailable(Exception):
    """Pagefind cannot be run; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Pagefind:
    """The command that runs Pagefind, and where it comes from (`npm 1.6.0`, `PyPI 1.5.2`)."""

    command: tuple[str, ...]
    origin: str

    @classmethod
    def find(cls, prefix: Path) -> "Pagefind":
        """The Pagefind that set-up has noted below the Python environment `prefix`. Raises SearchUnavailable."""
        note = prefix / "share" / "pagefind.json"
        try:
            told: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
            found = cls(tuple(told["command"]), str(told["origin"]))
        except (OSError, ValueError, KeyError) as error:
            raise SearchUnavailable(
                "Pagefind is not set up: run 'make site' once, or build with --no-search"
            ) from error
        if not Path(found.command[0]).exists():
            raise SearchUnavailable(
                f"Pagefind is gone from {found.command[0]}: run 'make site' once, or build with --no-search"
            )
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
    """Further words by which a text is found: endings of Hangul words, joined neighbours, bare codes."""
    tokens: dict[str, None] = {}
    words = text.split()
    for n, word in enumerate(words):
        runs = _HANGUL.findall(word)
        for run in runs:
            for start in range(1, len(run) - 1):
                tokens[run[start:]] = None
        if n + 1 < len(words) and runs and words[n].endswith(runs[-1]):
            following = _HANGUL.match(words[n + 1])
            if following and len(runs[-1]) + len(following[0]) <= 12:
                tokens[runs[-1] + following[0]] = None
    for match in _CODE.finditer(text):
        bare = re.sub(r"[-/.]", "", match[0])
        if bare != match[0] and len(bare) >= 5:
            tokens[bare] = None
    return list(tokens)


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
    codes = " ".join(meta.codes)
    tokens = " ".join(index_tokens(f"{title} {codes} {text}"))
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><title>{escape(title)}</title>{heads}</head>'
        f'<body data-pagefind-body><h1 data-pagefind-meta="title">{escape(title)}</h1><p>{escape(text)}</p>'
        f'<p data-pagefind-weight="5">{escape(codes)}</p>'
        f'<p data-pagefind-weight="0.2">{escape(tokens)}</p></body></html>'
    )


def page_document(page: Page) -> str:
    """The slim document of a rendered page."""
    return document(page.language, page.title, page.meta, text_of(page.body))
