"""Where an alert says that the product was sold, and what it says that marketplaces did: listings and cases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.importers.marketplaces import Mention, find, find_traders, joined
from generator.importers.safety_gate.measures import Measure

SHOPS = frozenset(
    (
        "about-you",
        "alza",
        "carrefour",
        "darty",
        "fnac",
        "kaufland",
        "la-redoute",
        "leroy-merlin",
        "maisons-du-monde",
        "mediamarkt",
        "otto",
        "vidaxl",
        "wehkamp",
        "worten",
        "zalando",
    )
)
"""Marketplaces that are shops as well: their own brand sold there is no offer of somebody else."""

_REMOVAL = "removal-of-listing"
_UNSURE = {
    "en": (
        "The alert names several marketplaces and reports a removal without saying by which. It is recorded for each "
        "of them as unconfirmed."
    ),
    "ko": (
        "경보는 여러 플랫폼을 언급하면서 어느 플랫폼이 삭제했는지 밝히지 않았습니다. 각 플랫폼에 확인되지 않은 것으로 "
        "기록했습니다."
    ),
}


class Trade(NamedTuple):
    """Places of sale. `others`: traders that are no marketplaces, `unlisted`: marketplaces without a platform file."""

    mentions: tuple[Mention, ...]
    others: tuple[str, ...]
    unlisted: tuple[Mention, ...]


def read_trade(texts: Iterable[str], traders: str, brand: str, known: frozenset[str]) -> Trade:
    """Marketplaces out of the texts of an alert and its list of online traders. `known` are the platforms on record."""
    found: list[Mention] = [mention for text in texts for mention in find(text)]
    listed, others = find_traders(traders) if traders.strip() else ((), ())
    own = brand.casefold()
    together = joined((*found, *listed))
    places = [one for one in together if one.platform not in SHOPS or one.platform.replace("-", " ") not in own]
    dropped = tuple(one.words for one in together if one not in places and not one.items)
    return Trade(
        tuple(one for one in places if one.platform in known),
        (*others, *dropped),
        tuple(one for one in places if one.platform not in known),
    )


def listings(mentions: Iterable[Mention]) -> list[dict[str, str]]:
    """A listing for each item identifier, or one without for a marketplace whose items are not named."""
    return [
        {"platform": mention.platform, "item_id": item} if item else {"platform": mention.platform}
        for mention in mentions
        for item in (mention.items or ("",))
    ]


def cases(
    mentions: Sequence[Mention], measures: Iterable[Measure], published: str, evidence: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """The case of each marketplace, where the alert reports that a listing was removed.

    A single marketplace removed it. Of several, each did where there are as many removals, all of one date, as
    marketplaces; otherwise nobody knows which, and the case says so.
    """
    removals = [measure for measure in measures if measure.type == _REMOVAL]
    if not removals or not mentions:
        return {}
    sure = len(mentions) == 1
    found: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        case: dict[str, Any] = {}
        if all(measure.ordered for measure in removals):
            case["initiative"] = "authority"
        case["events"] = _events(removals, published) if sure else [_unsure(removals, published)]
        if not sure:
            case["confidence"] = "medium"
            case["confidence_note"] = dict(_UNSURE)
        found[mention.platform] = {**case, **evidence}
    return found


def _events(removals: Sequence[Measure], published: str) -> list[dict[str, Any]]:
    """A removal for each date that is stated; without any, one that the alert reports by its own date."""
    dates = sorted({measure.date for measure in removals if measure.date})
    if not dates:
        return [{"kind": "removal_reported", "unknown": True, "note": _by(published)}]
    part = len(dates) > 1
    return [{"kind": "removal_reported", "date": day, **({"partial": True} if part else {})} for day in dates]


def _unsure(removals: Sequence[Measure], published: str) -> dict[str, Any]:
    dates = sorted({measure.date for measure in removals if measure.date})
    note = _by(published)
    if dates:
        note = {
            "en": f"The alert dates the removal to {', '.join(dates)}. {note['en']}",
            "ko": f"경보에 적힌 삭제 날짜는 {', '.join(dates)}입니다. {note['ko']}",
        }
    return {"kind": "removal_reported", "unknown": True, "partial": True, "note": note}


def _by(published: str) -> dict[str, str]:
    return {
        "en": f"It happened by {published}, when the alert was published.",
        "ko": f"경보가 공개된 {published}까지 이루어진 일입니다.",
    }
