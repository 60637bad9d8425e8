"""Who may have taken from whom: proposals for a person to decide.

What texts share says that they have something in common and never who had it first. A proposal therefore has no
direction; a person who has read both records one (``derived_from``, ``reports_on``).
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from counterbrief.evidence.folding import words
from counterbrief.evidence.lineage.mentions import Mention, find_link, find_mention, names_of, tokens
from counterbrief.evidence.lineage.passages import Passage, shared_passages
from counterbrief.evidence.lineage.speech import QuotedSpan, Said, quoted_spans
from counterbrief.model.records import Records
from counterbrief.model.sources import Source

#: A passage with fewer words outside of names is a name.
BESIDES_NAMES = 5


class Kind(enum.StrEnum):
    """What the words of a shared passage are, on both sides together."""

    NARRATED = "narrated"  #: told by both in their own voice: one has the other's words, or both a third's
    QUOTED_AND_NARRATED = "quoted-and-narrated"  #: quoted here and narrated there
    QUOTED_DOCUMENT = "quoted-document"  #: quoted on both sides, on one at least from a document
    QUOTED_UNSTATED = "quoted-unstated"  #: quoted on both sides; nobody is named who says them
    SPEECH = "speech"  #: what a third person says: both may have heard it; no evidence
    NAME = "name"  #: a name and little else: no evidence


class Reason(enum.StrEnum):
    """Why a connection is proposed."""

    PASSAGE = "passage"
    MENTION = "mention"
    LINK = "link"
    AUTHORSHIP = "authorship"


@attrs.frozen(kw_only=True)
class Proposal:
    """Two sources that may go back to one another, or to something third. It has no direction.

    Attributes:
        one: key of a text; for a mention or a link, of the one that names the other
        other: key of another text, or id of a source that was not seen itself
        reason: why
        why: the reason in words for people; it repeats nothing of the texts but how much they share
        kind: what the words of the passage are; None for other reasons
        passage: what they share; None for other reasons
        start: where ``one`` names the other: first code point; None for other reasons
        end: one past the last code point of that
    """

    one: str
    other: str
    reason: Reason
    why: str
    kind: Kind | None = None
    passage: Passage | None = None
    start: int | None = None
    end: int | None = None


_WHY = {
    Kind.NARRATED: "both tell {count} words in the same way, in their own voice",
    Kind.QUOTED_AND_NARRATED: "{count} words stand in quotation marks in one and are told without them in the other",
    Kind.QUOTED_DOCUMENT: "both quote {count} words, and at least one of them from a document",
    Kind.QUOTED_UNSTATED: "both quote {count} words and do not say whose; shared speech is possible",
}


def kind_of_passage(
    passage: Passage,
    texts: Mapping[str, str],
    *,
    names: Iterable[str] = (),
    spans: Mapping[str, tuple[QuotedSpan, ...]] | None = None,
) -> Kind:
    """What the words of a passage are.

    ``names`` are known names, whose words count for nothing; ``spans`` the quotations of each text, where they are at
    hand. In scripts with capitals, words that begin with one count as names too where they are one on both sides.
    """
    sides = []
    for key, start, end in (
        (passage.a, passage.a_start, passage.a_end),
        (passage.b, passage.b_start, passage.b_end),
    ):
        of_text = spans[key] if spans is not None else quoted_spans(texts[key])
        sides.append(_said(texts[key][start:end], start, of_text, names))
    if min(side.total() for side in sides) < BESIDES_NAMES:
        return Kind.NAME
    mostly = {_mostly(side) for side in sides}
    if mostly == {None}:
        return Kind.NARRATED
    if None in mostly:
        return Kind.QUOTED_AND_NARRATED
    if Said.DOCUMENT in mostly:
        return Kind.QUOTED_DOCUMENT
    return Kind.SPEECH if Said.PERSON in mostly else Kind.QUOTED_UNSTATED


def _mostly(side: Counter[Said | None]) -> Said | None:
    """Who says the greatest part of what is quoted; None where more than half is narrated."""
    if 2 * side[None] > side.total():
        return None
    return max((said for said in side if said is not None), key=lambda said: (side[said], said.value))


_SMALL = frozenset("a al and at based by da de del der des di du el et for in la le of on the to und van von y".split())


def _said(text: str, offset: int, spans: tuple[QuotedSpan, ...], names: Iterable[str]) -> Counter[Said | None]:
    """How many words each kind of speaker says, None the narrator; names and the small words in them count for nothing.

    ``offset`` is the place of ``text`` in the text that the spans belong to.
    """
    ready = tokens(text)
    named = [False] * len(ready.folded)
    for name in names:
        parts = [word.replace("z", "s") for word in words(name)]
        for start in ready.places.get(parts[0], ()) if parts else ():
            if ready.folded[start : start + len(parts)] == parts:
                named[start : start + len(parts)] = [True] * len(parts)
    said: Counter[Said | None] = Counter()
    near = [span for span in spans if span.end > offset and span.start < offset + len(text)]
    for word, printed, (start, end), known in zip(ready.folded, ready.printed, ready.spans, named, strict=True):
        letter = next((char for char in printed if char.isalpha()), "")
        if not (known or letter.isupper() or word in _SMALL):
            middle = offset + (start + end) // 2
            said[next((span.said for span in near if span.start <= middle < span.end), None)] += 1
    return said


def propose_lineage(
    texts: Mapping[str, str], records: Records | None = None, *, passages: Iterable[Passage] | None = None
) -> tuple[Proposal, ...]:
    """What may connect the texts with each other and with the sources of the records, each with its reason.

    The keys of ``texts`` are ids of sources where the records have them. ``passages`` are found anew where they are
    not given (that needs numpy; raises MissingToolError). Speech of third persons and mere names are left out.
    Sorted by the two ids, the reason and the place.
    """
    sources = {source.id: source for source in records.of(Source)} if records is not None else {}
    names = {source.id: names_of(source) for source in sources.values()}
    every_name = sorted({name for each in names.values() for name in each})
    proposals = _of_passages(texts, shared_passages(texts) if passages is None else passages, every_name)
    for key, text in texts.items():
        own = {words(name) for name in (*names.get(key, ()), *([sources[key].title] if key in sources else []))}
        ready = tokens(text)
        for other, source in sources.items():
            if other == key:
                continue
            link = find_link(text, source)
            if link is not None:
                proposals.append(_named(key, other, Reason.LINK, link, "the text gives its address"))
            mention = find_mention(ready, [name for name in names[other] if words(name) not in own])
            if mention is not None:
                proposals.append(_named(key, other, Reason.MENTION, mention, f"the text names {mention.name}"))
    proposals += _of_authors(sources, texts)
    return tuple(
        sorted(
            proposals,
            key=lambda one: (one.one, one.other, one.reason, one.passage.a_start if one.passage else one.start or 0),
        )
    )


def _of_passages(texts: Mapping[str, str], passages: Iterable[Passage], names: list[str]) -> list[Proposal]:
    spans: dict[str, tuple[QuotedSpan, ...]] = {}
    proposals = []
    for passage in passages:
        for key in (passage.a, passage.b):
            if key not in spans:
                spans[key] = quoted_spans(texts[key])
        kind = kind_of_passage(passage, texts, names=names, spans=spans)
        if kind in _WHY:
            why = _WHY[kind].format(count=passage.words)
            proposals.append(
                Proposal(one=passage.a, other=passage.b, reason=Reason.PASSAGE, why=why, kind=kind, passage=passage)
            )
    return proposals


def _named(key: str, other: str, reason: Reason, mention: Mention, why: str) -> Proposal:
    return Proposal(one=key, other=other, reason=reason, why=why, start=mention.start, end=mention.end)


def _of_authors(sources: Mapping[str, Source], texts: Mapping[str, str]) -> list[Proposal]:
    """Sources whose records state one author. Two that nobody here has read are left to each other."""
    proposals = []
    ordered = list(sources.values())
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            shared = [name for name in one.author if name in other.author]
            if shared and (one.id in texts or other.id in texts):
                why = "both state the same author"
                proposals.append(Proposal(one=one.id, other=other.id, reason=Reason.AUTHORSHIP, why=why))
    return proposals
