"""``corpus.yaml``: what holds for a whole corpus."""

from __future__ import annotations

import attrs

from counterbrief.model.text import LocalText, is_text


@attrs.frozen(kw_only=True)
class Policy:
    """The rules a corpus sets itself.

    Attributes:
        unsigned_approvals: whether approvals without a signature count; a brief that rests on them says so
        clearance_required: whether every record of a brief must be cleared for its audience; where it need not be,
            a brief that is not cleared says so on every page
        longest_approval_days: for how many days an approval may run
    """

    unsigned_approvals: bool = True
    clearance_required: bool = True
    longest_approval_days: int = attrs.field(default=731)

    @longest_approval_days.validator
    def _positive(self, _attribute: object, value: int) -> None:
        if value < 1:
            raise ValueError(f"an approval runs at least a day; found {value}")


@attrs.frozen(kw_only=True)
class Settings:
    """What holds for a whole corpus.

    Attributes:
        format: version of the file format; this library reads 1
        name: of the corpus
        invented: true where nothing in the corpus is real
        notice: a line that every page of every brief prints
        policy: the rules the corpus sets itself
    """

    format: int = attrs.field(default=1)
    name: str = attrs.field(validator=is_text)
    invented: bool = False
    notice: LocalText | None = None
    policy: Policy = Policy()

    @format.validator
    def _known(self, _attribute: object, value: int) -> None:
        if value != 1:
            raise ValueError(f"this version of counterbrief reads format 1; found {value}")
