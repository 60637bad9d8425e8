"""Build every brief of the invented corpus with templates of one's own, and say how long each took.

``own-templates`` beside this script holds one file: a profile that begins with a word to the reader. The other brief
types are laid out by the shipped templates. Run it: ``python examples/batch_with_own_template.py [FOLDER]``.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from counterbrief import Corpus, build, check

ON = date(2026, 11, 21)
HERE = Path(__file__).parent


def main(folder: Path) -> None:
    """Write each brief that can be built today as PDF."""
    corpus = Corpus.open(HERE / "invented")
    checked = check(corpus, on=ON)
    for plan in checked.ready:
        started = time.perf_counter()
        (path,) = build(corpus, plan, on=ON, templates=HERE / "own-templates").write(folder, formats=("pdf",))
        print(f"{path} in {time.perf_counter() - started:.1f} s")
    for plan in checked.refused:
        print(f"{plan} cannot be built; 'counterbrief check {corpus.folder}' says why")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "briefs"))
