"""Citations in any CSL 1.0.2 style, worded for a whole document at once by pandoc's citeproc."""

from __future__ import annotations

from counterbrief.cite.citeproc import (
    Cite,
    Entry,
    FormattedCitations,
    WordedCitations,
    cite,
    format_citations,
)
from counterbrief.cite.items import Item
from counterbrief.cite.labels import LABELS
from counterbrief.cite.pandoc import stop
from counterbrief.cite.richtext import Level, RichText, Run, html, merged, plain
from counterbrief.cite.styles import DEFAULT_STYLE, default_style

__all__ = [
    "DEFAULT_STYLE",
    "LABELS",
    "Cite",
    "Entry",
    "FormattedCitations",
    "Item",
    "Level",
    "RichText",
    "Run",
    "WordedCitations",
    "cite",
    "default_style",
    "format_citations",
    "html",
    "merged",
    "plain",
    "stop",
]
