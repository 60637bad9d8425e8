"""What can be wrong with a saved document, and with the copy of it that is kept. Each has a type of its own."""

from __future__ import annotations

from counterbrief.errors import CounterbriefError, ReadError


class DocumentError(ReadError):
    """A saved document cannot be read as text."""


class EmptyDocumentError(DocumentError):
    """The file has no bytes."""


class UnknownDocumentError(DocumentError):
    """The bytes are of no kind that is read here, whatever the file is called."""


class BrokenDocumentError(DocumentError):
    """The document is cut off or damaged."""


class TooLargeDocumentError(DocumentError):
    """The document is larger, deeper or packed more tightly than documents are."""


class EncryptedDocumentError(DocumentError):
    """The document can be read with a password alone."""


class NoTextError(DocumentError):
    """The document holds no text that a reader sees, such as a scan without a text layer."""


class ChoiceError(DocumentError):
    """An archive holds several documents, or none of the address that was asked for."""


class KeptCaptureError(CounterbriefError):
    """The kept bytes of a capture are not what its record says."""


class MissingCaptureError(KeptCaptureError):
    """There are no kept bytes under that hash."""


class TruncatedCaptureError(KeptCaptureError):
    """The kept bytes are fewer than were kept."""


class AlteredCaptureError(KeptCaptureError):
    """The kept bytes are others than were kept."""


class PlaceOfCapturesError(CounterbriefError):
    """A folder cannot keep captures: they would be published or committed with the corpus."""
