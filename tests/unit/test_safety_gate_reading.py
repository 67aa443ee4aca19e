"""Weekly reports of Safety Gate as files: what is read, and what is refused. All reports are made up."""

import gzip
from pathlib import Path

import pytest

from generator.importers.model import Held, ImportFailed, Item
from generator.importers.safety_gate import REGISTER

ALERT = (
    "<notifications><order>1</order><caseNumber>A12/00001/24</caseNumber><product><![CDATA[Lamp]]></product>{more}"
    "</notifications>"
)
REPORT = "<Safety-Gate><report_language>en</report_language><report_date>05/01/2024</report_date>{alerts}</Safety-Gate>"


def _report(path: Path, *alerts: str, head: str = "") -> Path:
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>' + head + REPORT.format(alerts="".join(alerts)))
    return path


def _read(*paths: Path) -> list[Item | Held]:
    return list(REGISTER.read(paths))


def test_plain_and_packed_files_and_folders_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    plain = _report(folder / "b.xml", ALERT.format(more=""))
    (folder / "a.xml.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (folder / "readme.txt").write_text("no report")
    items = _read(folder)
    assert [(item.file, item.position) for item in items] == [("a.xml.gz", 1), ("b.xml", 1)]
    first = items[0]
    assert isinstance(first, Item)
    assert (first.reference, first.version) == ("A12/00001/24", "2024-01-05")
    assert first.fields["product"] == "Lamp"


def test_every_element_reaches_the_fields(tmp_path: Path) -> None:
    more = (
        "<pictures><picture>https://example.org/1</picture><picture>https://example.org/2</picture></pictures>"
        "<brandNew>later</brandNew><brand/>"
    )
    (item,) = _read(_report(tmp_path / "r.xml", ALERT.format(more=more)))
    assert item.fields == {
        "report_language": "en",
        "report_date": "05/01/2024",
        "order": "1",
        "caseNumber": "A12/00001/24",
        "product": "Lamp",
        "pictures": ["https://example.org/1", "https://example.org/2"],
        "brandNew": "later",
        "brand": "",
    }


def test_a_stray_break_in_a_case_number_is_a_space(tmp_path: Path) -> None:
    alert = "<notifications><caseNumber>49<br/>0357/10</caseNumber></notifications>"
    (item,) = _read(_report(tmp_path / "r.xml", alert))
    assert item.reference == "49 0357/10"


def test_an_alert_without_number_or_date_is_held(tmp_path: Path) -> None:
    path = _report(tmp_path / "r.xml", "<notifications><product>Lamp</product></notifications>")
    path.write_text(path.read_text().replace("05/01/2024", "35/01/2024"))
    (held,) = _read(path)
    assert isinstance(held, Held)
    assert held.reasons == ("the alert has no case number", "the report has no date")
    assert held.fields["product"] == "Lamp"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, "<!DOCTYPE x>"], ids=["bomb", "outside", "type"])
def test_entities_and_document_types_are_refused(tmp_path: Path, head: str) -> None:
    path = _report(tmp_path / "r.xml", ALERT.format(more=""), head=head)
    with pytest.raises(ImportFailed, match=r"^r\.xml: it declares entities or a document type"):
        _read(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><body/></html>", r"r\.xml: a weekly report begins with <Safety-Gate>, this file with <html>"),
        (b"caseNumber;product\n", r"r\.xml, line 1: this is no sound XML"),
        (b"", r"r\.xml, line 1: this is no sound XML"),
        (
            REPORT.format(alerts=ALERT.format(more="")).encode()[:-8],
            r"r\.xml, line 1 after alert 1: this is no sound XML",
        ),
        (gzip.compress(REPORT.format(alerts="").encode())[:-12], r"r\.xml: the packed file is cut short"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 40, r"r\.xml: the packed file is damaged"),
    ],
    ids=["root", "csv", "empty", "cut", "packed-cut", "packed-damaged"],
)
def test_a_file_that_is_no_report_fails_in_one_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "r.xml"
    path.write_bytes(content)
    with pytest.raises(ImportFailed, match=f"^{message}") as failed:
        _read(path)
    assert "\n" not in str(failed.value)


def test_a_missing_file_fails_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="cannot be read"):
        _read(tmp_path / "none.xml")


def test_a_case_number_of_a_later_year_carries_the_alerts_own_number(tmp_path: Path) -> None:
    alert = "<notifications><caseNumber>0145/27</caseNumber><reference>https://example.org/alert/-7</reference></notifications>"
    (item,) = _read(_report(tmp_path / "r.xml", alert))
    assert item.reference == "0145/27 (alert -7)"
    assert item.fields["caseNumber"] == "0145/27"
