"""The uses a brief can have: for whom, for what, by which medium. Consent and approvals are given for these."""

from __future__ import annotations

import enum


class Audience(enum.StrEnum):
    """Who a brief is for."""

    TEACHERS = "teachers"
    YOUTH_WORKERS = "youth-workers"
    SOCIAL_WORKERS = "social-workers"
    COMMUNITY_LEADERS = "community-leaders"
    OFFICIALS = "officials"
    JOURNALISTS = "journalists"
    RESEARCHERS = "researchers"
    PUPILS = "pupils"
    PUBLIC = "public"
    TEAM = "team"


class Purpose(enum.StrEnum):
    """What a brief is for."""

    TRAINING = "training"
    EDUCATION = "education"
    INFORMATION = "information"
    POLICY = "policy"
    RESEARCH = "research"
    CAMPAIGN = "campaign"
    CASE_WORK = "case-work"


class Medium(enum.StrEnum):
    """How a brief reaches people."""

    DOCUMENT = "document"
    WEB = "web"
    PRINT = "print"
    SOCIAL_MEDIA = "social-media"
    BROADCAST = "broadcast"


class Marking(enum.StrEnum):
    """How far a brief may travel: Traffic Light Protocol 2.0 (FIRST, 2022), from the widest to the strictest."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"
