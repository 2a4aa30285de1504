"""how_wrong: the error of this kind of prediction on cars never seen, as it was measured.

`tools/validate_population.py` writes it: each row of a list is predicted without any result of its
maker, all that is learnt learnt without it too.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class HowWrong:
    """How well one number of an official test is predicted of makers never seen."""

    test: str
    """What was measured, in words."""
    known: str
    """What is known of those cars, in words."""
    rows: int
    """Rows that were predicted [-]."""
    lost_rows: int
    """Rows of the lists that no car could be made of [-]."""
    error_share: float
    """Mean size of the error [share]."""
    bias_share: float
    """Mean error, positive where the prediction is too high [share]."""
    inside_share: float
    """Rows inside their 5 to 95 % band [share]."""


@cache
def how_wrong() -> tuple[HowWrong, ...]:
    """Return the errors, one entry a number that tests tell."""
    text = (files("carwright.population") / "how_wrong.json").read_text(encoding="utf-8")
    return tuple(HowWrong(**entry) for entry in json.loads(text))


def in_words(one: HowWrong) -> str:
    """Return one error as a sentence.

    Args:
        one: the error.
    """
    lost = f", {one.lost_rows} more lost" if one.lost_rows else ""
    return (
        f"{one.test}: {100 * one.error_share:.1f} % off in the mean ({100 * one.bias_share:+.1f} % "
        f"with its sign), {100 * one.inside_share:.0f} % in their band; {one.rows} rows{lost}; "
        f"known: {one.known}"
    )
