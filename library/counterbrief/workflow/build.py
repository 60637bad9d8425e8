"""Build: from a plan to the bytes of a brief, through the gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import attrs

from counterbrief.cite import DEFAULT_STYLE
from counterbrief.errors import NotFoundError, Place
from counterbrief.files import write_whole
from counterbrief.model import BriefPlan
from counterbrief.render.tree import Document
from counterbrief.store import shipped
from counterbrief.vetting import MarkedDraft, RefusedError, VettedBrief, mark, vet
from counterbrief.workflow.check import case_of
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.naming import unknown

FORMATS = ("pdf", "html", "md")


@attrs.frozen(kw_only=True, eq=False)
class Built:
    """A brief, or a draft of one, ready to be written in any format.

    Attributes:
        plan: id of the plan
        document: the Document tree
        draft: whether it is a draft
        left_out: for a draft: (statement id, code) of what is not in it
        font_folders: folders of fonts beside the pinned packages
    """

    plan: str
    document: Document
    draft: bool
    left_out: tuple[tuple[str, str], ...] = ()
    font_folders: tuple[Path, ...] = ()

    def bytes(self, format: str) -> bytes:  # noqa: A002  # the interface that programs rely on
        """The brief as ``pdf``, ``html`` or ``md``."""
        # Each writer is loaded when it is asked for: a check or a draft in HTML needs no PDF engine.
        match format:
            case "pdf":
                from counterbrief.render.pdf import write_pdf

                return write_pdf(self.document, font_folders=self.font_folders)
            case "html":
                from counterbrief.render.html import write_html

                return write_html(self.document)
            case "md":
                from counterbrief.render.markdown import write_markdown

                return write_markdown(self.document)
        raise NotFoundError(f"there is no format {format!r}", hint=f"the formats are {', '.join(FORMATS)}")

    def file_name(self, format: str) -> str:  # noqa: A002  # as above
        """The name of the file of a format; a draft's says so."""
        return f"{self.plan}{'.draft' if self.draft else ''}.{format}"

    def write(self, folder: str | Path, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
        """Write the brief in each format into a folder, each file whole; returns the files."""
        made = [(Path(folder) / self.file_name(one), self.bytes(one)) for one in formats]
        for path, data in made:
            write_whole(path, data)
        return tuple(path for path, _ in made)


def build(
    corpus: Corpus,
    plan_id: str,
    *,
    on: dt.date,
    draft: bool = False,
    templates: str | Path | None = None,
    font_folders: Sequence[Path] = (),
    annex: bool = False,
) -> Built:
    """Build the brief of a plan as it is allowed on the day ``on``; that day is printed nowhere.

    ``draft`` renders a marked draft where the gate would refuse; it leaves out what cannot stand. ``templates`` is a
    folder that is searched before the corpus's own ``templates`` and the shipped ones. ``annex`` appends the evidence annex:
    for each statement how it was proven and what it goes back to.

    Raises :class:`~counterbrief.vetting.RefusedError` with every reason and its place.
    """
    from counterbrief.render.compose import compose  # Jinja2 is loaded for a build alone
    from counterbrief.render.fonts import fonts_used

    plan = corpus.get(BriefPlan, plan_id)
    if plan.style != DEFAULT_STYLE:
        raise unknown("citation style", plan.style, [DEFAULT_STYLE])
    case = case_of(corpus, plan, on)
    brief: VettedBrief | MarkedDraft
    try:
        brief = mark(case) if draft else vet(case)
    except RefusedError as refused:
        raise located(refused, corpus) from None
    folders = [Path(templates)] if templates is not None else []
    if corpus.folder is not None and (corpus.folder / "templates").is_dir():
        folders.append(corpus.folder / "templates")
    return Built(
        plan=plan_id,
        document=compose(
            brief,
            templates=(*folders, shipped("templates")),
            fonts=fonts_used(font_folders),
            annex=annex,
        ),
        draft=draft,
        left_out=brief.left_out if isinstance(brief, MarkedDraft) else (),
        font_folders=tuple(font_folders),
    )


def located(refused: RefusedError, corpus: Corpus) -> RefusedError:
    """The same refusal with the file, line and column of each finding."""
    places: dict[tuple[str, tuple[str | int, ...]], Place] = {}
    for one in refused.groups:
        for finding in (one.root, *one.dependants):
            place = corpus.place(finding.record, finding.path)
            if place is not None:
                places[finding.record, finding.path] = place
    return RefusedError(refused.plan, refused.groups, places=places)
