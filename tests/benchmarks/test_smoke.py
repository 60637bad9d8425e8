"""The benchmarks run: one round each, no time asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_import_benchmark_runs() -> None:
    script = Path(__file__).parent / "bench_import.py"
    done = subprocess.run([sys.executable, script, "1"], check=True, capture_output=True, encoding="utf-8")
    assert "import counterbrief" in done.stdout


def test_the_lineage_benchmark_runs_and_finds_what_was_planted() -> None:
    script = Path(__file__).parent / "bench_lineage.py"
    done = subprocess.run([sys.executable, script, "200"], check=True, capture_output=True, encoding="utf-8")
    row = next(line for line in done.stdout.splitlines() if "shared_passages" in line)
    assert "10/10 (1.000)" in row
