"""A quotation taken apart: the words it claims to repeat, and the edits it declares between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from counterbrief.evidence.quotation.fold import Token, fold_words, tokens

#: Longer stretches of words are compared in parts of this many, so that the work grows with their length only.
LONGEST_SEGMENT = 200

_DOTS = r"(?:[…⋯]|\.(?:\s?\.){2,})"
_MARK = re.compile(rf"\[[^\[\]]*\]|\(\s{{0,4}}{_DOTS}\s{{0,4}}\)|{_DOTS}")
_OMISSION = re.compile(r"[\s.…⋯]*")


@attrs.frozen
class Joint:
    """What stands between two segments of a quotation, or at one of its ends.

    Attributes:
        start, end: where it stands in the quotation (code points, half open)
        ellipsis: whether it declares that words are left out
        bracketed: the words in square brackets
        sic: whether it says that the words before it are the original's
        inner: the letters in brackets inside a word, as in ``[un]able``; the word itself is in ``bracketed``
    """

    start: int
    end: int
    ellipsis: bool = False
    bracketed: tuple[Token, ...] = ()
    sic: bool = False
    inner: str = ""

    @property
    def declares(self) -> bool:
        """Whether it declares anything at all; a joint in the middle of a long stretch of words does not."""
        return self.ellipsis or bool(self.bracketed) or self.sic


@attrs.frozen
class Parsed:
    """A quotation as ``joints[0] segments[0] joints[1] … segments[-1] joints[-1]``. A segment holds words in a row."""

    segments: tuple[tuple[Token, ...], ...]
    joints: tuple[Joint, ...]


def marks(text: str) -> list[str]:
    """The brackets and ellipses a text prints, in order, each reduced to what it says."""
    return [
        "…" if _OMISSION.fullmatch(mark.strip("[]()")) else " ".join(fold_words(mark)) for mark in _MARK.findall(text)
    ]


def parse(quotation: str, *, letters_are_edits: bool) -> Parsed:
    """Take a quotation apart.

    ``letters_are_edits`` says how to read letters in brackets inside a word (``[T]he``, ``fight[ing]``): as part of
    the word, or as an editor's word in place of another.
    """
    words = list(tokens(quotation))
    edits: list[tuple[int, int, Joint]] = []
    inside = [(word.start, word.end) for word in words if "[" in quotation[word.start : word.end]]
    for mark in _MARK.finditer(quotation):
        start, end = mark.span()
        if not any(low <= start and end <= high for low, high in inside):
            edits.append((start, end, _joint(quotation, start, end)))
    if letters_are_edits:
        for start, end in inside:
            within = tuple(word for word in words if start <= word.start and word.end <= end)
            inner = "".join(re.findall(r"\[(.*?)\]", quotation[start:end]))
            edits.append((start, end, Joint(start, end, bracketed=within, inner=inner)))
    edits.sort(key=lambda edit: edit[:2])
    return _assemble(words, edits, len(quotation))


def _joint(quotation: str, start: int, end: int) -> Joint:
    mark = quotation[start:end]
    within = tuple(Token(word.folded, word.start + start, word.end + start) for word in tokens(mark))
    if _OMISSION.fullmatch(mark.strip("[]()")):
        return Joint(start, end, ellipsis=True)
    if [word.folded for word in within] == ["sic"]:
        return Joint(start, end, sic=True)
    return Joint(start, end, ellipsis=re.search(_DOTS, mark) is not None, bracketed=within)


def _assemble(words: Sequence[Token], edits: Sequence[tuple[int, int, Joint]], length: int) -> Parsed:
    segments: list[tuple[Token, ...]] = []
    joints: list[Joint] = []
    joint = Joint(0, 0)
    place = 0
    for start, end, edit in (*edits, (length, length, Joint(length, length))):
        run: list[Token] = []
        while place < len(words) and words[place].start < end:
            if words[place].end <= start:
                run.append(words[place])
            place += 1
        for first in range(0, len(run), LONGEST_SEGMENT):
            joints.append(joint)
            segments.append(tuple(run[first : first + LONGEST_SEGMENT]))
            joint = Joint(segments[-1][-1].end, segments[-1][-1].end)
        joint = _merge(joint, edit) if edit.declares else joint
    return Parsed(tuple(segments), (*joints, joint))


def _merge(one: Joint, other: Joint) -> Joint:
    if not one.declares:
        return other
    return Joint(
        one.start,
        other.end,
        ellipsis=one.ellipsis or other.ellipsis,
        bracketed=one.bracketed + other.bracketed,
        sic=one.sic or other.sic,
        inner=one.inner + other.inner,
    )
