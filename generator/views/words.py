"""The words of one language: interface strings, dates, numbers, countries, and texts marked with their language."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from generator.loading.settings import Settings
from generator.records.notice import Qualifier
from generator.records.values import Instant, LocalText, PartialDate, Period

_SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈ ",
    Qualifier.MORE_THAN: "> ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.LESS_THAN: "< ",
    Qualifier.AT_MOST: "≤ ",
}


def _escaped(text: str) -> str:
    """Text for HTML, as `markupsafe.escape` writes it, but plain: a page has two hundred values."""
    return (
        text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace('"', "&#34;")
    )


escaped: Callable[[str], str] = _escaped
with contextlib.suppress(
    ImportError
):  # what `markupsafe.escape` itself calls where its C part was built: four times as fast
    from markupsafe import _speedups

    escaped = _speedups._escape_inner


class Words(NamedTuple):
    """A text from a record, and its language where that is not the language of the page."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        """What templates print: escaped, and marked where the language is not the page's (for fonts and readers)."""
        text = escaped(self.text)
        return f'<span lang="{escaped(self.lang)}">{text}</span>' if self.lang else text


@dataclass(frozen=True)
class Language:
    """One language of the site: everything that turns data into words."""

    code: str
    settings: Settings

    @cached_property
    def _messages(self) -> dict[str, str]:
        return dict(self.settings.messages.get(self.code, {}))

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {}

    @cached_property
    def locale(self) -> Locale:
        """The Babel locale."""
        return Locale.parse(self.code, sep="-")

    @cached_property
    def _plain_numbers(self) -> bool:
        """Whether numbers are written as Python writes them: Babel takes thirty times as long to say the same."""
        symbols = self.locale.number_symbols.get("latn", {})
        signs = "".join(symbols.get(name, "") for name in ("decimal", "group", "minusSign"))
        pattern = self.locale.decimal_formats[None].pattern
        return self.locale.default_numbering_system == "latn" and signs == ".,-" and pattern == "#,##0.###"

    def t(self, message: str, **values: object) -> str:
        """An interface string (the key is the English sentence) with its `{placeholders}` filled in."""
        text = self._messages.get(message, message)
        return text.format(**values) if values else text

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """One of two interface strings by a count, with `{n}` as the formatted count."""
        return self.t(one if count == 1 else many, n=self.number(count), **values)

    def words(self, text: LocalText) -> Words:
        """A record's text for this language; marked where only another language has it."""
        found, code = text.best(self.code)
        return Words(found, "" if code == self.code else code)

    @cached_property
    def _names(self) -> dict[tuple[str, str], Words]:
        """Names of vocabulary entries and platforms: they stand on every page."""
        found = {
            (kind, term_id): self.words(term.name)
            for kind, terms in self.settings.terms.items()
            for term_id, term in terms.items()
        }
        found.update((("", name), self.words(platform.name)) for name, platform in self.settings.platforms.items())
        return found

    def term(self, kind: str, term_id: str) -> Words:
        """The name of a vocabulary entry."""
        return self._names[kind, term_id]

    def platform(self, platform_id: str) -> Words:
        """The name of a platform."""
        return self._names["", platform_id]

    def date(self, day: PartialDate) -> str:
        """A date as people write it, no more exact than it is known."""
        return _date(day.text, self.code)

    def instant(self, moment: Instant) -> str:
        """A moment in the site's time zone, with the time."""
        local = moment.moment.astimezone(ZoneInfo(self.settings.site.time_zone))
        return f"{_date(local.date().isoformat(), self.code)} {local:%H:%M}"

    def period(self, period: Period) -> str:
        """A period as people write it: a date, `Q1 2024`, or two dates."""
        if "Q" in period.text:
            return format_date(period.first, _QUARTERS.get(self.code[:2], "QQQ y"), locale=str(self.locale))
        start, slash, end = period.text.partition("/")
        first = self.date(PartialDate.parse(start))
        return self.t("{first} – {last}", first=first, last=self.date(PartialDate.parse(end))) if slash else first

    def number(self, value: Decimal | int) -> str:
        """A number with the separators of the language and exactly the decimals that it has."""
        if isinstance(value, int) and value < 1000:
            return str(value)
        if self._plain_numbers:
            return f"{value:,}" if isinstance(value, int) else f"{value:,f}"
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def quantity(self, value: Decimal, unit: str, qualifier: Qualifier = Qualifier.EXACT) -> str:
        """A number with its sign and unit: `≥ 10,000 m/s²`."""
        name = self.term("units", unit).text if unit in self.settings.terms["units"] else unit
        return f"{_SIGNS[qualifier]}{self.number(value)} {name}"

    def qualified(self, value: Decimal, qualifier: Qualifier) -> str:
        """A number with its sign, without a unit."""
        return f"{_SIGNS[qualifier]}{self.number(value)}"

    def country(self, code: str) -> str:
        """The name of a country or union."""
        if code not in self._countries:  # Babel looks through its chain of locales each time
            # Beside ISO's: the union, and what Safety Gate calls Northern Ireland.
            own = {"EU": self.t("European Union"), "XI": self.t("Northern Ireland")}
            known = own.get(code) or str(self.locale.territories.get(code, code))
            self._countries[code] = known
        return self._countries[code]

    def language(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag; the tag itself where the locale does not know it."""
        return str(self.locale.languages.get(tag.split("-")[0]) or tag)

    def join(self, parts: list[str]) -> str:
        """A list in words: `A, B`."""
        return ", ".join(parts)


_PATTERNS = {"en": ("d MMMM y", "MMMM y", "y"), "ko": ("y년 M월 d일", "y년 M월", "y년")}
_QUARTERS = {"ko": "y년 Q분기"}


@lru_cache(maxsize=4096)
def _date(text: str, code: str) -> str:
    day = PartialDate.parse(text)
    patterns = _PATTERNS.get(code[:2], ("long", "MMMM y", "y"))
    pattern = patterns[("day", "month", "year").index(day.precision)]
    return format_date(day.first, pattern, locale=Locale.parse(code, sep="-"))
