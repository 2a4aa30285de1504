"""How many random examples a property is tried on."""

import os

MANY = 50
"""So many times as many by `make long`."""


def examples(count: int) -> int:
    """So many, or many times as many.

    Args:
        count: what a run of every day has time for.
    """
    return count * (MANY if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 1)
