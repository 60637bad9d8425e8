"""Make a whole corpus in memory, prove its quotation, have it approved, and build a brief from it.

Everything in it is invented, and says so. Run it: ``python examples/corpus_from_python.py [FOLDER]``.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from counterbrief import CaptureStore, Corpus, approve, build, capture, verify
from counterbrief.model import (
    Account,
    Audience,
    Basis,
    BriefPlan,
    Citation,
    CitedText,
    Consent,
    Elements,
    Excerpt,
    Known,
    LocalText,
    Locator,
    Medium,
    Name,
    Naming,
    Part,
    PartialDate,
    Person,
    PlanSection,
    Protection,
    Purpose,
    Record,
    Reliability,
    Scope,
    Settings,
    Source,
    SourceType,
    Statement,
    TeamMember,
    Testimony,
    Theme,
    Voice,
    Wording,
)

TODAY = date(2026, 11, 21)
WRITER, REVIEWER = "a-writer", "a-reviewer"


TRANSCRIPT = """Interview at the lighthouse. INVENTED: nothing in it is real.

INTERVIEWER: What were you there for?

LOOKOUT: I was there to look out to sea. After a week I was told to look at our own boats.
"""


def cite(locator: str) -> tuple[Citation, ...]:
    """A citation of the only source of this corpus, and where in it."""
    return (Citation(source="lighthouse-interview", locator=Locator.parse(locator)),)


def team() -> tuple[Record, ...]:
    """Two people, because nobody approves what they wrote."""
    return (
        TeamMember(id=WRITER, written_by=WRITER, invented=True, role=LocalText.of(en="a writer")),
        TeamMember(id=REVIEWER, written_by=WRITER, invented=True, role=LocalText.of(en="a reviewer")),
    )


def evidence() -> tuple[Record, ...]:
    """A source, the person who speaks in it, a theme, and the testimony."""
    source = Source(
        id="lighthouse-interview",
        written_by=WRITER,
        invented=True,
        type=SourceType.INTERVIEW,
        title="Interview at the lighthouse",
        author=(Name(literal="The Example House (invented)"),),
        genre="Interview",
        issued=PartialDate.parse("2026-10-03"),
        language="en",
        reliability=Reliability.F,
    )
    speaker = Person(
        id="keeper",
        written_by=WRITER,
        invented=True,
        role=LocalText.of(en="a former lookout of the Paper Fleet"),
        protection=Protection(naming=Naming.ANONYMOUS, minor=Known.NO, spoke_voluntarily=Known.YES),
    )
    theme = Theme(
        id="no-way-out",
        written_by=WRITER,
        invented=True,
        label=LocalText.of(en="No way out"),
        summary=CitedText(
            text=LocalText.of(en="Those who wanted to leave were watched by those who also wanted to."),
            cites=cite("paragraph 6"),
        ),
    )
    testimony = Testimony(
        id="keeper-on-watching",
        written_by=WRITER,
        invented=True,
        speaker=speaker.id,
        subject=speaker.id,
        account=Account.FIRST_HAND,
        told=PartialDate.parse("2026-10-03"),
        summary=CitedText(
            text=LocalText.of(en="A former lookout tells how the Paper Fleet kept its people from leaving."),
            cites=cite("paragraph 2"),
        ),
        excerpts=(
            Excerpt(
                id="watching",
                quotation="I was there to look out to sea. After a week I was told to look at our own boats.",
                language="en",
                wording=Wording.ORIGINAL,
                cites=cite("paragraph 7"),
            ),
        ),
        themes=(theme.id,),
        credibility=6,  # cannot be judged: there is one account, and nothing to compare it with
        consent=Consent(
            basis=Basis.INFORMED,
            elements=Elements(
                disclosure=Known.YES, voluntariness=Known.YES, comprehension=Known.YES, competence=Known.YES
            ),
            scope=Scope(purposes=(Purpose.TRAINING,), audiences=(Audience.TEACHERS,), media=(Medium.DOCUMENT,)),
            given=date(2026, 10, 3),
            until=date(2028, 10, 2),
        ),
    )
    return source, speaker, theme, testimony


def plan() -> BriefPlan:
    """What the brief says: a selection of testimonies, a theme, and the editors' own words, marked as theirs."""
    return BriefPlan(
        id="profile-keeper",
        written_by=WRITER,
        invented=True,
        type="testimony-profile",
        title="A lookout of the Paper Fleet",
        description="An invented profile, made in a script.",
        date=TODAY,
        language="en-GB",
        publisher="The Example House (invented)",
        audience=Audience.TEACHERS,
        purpose=Purpose.TRAINING,
        sections=(
            PlanSection(
                part=Part.SUMMARY,
                statements=(
                    Statement(
                        id="who",
                        text="A former lookout tells how the Paper Fleet kept its people from leaving.",
                        cites=cite("paragraph 2"),
                    ),
                ),
            ),
            PlanSection(
                part=Part.TESTIMONIES,
                statements=(Statement(id="watching", testimony="keeper-on-watching"),),
            ),
            PlanSection(part=Part.BACKGROUND, statements=(Statement(id="theme", theme="no-way-out"),)),
            PlanSection(
                part=Part.LIMITS,
                statements=(
                    Statement(id="one-account", voice=Voice.EDITOR, text="This is one account, and it stands alone."),
                ),
            ),
            PlanSection(
                part=Part.USE,
                statements=(
                    Statement(id="leave-time", voice=Voice.EDITOR, text="Read it aloud, and leave time for silence."),
                ),
            ),
        ),
    )


def main(folder: Path) -> None:
    """Make the corpus, approve each record of it, and write the brief as PDF."""
    # 'invented' prints on every page that nothing in the document is real.
    settings = Settings(name="The Paper Fleet, an invented corpus", invented=True)
    # Each change returns the next corpus and leaves the one before as it was. With a folder as second argument of
    # Corpus.new the same lines would write one file a record.
    corpus = Corpus.new(settings)
    for record in (*team(), *evidence(), plan()):
        corpus = corpus.put(record)
    # The transcript is kept outside the corpus under its SHA-256, and every excerpt is compared with it.
    with tempfile.TemporaryDirectory() as kept:
        transcript = Path(kept, "lighthouse-interview.txt")
        transcript.write_text(TRANSCRIPT, encoding="utf-8")
        store = CaptureStore(Path(kept, "captures"))
        corpus = capture(
            corpus, transcript, store=store, by=WRITER, on=TODAY, source_id="lighthouse-interview", private=True
        ).corpus
        corpus = verify(corpus, store=store).corpus
    for record in (*evidence(), plan()):
        corpus = approve(corpus, record.id, by=REVIEWER, on=TODAY, audiences=(Audience.TEACHERS,))
    for path in build(corpus, "profile-keeper", on=TODAY).write(folder, formats=("pdf",)):
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "briefs"))
