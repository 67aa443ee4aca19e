"""The demonstration set as records and settings: what an officer would have written of the facts."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.bench import words
from tests.bench.project import authorities, platform
from tests.demo.facts import AS_OF, HABITS, SEED, Fact, Item, draw
from tests.demo.market import series
from tests.demo.truth import JOINED, LIMITS, tell
from tests.support.project import REPOSITORY
from tests.support.records import as_yaml, text

OFFICE = "example-safety-office"
BANNER = text(
    "Invented data: no product, platform or office on this page exists.",
    "지어낸 자료입니다. 이 페이지의 제품, 플랫폼, 기관은 모두 실재하지 않습니다.",
)


def write(folder: Path) -> tuple[list[Item], list[Fact]]:
    """Write `records/`, `site_config/` and `truth.json` below the folder; returns the facts."""
    items, facts = draw()
    for item in items:
        _file(folder / "records/notices" / item.id[4:8] / f"{item.id}.yml", notice(item))
    for fact in facts:
        path = folder / "records/responses" / fact.platform / fact.notice[4:8] / f"{fact.notice}.yml"
        _file(path, case(fact))
    settings(folder / "site_config")
    truth = json.dumps(tell(items, facts), indent=1, sort_keys=True) + "\n"
    (folder / "truth.json").write_text(truth, encoding="utf-8")
    return items, facts


def _file(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_yaml(data))


def _source(day: date) -> list[dict[str, str]]:
    return [
        {
            "id": "office",
            "name": "Example Safety Office (invented)",
            "url": "https://office.example/",
            "published": day.isoformat(),
            "retrieved": "2026-01",
        }
    ]


def item_number(notice: str, platform_id: str) -> str:
    """The number of the item on a platform: the same for the notice and its case."""
    return str(Random(f"{SEED} {notice} {platform_id}").randrange(10**11, 10**12))


def notice(item: Item) -> dict[str, Any]:
    """The record of a notice."""
    english, korean, _ = next(product for product in words.PRODUCTS if product[2] == item.category)
    number = f"D{item.id[6:8]}-{item.id[9:]}"
    data: dict[str, Any] = {
        "id": item.id,
        "published": item.published.isoformat(),
        "title": text(f"Invented {english} {number}", f"지어낸 {korean} {number}"),
        "summary": text(
            f"An invented office tested these {english}. They failed.",
            f"지어낸 기관이 이 {korean} 제품을 시험한 결과, 기준에 맞지 않았습니다.",
        ),
        "risk": text("The product can harm people.", "제품 때문에 다칠 수 있습니다."),
        "product": {"name": text(f"{english} {number}", f"{korean} {number}"), "category": item.category},
        "authority": OFFICE,
        "jurisdiction": "KR",
        "hazards": [{"type": hazard} for hazard in item.hazards],
        "sources": _source(item.published),
    }
    if item.lot:
        data["scope"] = {"kind": "lot", "platforms": list(item.platforms)}
    else:
        data["listings"] = [{"platform": name, "item_id": item_number(item.id, name)} for name in item.platforms]
    if item.withdrawn:
        reason = text("The test was wrong (invented).", "시험이 잘못되었습니다(지어낸 사유).")
        data |= {"status": "withdrawn", "withdrawal": {"date": item.withdrawn.isoformat(), "reason": reason}}
    return data


def case(fact: Fact) -> dict[str, Any]:
    """The record of a case."""
    return {
        "notice": fact.notice,
        "platform": fact.platform,
        "initiative": fact.initiative,
        "events": events(fact),
        "sources": _source(fact.sent),
    }


def events(fact: Fact) -> list[dict[str, Any]]:
    """The log of a case. What no platform was asked for has no request in it."""
    made: list[dict[str, Any]] = []
    if fact.initiative != "platform":
        made.append({"kind": "notified", **_sent(fact)})
        if fact.sent_known and fact.sent < AS_OF:
            made.append({"kind": "acknowledged", "date": (fact.sent + timedelta(days=1)).isoformat()})
    if fact.refused:
        english, korean = "The product keeps the rules.", "제품이 기준에 맞습니다."
        made.append({"kind": "refused", "date": fact.refused.isoformat(), "statement": text(english, korean)})
    if fact.claimed:
        made.append({"kind": "removal_claimed", "date": fact.claimed.isoformat()})
        told = {"sellers_notified": fact.sellers, "buyers_notified": fact.buyers, "remedy_offered": fact.remedy}
        made += [{"kind": kind, "date": fact.claimed.isoformat()} for kind, done in told.items() if done]
    if fact.verified:
        first, last = (day.isoformat() for day in fact.verified)
        made.append({"kind": "removal_verified", **({"date": first} if first == last else {"between": [first, last]})})
    for check in fact.checks:
        outcome = "found_again" if check.found else "not_found"
        made.append({"kind": "rechecked", "date": check.day.isoformat(), "outcome": outcome})
    if fact.removed_again:
        made.append({"kind": "removal_verified", "date": fact.removed_again.isoformat()})
    if not made:
        made.append({"kind": "statement", "date": fact.sent.isoformat(), "statement": text("Seen.", "확인했습니다.")})
    return made


def _sent(fact: Fact) -> dict[str, str]:
    if not fact.sent_known:
        return {"unknown": "true"}
    if fact.sent_hour is None:
        return {"date": fact.sent.isoformat()}
    return {"instant": f"{fact.sent.isoformat()}T{fact.sent_hour:02d}:00+09:00"}


# -- settings


def settings(folder: Path) -> None:
    """The settings: shipped vocabularies, pages, theme and texts; everything else invented."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("vocabularies", "pages", "theme", "locales"):
        shutil.copytree(REPOSITORY / "site_config" / name, folder / name, dirs_exist_ok=True)
    _lines(folder / "vocabularies/authorities.yml", authorities())
    for name in HABITS:
        _lines(folder / "platforms" / f"{name}.yml", platform(name, words.PLATFORMS[name]))
    _file(folder / "agreements/demo-pact.yml", pact())
    _file(folder / "agreements/demo-accord.yml", accord())
    for one in series():
        _file(folder / "statistics" / f"{one['id']}.yml", one)
    site = (REPOSITORY / "site_config/site.yml").read_text(encoding="utf-8")
    (folder / "site.yml").write_bytes(site.encode() + as_yaml({"invented": BANNER}))


def _lines(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pact() -> dict[str, Any]:
    """An invented agreement with deadlines and re-checks. One of its parties joined later."""
    start = min(JOINED.values())
    limits = {"authority": ("authority's notice", "기관의 통보"), "consumer": ("consumer's notice", "소비자의 신고")}
    removal = [
        {
            "id": f"{who}-notice",
            "text": text(f"Remove a listing after a {english}.", f"{korean}를 받으면 판매를 차단합니다."),
            "act": "removal",
            "asked_by": who,
            "deadline": {
                "value": str(LIMITS[who]),
                "unit": "working_days",
                "counted_from": "next_working_day",
            },
        }
        for who, (english, korean) in limits.items()
    ]
    inform = {
        "id": "inform-buyers",
        "text": text("Tell buyers.", "구매자에게 알립니다."),
        "act": "buyers_notified",
        "deadline": "none stated",
    }
    parties = [
        {"platform": name, **({} if joined == start else {"joined": joined.isoformat(), "founding": "false"})}
        for name, joined in JOINED.items()
    ]
    return {
        "id": "demo-pact",
        "name": text("Demonstration Pact (invented)", "시연용 협약(지어낸 협약)"),
        "date": start.isoformat(),
        "jurisdiction": "KR",
        "authorities": [OFFICE],
        "calendar": "KR",
        "rechecks_after_months": ["1", "6"],
        "parties": parties,
        "commitments": [*removal, inform],
        "sources": _source(start),
    }


def accord() -> dict[str, Any]:
    """An invented agreement that states no deadline."""
    return {
        "id": "demo-accord",
        "name": text("Demonstration Accord (invented)", "시연용 합의(지어낸 합의)"),
        "date": "2022-12-01",
        "jurisdiction": "KR",
        "authorities": [OFFICE],
        "parties": [{"platform": "placeholder-shop"}],
        "commitments": [
            {
                "id": "block",
                "text": text("Block a listing quickly.", "판매를 신속히 차단합니다."),
                "act": "removal",
                "deadline": "none stated",
            }
        ],
        "sources": _source(date(2022, 12, 1)),
    }
