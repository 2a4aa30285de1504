"""Replay: the torque of a drive gives that drive back; climate as given; padding does nothing."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from logged import simulated
from workshop import car, number

from carwright.codes import Given
from carwright.run.replay import Drive, replay, replay_in_windows

CAR = "bmw-i3-60ah"
replayed = jax.jit(replay)


@pytest.fixture(scope="module")
def made():
    """A drive of the car, and what it did along it."""
    return simulated(CAR)


def given(what: Given):
    return jnp.asarray(what)


def test_following_the_speed_is_the_drive(made):
    done = replayed(car(CAR), made.drive, given(Given.CLIMATE))
    assert done.power == pytest.approx(made.power, abs=1e-6)
    assert done.shaft == pytest.approx(made.shaft, abs=1e-6)


def test_the_logged_torque_gives_the_power_again(made):
    drive = replace(made.drive, torque=made.torque)
    done = replayed(car(CAR), drive, given(Given.TORQUE))
    flow = float(jnp.sum(jnp.abs(made.power)))
    assert float(jnp.sum(jnp.abs(done.power - made.power))) < 0.01 * flow
    assert float(jnp.sum(done.power)) == pytest.approx(float(jnp.sum(made.power)), rel=3e-3)


def test_a_torque_beyond_the_software_is_still_given(made):
    """The log knows: no limit of lifting the pedal, of a full pack or of top speed holds."""
    weak = replace(
        car(CAR),
        controls=replace(
            car(CAR).controls,
            regeneration_deceleration=number(0.1),
            full_charge=number(0.2),
            top_speed=number(5.0),
        ),
    )
    drive = replace(made.drive, torque=made.torque)
    held = replayed(weak, drive, given(Given.TORQUE))
    free = replayed(car(CAR), drive, given(Given.TORQUE))
    assert held.power == pytest.approx(np.asarray(free.power), rel=1e-9, abs=1e-6)


def test_given_climate_is_drawn_from_the_pack(made):
    """Second by second not to the watt: a lower voltage weakens the field of the motor more."""
    drive = replace(made.drive, climate_power=made.drive.climate_power + 1500.0)
    warm = replayed(car(CAR), drive, given(Given.CLIMATE))
    more = (warm.power - made.power)[np.asarray(drive.valid)]
    assert np.asarray(more) == pytest.approx(1500.0, abs=15.0)
    assert float(more.mean()) == pytest.approx(1500.0, rel=1e-3)
    assert np.asarray(warm.climate)[np.asarray(drive.valid)] == pytest.approx(1500.0)


def test_the_blower_runs_beside_a_given_climate(made):
    """No log tells it: else the 12 V loads of a fit would hold it, and it would count twice."""
    quiet = replace(car(CAR), climate=replace(car(CAR).climate, blower_power=number(0.0)))
    done, none = (replayed(one, made.drive, given(Given.CLIMATE)) for one in (car(CAR), quiet))
    valid = np.asarray(made.drive.valid)
    more = np.asarray(done.power - none.power)[valid]
    least = 0.3 * float(car(CAR).climate.blower_power)
    assert float(more.mean()) == pytest.approx(least, rel=1e-2)
    assert np.asarray(done.climate)[valid] == pytest.approx(0.0, abs=1e-9)


def test_the_sun_of_the_log_is_what_the_air_conditioning_carries_off(made):
    hot = replace(
        made.drive,
        air=jnp.full_like(made.drive.air, 303.15),
        start_cabin=jnp.asarray(295.15),
        start_cells=jnp.asarray(298.15),
    )

    def drawn(sun: float) -> float:
        drive = replace(hot, sun=jnp.full_like(hot.sun, sun))
        return float(jnp.sum(replayed(car(CAR), drive, given(Given.NOTHING)).climate))

    assert drawn(850.0) > 1.2 * drawn(0.0)


def test_a_cold_cabin_is_heated_where_nothing_is_given(made):
    cold = jnp.full_like(made.drive.air, 268.15)
    drive = replace(
        made.drive, air=cold, start_cabin=jnp.asarray(268.15), start_cells=jnp.asarray(268.15)
    )
    done = replayed(car(CAR), drive, given(Given.NOTHING))
    assert float(done.heating[10]) > 1000.0
    assert bool(jnp.all(done.climate >= done.heating - 1e-9))


def test_padding_does_nothing(made):
    over = ~np.asarray(made.drive.valid)
    assert over.any()
    done = replayed(car(CAR), made.drive, given(Given.NOTHING))
    assert not np.asarray(done.power)[over].any()
    assert len(set(np.asarray(done.charge)[over].tolist())) == 1


def test_cold_tyres_and_oil_cost_energy(made):
    warm = replayed(car(CAR), replace(made.drive, warmth=jnp.asarray(1.0)), given(Given.CLIMATE))
    assert float(jnp.sum(made.power)) > 1.01 * float(jnp.sum(warm.power))


def test_a_payload_costs_energy(made):
    full = replayed(car(CAR), replace(made.drive, payload=jnp.asarray(300.0)), given(Given.CLIMATE))
    assert float(jnp.sum(full.power)) > 1.02 * float(jnp.sum(made.power))


def test_windows_sum_what_the_steps_do(made):
    def total(found, beside):
        return jnp.sum(found.power * beside)

    ones = jnp.ones_like(made.power)
    sums = jax.jit(
        lambda: replay_in_windows(car(CAR), made.drive, given(Given.CLIMATE), 64, (ones, total))
    )()
    assert np.asarray(sums) == pytest.approx(np.asarray(made.power).reshape(-1, 64).sum(axis=1))


@pytest.mark.slow
@pytest.mark.parametrize("what", Given)
def test_gradients_are_those_of_small_steps(made, what):
    """Forward derivatives through a whole drive, against differences.

    A little less torque than the drive's own: there brakes begin, which is a kink.
    """
    few = 128
    short = jax.tree.map(
        lambda x: x[:few] if x.ndim else x, replace(made.drive, torque=made.torque - 2.0)
    )
    base = car(CAR)

    @jax.jit
    def energy(factors):
        changed = replace(
            base,
            tyre=replace(base.tyre, rolling_coefficient=base.tyre.rolling_coefficient * factors[0]),
            rear=replace(
                base.rear, unit=replace(base.rear.unit, copper=base.rear.unit.copper * factors[1])
            ),
            accessories=replace(base.accessories, load=base.accessories.load * factors[2]),
        )
        return jnp.sum(replay(changed, short, given(what)).power) / 1e3

    slopes = jax.jacfwd(energy)(jnp.ones(3))
    for place in range(3):
        nudge = jnp.zeros(3).at[place].set(1e-3)
        difference = (energy(1.0 + nudge) - energy(1.0 - nudge)) / 2e-3
        assert float(slopes[place]) == pytest.approx(float(difference), rel=1e-3, abs=1e-2)


def test_a_drive_is_a_plain_tree(made):
    leaves = jax.tree.leaves(made.drive)
    assert len(leaves) == len(Drive.__dataclass_fields__)
