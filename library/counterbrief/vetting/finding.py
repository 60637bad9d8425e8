"""Findings: what a rule has to say, as data; and the case it judges."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Mapping

import attrs

from counterbrief.model.draft import Draft, Path
from counterbrief.model.record import Record
from counterbrief.model.records import Records


class Severity(enum.StrEnum):
    """How grave a finding is."""

    ERROR = "error"  #: the gate refuses
    WARNING = "warning"  #: somebody should look at it
    NOTICE = "notice"  #: the brief prints it


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that a rule found.

    Attributes:
        code: stable name of what was found, such as ``approval-missing``
        severity: how grave it is
        record: id of the record where it stands: the referring place
        path: where in that record
        message: what is wrong
        remedy: what to do about it
        cause: findings of one cause are told as one, the others under the first
        about: ids of further records that it concerns
        statement: id of the statement of the plan that cannot stand because of it; empty where it is not about one
    """

    code: str
    severity: Severity = Severity.ERROR
    record: str
    path: Path = ()
    message: str
    remedy: str
    cause: str = ""
    about: tuple[str, ...] = ()
    statement: str = ""


@attrs.frozen(kw_only=True, eq=False)
class Case:
    """What the rules judge: a brief with what it rests on, or a whole corpus.

    Attributes:
        records: the content of the corpus
        digests: by record id, the sha256 that an approval of the record names
        on: the day for which it is judged
        draft: the brief that is judged; None where the corpus itself is
        unreadable: ids of records whose files could not be read; they exist, their content is not known
    """

    records: Records
    digests: Mapping[str, str]
    on: dt.date
    draft: Draft | None = None
    unreadable: frozenset[str] = frozenset()

    def judged(self) -> Iterator[Record]:
        """The records that are judged: those the brief uses, or all."""
        if self.draft is None:
            yield from self.records
            return
        for record_id in self.draft.uses:
            record = self.records.find(record_id)
            if record is not None:
                yield record
