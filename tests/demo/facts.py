"""What happened in the invented cases, drawn with a fixed seed: the truth from which the records are written."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

AS_OF = date(2025, 12, 31)
"""Nothing later is written down: what happens afterwards is censored."""

FIRST = date(2023, 1, 2)
CASES = 600
SEED = "demonstration set 1"
CATEGORIES = ("toys", "childcare-articles", "jewellery", "chargers-batteries", "cosmetics", "kitchenware")
HAZARDS = ("chemical", "choking", "fire", "electric-shock", "strangulation")


@dataclass(frozen=True, slots=True)
class Habit:
    """How a platform behaves: parts of a hundred, and days on average."""

    pace: float
    never: int
    refuses: int
    sellers: int
    buyers: int
    comes_back: int


HABITS = {
    "example-market": Habit(pace=2.4, never=4, refuses=0, sellers=80, buyers=60, comes_back=6),
    "sample-mall": Habit(pace=3.5, never=10, refuses=3, sellers=55, buyers=35, comes_back=15),
    "demo-bazaar": Habit(pace=9.0, never=25, refuses=6, sellers=30, buyers=10, comes_back=30),
    "placeholder-shop": Habit(pace=5.0, never=55, refuses=2, sellers=40, buyers=20, comes_back=10),
}


@dataclass(frozen=True, slots=True)
class Check:
    """A later check, and whether the goods were there again."""

    day: date
    found: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One case as it went. None: it never came, or not up to the as-of day.

    `verified` are the two days between which the removal was seen; `sent_known` is False where the records will not
    say when the platform was told. Hours are those of the day in Seoul, where the records give a time.
    """

    notice: str
    platform: str
    initiative: str
    sent: date
    sent_known: bool
    sent_hour: int | None
    claimed: date | None
    verified: tuple[date, date] | None
    refused: date | None
    sellers: bool
    buyers: bool
    remedy: bool
    checks: tuple[Check, ...]
    removed_again: date | None

    @property
    def id(self) -> str:
        """Its name in the figures."""
        return f"{self.notice}/{self.platform}"


@dataclass(frozen=True, slots=True)
class Item:
    """One notice: when it was published, of what kind, and which platforms it names."""

    id: str
    published: date
    category: str
    hazards: tuple[str, ...]
    platforms: tuple[str, ...]
    lot: bool = False
    withdrawn: date | None = None


def draw() -> tuple[list[Item], list[Fact]]:
    """Every notice and every case, the same ones each time."""
    rng = Random(SEED)
    items: list[Item] = []
    facts: list[Fact] = []
    numbers: dict[int, int] = {}
    day = FIRST
    while len(facts) < CASES:
        numbers[day.year] = numbers.get(day.year, 0) + 1
        notice = f"PSB-{day.year}-{numbers[day.year]:04d}"
        platforms = tuple(sorted(rng.sample(sorted(HABITS), rng.choice((1, 1, 2, 2, 3)))))
        lot = len(platforms) > 1 and rng.random() < 0.1
        hazards = tuple(sorted(rng.sample(HAZARDS, rng.choice((1, 1, 2)))))
        withdrawn = day + timedelta(days=90) if rng.random() < 0.02 and day.year < 2025 else None
        items.append(Item(notice, day, rng.choice(CATEGORIES), hazards, platforms, lot, withdrawn))
        for platform in platforms:
            if rng.random() < 0.92 and len(facts) < CASES:  # of the others nothing is on record
                facts.append(_case(notice, platform, day, rng))
        day = min(AS_OF, day + timedelta(days=rng.choice((1, 2, 3, 3, 4))))
    # The newest day of the records is the day as of which they speak.
    items.append(Item(f"PSB-{AS_OF.year}-{numbers[AS_OF.year] + 1:04d}", AS_OF, "toys", ("choking",), ("sample-mall",)))
    return items, facts


def _case(notice: str, platform: str, published: date, rng: Random) -> Fact:
    habit = HABITS[platform]
    initiative = rng.choices(("authority", "consumer", "platform"), (82, 12, 6))[0]
    sent = min(AS_OF, published + timedelta(days=rng.randrange(4)))
    fate = rng.randrange(100)
    refused = fate < habit.refuses
    claimed = None
    if fate >= habit.refuses + habit.never:
        claimed = sent + timedelta(days=int(rng.expovariate(1 / habit.pace)))
    verified = None
    if claimed and rng.random() < 0.75:
        first = claimed + timedelta(days=rng.randrange(12))
        verified = first, first + timedelta(days=rng.choice((0, 0, 0, 6)))
    checks, removed_again = _later(claimed, habit, rng)
    known = initiative == "platform" or rng.random() < 0.95
    return Fact(
        notice=notice,
        platform=platform,
        initiative=initiative,
        sent=sent,
        sent_known=known,
        sent_hour=rng.randrange(9, 18) if rng.random() < 0.4 else None,
        claimed=_seen(claimed),
        verified=verified if verified and verified[1] <= AS_OF else None,
        refused=_seen(sent + timedelta(days=2)) if refused else None,
        sellers=bool(claimed and claimed <= AS_OF and rng.randrange(100) < habit.sellers),
        buyers=bool(claimed and claimed <= AS_OF and rng.randrange(100) < habit.buyers),
        remedy=bool(claimed and claimed <= AS_OF and rng.randrange(100) < 15),
        checks=checks,
        removed_again=removed_again,
    )


def _later(claimed: date | None, habit: Habit, rng: Random) -> tuple[tuple[Check, ...], date | None]:
    """Checks some one and six months after the claim, until the goods are found again; and the second removal."""
    checks: list[Check] = []
    again = None
    for days in (31, 183):
        if claimed is None or rng.random() < 0.35:
            continue
        day = claimed + timedelta(days=days + rng.randrange(-3, 8))
        if day > AS_OF:
            break
        found = rng.randrange(100) < habit.comes_back
        checks.append(Check(day, found))
        if found:
            again = _seen(day + timedelta(days=3)) if rng.random() < 0.6 else None
            break
    return tuple(checks), again


def _seen(day: date | None) -> date | None:
    return day if day and day <= AS_OF else None
