"""The `bulletins` command, as `python -m generator`."""

import gc

gc.disable()  # what is loaded now stays until the end: to look for cycles meanwhile takes time and finds none

from generator.cli import run  # noqa: E402

gc.enable()

if __name__ == "__main__":
    run()
