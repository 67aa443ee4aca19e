"""How fast the site is built, and beside what: `python -m tests.bench`."""
