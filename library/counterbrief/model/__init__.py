"""The model: what a corpus holds, as frozen values. No files, no clock, no parsing."""

from counterbrief.model.approvals import Approval, Attests
from counterbrief.model.captures import Capture
from counterbrief.model.claims import PropagandaClaim
from counterbrief.model.consent import Basis, Consent, Elements, Scope
from counterbrief.model.dates import PartialDate
from counterbrief.model.judgements import Judgement, Verdict
from counterbrief.model.people import Known, Naming, Person, Protection, TeamMember
from counterbrief.model.plans import (
    BriefPlan,
    FigureUse,
    Gammma,
    Handling,
    Part,
    PlanSection,
    Selection,
    Statement,
    Voice,
)
from counterbrief.model.record import Record
from counterbrief.model.records import KINDS, Kind, Records, kind_of
from counterbrief.model.settings import Policy, Settings
from counterbrief.model.sources import Name, Reliability, Source, SourceType, Unstated
from counterbrief.model.statistics import ReportedValue, Statistic
from counterbrief.model.testimonies import Account, Excerpt, Selector, Testimony, Wording
from counterbrief.model.text import Certainty, Citation, CitedText, LocalText, Locator, Origin
from counterbrief.model.themes import Appeal, Theme
from counterbrief.model.use import Audience, Marking, Medium, Purpose

__all__ = [
    "KINDS",
    "Account",
    "Appeal",
    "Approval",
    "Attests",
    "Audience",
    "Basis",
    "BriefPlan",
    "Capture",
    "Certainty",
    "Citation",
    "CitedText",
    "Consent",
    "Elements",
    "Excerpt",
    "FigureUse",
    "Gammma",
    "Handling",
    "Judgement",
    "Kind",
    "Known",
    "LocalText",
    "Locator",
    "Marking",
    "Medium",
    "Name",
    "Naming",
    "Origin",
    "Part",
    "PartialDate",
    "Person",
    "PlanSection",
    "Policy",
    "PropagandaClaim",
    "Protection",
    "Purpose",
    "Record",
    "Records",
    "Reliability",
    "ReportedValue",
    "Scope",
    "Selection",
    "Selector",
    "Settings",
    "Source",
    "SourceType",
    "Statement",
    "Statistic",
    "TeamMember",
    "Testimony",
    "Theme",
    "Unstated",
    "Verdict",
    "Voice",
    "Wording",
    "kind_of",
]
