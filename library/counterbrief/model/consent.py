"""Consent: on what basis words may be used, for which uses, and for how long.

The elements and the scope follow WITNESS, *Obtaining Informed Consent*.
"""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from counterbrief.model.people import Known
from counterbrief.model.use import Audience, Medium, Purpose


class Basis(enum.StrEnum):
    """What a use of somebody's words rests on."""

    PUBLISHED = "published"  #: their words were published; it lists the uses this permits
    INFORMED = "informed"  #: they gave informed consent
    GUARDIAN = "guardian"  #: a guardian consented and the child assented
    RELAYED = "relayed"  #: somebody else says that they consented
    NONE = "none"  #: nothing permits a use


@attrs.frozen(kw_only=True)
class Scope:
    """The uses that are permitted. What is not listed is not permitted.

    Attributes:
        purposes: what for
        audiences: for whom
        media: by which medium
        languages: language tags; left out where the language is not limited
    """

    purposes: tuple[Purpose, ...] = ()
    audiences: tuple[Audience, ...] = ()
    media: tuple[Medium, ...] = ()
    languages: tuple[str, ...] | None = None


@attrs.frozen(kw_only=True)
class Elements:
    """The four elements of informed consent, each with whether it is known to have been met.

    Attributes:
        disclosure: the person was told of uses and risks
        voluntariness: they agreed freely
        comprehension: they understood
        competence: they were able to decide
    """

    disclosure: Known
    voluntariness: Known
    comprehension: Known
    competence: Known


@attrs.frozen(kw_only=True)
class Consent:
    """What permits the use of a testimony.

    Attributes:
        basis: what the use rests on
        chose_publicity: for the basis 'published': whether the person is known to have chosen publicity
        elements: for informed consent and a guardian's: the four elements
        scope: the uses that are permitted
        given: since when it holds
        until: the last day on which it holds
    """

    basis: Basis
    chose_publicity: Known = Known.UNKNOWN
    elements: Elements | None = attrs.field(default=None)
    scope: Scope = Scope()
    given: dt.date | None = None
    until: dt.date | None = attrs.field(default=None)

    @elements.validator
    def _where_informed(self, _attribute: object, value: Elements | None) -> None:
        informed = self.basis in (Basis.INFORMED, Basis.GUARDIAN)
        if informed and value is None:
            raise ValueError(f"consent of the basis '{self.basis.value}' needs its four 'elements'")
        if not informed and value is not None:
            raise ValueError(f"consent of the basis '{self.basis.value}' has no 'elements'")

    @until.validator
    def _in_order(self, _attribute: object, value: dt.date | None) -> None:
        if value is not None and self.given is not None and value < self.given:
            raise ValueError(f"consent ends ({value}) before it begins ({self.given})")
