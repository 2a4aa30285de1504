"""Provenance: version, hashes and precision of a result."""

import hashlib
import json
import re

import pytest
from workshop import CARS

import carwright
from carwright.carfile import garage_path
from carwright.settle.defaults import digest
from carwright.settle.provenance import provenance
from carwright.settle.resolve import resolve


def with_parents(car_id: str) -> bytes:
    text = garage_path(car_id).read_bytes()
    parent = re.search(rb"^inherits: (\S+)", text, re.MULTILINE)
    return text + (with_parents(parent[1].decode()) if parent else b"")


@pytest.mark.parametrize("car_id", CARS)
def test_a_result_says_what_it_rests_on(car_id: str):
    found = resolve(car_id)
    said = provenance(found, "float64")
    assert said["carwright"] == carwright.__version__
    assert said["car_file_sha256"] == hashlib.sha256(with_parents(car_id)).hexdigest()
    assert said["class_defaults_sha256"] == digest()
    assert said["estimated_figures"] == len(found.estimated)
    assert said["precision"] == "float64"
    assert json.loads(json.dumps(said)) == said
