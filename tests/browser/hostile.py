"""A record whose every text tries to become markup, a script or a template."""

from __future__ import annotations

from pathlib import Path

from tests.support.records import as_yaml, notice, response, text

ID = "PSB-2024-0066"
SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '"><img src=x onerror="window.hacked=1">'
MARK = "@@BODY@@ {{ 7*7 }} </title></main>"
TITLE = f"Kettle {SCRIPT} {MARK}"
SUMMARY = f"{IMAGE} {SCRIPT} It leaks."


def evil(word: str) -> dict[str, str]:
    """A text in both languages that holds every trick, after a word to know it by."""
    return text(f"{word} {SCRIPT} {IMAGE} {MARK}", f"{word} 주전자 {SCRIPT} {IMAGE} {MARK}")


def write(records: Path) -> None:
    """Add the hostile notice, and a hostile case of it, to a folder of records."""
    source = {
        "id": "office",
        "name": f"Office {IMAGE} {SCRIPT}",
        "url": "https://office.example/'a'?b=%3Cscript%3E",
        "retrieved": "2026-11",
    }
    bad = notice(
        id=ID,
        published="2024-06-20",
        title=text(TITLE, f"주전자 {SCRIPT} {MARK}"),
        summary=text(SUMMARY, f"{IMAGE} {SCRIPT} 샙니다."),
        risk=evil("Risk"),
        product={
            "name": evil("Kettle"),
            "brand": f"Brand {IMAGE}",
            "models": [f"K-1 {IMAGE}"],
            "category": "other",
            "description": evil("Look"),
        },
        findings=[{"substance": "lead", "part": evil("Part"), "printed_multiple": "3", "note": evil("Finding")}],
        listings=[
            {
                "platform": "example-market",
                "item_id": "1005000000666",
                "seller": f"Seller {IMAGE}",
                "note": evil("Listing"),
            }
        ],
        measures=[{"type": "warning", "by": evil("Taker"), "note": evil("Measure")}],
        advice=[evil("Stop.")],
        sources=[source],
    )
    case = response(
        notice=ID,
        events=[{"kind": "notified", "date": "2024-06-21", "note": evil("Event"), "sources": ["office"]}],
        note=evil("Case"),
        sources=[source],
    )
    for place, data in ((f"notices/2024/{ID}.yml", bad), (f"responses/example-market/2024/{ID}.yml", case)):
        file = records / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_yaml(data))
