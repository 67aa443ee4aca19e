"""XML and texts in every encoding: the right words, or one sentence with the line."""

import io
from pathlib import Path

import pytest

from generator.importers.encodings import XmlBytes
from generator.importers.model import ImportFailed, Item
from generator.importers.safety_gate.reports import read_reports
from generator.importers.textfiles import pieces

TEXT = "Café “Zoë” — 5 €"
REPORT = """<?xml version="1.0"
 encoding="{declared}"?>
<Safety-Gate><report_date>06/09/2013</report_date>
<notifications><caseNumber>A12/1/13</caseNumber><product>{text}</product></notifications>
</Safety-Gate>
"""


def product(path: Path) -> str:
    (item,) = read_reports([path])
    assert isinstance(item, Item)
    return str(item.fields["product"])


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "report.xml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-8", "cp1252"),
        ("UTF-8", "utf-16"),
        ("UTF-8", "utf-16-le"),
        ("UTF-8", "utf-16-be"),
        ("UTF-16", "utf-16"),
        ("UTF-8", "utf-32"),
        ("us-ascii", "utf-8"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("ISO-8859-15", "iso8859-15"),
    ],
)
def test_a_report_in_any_encoding(tmp_path: Path, declared: str, encoding: str) -> None:
    text = "Café Zoë 5 €" if encoding == "iso8859-15" else TEXT
    report = REPORT.format(declared=declared, text=text)
    assert product(written(tmp_path, report.encode(encoding))) == text


def test_a_korean_report_says_its_encoding(tmp_path: Path) -> None:
    report = REPORT.format(declared="euc-kr", text="장난감 자동차")
    assert product(written(tmp_path, report.encode("euc-kr"))) == "장난감 자동차"


def test_single_bytes_of_windows_among_utf8(tmp_path: Path) -> None:
    report = (
        REPORT.format(declared="UTF-8", text="Café @Zoë# Ünal").encode().replace(b"@", b"\x93").replace(b"#", b"\x94")
    )
    assert product(written(tmp_path, report)) == "Café “Zoë” Ünal"


@pytest.mark.parametrize("size", [4, 7, 64])
def test_letters_that_are_cut_in_two_come_out_whole(size: int) -> None:
    report = REPORT.format(declared="UTF-8", text=TEXT)
    stream = XmlBytes(io.BytesIO(report.encode().replace("é".encode(), b"\xe9")), "report.xml")
    read = b"".join(iter(lambda: stream.read(size), b""))
    assert TEXT in read.decode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            REPORT.format(declared="UTF-8", text="@").encode().replace(b"@", b"\x81\x8d"),
            "line 4: a text is neither UTF-8",
        ),
        (REPORT.format(declared="x-unknown", text="a").encode(), "line 1: it declares the encoding 'x-unknown'"),
        (REPORT.format(declared="hex", text="a").encode(), "line 1: it declares the encoding 'hex'"),
        (REPORT.format(declared="UTF-8", text="a\0\0b").encode(), "line 4.*no sound XML"),
        (REPORT.format(declared="UTF-8", text="a").encode("utf-16")[:-1], "no utf-16.*; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_says_where(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(ImportFailed, match=message):
        list(read_reports([written(tmp_path, content)]))


def test_a_cell_with_both_encodings_is_read_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("Zoë says “".encode() + b"caf\xe9\x94 \x80 5\n")
    assert "".join(pieces(path, "cp1252")) == "Zoë says “café” € 5\n"
