"""The rules, one a file. A module here holds `RULE`; its docstring is the rule."""
