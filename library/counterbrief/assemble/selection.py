"""Which testimonies a selection chooses, in an order that depends on the records alone."""

from __future__ import annotations

from counterbrief.model import Excerpt, Records, Selection, Testimony, Theme


def select(records: Records, selection: Selection) -> tuple[tuple[Testimony, Excerpt], ...]:
    """The excerpts that a selection chooses, the strongest first: by credibility, then by id.

    Testimonies named one by one keep the order in which the plan names them. Credibility 6 cannot be judged and comes
    last. Mentions have no words of their own and are not chosen.
    """
    themes = _themes(records, selection)
    chosen = [
        testimony
        for testimony in records.of(Testimony)
        if (themes is None or themes.intersection(testimony.themes))
        and (not selection.testimonies or testimony.id in selection.testimonies)
    ]
    if selection.testimonies:
        chosen.sort(key=lambda testimony: selection.testimonies.index(testimony.id))
    else:
        chosen.sort(key=lambda testimony: (testimony.credibility, testimony.id))
    return tuple(
        (testimony, excerpt)
        for testimony in chosen
        for excerpt in testimony.excerpts
        if not selection.languages or excerpt.language in selection.languages
    )


def _themes(records: Records, selection: Selection) -> frozenset[str] | None:
    """Ids of the themes that are asked for, with all below them; None where themes do not matter."""
    if not selection.themes and not selection.claims:
        return None
    all_themes = records.of(Theme)
    by_theme = _with_descendants(all_themes, frozenset(selection.themes))
    answering = frozenset(theme.id for theme in all_themes if set(theme.answers).intersection(selection.claims))
    if not selection.claims:
        return by_theme
    return answering & by_theme if selection.themes else answering


def _with_descendants(themes: tuple[Theme, ...], roots: frozenset[str]) -> frozenset[str]:
    found = roots
    while True:
        more = found | {theme.id for theme in themes if theme.parent in found}
        if more == found:
            return found
        found = more
