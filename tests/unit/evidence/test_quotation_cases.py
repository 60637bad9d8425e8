"""What the judge accepts and refuses over generated cases. Held-out text and seeds judge only; nothing was fitted to them."""

from __future__ import annotations

import pytest
from tests.unit.evidence.quotation_cases import cases
from tests.unit.evidence.running_text import HELD_OUT, SHAPING

from counterbrief.evidence import judge_quotation

EXPECTED = {
    "typography": {"verbatim"},
    "declared": {"edited"},
    "changed": {"altered", "noisy", "absent"},
    "turning": {"altered"},
}
#: So many in a thousand may be judged otherwise.
ALLOWED = {"typography": 5, "declared": 10, "changed": 1, "turning": 0}


def missed(kind: str, texts: dict[str, str], seed: int, count: int) -> list[object]:
    found: list[object] = []
    for case in cases(kind, texts, seed, count):
        for language in (case.language, None):
            verdict = judge_quotation(case.quotation, case.capture, language=language).verdict
            if verdict not in EXPECTED[kind]:
                found.append((verdict, language, case))
    return found


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_generated_cases(kind: str) -> None:
    assert missed(kind, SHAPING, 1, 150) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_held_out_cases(kind: str) -> None:
    count = 2500
    assert len(missed(kind, HELD_OUT, 77_021, count)) <= ALLOWED[kind] * count * 2 / 1000
