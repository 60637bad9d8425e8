"""What an approval covers: a record's canonical bytes, and for a plan that selects testimonies the ones it selects."""

from __future__ import annotations

import hashlib
import json

from counterbrief.assemble import select
from counterbrief.codec import canonical_bytes
from counterbrief.model import BriefPlan, Record, Records


def covered_digest(record: Record, records: Records) -> str:
    """The sha256 that an approval of the record names.

    A selection is only as good as what it chooses: where a plan has one, the ids of the excerpts it chooses are covered
    after the plan's own bytes. So a testimony that is added, or an excerpt that is taken away, voids the plan's approval.
    """
    data = canonical_bytes(record)
    if isinstance(record, BriefPlan):
        chosen = [
            [section.part.value, testimony.id, excerpt.id]
            for section in record.sections
            if section.select is not None
            for testimony, excerpt in select(records, section.select)
        ]
        if any(section.select is not None for section in record.sections):
            data += b"\n" + json.dumps(chosen, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest()
