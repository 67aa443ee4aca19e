"""Whatever bytes a record file holds: reading it ends with a record or with diagnostics, never with an exception."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import as_terminal
from generator.loading.parse import parse
from generator.loading.yaml_reader import read
from generator.records.notice import Notice
from generator.records.response import Response
from tests.support.project import FIXTURES

WHOLE = (FIXTURES / "records/notices/2024/PSB-2024-0001.yml").read_bytes()
CASE = (FIXTURES / "records/responses/example-market/2024/PSB-2024-0001.yml").read_bytes()
SIGNS = (
    "a¦id¦: ¦:¦\n¦- ¦  ¦\t¦[¦]¦{¦}¦, ¦&a¦*a¦!t¦!!str ¦|¦>-¦'¦\"¦#"
    "¦? ¦---\n¦...\n¦%YAML 1.2\n¦<<¦~¦null¦\\x00¦\\u¦@¦`¦가¦👶¦\r\n"
)
PIECES = st.sampled_from([*SIGNS.split("¦"), "\u2028", "\x85", "\ufeff", "\0"])


def ends_well(raw: bytes) -> None:
    """Read the bytes as either record: a record, or diagnostics that can be printed and lie within the file."""
    for model in (Notice, Response):
        parsed = parse(raw, "f.yml", model)
        assert (parsed.record is None) == bool(parsed.diagnostics)
        lines = raw.count(b"\n") + raw.count(b"\r") + raw.count("\u2028".encode()) + raw.count("\u2029".encode()) + 2
        for found in parsed.diagnostics:
            assert 0 <= found.location.line <= lines
            assert found.message
        shown = as_terminal(parsed.diagnostics, lambda _: raw.decode("utf-8", "replace"))
        assert not set(shown) & {"\x1b", "\x9b", "\x00", "\u202e"}


@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    ends_well(raw)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    ends_well(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=60))
def test_what_looks_like_yaml(pieces: list[str]) -> None:
    ends_well("".join(pieces).encode())


@given(st.sampled_from([WHOLE, CASE]), st.data())
def test_a_record_with_a_piece_cut_out_or_put_in(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(raw)))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(PIECES.map(str.encode), st.binary(max_size=4)))
    ends_well(raw[:at] + put + raw[at + cut :])


@given(st.sampled_from([WHOLE, CASE]), st.data())
def test_a_record_with_a_line_moved(raw: bytes, data: st.DataObject) -> None:
    lines = raw.splitlines(keepends=True)
    line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    lines.insert(data.draw(st.integers(0, len(lines))), line)
    ends_well(b"".join(lines))


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(lambda p: "".join(p).encode())))
def test_positions_change_nothing(raw: bytes) -> None:
    quick, slow = read(raw), read(raw, positions=True)
    assert (quick.data, quick.faults) == (slow.data, slow.faults)
