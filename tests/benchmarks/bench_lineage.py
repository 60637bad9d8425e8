"""Shared passages against MinHash: time, memory, and how many planted passages each finds.

    pip install 'counterbrief[lineage]' datasketch
    python tests/benchmarks/bench_lineage.py             # 2,000 documents
    python tests/benchmarks/bench_lineage.py --large     # 100,000 documents
    python tests/benchmarks/bench_lineage.py 10000

Documents have about 270 words with the frequencies of running text (Zipf), in lines. One in ten carries a passage of 16
to 40 words that stands in another document too; of each second passage one word in twelve is replaced, and its s are
spelt z. A passage is found where at least nine tenths of its characters are told on both sides; MinHash, which tells
documents and no places, finds it where it names the two documents. Each measurement runs in a process of its own.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import itertools
import multiprocessing
import random
import sys
import time
from multiprocessing.connection import Connection

import attrs

from counterbrief.evidence.lineage.passages import shared_passages

LARGE = 100_000
WORDS = 270


@attrs.frozen
class Planted:
    """A passage that stands in two documents: their keys, and its code points in both."""

    a: str
    b: str
    a_span: tuple[int, int]
    b_span: tuple[int, int]


def corpus(size: int, seed: int = 1) -> tuple[dict[str, str], list[Planted]]:
    """Documents by key, and what was planted in them."""
    chance = random.Random(seed)
    letters = "abcdefghiklmnoprstuvwy"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(60_000)]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    bodies = [chance.choices(vocabulary, cum_weights=weights, k=chance.randint(220, 320)) for _ in range(size)]
    plans = []
    places = list(range(size))
    chance.shuffle(places)
    for number in range(size // 20):
        one, other = sorted(places[2 * number : 2 * number + 2])
        passage = chance.choices(vocabulary, cum_weights=weights, k=chance.randint(16, 40))
        copy = list(passage)
        if number % 2:
            for place in range(6, len(copy) - 6, 12):
                copy[place] = chance.choice(vocabulary)
            copy = [word.replace("s", "z") for word in copy]
        plans.append((one, passage, other, copy))
    inserted: dict[int, tuple[int, list[str]]] = {}
    for one, passage, other, copy in plans:
        inserted[one] = (chance.randint(0, 200), passage)
        inserted[other] = (chance.randint(0, 200), copy)
    texts: dict[str, str] = {}
    spans: dict[int, tuple[int, int]] = {}
    for number, body in enumerate(bodies):
        at, words = inserted.get(number, (0, []))
        line = " ".join(body[:at])
        start = len(line) + 1 if line else 0
        planted = " ".join(words)
        spans[number] = (start, start + len(planted))
        whole = " ".join(part for part in (line, planted, " ".join(body[at:])) if part)
        texts[f"d{number}"] = whole + "."
    return texts, [Planted(f"d{one}", f"d{other}", spans[one], spans[other]) for one, _, other, _ in plans]


def _covers(found: tuple[int, int], planted: tuple[int, int]) -> bool:
    shared = min(found[1], planted[1]) - max(found[0], planted[0])
    return shared >= 0.9 * (planted[1] - planted[0])


def _ours(texts: dict[str, str], planted: list[Planted]) -> tuple[float, int, int]:
    shared_passages({"a": "one two three four five"})  # the tables are made once a process
    began = time.perf_counter()
    passages = shared_passages(texts)
    seconds = time.perf_counter() - began
    by_pair: dict[tuple[str, str], list[tuple[tuple[int, int], tuple[int, int]]]] = {}
    for one in passages:
        by_pair.setdefault((one.a, one.b), []).append(((one.a_start, one.a_end), (one.b_start, one.b_end)))
    hits = sum(
        any(_covers(a, one.a_span) and _covers(b, one.b_span) for a, b in by_pair.get((one.a, one.b), []))
        for one in planted
    )
    return seconds, hits, len(passages)


def _minhash(texts: dict[str, str], planted: list[Planted]) -> tuple[float, int, int]:
    peer = importlib.import_module("datasketch")
    began = time.perf_counter()
    lsh = peer.MinHashLSH(threshold=0.5, num_perm=128)
    hashes = {}
    for key, text in texts.items():
        words = text.split()
        one = peer.MinHash(num_perm=128)
        one.update_batch([" ".join(words[place : place + 5]).encode() for place in range(len(words) - 4)])
        lsh.insert(key, one)
        hashes[key] = one
    pairs = {(key, str(other)) for key, one in hashes.items() for other in lsh.query(one) if other != key}
    seconds = time.perf_counter() - began
    return seconds, sum((one.a, one.b) in pairs for one in planted), len(pairs) // 2


def _memory() -> float:
    """The most memory that this process has held, in MB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _measure(name: str, size: int, answer: Connection) -> None:
    texts, planted = corpus(size)
    before = _memory()
    seconds, hits, found = {"shared_passages": _ours, "datasketch MinHash": _minhash}[name](texts, planted)
    answer.send((seconds, hits, len(planted), found, before, _memory() - before))
    answer.close()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Shared passages against MinHash")
    parser.add_argument("sizes", nargs="*", type=int, default=[])
    parser.add_argument("--large", action="store_true", help=f"measure {LARGE:,} documents")
    options = parser.parse_args()
    sizes = [*options.sizes, *([LARGE] if options.large else [])] or [2000]
    names = ["shared_passages"]
    if importlib.util.find_spec("datasketch"):
        names.append("datasketch MinHash")
    sys.stdout.write("documents  method              seconds  planted found  pairs or passages  MB above the texts\n")
    for size in sizes:
        times = []
        for name in names:
            here, there = multiprocessing.get_context("spawn").Pipe(duplex=False)
            process = multiprocessing.get_context("spawn").Process(target=_measure, args=(name, size, there))
            process.start()
            there.close()
            seconds, hits, planted, found, _, more = here.recv()
            process.join()
            times.append(seconds)
            recall = f"{hits}/{planted} ({hits / max(1, planted):.3f})"
            sys.stdout.write(f"{size:9,}  {name:18}  {seconds:7.2f}  {recall:>20}  {found:11,}  {more:10,.0f}\n")
        if len(times) == 2:
            sys.stdout.write(f"{size:9,}  share of the time: {times[0] / times[1]:.3f}\n")


if __name__ == "__main__":
    main()
