"""What an edit may not hide or bring in: negations, numbers and conditions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

import attrs

from counterbrief.evidence.quotation.fold import fold_words, normalise
from counterbrief.evidence.quotation.languages.words import LanguageWords

#: Scripts in which only one of our languages is written; the others are all Latin.
_BY_SCRIPT = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "bn": re.compile("[\u0980-\u09ff]"),
}
_LATIN = ("de", "en", "es", "fr")
_AROUND = ".,;:!?()[]«»“”\"'"
_DASHES = re.compile(r"[-\u2010-\u2015]")


@attrs.frozen
class _Folded:
    """A language's lists, folded like the texts they are looked up in; ``phrases`` have several words."""

    words: dict[str, str]
    phrases: tuple[tuple[str, str], ...]
    source: LanguageWords


@cache
def _language(code: str) -> _Folded:
    source = _source(code)
    words: dict[str, str] = {}
    phrases: list[tuple[str, str]] = []
    kinds = (("condition", source.conditions), ("number", source.numerals), ("negation", source.negations))
    for kind, entries in kinds:
        for entry in entries:
            folded = fold_words(entry)
            if len(folded) == 1:
                words[folded[0]] = kind
            else:
                phrases.append((f" {' '.join(folded)} ", kind))
    return _Folded(words, tuple(phrases), source)


def _source(code: str) -> LanguageWords:
    """The list of a language; English for one that has none. Only the languages in use are loaded."""
    from counterbrief.evidence.quotation.languages import english

    match code:
        case "ar":
            from counterbrief.evidence.quotation.languages import arabic

            return arabic.ARABIC
        case "bn":
            from counterbrief.evidence.quotation.languages import bengali

            return bengali.BENGALI
        case "de":
            from counterbrief.evidence.quotation.languages import german

            return german.GERMAN
        case "es":
            from counterbrief.evidence.quotation.languages import spanish

            return spanish.SPANISH
        case "fr":
            from counterbrief.evidence.quotation.languages import french

            return french.FRENCH
        case "ru":
            from counterbrief.evidence.quotation.languages import russian

            return russian.RUSSIAN
        case _:
            return english.ENGLISH


def languages_of(sample: str, language: str | None) -> tuple[str, ...]:
    """The languages whose lists apply to a text.

    ``language`` is a BCP 47 tag. Without one, or with one that has no list, Latin text is read in the languages whose
    frequent words it has, in all of them where it has too few to tell. Other scripts always bring their own language.
    """
    code = (language or "").replace("_", "-").partition("-")[0].casefold()
    scripts = tuple(name for name, script in _BY_SCRIPT.items() if script.search(sample))
    if code in _LATIN or code in _BY_SCRIPT:
        return tuple(sorted({code, *scripts}))
    if code:
        return tuple(sorted({*_LATIN, *scripts}))
    words = fold_words(sample)
    counts = {name: sum(word in _common(name) for word in words) for name in _LATIN}
    most = max(counts.values())
    likely = [name for name in _LATIN if counts[name] * 2 >= most] if most > 2 else list(_LATIN)
    return tuple(sorted({*likely, *scripts}))


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(word for entry in _source(code).common for word in fold_words(entry))


def turning_words(text: str, languages: Iterable[str]) -> list[str]:
    """The negations, numbers and conditions in a text, each in words for people: ``the negation 'not'``."""
    found: dict[str, None] = {}
    words = fold_words(_DASHES.sub(" ", text))
    padded = f" {' '.join(words)} "
    figure = next((char for char in text if unicodedata.category(char)[0] == "N"), None)
    if figure is not None:
        number = next(run for run in text.split() if figure in run)
        found[f"the number {number.strip(_AROUND)!r}"] = None
    for code in languages:
        lists = _language(code)
        for word in words:
            kind = _kind(word, lists)
            if kind:
                found[f"the {kind} {word!r}"] = None
        found.update({f"the {kind} {phrase.strip()!r}": None for phrase, kind in lists.phrases if phrase in padded})
    return list(found)


def _kind(word: str, lists: _Folded) -> str | None:
    source = lists.source
    if word in lists.words:
        return lists.words[word]
    if word in _set(source.spared):
        return None
    if any(word.endswith(end) and len(word) > len(end) + 1 for end in _parts(source.negation_endings)):
        return "negation"
    if word.startswith(_parts(source.numeral_stems)) or word.endswith(_parts(source.numeral_endings)):
        return "number"
    for bare in _bare(word, source):
        if bare in lists.words:
            return lists.words[bare]
    forms = (word, *_bare(word, source))
    without = (form[len(part) :] for form in forms for part in _parts(source.leading_numerals) if form.startswith(part))
    return next(("number" for form in without if lists.words.get(form) == "number"), None)


def _bare(word: str, source: LanguageWords) -> list[str]:
    """The word without what is written together with it."""
    found = [word[len(part) :] for part in _parts(source.leading) if word.startswith(part)]
    return found + [word[: -len(part)] for part in _parts(source.trailing) if word.endswith(part)]


@cache
def _set(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_parts(entries))


@cache
def _parts(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of words, folded; never empty, so that the test for one of them is false where there are none."""
    return tuple(normalise(entry) for entry in entries) or ("\x00",)


def negates_inside(inner: str, bracketed: Sequence[str], page: Sequence[str], languages: Iterable[str]) -> bool:
    """Whether a bracket adds or removes a negating syllable: ``[un]able``, or ``[able]`` where the page has unable."""
    for code in languages:
        prefixes = _parts(_source(code).negating_prefixes)
        if "".join(fold_words(inner)) in prefixes:
            return True
        for prefix in prefixes:
            if any(one == prefix + other or other == prefix + one for one in bracketed for other in page):
                return True
    return False
