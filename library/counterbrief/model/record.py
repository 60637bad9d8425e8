"""What every record has: an id, who wrote it, and whether it is invented."""

from __future__ import annotations

import attrs

from counterbrief.model import ids


@attrs.frozen(kw_only=True)
class Record:
    """The root of all records.

    Attributes:
        id: the record's id, unique in the whole corpus; in a folder it is the file's name
        written_by: id of the team member who wrote the record; nobody approves what they wrote
        invented: true in examples and tests: nothing in the record is real, and every page says so
    """

    id: str = attrs.field(validator=ids.is_id)
    written_by: str = attrs.field(validator=ids.is_id)
    invented: bool = False
