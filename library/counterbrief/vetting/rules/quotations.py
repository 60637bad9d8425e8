"""Quoted as written: an excerpt is used only where it was found, word for word, in the capture of its source (promise 2)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from counterbrief.evidence import FOLD_VERSION
from counterbrief.model import Capture, Judgement, Records, TeamMember, Verdict
from counterbrief.model.draft import Quote
from counterbrief.vetting.finding import Case, Finding


def quotations(case: Case) -> Iterator[Finding]:
    """``quotation-unverified``, ``quotation-void``, ``quotation-<verdict>`` and ``quotation-unaccepted``."""
    if case.draft is None:
        return
    judgements = judgements_of(case.records)
    for item in case.draft.items:
        if item.quote is None:
            continue
        key = (item.quote.testimony.id, item.quote.excerpt.id)
        made = judgements.get(key, ())
        newest = max((_age(judgement, case.records) for judgement in made), default=None)
        faults = [
            fault(judgement, item.quote, case.records) for judgement in made if _age(judgement, case.records) == newest
        ]
        if made and all(one is None for one in faults):
            continue
        code, what, remedy = next((one for one in faults if one is not None), _UNVERIFIED)
        captures = tuple(judgement.capture for judgement in made)
        yield Finding(
            code=code,
            record=case.draft.plan.id,
            path=item.path,
            message=f"excerpt {item.quote.excerpt.id!r} of testimony {item.quote.testimony.id!r} {what}",
            remedy=remedy,
            cause=f"{code}:{item.quote.testimony.id}:{item.quote.excerpt.id}",
            about=(item.quote.testimony.id, *captures),
            statement=item.id,
        )


def judgements_of(records: Records) -> dict[tuple[str, str], tuple[Judgement, ...]]:
    """The judgements of each excerpt, by ids of testimony and excerpt."""
    found: dict[tuple[str, str], tuple[Judgement, ...]] = {}
    for judgement in records.of(Judgement):
        key = (judgement.testimony, judgement.excerpt)
        found[key] = (*found.get(key, ()), judgement)
    return found


def _age(judgement: Judgement, records: Records) -> dt.date:
    """When the capture was made with which it was compared: a newer capture overrules an older one."""
    capture = records.get(Capture, judgement.capture)
    return (capture.captured_on if capture is not None else None) or dt.date.min


def fault(judgement: Judgement, quote: Quote, records: Records) -> tuple[str, str, str] | None:
    """(code, what is wrong, what to do) with a judgement of a quotation, or None where it lets the quotation pass."""
    again = "verify it again: counterbrief verify"
    capture = records.get(Capture, judgement.capture)
    if judgement.quotation_sha256 != hashlib.sha256(quote.excerpt.quotation.encode()).hexdigest():
        return "quotation-void", "has changed since it was compared with its capture", again
    if capture is None or capture.sha256 != judgement.capture_sha256:
        return "quotation-void", "was compared with other bytes than the capture on record", again
    if quote.excerpt.cites and capture.source != quote.excerpt.cites[0].read:
        return "quotation-void", "was compared with a capture of another source than the one it cites", again
    if judgement.fold_version != FOLD_VERSION:
        return "quotation-void", "was compared under older rules", again
    if judgement.verdict in (Verdict.NOISY, Verdict.ALTERED, Verdict.ABSENT):
        told = {
            Verdict.NOISY: "differs from its capture as a scan would",
            Verdict.ALTERED: "differs from its capture in its words",
            Verdict.ABSENT: "is not in its capture",
        }[judgement.verdict]
        return f"quotation-{judgement.verdict.value}", told, "quote what the capture says"
    if judgement.needs_acceptance and not _accepted(judgement, quote, records):
        what = "replaces words in square brackets, and nobody of the team but its writer has accepted that"
        return "quotation-unaccepted", what, "have somebody look at it: counterbrief verify --accept"
    return None


def _accepted(judgement: Judgement, quote: Quote, records: Records) -> bool:
    by = judgement.accepted_by
    return by is not None and by != quote.testimony.written_by and records.get(TeamMember, by) is not None


_UNVERIFIED = (
    "quotation-unverified",
    "was not compared with a capture of its source",
    "compare it: counterbrief verify",
)
