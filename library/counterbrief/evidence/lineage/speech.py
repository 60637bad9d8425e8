"""Quoted and narrated words: what stands in quotation marks, and whether a document or a person says it.

Rules for English news text. Where no rule fits, the answer is that it is not stated.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import attrs


class Said(enum.StrEnum):
    """Who says words that are quoted."""

    DOCUMENT = "document"  #: a report, a study, a statement
    PERSON = "person"  #: somebody, also where a document cites them
    UNSTATED = "unstated"  #: the sentence does not say


@attrs.frozen(kw_only=True)
class QuotedSpan:
    """Words between quotation marks. Of quotations within quotations the outermost is told.

    Attributes:
        start: first code point after the opening mark
        end: the closing mark, or the end of the paragraph where the next one opens again
        said: who says them, as far as their sentence tells
        cue: the words that tell, such as 'report said'; empty where none do
    """

    start: int
    end: int
    said: Said
    cue: str = ""


_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’'"}
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…]['’”»\")\]]*\s+(?=[^a-z])")
_DOCUMENTS = frozenset(
    """
    analysis article book brief dossier document documents essay file findings it letter memo note op-ed paper papers
    post press-release publication record release report research statement study survey text tweet video videos
    """.split()
)
_PERSONS = frozenset(
    """
    activist analyst boy brother captive commander comrade court daughter defector defectors deserter deserters expert
    father fighter fighters former-member girl he husband i inmate judge leader leaders lawyer lawyers locals man member
    members men minister mother mufti official officials one others parents police president prisoner professor recruit
    recruits researcher researchers returnee returnees she sister soldier soldiers son speaker spokesman spokesperson
    spokeswoman they we who widow wife witness witnesses woman women
    """.split()
)
_SAYING = (
    r"(?:sa(?:id|ys|y|ying)|add(?:ed|s)|argu(?:ed|es)|claim(?:ed|s)|conclud(?:ed|es)|explain(?:ed|s)|found|finds|not(?:ed|es)"
    r"|read|reads|recall(?:ed|s)|remember(?:ed|s)|stat(?:ed|es)|stress(?:ed|es)|suggest(?:ed|s)|t(?:old|ells)|w(?:rote|rites)"
    r"|warn(?:ed|s)|called|calls|describ(?:ed|es)|believes|considers)"
)
_SAYS = re.compile(rf"\b{_SAYING}\b")
_AS_SAYING = re.compile(r"\b(?:cit|quot)(?:ed|es|ing)\s+(?:\S+\s+){1,6}as\s+(?:saying|telling)\b")
_ACCORDING = re.compile(r"\b(?i:according to)\s+((?:[\w’'.-]+\s*){1,8})")
_WORD = re.compile(r"[\w-]+")
_NEAR = 60
_CONTEXT = 500  # characters on each side that are looked at: bounds the time on hostile pages
_NEIGHBOURS = 12
_DEEPEST = 8
_LEADS_ON = (",", ":", "?", "!")
_OTHER_CLAUSE = re.compile(r"\b(?:although|but|while|whereas)\b")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BRIDGES = frozenset("also then later once even further had has have a an the his her their".split())


def quoted_spans(text: str) -> tuple[QuotedSpan, ...]:
    """Every quotation of a text in order, paragraph by paragraph; a mark without its partner is no quotation."""
    found: list[QuotedSpan] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for place, (begin, end) in enumerate(paragraphs):
        following = text[paragraphs[place + 1][0]] if place + 1 < len(paragraphs) else ""
        spans = list(_spans(text, begin, end, following))
        for number, (start, stop) in enumerate(spans):
            near = spans[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS]
            said, cue = _who(text, (begin, end), (start, stop), near)
            found.append(QuotedSpan(start=start, end=stop, said=said, cue=cue))
    return tuple(found)


def _spans(text: str, begin: int, end: int, following: str) -> Iterator[tuple[int, int]]:
    """The outermost pairs of quotation marks of one paragraph."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place in range(begin, end):
        char = text[place]
        before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
        if char in "'’" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        depth = next((depth for depth in reversed(range(len(stack))) if char in stack[depth][0]), None)
        if depth is not None and (char not in "'’" or not after.isalnum()):
            pairs.append((stack[depth][1], place))
            del stack[depth:]
        elif char in _PAIRS and (char != "‘" or not before.isalnum()):
            stack.append((_PAIRS[char], place + 1))
        elif char == '"':
            stack.append(('"', place + 1))
        if len(stack) > _DEEPEST:
            del stack[0]
    if stack and stack[0][1] == begin + 1 and following == text[begin]:
        pairs.append((begin + 1, end))  # speech that goes on in the next paragraph, which opens it again
    pairs.sort(key=lambda pair: (pair[0], -pair[1]))
    last = begin
    for start, stop in pairs:
        if start >= last and stop > start:
            yield start, stop
            last = stop


def _who(
    text: str, paragraph: tuple[int, int], span: tuple[int, int], spans: list[tuple[int, int]]
) -> tuple[Said, str]:
    """Who says a quotation: from the words of its sentence before it, then from those after it."""
    begin, end = max(paragraph[0], span[0] - _CONTEXT), min(paragraph[1], span[1] + _CONTEXT)
    before = _blanked(text[begin : span[0] - 1], begin, spans)
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    before = before[ends[-1] if ends else 0 :]
    after = _blanked(text[span[1] + 1 : end], span[1] + 1, spans)
    stop = _SENTENCE_END.search(after)
    # “…”, said a defector: a speaker behind the words comes at once, behind a comma, and is nearer than one before.
    after = after[: stop.end()] if stop else after
    quoted = text[span[0] : span[1]].rstrip("'’")
    leads_on = after.startswith(_LEADS_ON) or quoted.endswith(_LEADS_ON)
    after = _OTHER_CLAUSE.split(after)[0]
    for part in (after[:_NEAR], before, after) if leads_on else (before,):
        said = _told(part)
        if said is not None:
            return said
    return Said.UNSTATED, ""


def _blanked(part: str, offset: int, spans: list[tuple[int, int]]) -> str:
    """The part with all quoted words taken out: what they say of speakers is not the sentence's."""
    chars = list(part)
    for start, stop in spans:
        for place in range(max(start - offset, 0), min(stop - offset, len(chars))):
            chars[place] = "_" if chars[place] not in " \t" else " "
    return "".join(chars)


def _told(part: str) -> tuple[Said, str] | None:
    relayed = _AS_SAYING.search(part)
    if relayed:
        return Said.PERSON, relayed.group()
    according = _ACCORDING.search(part)
    if according:
        names = _WORD.findall(according.group(1).casefold())
        return (Said.DOCUMENT if _DOCUMENTS & set(names) else Said.PERSON), according.group().strip()
    verbs = list(_SAYS.finditer(part))
    for verb in reversed(verbs):
        said = _subject(part, verb)
        if said is not None:
            return said
    return None


def _subject(part: str, verb: re.Match[str]) -> tuple[Said, str] | None:
    """The subject of a verb of saying: beside it, or the nearest noun before it that is known to speak."""
    before = [match.group() for match in _WORD.finditer(part, 0, verb.start())]
    behind_quotation = not before or not before[-1].strip("_")
    before = [word for word in before if word.strip("_")]
    while before and before[-1].casefold() in _BRIDGES | _DAYS:
        before.pop()
    beside = part[: verb.start()].rstrip()
    if before and before[-1][:1].isupper() and not beside.endswith(",") and before[-1].casefold() not in _DOCUMENTS:
        return Said.PERSON, f"{before[-1]} {verb.group()}"
    after = [match.group() for match in _WORD.finditer(part, verb.end())][:4]
    if behind_quotation:  # “…,” said a defector
        for word in after:
            kind = _kind(word)
            if kind is not None:
                return kind, f"{verb.group()} {word}"
        if after and after[0][:1].isupper():
            return Said.PERSON, f"{verb.group()} {after[0]}"
    for word in reversed(before):
        kind = _kind(word)
        if kind is not None:
            return kind, f"{word} {verb.group()}"
    return None


def _kind(word: str) -> Said | None:
    folded = word.casefold()
    if folded in _DOCUMENTS:
        return Said.DOCUMENT
    return Said.PERSON if folded in _PERSONS else None
