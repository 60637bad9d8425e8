from __future__ import annotations

import pytest

from counterbrief.evidence import relocate

OLD = "They came home. The war was over, they said. Then we left the town together. The end."
EXACT = "we left the town"
AT = (OLD.index(EXACT), OLD.index(EXACT) + len(EXACT))


def test_the_same_page_gives_the_same_position() -> None:
    found = relocate(EXACT, OLD, position=AT, prefix="Then ", suffix=" together")
    assert (found.step, (found.start, found.end), found.others, found.certain) == ("position", AT, (), True)


def test_a_page_that_grew_is_found_by_the_context() -> None:
    new = "Menu. We left the town. " + OLD
    found = relocate(EXACT, new, position=AT, prefix="Then ", suffix=" together")
    assert (found.step, found.start, found.certain) == ("context", new.index(EXACT), True)
    assert [new[start:end] for start, end in found.others] == ["We left the town"]


def test_two_passages_and_no_context_are_not_certain() -> None:
    found = relocate(EXACT, f"{OLD} And {EXACT}.", position=AT)
    assert (found.step, found.certain, len(found.others)) == ("position", False, 1)
    gone = relocate(EXACT, f"First {EXACT}, and again {EXACT}.", position=AT, prefix="Then ", suffix=" together")
    assert (gone.step, gone.certain, len(gone.others)) == ("folded", False, 1)


@pytest.mark.parametrize(
    ("new", "step", "certain"),
    [
        ("Then we\nleft the\u00a0town together.", "folded", True),
        ("Then we left this town together.", "fuzzy", False),
        ("Another page altogether.", "orphaned", False),
    ],
)
def test_what_changed_is_found_as_near_as_it_gets(new: str, step: str, certain: bool) -> None:
    found = relocate(EXACT, new, position=AT, prefix="Then ", suffix=" together")
    assert (found.step, found.certain) == (step, certain)
