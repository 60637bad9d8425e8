"""A small invented corpus, built through the model: the material of unit tests. Nothing in it is real."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

import attrs

from counterbrief.codec import digest
from counterbrief.evidence import FOLD_VERSION
from counterbrief.model import (
    Account,
    Approval,
    Attests,
    Audience,
    Basis,
    BriefPlan,
    Capture,
    Citation,
    CitedText,
    Consent,
    Excerpt,
    Judgement,
    LocalText,
    Locator,
    Medium,
    Naming,
    Part,
    Person,
    PlanSection,
    Policy,
    PropagandaClaim,
    Protection,
    Purpose,
    Record,
    Records,
    ReportedValue,
    Scope,
    Settings,
    Source,
    SourceType,
    Statement,
    Statistic,
    TeamMember,
    Testimony,
    Theme,
    Verdict,
    Voice,
    Wording,
)
from counterbrief.workflow import Corpus

DAY = dt.date(2026, 11, 21)
GIVEN = dt.date(2026, 11, 1)
UNTIL = dt.date(2027, 11, 1)

SETTINGS = Settings(
    name="Invented corpus of the tests",
    invented=True,
    policy=Policy(unsigned_approvals=True, clearance_required=False, longest_approval_days=731),
)


def cite(source: str, where: str | None = "paragraph 1", reported_in: str | None = None) -> Citation:
    """A citation with a locator."""
    return Citation(source=source, reported_in=reported_in, locator=Locator.parse(where) if where else None)


def cited(text: str, *cites: Citation) -> CitedText:
    """An English text with its citations."""
    return CitedText(text=LocalText.of(en=text), cites=cites)


WRITER = TeamMember(id="writer", written_by="writer", invented=True, role=LocalText.of(en="editor"))
REVIEWER = TeamMember(id="reviewer", written_by="writer", invented=True, role=LocalText.of(en="reviewer"))
PAGE = Source(
    id="page",
    written_by="writer",
    invented=True,
    type=SourceType.WEBPAGE,
    title="An invented page about leaving",
    language="en",
)
STUDY = Source(
    id="study",
    written_by="writer",
    invented=True,
    type=SourceType.REPORT,
    title="An invented study",
    language="en",
    reported_in=("page",),
)
PERSON = Person(
    id="someone",
    written_by="writer",
    invented=True,
    role=LocalText.of(en="a former member"),
    origin=LocalText.of(en="a northern town"),
    protection=Protection(naming=Naming.ANONYMOUS),
)
THEME = Theme(
    id="broken-promises",
    written_by="writer",
    invented=True,
    label=LocalText.of(en="Broken promises"),
    summary=cited("They were promised a home and found a barrack.", cite("page")),
    answers=("claim-of-home",),
)
CLAIM = PropagandaClaim(
    id="claim-of-home",
    written_by="writer",
    invented=True,
    label=LocalText.of(en="A home for all"),
    paraphrase=cited("The group said that everybody would find a home.", cite("page", "paragraph 2")),
)
TESTIMONY = Testimony(
    id="the-barrack",
    written_by="writer",
    invented=True,
    speaker="someone",
    subject="someone",
    account=Account.FIRST_HAND,
    summary=cited("Found a barrack instead of a home.", cite("page", "paragraph 3")),
    excerpts=(
        Excerpt(
            id="home",
            quotation="They said a home was waiting, and it was a barrack with a lock outside",
            language="en",
            wording=Wording.UNKNOWN,
            cites=(cite("page", "paragraph 3"),),
        ),
    ),
    themes=("broken-promises",),
    credibility=3,
    consent=Consent(
        basis=Basis.PUBLISHED,
        scope=Scope(purposes=(Purpose.TRAINING,), audiences=(Audience.TEACHERS,), media=(Medium.DOCUMENT,)),
    ),
)
CAPTURE = Capture(
    id="saved-page",
    written_by="writer",
    invented=True,
    source="page",
    sha256=hashlib.sha256(b"an invented page").hexdigest(),
    size=16,
    media_type="text/plain",
)
STATISTIC = Statistic(
    id="how-many-left",
    written_by="writer",
    invented=True,
    label=LocalText.of(en="People who left"),
    values=(
        ReportedValue(
            id="page",
            as_printed="at least 12",
            number=12,
            counted=LocalText.of(en="people who left"),
            cites=(cite("study", "paragraph 4", "page"),),
        ),
    ),
)
PLAN = BriefPlan(
    id="brief",
    written_by="writer",
    invented=True,
    type="practitioner-brief",
    title="An invented brief about a home",
    description="A short invented brief for tests",
    date=dt.date(2026, 11, 16),
    language="en-GB",
    publisher="The invented publisher",
    audience=Audience.TEACHERS,
    purpose=Purpose.TRAINING,
    claim="claim-of-home",
    naming_decision="The claim is known in the schools this invented brief is for",
    sections=(
        PlanSection(
            part=Part.FACT,
            statements=(
                Statement(id="fact", text="Those who left describe a barrack.", cites=(cite("page", "paragraph 3"),)),
                Statement(id="numbers", statistic="how-many-left"),
            ),
        ),
        PlanSection(part=Part.CLAIM, statements=(Statement(id="claim", claim="claim-of-home"),)),
        PlanSection(part=Part.EXPLANATION, statements=(Statement(id="theme", theme="broken-promises"),)),
        PlanSection(part=Part.TESTIMONIES, statements=(Statement(id="words", testimony="the-barrack"),)),
        PlanSection(
            part=Part.LIMITS,
            statements=(Statement(id="limit", voice=Voice.EDITOR, text="Nothing in this brief is real."),),
        ),
    ),
)

CONTENT: tuple[Record, ...] = (PAGE, STUDY, PERSON, THEME, CLAIM, TESTIMONY, STATISTIC, PLAN)
TEAM: tuple[Record, ...] = (WRITER, REVIEWER)


def approval(record: Record, by: str = "reviewer") -> Approval:
    """The approval of a record as it is."""
    return Approval(
        id=f"{record.id}-by-{by}",
        written_by=by,
        invented=True,
        record=record.id,
        sha256=digest(record),
        attests=Attests.TRUE_TO_SOURCES,
        given=GIVEN,
        until=UNTIL,
    )


def judgement(testimony: Testimony, verdict: Verdict = Verdict.VERBATIM) -> tuple[Judgement, ...]:
    """The judgements of a testimony's excerpts, as verifying them would write them."""
    return tuple(
        Judgement(
            id=f"judgement-{testimony.id}-{excerpt.id}",
            written_by="writer",
            invented=True,
            testimony=testimony.id,
            excerpt=excerpt.id,
            quotation_sha256=hashlib.sha256(excerpt.quotation.encode()).hexdigest(),
            capture=CAPTURE.id,
            capture_sha256=CAPTURE.sha256,
            verdict=verdict,
            start=0,
            end=len(excerpt.quotation),
            fold_version=FOLD_VERSION,
        )
        for excerpt in testimony.excerpts
    )


def records(*changed: Record, without: Iterable[str] = (), approve: bool = True) -> Records:
    """The invented corpus, with these records in the place of their namesakes, and all of its content approved."""
    dropped = set(without)
    content = {record.id: record for record in (*CONTENT, *changed) if record.id not in dropped}
    approvals = [approval(record) for record in content.values()] if approve else []
    judged = [one for record in content.values() if isinstance(record, Testimony) for one in judgement(record)]
    kept = [one for one in (*approvals, *judged, CAPTURE) if one.id not in dropped]
    return Records(SETTINGS, [*TEAM, *content.values(), *kept])


def plan_with(*sections: PlanSection) -> BriefPlan:
    """The plan with these sections before its limits, and no others."""
    limits = PLAN.sections[-1]
    return attrs.evolve(PLAN, sections=(*sections, limits))


def write_corpus(folder: Path, content: Records) -> Corpus:
    """The records as a corpus in a folder."""
    corpus = Corpus.new(content.settings, folder)
    for record in content:
        corpus = corpus.put(record)
    return corpus
