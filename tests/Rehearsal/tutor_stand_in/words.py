"""What is said, and how it ends: information goes to standard output, warnings and errors to standard error."""
import sys

VERSION = "21.0.8"


class TutorError(Exception):
    """Ends the program with exit code 1 and this message."""


class UsageError(Exception):
    """Ends the program with exit code 2 and this message."""


def info(text):
    print(text, flush=True)


def warn(text):
    print(f"⚠️  {text}", file=sys.stderr, flush=True)


def fail(text):
    print(f"Error: {text}", file=sys.stderr, flush=True)
