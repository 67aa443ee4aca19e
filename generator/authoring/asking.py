"""Questions at a terminal: Enter leaves one open; an id that is not there is answered with the nearest one."""

import contextlib
import difflib
from collections.abc import Callable, Iterator, Mapping

Ask = Callable[[str], str]


class UnknownId(ValueError):
    """An id that is not there; the message names the nearest one."""


def known_id(kind: str, given: str, known: Mapping[str, str]) -> str:
    """`given`, if it is among the known ids. Raises UnknownId."""
    if given in known:
        return given
    by_name = {name.casefold(): key for key, names in known.items() for name in names.split(" · ")}
    if given.casefold() in by_name:
        return by_name[given.casefold()]
    close = difflib.get_close_matches(given, known, 1, 0.5) or difflib.get_close_matches(given.casefold(), by_name, 1)
    meant = f"did you mean '{by_name.get(close[0], close[0])}'?" if close else f"known are {', '.join(sorted(known))}"
    raise UnknownId(f"'{given}' is not among the {kind}: {meant}")


def ask_text(ask: Ask, question: str, default: str = "") -> str:
    """One line of text; empty where it is left open."""
    shown = f"{question} [{default}]: " if default else f"{question}: "
    return ask(shown).strip() or default


def ask_id(ask: Ask, tell: Callable[[str], None], kind: str, question: str, known: Mapping[str, str]) -> str:
    """An id, or nothing. `?` lists them; Tab completes them where the terminal can."""
    while True:
        with completing(known):
            given = ask(f"{question} (? lists them, Enter leaves it open): ").strip()
        if not given:
            return ""
        if given == "?":
            width = max(map(len, known), default=0)
            tell("\n".join(f"  {key:<{width}}  {names}" for key, names in known.items()))
            continue
        try:
            return known_id(kind, given, known)
        except UnknownId as error:
            tell(f"  {error}")


@contextlib.contextmanager
def completing(words: Mapping[str, str]) -> Iterator[None]:
    """Let Tab complete these words while a line is read. Without readline, lines are read all the same."""
    try:
        import readline
    except ImportError:
        yield
        return
    before = readline.get_completer()

    def complete(text: str, state: int) -> str | None:
        found = [word for word in sorted(words) if word.startswith(text)]
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" \t\n")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
