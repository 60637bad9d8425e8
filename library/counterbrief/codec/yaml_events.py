"""The YAML parser underneath, and its complaints in people's words.

libyaml (through PyYAML) turns text into a flat stream of events without recursion; where PyYAML was built without
libyaml its own parser gives the same events, slower. Nothing else of PyYAML is used: no composer, no constructor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

import yaml.parser
import yaml.reader
import yaml.scanner
from yaml.error import MarkedYAMLError
from yaml.events import Event

from counterbrief.errors import Place, ReadError

try:
    from yaml._yaml import CParser
except ImportError:
    _libyaml: Any = None
else:
    _libyaml = CParser


class EventSource(Protocol):
    """Gives one parser event after the other."""

    def get_event(self) -> Event | None:
        """Return the next event."""


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's parser in Python, for installations without libyaml.

    The same events, with two differences in what is YAML at all: it refuses a tab between ``key:`` and its value, and
    it lets a surrogate through as an escape (which is refused afterwards).
    """

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


new_parser: Callable[[str], EventSource] = _libyaml or PureParser
"""Starts a parser on a text (as `yaml_text.text_of` gives it)."""

PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
"""What a parser raises on text that is not YAML; the latter two are the Python parser's, on impossible escapes."""

_QUOTE_IT = "put the text in quotes"
_NO_TAGS = ("tags (!...) are not part of the format", "take the tag out, or put a text that starts with '!' in quotes")
_NO_DIRECTIVES = ("directives (%...) are not part of the format", "take the line that starts with '%' out")
_ONE_DOCUMENT = ("expected one document, found a second one", "keep one record a file, without '---' or '...' between")
_SECOND_KEY = (
    "found ': ' where no key can stand",
    "put a text that holds ': ' in quotes, or check the indentation of this line",
)
_LOOSE_LIST = ("a list cannot start here", "start the list, '- ', on a line of its own under its key")
_NO_START = ("a value cannot start with this character", _QUOTE_IT)
_ESCAPE = (
    "unknown escape after '\\' in double quotes",
    "write '\\\\' for a backslash, or use single quotes, in which nothing is escaped",
)
_TAB = ("found a tab where only spaces can indent a line", "replace the tab by spaces")
_UNCLOSED_LIST = ("expected ',' or ']' in the list that starts with '['", "close the list with ']', or separate by ','")
_UNCLOSED_MAP = ("expected ',' or '}' in the part that starts with '{'", "close it with '}', or separate by ','")
_CHECK = "check the indentation of this line and the quotes before it"
_NEXT_ITEM = ("expected a further item of the list, '- '", _CHECK)
_NEXT_KEY = ("expected a further 'key: value'", _CHECK)
_NO_KEY = ("expected a key before ':', found none", "name the value, or put a text that starts with ':' in quotes")
_AFTER_QUOTE = (
    "found more text after the closing quote",
    "inside quotes write '' for ' in single quotes, and \\\" for \" in double quotes",
)
_AFTER_END = ("found more text after the end of the data", "check the brackets and the indentation before this place")
_BLOCK_HEADER = ("after '|' or '>' the line must end", "start the text on the next line, indented")
_NO_VALUE = ("expected a value here", f"give a value, or {_QUOTE_IT}")

# (words in the parser's context, words in its problem) -> message and hint; the first that fits is taken. The words are
# libyaml's and, where these differ, PyYAML's.
_TRANSLATIONS: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("", "tab character", _TAB),
    ("directive", "", _NO_DIRECTIVES),
    ("", "YAML directive", _NO_DIRECTIVES),
    ("", "%TAG directive", _NO_DIRECTIVES),
    ("", "incompatible YAML document", _NO_DIRECTIVES),
    ("", "tag handle", _NO_TAGS),
    ("a tag", "", _NO_TAGS),
    ("", "non-specific tag", _NO_TAGS),
    ("an alias", "", ("a value cannot start with '*'", _QUOTE_IT)),
    ("an anchor", "", ("a value cannot start with '&'", _QUOTE_IT)),
    ("", "document start", _ONE_DOCUMENT),
    (
        "quoted scalar",
        "end of stream",
        ("the text in quotes that starts here is never closed", "close it with the same quote; '' is a quote inside '"),
    ),
    ("double-quoted scalar", "", _ESCAPE),
    ("quoted scalar", "document", ("a text in quotes holds a line '---' or '...'", "indent the lines of the text")),
    ("quoted scalar", "", _ESCAPE),
    ("block scalar", "", _BLOCK_HEADER),
    ("", "mapping values", _SECOND_KEY),
    ("", "mapping keys", ("found '? ' where no key can stand", _QUOTE_IT)),
    ("", "sequence entries", _LOOSE_LIST),
    ("simple key", "", ("expected ': ' after a key", "write 'key: value', or indent the line as part of a text")),
    ("", "cannot start any token", _NO_START),
    ("", "unexpected ':'", _SECOND_KEY),
    ("flow sequence", "", _UNCLOSED_LIST),
    ("flow mapping", "", _UNCLOSED_MAP),
    ("flow node", "", _NO_VALUE),
    ("", "node content", _NO_VALUE),
    ("block collection", "", _NEXT_ITEM),
    ("block mapping", "", _NEXT_KEY),
)

# Problems whose beginning helps more than the place where the parser gave up.
_AT_START = {"quoted scalar": "end of stream", "simple key": ":", "directive": ""}


def explain(error: BaseException, text: str, name: str) -> ReadError:
    """Turn what a parser raised on ``text`` into an error with a place and a remedy."""
    if not isinstance(error, MarkedYAMLError):
        return ReadError("the text cannot be read as YAML", where=Place(file=name), hint="look for '\\' in quotes")
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark or error.context_mark
    for kind, words in _AT_START.items():
        if kind in context and words in problem and error.context_mark is not None:
            mark = error.context_mark
    where = Place(file=name, line=mark.line + 1, column=mark.column + 1) if mark is not None else Place(file=name)
    here = text[mark.index : mark.index + 1] if mark is not None else ""
    message, hint = _words(context, problem, here)
    before = text[: mark.index] if mark is not None else ""
    if message == _NO_START[0]:
        message = f"a value cannot start with '{here}'"
    elif message == _ONE_DOCUMENT[0]:
        message, hint = _after_the_end(before)
    elif message == _NEXT_KEY[0] and here == ":":
        message, hint = _NO_KEY
    elif message in (_NEXT_KEY[0], _NEXT_ITEM[0]) and before.rstrip(" ").endswith(("'", '"')):
        message, hint = _AFTER_QUOTE
    started = error.context_mark
    if started is not None and mark is not None and started.line != mark.line and message != _TAB[0]:
        message += f" (in the part that starts in line {started.line + 1})"
    return ReadError(message, where=where, hint=hint)


def _after_the_end(before: str) -> tuple[str, str]:
    if any(line.startswith("%") for line in before.split("\n")):
        return _NO_DIRECTIVES
    if before.rstrip().endswith("..."):
        return _ONE_DOCUMENT
    return _AFTER_END


def _words(context: str, problem: str, here: str) -> tuple[str, str]:
    if "cannot start any token" in problem and here == "\t":
        return _TAB
    for in_context, in_problem, words in _TRANSLATIONS:
        if in_context in context and in_problem in problem:
            return words
    plain = re.sub(r"\s+", " ", f"{context}, {problem}".strip(", "))
    return f"the text cannot be read as YAML here ({plain})", _CHECK
