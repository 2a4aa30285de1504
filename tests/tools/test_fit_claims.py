"""Shipped past claims are what the dossiers say."""

import hashlib
import json

import pytest
from scripts import script

from carwright.belief.scored import shipped

tool = script("fit_claims")
there = pytest.mark.skipif(not tool.DOSSIERS.exists(), reason="needs ../shared/dossiers")


@there
def test_made_anew_they_are_the_same():
    for name, text in tool.made(tool.DOSSIERS).items():
        assert (tool.FOLDER / name).read_text(encoding="utf-8") == text


@there
def test_the_hashes_are_those_of_the_inputs():
    told = json.loads((tool.FOLDER / "claims_inputs.json").read_text(encoding="utf-8"))
    for name, digest in told["inputs_sha256"].items():
        assert hashlib.sha256((tool.DOSSIERS / name).read_bytes()).hexdigest() == digest


def test_dates_of_what_came_by_hand():
    rows = {(row.car, row.figure, row.source): row for row in shipped()}
    max_range = rows["xiaomi-su7", "range_km", "dossier xiaomi-su7: china2move-2023"]
    assert max_range.known_from.isoformat() == "2024-03-28"
    power = rows["xiaomi-su7", "peak_power_kw", "dossier xiaomi-su7: electrive-2023-11"]
    assert power.known_from.isoformat() == "2023-12-28"
    assert {row.final for row in shipped() if row.car == "apple-car"} == {"never", "false"}
