"""``counterbrief lineage``."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterbrief.cli.options import format_option, one_corpus, shipped_option
from counterbrief.cli.printing import BOLD, FAINT, GREEN, RED, note, paint, place_json, plural, say, say_json
from counterbrief.evidence.lineage.derivation import DerivationGraph, derivation_graph, lines
from counterbrief.evidence.masking import MARK, Mask
from counterbrief.workflow import Corpus

if TYPE_CHECKING:
    from counterbrief.evidence.lineage.proposals import Proposal
    from counterbrief.workflow.lineage import Connection, Lineage

#: A passage is shown with so many words at its beginning and at its end.
_FIRST, _LAST = 20, 8


@click.command(
    epilog="""\b
Examples:
  counterbrief lineage                                     what nobody has decided in the corpus here
  counterbrief lineage my-corpus --captures /secure/captures
  counterbrief lineage my-corpus --derived page --from study      the page retells the study: one origin
  counterbrief lineage my-corpus --reports page --about study     it tells of the study and rests on its own work
  counterbrief lineage my-corpus --own page                       it goes back to nothing but itself

What texts share does not tell who had it first: read both, then record what you find. Recording changes the source's
record, so its approvals are void. Needs: pip install 'counterbrief[captures,lineage]'
"""
)
@click.argument("corpus", required=False)
@shipped_option
@click.option("--captures", metavar="FOLDER", help="Where the captured bytes are. [default: beside the corpus]")
@click.option("--all", "everything", is_flag=True, help="Show what is decided too, and the graph of it.")
@click.option("--derived", metavar="ID", help="Record that this source retells those of --from.")
@click.option("--from", "origins", multiple=True, metavar="ID", help="What it retells; can be given several times.")
@click.option("--reports", metavar="ID", help="Record that this source tells of those of --about, and no more.")
@click.option("--about", "subjects", multiple=True, metavar="ID", help="What it tells of; can be given several times.")
@click.option("--own", metavar="ID", help="Record that this source goes back to nothing but itself.")
@format_option
@click.pass_context
def lineage(
    ctx: click.Context,
    *,
    corpus: str | None,
    shipped: bool,
    captures: str | None,
    everything: bool,
    derived: str | None,
    origins: tuple[str, ...],
    reports: str | None,
    subjects: tuple[str, ...],
    own: str | None,
    form: str,
) -> None:
    """Propose which sources go back to one another, and record what you decide.

    Reads the newest capture of each source and tells what they share, whom they name and what they link to, each with
    its reason. Speech of third persons and mere names are left out. Exit code 1 where a capture cannot be read.
    """
    folder = one_corpus(corpus, shipped)
    if _decides(derived, origins, reports, subjects, own):
        if folder is None:
            raise click.UsageError("the shipped corpus stays as it is; copy it with 'counterbrief init --from-shipped'")
        _record(Corpus.open(folder), derived=derived, origins=origins, reports=reports, subjects=subjects, own=own)
        return
    if captures is None and folder is None:
        raise click.UsageError("name the folder of the captures with --captures")
    from counterbrief.store.captures import CaptureStore
    from counterbrief.workflow.capture import default_captures
    from counterbrief.workflow.lineage import lineage as trace

    opened = Corpus.shipped() if folder is None else Corpus.open(folder)
    store = CaptureStore(Path(captures) if captures is not None else default_captures(folder or "."))
    found = trace(opened, store=store)
    graph = derivation_graph(opened.records)
    shown = found.connections if everything else found.open
    texts = _Shown(found, Mask.of(opened.records))
    if form == "json":
        say_json(_report(found, shown, texts, opened, graph))
    else:
        for line in _lines(found, shown, texts, opened, None if corpus is None else folder):
            say(line)
        if everything:
            say()
            for entry in lines(graph):
                say(str(entry))
        note(_summary(found))
    ctx.exit(1 if found.problems else 0)


def _decides(
    derived: str | None, origins: Sequence[str], reports: str | None, subjects: Sequence[str], own: str | None
) -> bool:
    """Whether a decision is to be recorded; one that is incomplete or more than one is a mistake."""
    if (derived is None) != (not origins):
        raise click.UsageError("--derived ID needs --from ID, and the other way round")
    if (reports is None) != (not subjects):
        raise click.UsageError("--reports ID needs --about ID, and the other way round")
    given = [each for each in (derived, reports, own) if each is not None]
    if len(given) > 1:
        raise click.UsageError("record one decision at a time: --derived, --reports or --own")
    return bool(given)


def _record(
    corpus: Corpus,
    *,
    derived: str | None,
    origins: Sequence[str],
    reports: str | None,
    subjects: Sequence[str],
    own: str | None,
) -> None:
    from counterbrief.workflow.origin_decisions import Decision, decide

    wanted: list[tuple[str, str | None, Decision, str]] = []
    if own is not None:
        wanted.append((own, None, Decision.OWN_ORIGIN, f"{own} is an origin of its own"))
    if derived is not None:
        wanted += [
            (derived, each, Decision.DERIVED_FROM, f"{derived} is derived from {each}")
            for each in dict.fromkeys(origins)
        ]
    if reports is not None:
        wanted += [
            (reports, each, Decision.REPORTS_ON, f"{reports} reports on {each}") for each in dict.fromkeys(subjects)
        ]
    voided: list[str] = []
    for one, other, kind, words in wanted:
        done = decide(corpus, one, other, kind)
        corpus = done.corpus
        voided += done.voided
        say(f"{words}: {'recorded' if done.changed else 'recorded already'}")
    if voided:
        one = wanted[0][0]
        are = "is" if len(voided) == 1 else "are"
        note(f"{', '.join(voided)} {are} void, because {one} changed; have it approved again with:")
        note(f"  counterbrief approve {one} --by ID")


class _Shown:
    """The texts as they may be shown: without whom the corpus protects."""

    def __init__(self, found: Lineage, mask: Mask) -> None:
        self._texts = found.texts
        self._mask = mask
        self._hidden: dict[str, tuple[tuple[int, int], ...]] = {}

    def passage(self, proposal: Proposal) -> str | None:
        """The words of a passage on its first side, shortened."""
        shared = proposal.passage
        if shared is None:
            return None
        text = self._texts[shared.a]
        if shared.a not in self._hidden:
            # In the whole text, so that a name which the passage cuts in two is found.
            self._hidden[shared.a] = self._mask.spans(text)
        parts, place = [], shared.a_start
        for start, end in self._hidden[shared.a]:
            if start < shared.a_end and end > place:
                parts += [text[place : max(start, place)], MARK]
                place = min(end, shared.a_end)
        # What is left is hidden as well where the marks bring the parts of a name together.
        return _shortened(self._mask.text("".join((*parts, text[place : shared.a_end]))))

    def words(self, text: str) -> str:
        """Words that may hold a name."""
        return self._mask.text(text)


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) <= _FIRST + _LAST + 2:
        return " ".join(words)
    return " ".join((*words[:_FIRST], "[…]", *words[-_LAST:]))


def _lines(
    found: Lineage, shown: Sequence[Connection], texts: _Shown, corpus: Corpus, folder: str | None
) -> Iterator[str]:
    for problem in found.problems:
        capture = problem.capture
        place = corpus.place(capture.id, ("sha256",)) or capture.id
        yield f"{paint(str(place), BOLD)}: {paint('not read', RED)}: {texts.words(str(problem.error))}"
    for group in found.same_captures:
        yield f"one capture, read once: {', '.join(group)}"
    for each in shown:
        yield ""
        yield " – ".join(paint(" or ".join(ids), BOLD) for ids in _ordered(each))
        for proposal in each.proposals:
            yield f"    {_reason(proposal, each, texts)}"
            passage = texts.passage(proposal)
            if passage is not None:
                yield f"        “{passage}”"
        yield f"    {paint('decided', GREEN)}: {each.decided}" if each.decided else f"    {_how(each, folder)}"


def _reason(proposal: Proposal, connection: Connection, texts: _Shown) -> str:
    why = texts.words(proposal.why)
    if proposal.start is None:
        return f"{proposal.reason.value}: {why}"
    naming = connection.one if proposal.one in connection.one else connection.other
    return f"{proposal.reason.value} in {naming[0]}{' …' if len(naming) > 1 else ''}: {why}"


def _ordered(connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides, the one that names the other first."""
    one, other = connection.one, connection.other
    naming = [proposal.one for proposal in connection.proposals if proposal.start is not None]
    return (other, one) if naming and all(each in other for each in naming) else (one, other)


def _how(connection: Connection, folder: str | None) -> str:
    """How to record what a person finds; where one names the other, that is the one which may have it from there."""
    one, other = (ids[0] if len(ids) == 1 else "ID" for ids in _ordered(connection))
    command = shlex.join(["counterbrief", "lineage", *([folder] if folder is not None else [])])
    named = any(proposal.start is not None for proposal in connection.proposals)
    round_about = "" if named else ", or the other way round"
    return paint(f"record: {command} --derived {one} --from {other}{round_about}; see --help", FAINT)


def _summary(found: Lineage) -> str:
    settled = len(found.connections) - len(found.open)
    parts = [f"{plural(len(found.open), 'connection')} to decide", f"{settled} decided"]
    parts.append(f"{plural(len(found.texts), 'source')} read")
    if found.problems:
        parts.append(f"{plural(len(found.problems), 'capture')} not read")
    if found.uncaptured:
        parts.append(f"no capture of {', '.join(found.uncaptured)}")
    return ", ".join(parts)


def _report(
    found: Lineage, shown: Sequence[Connection], texts: _Shown, corpus: Corpus, graph: DerivationGraph
) -> dict[str, Any]:
    return {
        "connections": [
            {
                "one": list(each.one),
                "other": list(each.other),
                "decided": each.decided or None,
                "proposals": [_proposal(proposal, texts) for proposal in each.proposals],
            }
            for each in shown
        ],
        "same_captures": [list(group) for group in found.same_captures],
        "uncaptured": list(found.uncaptured),
        "problems": [
            {
                "source": problem.capture.source,
                "capture": problem.capture.id,
                **place_json(corpus.place(problem.capture.id, ("sha256",))),
                "message": texts.words(problem.error.message),
                "hint": problem.error.hint,
            }
            for problem in found.problems
        ],
        "graph": {
            "nodes": [{"source": node.source, "place": node.place.value, "known": node.known} for node in graph.nodes],
            "edges": [
                {"source": edge.source, "target": edge.target, "relation": edge.relation.value} for edge in graph.edges
            ],
        },
    }


def _proposal(proposal: Proposal, texts: _Shown) -> dict[str, Any]:
    shared = proposal.passage
    return {
        "one": proposal.one,
        "other": proposal.other,
        "reason": proposal.reason.value,
        "kind": proposal.kind.value if proposal.kind is not None else None,
        "why": texts.words(proposal.why),
        "words": shared.words if shared is not None else None,
        "passage": texts.passage(proposal),
        "start": shared.a_start if shared is not None else proposal.start,
        "end": shared.a_end if shared is not None else proposal.end,
        "other_start": shared.b_start if shared is not None else None,
        "other_end": shared.b_end if shared is not None else None,
    }
