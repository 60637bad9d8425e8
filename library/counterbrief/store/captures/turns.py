"""Speakers in transcripts: paragraphs that begin with a name and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from counterbrief.store.captures.values import Turn

#: ``[00:12:30]``, ``(1:02)`` or ``00:12:30`` before or behind the name.
_TIME: Final = r"[\[(]?(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?[\])]?"
_TIME_AT_START = re.compile(rf"[ \t]*{_TIME}[ \t]*(?:[-–][ \t]*)?")
_NAME: Final = r"[^\W\d_](?:[^\n:;!?()\[\]«»“”\"/]{0,58}[^\s:;!?()\[\]«»“”\"/,])?"
_LABEL = re.compile(rf"[ \t]*(?:[-–—>]{{1,2}}[ \t]*)?({_NAME})[ \t]*(?:{_TIME}[ \t]*)?[:：](?![/\d])[ \t]*")
_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"\n{2,}|\Z")
_WORDS_OF_A_NAME: Final = 5


@attrs.frozen(kw_only=True)
class _Labelled:
    start: int
    end: int
    speaker: str | None
    time: str | None
    words: int


def clock(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> str:
    """A time from the start of a recording as ``HH:MM:SS.mmm``."""
    return f"{int(hours or 0):02d}:{int(minutes):02d}:{int(seconds):02d}.{(fraction or '').ljust(3, '0')}"


def speaker_of(line: str) -> tuple[str, int] | None:
    """The name at the beginning of a line, and where the words behind its colon begin; None where there is none."""
    label = _LABEL.match(line)
    if label is None or not _is_name(label[1]):
        return None
    return label[1], label.end()


def speaker_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript; none where the text does not look like one.

    A transcript has two labelled paragraphs or more, a speaker who comes back, and labels on a third of its paragraphs;
    a page with a line ``Note: …`` has not. Paragraphs without a name belong to the turn before them.
    """
    paragraphs = list(_paragraphs(text))
    named = [one for one in paragraphs if one.speaker is not None]
    counts = Counter(one.speaker for one in named)
    if not named or max(counts.values()) < 2 or len(named) * 3 < len(paragraphs):
        return ()
    turns: list[Turn] = []
    for one in paragraphs:
        if one.speaker is not None:
            turns.append(Turn(start=one.time, speaker=one.speaker, text_start=one.words, text_end=one.end))
        elif turns:
            turns[-1] = attrs.evolve(turns[-1], text_end=one.end)
    return tuple(turns)


def _paragraphs(text: str) -> Iterator[_Labelled]:
    """Paragraphs; in a text without blank lines, its lines."""
    single = "\n\n" not in text.strip()
    at = 0
    for gap in (_LINE if single else _GAP).finditer(text):
        start, end = gap.span() if single else (at, gap.start())
        at = gap.end()
        if text[start:end].strip():
            yield from _labelled(text, start, end, single=single)


def _labelled(text: str, start: int, end: int, *, single: bool) -> Iterator[_Labelled]:
    """A paragraph, or its lines where several of them are labelled."""
    lines = [(start, end)]
    if not single:
        lines = [(start + line.start(), start + line.end()) for line in _LINE.finditer(text[start:end])]
        if sum(_one(text, *line).speaker is not None for line in lines) < 2:
            lines = [(start, end)]
    for line in lines:
        yield _one(text, *line)


def _one(text: str, start: int, end: int) -> _Labelled:
    line = text[start:end]
    time = _TIME_AT_START.match(line)
    behind = time.end() if time else 0
    label = _LABEL.match(line, behind)
    if label is None or not _is_name(label[1]):
        return _Labelled(start=start, end=end, speaker=None, time=None, words=start)
    stated: str | None = None
    if label[3] is not None:
        stated = clock(label[2], label[3], label[4], label[5])
    elif time:
        stated = clock(time[1], time[2], time[3], time[4])
    return _Labelled(start=start, end=end, speaker=label[1], time=stated, words=min(start + label.end(), end))


def _is_name(label: str) -> bool:
    """Short, and beginning with a capital or with a letter of a script that has none."""
    return len(label.split()) <= _WORDS_OF_A_NAME and not label[0].islower()
