"""Records from accepted suggestions: testimonies and statistics that nothing lets into a brief yet."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from counterbrief.evidence.masking import Mask
from counterbrief.model import (
    Account,
    Basis,
    Citation,
    CitedText,
    Consent,
    Excerpt,
    LocalText,
    ReportedValue,
    Selector,
    Statistic,
    Testimony,
)
from counterbrief.workflow.suggestion_files import FigureItem, Item, QuotationItem, Suggestions

#: Stands in the place of a summary until somebody writes one.
NO_SUMMARY = "Not summarised yet."
#: Credibility of what nobody has judged (Admiralty grading, NATO AJP-2.1).
CANNOT_BE_JUDGED = 6


@attrs.frozen(kw_only=True)
class Writing:
    """What a record gets beside its items.

    Attributes:
        id: of the record
        by: id of the team member who accepts the items
        invented: whether the corpus is
        mask: hides whom the record may not name
    """

    id: str
    by: str
    invented: bool
    mask: Mask


def testimony_of(writing: Writing, items: Sequence[tuple[Suggestions, QuotationItem]]) -> Testimony:
    """One testimony with an excerpt for each item, in their order.

    Its basis is 'published' with an empty scope, and its credibility cannot be judged. Raises ValueError where the items
    do not fit together.
    """
    _, first = items[0]
    speaker = first.speaker or ""
    summary = next((item.summary for _, item in items if item.summary is not None), None)
    cites = tuple(dict.fromkeys(_citation(held, item) for held, item in items))
    through = dict.fromkeys(one for held, item in items for one in (item.source, held.source) if one is not None)
    return Testimony(
        id=writing.id,
        written_by=writing.by,
        invented=writing.invented,
        speaker=speaker,
        subject=first.subject or speaker,
        account=first.account,
        relayed_by=tuple(through) if first.account is Account.RELAYED else (),
        summary=CitedText(text=summary or LocalText.of(en=NO_SUMMARY), cites=cites),
        excerpts=tuple(_excerpt(writing, held, item) for held, item in items),
        themes=tuple(dict.fromkeys(theme for _, item in items for theme in item.themes)),
        credibility=CANNOT_BE_JUDGED,
        consent=Consent(basis=Basis.PUBLISHED),
    )


def statistic_of(writing: Writing, items: Sequence[tuple[Suggestions, FigureItem]]) -> Statistic:
    """One statistic with a value for each item, in their order. Raises ValueError where two values have one id."""
    page, first = items[0]
    return Statistic(
        id=writing.id,
        written_by=writing.by,
        invented=writing.invented,
        label=_local(page, first.label or first.counted or first.as_printed),
        values=tuple(
            ReportedValue(
                id=item.value,
                as_printed=item.as_printed,
                number=item.number,
                counted=_local(held, item.counted or item.as_printed),
                period=_local(held, item.period) if item.period else None,
                cites=(_citation(held, item),),
            )
            for held, item in items
        ),
    )


def _excerpt(writing: Writing, page: Suggestions, item: QuotationItem) -> Excerpt:
    passage = item.passage
    behind = [end for _, end in writing.mask.spans(passage.prefix)]
    before = [start for start, _ in writing.mask.spans(passage.suffix)]
    return Excerpt(
        id=item.excerpt,
        quotation=item.quotation,
        language=item.language,
        wording=item.wording,
        cites=(_citation(page, item),),
        selector=Selector(
            prefix=passage.prefix[max(behind, default=0) :],
            exact=passage.exact,
            suffix=passage.suffix[: min(before, default=len(passage.suffix))],
        ),
    )


def _citation(page: Suggestions, item: Item) -> Citation:
    """The page, or what it reports as read in the page."""
    reported = item.source is not None and item.source != page.source
    return Citation(
        source=item.source or page.source,
        reported_in=page.source if reported else None,
        locator=item.locator,
    )


def _local(page: Suggestions, text: str) -> LocalText:
    return LocalText(((page.language.partition("-")[0], text),))
