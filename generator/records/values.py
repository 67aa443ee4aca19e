"""The small value types that records are made of: texts, dates of any precision, periods, identifiers."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, total_ordering
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_LANGUAGE = re.compile(LANGUAGE_TAG)
# Digits are ASCII digits: \d would let full-width ones through, which later make no address and sort nowhere.
_DATE = re.compile(r"^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$")
_QUARTER = re.compile(r"^([0-9]{4})-Q([1-4])$")
_INSTANT = re.compile(
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$",
)
_MEDIA = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
_ADDRESS = re.compile(r"^https?://[^\s/?#]+[^\s\x00-\x1f\x7f]*$")

# The same forms for JSON Schemas, with what editors say instead of the pattern. A year alone is a number to them.
_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE_FORM: dict[str, Any] = {
    "type": ["string", "integer"],
    "minimum": 1,
    "maximum": 9999,
    "pattern": f"^{_DAY}$",
    "patternErrorMessage": "no date: write 2024-05-13, or 2024-05 or 2024 where the day is not known",
    "examples": ["2024-05-13", "2024-05", "2024"],
}
_PERIOD_FORM: dict[str, Any] = {
    **_DATE_FORM,
    "pattern": f"^([0-9]{{4}}-Q[1-4]|{_DAY}(/{_DAY})?)$",
    "patternErrorMessage": "no period: write 2024, 2024-Q1, 2024-03 or 2024-05-13/2024-10-31",
    "examples": ["2024", "2024-Q1", "2024-03", "2024-05-13/2024-10-31"],
}
_INSTANT_FORM: dict[str, Any] = {
    "type": "string",
    "pattern": _INSTANT.pattern,
    "patternErrorMessage": "no moment with its time zone: write 2024-05-13T10:00+09:00",
    "examples": ["2024-05-13T10:00+09:00"],
}


class Record(BaseModel):
    """Base of every model: frozen, and a key that the model does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    @classmethod
    def rules_across(cls, data: Mapping[str, object]) -> list[str]:
        """What is wrong between the fields of a whole record, from its data as written.

        Asked for when single fields are wrong as well, so that every error is told at once. Most records have none.
        """
        return []


class LocalText(Mapping[str, str]):
    """A text in one or more languages, `{en: ..., ko: ...}`; at least one, none of them empty.

    Keys are BCP 47 language tags. Immutable and hashable; keeps the order of the record.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"LocalText({self._texts!r})"

    def best(self, language: str) -> tuple[str, str]:
        """The text to show to a reader of `language`, and the language that it is in.

        Where `language` is missing, English stands in, then whatever comes first in the record.
        """
        texts = self._texts
        if language in texts:
            return texts[language], language
        tag = "en" if "en" in texts else next(iter(texts))
        return texts[tag], tag

    @classmethod
    def _check(cls, texts: dict[str, str]) -> "LocalText":
        for tag, text in texts.items():
            if tag not in ("en", "ko") and not _LANGUAGE.fullmatch(tag):
                raise PydanticCustomError("language", "'{tag}' is not a language tag such as en or ko", {"tag": tag})
            if not text or text.isspace():
                raise PydanticCustomError("empty", "the text in '{tag}' is empty", {"tag": tag})
        made = cls.__new__(cls)
        made._texts = texts  # pydantic made this dictionary: nobody else holds it
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._check,
            core_schema.dict_schema(
                core_schema.str_schema(), core_schema.str_schema(strip_whitespace=True), min_length=1
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date known to the day, the month or the year: `2024-05-13`, `2024-05`, `2024`.

    Ordered by its first possible day, then the more precise first.
    """

    text: str
    first: date
    last: date

    @classmethod
    @lru_cache(maxsize=8192)
    def parse(cls, text: str) -> "PartialDate":
        """Read ISO 8601 text. Raises ValueError with a sentence that says what is wrong."""
        match = _DATE.fullmatch(text)
        if not match:
            raise ValueError(f"'{text}' is not a date: write 2024-05-13, or 2024-05 or 2024 where the day is not known")
        year = int(match[1])
        month, day = (int(part) if part else None for part in match.groups()[1:])
        try:
            if day is not None and month is not None:
                first = last = date(year, month, day)
            elif month is not None:
                first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            else:
                first, last = date(year, 1, 1), date(year, 12, 31)
        except (ValueError, calendar.IllegalMonthError) as error:
            raise ValueError(f"'{text}' is not a date of the calendar") from error
        return cls(text, first, last)

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        """How exactly the date is known."""
        parts = self.text.count("-")
        return "day" if parts == 2 else "month" if parts == 1 else "year"

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.first.year

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _text_schema(cls, "date", _DATE_FORM)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as a source states it: `2024`, `2024-Q1`, `2024-03`, `2024-05-13/2024-10-31`."""

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a date, a quarter, or two dates joined with '/'. Raises ValueError."""
        quarter = _QUARTER.fullmatch(text)
        if quarter:
            year, number = int(quarter[1]), int(quarter[2])
            month = 3 * number
            return cls(text, date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1]))
        start, slash, end = text.partition("/")
        try:
            first = PartialDate.parse(start)
            last = PartialDate.parse(end) if slash else first
        except ValueError as error:
            raise ValueError(
                f"'{text}' is not a period: write 2024, 2024-Q1, 2024-03 or 2024-05-13/2024-10-31"
            ) from error
        if last.last < first.first:
            raise ValueError(f"the period '{text}' ends before it begins")
        return cls(text, first.first, last.last)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _text_schema(cls, "period", _PERIOD_FORM)


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment with its offset from UTC: `2024-05-13T10:00+09:00`. Kept as it was written."""

    text: str
    moment: datetime

    @classmethod
    def parse(cls, text: str) -> "Instant":
        """Read an ISO 8601 date and time. A time without a time zone is refused with ValueError."""
        if not _INSTANT.fullmatch(text):
            raise ValueError(f"'{text}' is not a moment with its time zone: write 2024-05-13T10:00+09:00")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f"'{text}' is not a moment of the calendar") from error
        if not date.min.year < moment.year < date.max.year:
            raise ValueError(f"'{text}' is at the end of the calendar: no other time zone could show it")
        return cls(text, moment)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _text_schema(cls, "instant", _INSTANT_FORM)


def _text_schema(cls: Any, kind: str, json_schema: dict[str, Any]) -> core_schema.CoreSchema:
    """Core schema of a value class that is written as text and has a `parse` that raises ValueError."""

    def parse(text: str) -> Any:
        try:
            return cls.parse(text)
        except ValueError as error:
            raise PydanticCustomError(kind, "{why}", {"why": str(error)}) from error

    return core_schema.no_info_after_validator_function(
        parse,
        core_schema.str_schema(strip_whitespace=True),
        metadata={"pydantic_js_updates": json_schema},
        serialization=core_schema.plain_serializer_function_ser_schema(str),
    )


def _truth(value: Any) -> Any:
    """Only `true` and `false` are truth values: `yes`, `no`, `on`, `1` are texts and refused here."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("truth", "write true or false", {})


def _number(value: Any) -> Any:
    """Plain decimal digits with a point: no `1e5`, `1_000`, `1,000`, no full-width digits.

    At most 15 digits before the point and 10 behind it, so that no quotient of two leaves the precision of decimals.
    """
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", value.strip()):
        raise PydanticCustomError(
            "number", "'{text}' is not a number: write digits and a point, as in 0.1", {"text": value[:60]}
        )
    return value


def _count(value: Any) -> Any:
    """A whole number without leading zeros."""
    if isinstance(value, str) and not re.match(r"^(0|[1-9][0-9]{0,14})$", value.strip()):
        raise PydanticCustomError("count", "'{text}' is not a whole number: write digits only", {"text": value[:60]})
    return value


def _media_path(path: str) -> str:
    """A picture's place below the record's folder: plain names joined by '/', no way up and out."""
    if not _MEDIA.fullmatch(path) or ".." in path.split("/"):
        raise PydanticCustomError("path", "'{path}' is not a plain file path inside the records", {"path": path})
    return path


def _calendar_code(code: str) -> str:
    """A country whose public holidays are known, one of its states, or EU (TARGET, the days on which euros move)."""
    country, _, part = code.partition("-")
    if code == "EU":
        return code
    from holidays import list_supported_countries  # only where a calendar is named: the package takes its time

    known = list_supported_countries()
    if country not in known or (part and part not in known[country]):
        raise PydanticCustomError(
            "calendar", "'{code}' is not a calendar: write KR, EU, AU or AU-NSW, for instance", {"code": code}
        )
    return code


def _web_address(address: str) -> str:
    """An http or https address without white space or control characters."""
    if not _ADDRESS.fullmatch(address):
        raise PydanticCustomError("url", "'{url}' is not an http or https address", {"url": address[:120]})
    return address


def _form(pattern: str, message: str, *examples: str, **more: Any) -> Any:
    """A text of a fixed form; `message` is what an editor says where it has another."""
    said: dict[str, JsonValue] = {"patternErrorMessage": message}
    return Field(pattern=pattern, examples=list(examples) or None, json_schema_extra=said, **more)


Truth = Annotated[bool, BeforeValidator(_truth)]
Text = Annotated[str, Field(min_length=1)]
LanguageTag = Annotated[str, _form(LANGUAGE_TAG, "no language tag such as en or ko", "en", "ko", description="BCP 47")]
Slug = Annotated[str, _form(r"^[a-z0-9]+(-[a-z0-9]+)*$", "only lower-case letters, digits and hyphens", max_length=80)]
NoticeId = Annotated[str, _form(r"^[A-Z]{2,8}-[0-9]{4}-[0-9]{4,6}$", "no id such as PSB-2024-0001", "PSB-2024-0001")]
Gtin = Annotated[str, _form(r"^([0-9]{8}|[0-9]{12,14})$", "no GTIN: 8, 12, 13 or 14 digits", "8800000000428")]
Cas = Annotated[str, _form(r"^[1-9][0-9]{1,6}-[0-9]{2}-[0-9]$", "no CAS number such as 117-81-7", "117-81-7")]
Country = Annotated[str, _form(r"^([A-Z]{2})$", "two capital letters, ISO 3166-1, or EU", "KR", "US", "EU")]
Currency = Annotated[str, _form(r"^[A-Z]{3}$", "three capital letters, ISO 4217", "KRW")]
MediaPath = Annotated[
    str,
    AfterValidator(_media_path),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _MEDIA.pattern,
            "patternErrorMessage": "no plain file name below the record's folder",
            "examples": ["rattle.jpg"],
        }
    ),
]
WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^https?://[^\s/?#]+\S*$",
            "patternErrorMessage": "no http or https address",
            "examples": ["https://www.example.org/release/1"],
        }
    ),
]
CalendarCode = Annotated[
    str,
    Field(pattern=r"^[A-Z]{2}(-[A-Z]{1,3})?$", description="KR, EU (TARGET), AU, AU-NSW, ...: whose working days"),
    AfterValidator(_calendar_code),
]
Number = Annotated[Decimal, Field(allow_inf_nan=False), BeforeValidator(_number)]
Count = Annotated[int, Field(ge=0), BeforeValidator(_count)]
