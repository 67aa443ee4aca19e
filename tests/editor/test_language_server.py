"""What an officer sees in an editor: a real language server reads the shipped schemas over its protocol."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.editor.lsp import Server
from tests.support.project import REPOSITORY

NOTICE = "bulletins/notices/2026/PSB-2026-0001.yml"
CASE = "bulletins/responses/temu/2024/PSB-2024-0011.yml"


@pytest.fixture(scope="module")
def server(editor_tools: dict[str, Any]) -> Iterator[Server]:
    started = Server(editor_tools["server"], REPOSITORY)
    began = time.monotonic()
    yield started
    started.close()
    assert time.monotonic() - began < 20


@pytest.fixture(scope="module")
def notice() -> str:
    return (REPOSITORY / NOTICE).read_text(encoding="utf-8")


def line_of(text: str, part: str) -> int:
    """The only line (from 0) that holds a part."""
    found = [number for number, line in enumerate(text.split("\n")) if part in line]
    assert len(found) == 1, f"{part!r} stands in {len(found)} lines"
    return found[0]


def planted(text: str, *changes: tuple[str, str]) -> str:
    """The text with each change made in the one place where it can be."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    "file",
    [NOTICE, CASE, "site_config/site.yml", "site_config/platforms/temu.yml", "site_config/agreements/kr-2024.yml"],
)
def test_a_shipped_record_has_no_errors(server: Server, file: str) -> None:
    uri = server.open(file, (REPOSITORY / file).read_text(encoding="utf-8"))
    assert server.problems(uri) == []


def test_ids_are_offered_with_their_names(server: Server, notice: str) -> None:
    text = planted(notice, ("  category: childrens-clothing", "  category: "))
    uri = server.open("bulletins/notices/2026/PSB-2026-9001.yml", text)
    found = server.complete(uri, line_of(text, "  category: "), len("  category: "))
    assert found["toys"]["insertText"] == "toys"
    assert found["toys"]["documentation"] == "Toys · 완구"
    assert set(found) == set(server_ids("categories"))


def server_ids(vocabulary: str) -> list[str]:
    """The ids of a shipped vocabulary, read without our own code."""
    text = (REPOSITORY / f"site_config/vocabularies/{vocabulary}.yml").read_text(encoding="utf-8")
    return [line.removeprefix("  - id: ") for line in text.split("\n") if line.startswith("  - id: ")]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("  - platform: amazon", "  - platform: ", {"temu", "11st", "amazon"}),
        ("authority: us-cpsc", "authority: ", {"kca", "us-cpsc"}),
        ("  - type: injuries", "  - type: ", {"choking", "chemical"}),
        ("  kind: item", "  kind: ", {"item", "lot"}),
        ("confidence: medium", "confidence: ", {"high", "medium", "low"}),
    ],
)
def test_values_are_offered(server: Server, notice: str, old: str, new: str, wanted: set[str]) -> None:
    text = planted(notice, (f"\n{old}\n", f"\n{new}\n"))
    line = notice.split("\n").index(old)
    uri = server.open(f"bulletins/notices/2026/PSB-2026-8{line:03d}.yml", text)
    assert wanted <= set(server.complete(uri, line, len(new)))


def test_keys_are_offered_with_their_descriptions(server: Server, notice: str) -> None:
    text = f"{notice.rstrip()}\n\n"
    uri = server.open("bulletins/notices/2026/PSB-2026-9002.yml", text)
    found = server.complete(uri, text.count("\n") - 1, 0)
    assert {"status", "related", "withdrawal", "images", "superseded_by"} <= set(found)
    assert found["related"]["documentation"] == "Other notices on the same or a very similar product"
    assert found["withdrawal"]["insertText"].startswith("withdrawal:\n  date: ")
    assert "title" not in found  # it is there already


def test_a_field_is_explained_where_the_pointer_rests(server: Server, notice: str) -> None:
    uri = server.open("bulletins/notices/2026/PSB-2026-9003.yml", notice)
    assert "The risk in plain words" in server.hover(uri, line_of(notice, "risk:"), 1)
    category = server.hover(uri, line_of(notice, "  category:"), 4)
    assert "Entry of the categories vocabulary" in category
    assert "`toys`: Toys · 완구" in category


def test_planted_errors_are_shown_in_their_lines(server: Server, notice: str) -> None:
    text = planted(
        notice,
        ("published: 2026-10-22", "published: 22.10.2026"),
        ("  category: childrens-clothing", "  catgory: childrens-clothing"),
        ("jurisdiction: US", "jurisdiction: [US]"),
        ("  - type: injuries", "  - type: injury"),
        ("  - platform: amazon\n", "  - platform: amazn\n"),
        ("  - type: refund\n", "  - type: refund\n    voluntary: yes\n"),
    )
    found = server.problems(server.open("bulletins/notices/2026/PSB-2026-9004.yml", text))
    wanted = [
        ("published:", "no date: write 2024-05-13"),
        ("product:", 'Missing property "category"'),
        ("catgory:", "Property catgory is not allowed"),
        ("jurisdiction:", 'Incorrect type. Expected "string"'),
        ("type: injury", "Value is not accepted"),
        ("platform: amazn", "Value is not accepted"),
        ("voluntary:", "write true or false"),
    ]
    assert [line for line, _ in found] == [line_of(text, part) + 1 for part, _ in wanted]
    for (_, message), (_, said) in zip(found, wanted, strict=True):
        assert said in message


def test_planted_errors_of_a_case(server: Server) -> None:
    text = planted(
        (REPOSITORY / CASE).read_text(encoding="utf-8"),
        ("  - kind: removal_reported\n", "  - kind: removal_reportd\n"),
        ("    date: 2024-06-14\n", "    date: 2024-06-14\n    unknown: true\n"),
        ("initiative: authority\n", "initiative: press\n"),
    )
    found = server.problems(server.open("bulletins/responses/temu/2024/PSB-2024-9005.yml", text))
    assert {line for line, _ in found} == {
        line_of(text, "initiative:") + 1,
        line_of(text, "removal_reportd") + 1,
    }
    assert len(found) == 3
