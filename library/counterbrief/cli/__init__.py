"""The command line. It alone prints, reads the clock and ends the process."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line with the arguments of this process, and end it.

    Exit codes: 0 all is well; 1 the content has problems, or the gate refuses; 2 the command could not run.
    """
    from counterbrief.cli.app import app  # importing the package loads no click

    try:
        app.main(prog_name="counterbrief")
    except KeyboardInterrupt:  # before a command has begun
        raise SystemExit(130) from None
    raise SystemExit(0)
