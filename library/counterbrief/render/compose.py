"""Composes a document: a brief that passed the gate and a template become the tree that every writer lays out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from counterbrief.cite import DEFAULT_STYLE
from counterbrief.errors import CitationError, NotFoundError, Place, TemplateError
from counterbrief.model import PropagandaClaim, Testimony, Theme
from counterbrief.render.annex import evidence_annex
from counterbrief.render.checks import one_line
from counterbrief.render.context import Context
from counterbrief.render.environment import Templates
from counterbrief.render.evidence import evidence_json, versions
from counterbrief.render.fixed_words import check_levels, check_words
from counterbrief.render.gate import check_tree
from counterbrief.render.loader import Folder
from counterbrief.render.notes import notes_of, word
from counterbrief.render.pieces import Desk
from counterbrief.render.placing import Placer
from counterbrief.render.sources import source_list, with_sources
from counterbrief.render.standing import running_lines
from counterbrief.render.tree import Document, Meta
from counterbrief.render.vocabulary import read_output
from counterbrief.vetting.gate import Brief, MarkedDraft

_NO_FONTS: Mapping[str, str] = MappingProxyType({})


def compose(
    brief: Brief,
    *,
    templates: Folder | Sequence[Folder],
    style: str | None = None,
    fonts: Mapping[str, str] = _NO_FONTS,
    annex: bool = False,
) -> Document:
    """The document of a brief.

    ``templates`` is the folder of templates, or several of which an earlier one comes first; the brief's type names the
    folder in it, whose ``brief.html`` is rendered. ``style`` is the text of a CSL style, ours where it is None.
    ``fonts`` (sha256 by file name) are recorded in ``evidence.json``. ``annex`` appends the evidence annex.

    Raises :class:`~counterbrief.errors.NotFoundError` for a brief type without a template or a language without
    wording, :class:`~counterbrief.errors.TemplateError` with file and line for what no template may do, and
    :class:`~counterbrief.errors.CitationError` where the citations cannot be worded.
    """
    context = Context.of(brief)
    if style is None and context.plan.style != DEFAULT_STYLE:
        raise CitationError(
            f"the plan asks for the citation style {context.plan.style!r}", hint="give the text of its .csl file"
        )
    folders = (templates,) if not isinstance(templates, Sequence) else tuple(templates)
    entry = f"{context.plan.type}/brief.html"
    _check_type(context.plan.type, folders)
    desk = Desk(context=context)
    output, marks = Templates(folders).render(entry, desk.brief())
    placer = Placer(pieces=desk.pieces, marks=marks)
    blocks = placer.blocks(read_output(output, marks))
    check_levels(placer.levels, Place(file=entry))
    check_words(placer.said, _excerpts(context), Place(file=entry))
    _check_complete(context, desk, placer, Place(file=entry))
    worded = word(placer.calls.clusters, context, style)
    blocks = with_sources(blocks, source_list(worded, context))
    if annex:
        blocks = (*blocks, evidence_annex(context, placer.calls))
    check_tree(blocks, placer.calls.clusters)
    return Document(
        meta=_meta(context),
        blocks=blocks,
        notes=notes_of(placer.calls.clusters, worded, context),
        evidence=evidence_json(context, placer.calls, fonts),
    )


def _check_type(type_: str, folders: tuple[Folder, ...]) -> None:
    """Raise NotFoundError where no folder has a template for a brief type."""
    if any((folder / type_ / "brief.html").is_file() for folder in folders):
        return
    types = sorted(
        {
            child.name
            for folder in folders
            if folder.is_dir()
            for child in folder.iterdir()
            if child.is_dir() and (child / "brief.html").is_file()
        }
    )
    close = difflib.get_close_matches(type_, types, n=1)
    raise NotFoundError(
        f"there is no template for the brief type {type_!r} (expected the file {type_}/brief.html)",
        hint=f"did you mean {close[0]!r}?" if close else f"brief types: {', '.join(types) or 'none'}",
    )


def _excerpts(context: Context) -> tuple[str, ...]:
    """Everybody's words in the corpus, in whatever language: no template says them."""
    return tuple(
        words
        for testimony in context.records.of(Testimony)
        for excerpt in testimony.excerpts
        for words in (excerpt.quotation, excerpt.original)
        if words is not None
    )


def _check_complete(context: Context, desk: Desk, placer: Placer, template: Place) -> None:
    """Refuse a template that silently leaves out evidence, a limit, the publisher or the clearance."""
    for section in context.brief.draft.sections:
        for item in section.items:
            if item.id not in placer.statements:
                raise TemplateError(
                    f"the template leaves out statement {item.id!r} of the part {section.part.value!r}",
                    where=template,
                    hint="place every statement: {% for statement in section.statements %}{{ statement }}{% endfor %}",
                )
    for key, piece in enumerate(desk.pieces):
        if piece.needed and key not in placer.places:
            raise TemplateError(f"the template leaves out {piece.needed}", where=template)


def _meta(context: Context) -> Meta:
    plan = context.plan
    library = versions()["counterbrief"]
    return Meta(
        plan=plan.id,
        kind=context.wording.kind(plan.type),
        title=one_line(plan.title),
        description=one_line(plan.description),
        publisher=one_line(plan.publisher or ""),
        date=plan.date,
        date_printed=context.wording.day(plan.date),
        language=plan.language,
        direction=context.direction,
        marking=plan.marking.value,
        keywords=_keywords(context),
        running=running_lines(context),
        draft=isinstance(context.brief, MarkedDraft),
        generator="counterbrief" if library == "unknown" else f"counterbrief {library}",
        labels=context.wording.labels,
    )


def _keywords(context: Context) -> tuple[str, ...]:
    """The labels of the claims and themes that the brief shows."""
    found = [
        record.label
        for item in context.items
        for id_ in item.shows
        if isinstance(record := context.records.find(id_), PropagandaClaim | Theme)
    ]
    return tuple(sorted({label for text in found if (label := context.local(text)) is not None}))
