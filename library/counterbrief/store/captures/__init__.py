"""Captures: saved documents as people have them, their visible text, and the folder that keeps their bytes."""

from counterbrief.store.captures.documents import article_text, read_document, visible_text
from counterbrief.store.captures.errors import (
    AlteredCaptureError,
    BrokenDocumentError,
    ChoiceError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    KeptCaptureError,
    MissingCaptureError,
    NoTextError,
    PlaceOfCapturesError,
    TooLargeDocumentError,
    TruncatedCaptureError,
    UnknownDocumentError,
)
from counterbrief.store.captures.folder import CaptureStore, read_file, work_tree
from counterbrief.store.captures.values import About, Document, Stated, Turn, VisibleText

__all__ = [
    "About",
    "AlteredCaptureError",
    "BrokenDocumentError",
    "CaptureStore",
    "ChoiceError",
    "Document",
    "DocumentError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "KeptCaptureError",
    "MissingCaptureError",
    "NoTextError",
    "PlaceOfCapturesError",
    "Stated",
    "TooLargeDocumentError",
    "TruncatedCaptureError",
    "Turn",
    "UnknownDocumentError",
    "VisibleText",
    "article_text",
    "read_document",
    "read_file",
    "visible_text",
    "work_tree",
]
