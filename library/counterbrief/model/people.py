"""People: those whose words or stories the corpus keeps, and the team that keeps them."""

from __future__ import annotations

import enum

import attrs

from counterbrief.model.record import Record
from counterbrief.model.text import LocalText, are_texts, is_text


class Known(enum.StrEnum):
    """A yes or no that may be unknown. Unknown is a value: it is never taken for no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Naming(enum.StrEnum):
    """How a person may appear (WITNESS, *Concealing Identity*)."""

    NAMED = "named"  #: under the name by which they spoke in public
    PSEUDONYM = "pseudonym"  #: under a name that is not theirs, and said to be so
    ANONYMOUS = "anonymous"  #: by role alone
    WITHHELD = "withheld"  #: not at all: nothing about them reaches an output


@attrs.frozen(kw_only=True)
class Protection:
    """What protects a person. It belongs to the person, whatever a testimony's consent allows.

    Attributes:
        naming: how they may appear
        minor: whether they were under eighteen when they spoke
        deceased: whether they have died
        in_custody: whether they were detained when they spoke
        facing_charges: whether they face prosecution
        spoke_voluntarily: whether speaking was their own free choice
        never_tell: details that must never be told, in the words that would tell them
    """

    naming: Naming
    minor: Known = Known.UNKNOWN
    deceased: Known = Known.UNKNOWN
    in_custody: Known = Known.UNKNOWN
    facing_charges: Known = Known.UNKNOWN
    spoke_voluntarily: Known = Known.UNKNOWN
    never_tell: tuple[str, ...] = attrs.field(default=(), validator=are_texts)


@attrs.frozen(kw_only=True)
class Person(Record):
    """Somebody who speaks or is spoken of.

    Attributes:
        name: the name or pseudonym under which they may appear; none for people who are anonymous or withheld
        role: what they are for a reader, such as 'a former fighter'
        origin: where they come from, as coarse as their source publishes it
        protection: how they may appear and what must never be told
    """

    name: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    role: LocalText
    origin: LocalText | None = None
    protection: Protection = attrs.field()

    @protection.validator
    def _name_fits(self, _attribute: object, value: Protection) -> None:
        shown = value.naming in (Naming.NAMED, Naming.PSEUDONYM)
        if shown and self.name is None:
            raise ValueError(f"a person who is {value.naming.value} needs a 'name'")
        if not shown and self.name is not None:
            raise ValueError(f"a person who is {value.naming.value} has no 'name' in the corpus")
        if value.naming is Naming.WITHHELD and self.origin is not None:
            raise ValueError("a person who is withheld has no 'origin' in the corpus")


@attrs.frozen(kw_only=True)
class TeamMember(Record):
    """Somebody who writes, reviews or approves.

    Attributes:
        role: what they do, such as 'reviewer'; outputs show this
        name: their name; outputs show it only where ``agrees_to_be_named``
        agrees_to_be_named: whether outputs may show their name
    """

    role: LocalText
    name: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    agrees_to_be_named: bool = attrs.field(default=False)

    @agrees_to_be_named.validator
    def _has_a_name(self, _attribute: object, value: bool) -> None:
        if value and self.name is None:
            raise ValueError("somebody who agrees to be named needs a 'name'")
