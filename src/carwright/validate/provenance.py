"""What a validation rests on: versions and hashes of what is shipped."""

import hashlib
from functools import cache
from importlib.resources import files

from carwright import __version__
from carwright.settle.defaults import digest

PARTS = ("evidence.csv", "fit.json")
"""Files of the population, in the order in which they are hashed."""


def rests_on() -> dict[str, str]:
    """Return version and hashes of what every simulated car rests on."""
    return {
        "carwright": __version__,
        "population_sha256": population_digest(),
        "class_defaults_sha256": digest(),
        "precision": "float64",
    }


@cache
def population_digest() -> str:
    """Return the hash of the shipped population."""
    folder = files("carwright") / "population"
    return hashlib.sha256(b"".join((folder / part).read_bytes() for part in PARTS)).hexdigest()
