"""From the terms of documents to files: for each term the numbers of its documents, in files of neighbouring terms.

A list of numbers is written as text, a character for each step to the next number (`#` is a step of one), which JSON
and every host's compression handle well; a list that names more than half of all documents is written as those that
are missing, after a space. The three classes of a term are joined by `!`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

FIRST = 0x22
"""Added to a step: what comes out is never a separator. Steps that would be surrogates are moved beyond them."""
MOST = 16_000
"""Bytes of a file before compression, where it can be split."""

Posting = tuple[str, str]
"""A term and its lists."""


def steps(numbers: Sequence[int]) -> str:
    """Ascending numbers as text."""
    made = [after - before + FIRST for before, after in pairwise((-1, *numbers))]
    if numbers and numbers[-1] >= 0xD7A0:
        made = [code if code < 0xD800 else code + 0x800 for code in made]
    return "".join(map(chr, made))


def listed(numbers: Sequence[int], total: int) -> str:
    """The text of a list, or of what it leaves out where that is shorter."""
    if 2 * len(numbers) <= total:
        return steps(numbers)
    named = set(numbers)
    return f" {steps([number for number in range(total) if number not in named])}"


def invert(documents: Iterable[tuple[int, Sequence[str]]], total: int) -> list[Posting]:
    """Every term with its documents, in no order. `documents` come by number, with the terms of each class."""
    classes: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    for number, texts in documents:
        for own, text in zip(classes, texts, strict=True):
            for term in text.split():
                own[term].append(number)
    found = dict.fromkeys(term for own in classes for term in own)
    return [
        (term, "!".join(listed(own[term], total) if term in own else "" for own in classes).rstrip("!"))
        for term in found
    ]


def files(postings: list[Posting]) -> Iterator[tuple[str, bytes]]:
    """Files of postings, which are sorted by term: the shortest text that comes before all of its terms, and content.

    Terms are split by their beginnings, so that a change in one place leaves the other files as they are.
    """
    sizes = [len(term.encode()) + len(value.encode()) + 6 for term, value in postings]
    last = ""
    for start, end in _split(postings, sizes, 0, len(postings), 0):
        part = postings[start:end]
        yield _between(last, part[0][0]), json.dumps(dict(part), ensure_ascii=False, separators=(",", ":")).encode()
        last = part[-1][0]


def _between(before: str, term: str) -> str:
    """The shortest beginning of `term` that comes after `before`."""
    return next((term[:end] for end in range(len(term)) if term[:end] > before), term) if before else ""


def _split(postings: list[Posting], sizes: list[int], start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """Ranges of at most MOST bytes, if a single term is not longer than that."""
    if sum(sizes[start:end]) <= MOST or end - start == 1:
        yield start, end
        return
    begun, size = start, 0
    for first, last in _children(postings, start, end, depth):
        own = sum(sizes[first:last])
        if begun < first and size + own > MOST:
            yield begun, first
            begun, size = first, 0
        if own > MOST:
            yield from _split(postings, sizes, first, last, depth + 1)
            begun, size = last, 0
        else:
            size += own
    if begun < end:
        yield begun, end


def _children(postings: list[Posting], start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms that go on with the same character after `depth` of them; a term that ends there is its own."""
    first = start
    for at in range(start + 1, end + 1):
        if at == end or postings[at][0][depth : depth + 1] != postings[first][0][depth : depth + 1]:
            yield first, at
            first = at
