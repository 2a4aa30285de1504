"""What commands print: one JSON document, or text for people."""

import math
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from carwright.errors import InputError, one_line

LONGEST_LINE = 100_000
"""Longest line that is printed [characters]."""


def take_any_text() -> None:
    """Let stdout take what its encoding cannot hold, such as Chinese names on an old console."""
    if sys.stdout is None or sys.stderr is None:
        nothing = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
        sys.stdout, sys.stderr = sys.stdout or nothing, sys.stderr or nothing
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_json(document: dict[str, Any]) -> None:
    """Print one JSON document on stdout.

    Args:
        document: plain numbers, texts, lists and dictionaries; a number that is none becomes null.
    """
    import json

    unicode = (getattr(sys.stdout, "encoding", None) or "utf-8").casefold().startswith("utf")
    text = json.dumps(_plain(document), indent=2, ensure_ascii=not unicode, allow_nan=False)
    sys.stdout.write(f"{text}\n")


def print_text(text: str = "") -> None:
    """Print lines on stdout, control characters escaped.

    Args:
        text: the lines.
    """
    for line in text.split("\n"):
        sys.stdout.write(f"{one_line(line, LONGEST_LINE)}\n")


def refuse_to_overwrite(target: str | Path, *inputs: str | Path) -> None:
    """Refuse to write a result over a file that it is made from.

    Args:
        target: the file to write.
        inputs: files that are read.

    Raises:
        InputError: if the target is one of them.
    """
    for given in inputs:
        with suppress(OSError):  # one of them does not exist, so they are not the same
            if Path(target).samefile(given):
                raise InputError(
                    "the result would overwrite what it is made from",
                    file=target,
                    remedy="choose another name with -o or --out",
                )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
