"""The Jinja environment of the fragments, one a language: plain interface strings become text of the template."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from markupsafe import escape

from generator.render.icons import sign
from generator.views.words import Language, escaped

TEMPLATES = (
    "bulletin.html",
    "case.html",
    "cases.html",
    "facet.html",
    "facets.html",
    "list.html",
    "splits.html",
    "substance.html",
)
"""Templates of the stamped lane, which are used thousands of times."""

SCHEMES = {
    "safety-gate": "EU Safety Gate",
    "cpsc": "US CPSC",
    "cpsc-warning": "US CPSC (warning)",
    "canada": "Canada",
    "transport-canada": "Transport Canada",
    "safetykorea": "SafetyKorea",
    "opss-psd": "UK OPSS",
    "accc-pra": "ACCC PRA",
    "health-canada": "Health Canada",
}

_STRING = re.compile(r'\{\{ t\("([^"\\]*)"\) \}\}')
_SYNTAX = re.compile(r"\{[{%#]")
_made: dict[tuple[str, str], "_LeanEnvironment"] = {}


def lean_escape(value: Any) -> str:
    """What `markupsafe.escape` says, as plain text: no object is made for each of a page's two hundred values."""
    if type(value) is str:
        return escaped(value)
    return str(value.__html__()) if hasattr(value, "__html__") else escaped(str(value))


class _LeanCode(CodeGenerator):
    """Attributes are read directly (page models have no items to fall back on), and values are escaped leanly."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(node, frame)
        self.writeline("escape = environment.lean_escape")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Take macros from their module as it is: Jinja would look for what it might lack of this page's context."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.lean_module(")
        self.visit(node.template, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Call functions and macros directly: none of ours asks for the context, which Jinja would look for."""
        names = [keyword.key for keyword in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, names)):
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


class _LeanEnvironment(Environment):
    code_generator_class = _LeanCode
    lean_escape = staticmethod(lean_escape)

    @cached_property
    def lean_module(self) -> Callable[[str], TemplateModule]:
        """The module of a template of macros; made once."""
        return cache(lambda name: self.get_template(name).module)

    @cached_property
    def lean_template(self) -> Callable[[str], Template]:
        """A template by its name: no lock and no look at its file, as templates do not change while we run."""
        return cache(self.get_template)


class _Translated(FileSystemLoader):
    """Reads a template with its plain `t("...")` said already: a fifth of a page's work, done once."""

    def __init__(self, folder: Path, t: Callable[[str], str]) -> None:
        super().__init__(folder)
        self.t = t

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, fresh = super().get_source(environment, template)
        return _STRING.sub(self._say, source), file, fresh

    def _say(self, match: re.Match[str]) -> str:
        text = self.t(match[1])
        return match[0] if _SYNTAX.search(text) else str(escape(text))


_kept: list[Path] = []


def keep_templates(folder: Path) -> None:
    """Keep compiled templates in a folder, which belongs to this version of the code alone."""
    if _kept != [folder]:
        _kept[:] = [folder]
        _made.clear()


def environment(language: Language) -> _LeanEnvironment:
    """The environment of a language, made once a process (forked workers inherit it with its compiled templates)."""
    key = (language.code, language.settings.digest)
    if key not in _made:
        loader: BaseLoader = _Translated(Path(__file__).parent / "templates", language.t)
        made = _LeanEnvironment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            bytecode_cache=FileSystemBytecodeCache(str(_kept[0]), f"{language.code}-%s") if _kept else None,
        )
        made.globals.update(icon=sign, schemes=SCHEMES)
        _made[key] = made
    return _made[key]


def fragment(language: Language, template: str, values: dict[str, Any]) -> str:
    """Render a template. What `Template.render` does, but for the copy of a chain of dictionaries for each page."""
    own = environment(language)
    found = own.lean_template(template)
    context = own.context_class(own, {**own.globals, **values}, template, found.blocks)
    try:
        return "".join(found.root_render_func(context))
    except Exception:  # nothing is swallowed: as in Template.render, this
        own.handle_exception()  # raises it again, with the template's own lines in the traceback


def compile_stamped(language: Language) -> None:
    """Compile the templates of the stamped lane before workers are forked."""
    for name in TEMPLATES:
        environment(language).lean_template(name)
