"""What a plan asks for is there: the excerpt, the wording in the plan's language, at least one testimony chosen."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.model.draft import Gap
from counterbrief.vetting.finding import Case, Finding


def gaps(case: Case) -> Iterator[Finding]:
    """``excerpt-missing``, ``translation-missing`` and ``nothing-selected``; missing records are the references' rule."""
    if case.draft is None:
        return
    for gap in case.draft.gaps:
        if gap.code == "record-missing":
            continue
        message, remedy = _words(gap)
        yield Finding(
            code=gap.code,
            record=case.draft.plan.id,
            path=gap.path,
            message=message,
            remedy=remedy,
            cause=f"{gap.code}:{gap.target}:{gap.wanted}:{gap.statement if not gap.target else ''}",
            about=(gap.target,) if gap.target else (),
            statement=gap.statement,
        )


def _words(gap: Gap) -> tuple[str, str]:
    if gap.code == "excerpt-missing":
        if gap.wanted:
            return (
                f"statement {gap.statement!r} quotes excerpt {gap.wanted!r}, which testimony {gap.target!r} does not have",
                "name an excerpt that the testimony has, or put the excerpt back",
            )
        return (
            f"statement {gap.statement!r} quotes testimony {gap.target!r}, which has none or several excerpts",
            "name one with 'excerpt', or quote a testimony that has words of its own",
        )
    if gap.code == "translation-missing":
        return (
            f"statement {gap.statement!r} shows {gap.target!r}, which has no text in the plan's language {gap.wanted!r}",
            f"write that text in {gap.wanted!r} in the record, and have it approved again",
        )
    return (
        f"the selection of section {gap.statement!r} chooses no testimony",
        "widen the selection, or take it out",
    )
