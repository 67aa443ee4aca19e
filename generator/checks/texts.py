"""The texts of a record as they are written: what they hold at a glance, and each with its route where a rule asks."""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from generator.loading.settings import TERM_FILES
from generator.loading.yaml_reader import Route
from generator.records.context import Agreement, Platform, Report, Series
from generator.records.notice import Notice
from generator.records.response import Response
from generator.records.settings import CalendarFile, RecheckFile, Site

_PROSE_FIELDS = frozenset(("quote", "note", "statement"))


class Text(NamedTuple):
    """A text of a record as it is written, its route, and its language where it has one."""

    route: Route
    value: str
    language: str

    @property
    def prose(self) -> bool:
        """Whether it is sentences for readers, and no id, code or address."""
        return bool(self.language) or self.route[-1] in _PROSE_FIELDS


class Texts:
    """The texts of one file. Nearly every record is sound, so rules look at `joined`, `prose` and `languages` first:
    all texts, all sentences (each a line) and all languages, in a fifth of the time that the routes take.
    """

    def __init__(self, data: Any) -> None:
        self._data = data
        every: list[str] = []
        prose: list[str] = []
        languages: set[str] = set()
        _glance(data, every, prose, languages, fields())
        self.joined = "\n".join(every)
        self.prose = "\n".join(prose)
        self.languages = frozenset(languages)

    def __iter__(self) -> Iterator[Text]:
        return iter(self._each)

    @cached_property
    def _each(self) -> tuple[Text, ...]:
        return tuple(texts(self._data))


def texts(data: Any, route: Route = ()) -> Iterator[Text]:
    """Every text of a record's plain data with its route and, where its key is no field, its language."""
    items: Iterable[tuple[str | int, Any]] = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(value, str):
            language = key if isinstance(key, str) and key not in fields() else ""
            yield Text((*route, key), value, language)
        elif value is not None:
            yield from texts(value, (*route, key))


def _glance(data: Any, every: list[str], prose: list[str], languages: set[str], known: frozenset[str]) -> None:
    """The same walk without routes."""
    if type(data) is dict:
        for key, value in data.items():
            if type(value) is str:
                every.append(value)
                if key not in known:
                    languages.add(key)
                    prose.append(value)
                elif key in _PROSE_FIELDS:
                    prose.append(value)
            elif value is not None:
                _glance(value, every, prose, languages, known)
    else:
        for value in data:
            if type(value) is str:
                every.append(value)
            elif value is not None:
                _glance(value, every, prose, languages, known)


@cache
def fields() -> frozenset[str]:
    """The names of all fields of all records: any other key is a language."""
    found: set[str] = set()

    def visit(model: type[BaseModel]) -> None:
        for name, field in model.model_fields.items():
            found.add(name)
            for part in _parts(field.annotation):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    visit(part)

    models: list[type[BaseModel]] = [
        Notice,
        Response,
        Platform,
        Agreement,
        Report,
        Series,
        Site,
        CalendarFile,
        RecheckFile,
        *TERM_FILES.values(),
    ]
    for model in models:
        visit(model)
    return frozenset(found)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)
