"""``python -m counterbrief``: the command line."""

from counterbrief.cli import main

if __name__ == "__main__":
    main()
