"""Build every shipped brief and write it as PDF: what ``counterbrief build --shipped`` does, from Python.

Run it: ``python examples/build_shipped.py [FOLDER]``.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from counterbrief import Corpus, build
from counterbrief.model import BriefPlan

#: The day for which approvals and consent are judged. It is printed nowhere: a brief carries the date of its plan.
ON = date(2026, 11, 21)


def main(folder: Path) -> None:
    """Write a PDF of every plan of the shipped corpus into a folder."""
    corpus = Corpus.shipped()
    for plan in corpus.records.of(BriefPlan):
        # The gate refuses here, with every reason at once, where anything is not cited, approved or consented to.
        built = build(corpus, plan.id, on=ON)
        for path in built.write(folder, formats=("pdf",)):
            print(f"{plan.title}: {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "briefs"))
