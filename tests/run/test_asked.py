"""Asked: one structure for every drive, whatever is told of it."""

import jax
from workshop import TESLA, car

from carwright.codes import Climate
from carwright.run.asked import asked_of
from carwright.run.comfort import comfort
from carwright.run.drive import surroundings
from carwright.run.start import soaked_state


def test_every_drive_is_asked_in_one_structure():
    vehicle = car(TESLA)
    air = surroundings(vehicle, temperature=263.15)
    full = asked_of(air, soaked_state(vehicle, 0.9, air), comfort())
    bare = asked_of(None, None, None)
    assert jax.tree.structure(full) == jax.tree.structure(bare)
    assert (bool(bare.air.own), bool(bare.start.warm)) == (True, True)
    assert (bool(full.air.own), bool(full.start.warm)) == (False, False)
    assert int(bare.comfort.climate) == Climate.OFF
