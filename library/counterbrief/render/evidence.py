"""``evidence.json``: what a document rests on, for programs. It travels inside the PDF and stands beside the others.

JSON with sorted keys, no insignificant white space and one line feed at its end, so that the same brief gives the same
bytes. It holds ids, digests and dates: no text of the corpus, and neither the id nor the key of an approver.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping
from typing import Any

import attrs

from counterbrief.evidence.lineage.origins import Origins
from counterbrief.model import Capture, Citation
from counterbrief.render.context import Context
from counterbrief.render.notes import Calls
from counterbrief.vetting.gate import MarkedDraft

FORMAT = 1
#: Programs whose version can change the bytes of an output, by the name of their distribution.
_PROGRAMS = ("counterbrief", "jinja2", "pypandoc_binary", "typst")


@attrs.frozen(kw_only=True)
class PlacedStatement:
    """A statement as it was placed: the number of its note is None where it has none."""

    id: str
    voice: str
    note: int | None
    cites: tuple[Citation, ...]
    shows: tuple[str, ...]


def statements_of(context: Context, calls: Calls) -> tuple[PlacedStatement, ...]:
    """The statements of a brief in the order of their notes; those without a note follow in the plan's order."""
    numbers = {cluster.statement: number for number, cluster in enumerate(calls.clusters, start=1)} | calls.again
    cites = {statement: calls.clusters[number - 1].citations for statement, number in numbers.items()}
    found: list[PlacedStatement] = []
    for item in context.items:
        ids = [value.id for value in item.values]
        if not item.values or item.id in numbers:
            ids.append(item.id)
        found += [
            PlacedStatement(
                id=id_, voice=item.voice.value, note=numbers.get(id_), cites=cites.get(id_, ()), shows=item.shows
            )
            for id_ in ids
        ]
    return tuple(sorted(found, key=lambda one: (one.note is None, one.note or 0)))


def evidence_json(context: Context, calls: Calls, fonts: Mapping[str, str]) -> bytes:
    """The bytes of ``evidence.json``; ``fonts`` maps file names of fonts to the sha256 of their bytes."""
    statements = statements_of(context, calls)
    read = {
        id_ for cluster in calls.clusters for citation in cluster.citations for id_ in (citation.source, citation.read)
    }
    content: dict[str, Any] = {
        "format": FORMAT,
        "plan": context.plan.id,
        "date": context.plan.date.isoformat(),
        "language": context.plan.language,
        "invented": context.records.settings.invented or context.plan.invented,
        "draft": isinstance(context.brief, MarkedDraft),
        "clusters": len(calls.clusters),
        "statements": [
            {
                "id": one.id,
                "voice": one.voice,
                "note": one.note,
                "citations": [_citation(citation) for citation in one.cites],
                "origins": _origins(context.derivations.origins(one.cites)),
                "shows": list(one.shows),
            }
            for one in statements
        ],
        "sources": sorted(read),
        "captures": [
            {"id": capture.id, "source": capture.source, "sha256": capture.sha256}
            for capture in context.records.of(Capture)
            if capture.source in read
        ],
        "approvals": _approvals(context),
        "versions": versions(),
        "fonts": dict(fonts),
    }
    if isinstance(context.brief, MarkedDraft):
        content["left_out"] = [{"statement": id_, "code": code} for id_, code in context.brief.left_out]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()


def _citation(citation: Citation) -> dict[str, str | None]:
    return {
        "source": citation.source,
        "reported_in": citation.reported_in,
        "locator": str(citation.locator) if citation.locator is not None else None,
    }


def _origins(origins: Origins) -> dict[str, list[Any]]:
    """Ids of the origins, those that shared circumstances join together; of the unknown ones, source and locator."""
    return {
        "stated": [list(origin.ids) for origin in origins.stated],
        "inferred": [list(origin.ids) for origin in origins.inferred],
        "unknown": [piece.id for piece in origins.unknown],
    }


def _approvals(context: Context) -> list[dict[str, Any]]:
    """What was approved and until when; several approvals of one content are told once each, whoever gave them."""
    told = {
        (approval.record, approval.sha256, approval.attests.value, approval.until.isoformat(), approval.audiences)
        for approval in context.brief.approvals
    }
    return [
        {"record": record, "sha256": sha256, "attests": attests, "until": until, "audiences": sorted(audiences)}
        for record, sha256, attests, until, audiences in sorted(told)
    ]


def versions() -> dict[str, str]:
    """The versions of the programs behind an output; "unknown" for one that runs without being installed."""
    found: dict[str, str] = {}
    for program in _PROGRAMS:
        try:
            found[program] = importlib.metadata.version(program)
        except importlib.metadata.PackageNotFoundError:
            found[program] = "unknown"
    return found
