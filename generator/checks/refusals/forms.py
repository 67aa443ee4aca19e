"""Every key is known, and every value has the form of its key."""

from generator.checks.refusals.model import Refusal

_VALUE = "findings:\n  - substance: dehp\n    measured: {value: %s, unit: percent}\n"
_LIMIT = "findings:\n  - property: ph\n    limit: {%s}\n"
_MULTIPLE = _VALUE % "2.99" + "    limit: {max: 0.01, unit: percent}\n    printed_multiple: %s\n"
_EVENT = "response:\n  events: [{kind: notified, %s}]\n"
_PLATFORM = (
    "# site_config/platforms/sample-mall.yml\nstatements: [{date: 2024-05, kind: %s, text: {en: It answered.}}]\n"
)
_SERIES = "# site_config/statistics/kr-monthly-users-example.yml\npoints: [{period: %s, value: 12, sources: [a]}]\n"

_AGREEMENT = "# site_config/agreements/xx-2024.yml\ncalendar: %s\n"

FORMS: dict[str, Refusal] = {
    "calendar": Refusal(
        "A calendar is one whose holidays are known.",
        "write KR, EU, AU, AU-NSW, JP or CA",
        _AGREEMENT % "KR",
        _AGREEMENT % "XX",
    ),
    "count": Refusal(
        "A count is digits only.",
        "write 1000, not 1,000",
        "product:\n  units: 1000\n",
        "product:\n  units: 1,000\n",
    ),
    "date": Refusal(
        "A date is a day, month or year of the calendar.",
        "write 2024-05-13, 2024-05 or 2024",
        "published: 2024-05-20\n",
        "published: 20.5.2024\n",
    ),
    "dict-type": Refusal(
        "A text stands in a block with a key for each language.",
        "write en: and ko: below the key",
        "note: {en: It can break.}\n",
        "note: It can break.\n",
    ),
    "empty": Refusal(
        "A key that is written has a value.",
        "fill it in, or leave the key out",
        "product: {brand: Example Brand}\n",
        "note: {en: ''}\n",
    ),
    "enum": Refusal(
        "The value is one of a closed list.",
        "use one of the values that are shown",
        "hazards: [{type: chemical, level: serious}]\n",
        "hazards: [{type: chemical, level: serius}]\n",
    ),
    "extra-forbidden": Refusal(
        "A key that is not known is refused, so that none is misspelt.",
        "delete or correct the key",
        "product: {brand: Example Brand}\n",
        "product: {brnad: Example Brand}\n",
    ),
    "greater-than": Refusal(
        "A multiple is more than nothing.",
        "correct the number, or leave the key out",
        _MULTIPLE % "299",
        _MULTIPLE % "0",
    ),
    "instant": Refusal(
        "A moment has date, time and zone.",
        "write 2024-05-13T09:30+09:00",
        _EVENT % "instant: 2024-05-21T09:30+09:00",
        _EVENT % "instant: 2024-05-21T09:30",
    ),
    "language": Refusal(
        "A text's key is a language tag.",
        "use en or ko",
        "note: {ko: 깨질 수 있습니다.}\n",
        "note: {korean: 깨질 수 있습니다.}\n",
    ),
    "literal-error": Refusal(
        "The value is one of a closed list.",
        "use one of the values that are shown",
        _PLATFORM % "statement",
        _PLATFORM % "answer",
    ),
    "missing": Refusal(
        "A required key is there.",
        "add the key",
        "sample: {tested: 88, failed: 27}\n",
        "sample: {tested: 88}\n",
    ),
    "model-type": Refusal(
        "A block is written as keys and values.",
        "write the keys below it",
        "sample: {tested: 88, failed: 27}\n",
        "sample: 27 of 88\n",
    ),
    "number": Refusal(
        "Numbers are digits and a point.",
        "write 0.1, not 0,1 or 1e-1",
        _VALUE % "0.1",
        _VALUE % "1e-1",
    ),
    "path": Refusal(
        "A picture's file is named plainly, and lies in the record's folder.",
        "put the picture beside the record, and write its name",
        "images: [{file: good.png, alt: {en: A bottle}, credit: Office}]\n",
        "images: [{file: ../good.png, alt: {en: A bottle}, credit: Office}]\n",
    ),
    "period": Refusal(
        "A period is a date, a quarter or two dates.",
        "write 2024-Q1 or 2024-01/2024-06",
        _SERIES % "2024-Q1",
        _SERIES % "Q1 2024",
    ),
    "string-pattern-mismatch": Refusal(
        "Ids and codes have a fixed form.",
        "write it in the form that is shown",
        "jurisdiction: KR\n",
        "jurisdiction: Korea\n",
    ),
    "string-too-long": Refusal(
        "A short name has at most 80 characters.",
        "shorten it",
        "references: [{scheme: cpsc, id: 27-038}]\n",
        f"references: [{{scheme: {'a-' * 40}a, id: 27-038}}]\n",
    ),
    "string-too-short": Refusal(
        "A text is never empty.",
        "fill it in, or leave the key out",
        "product: {brand: Example Brand}\n",
        "product: {brand: ''}\n",
    ),
    "string-type": Refusal(
        "The value is one text.",
        "write one text, not a list or block",
        "product: {brand: Example Brand}\n",
        "product: {brand: [Example Brand]}\n",
    ),
    "too-long": Refusal(
        "A range has two ends.",
        "keep the first and the last",
        _LIMIT % "range: [4.0, 7.5], unit: ph",
        _LIMIT % "range: [4.0, 5.5, 7.5], unit: ph",
    ),
    "too-short": Refusal(
        "The list needs more entries.",
        "add what is missing",
        "hazards: [{type: chemical}]\n",
        "hazards: []\n",
    ),
    "truth": Refusal(
        "Truth values are true and false.",
        "write true or false, not yes or no",
        "measures: [{type: warning, voluntary: false}]\n",
        "measures: [{type: warning, voluntary: no}]\n",
    ),
    "tuple-type": Refusal(
        "The value is a list.",
        "write each item behind '- '",
        "product: {models: [A-1]}\n",
        "product: {models: A-1}\n",
    ),
    "url": Refusal(
        "An address begins with http:// or https://.",
        "correct the address",
        "pictures: ['https://office.example/1.jpg']\n",
        "pictures: ['office.example/1.jpg']\n",
    ),
    "value-error": Refusal(
        "Keys of one block fit together.",
        "read the message: it names the keys",
        _LIMIT % "min: 4.0, unit: ph",
        _LIMIT % "min: 4.0, max: 7.5, unit: ph",
    ),
}
