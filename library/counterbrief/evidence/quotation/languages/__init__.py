"""Words that turn what a sentence says: negations, numerals and conditions, one module a language."""

from counterbrief.evidence.quotation.languages.words import LanguageWords

__all__ = ["LanguageWords"]
