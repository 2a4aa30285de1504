"""Provenance: the hash is that of the shipped files."""

import hashlib
from importlib.resources import files

from carwright import __version__
from carwright.settle.defaults import digest
from carwright.validate.provenance import PARTS, population_digest, rests_on


def test_the_hash_is_that_of_the_shipped_files():
    folder = files("carwright.population")
    data = b"".join((folder / part).read_bytes() for part in PARTS)
    assert population_digest() == hashlib.sha256(data).hexdigest()


def test_what_it_rests_on_is_told():
    assert rests_on() == {
        "carwright": __version__,
        "population_sha256": population_digest(),
        "class_defaults_sha256": digest(),
        "precision": "float64",
    }
