"""Lineage: what the captures say about who may have taken from whom, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from counterbrief.errors import CounterbriefError, MissingToolError
from counterbrief.evidence.lineage.origins import reached, roots
from counterbrief.evidence.lineage.passages import shared_passages
from counterbrief.evidence.lineage.proposals import Proposal, Reason, propose_lineage
from counterbrief.model import Capture, Source
from counterbrief.model.references import standings
from counterbrief.store.captures import CaptureStore, article_text
from counterbrief.workflow.capture import newest_captures, read_capture
from counterbrief.workflow.corpus import Corpus

_HTML = "text/html"


@attrs.frozen(kw_only=True)
class Connection:
    """Two sources that may go back to one another, and why. It has no direction.

    Attributes:
        one: ids of the sources on one side, sorted; several where they share one capture
        other: ids of the sources on the other side, likewise
        proposals: the reasons, as they were found in the texts; who names whom is told in them
        decided: in words, what people recorded that settles it; empty where a person still has to look
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    decided: str = ""


@attrs.frozen(kw_only=True)
class Unread:
    """A capture that cannot be read; it says nothing, and its source stays out of the comparison.

    Attributes:
        capture: the capture
        error: what is wrong with it
    """

    capture: Capture
    error: CounterbriefError


@attrs.frozen(kw_only=True)
class Lineage:
    """What reading all captures together found.

    Attributes:
        connections: the open ones and the settled ones, sorted by their ids
        same_captures: groups of sources that share one capture; they are not compared with each other
        problems: the captures that cannot be read, by id
        uncaptured: ids of sources of which there is no capture; they are only looked for in the texts of the others
        texts: by id of a source, the text that was read: of a page, its article alone. The positions of the proposals
            count in it
    """

    connections: tuple[Connection, ...]
    same_captures: tuple[tuple[str, ...], ...]
    problems: tuple[Unread, ...]
    uncaptured: tuple[str, ...]
    texts: Mapping[str, str] = attrs.field(repr=False)

    @property
    def open(self) -> tuple[Connection, ...]:
        """The connections on which nobody has decided."""
        return tuple(one for one in self.connections if not one.decided)


def lineage(corpus: Corpus, *, store: CaptureStore) -> Lineage:
    """Read the newest capture of each source, and propose what may connect the sources, each with its reasons.

    Sources that share one capture (a page that holds several posts) are read once: what is found there is told of all
    of them together. A capture that is missing, altered or unreadable is a problem and is left out. Connections that
    people settled come back with what settled them.

    Raises MissingToolError where numpy, or a library that reads a capture, is not installed.
    """
    known = {source.id for source in corpus.records.of(Source)}
    captures = {
        source: capture for source, capture in sorted(newest_captures(corpus.records).items()) if source in known
    }
    texts: dict[str, str] = {}
    problems: list[Unread] = []
    by_capture: dict[tuple[str, str], list[str]] = {}
    for source, capture in captures.items():
        try:
            texts[source] = _text(capture, store)
        except MissingToolError:
            raise
        except CounterbriefError as error:
            problems.append(Unread(capture=capture, error=error))
        else:
            # An archive holds several documents, so the bytes alone do not make them one.
            by_capture.setdefault((capture.sha256, texts[source]), []).append(source)
    groups = {source: tuple(group) for group in by_capture.values() for source in group}
    passages = shared_passages({group[0]: texts[group[0]] for group in by_capture.values()})
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Proposal]] = {}
    for proposal in propose_lineage(texts, corpus.records, passages=passages):
        one, other = _sides(proposal, groups)
        if proposal.other in one:
            continue
        told = found.setdefault((min(one, other), max(one, other)), [])
        if proposal.passage or not any(_same(each, proposal) for each in told):
            told.append(proposal)
    sources = {source.id: source for source in corpus.records.of(Source)}
    single = _single_passages(corpus)
    return Lineage(
        connections=tuple(
            Connection(one=one, other=other, proposals=tuple(told), decided=_settled(one, other, told, sources, single))
            for (one, other), told in sorted(found.items())
        ),
        same_captures=tuple(sorted(tuple(group) for group in by_capture.values() if len(group) > 1)),
        problems=tuple(sorted(problems, key=lambda each: each.capture.id)),
        uncaptured=tuple(sorted(sources.keys() - captures.keys())),
        texts=texts,
    )


def _same(one: Proposal, other: Proposal) -> bool:
    """Whether sources that share a capture bring up one thing twice."""
    return (one.reason, one.other) == (other.reason, other.other)


def _text(capture: Capture, store: CaptureStore) -> str:
    visible = read_capture(capture, store)
    if visible.document_type != _HTML:
        return visible.text
    data = store.get(capture.sha256, size=capture.size)
    name = store.path(capture.sha256).as_posix()
    return article_text(data, name, address=capture.address, encoding=capture.encoding)


def _sides(proposal: Proposal, groups: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sources on either side: what a text says is said by all that share its capture; a record is one source's."""
    group = groups.get(proposal.one, (proposal.one,))
    if proposal.reason is Reason.PASSAGE:
        return group, groups[proposal.other]
    if proposal.reason is Reason.AUTHORSHIP and proposal.other not in group:
        return (proposal.one,), (proposal.other,)
    return group, (proposal.other,)


def _settled(
    one: tuple[str, ...],
    other: tuple[str, ...],
    proposals: Iterable[Proposal],
    sources: Mapping[str, Source],
    single: frozenset[tuple[str, str]],
) -> str:
    """What was recorded that settles a connection, in words; between sources that share captures, that of any two."""
    derived_from = {source.id: source.derived_from for source in sources.values()}
    pairs = [(sources[a], sources[b]) for a in one for b in other]
    for a, b in pairs:
        for this, that in ((a, b), (b, a)):
            if that.id in this.derived_from:
                return f"{this.id} is derived from {that.id}"
            if that.id in this.reports_on:
                return f"{this.id} reports on {that.id}"
            if (this.id, that.id) in single:
                return f"the origin of single passages of {this.id} is recorded as {that.id}"
        if roots(a.id, derived_from) == roots(b.id, derived_from):
            return f"both go back to {' and '.join(roots(a.id, derived_from))}"
        for this, that in ((a, b), (b, a)):
            if that.id in reached(this.id, derived_from):
                return f"{this.id} goes back to {that.id}"
    if all(_own(each, one if each.one in one else other, (*one, *other), sources) for each in proposals):
        return "an origin of its own"
    return ""


def _single_passages(corpus: Corpus) -> frozenset[tuple[str, str]]:
    """Pairs of a source and an origin that some citation records for a passage of it, though not for the whole."""
    return frozenset(
        (citation.read, citation.origin.source)
        for record in corpus.records
        for _, cites, _ in standings(record)
        for citation in cites
        if citation.origin is not None and citation.origin.source is not None
    )


def _own(proposal: Proposal, naming: Iterable[str], both: Iterable[str], sources: Mapping[str, Source]) -> bool:
    """Whether own origins settle it: that of who names the other; for what has no direction, those of both sides."""
    directed = proposal.reason in (Reason.MENTION, Reason.LINK)
    return all(sources[each].own_origin for each in (naming if directed else both))
