"""Invented market figures about the demonstration set's platforms: two app meters that disagree, and payments."""

from typing import Any

from tests.support.records import text

MONTHS = ("2023-06", "2023-12", "2024-03", "2024-09", "2025-06")
METERS = {
    "demo-users-meter": {
        "example-market": (4_100_000, 5_260_000, 6_120_000, 7_480_000, 8_030_000),
        "sample-mall": (1_900_000, 1_850_000, 1_760_000, 1_640_000, 1_700_000),
        "placeholder-shop": (640_000, None, 810_000, 890_000, None),
    },
    "demo-users-panel": {"example-market": (None, None, 5_400_000, 6_900_000, None)},
}
PROVIDERS = {
    "demo-users-meter": text("Example Meter (invented)", "예시 미터(지어낸 업체)"),
    "demo-users-panel": text("Sample Panel (invented)", "샘플 패널(지어낸 업체)"),
}
PAYMENTS = {"2023": 1_240_000_000_000, "2024": 1_735_000_000_000, "2025-01/2025-06": 910_000_000_000}


def series() -> list[dict[str, Any]]:
    """The records of `statistics/`: monthly users of each meter, and what was paid at one platform."""
    title = text("Monthly users (invented)", "월간 이용자 수(지어낸 자료)")
    users = [
        {
            **_frame(name, title, "monthly-users", "persons", provider),
            "points": [
                {
                    "period": month,
                    "value": str(value),
                    "platform": platform,
                    "rounded_to": "10000",
                    "sources": ["meter"],
                }
                for platform, values in METERS[name].items()
                for month, value in zip(MONTHS, values, strict=True)
                if value is not None
            ],
        }
        for name, provider in PROVIDERS.items()
    ]
    paid = {
        **_frame(
            "demo-payments",
            text("Estimated payments (invented)", "결제 추정액(지어낸 자료)"),
            "estimated-payments",
            "krw",
            PROVIDERS["demo-users-meter"],
        ),
        "points": [
            {"period": period, "value": str(value), "platform": "example-market", "sources": ["meter"]}
            for period, value in PAYMENTS.items()
        ],
    }
    return [*users, paid]


def _frame(name: str, title: dict[str, str], metric: str, unit: str, provider: dict[str, str]) -> dict[str, Any]:
    return {
        "id": name,
        "title": title,
        "metric": metric,
        "unit": unit,
        "provider": provider,
        "region": "KR",
        "sources": [
            {
                "id": "meter",
                "name": f"{provider['en']}, release",
                "url": "https://meter.example/",
                "published": "2025-07-01",
                "retrieved": "2026-01",
            }
        ],
    }
