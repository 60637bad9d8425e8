"""Stores: where a corpus lives. A folder of text files is the truth."""

from counterbrief.store.folder import Loaded, file_of, load
from counterbrief.store.shipped import shipped

__all__ = ["Loaded", "file_of", "load", "shipped"]
