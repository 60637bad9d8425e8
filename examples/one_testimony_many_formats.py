"""Build one brief once and write it as PDF, HTML and Markdown; then show what the gate does to a wider use.

The brief is the profile of Mira in the invented corpus beside this script.
Run it: ``python examples/one_testimony_many_formats.py [FOLDER]``.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import attrs

from counterbrief import Corpus, CounterbriefError, build
from counterbrief.model import Audience, BriefPlan

ON = date(2026, 11, 21)
INVENTED = Path(__file__).parent / "invented"
PLAN = "profile-mira"


def main(folder: Path) -> None:
    """Write the profile in three formats, and print why the same profile cannot go to pupils."""
    corpus = Corpus.open(INVENTED)
    built = build(corpus, PLAN, on=ON)
    for path in built.write(folder, formats=("pdf", "html", "md")):
        print(f"{path}: {path.stat().st_size} bytes")
    # The bytes are there too, for a web server or an archive. Building once more gives the same ones.
    again = build(corpus, PLAN, on=ON)
    print("the same bytes again:", again.bytes("pdf") == built.bytes("pdf"))

    # A corpus never changes in place. This one, in memory, holds the same plan for another audience.
    for_pupils = attrs.evolve(corpus.get(BriefPlan, PLAN), audience=Audience.PUPILS)
    wider = Corpus(records=corpus.records.put(for_pupils))
    try:
        build(wider, PLAN, on=ON)
    except CounterbriefError as refused:
        print(refused)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "briefs"))
