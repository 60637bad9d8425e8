"""Worded citations as a small closed tree: runs of text with the few marks that citation styles use.

A flat sequence of runs is enough for every citation style, and each writer (HTML, Markdown, Typst, DOCX)
turns a run into its own markup without ever parsing a string.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from html import escape
from typing import TypeAlias

import attrs


class Level(StrEnum):
    """Where a run stands on the line."""

    BASELINE = "baseline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@attrs.frozen(kw_only=True)
class Run:
    """A piece of text that is marked alike throughout. ``href`` is an ``http`` or ``https`` address, or None."""

    text: str
    emphasis: bool = False
    strong: bool = False
    small_caps: bool = False
    level: Level = Level.BASELINE
    href: str | None = None

    def same_marks(self, other: Run) -> bool:
        """Tell whether two runs differ in nothing but their text."""
        return attrs.evolve(self, text=other.text) == other


RichText: TypeAlias = tuple[Run, ...]


def merged(runs: Iterator[Run] | RichText) -> RichText:
    """Join neighbours that are marked alike and drop empty runs, so that equal words compare equal."""
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and out[-1].same_marks(run):
            out[-1] = attrs.evolve(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)


def plain(rich: RichText) -> str:
    """Return the words without their marks."""
    return "".join(run.text for run in rich)


def html(rich: RichText, *, links: bool = False) -> str:
    """Return HTML made of ``i``, ``b``, ``sup``, ``sub`` and ``<span style="font-variant: small-caps">`` only.

    With ``links`` addresses become ``a`` elements too. All text is escaped.
    """
    out: list[str] = []
    still_open: list[str] = []
    for run in rich:
        wanted = list(_tags(run, links=links))
        shared = 0
        while shared < min(len(wanted), len(still_open)) and wanted[shared] == still_open[shared]:
            shared += 1
        out += [f"</{tag.split()[0]}>" for tag in reversed(still_open[shared:])]
        out += [f"<{tag}>" for tag in wanted[shared:]]
        still_open = wanted
        out.append(escape(run.text, quote=False))
    out += [f"</{tag.split()[0]}>" for tag in reversed(still_open)]
    return "".join(out)


def _tags(run: Run, *, links: bool) -> Iterator[str]:
    """Yield the tags around a run, outermost first."""
    if links and run.href is not None:
        yield f'a href="{escape(run.href)}"'
    if run.emphasis:
        yield "i"
    if run.strong:
        yield "b"
    if run.small_caps:
        yield 'span style="font-variant: small-caps"'
    if run.level is Level.SUPERSCRIPT:
        yield "sup"
    elif run.level is Level.SUBSCRIPT:
        yield "sub"
