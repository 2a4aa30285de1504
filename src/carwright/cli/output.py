"""What commands print: one JSON document, or text for people; progress goes to stderr."""

import json
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SLOW = 1.0
"""Progress shows after this time [s]."""


def print_json(document: dict[str, Any]) -> None:
    """Print one JSON document on stdout.

    Args:
        document: plain numbers, texts, lists and dictionaries; a number that is none becomes null.
    """
    sys.stdout.write(
        json.dumps(_plain(document), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    )


def print_text(text: str = "") -> None:
    """Print a line on stdout.

    Args:
        text: the line.
    """
    sys.stdout.write(f"{text}\n")


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on a terminal's stderr that something takes longer than a second.

    Args:
        what: what is being done.
    """
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    from rich.console import Console

    status = Console(stderr=True).status(what)
    timer = Timer(SLOW, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
