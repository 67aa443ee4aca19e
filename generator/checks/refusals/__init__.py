"""What reading and linking refuses before any rule looks at a record: why, how to mend it, and an example of each."""

from generator.checks.refusals.files import FILES
from generator.checks.refusals.forms import FORMS
from generator.checks.refusals.links import LINKS
from generator.checks.refusals.model import Refusal
from generator.checks.refusals.series import SERIES
from generator.checks.refusals.yaml import YAML

REFUSALS: dict[str, Refusal] = {**FILES, **FORMS, **LINKS, **SERIES, **YAML}

__all__ = ["REFUSALS", "Refusal"]
