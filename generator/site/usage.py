"""What the commands share about being called: dates as arguments, and calls that cannot be carried out."""

import argparse
import datetime


class WrongUse(Exception):
    """The command cannot be carried out as it was given; one clear line."""


def day(text: str) -> datetime.date:
    """A date of the command line."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2024-05-13") from error
