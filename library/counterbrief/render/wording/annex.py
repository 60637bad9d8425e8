"""The wording of the evidence annex, by language."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from counterbrief.model import Verdict


@attrs.frozen(kw_only=True)
class AnnexWording:
    """What the evidence annex says in one language.

    Attributes:
        heading: of the annex
        intro: what it is
        quotations: caption of the table of quotations
        statements: caption of the table of the other statements
        captures: caption of the table of saved copies
        note: the column that names a statement by its note
        verdict: how a quotation stands in the saved copy
        verdicts: the verdicts
        accepted: behind a verdict that a person accepted
        not_compared: in the place of a verdict
        place: where it stands, with ``{digest}``, ``{start}`` and ``{end}``
        place_of: the column of it
        grades: the column of a quotation's two grades
        sources: the column of sources with their grades
        origin: the column of what it goes back to
        digest: the column of the digest of a saved copy
        saved: the column of the day on which it was saved
        not_known: in the place of a day
        not_published: behind the name of a source whose saved copy is not published
        retold: before the tree of sources, each under what it retells
        origin_itself: behind a source that is an origin of its own
        undecided: behind a source of which nobody decided what it goes back to
        tells_of: behind a source, with ``{sources}`` that it tells of without resting on them
    """

    heading: str
    intro: str
    quotations: str
    statements: str
    captures: str
    note: str
    verdict: str
    verdicts: Mapping[Verdict, str]
    accepted: str
    not_compared: str
    place: str
    place_of: str
    grades: str
    sources: str
    origin: str
    digest: str
    saved: str
    not_known: str
    not_published: str
    retold: str
    origin_itself: str
    undecided: str
    tells_of: str


#: By language tag without script and region; the same languages as the engine's other wording.
ANNEX: Mapping[str, AnnexWording] = {
    "en": AnnexWording(
        heading="Evidence annex",
        intro=(
            "How each quotation stands in the saved copy of its source, and what each statement goes back to. Statements "
            "are named by the numbers of their notes. A saved copy is named by the beginning of its SHA-256 digest; places "
            "count the characters of its visible text. The copies themselves are not published."
        ),
        quotations="Quotations, compared with the saved copies",
        statements="The other statements",
        captures="The saved copies",
        note="Note",
        verdict="Verdict",
        verdicts={
            Verdict.VERBATIM: "verbatim",
            Verdict.EDITED: "verbatim but for marked edits",
            Verdict.NOISY: "differs as a scan does",
            Verdict.ALTERED: "altered",
            Verdict.ABSENT: "not found",
        },
        accepted="edits accepted by a second person",
        not_compared="not compared",
        place="{digest}, characters {start}–{end}",
        place_of="Saved copy",
        grades="Grades of source and testimony",
        sources="Sources, with their grades",
        origin="Goes back to",
        digest="SHA-256",
        saved="Saved on",
        not_known="not known",
        not_published="not published",
        retold="The sources, each under what it retells",
        origin_itself="an origin of its own",
        undecided="nobody decided what it goes back to",
        tells_of="tells of {sources} without resting on it",
    )
}
