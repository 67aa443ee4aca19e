"""What is told about a refusal."""

from typing import NamedTuple


class Refusal(NamedTuple):
    """`text` is the rule, `remedy` how to mend what breaks it; `good` keeps it and `broken` breaks it.

    Examples are pieces of a record. Where its place or the settings matter, a first line `# path` names the file.
    """

    text: str
    remedy: str
    good: str
    broken: str
