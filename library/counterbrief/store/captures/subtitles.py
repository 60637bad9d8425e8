"""Subtitles: WebVTT (W3C Candidate Recommendation 2019) and SubRip. Each cue keeps its time and its speaker."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from counterbrief.store.captures.errors import BrokenDocumentError, NoTextError
from counterbrief.store.captures.flow import plain
from counterbrief.store.captures.turns import clock, speaker_of
from counterbrief.store.captures.values import Turn

_TIMING = re.compile(
    r"[ \t]*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})[ \t]*-->[ \t]*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})(?=\s|$)"
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_VOICE = re.compile(r"<v(?:\.[^ \t\n<>]{0,100})?[ \t]{1,20}([^<>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>]{0,300}>|\{\\[^{}]{0,100}\}")
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z-]{2,20})[ \t]*$", re.MULTILINE)
_HEADINGS: Final = ("NOTE", "STYLE", "REGION", "WEBVTT")


@attrs.frozen(kw_only=True)
class _Said:
    start: str
    end: str
    speaker: str | None
    label: str
    words: str


def read_subtitles(text: str) -> tuple[str, tuple[Turn, ...], str | None]:
    """The words of all cues, a turn for each (two where a cue has two voices), and the language that the head states.

    Cues of one speaker follow each other line by line; a change of speaker leaves a blank line. Names that stand in the
    text (``ANNA: …``) stay in it and are not part of the turn; names in voice tags (``<v Anna>``) are not shown.
    Raises BrokenDocumentError where there is no cue, NoTextError where no cue has words.
    """
    text = plain(text)
    said = _speakers(list(_cues(text)))
    if not said:
        if "-->" in text:
            raise NoTextError("the subtitles hold no words", hint="capture a track that has words")
        raise BrokenDocumentError(
            "the subtitles hold no cue: no line such as '00:00:01.000 --> 00:00:04.000'", hint="save them again"
        )
    parts: list[str] = []
    turns: list[Turn] = []
    length = 0
    before: _Said | None = None
    for one in said:
        gap = "" if before is None else "\n" if before.speaker == one.speaker else "\n\n"
        begins = length + len(gap) + len(one.label)
        length = begins + len(one.words)
        parts += [gap, one.label, one.words]
        turns.append(Turn(start=one.start, end=one.end, speaker=one.speaker, text_start=begins, text_end=length))
        before = one
    head = _LANGUAGE.search(text.partition("\n\n")[0])
    return "".join(parts), tuple(turns), head[1] if head else None


def _cues(text: str) -> Iterator[_Said]:
    for block in _BLANK.split(text.strip("\n")):
        lines = block.split("\n")
        if lines[0].split(maxsplit=1)[:1] in ([heading] for heading in _HEADINGS) and "-->" not in lines[0]:
            continue
        at = next((number for number, line in enumerate(lines[:2]) if _TIMING.match(line)), None)
        if at is None:
            continue
        timing = _TIMING.match(lines[at])
        if timing is None:
            continue
        groups = timing.groups()
        for speaker, words in _voices("\n".join(lines[at + 1 :])):
            if words:
                start = clock(groups[0], groups[1], groups[2], groups[3])
                end = clock(groups[4], groups[5], groups[6], groups[7])
                yield _Said(start=start, end=end, speaker=speaker, label="", words=words)


def _voices(payload: str) -> Iterator[tuple[str | None, str]]:
    """The parts of a cue by voice, without tags."""
    pieces = _VOICE.split(payload)
    yield None, _words(pieces[0])
    for speaker, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield html.unescape(speaker).strip(), _words(words)


def _words(text: str) -> str:
    return plain(html.unescape(_TAG.sub("", text))).strip()


def _speakers(said: list[_Said]) -> list[_Said]:
    """Cues that begin with a name and a colon get that speaker, where the name is in capitals or comes back."""
    found = [speaker_of(one.words) if one.speaker is None else None for one in said]
    counts = Counter(name for name, _ in filter(None, found))
    return [
        attrs.evolve(one, speaker=label[0], label=one.words[: label[1]], words=one.words[label[1] :])
        if label and one.words[label[1] :] and (counts[label[0]] > 1 or label[0].isupper())
        else one
        for one, label in zip(said, found, strict=True)
    ]
