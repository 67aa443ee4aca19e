"""Two notices on the same product point at each other.

Same GTIN, same brand and model, or same item on a platform: either it is one product told twice (then one of the two
supersedes the other), or one names the other under `related`, or an exception in the later one says why they are
different. Records taken over from registers are told apart by the registers themselves and are only pointed out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.model import Problem, Rule, Whole
from generator.diagnostics import Severity
from generator.loading.entries import NoticeEntry, pairs, parts


def _check(whole: Whole) -> Iterator[Problem]:
    notices = whole.catalog.notices.values()
    keys = parts(entry.product_keys for entry in notices)
    if len(set(keys)) == len(keys):
        return
    repeated = {key for key, number in Counter(keys).items() if number > 1}
    groups: dict[str, list[NoticeEntry]] = defaultdict(list)
    for entry in notices:
        for key in parts((entry.product_keys,)):
            if key in repeated:
                groups[key].append(entry)
    told: set[tuple[str, str]] = set()
    for key, entries in groups.items():
        ((kind, value),) = pairs(key)
        for place, later in enumerate(entries[1:], 1):
            other = next((e for e in entries[:place] if not _linked(e, later)), None)
            if other is None or (other.id, later.id) in told:
                continue
            told.add((other.id, later.id))
            imported = bool(later.register) and bool(other.register)
            yield Problem(
                later.file,
                ("product",),
                f"{other.id} has the same {kind}: {value}",
                severity=Severity.WARNING if imported else None,
            )


def _linked(one: NoticeEntry, two: NoticeEntry) -> bool:
    return two.id in one.related or one.id in two.related or two.superseded_by == one.id or one.superseded_by == two.id


RULE = Rule(
    id="likely-duplicate",
    text=__doc__ or "",
    remedy="name it under related, mark one as superseded, or say in an exception why they are different",
    severity=Severity.ERROR,
    good="""\
product:
  brand: Alone
  models: [A-1]
""",
    broken="""\
product:
  gtins: ['8800000000428']
other:
  product:
    gtins: ['8800000000428']
""",
    whole=_check,
)
