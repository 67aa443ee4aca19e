"""Numbers and days as a chart writes them, and how much room words take."""

import math
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal

from generator.render.charts.scales import Tick
from generator.views.charts import Form, Number
from generator.views.words import Language

_UNITS = {
    "year": {"en": ("y", "y"), "ko": ("y년", "y년")},
    "quarter": {"en": ("QQQ y", "QQQ"), "ko": ("y년 Q분기", "Q분기")},
    "month": {"en": ("MMM y", "MMM"), "ko": ("y년 M월", "M월")},
    "day": {"en": ("d MMM y", "d MMM"), "ko": ("y년 M월 d일", "M월 d일")},
}


@lru_cache(maxsize=4096)
def _compact(value: Decimal, code: str) -> str:
    """Three digits that count: `8.87M`, `887만`; below ten thousand the number itself."""
    locale = Locale.parse(code, sep="-")
    if abs(value) < 10_000:
        size = abs(value)
        places = 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2
        if 0 < size < 1:
            places = max(2, 1 - size.adjusted())
        text = f"{round(value, places):,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    rough = format_compact_decimal(value, locale=locale, fraction_digits=0)
    digits = sum(character.isdigit() for character in rough)
    return format_compact_decimal(value, locale=locale, fraction_digits=max(0, 3 - digits))


def short(value: Number, form: Form, language: Language) -> str:
    """A number as axes and marks show it: rounded to three digits that count."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    if form is Form.SHARE:
        return f"{_compact(exact * 100, language.code)} %"
    text = _compact(exact, language.code)
    return f"{text} %" if form is Form.PERCENT else f"{text} ×" if form is Form.TIMES else text


def whole(value: Number, form: Form, language: Language) -> str:
    """A number as tables show it: every digit of a count, at most four decimals of a computed number."""
    exact = value if isinstance(value, Decimal | int) else Decimal(repr(value))
    if form is Form.SHARE:
        exact = Decimal(exact) * 100
    if isinstance(exact, Decimal):
        places = -int(exact.as_tuple().exponent)
        if places > 4 and abs(exact) >= Decimal("0.001"):
            exact = round(exact, 2 if form is Form.SHARE else 4)
        if exact == exact.to_integral_value():
            exact = exact.quantize(Decimal(1))
    text = language.number(exact)
    return f"{text} %" if form in (Form.SHARE, Form.PERCENT) else f"{text} ×" if form is Form.TIMES else text


def tick(one: Tick, language: Language) -> str:
    """A label of the calendar axis: `2024`, `Q1 2024`, `Mar 2024`, `5 Mar`; in Korean `2024년`, `2024년 1분기`, …"""
    return _calendar(one.day, one.unit, language.code, one.full)


def anchor(one: Tick, plot: tuple[float, float, float], language: Language) -> str:
    """How a label stands at its place so that nothing of it is cut off: `start`, `middle` or `end`.

    `plot` is the room to the left of the plot, its width and the room to the right, in px.
    """
    left, width, right = plot
    half, x = room(tick(one, language)) / 2, one.at * width
    return "start" if x - half < -left else "end" if x + half > width + right else "middle"


def apart(ticks: Sequence[Tick], plot: tuple[float, float, float], language: Language) -> bool:
    """Whether no label touches the next one."""
    until = -math.inf
    for one in ticks:
        x, size, how = one.at * plot[1], room(tick(one, language)), anchor(one, plot, language)
        begin = x if how == "start" else x - size if how == "end" else x - size / 2
        if begin < until + 12:
            return False
        until = begin + size
    return True


@lru_cache(maxsize=4096)
def _calendar(day: date, unit: str, code: str, full: bool) -> str:
    pattern = _UNITS[unit].get(code[:2], _UNITS[unit]["en"])[0 if full else 1]
    return format_date(day, pattern, locale=Locale.parse(code, sep="-"))


@lru_cache(maxsize=8192)
def room(text: str, size: float = 13) -> int:
    """About how many px a text takes: wide letters are an em, others a little over half of one."""
    ems = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            ems += 0.95
        elif character.isupper() or character in "mw%@×→":
            ems += 0.72
        else:
            ems += 0.3 if character in " .,'|ilj:;" else 0.56
    return round(ems * size) + 1


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """A text in at most `most` lines of `width` px; what does not fit is cut with an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if room(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, width, size) for line in lines]


def cut(text: str, width: float, size: float = 13) -> str:
    """A text that takes no more than `width` px, ended with an ellipsis where it had to be cut."""
    if room(text, size) <= width:
        return text
    kept = text
    while kept and room(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
