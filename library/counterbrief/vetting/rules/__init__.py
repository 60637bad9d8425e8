"""The rules, one idea a module. Each is a pure function from a case to findings."""

from collections.abc import Callable, Iterator

from counterbrief.vetting.finding import Case, Finding
from counterbrief.vetting.rules.approvals import approvals
from counterbrief.vetting.rules.citations import citations
from counterbrief.vetting.rules.consent import consent
from counterbrief.vetting.rules.discrepancies import discrepancies
from counterbrief.vetting.rules.forbidden_words import forbidden_words
from counterbrief.vetting.rules.gaps import gaps
from counterbrief.vetting.rules.grading import grading
from counterbrief.vetting.rules.invented import invented
from counterbrief.vetting.rules.own_words import own_words
from counterbrief.vetting.rules.parts import parts
from counterbrief.vetting.rules.protection import protection
from counterbrief.vetting.rules.quotations import quotations
from counterbrief.vetting.rules.references import dangling

RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    dangling,
    gaps,
    citations,
    quotations,
    grading,
    discrepancies,
    parts,
    own_words,
    invented,
    consent,
    protection,
    forbidden_words,
    approvals,
)

__all__ = ["RULES"]
