"""Car: one structure for every car, an axle that is not there, and one that lets go."""

import jax
import numpy as np
import pytest
from workshop import CARS, LEAF, SU7, TESLA, altered, at_speed, car, driven, moved

from carwright.codes import Axles


@pytest.mark.parametrize("car_id", CARS)
def test_every_car_has_one_structure_and_scalars_only(car_id: str):
    structure = jax.tree.structure(car(TESLA))
    assert jax.tree.structure(car(car_id)) == structure
    leaves = jax.tree.leaves(car(car_id))
    assert {leaf.shape for leaf in leaves} == {()}
    assert {str(leaf.dtype) for leaf in leaves} == {"float64", "int32"}
    assert all(np.isfinite(np.asarray(leaf)) for leaf in leaves)


@pytest.mark.parametrize(("car_id", "driven_by", "idle"), [
    (TESLA, "rear", "front"),
    (LEAF, "front", "rear"),
])  # fmt: skip
def test_an_axle_without_a_unit_costs_nothing(car_id: str, driven_by: str, idle: str):
    totals = driven(car_id, "wltc-3b").totals
    for name in ("motor_drag", "gear", "drive_unit"):
        assert float(getattr(totals, f"{idle}_{name}")) == 0.0
        assert float(getattr(totals, f"{driven_by}_{name}")) > 0.0


def test_both_axles_of_the_su7_work():
    totals = driven(SU7, "wltc-3b").totals
    assert float(totals.front_drive_unit) > 0.0
    assert float(totals.rear_drive_unit) > 0.0


def test_off_is_not_absent():
    """An axle without torque still spins and weakens its field, unless a disconnect lets it go."""
    numbers = {
        "front.unit.drag_linear": 0.003,
        "front.gear.spin_force": 8.0,
        "front.unit.onset_speed": 100.0,
        "front.unit.weakening": 2000.0,
        "front.unit.holds_field": 1.0,
    }
    held = altered(car(SU7), numbers)
    loose = altered(held, {"front.disconnects": 1.0, "front.unit.holds_field": 0.0})
    state = at_speed(held, 30.0, axles=float(Axles.REAR))
    _, turning = moved(held, state)
    after, resting = moved(loose, state)
    assert int(after.axles) == Axles.REAR
    shaft = 30.0 * float(held.front.gear.turns_per_metre)
    assert float(turning.front_motor_drag) == pytest.approx(0.003 * shaft**2, rel=1e-2)
    assert float(turning.front_gear) >= 8.0 * 30.0
    assert float(turning.front_drive_unit) > float(held.front.unit.standby) + 100.0
    assert float(resting.front_motor_drag) == float(resting.front_gear) == 0.0
    assert float(resting.front_drive_unit) == pytest.approx(float(held.front.unit.standby))


def test_a_state_too_has_one_structure():
    assert jax.tree.structure(at_speed(car(TESLA), 3.0)) == jax.tree.structure(
        at_speed(car(LEAF), 0.0)
    )
