"""What all tests share: hypothesis profiles, and the rule for skips.

A test that cannot run here skips with a reason. Two kinds of reasons exist:

- ``platform: ...`` - this platform cannot do it (POSIX rights on Windows, a read-only folder for root). Always allowed.
- anything else - something is not installed. Fine on a desk; with ``COUNTERBRIEF_NO_SKIPS=1``, which CI sets, it is a
  failure, so that a missing tool can never pass for a passing test.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

ALLOWED_SKIP = "platform: "

# Derandomised and without a database: a run depends on the code alone. No deadline: machines differ.
settings.register_profile("quick", derandomize=True, deadline=None, database=None, max_examples=60)
settings.register_profile("ci", settings.get_profile("quick"), max_examples=1000)
settings.load_profile("quick")


def _skips_forbidden() -> bool:
    return os.environ.get("COUNTERBRIEF_NO_SKIPS", "") not in {"", "0"}


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The reason of a skip as its author wrote it."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def _fail_if_avoidable(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn an avoidable skip into a failure that says how to avoid it."""
    if report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = _reason(report)
    if not reason.startswith(ALLOWED_SKIP):
        report.outcome = "failed"
        report.longrepr = (
            f"{report.nodeid} skips ({reason}), and COUNTERBRIEF_NO_SKIPS is set: install what it needs, "
            f"or start the reason with {ALLOWED_SKIP!r} if no installation can help"
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Judge the skip of one test."""
    report = yield
    if _skips_forbidden():
        _fail_if_avoidable(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Judge the skip of a whole module, as ``pytest.importorskip`` makes it."""
    report = yield
    if _skips_forbidden():
        _fail_if_avoidable(report)
    return report
