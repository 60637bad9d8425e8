"""Assembly: from a plan and the records to a Draft. Pure; what is missing becomes a gap, never an exception."""

from counterbrief.assemble.drafting import assemble
from counterbrief.assemble.selection import select

__all__ = ["assemble", "select"]
