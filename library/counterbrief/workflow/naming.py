"""Unknown names: the error that lists the near ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from counterbrief.errors import NotFoundError


def unknown(kind: str, name: str, known: Iterable[str]) -> NotFoundError:
    """The error for a name that does not exist: near ones if there are any, else some of those that do."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if near:
        hint = f"did you mean {' or '.join(map(repr, near))}?"
    elif names:
        more = f" and {len(names) - 8} more" if len(names) > 8 else ""
        hint = f"there are: {', '.join(names[:8])}{more}"
    else:
        hint = "there is none yet"
    return NotFoundError(f"there is no {kind} {name!r}", hint=hint)
