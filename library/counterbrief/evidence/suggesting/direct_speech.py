"""Which words in quotation marks are direct speech, and which are scare quotes, terms or titles.

The rule. Words in marks are direct speech where

- they are :data:`LEAST` words or more, outside of headlines, and no title; or
- they are fewer, begin as a sentence does, end with a comma or a sentence mark within the marks, and words of saying
  beside them name who speaks: '“I left,” he said'.

A title begins each of its longer words with a capital, ends with no sentence mark, and nobody is said to say it. What
stands in a headline (a block that is no paragraph) is direct speech only where it ends as a sentence. All else - '“cannon
fodder”', '“dull”' - is a term that the page sets apart: a mention at most, nobody's testimony. In scripts without spaces
two signs count as a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from counterbrief.evidence.folding import words
from counterbrief.evidence.suggesting.quotation_marks import Marked
from counterbrief.evidence.suggesting.speakers import Candidate, Page

#: So many words in quotation marks are speech and no term.
LEAST = 4
_SENTENCE_MARKS = (".", "!", "?", "…", "।", "。", "！", "？", "؟", "۔")
_COMMAS = (",", "،")
_LONGER = 4


def why_direct(page: Page, number: int, found: Sequence[Candidate]) -> str | None:
    """Why ``page.spans[number]`` is direct speech, in words for people; None where it is not."""
    span = page.spans[number]
    said = bool(found) and found[0].said
    inside = page.text[span.start : span.end].strip().rstrip("'’”»")
    count = word_count(inside)
    whole = inside.endswith(_SENTENCE_MARKS)
    if page.parts[span.block].paragraph is None and not (whole and count >= LEAST):
        return None
    if count >= LEAST:
        if not (whole or said) and _is_title(inside):
            return None
        return (
            "a whole sentence in quotation marks"
            if _is_sentence(page, span)
            else "a part of a sentence in quotation marks"
        )
    if said and count and (whole or inside.endswith(_COMMAS)) and not inside[0].islower():
        return "short words in quotation marks that somebody is said to say"
    return None


def may_be_direct(page: Page, number: int) -> bool:
    """Whether :func:`why_direct` can have an answer, before anybody is asked who speaks."""
    span = page.spans[number]
    inside = page.text[span.start : span.end].strip().rstrip("'’”»")
    return inside.endswith((*_SENTENCE_MARKS, *_COMMAS)) or word_count(inside) >= LEAST


def word_count(text: str) -> int:
    """Words; in scripts without spaces two signs count as one."""
    packed = sum(1 for char in text if _is_packed(char))
    return len(words("".join(" " if _is_packed(char) else char for char in text))) + packed // 2


def _is_packed(char: str) -> bool:
    if char < "\u0e00":
        return False
    name = unicodedata.name(char, "")
    return name.startswith(
        ("CJK UNIFIED", "HIRAGANA LETTER", "KATAKANA LETTER", "THAI CHARACTER", "KHMER LETTER", "MYANMAR LETTER")
    )


def _is_sentence(page: Page, span: Marked) -> bool:
    first = page.text[span.start : span.end].lstrip(" \u00a0[(“‘«\"'¿¡…")[:1]
    return bool(first) and not first.islower()


def _is_title(inside: str) -> bool:
    longer = [word for word in re.findall(r"[^\W\d_][\w’'-]*", inside) if len(word) >= _LONGER]
    return bool(longer) and inside[:1].isupper() and all(word[0].isupper() for word in longer)
