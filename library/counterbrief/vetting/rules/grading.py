"""Counted once: credibility 1 says that independent sources confirm a testimony, so at least two origins are stated."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.evidence.lineage.corroboration import Derivations
from counterbrief.model import Testimony
from counterbrief.vetting.finding import Case, Finding

#: Grade 1 of the Admiralty code: confirmed by other independent sources (NATO AJP-2.1).
_CONFIRMED = 1
_FEWEST = 2


def grading(case: Case) -> Iterator[Finding]:
    """``credibility-unfounded``: grade 1 without two stated origins among the citations of summary and excerpts."""
    graded = [one for one in case.judged() if isinstance(one, Testimony) and one.credibility == _CONFIRMED]
    if not graded:
        return
    derivations = Derivations.of(case.records)
    for testimony in graded:
        found = derivations.origins(testimony.grounds)
        if found.counted < _FEWEST:
            yield Finding(
                code="credibility-unfounded",
                record=testimony.id,
                path=("credibility",),
                message=(
                    f"credibility 1 says that independent sources confirm it; its summary and excerpts rest on {found}"
                ),
                remedy="grade it 2 or lower, or cite a source of another origin and record that origin",
                cause=f"credibility:{testimony.id}",
            )
