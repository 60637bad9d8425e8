"""Suggesting: from a saved document to files of drafts that a person edits."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from counterbrief.errors import ConflictError, Place
from counterbrief.evidence.masking import Mask
from counterbrief.evidence.suggesting.proposals import FigureProposal, Proposal, QuotationProposal, suggest
from counterbrief.evidence.suggesting.who_phrases import WhoKind
from counterbrief.files import write_whole
from counterbrief.model import KINDS, Capture, Source
from counterbrief.model.ids import LONGEST
from counterbrief.model.text import fault_of_text
from counterbrief.store.captures import VisibleText, read_document, read_file
from counterbrief.store.folder import SETTINGS
from counterbrief.workflow.capture import text_sha256
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.naming import unknown
from counterbrief.workflow.shown import one_line
from counterbrief.workflow.source_drafts import id_from
from counterbrief.workflow.suggestion_files import (
    FigureItem,
    Passage,
    PersonItem,
    QuotationItem,
    Reviewed,
    Suggestions,
    write_suggestions_files,
)

#: At most so many proposals of one document are drafted.
MOST = 1000
#: At most so many excerpts are drafted for one testimony: a record is no larger than can be read.
EXCERPTS = 100
_ROLE = "somebody whom the source quotes"
_FREE = "drafts"  # the folder of a corpus in which other files may stand


@attrs.frozen(kw_only=True)
class Suggested:
    """What a document holds.

    Attributes:
        source: id of the source that it is a copy of
        known: whether the corpus has that source
        proposals: what is proposed, in the order of the text; nothing that a protected name stands in
        suggestions: the same as drafts
        notes: what a person must know: of the reading, and how much was left out
    """

    source: str
    known: bool
    proposals: tuple[Proposal, ...]
    suggestions: Suggestions
    notes: tuple[str, ...]


def suggest_from(corpus: Corpus, file: str | Path, *, source_id: str | None = None) -> Suggested:
    """What may be taken from a saved document, as drafts.

    Without ``source_id`` it is the source of which the corpus has captured these bytes, else an id made from the title.
    A proposal whose words tell a protected name is left out, and what stands around the others is cut off before one.

    Raises :class:`~counterbrief.store.captures.DocumentError` where the document cannot be read,
    :class:`~counterbrief.errors.NotFoundError` for an unknown source, and :class:`~counterbrief.errors.ConflictError`
    where it is a copy of several.
    """
    path = Path(file)
    data = read_file(path)
    document = read_document(data, path.as_posix())
    source = _source(corpus, data, path, source_id) or id_from(
        next((one.value for one in document.stated if one.about == "title"), path.stem), document.visible.address
    )
    record = corpus.records.get(Source, source)
    visible = document.visible
    found = suggest(visible.text, visible.turns, corpus.records, pages=visible.pages)
    mask = Mask.of(corpus.records)
    kept = [one for one in found if not mask.hits(one.words)]
    notes = [mask.text(one) for one in visible.notes]
    if len(kept) < len(found):
        notes.append(f"{len(found) - len(kept)} left out: a protected name stands in them")
    if len(kept) > MOST:
        notes.append(f"{len(kept)} were found; the first {MOST} are drafted")
    masked = tuple(_masked(one, mask) for one in kept[:MOST])
    drafting = _Drafting(corpus=corpus, source=source, language=record.language if record else "und")
    return Suggested(
        source=source,
        known=record is not None,
        proposals=masked,
        suggestions=drafting.suggestions(masked, visible, one_line(mask.text(path.name))),
        notes=tuple(notes),
    )


def write_drafts(corpus: Corpus, suggestions: Suggestions, out: str | Path | None = None) -> tuple[Path, ...]:
    """Write the drafts to ``out``, or to ``suggestions-<source>.yaml`` in the current folder; return the files.

    Where one file would be too large, ``-2`` and so on stand beside it. In a corpus they stand in its folder ``drafts``.
    Raises :class:`~counterbrief.errors.ConflictError` for a file that exists, or a place among the records.
    """
    name = f"suggestions-{suggestions.source}.yaml"
    here = Path(_FREE) / name if Path(SETTINGS).is_file() else Path(name)
    path = Path(out) if out is not None else here
    _refuse_records(corpus, path)
    contents = write_suggestions_files(suggestions)
    paths = [path if number == 0 else path.with_stem(f"{path.stem}-{number + 1}") for number in range(len(contents))]
    for one in paths:
        if one.exists():
            raise ConflictError(
                "there is such a file already; it may hold somebody's review, and is left as it is",
                where=Place(file=one.as_posix()),
                hint="name another with --out, or move it away",
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    for one, content in zip(paths, contents, strict=True):
        write_whole(one, content)
    return tuple(paths)


def _refuse_records(corpus: Corpus, path: Path) -> None:
    if corpus.folder is None:
        return
    root, place = corpus.folder.resolve(), path.resolve()
    if not place.is_relative_to(root):
        return
    inside = place.relative_to(root).parts
    if inside[0] != _FREE or len(inside) < 2:
        kinds = ", ".join(kind.folder for kind in KINDS)
        raise ConflictError(
            "suggestions are no records, and do not stand in a corpus",
            where=Place(file=path.as_posix()),
            hint=f"name a file elsewhere, or in its folder '{_FREE}' (records stand in {kinds})",
        )


def _source(corpus: Corpus, data: bytes, path: Path, wanted: str | None) -> str | None:
    if wanted is not None:
        if corpus.records.get(Source, wanted) is None:
            raise unknown("source", wanted, [one.id for one in corpus.records.of(Source)])
        return wanted
    sha256 = hashlib.sha256(data).hexdigest()
    captured = sorted({one.source for one in corpus.records.of(Capture) if one.sha256 == sha256})
    if len(captured) > 1:
        raise ConflictError(
            f"these bytes are a copy of several sources: {', '.join(captured)}",
            where=Place(file=path.as_posix()),
            hint="choose one with --source",
        )
    return captured[0] if captured else None


def _masked(proposal: Proposal, mask: Mask) -> Proposal:
    """The proposal with what stands around its words cut off before a protected name, and the rest masked."""
    behind = [end for _, end in mask.spans(proposal.prefix)]
    before = [start for start, _ in mask.spans(proposal.suffix)]
    made = attrs.evolve(
        proposal,
        prefix=proposal.prefix[max(behind, default=0) :],
        suffix=proposal.suffix[: min(before, default=len(proposal.suffix))],
        sentence=mask.text(proposal.sentence),
    )
    if isinstance(made, QuotationProposal):
        speakers = [one for one in made.speakers if not mask.hits(one.name)]
        told = () if len(speakers) == len(made.speakers) else ("a candidate who is protected is not shown",)
        return attrs.evolve(made, speakers=tuple(speakers), unknown=(*made.unknown, *told))
    if isinstance(made, FigureProposal):
        return attrs.evolve(made, counted=mask.text(made.counted))
    return made


@attrs.define(kw_only=True)
class _Drafting:
    """Makes items of proposals, with ids that are free."""

    corpus: Corpus
    source: str
    language: str
    people: dict[str, PersonItem] = attrs.field(factory=dict)
    testimonies: dict[str, list[str]] = attrs.field(factory=dict)
    taken: set[str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.taken = {record.id for record in self.corpus.records} | self.corpus.unreadable

    def suggestions(self, proposals: Iterable[Proposal], visible: VisibleText, document: str) -> Suggestions:
        quotations: list[QuotationItem] = []
        figures: list[FigureItem] = []
        for one in proposals:
            if fault_of_text(_flat(one.words)) is not None or fault_of_text(_exact(one.words)) is not None:
                continue  # signs that no record may hold
            if isinstance(one, QuotationProposal):
                quotations.append(self.quotation(one))
            elif isinstance(one, FigureProposal):
                figures.append(self.figure(one))
        return Suggestions(
            source=self.source,
            document=document,
            text_sha256=text_sha256(visible),
            language=self.language,
            people=tuple(self.people.values()),
            quotations=tuple(quotations),
            figures=tuple(figures),
        )

    def quotation(self, one: QuotationProposal) -> QuotationItem:
        speaker = self.speaker(one)
        testimony, excerpt = self.testimony(speaker)
        return QuotationItem(
            reviewed=Reviewed.NO,
            testimony=testimony,
            excerpt=excerpt,
            speaker=speaker,
            quotation=_flat(one.words),
            language=self.language,
            locator=one.locator,
            article=one.article or None,
            themes=(one.theme.theme,) if one.theme else (),
            passage=Passage(
                prefix=_edge(one.prefix, before=True), exact=_exact(one.words), suffix=_edge(one.suffix, before=False)
            ),
            stands=f"{one.start}-{one.end}",
            nearest=_nearest(one),
            why=one.reason,
            candidates=tuple(f"{one_line(who.name)}: {one_line(who.reason)}" for who in one.speakers),
            unknown=one.unknown,
            recorded=one.recorded,
        )

    def speaker(self, one: QuotationProposal) -> str | None:
        """The person of the best candidate: one of the corpus, or a draft; None where nobody or a document speaks."""
        best = next((who for who in one.speakers if who.kind is WhoKind.PERSON), None)
        if best is None or one.speakers[0] is not best:
            return None
        if best.person is not None:
            return best.person
        # A role is not a person: two of 'one defector' may be two.
        key = f"name {self.whole(best.name)}" if best.named else f"role {best.name} {one.start}"
        if key not in self.people:
            printed = _flat(best.name)
            role = _ROLE if best.named or fault_of_text(printed) is not None else printed
            shown = printed if fault_of_text(printed) is None else None
            self.people[key] = PersonItem(
                reviewed=Reviewed.NO,
                id=self.free("speaker"),
                printed=shown,
                name=shown if best.named else None,
                role=role,
            )
        return self.people[key].id

    def whole(self, name: str) -> str:
        """The name as it was first told: 'Darwish' after 'Amal Darwish', where that is the only one who ends so."""
        known = [person.name for person in self.people.values() if person.name is not None]
        ending = [one for one in known if one == name or one.endswith(f" {name}")]
        return ending[0] if len(ending) == 1 else name

    def testimony(self, speaker: str | None) -> tuple[str, str]:
        """Ids of testimony and excerpt: one testimony for the words of one speaker, up to :data:`EXCERPTS` of them."""
        key = speaker or f"nobody {len(self.testimonies)}"
        if key not in self.testimonies or int(self.testimonies[key][1]) == EXCERPTS:
            self.testimonies[key] = [self.free("testimony"), "0"]
        held = self.testimonies[key]
        held[1] = str(int(held[1]) + 1)
        return held[0], f"words-{held[1]}"

    def figure(self, one: FigureProposal) -> FigureItem:
        counted = _flat(one.counted)
        return FigureItem(
            reviewed=Reviewed.NO,
            statistic=self.free("figure"),
            value="value-1",
            label=counted or None,
            as_printed=_flat(one.words),
            number=one.number,
            counted=counted or None,
            period=_flat(one.period) or None,
            locator=one.locator,
            article=one.article or None,
            stands=f"{one.start}-{one.end}",
            nearest=_nearest(one),
            why=one.reason,
            unknown=one.unknown,
            sentence=one_line(one.sentence),
        )

    def free(self, kind: str) -> str:
        """The next free id ``<source>-<kind>-<number>``; no name stands in it."""
        number = 1
        while True:
            made = f"{self.source[: LONGEST - len(kind) - 8].rstrip('-')}-{kind}-{number}"
            if made not in self.taken:
                self.taken.add(made)
                return made
            number += 1


def _nearest(one: Proposal) -> str | None:
    return f"{one.theme.theme} {one.theme.score:.2f} ({', '.join(one.theme.shared)})" if one.theme else None


def _flat(text: str) -> str:
    """On one line and in NFC, as a record has it."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _exact(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def _edge(text: str, *, before: bool) -> str:
    """What stands around words, without half a word at the far edge; empty where a record could not hold it."""
    made = unicodedata.normalize("NFC", text)
    if len(text) >= 20 and not made[: 1 if before else None].isspace():
        cut = made.partition(" ")[2] if before else made.rpartition(" ")[0]
        made = cut or made
    made = made.lstrip() if before else made.rstrip()
    return made if fault_of_text(made.strip() or "-") is None else ""


def shown_proposals(proposals: Sequence[Proposal]) -> list[dict[str, object]]:
    """Proposals for a program: plain values, positions in code points."""
    return [_plain(one) for one in proposals]


def _plain(one: Proposal) -> dict[str, object]:
    made: dict[str, object] = {
        "kind": "quotation" if isinstance(one, QuotationProposal) else "figure",
        "start": one.start,
        "end": one.end,
        "words": one.words,
        "locator": str(one.locator) if one.locator else None,
        "article": one.article or None,
        "theme": {"id": one.theme.theme, "score": one.theme.score, "shared": list(one.theme.shared)}
        if one.theme
        else None,
        "reason": one.reason,
        "unknown": list(one.unknown),
    }
    if isinstance(one, QuotationProposal):
        made["speakers"] = [
            {
                "name": who.name,
                "kind": who.kind.value,
                "person": who.person,
                "start": who.start,
                "end": who.end,
                "reason": who.reason,
            }
            for who in one.speakers
        ]
        made["depth"] = one.depth
        made["recorded"] = one.recorded
    elif isinstance(one, FigureProposal):
        made.update(counted=one.counted or None, number=one.number, period=one.period or None)
    return made
