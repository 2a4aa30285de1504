"""The one error for what a user gives: where, what, which value and what would be right."""

import difflib
from collections.abc import Iterable
from itertools import takewhile
from os import PathLike
from typing import Any

LONGEST_VALUE = 80
"""Longest key or value that a message repeats [characters]."""
LONGEST_TEXT = 300
"""Longest sentence of a message [characters]."""
_LEAST_LIKENESS = 0.5
"""Likeness below which a name is no suggestion (assumed) [-]."""
_WEIGHT_OF_START = 0.1
"""What each equal letter at the start adds: 'wltp' means 'wltc-3b', not 'cltc-p' (assumed) [-]."""


class InputError(Exception):
    """What a user gave cannot be right; the text says where, what, and what to write instead."""

    def __init__(  # noqa: PLR0913 (each is one part of the message)
        self,
        what: str,
        *,
        file: str | PathLike[str] | None = None,
        line: int | None = None,
        key: str | None = None,
        value: Any = None,
        allowed: str | None = None,
        remedy: str | None = None,
    ) -> None:
        """Keep the parts; `str()` puts them together.

        Args:
            what: what is wrong, in one sentence.
            file: the file that holds it.
            line: its line in the file, from 1.
            key: the key, column or argument.
            value: what stands there; None where there is nothing to show.
            allowed: the range or the list of what is allowed, with unit.
            remedy: what to do about it.
        """
        super().__init__(what)
        self.what = what
        self.file = file
        self.line = line
        self.key = key
        self.value = value
        self.allowed = allowed
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message: `file:line: what`, then key and value, allowed, remedy."""
        lines = [self._place() + one_line(self.what, LONGEST_TEXT)]
        if self.key is not None or self.value is not None:
            lines.append(f"  {self._key_and_value()}")
        if self.allowed is not None:
            lines.append(f"  allowed: {one_line(self.allowed, LONGEST_TEXT)}")
        if self.remedy is not None:
            lines.append(f"  remedy: {one_line(self.remedy, LONGEST_TEXT)}")
        return "\n".join(lines)

    def _place(self) -> str:
        line = None if self.line is None else str(self.line)
        if self.file is None:
            return f"line {line}: " if line else ""
        file = one_line(str(self.file), LONGEST_TEXT)
        return f"{file}:{line}: " if line else f"{file}: "

    def _key_and_value(self) -> str:
        key = "value" if self.key is None else one_line(self.key, LONGEST_VALUE)
        return key if self.value is None else f"{key}: {_shown(self.value)}"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that looks most like `name`, whatever the case, or None.

    Args:
        name: what a user wrote.
        names: the names that exist.
    """
    written = name[:LONGEST_VALUE].strip().casefold()
    scores = {known: _likeness(written, known.casefold()) for known in names}
    best = max(scores, key=lambda known: scores[known], default=None)
    return best if best is not None and scores[best] >= _LEAST_LIKENESS else None


def _likeness(written: str, known: str) -> float:
    ratio = difflib.SequenceMatcher(None, written, known).ratio()
    pairs = zip(written, known, strict=False)
    return ratio + _WEIGHT_OF_START * sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)
    )


def one_line(text: str, longest: int) -> str:
    """Return `text` with everything unprintable escaped, cut to `longest` characters.

    Args:
        text: any text, also hostile: control characters, line ends, lone surrogates.
        longest: the most characters to return.
    """
    cut = text[: longest + 1]
    escaped = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)
    return escaped if len(escaped) <= longest else escaped[: longest - 1] + "…"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"'{one_line(value, LONGEST_VALUE)}'"
    try:
        text = str(value)
    except ValueError:  # an integer of thousands of digits
        text = f"{type(value).__name__} too long to show"
    return one_line(text, LONGEST_VALUE)
