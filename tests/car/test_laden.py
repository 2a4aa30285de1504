"""Laden: payload, trailer and what the car wears at each of the loads, by hand."""

import numpy as np
import pytest
from workshop import TESLA, altered, car

from carwright.car.laden import CASES, USUAL_TRAILER, laden
from carwright.car.load import TRAILER_DRAG_AREA, Load, loaded, usual_load


def numbers(load: Load | None) -> dict[str, list[float]]:
    found = laden(altered(car(TESLA), {"body.greatest_payload": 450.0}), load)
    return {name: np.asarray(value).tolist() for name, value in vars(found).items()}


def test_without_a_word_the_car_has_its_own_load_and_a_usual_trailer():
    found = numbers(None)
    own = float(car(TESLA).body.mass - car(TESLA).body.kerb_mass)
    assert found["payload"] == pytest.approx([own, 450.0, 450.0])
    assert found["trailer_mass"] == [0.0, 0.0, USUAL_TRAILER]
    assert found["trailer_drag_area"] == [0.0, 0.0, TRAILER_DRAG_AREA]


def test_a_trailer_that_is_said_is_the_trailer_and_what_is_worn_stays():
    load = usual_load(
        200.0, trailer_mass=700.0, trailer_drag_area=0.3, roof_box=True, winter_tyres=True
    )
    found = numbers(load)
    assert found["payload"] == [200.0, 450.0, 450.0]
    assert found["trailer_mass"] == [700.0, 0.0, 700.0]
    assert found["trailer_drag_area"] == [0.3, 0.0, 0.3]
    for name in ("roof_drag_area", "tyre_rolling_factor", "tyre_grip_factor"):
        assert found[name] == [float(getattr(load, name))] * len(CASES)


def test_its_own_load_leaves_the_car_as_it_is():
    vehicle = car(TESLA)
    many = loaded(vehicle, laden(vehicle, None))
    assert float(many.body.mass[0]) == pytest.approx(float(vehicle.body.mass), rel=1e-12)
    gross = float(vehicle.body.kerb_mass + vehicle.body.greatest_payload)
    assert np.asarray(many.body.mass[1:]) == pytest.approx([gross, gross], rel=1e-12)
    assert np.asarray(many.body.towed_mass).tolist() == [0.0, 0.0, USUAL_TRAILER]
