"""A chart of every kind, about invented platforms, in English and in Korean: for golden files and for looking at."""

import random
from datetime import date, timedelta
from decimal import Decimal

from generator.records.values import PartialDate, Period
from generator.views.charts import Axis, Case, Chart, Form, Happening, Kind, Link, Mark, Point, Series, Stage
from generator.views.charts import distribution as spread

AS_OF = PartialDate.parse("2026-11-20")
SOURCE = (Link("Example Office, release of 1 May 2026", url="https://office.example/1"),)

WORDS = {
    "en": {
        "platforms": ["Example Market", "Sample Mall", "Demo Store", "Placeholder Bazaar"],
        "users": ("Users per month", "persons"),
        "time": ("Month", ""),
        "platform": ("Platform", ""),
        "share": ("Listings still online", ""),
        "days": ("Days since the platform was told", ""),
        "median": "median: 3 days",
        "limit": "the limit (1 ×)",
        "multiple": ("Measured value / limit", ""),
        "count": ("Findings", ""),
        "rate": ("Products that failed", ""),
        "stages": ["Platform told", "Acknowledged", "Removal claimed", "Removal verified", "Found again"],
        "title": "Invented: ",
        "what": "An invented chart for tests. It shows how charts of the kind {kind} look.",
    },
    "ko": {
        "platforms": ["예시 마켓", "샘플 몰", "데모 스토어", "플레이스홀더 바자르"],
        "users": ("월간 이용자 수", "명"),
        "time": ("월", ""),
        "platform": ("플랫폼", ""),
        "share": ("아직 판매 중인 상품 비율", ""),
        "days": ("플랫폼에 통보한 뒤 지난 날 수", ""),
        "median": "중앙값 3일",
        "limit": "기준치(1 ×)",
        "multiple": ("측정값 / 기준치", ""),
        "count": ("검출 건수", ""),
        "rate": ("부적합 제품 비율", ""),
        "stages": ["플랫폼 통보", "접수", "삭제했다고 답함", "삭제 확인", "다시 발견"],
        "title": "지어낸 자료: ",
        "what": "시험용으로 지어낸 도표입니다. {kind} 종류의 모습을 보여 줍니다.",
    },
}
SIGNS = ("tick", "speck", "ring", "dot", "cross")


def samples(code: str) -> list[Chart]:
    """A chart of every kind in one language."""
    made = _Maker(code)
    return [
        made.bars(),
        made.grouped(),
        made.lines(),
        made.single(),
        made.panels(),
        made.steps(),
        made.dots(),
        made.timeline(18, "cases"),
        made.timeline(600, "many-cases"),
        made.findings(14, "findings"),
        made.findings(400, "many-findings"),
    ]


class _Maker:
    """Makes the charts of one language; the numbers are the same in each."""

    def __init__(self, code: str) -> None:
        self.words = WORDS[code]
        self.platforms: list[str] = list(self.words["platforms"])

    def axis(self, name: str, form: Form = Form.NUMBER, **more: object) -> Axis:
        title, unit = self.words[name]
        return Axis(title, unit, form, **more)  # type: ignore[arg-type]

    def chart(self, name: str, kind: Kind, x: Axis, y: Axis, **more: object) -> Chart:
        return Chart(
            id=name,
            kind=kind,
            title=f"{self.words['title']}{y.title}",
            description=str(self.words["what"]).format(kind=kind.value),
            x=x,
            y=y,
            sources=SOURCE,
            as_of=AS_OF,
            **more,  # type: ignore[arg-type]
        )

    def bars(self) -> Chart:
        values = (31_291_624, 8_368_280, 680_000, 0)
        points = tuple(Point(name, value, sources=SOURCE) for name, value in zip(self.platforms, values, strict=True))
        points = (*points[:2], Point(f"{self.platforms[0]} 2", None), *points[2:])
        return self.chart("bars", Kind.BARS, self.axis("platform"), self.axis("users"), series=(Series("", points),))

    def grouped(self) -> Chart:
        first, second = (
            Series(name, tuple(Point(p, v) for p, v in zip(self.platforms, values, strict=False)))
            for name, values in (("Meter A", (8_180_000, 5_810_000)), ("Meter B", (6_940_000, 6_350_000)))
        )
        return self.chart("grouped", Kind.GROUPED, self.axis("platform"), self.axis("users"), series=(first, second))

    def monthly(self, values: list[int | None], start: int = 1) -> tuple[Point, ...]:
        months = [Period.parse(f"2024-{start + n:02d}") for n in range(len(values))]
        return tuple(Point(month, value) for month, value in zip(months, values, strict=True) if value is not None)

    def lines(self) -> Chart:
        series = (
            Series(self.platforms[0], self.monthly([8_180_000, 8_880_000, None, 8_300_000, 8_368_280, 8_470_000], 2)),
            Series(self.platforms[1], self.monthly([5_810_000, 8_300_000, None, 7_970_000, 8_233_827, 7_550_000], 2)),
            Series(self.platforms[2], self.monthly([None, None, None, 680_000, 700_000, 720_000], 2)),
        )
        return self.chart("lines", Kind.LINES, self.axis("time"), self.axis("users"), series=series)

    def single(self) -> Chart:
        values = (1643, 1989, 1863, 2061, 1943, 2220, 1955, 2176, 2122, 2254, 1979, 2117)
        quarters = [f"{2023 + (n + 2) // 4}-Q{(n + 2) % 4 + 1}" for n in range(12)]
        points = tuple(
            Point(Period.parse(q), v * 10**9, low=int(v * 0.95) * 10**9, high=int(v * 1.05) * 10**9)
            for q, v in zip(quarters, values, strict=True)
        )
        return self.chart("single", Kind.LINES, self.axis("time"), self.axis("users"), series=(Series("A", points),))

    def panels(self) -> Chart:
        series = tuple(
            Series(
                f"{self.platforms[n % 4]} {n + 1}", self.monthly([(n + 1) * 100_000 + m * 30_000 for m in range(12)])
            )
            for n in range(20)
        )
        return self.chart("panels", Kind.LINES, self.axis("time"), self.axis("users"), series=series)

    def steps(self) -> Chart:
        days = (0, 1, 2, 3, 5, 8, 13, 30)
        shares = (1.0, 0.84, 0.66, 0.48, 0.4, 0.32, 0.32, 0.2)
        points = tuple(
            Point(d, s, low=round(max(s - 0.12, 0), 4), high=round(min(s + 0.12, 1), 4), n=100 - d, censored=int(d > 5))
            for d, s in zip(days, shares, strict=True)
        )
        other = tuple(Point(d, round(s**0.5, 4), n=40) for d, s in zip(days, shares, strict=True))
        series = (Series(self.platforms[0], points), Series(self.platforms[1], other))
        marks = (Mark("x", 3, str(self.words["median"]), meets=0.5),)
        share = self.axis("share", Form.SHARE, least=0, most=1)
        return self.chart("steps", Kind.STEPS, self.axis("days"), share, series=series, marks=marks)

    def dots(self) -> Chart:
        rows = (
            ("2024-04", Decimal("21.1"), Decimal("8.2"), Decimal("40.5"), 31),
            ("2024-05", Decimal("9.1"), Decimal("2.5"), Decimal("21.7"), 44),
            ("2024-06", Decimal("0"), Decimal("0"), Decimal("14.2"), 24),
        )
        points = tuple(Point(name, y, low, high, n=n) for name, y, low, high, n in rows)
        rate = self.axis("rate", Form.PERCENT)
        return self.chart("dots", Kind.DOTS, self.axis("time"), rate, series=(Series("", points),))

    def timeline(self, count: int, name: str) -> Chart:
        ids = ("sent", "acknowledged", "claimed", "verified", "found-again")
        chance = random.Random(7)
        stages = tuple(Stage(i, n, s) for i, n, s in zip(ids, list(self.words["stages"]), SIGNS, strict=True))
        cases = []
        for n in range(count):
            day = date(2023, 12, 1) + timedelta(days=chance.randrange(1000))
            happenings = [Happening("sent", day)]
            for stage, rate, wait in (
                ("acknowledged", 0.9, 3),
                ("claimed", 0.85, 12),
                ("verified", 0.7, 30),
                ("found-again", 0.15, 120),
            ):
                if chance.random() > rate:
                    break
                day += timedelta(days=chance.randrange(wait))
                happenings.append(Happening(stage, day))
            closed = happenings[-1].stage == "verified"
            until = None if closed else AS_OF.first
            cases.append(
                Case(f"PSB-2024-{n + 1:04d}", tuple(happenings), f"bulletins/2024/PSB-2024-{n + 1:04d}/", until)
            )
        return self.chart(name, Kind.TIMELINE, self.axis("time"), self.axis("count"), cases=tuple(cases), stages=stages)

    def findings(self, count: int, name: str) -> Chart:
        chance = random.Random(3)
        values = [(Decimal(f"{10 ** chance.uniform(-0.5, 2.6):.2f}"), f"PSB-2024-{n:04d}", ()) for n in range(count)]
        marks = (Mark("x", 1, str(self.words["limit"])),)
        multiple = self.axis("multiple", Form.TIMES, log=True)
        return self.chart(
            name, Kind.DISTRIBUTION, multiple, self.axis("count"), series=(Series("", spread(values)),), marks=marks
        )
