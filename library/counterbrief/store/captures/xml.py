"""XML from strangers: a stream of events, no tree, and no declarations, so that no entity can be defined at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from counterbrief.store.captures.errors import BrokenDocumentError
from counterbrief.store.captures.limits import refuse_tags

if TYPE_CHECKING:
    from typing import Protocol

    class Handler(Protocol):
        """Takes the events of a document. Names are ``namespace local``."""

        def start(self, name: str, attributes: Mapping[str, str]) -> None:
            """An element begins."""

        def end(self, name: str) -> None:
            """An element ends."""

        def data(self, text: str) -> None:
            """Characters."""


def read_xml(data: bytes, handler: Handler, what: str) -> None:
    """Send the events of a document to a handler.

    Raises BrokenDocumentError where it is not well-formed or has a document type declaration (the formats read here have
    none, and entity bombs and references to other files need one); TooLargeDocumentError where it has too many tags.
    """
    refuse_tags(data)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data
    parser.StartDoctypeDeclHandler = _refuse(what)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BrokenDocumentError(f"{what} is not well-formed XML: {error}", hint="save the document again") from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not have
        raise BrokenDocumentError(f"{what} cannot be read: {error}", hint="save the document again") from error


def _refuse(what: str) -> Callable[[str, str | None, str | None, bool], None]:
    def refuse(_name: str, _system: str | None, _public: str | None, _internal: bool) -> None:
        raise BrokenDocumentError(
            f"{what} has a document type declaration, which can define entities without end; it is not read",
            hint="save the document again in an office program",
        )

    return refuse


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]
