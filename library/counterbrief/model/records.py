"""Records: the pure content of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

from counterbrief.model.approvals import Approval
from counterbrief.model.captures import Capture
from counterbrief.model.claims import PropagandaClaim
from counterbrief.model.judgements import Judgement
from counterbrief.model.people import Person, TeamMember
from counterbrief.model.plans import BriefPlan
from counterbrief.model.record import Record
from counterbrief.model.settings import Settings
from counterbrief.model.sources import Source
from counterbrief.model.statistics import Statistic
from counterbrief.model.testimonies import Testimony
from counterbrief.model.themes import Theme

R = TypeVar("R", bound=Record)


@attrs.frozen(kw_only=True)
class Kind:
    """A kind of record: what it is called, in which folder its files stand, and its type."""

    name: str
    folder: str
    type: type[Record]


KINDS = (
    Kind(name="approval", folder="approvals", type=Approval),
    Kind(name="capture", folder="captures", type=Capture),
    Kind(name="claim", folder="claims", type=PropagandaClaim),
    Kind(name="judgement", folder="judgements", type=Judgement),
    Kind(name="person", folder="people", type=Person),
    Kind(name="plan", folder="plans", type=BriefPlan),
    Kind(name="source", folder="sources", type=Source),
    Kind(name="statistic", folder="statistics", type=Statistic),
    Kind(name="team-member", folder="team", type=TeamMember),
    Kind(name="testimony", folder="testimonies", type=Testimony),
    Kind(name="theme", folder="themes", type=Theme),
)

_KIND_OF = {kind.type: kind for kind in KINDS}


def kind_of(record: Record | type[Record]) -> Kind:
    """The kind of a record or of a record's type."""
    return _KIND_OF[record if isinstance(record, type) else type(record)]


class Records:
    """An immutable set of records, each under its id. An id names one record of any kind."""

    __slots__ = ("_by_id", "settings")

    def __init__(self, settings: Settings, records: Iterable[Record] = ()) -> None:
        """Raises ValueError where two records have one id."""
        self.settings = settings
        self._by_id: dict[str, Record] = {}
        for record in sorted(records, key=lambda record: record.id):
            if record.id in self._by_id:
                one, two = kind_of(self._by_id[record.id]).name, kind_of(record).name
                raise ValueError(f"two records have the id {record.id!r}: a {one} and a {two}")
            self._by_id[record.id] = record

    def __iter__(self) -> Iterator[Record]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._by_id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and (self.settings, self._by_id) == (other.settings, other._by_id)

    __hash__ = None  # type: ignore[assignment]  # compared by content, too large to hash

    def find(self, record_id: str) -> Record | None:
        """The record of that id, of whatever kind, or None."""
        return self._by_id.get(record_id)

    def get(self, type_: type[R], record_id: str) -> R | None:
        """The record of that type and id, or None."""
        record = self._by_id.get(record_id)
        return record if isinstance(record, type_) else None

    def of(self, type_: type[R]) -> tuple[R, ...]:
        """All records of a type, sorted by id."""
        return tuple(record for record in self._by_id.values() if isinstance(record, type_))

    def put(self, record: Record) -> Records:
        """The records with this one added, or in the place of the one of its id and kind."""
        others = [other for other in self if (other.id, type(other)) != (record.id, type(record))]
        return Records(self.settings, [*others, record])

    def remove(self, record_id: str) -> Records:
        """The records without that one."""
        return Records(self.settings, [other for other in self if other.id != record_id])
