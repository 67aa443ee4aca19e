"""Reading the fields of one entry: clean texts without contacts, and a record of everything that was not plain.

What is common to the registers' `convert`: each field is cleaned once, a guess keeps its raw value (`kept`), what could
not be understood is told (`unclear`), telephone numbers and e-mail addresses are left out and counted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from generator.importers.cleaning import clean, clean_block, kept, visible
from generator.importers.prose import sentences, unglued, without_contacts
from generator.importers.tables import text_of

CONTACTS_NOTE = {
    "en": "Telephone numbers and e-mail addresses were left out of the texts here. The source has them.",
    "ko": "여기서는 본문의 전화번호와 이메일 주소를 뺐습니다. 연락처는 출처에 있습니다.",
}
NOT_STATED = {
    "en": "The list that this record was made from does not state the risk. The source may say more.",
    "ko": "이 기록의 바탕이 된 목록에는 위험 내용이 적혀 있지 않습니다. 출처에 더 자세한 내용이 있을 수 있습니다.",
}
NO_PLATFORM = "a marketplace without a file in site_config/platforms"
"""Under this name a marketplace is told that is named and has no platform file yet."""
NO_HAZARD = {"type": "health-risk-other"}
"""The hazard of a record whose source names none; its risk text says that none is stated."""


class Reading:
    """One entry being read. `kept` and `unclear` grow with every field that is asked for."""

    def __init__(self, fields: Mapping[str, Any], language: str) -> None:
        self.fields, self.language = fields, language
        self.kept: list[dict[str, str]] = []
        self.unclear: list[tuple[str, str]] = []
        self.contacts = 0
        self._known: dict[tuple[str, bool], str] = {}

    def raw(self, name: str) -> str:
        """The field as it stands in the source."""
        return text_of(self.fields, name)

    def text(self, name: str, *, contacts: bool = False) -> str:
        """The field on one clean line, without contacts unless they are wanted. Empty where there is none."""
        key = (name, contacts)
        if key in self._known:
            return self._known[key]
        if not contacts:
            self._known[key] = self.plain(name, self.text(name, contacts=True))
        else:
            raw = self.raw(name)
            cleaned = clean(raw)
            guess = kept(name, cleaned, raw)
            if guess:
                self.kept.append(guess)
            self._known[key] = cleaned.text
        return self._known[key]

    def plain(self, name: str, text: str) -> str:
        """A clean text of a field with its run-together sentences apart and without contacts, which are counted."""
        told = without_contacts(unglued(text) if len(text) > 40 else text)
        if told.left_out:
            self.contacts += told.left_out
            self.not_clear(f"{name}: contacts left out", f"{told.left_out}")
        return told.text

    def sentences(self, name: str) -> list[str]:
        """The sentences of a field, with the lines that its HTML has, without contacts."""
        raw = self.raw(name)
        if not raw:
            return []
        self.text(name, contacts=True)  # tells a guess once
        found = [sentence for line in clean_block(raw).text.split("\n") for sentence in sentences(line)]
        told = [without_contacts(sentence) for sentence in found]
        left_out = sum(one.left_out for one in told)
        if left_out:
            self.contacts += left_out
            self.not_clear(f"{name}: contacts left out", f"{left_out}")
        return [one.text for one in told if one.text]

    def cut(self, name: str, what: re.Pattern[str], instead: Callable[[re.Match[str]], str], note: str) -> None:
        """Take out of a field what stands for nothing, and keep its raw value."""
        raw = self.raw(name)
        self.keep(name, note)
        self.fields = {**self.fields, name: what.sub(instead, raw)}

    def keep(self, name: str, note: str) -> None:
        """Keep the raw value of a field beside what was made of it."""
        self.kept.append({"field": name, "raw": visible(self.raw(name)), "note": note})

    def not_clear(self, name: str, value: str) -> None:
        """Tell that a value was not understood. Nothing of it is lost: the import's report has it."""
        if (name, value) not in self.unclear:
            self.unclear.append((name, value))

    def unknown_fields(self, known: Iterable[str]) -> None:
        """Tell of fields that the register did not have when this was written."""
        for name in sorted(set(self.fields) - set(known)):
            if self.raw(name).strip():
                self.not_clear(f"{name} (a field that the importer does not know)", self.raw(name))

    def local(self, text: str) -> dict[str, str]:
        """A text in the language of the source."""
        return {self.language: text}


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = (
    re.compile(r"(?P<y>[12][0-9]{3})[-./](?P<m>[0-9]{1,2})[-./](?P<d>[0-9]{1,2})\.?(?:[T ].*)?"),
    re.compile(r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[12][0-9]{3})"),
    re.compile(r"(?P<d>[0-9]{1,2}) (?P<m>[A-Za-z]{3,9})\.? (?P<y>[12][0-9]{3})"),
    re.compile(r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[12][0-9]{3})"),
)


def day_of(text: str) -> date | None:
    """A day as registers write it: "May 22, 2025", "2025-05-22" (with or without a time), "2025.05.22"; else None.

    "05/22/2025" is read as month, day, year: only the American register writes days so.
    """
    text = " ".join(text.split())
    for pattern in _DAYS:
        match = pattern.fullmatch(text)
        if match:
            try:
                return date(int(match["y"]), _month(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def _month(text: str) -> int:
    """The number of a month by its digits or by three letters and more of its name; 0 where it is none."""
    if text.isdigit():
        return int(text)
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(text.lower())), 0)


def later_month(published: str, copied: str) -> str:
    """The month of the copy that the importer was written for, or of a newer notice: nothing is read before that."""
    return max(published[:7], copied)


def without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same without None, empty texts, lists and maps."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {}, ())}
