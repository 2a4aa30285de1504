"""validate trips: every drive of a folder, what is given, and what is refused."""

from pathlib import Path

import numpy as np
import pytest
from logged import drive, written

from carwright.errors import InputError
from carwright.logs.column_map import read_map
from carwright.validate.trips import files_of, given_by, validate_trips

CAR = "bmw-i3-60ah"
TRIPS = Path(__file__).parents[2].parent / "shared" / "data" / "bmw_i3_trips"
NO_TRIPS = pytest.mark.skipif(not TRIPS.is_dir(), reason="../shared/data/bmw_i3_trips is not there")


def test_every_trip_of_a_folder(tmp_path):
    written(tmp_path, drive(), "TripB.csv")
    written(tmp_path, drive(), "TripA.csv")
    written(tmp_path, drive(), "other.csv")
    found = validate_trips(str(tmp_path), CAR, "torque", read_map("payload_kg=20"))
    assert [one.id for one in found.scored] == ["TripA", "TripB"]
    assert all(log.payload == 20.0 for log in found.logs)
    assert [one.error for one in found.scored] == [None, None]
    assert found.summary.n == 0


@pytest.mark.parametrize("word", ["speed", "", "TORQUE"])
def test_nothing_else_can_be_given(word):
    with pytest.raises(InputError, match="nothing else"):
        given_by(word)


def test_folders_without_drives_are_refused(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        files_of(str(tmp_path / "none"))
    with pytest.raises(InputError, match="no drive in this folder"):
        files_of(str(tmp_path))


@NO_TRIPS
@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "most"), [("torque", 0.03), ("climate", 0.05), ("nothing", 0.08)]
)
def test_the_drives_of_the_i3(given, most):
    """The car of the garage is fitted to them; tools/validate_trips fits to half of them."""
    found = validate_trips(str(TRIPS), CAR, given, read_map("payload_kg=0"))
    kept = [one for one in found.scored if one.error is not None]
    assert found.summary.n == len(kept) == 27
    if given == "climate":
        assert found.summary.energy_weighted is not None
        assert found.summary.energy_weighted <= most
    else:
        assert found.summary.mae is not None
        assert found.summary.mae <= most
    for name, goal in (("charge_error", 0.015), ("voltage_error", 0.01), ("cells_error", 1.5)):
        assert np.mean([abs(getattr(one, name)) for one in kept]) <= goal
