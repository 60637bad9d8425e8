"""Text in reading order: paragraphs set apart by blank lines, rows by line ends, cells by tabs."""

from __future__ import annotations

import re

import attrs

from counterbrief.store.captures.limits import refuse_long

#: Space that HTML collapses; a no-break space is a character of the text.
_SPACE = re.compile(r"[ \t\n\f\r]+")
#: What no reader sees and no text may hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85]")

_NOTHING, _BLANK, _TAB, _LINE, _BLOCK = range(5)
_SEPARATORS = {_NOTHING: "", _BLANK: " ", _TAB: "\t", _LINE: "\n", _BLOCK: "\n\n"}


def plain(text: str) -> str:
    """The text with line feeds as its only line ends, and without controls and lone surrogates."""
    return _CONTROL.sub("", _NEWLINE.sub("\n", text))


@attrs.define
class Flow:
    """Collects text and the breaks between it. Breaks are written when text follows, so none stands at the ends."""

    _parts: list[str] = attrs.field(factory=list, init=False)
    _pending: int = attrs.field(default=_NOTHING, init=False)
    _row_is_new: bool = attrs.field(default=False, init=False)
    _cell_is_new: bool = attrs.field(default=False, init=False)
    _cell_broke: bool = attrs.field(default=False, init=False)
    length: int = attrs.field(default=0, init=False)

    def text(self, text: str) -> None:
        """Running text, whose white space collapses to single spaces."""
        words = _SPACE.sub(" ", text)
        body = words.strip(" ")
        if words[:1] == " ":
            self._ask(_BLANK)
        if body:
            self._write(_CONTROL.sub("", body))
            if words[-1] == " ":
                self._ask(_BLANK)

    def raw(self, text: str) -> None:
        """Text whose white space counts, such as ``<pre>``."""
        if text:
            self._write(plain(text))

    def break_line(self) -> None:
        """A line ends here by the writer's will; two of them leave a line blank."""
        if not self._cell_is_new:
            self._pending = _LINE if self._pending < _LINE else _BLOCK

    def line(self) -> None:
        """What follows stands on a line of its own."""
        if not self._cell_is_new:
            self._ask(_LINE)

    def block(self) -> None:
        """What follows is a paragraph of its own. At the start of a cell this means nothing."""
        if not self._cell_is_new:
            self._ask(_BLOCK)

    def table(self) -> None:
        """A table begins or ends."""
        self._cell_is_new = self._cell_broke = False
        self._ask(_BLOCK)
        self._row_is_new = True

    def row(self) -> None:
        """A row of a table begins."""
        if not self._row_is_new:
            self._pending = _BLOCK if self._cell_broke else _LINE
            self._row_is_new = True
        self._cell_is_new = self._cell_broke = False

    def cell(self) -> None:
        """A cell begins. Cells of one paragraph are set apart by a tab; longer ones read one after the other."""
        if not self._row_is_new:
            self._pending = _BLOCK if self._cell_broke else _TAB
        self._cell_is_new, self._cell_broke = True, False

    def result(self) -> str:
        """The text."""
        return "".join(self._parts)

    def _ask(self, separator: int) -> None:
        self._pending = max(self._pending, separator)

    def _write(self, text: str) -> None:
        if not text:
            return
        if self.length and self._pending:
            self._append(_SEPARATORS[self._pending])
            self._cell_broke = self._cell_broke or (not self._cell_is_new and self._pending >= _LINE)
        self._pending = _NOTHING
        self._row_is_new = self._cell_is_new = False
        self._append(text)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        refuse_long(self.length)
