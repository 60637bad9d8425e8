"""What a template may say: an allow-list over Jinja's syntax tree. What is not on it is refused with file and line.

Templates print, branch, loop, include and extend. They do not compute: a value of the brief can be placed or not
placed, and that is all (promise 1).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

import attrs
from jinja2 import nodes

from counterbrief.errors import Place, TemplateError

FILTERS = ("first", "last", "length")
TESTS = ("defined", "none")
LOOP = ("first", "last")
"""What ``loop`` tells."""
DEEPEST = 15

_NAMES: dict[type[nodes.Node], str] = {
    nodes.Add: "arithmetic",
    nodes.AssignBlock: "{% set %}",
    nodes.Assign: "{% set %}",
    nodes.Call: "a call with ()",
    nodes.CallBlock: "{% call %}",
    nodes.Concat: "joining with ~",
    nodes.Const: "a text in {{ }}",
    nodes.Dict: "a mapping",
    nodes.Div: "arithmetic",
    nodes.FilterBlock: "{% filter %}",
    nodes.FloorDiv: "arithmetic",
    nodes.FromImport: "{% from %}",
    nodes.Getitem: "an index or slice with []",
    nodes.Import: "{% import %}",
    nodes.List: "a list",
    nodes.Macro: "{% macro %}",
    nodes.Mod: "formatting with %",
    nodes.Mul: "arithmetic",
    nodes.Neg: "arithmetic",
    nodes.Pos: "arithmetic",
    nodes.Pow: "arithmetic",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Slice: "an index or slice with []",
    nodes.Sub: "arithmetic",
    nodes.Tuple: "a list",
    nodes.With: "{% with %}",
}
_HINTS: dict[type[nodes.Node], str] = {
    nodes.Macro: "put the part into a file of its own and {% include %} it: it sees the names around it",
    nodes.Import: "use {% include %}: the file sees the names around it",
    nodes.FromImport: "use {% include %}: the file sees the names around it",
    nodes.Const: "write the text outside of the braces",
}


@attrs.frozen(kw_only=True)
class Reference:
    """Another template that a template brings in."""

    name: str
    line: int


def check(template: nodes.Template, name: str, attributes: Collection[str]) -> tuple[Reference, ...]:
    """Refuse what is not allowed in the template ``name``; returns the templates that it brings in.

    ``attributes`` are the names that follow a dot anywhere in the brief. Raises TemplateError at the first fault.
    """
    checker = _Checker(name=name, attributes=frozenset(attributes) | set(LOOP))
    checker.statements(template.body)
    return tuple(checker.references)


@attrs.define(kw_only=True)
class _Checker:
    name: str
    attributes: frozenset[str]
    references: list[Reference] = attrs.field(factory=list)
    depth: int = 0

    def refuse(self, node: nodes.Node, message: str, hint: str | None = None) -> TemplateError:
        return TemplateError(message, where=Place(file=self.name, line=node.lineno), hint=hint)

    def not_allowed(self, node: nodes.Node) -> TemplateError:
        kind = type(node)
        told = _NAMES.get(kind, f"{kind.__name__.lower()}")
        return self.refuse(node, f"a template may not use {told}", _HINTS.get(kind))

    def statements(self, body: list[nodes.Node]) -> None:
        self.depth += 1
        for node in body:
            if self.depth > DEEPEST:
                raise self.refuse(node, f"loops and conditions are nested more than {DEEPEST} deep")
            self.statement(node)
        self.depth -= 1

    def statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self.printed(part)
            case nodes.For():
                self.loop(node)
            case nodes.If():
                self.condition(node.test)
                self.statements([*node.body, *node.elif_, *node.else_])
            case nodes.Include() | nodes.Extends():
                self.reference(node)
            case nodes.Block() | nodes.Scope():
                self.statements(node.body)
            case _:
                raise self.not_allowed(node)

    def loop(self, node: nodes.For) -> None:
        if not isinstance(node.target, nodes.Name):
            raise self.refuse(node, "a loop has one name, as in {% for statement in section.statements %}")
        self.variable(node.target)
        if node.recursive:
            raise self.refuse(node, "a template may not use a recursive loop")
        if not isinstance(node.iter, nodes.Name | nodes.Getattr):
            raise self.refuse(node, "a loop runs over a part of the brief, as in {% for section in brief.sections %}")
        self.value(node.iter)
        if node.test is not None:
            self.condition(node.test)
        self.statements([*node.body, *node.else_])

    def reference(self, node: nodes.Include | nodes.Extends) -> None:
        told = "include" if isinstance(node, nodes.Include) else "extends"
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            raise self.refuse(node, f"{{% {told} %}} names one file, in quotation marks")
        if isinstance(node, nodes.Include) and node.ignore_missing:
            raise self.refuse(node, "a template may not use 'ignore missing'", "include a file that is there")
        self.references.append(Reference(name=node.template.value, line=node.lineno))

    def printed(self, node: nodes.Node) -> None:
        """What stands in ``{{ }}``: a value of the brief, or a choice between two."""
        if isinstance(node, nodes.CondExpr):
            self.condition(node.test)
            self.printed(node.expr1)
            if node.expr2 is not None:
                self.printed(node.expr2)
        else:
            self.value(node)

    def value(self, node: nodes.Node) -> None:
        match node:
            case nodes.Name():
                self.variable(node)
            case nodes.Getattr():
                self.value(node.node)
                if node.attr not in self.attributes:
                    raise self.refuse(node, f"nothing in a brief has the name {node.attr!r}", self.near(node.attr))
            case nodes.Filter():
                self.filter(node)
            case _:
                raise self.not_allowed(node)

    def filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS:
            raise self.refuse(
                node, f"a template may not use the filter {node.name!r}", f"filters: {', '.join(FILTERS)}"
            )
        if node.node is None or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise self.refuse(node, f"the filter {node.name!r} takes no arguments")
        self.value(node.node)

    def variable(self, node: nodes.Name) -> None:
        if node.name.startswith("_"):
            raise self.refuse(node, f"a name in a template does not begin with '_': {node.name!r}")

    def near(self, wanted: str) -> str | None:
        close = difflib.get_close_matches(wanted, sorted(self.attributes), n=1)
        return f"did you mean {close[0]!r}?" if close else None

    def condition(self, node: nodes.Node) -> None:
        match node:
            case nodes.And() | nodes.Or():
                self.condition(node.left)
                self.condition(node.right)
            case nodes.Not():
                self.condition(node.node)
            case nodes.Compare():
                self.operand(node.expr)
                for operand in node.ops:
                    self.operand(operand.expr)
            case nodes.Test():
                if node.name not in TESTS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
                    raise self.refuse(
                        node, f"a template may not use the test {node.name!r}", f"tests: {', '.join(TESTS)}"
                    )
                self.value(node.node)
            case _:
                self.value(node)

    def operand(self, node: nodes.Node) -> None:
        """One side of a comparison: a value, a word or number, or a list of them."""
        if isinstance(node, nodes.Const):
            return
        if isinstance(node, nodes.List | nodes.Tuple) and all(isinstance(item, nodes.Const) for item in node.items):
            return
        self.value(node)
