"""Judging quotations beside its peers, in one run: medians in milliseconds.

The peers are no dependencies: ``pip install rapidfuzz edlib``, then ``python tests/benchmarks/bench_quotation.py``.
The peers only locate; they say neither which words differ nor whether the difference may stand.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import time
from collections.abc import Callable
from random import Random

from counterbrief.evidence.quotation import FoldedText, Judgement, fold_capture, judge_quotation
from counterbrief.evidence.quotation.fold import SEPARATOR, fold_words

SYLLABLES = {
    "Latin": "ka lo mi ren tas vor el und pra shi ton gar bel os fen ri du qua nel ist",
    "Cyrillic": "ка ло ми рен тас вор ел унд пра ши тон гар бел ос фен ри ду щу нел ист",
    "Arabic": "كا لو مي رن تس فر عل ند بر شي طن غر بل حس فن ري دو قا نل صت",
    "Bengali": "কা লো মি রেন তাস ভর এল উন্দ প্র শি টন গার বেল ওস ফেন রি দু কোয়া নেল ইস্ত",
}
CAPTURES = 1000
EXCERPTS_EACH = 10
SAMPLED = 40
#: Exact quotations spread over the capture, as a scan takes longer for later ones.
PLACES = 20


def vocabulary(random: Random, script: str = "Latin", size: int = 4000) -> list[str]:
    """Made-up words; frequent ones are short, as in language."""
    syllables = SYLLABLES[script].split()
    return ["".join(random.choices(syllables, k=1 + min(4, rank // 40 + 1))) for rank in range(size)]


def running(random: Random, words: list[str], length: int) -> str:
    """Sentences and paragraphs with the punctuation of a news page."""
    weights = [1 / (rank + 3) for rank in range(len(words))]
    parts: list[str] = []
    size = 0
    while size < length:
        sentence = random.choices(words, weights, k=random.randint(6, 26))
        sentence[0] = sentence[0].capitalize()
        sentence[len(sentence) // 2] += ","
        text = " ".join(sentence) + random.choice([". ", ". ", ".\n\n", "? ", ".” “"])
        parts.append(text)
        size += len(text)
    return "".join(parts)[:length]


def excerpt(random: Random, text: str, words: int = 30) -> str:
    """Whole words of a text in a row."""
    spans = text.split(" ")
    first = random.randrange(len(spans) - words)
    return " ".join(spans[first : first + words]).strip(" .,?“”\n")


def scanned(random: Random, text: str) -> str:
    """The text as a bad scanner reads it: every tenth word or so."""
    words = text.split(" ")
    for place in range(0, len(words), 9):
        words[place] = words[place].replace("m", "rn").replace("l", "1").replace("o", "0", 1)
    return " ".join(words)


def retyped(text: str) -> str:
    """The same words with other marks and spaces around them."""
    return "“" + text.replace(" ", "\u00a0").replace(",", " ,") + "”"


def median(work: Callable[[], object], rounds: int = 15) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1000


def say(*columns: object) -> None:
    """One line of the report."""
    sys.stdout.write("  ".join(str(column) for column in columns) + "\n")


def fold_for_peer(text: str) -> str:
    """The same folding, as a string with spaces."""
    return fold_capture(text).stream.replace(SEPARATOR, " ")


def one_capture(random: Random, words: list[str]) -> None:
    """One quotation against 100,000 code points, nothing folded beforehand: exact, noisy, edited, absent."""
    fuzz = importlib.import_module("rapidfuzz.fuzz")
    text = running(random, words, 100_000)
    exact = excerpt(random, text)
    other = excerpt(random, running(random, words, 5000))
    quoted = exact.split(" ")
    for name, quotation in (
        ("exact", exact),
        ("exact, other typography", retyped(exact)),
        ("noisy", scanned(random, exact)),
        ("edited", " ".join([*quoted[:8], "…", *quoted[14:]])),
        ("absent", other),
    ):
        needle = " ".join(fold_words(quotation))

        def peer(needle: str = needle) -> object:
            return fuzz.partial_ratio_alignment(needle, fold_for_peer(text), score_cutoff=90)

        def own(quotation: str = quotation) -> Judgement:
            return judge_quotation(quotation, text)

        verdict = own().verdict
        ours, theirs = median(own), median(peer)
        say(
            f"{name:26}",
            f"{verdict:9}",
            f"ours {ours:7.3f}",
            f"fold + rapidfuzz {theirs:7.3f}",
            f"ours/theirs {ours / theirs:.2f}",
        )


def folded_beforehand(script: str) -> None:
    """Exact quotations against a capture of 100,000 code points that is folded already, with an index and without."""
    edlib = importlib.import_module("edlib")
    random = Random(5)
    text = running(random, vocabulary(random, script), 100_000)
    quotations = [excerpt(random, text) for _ in range(PLACES)]
    needles = [" ".join(fold_words(quotation)) for quotation in quotations]
    plain, indexed, scanned_for = fold_for_peer(text), fold_capture(text, index=True), fold_capture(text)

    def judged(quoted: list[str], folded: FoldedText) -> float:
        return median(lambda: [judge_quotation(one, text, folded=folded) for one in quoted], 101) / PLACES

    ours, scan = judged(quotations, indexed), judged(quotations, scanned_for)
    other = judged([retyped(one) for one in quotations], indexed)
    theirs = median(lambda: [edlib.align(one, plain, mode="HW", task="locations") for one in needles], 5) / PLACES
    say(
        f"folded beforehand, {script:8}",
        f"ours {ours:.4f} (other typography {other:.4f}, without index {scan:.4f})",
        f"edlib HW {theirs:.3f}",
        f"{theirs / ours:.0f} times ({theirs / other:.0f}, {theirs / scan:.0f})",
        f"fold {median(lambda: fold_capture(text)):.2f}, with index {median(lambda: fold_capture(text, index=True)):.2f}",
    )


def corpus(random: Random, words: list[str]) -> None:
    """10,000 excerpts over 1,000 captures of 30 kB. The peer is timed on a sample of the captures and scaled.

    The excerpts stand letter for letter, so that no capture is folded; a second figure folds every one.
    """
    fuzz = importlib.import_module("rapidfuzz.fuzz")
    pages = [running(random, words, 30_000) for _ in range(CAPTURES)]
    held = [[excerpt(random, page) for _ in range(EXCERPTS_EACH)] for page in pages]
    begin = time.perf_counter()
    sound = sum(
        judge_quotation(one, page).verdict == "verbatim" for page, own in zip(pages, held, strict=True) for one in own
    )
    ours = time.perf_counter() - begin
    begin = time.perf_counter()
    for page, own in zip(pages, held, strict=True):
        folded = fold_capture(page)
        for one in own:
            judge_quotation(one, page, folded=folded)
    thorough = time.perf_counter() - begin
    begin = time.perf_counter()
    for page, own in zip(pages[:SAMPLED], held, strict=False):
        for one in own:
            fuzz.partial_ratio_alignment(one, page)
    theirs = (time.perf_counter() - begin) * CAPTURES / SAMPLED
    say(f"corpus: {sound} of {CAPTURES * EXCERPTS_EACH} verbatim")
    say(
        f"  ours {ours:.2f} s; with every capture folded {thorough:.2f} s; rapidfuzz alone {theirs:.1f} s (scaled from {SAMPLED})"
    )
    say(f"  {theirs / ours:.0f} times; with every capture folded {theirs / thorough:.1f} times")


def main() -> None:
    """Run all of them."""
    random = Random(3)
    words = vocabulary(random)
    one_capture(random, words)
    for script in SYLLABLES:
        folded_beforehand(script)
    corpus(random, words)


if __name__ == "__main__":
    main()
