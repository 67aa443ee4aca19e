"""Every rule: those of this room, and what reading and linking the records refuses, each with its explanation."""

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache

from generator.checks import rules
from generator.checks.model import Rule
from generator.checks.refusals import REFUSALS


@cache
def all_rules() -> dict[str, Rule]:
    """The rules of this room by id, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    found = [importlib.import_module(f"{rules.__name__}.{name}").RULE for name in names]
    return {rule.id: rule for rule in found}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a reader is told about a rule."""

    id: str
    text: str
    remedy: str
    severity: str
    scope: str
    good: str
    broken: str


@cache
def explanations() -> dict[str, Explanation]:
    """Every rule id that a diagnostic can carry."""
    found = [
        Explanation(rule.id, rule.text.strip(), rule.remedy, rule.severity.value, rule.scope, rule.good, rule.broken)
        for rule in all_rules().values()
    ]
    found += [Explanation(name, r.text, r.remedy, "error", "reading", r.good, r.broken) for name, r in REFUSALS.items()]
    return {item.id: item for item in sorted(found, key=lambda item: item.id)}
