"""Files of registers in every encoding and state: right texts, or one clear sentence that says where."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from generator.importers.model import ImportFailed
from generator.importers.tables import csv_rows, json_rows
from generator.importers.textfiles import files_of, lines, pieces

NAMES = frozenset(("Number", "Text"))
ROWS = [["1", "Café “Zoë” — 5 €"], ["2", 'two\nlines, "quoted"'], ["3", ""]]


def table(rows: list[list[str]] = ROWS, between: str = ",", header: tuple[str, ...] = ("Number", "Text")) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=between).writerows([list(header), *rows])
    return out.getvalue()


def read_table(path: Path) -> list[list[str]]:
    return [[row.fields["Number"], row.fields["Text"]] for row in csv_rows(path, NAMES, NAMES, "cp1252")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_table_in_any_encoding(tmp_path: Path, encoding: str, packed: bool) -> None:
    raw = table().encode(encoding)
    path = tmp_path / "table.csv"
    path.write_bytes(gzip.compress(raw) if packed else raw)
    assert read_table(path) == ROWS


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_separators_and_line_ends(tmp_path: Path, between: str, end: str) -> None:
    rows = [["1", "a"], ["2", "b"]]
    path = tmp_path / "table.csv"
    path.write_bytes(table(rows, between).replace("\r\n", end).encode())
    assert read_table(path) == rows


def test_columns_in_another_order_and_spelling_and_more_of_them(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Extra,TEXT, number \nx,a,1\n", encoding="utf-8")
    [row] = csv_rows(path, NAMES, NAMES, "cp1252")
    assert row.fields == {"Extra": "x", "Text": "a", "Number": "1"}
    assert row.line == 2


def test_files_that_were_joined_keep_both_encodings(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"\xef\xbb\xbfNumber,Text\r\n" + "1,Café\r\n".encode() + "2,“Zoë”\r\n".encode("cp1252"))
    assert read_table(path) == [["1", "Café"], ["2", "“Zoë”"]]


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("\n\nNumber,Text\n1,a\n\n,\n2,b\n\n", encoding="utf-8")
    assert read_table(path) == [["1", "a"], ["2", "b"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "table.csv: the file is empty"),
        ("Number\n1\n", "table.csv, line 1: the header has no column 'Text'"),
        ("Number,Text,Text\n1,a,b\n", "table.csv, line 1: the column 'Text' stands twice"),
        ("Number,Text\n1,a\n2\n3,c\n", "table.csv, line 3: 1 cells, but the header has 2"),
        ("Number,Text\n1,a,b\n", "table.csv, line 2: 3 cells, but the header has 2"),
        ('Number,Text\n1,a\n2,"never closed\n3,c\n', "table.csv, line 3: this row is no sound CSV"),
        ('Number,Text\n1,"a" b\n', "table.csv, line 2: this row is no sound CSV"),
    ],
)
def test_a_broken_table_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFailed) as failed:
        read_table(path)
    assert str(failed.value).startswith(said)


def test_bytes_of_no_encoding_say_where(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"Number,Text\n1,a\n2,\x81\x8d\n")
    with pytest.raises(ImportFailed, match=r"table\.csv, line 3: a text is neither UTF-8 nor cp1252"):
        read_table(path)


@pytest.mark.parametrize("cut", [40, -12, -1])
def test_a_packed_file_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "list.json.gz"
    path.write_bytes(gzip.compress(json.dumps([{"id": str(n)} for n in range(5000)]).encode())[:cut])
    with pytest.raises(ImportFailed, match=r"list\.json\.gz: the packed file is (cut short|damaged)"):
        list(json_rows(path, frozenset({"id"}), "cp1252"))


def test_a_packed_file_that_was_damaged(tmp_path: Path) -> None:
    raw = bytearray(gzip.compress(b'[{"id": "1"}]' * 500))
    raw[30] ^= 0xFF
    path = tmp_path / "list.json.gz"
    path.write_bytes(raw)
    with pytest.raises(ImportFailed, match="the packed file is"):
        list(json_rows(path, frozenset({"id"}), "cp1252"))


# -- JSON

OBJECTS = [{"id": "1", "text": 'Café, "quoted" {x} [y]', "more": None}, {"id": "2", "text": "끝 ㈜", "list": ["a", 1]}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize("shape", ["array", "indented", "lines"])
def test_json_in_any_encoding_and_shape(tmp_path: Path, encoding: str, shape: str) -> None:
    if shape == "lines":
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in OBJECTS)
    else:
        text = json.dumps(OBJECTS, ensure_ascii=False, indent=2 if shape == "indented" else None)
    path = tmp_path / "list.json"
    path.write_bytes(text.encode(encoding))
    assert [row.fields for row in json_rows(path, frozenset({"id"}), "cp949")] == OBJECTS


def test_korean_lines_in_two_encodings(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    first, second = ('{"id": "1", "text": "우산 ㈜"}\n', '{"id": "2", "text": "전지(충전지)"}\n')
    path.write_bytes(first.encode("cp949") + second.encode())
    assert [row.fields["text"] for row in json_rows(path, frozenset({"id"}), "cp949")] == ["우산 ㈜", "전지(충전지)"]


def test_a_long_list_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"id": str(n), "text": "é" * 700} for n in range(1000)], ensure_ascii=False))
    assert sum(1 for _ in pieces(path, "cp1252")) > 10
    rows = json_rows(path, frozenset({"id"}), "cp1252")
    assert next(rows).fields["id"] == "0"
    assert [row.fields["id"] for row in rows] == [str(n) for n in range(1, 1000)]


def test_one_entry_longer_than_a_piece(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"id": "1", "text": "ab, " * 300_000}, {"id": "2"}]))
    assert [row.fields["id"] for row in json_rows(path, frozenset({"id"}), "cp1252")] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "list.json: the file is empty"),
        ('[{"id": "1"},\n{"id": "2"}', "list.json, line 2: the file ends early, after 2 entries"),
        ('[{"id": "1"},\n{"id": "2', "list.json, line 2: the file ends early, in entry 2"),
        ('{"id": "1"}\n{"id": ', "list.json, line 2: the file ends early, in entry 2"),
        (
            '[{"id": "1"}, {"id" "2", "text": "a long text that follows the mistake"}]',
            "list.json, line 1: entry 2 is no",
        ),
        ('[{"id": "1"}, 7]', "list.json, line 1: entry 2 is no object with id"),
        ('[{"name": "1"}]', "list.json, line 1: entry 1 is no object with id"),
        ('{"result": [{"id": "1"}]}', "list.json, line 1: entry 1 is no object with id"),
        ('"text"', "list.json, line 1: a JSON array or JSON lines are expected"),
        ("<html></html>", "list.json, line 1: a JSON array or JSON lines are expected"),
        ('[{"id": "1"}] [', "list.json, line 1: something follows the end of the array"),
        ('[{"id": "1", "id": "2"}]', "list.json, line 1: entry 1 cannot be read (the name 'id' stands twice"),
        ("[" + "[" * 100_000, "list.json, line 1: entry 1"),
    ],
)
def test_broken_json_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFailed) as failed:
        list(json_rows(path, frozenset({"id"}), "cp1252"))
    assert str(failed.value).startswith(said)


# -- folders


def test_files_of_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.CSV", "a.csv.gz", "deep/c.csv", "notes.txt", ".hidden.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [str(path.relative_to(tmp_path)) for path in files_of([tmp_path], (".csv",))]
    assert found == ["a.csv.gz", "b.CSV", "deep/c.csv"]


def test_a_folder_without_such_files(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"there is no \.csv file in this folder"):
        list(files_of([tmp_path], (".csv",)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="cannot be read: No such file or directory"):
        list(lines(tmp_path / "none.csv", "cp1252"))
