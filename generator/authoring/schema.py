"""JSON Schemas (2020-12) of every kind of record, made from the models for editors.

An editor reads YAML 1.2, in which `0.19` is a number and `2024` one too; our reader keeps every scalar as text and lets
the model type it. So a schema takes both forms. Where the two differ, the schema is the stricter one: an empty key, and
a text that YAML takes for a truth value, are pointed out. What only the whole of the records can tell (that a GTIN's
check digit is right, that a case's notice is there) is left to `bulletins check`.
"""

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.authoring.fields import DESCRIPTIONS, EXAMPLES, REFERS, looked_up
from generator.authoring.places import known_names, schema_file
from generator.loading.settings import TERM_FILES, Settings, TermFile
from generator.records.context import Agreement, Platform, Report, Series
from generator.records.notice import Notice
from generator.records.response import Response
from generator.records.settings import CalendarFile, RecheckFile, Site
from generator.records.values import LANGUAGE_TAG

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, type[BaseModel]] = {
    "notice": Notice,
    "response": Response,
    "platform": Platform,
    "agreement": Agreement,
    "report": Report,
    "series": Series,
    "site": Site,
    "calendars": CalendarFile,
    "rechecks": RecheckFile,
    **TERM_FILES,
}
"""Kinds of records by the name of their schema; the vocabularies by the name of their file."""

_SHARED = "shared"
"""Marks a shared part until the schema is whole: pydantic follows each $ref and knows only its own."""

_SAID = "patternErrorMessage"
"""Key under which editors look for words to show instead of a pattern."""

_ANY_TEXT: JsonSchemaValue = {"type": ["string", "number"], "pattern": r"\S", _SAID: "the text is empty"}
_NO_NUMBER = "no number: write digits and a point, as in 0.1"
_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$"
_POSITIVE = r"^(?!0+(\.0+)?$)[0-9]{1,15}(\.[0-9]{1,10})?$"
_COUNT = r"^(0|[1-9][0-9]{0,14})$"
_DIGITS = tuple("1" * length for length in range(1, 15))


# Editors offer as completions whatever stands under `properties`, also in a condition, but not below `not`.


def _is(field: str, form: JsonSchemaValue) -> JsonSchemaValue:
    """The key is there and has this form."""
    return {"not": {"properties": {field: {"not": form}}}}


def _exactly_one(names: Iterable[str], truth: str) -> JsonSchemaValue:
    """Exactly one of some keys; `truth` is a key that counts only where it is true."""
    return {"oneOf": [*({"required": [name]} for name in names), _is(truth, {"enum": [True, "true"]})]}


def _belongs(field: str, value: str, block: str) -> JsonSchemaValue:
    """A block stands there if, and only if, a field has a value."""
    given = _is(field, {"enum": [value]})
    return {"if": given, "then": {"required": [block]}, "else": {"not": {"required": [block]}}}


ACROSS: dict[str, JsonSchemaValue] = {
    "Notice": {
        "allOf": [
            _belongs("status", "withdrawn", "withdrawal"),
            _belongs("status", "superseded", "superseded_by"),
        ]
    },
    "Scope": {"if": _is("platforms", {"minItems": 1}), "then": _is("kind", {"enum": ["lot"]})},
    "Limit": {
        **_exactly_one(("max", "min", "range", "requirement"), "prohibited"),
        "dependentRequired": {name: ["unit"] for name in ("max", "min", "range")},
    },
    "Finding": {"oneOf": [{"required": ["substance"]}, {"required": ["property"]}]},
    "Event": {
        **_exactly_one(("date", "instant", "between"), "unknown"),
        **_belongs("kind", "rechecked", "outcome"),
    },
}
"""Rules between the keys of a block, which the models hold in their validators."""


class _Generator(GenerateJsonSchema):
    """Writes schemas of what our YAML reader takes."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key is filled in or left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Only a word or a truth value is worth offering as the default."""
        made = super().default_schema(schema)
        if not isinstance(made.get("default"), str | bool):
            made.pop("default", None)
        return made

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text that may look like a number to YAML."""
        made = super().str_schema(schema)
        pattern = made.get("pattern")
        if pattern is None:
            return {**made, **_ANY_TEXT}
        if any(re.fullmatch(pattern, digits) for digits in _DIGITS):
            made["type"] = ["string", "integer"]
        return made

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Digits and a point."""
        return {"type": ["number", "string"], "pattern": _NUMBER, _SAID: _NO_NUMBER}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Digits."""
        least = int(schema.get("ge", 0))
        return {
            "type": ["integer", "string"],
            "pattern": _COUNT,
            "minimum": least,
            _SAID: "no whole number: digits only",
        }

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """`true` and `false`, nothing else."""
        return {"type": ["boolean", "string"], "pattern": "^(true|false)$", _SAID: "write true or false"}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A text in languages; no record has another block whose keys are free."""
        return {_SHARED: "text"}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A block of keys, each with what an editor tells of it."""
        made = super().model_schema(schema)
        names = [base.__name__.split("[")[0] for base in schema["cls"].__mro__]
        for field, told in made.get("properties", {}).items():
            if "description" not in told and (text := looked_up(DESCRIPTIONS, names, field)):
                told["description"] = text
            if examples := looked_up(EXAMPLES, names, field):
                told["examples"] = list(examples)
            if told.pop("gt", None) == 0:
                told.update(exclusiveMinimum=0, pattern=_POSITIVE)
            if kind := looked_up(REFERS, names, field):
                _refer(told, kind)
        return {**made, **ACROSS.get(names[0], {})}


def _refer(told: JsonSchemaValue, kind: str) -> None:
    """Replace the form of an id (or of each id of a list) by the list of the ids that there are."""
    target = told["items"] if told.get("type") == "array" else told
    for key in ("type", "pattern", "maxLength", "minLength", _SAID):
        target.pop(key, None)
    target[_SHARED] = kind


def schemas(settings: Settings) -> dict[str, str]:
    """Every schema as JSON text by its file name. The same settings give the same bytes."""
    shared = {**known_ids(settings), "text": _local_text(settings)}
    made: dict[str, str] = {}
    for name, model in KINDS.items():
        schema = model.model_json_schema(schema_generator=_Generator)
        needed = sorted(set(_point_at_shared(schema)))
        schema["$defs"] = dict(sorted({**schema.get("$defs", {}), **{part: shared[part] for part in needed}}.items()))
        if name in TERM_FILES:
            schema.update(title=f"Vocabulary: {name}", description=inspect.getdoc(TermFile))
        schema = {"$schema": DIALECT, **schema}
        made[schema_file(name)] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return made


def _local_text(settings: Settings) -> JsonSchemaValue:
    """A text in languages: those of the site are offered, any other may be added."""
    text = _ANY_TEXT
    return {
        "title": "Text in each language",
        "type": "object",
        "properties": {x.code: {**text, "title": x.name, "description": x.name} for x in settings.site.languages},
        "patternProperties": {LANGUAGE_TAG: text},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _point_at_shared(schema: Any) -> Iterator[str]:
    """Turn our marks into references, in and below `schema`; the parts that are referred to."""
    if isinstance(schema, dict):
        kind = schema.pop(_SHARED, None) if isinstance(schema.get(_SHARED), str) else None
        if kind:
            schema["$ref"] = f"#/$defs/{kind}"
            yield kind
        schema = schema.values()
    elif not isinstance(schema, list):
        return
    for part in list(schema):
        yield from _point_at_shared(part)


def known_ids(settings: Settings) -> dict[str, JsonSchemaValue]:
    """The ids that a record may refer to, by kind, each with its names as an editor shows them."""
    named = {kind: dict(names) for kind, names in known_names(settings).items()}
    for term in settings.terms["substances"].values():
        if term.cas:
            named["substances"][term.id] += f" · CAS {term.cas}"
    return {
        kind: {"title": f"Id: {kind}", "type": "string", "enum": list(ids), "enumDescriptions": list(ids.values())}
        for kind, ids in named.items()
    }


def kind_of(file: str) -> str | None:
    """The kind of a record by its path below the project, such as `bulletins/notices/2024/X.yml`. None: no record."""
    parts = file.split("/")
    if not file.endswith(".yml"):
        return None
    folders = {
        "notices": "notice",
        "responses": "response",
        "platforms": "platform",
        "agreements": "agreement",
        "reports": "report",
        "statistics": "series",
    }
    if len(parts) > 2 and parts[1] in folders:
        return folders[parts[1]]
    if len(parts) == 3 and parts[1] == "vocabularies":
        name = parts[2].removesuffix(".yml")
        return name if name in TERM_FILES else None
    single = {"site.yml": "site", "calendars.yml": "calendars", "rechecks.yml": "rechecks"}
    return single.get(parts[1]) if len(parts) == 2 else None
