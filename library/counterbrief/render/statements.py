"""One statement of a brief as part of the tree: a text, or somebody's words, with the note it stands on."""

from __future__ import annotations

from counterbrief.model import Account, Naming, Source, Voice, Wording
from counterbrief.model.draft import Item, Quote
from counterbrief.render.checks import one_line
from counterbrief.render.context import Context
from counterbrief.render.direction import direction_of
from counterbrief.render.notes import Calls, cited_ids
from counterbrief.render.sources import ended, short_name
from counterbrief.render.tree import Foreign, Inline, Inlines, Origin, Quotation, StatementSpan, Text


def text_span(item: Item, context: Context, calls: Calls) -> StatementSpan:
    """A text in a line: evidence ends with its note, the editors' own words have none."""
    text = item.text or ""
    if item.voice is Voice.EDITOR:
        return StatementSpan(statement=item.id, origin=Origin.EDITOR, cites=(), children=(context.editor(text),))
    return StatementSpan(
        statement=item.id,
        origin=Origin.EVIDENCE,
        cites=cited_ids(item.cites),
        children=(context.evidence(text), calls.call(item.id, item.cites)),
    )


def quotation(item: Item, quote: Quote, context: Context, calls: Calls) -> Quotation:
    """Somebody's words, with who speaks and how they came here."""
    excerpt = quote.excerpt
    original: Foreign | None = None
    if excerpt.original is not None:
        language = excerpt.original_language or "und"
        words = Text(value=one_line(excerpt.original), origin=Origin.EVIDENCE)
        original = Foreign(language=language, direction=direction_of(language), children=(words,))
    return Quotation(
        statement=item.id,
        cites=cited_ids(item.cites),
        language=excerpt.language,
        direction=direction_of(excerpt.language),
        words=one_line(excerpt.quotation),
        original=original,
        attribution=(*_attribution(quote, context), calls.call(item.id, item.cites)),
    )


def speaker(quote: Quote, context: Context) -> str:
    """Who speaks in a word or two: a name where one may be told, else role and origin (WITNESS)."""
    person = quote.speaker
    if person.name is not None and person.protection.naming in (Naming.NAMED, Naming.PSEUDONYM):
        if person.protection.naming is Naming.PSEUDONYM:
            return f"{person.name} ({context.wording.not_their_name})"
        return person.name
    told = _role(quote, context)
    return told[:1].upper() + told[1:]


def _role(quote: Quote, context: Context) -> str:
    """Role and origin, as far as they are told."""
    told = (context.local(quote.speaker.role), context.local(quote.speaker.origin))
    return ", ".join(text for text in told if text)


def _attribution(quote: Quote, context: Context) -> Inlines:
    wording = context.wording
    testimony = quote.testimony
    who = speaker(quote, context)
    if quote.speaker.name is not None:
        who = f"{who}, {_role(quote, context)}"
    parts: list[Inline] = [context.record(who if testimony.subject != testimony.speaker else ended(who))]
    if testimony.subject != testimony.speaker:
        parts.append(context.fixed(f", {wording.of_another}."))
    if testimony.account is Account.RELAYED:
        names = tuple(
            short_name(source, context)
            for id_ in testimony.relayed_by
            if (source := context.records.get(Source, id_)) is not None
        )
        parts += [context.fixed(f" {wording.relayed} "), context.record(ended(wording.listed(names)))]
    for text in _wording(quote, context):
        parts += [context.fixed(" "), text]
    return tuple(parts)


def _wording(quote: Quote, context: Context) -> tuple[Inline, ...]:
    """What is known of the words: what is not known is said, never made up."""
    wording = context.wording
    excerpt = quote.excerpt
    if excerpt.wording is Wording.ORIGINAL:
        return ()
    translator = (
        context.record(wording.translated.format(name=excerpt.translator)) if excerpt.translator is not None else None
    )
    if excerpt.original is None and translator is None:
        return (context.fixed(wording.wording_unknown),)
    told = [] if excerpt.original is not None else [context.fixed(wording.original_unknown)]
    told.append(translator if translator is not None else context.fixed(wording.translator_unknown))
    return tuple(told)
