"""Pure functions over text: what a text says once typography is set aside, and what it may not say without a source."""

from counterbrief.evidence.folding import shares_run, words
from counterbrief.evidence.own_words import faults_of_own_words

__all__ = ["faults_of_own_words", "shares_run", "words"]
