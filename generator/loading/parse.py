"""One file to one record, or to the full list of what is wrong with it."""

import difflib
import inspect
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Location
from generator.loading import open_places
from generator.loading.yaml_reader import Document, Route, read
from generator.records.values import Record

Model = TypeVar("Model", bound=BaseModel)

_MENDS = {
    "missing": ("'{key}' is missing", "add the key '{key}'"),
    "extra_forbidden": ("the key '{key}' is not known here", "delete it, or correct its spelling"),
    "string_type": ("'{key}' has to be a text", "write one text, not a list or a block of keys"),
    "string_too_short": ("'{key}' is empty", "fill it in, or leave the key out"),
    "decimal_type": ("'{key}' has to be a number", "write digits and a point, as in 0.1"),
    "int_type": ("'{key}' has to be a whole number", "write digits only"),
    "tuple_type": ("'{key}' has to be a list", "write each item on its own line, beginning with '- '"),
    "model_type": ("'{key}' has to be a block of keys", "write it as keys and values below '{key}'"),
    "model_attributes_type": ("'{key}' has to be a block of keys", "write it as keys and values below '{key}'"),
    "dict_type": ("'{key}' has to be a text in each language", "write it as a block with en: and ko:"),
    "too_short": ("'{key}' is empty", "at least {minimum} is needed"),
    "enum": ("'{input}' is not one of the values for '{key}'", "use one of: {expected}"),
    "literal_error": ("'{input}' is not one of the values for '{key}'", "use one of: {expected}"),
}
_SAME = {"decimal_type": "number", "int_type": "count"}
"""What pydantic says of a list or block in the place of a number, under the name that a wrong number has."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Model]):
    """A record, or the diagnostics that say why there is none; `data` is the plain data as read."""

    record: Model | None
    data: Any
    diagnostics: tuple[Diagnostic, ...] = ()


def parse(raw: bytes, file: str, model: type[Model]) -> "Parsed[Model]":
    """Read one record file into `model`. `file` is the name to show in diagnostics. Never raises for bad input."""
    return judge(read(raw), raw, file, model)


def judge(document: Document, raw: bytes, file: str, model: type[Model]) -> "Parsed[Model]":
    """The second half of `parse`: what `read` made of `raw` into `model`."""
    if not document.faults:
        try:
            return Parsed(model.model_validate(document.data), document.data)
        except ValidationError as error:
            document = read(raw, positions=True)
            errors = [
                d for d in error.errors(include_url=False) if not _echo(d) and not open_places.is_open(d["input"])
            ]
            found = [_explain(details, document, file, model) for details in errors]
            found += _open(document, file)
            found += _across(document, file, model, {diagnostic.message for diagnostic in found})
            return Parsed(None, document.data, tuple(found))
    return Parsed(
        None,
        document.data,
        tuple(Diagnostic(f.rule, f.message, Location(file, f.line, f.column), f.hint) for f in document.faults),
    )


def _open(document: Document, file: str) -> list[Diagnostic]:
    """What is still to be filled in: all of it, whether the model would take the place's text or not."""
    return [
        Diagnostic("placeholder", open_places.message(route, text), _place(document, file, route), open_places.REMEDY)
        for route, text in open_places.open_places(document.data)
    ]


def _across(document: Document, file: str, model: type[BaseModel], told: set[str]) -> list[Diagnostic]:
    """Rules across the fields of the record, which the model looks at only once every field is right."""
    if not issubclass(model, Record) or not isinstance(document.data, Mapping):
        return []
    broken = [message for message in model.rules_across(document.data) if not any(message in text for text in told)]
    return [
        Diagnostic("value-error", message, Location(file, 1, 1), "correct the block 'status'") for message in broken
    ]


def locate(raw: bytes, file: str, route: Route) -> Location:
    """Where a route of the record stands in its file: the place of the nearest part that is there."""
    return _place(read(raw, positions=True), file, route)


def _place(document: Document, file: str, route: Route) -> Location:
    line, column = document.place(route)
    return Location(file, line, column)


def _echo(details: ErrorDetails) -> bool:
    """An error that only repeats another: a list too short because its items are wrong, the fixed words that a block
    might have been instead."""
    if details["type"] == "literal_error" and str(details["loc"][-1]).startswith("literal["):
        return isinstance(details["input"], dict)
    return details["type"] == "too_short" and len(details["input"] or ()) >= details.get("ctx", {}).get("min_length", 1)


def _explain(details: ErrorDetails, document: Document, file: str, model: type[BaseModel]) -> Diagnostic:
    route = _route(details["loc"], document.data, missing=details["type"] == "missing")
    key = next((str(part) for part in reversed(route) if isinstance(part, str)), "the record")
    context = {str(name): value for name, value in details.get("ctx", {}).items()}
    values = {
        "key": key,
        "input": str(details["input"])[:60],
        "minimum": context.get("min_length", 1),
        "expected": context.get("expected", ""),
    }
    kind = details["type"]
    if kind in _MENDS:
        message, hint = (text.format(**values) for text in _MENDS[kind])
    elif kind == "string_pattern_mismatch":
        message, hint = (
            f"'{values['input']}' does not have the form of '{key}'",
            f"it has to match {context.get('pattern')}",
        )
    elif kind == "value_error":
        message, hint = str(context.get("error", details["msg"])), f"correct the block '{key}'"
    else:
        message, hint = f"{key}: {details['msg']}", f"correct the value of '{key}'"
    close = _similar(kind, key, values["input"], route, context, model)
    if close:
        hint = f"did you mean '{close}'?"
    kind = _SAME.get(kind, kind)
    if details["input"] is None and kind != "missing":
        kind, message, hint = "empty", f"'{key}' is empty", "fill it in, or leave the key out"
    line, column = document.place(route[:-1] if kind == "missing" else route)
    return Diagnostic(kind.replace("_", "-"), message, Location(file, line, column), hint)


def _route(loc: tuple[int | str, ...], data: Any, *, missing: bool) -> Route:
    """The part of pydantic's location that names places of the file (union tags and the like fall out)."""
    route: list[int | str] = []
    here = data
    for part in loc:
        if not _holds(here, part):
            continue
        here = here[part]
        route.append(part)
    if missing and loc:
        route.append(loc[-1])
    return tuple(route)


def _holds(block: Any, part: int | str) -> bool:
    if isinstance(block, Mapping):
        return part in block
    return isinstance(block, list) and isinstance(part, int) and part < len(block)


def _similar(
    kind: str, key: str, value: str, route: Route, context: dict[str, Any], model: type[BaseModel]
) -> str | None:
    """The known word that is nearest to a misspelt one."""
    if kind == "extra_forbidden":
        block = _model_at(model, route[:-1])
        known, word = (list(block.model_fields), key) if block else ([], key)
    elif kind in ("enum", "literal_error"):
        known, word = (
            [part.strip(" '") for part in str(context.get("expected", "")).replace(" or ", ", ").split(",")],
            value,
        )
    else:
        return None
    close = difflib.get_close_matches(word, known, 1, 0.6)
    return close[0] if close else None


def _model_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """The model of the block that a route leads to."""
    for part in route:
        if isinstance(part, int):
            continue
        inner = model.model_fields.get(part)
        found = _first_model(inner.annotation) if inner else None
        if found is None:
            return None
        model = found
    return model


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if inspect.isclass(annotation) and not typing.get_args(annotation) and issubclass(annotation, BaseModel):
        return annotation
    for argument in typing.get_args(annotation):
        if found := _first_model(argument):
            return found
    return None
