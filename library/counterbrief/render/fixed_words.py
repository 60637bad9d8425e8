"""What a template says itself, judged as a whole: its words carry no evidence, its headings make an outline."""

from __future__ import annotations

from collections.abc import Sequence

from counterbrief.errors import Place, TemplateError
from counterbrief.evidence import faults_of_own_words
from counterbrief.render.placing import PARTING, Said


def check_words(said: Sequence[Said], excerpts: Sequence[str], template: Place) -> None:
    """Refuse wording that only evidence may carry: figures, quotation marks, the words of an excerpt.

    ``excerpts`` are everybody's words in the corpus. ``template`` is named where no line can be.
    """
    for one in said:
        _refuse(one, faults_of_own_words(one.text), template)
    # An excerpt's words are looked for in the whole document first: in most there are none.
    whole = "\n".join(one.text for one in said)
    told = [excerpt for excerpt in excerpts if faults_of_own_words(whole, (excerpt,))]
    if not told:
        return
    for one in said:
        _refuse(one, faults_of_own_words(one.text, told), template)
    _refuse(Said(name="p", text=whole, where=None), ("words of an excerpt",), template)


def _refuse(said: Said, faults: tuple[str, ...], template: Place) -> None:
    if faults:
        shown = " ".join(said.text.replace(PARTING, "…").split())
        raise TemplateError(
            f"the template's own words carry {' and '.join(faults)}, which only evidence with a citation may: "
            f"<{said.name}> {shown[:80]}{'…' if len(shown) > 80 else ''}",
            where=said.where or template,
            hint="say it without, or make it a statement of the plan",
        )


def check_levels(levels: Sequence[tuple[int, Place | None]], template: Place) -> None:
    """Refuse headings without one title before them, and a heading that leaves a level out (WCAG 1.3.1, PDF/UA-1 7.4)."""
    titles = [place for level, place in levels if level == 1]
    if len(titles) != 1 or levels[0][0] != 1:
        where = titles[1] if len(titles) > 1 else levels[0][1] if levels else None
        raise TemplateError(
            "a document has one <h1>, before all other headings",
            where=where or template,
            hint="write <h1>{{ brief.title }}</h1> at the top and use <h2> and <h3> below",
        )
    last = 1
    for level, place in levels:
        if level > last + 1:
            raise TemplateError(f"<h{level}> follows <h{last}> and leaves a level out", where=place or template)
        last = level
