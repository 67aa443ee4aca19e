"""The registers that can be imported, by the names under which they are called."""

from importlib import import_module

from generator.importers.model import Register

MODULES = {
    "safety-gate": "generator.importers.safety_gate",
    "cpsc": "generator.importers.cpsc",
    "canada": "generator.importers.canada",
    "safetykorea": "generator.importers.safetykorea",
}
"""Where each register is; its module has it under the name REGISTER."""


def register(name: str) -> Register:
    """A register by its name; its module is loaded only now."""
    found: Register = import_module(MODULES[name]).REGISTER
    return found
