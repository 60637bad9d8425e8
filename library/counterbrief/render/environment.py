"""The Jinja2 environment: a sandbox without globals in which a template can place values of a brief and nothing else."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from counterbrief.errors import Place, TemplateError
from counterbrief.render.allowed import LOOP, TESTS, Reference, check
from counterbrief.render.loader import FolderLoader, Folders, read_template
from counterbrief.render.marks import PLACEHOLDER, Marks, MarkTags
from counterbrief.render.views import ATTRIBUTES, Placed, Series, View, Word

LARGEST_OUTPUT = 4_000_000
"""Characters that a template may write; a long brief has a hundredth of it."""
MOST_INCLUDES = 500

# No template can write filters of these names.
_PLACE = "place in the document"
_LOOP_OVER = "loop over"


class Templates:
    """The templates of some folders. It keeps nothing between briefs, so edited templates take effect at once."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders

    def render(self, name: str, brief: View) -> tuple[str, Marks]:
        """The output of a template and what the numbers in it stand for; raises TemplateError."""
        environment = _Environment(FolderLoader(self.folders))
        self._check(environment, name, (), [0])
        pieces: list[str] = []
        size = 0
        try:
            for piece in environment.get_template(name).generate(brief=brief):
                size += len(piece)
                if size > LARGEST_OUTPUT:
                    raise TemplateError(
                        f"the template writes more than {LARGEST_OUTPUT} characters",
                        hint="look for a loop inside a loop",
                    )
                pieces.append(piece)
        except TemplateError as error:
            error.where = error.where or _line_of(error, environment.seen) or Place(file=name)
            raise
        except jinja2.UndefinedError as error:
            name_of = re.match(r"'(\w+)' is undefined", error.message or "")
            where = _line_of(error, environment.seen) or Place(file=name)
            raise _unknown(name_of.group(1) if name_of else "name", where) from error
        except (
            jinja2.TemplateError,
            TypeError,
            ValueError,
            LookupError,
            AttributeError,
            RecursionError,
            SyntaxError,
        ) as error:
            where = _line_of(error, environment.seen) or Place(file=name)
            raise TemplateError(f"the template fails: {error}", where=where) from error
        return "".join(pieces), environment.marks

    def _check(self, environment: _Environment, name: str, above: tuple[str, ...], count: list[int]) -> None:
        """Read and check a template with all that it brings in, before any of it runs."""
        count[0] += 1
        if count[0] > MOST_INCLUDES:
            raise TemplateError(
                f"the templates include each other more than {MOST_INCLUDES} times", where=Place(file=name)
            )
        for reference in environment.references(name):
            try:
                if reference.name in (*above, name):
                    raise TemplateError(f"the template {reference.name!r} brings in itself")
                self._check(environment, reference.name, (*above, name), count)
            except TemplateError as error:
                error.where = error.where or Place(file=name, line=reference.line)
                raise


class _Environment(SandboxedEnvironment):
    """Jinja2 with our syntax check, and with no way to an attribute that a view does not offer."""

    def __init__(self, loader: FolderLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            extensions=[MarkTags],
            cache_size=-1,
            auto_reload=False,
        )
        self.marks = Marks()
        self.folders = loader.folders
        self.seen: dict[str, tuple[Reference, ...]] = {}
        self.globals.clear()
        self.filters = {
            "first": _first,
            "last": _last,
            "length": _length,
            _PLACE: self._place,
            _LOOP_OVER: self._loop_over,
        }
        self.tests = {name: self.tests[name] for name in TESTS}

    def references(self, name: str) -> tuple[Reference, ...]:
        """The templates that a template brings in, once it has been found to be allowed."""
        if name not in self.seen:
            try:
                # A template is read and checked under its own name before Jinja2 compiles it.
                self._parse(read_template(self.folders, name), name, name)
            except jinja2.TemplateSyntaxError as error:
                where = Place(file=error.name or name, line=error.lineno)
                raise TemplateError(f"the template does not compile: {error.message}", where=where) from error
            except RecursionError as error:
                raise TemplateError("the template is nested too deep", where=Place(file=name)) from error
        return self.seen[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, refuse what is not allowed, and let every ``{{ }}`` and loop go through a filter of ours."""
        tree = super()._parse(source, name, filename)
        template = name or ""
        self.seen[template] = check(tree, template, ATTRIBUTES)
        for output in tree.find_all(nodes.Output):
            output.nodes = [
                part if isinstance(part, nodes.TemplateData) else self._through(_PLACE, part, template)
                for part in output.nodes
            ]
        for loop in tree.find_all(nodes.For):
            loop.iter = self._through(_LOOP_OVER, loop.iter, template)
        return tree

    def _through(self, filter_: str, value: nodes.Node, template: str) -> nodes.Expr:
        """A value that goes through one of our filters, which is told the line."""
        at = nodes.Const(self.marks.number(template, value.lineno), lineno=value.lineno)
        through = nodes.Filter(value, filter_, [at], [], None, None, lineno=value.lineno)
        through.set_environment(self)
        return through

    def _loop_over(self, value: object, at: int) -> Series[Any]:
        """A list of the brief, whose steps are counted."""
        try:
            if isinstance(value, Placed):
                iter(value)  # refuses in its own words
            return _series(value, "parts")
        except TemplateError as error:
            error.where = error.where or self.marks.place(at)
            raise

    def _place(self, value: object, at: int) -> Markup:
        """The placeholder of a value; the engine puts the value there, and its citation with it."""
        try:
            if isinstance(value, Placed):
                return Markup(f'<{PLACEHOLDER} n="{value.key}" at="{at}">')  # noqa: S704 - two whole numbers
            if isinstance(value, Word):
                return escape(str(value))
            if isinstance(value, jinja2.Undefined):
                raise _undefined(value)
            if value is None:
                raise TemplateError("there is nothing here to place", hint="ask first, as in {% if section.heading %}")
            raise TemplateError(
                f"{_told(value)} cannot be printed", hint="only values of the brief are placed with {{ }}"
            )
        except TemplateError as error:
            error.where = error.where or self.marks.place(at)
            raise

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute that a view offers; raises TemplateError for any other."""
        if isinstance(obj, jinja2.Undefined):
            raise _undefined(obj)
        if isinstance(obj, View) and attribute in obj.OFFERS:
            return getattr(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        offered = sorted(obj.OFFERS) if isinstance(obj, View) else LOOP if isinstance(obj, LoopContext) else ()
        known = f"it has: {', '.join(offered)}" if offered else None
        raise TemplateError(f"{_told(obj)} has no {attribute!r}", hint=known)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Nothing has items for a template."""
        raise TemplateError(f"{_told(obj)} has no items")

    def call(*_arguments: Any, **_keywords: Any) -> Any:
        """Nothing can be called by a template."""
        raise TemplateError("a template may not call anything")


def _told(value: object) -> str:
    """What a value is, without what it holds."""
    if isinstance(value, View | Placed | Series):
        return value.told
    if isinstance(value, LoopContext):
        return "'loop'"
    if isinstance(value, bool):
        return "a yes or no"
    return "a word" if isinstance(value, str) else "a number" if isinstance(value, int) else "this"


def _undefined(value: jinja2.Undefined) -> TemplateError:
    return _unknown(str(value._undefined_name), None)


def _unknown(name: str, where: Place | None) -> TemplateError:
    """A name that does not exist here; one of a loop exists inside it alone."""
    close = difflib.get_close_matches(name, ["brief", "section", "statement", "loop"], n=1)
    hint = f"did you mean {close[0]!r}?" if close and close[0] != name else None
    if close and close[0] == name:
        hint = "a name of a loop stands inside the loop alone, and in what the loop includes"
    return TemplateError(f"there is no {name!r} here", where=where, hint=hint)


def _series(value: object, wanted: str) -> Series[Any]:
    if isinstance(value, jinja2.Undefined):
        raise _undefined(value)
    if not isinstance(value, Series):
        raise TemplateError(f"{_told(value)} has no {wanted}: it is not a list")
    return value


def _first(value: object) -> object:
    return next(iter(_series(value, "first")), None)


def _last(value: object) -> object:
    return next(reversed(tuple(_series(value, "last"))), None)


def _length(value: object) -> int:
    return sum(1 for _ in _series(value, "length"))


def _line_of(error: BaseException, templates: Iterable[str]) -> Place | None:
    """Where in the templates an error was raised, by its traceback."""
    names = set(templates)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in names]
    return Place(file=frames[-1].filename, line=frames[-1].lineno) if frames else None
