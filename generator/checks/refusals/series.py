"""What a market statistic may not say, so that no table and no picture of it misleads."""

from generator.checks.refusals.model import Refusal

_FILE = "# site_config/statistics/kr-monthly-users-example.yml\n"

SERIES: dict[str, Refusal] = {
    "series-negative": Refusal(
        "Users, purchases and ranks are not negative.",
        "read the source again",
        f"{_FILE}points: [{{period: 2024-03, value: 1200000, sources: [meter]}}]\n",
        f"{_FILE}points: [{{period: 2024-03, value: -1200000, sources: [meter]}}]\n",
    ),
    "series-overlap": Refusal(
        "The periods of a line follow each other; two values for one period are two releases, and say so.",
        "correct the period, or say of each value whether it is the first release or revised",
        f"{_FILE}points:\n"
        "  - {period: 2024-03, value: 1200000, revision: first, sources: [meter]}\n"
        "  - {period: 2024-03, value: 1250000, revision: revised, sources: [meter]}\n",
        f"{_FILE}points:\n"
        "  - {period: 2024-03, value: 1200000, sources: [meter]}\n"
        "  - {period: 2024-03, value: 1250000, sources: [meter]}\n",
    ),
    "series-subject": Refusal(
        "A value is about one platform, or about several together, not both.",
        "keep one of the two keys",
        f"{_FILE}points: [{{period: 2024-03, value: 1, platform: example-market, sources: [meter]}}]\n",
        f"{_FILE}points: [{{period: 2024-03, value: 1, platform: example-market, "
        "platforms: [sample-mall], sources: [meter]}]\n",
    ),
    "series-unit": Refusal(
        "All series of a metric are counted in its unit: currencies are never mixed.",
        "convert nothing: make a metric of its own for another unit or currency",
        f"{_FILE}metric: monthly-users\nunit: persons\n",
        f"{_FILE}metric: monthly-users\nunit: krw\n",
    ),
    "series-whole": Refusal(
        "Persons and ranks are whole numbers: a fraction is a number that was written in thousands or millions.",
        "write the number in full",
        f"{_FILE}unit: persons\npoints: [{{period: 2024-03, value: 8870000, sources: [meter]}}]\n",
        f"{_FILE}unit: persons\npoints: [{{period: 2024-03, value: 8.87, sources: [meter]}}]\n",
    ),
}
