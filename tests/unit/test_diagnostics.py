"""How a finding is shown: code frames under wide text, control characters made visible, the summary."""

import pytest

from generator.diagnostics import Diagnostic, Location, Severity, as_terminal, in_order, printable, summary


def shown(text: str, line: int, column: int, **values: str) -> list[str]:
    found = Diagnostic("rule", values.get("message", "wrong"), Location("f.yml", line, column), values.get("hint", ""))
    return as_terminal([found], lambda _: text).splitlines()


def test_a_finding_with_frame_and_remedy() -> None:
    assert shown("a: 1\nb: 2\nc: 3\n", 2, 4, hint="mend it") == [
        "f.yml:2:4: wrong (rule)",
        "  1 | a: 1",
        "  2 | b: 2",
        "    |    ^",
        "  remedy: mend it",
        "",
        "1 error in 1 file.",
    ]


def test_the_caret_stands_below_the_column_of_wide_text() -> None:
    frame = shown("제품: 유아용 젖병 X\n", 1, 12)
    assert frame[1:3] == ["  1 | 제품: 유아용 젖병 X", "    | " + " " * (4 + 2 + 6 + 1 + 4 + 1) + "^"]


def test_combining_marks_take_no_room_and_tabs_four() -> None:
    assert shown("e\u0301x\n", 1, 3)[2] == "    |  ^"
    assert shown("\tx\n", 1, 2)[1:3] == ["  1 |     x", "    |     ^"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("\u202eevil", "<U+202E>evil"),
        ("\x00\x7f\x9b", "<U+0000><U+007F><U+009B>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\udcff", "<U+DCFF>"),
        ("line\u2028end", "line<U+2028>end"),
        ("tab\tstays, 한국어 too 👶", "tab\tstays, 한국어 too 👶"),
    ],
)
def test_control_characters_are_made_visible(text: str, expected: str) -> None:
    assert printable(text) == expected
    assert printable(text).encode()


def test_nothing_of_a_record_or_a_file_name_reaches_the_terminal_raw() -> None:
    found = Diagnostic("rule", "\x1b[2J", Location("x\x1b[2J\udcff\n.yml", 1, 5), "\x1b[2J")
    output = as_terminal([found], lambda _: "a: \x1b[2Jx\r\n")
    assert "\x1b" not in output
    assert "\r" not in output
    assert output.encode()
    assert output.splitlines()[1:3] == ["  1 | a: <U+001B>[2Jx", "    | " + " " * len("a: <U+001B>") + "^"]


def test_a_byte_order_mark_does_not_move_the_caret() -> None:
    assert shown("\ufeffa: 1\n", 1, 4)[1:3] == ["  1 | a: 1", "    |    ^"]


def test_crlf_and_long_lines() -> None:
    assert shown("a: 1\r\nb: 2\r\n", 2, 1)[1:4] == ["  1 | a: 1", "  2 | b: 2", "    | ^"]
    assert shown("x" * 500, 1, 1)[1] == f"  1 | {'x' * 160}…"


@pytest.mark.parametrize(("line", "column"), [(0, 0), (9, 1), (10**9, 10**9)])
def test_a_place_outside_the_file_has_no_frame(line: int, column: int) -> None:
    assert shown("a: 1", line, column)[1:] == ["", "1 error in 1 file."]


def test_a_column_behind_the_line_is_shown_at_its_end() -> None:
    assert shown("ab", 1, 99)[2] == "    |   ^"


def test_a_file_that_cannot_be_read_has_no_frame() -> None:
    found = Diagnostic("file-read", "cannot be read", Location("f.yml"))
    assert as_terminal([found], lambda _: None) == "f.yml: cannot be read (file-read)\n\n1 error in 1 file."


def test_findings_are_sorted_and_each_is_shown_once() -> None:
    a, b = Diagnostic("r", "m", Location("a.yml", 2, 1)), Diagnostic("r", "m", Location("a.yml", 10, 1))
    c = Diagnostic("r", "m", Location("b.yml", 1, 1), severity=Severity.WARNING)
    assert in_order([c, b, a, a]) == [a, b, c]
    assert summary([a, b, c]) == "2 errors and 1 warning in 2 files."
    assert as_terminal([c], lambda _: None).startswith("warning: b.yml:1:1")
    assert summary([]) == as_terminal([], lambda _: None) == "No errors."
    assert str(a) == "a.yml:2:1: m (r)"
