"""How long ``import counterbrief`` takes beside a bare interpreter and beside its peers, in fresh processes.

    python tests/benchmarks/bench_import.py [RUNS]

The commands take turns, so that a change in the machine's speed meets them all. The aim: ``import counterbrief`` adds
less than 120 ms to a bare interpreter.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "bare interpreter": "pass",
    "import counterbrief": "import counterbrief",
    "from counterbrief import Corpus": "from counterbrief import Corpus",
    "import jinja2": "import jinja2",
    "import typst": "import typst",
}


def seconds(code: str) -> float:
    """Wall time of a fresh interpreter that runs the code."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def measure(runs: int) -> dict[str, float]:
    """Median milliseconds of each command over so many rounds, after one that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for round_ in range(runs + 1):
        for name, code in COMMANDS.items():
            one = seconds(code)
            if round_:
                taken[name].append(one * 1000)
    return {name: statistics.median(values) for name, values in taken.items()}


def main(runs: int) -> None:
    """Print the table."""
    medians = measure(runs)
    bare = medians["bare interpreter"]
    print(f"medians of {runs} runs")
    for name, value in medians.items():
        print(f"{name:34} {value:7.1f} ms  {value - bare:+7.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
