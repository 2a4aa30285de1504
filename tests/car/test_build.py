"""build_car: figures to parts by hand; what a changed figure changes, and what it must not."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import CARS, SU7, TESLA, car, figures, rebuilt

import carwright
from carwright.car import cell
from carwright.car.kerb_mass import kerb_mass
from carwright.figure_table import FIGURES, INDEX, Machine
from carwright.figure_vector import Figures

KWH = 3.6e6


def figure(car_id: str, name: str) -> float:
    return float(figures(car_id)[name])


@pytest.mark.parametrize("car_id", CARS)
def test_a_car_as_filed_weighs_what_its_file_says(car_id: str):
    built = car(car_id)
    assert float(built.body.kerb_mass) == pytest.approx(figure(car_id, "kerb_mass"), rel=1e-12)
    loaded = figure(car_id, "kerb_mass") + figure(car_id, "load")
    assert float(built.body.mass) == pytest.approx(loaded, rel=1e-12)
    rolling = figure(car_id, "rolling_resistance_coefficient")
    assert float(built.tyre.rolling_coefficient) == pytest.approx(rolling, rel=1e-12)


@pytest.mark.parametrize("more", [-20.0, 10.0, 40.0])
def test_a_larger_battery_weighs_more(more: float):
    gross = figure(TESLA, "battery_gross_energy")
    built = rebuilt(TESLA, battery_gross_energy=gross + more * KWH)
    added = more * KWH / figure(TESLA, "pack_specific_energy")
    expected = figure(TESLA, "kerb_mass") + added
    assert float(built.body.kerb_mass) == pytest.approx(expected, rel=1e-12)
    assert 2.0 < added / more < 12.0


def test_a_stronger_unit_weighs_more_and_an_absent_one_nothing():
    power = figure(TESLA, "rear_peak_power")
    stronger = rebuilt(TESLA, rear_peak_power=power + 100e3)
    added = 100e3 / figure(TESLA, "drive_unit_specific_power")
    expected = figure(TESLA, "kerb_mass") + added
    assert float(stronger.body.kerb_mass) == pytest.approx(expected, rel=1e-12)
    absent = rebuilt(TESLA, front_peak_power=figure(TESLA, "front_peak_power") + 100e3)
    assert float(absent.body.kerb_mass) == pytest.approx(figure(TESLA, "kerb_mass"), rel=1e-12)


def test_mass_has_a_gradient_by_what_is_in_the_car():
    slopes = jax.grad(lambda values: kerb_mass(Figures(values, figures(SU7).choices)))(
        figures(SU7).values
    )
    by_energy = float(slopes[INDEX["battery_gross_energy"]])
    assert by_energy == pytest.approx(1.0 / figure(SU7, "pack_specific_energy"), rel=1e-12)
    by_power = float(slopes[INDEX["front_peak_power"]])
    assert by_power == pytest.approx(1.0 / figure(SU7, "drive_unit_specific_power"), rel=1e-12)


@pytest.mark.parametrize("car_id", CARS)
def test_rotating_mass_by_hand(car_id: str):
    present = {
        side: int(figures(car_id).choice(f"{side}_machine")) != Machine.NONE
        for side in ("front", "rear")
    }
    rotors = sum(
        figure(car_id, f"{side}_rotor_inertia") * figure(car_id, f"{side}_gear_ratio") ** 2
        for side, here in present.items()
        if here
    )
    radius = figure(car_id, "tyre_radius")
    expected = (4.0 * figure(car_id, "wheel_inertia") + rotors) / radius**2
    assert float(car(car_id).body.rotating_mass) == pytest.approx(expected, rel=1e-12)
    assert 0.01 < expected / float(car(car_id).body.mass) < 0.08
    front = figure(car_id, "front_rotor_inertia") * figure(car_id, "front_gear_ratio") ** 2
    wheels = 2.0 * figure(car_id, "wheel_inertia")
    share = (wheels + present["front"] * front) / (expected * radius**2)
    assert float(car(car_id).body.front_rotating_share) == pytest.approx(share, rel=1e-12)


def test_body_by_hand():
    body = car(TESLA).body
    area = figure(TESLA, "drag_coefficient") * figure(TESLA, "frontal_area")
    assert float(body.drag_area) == pytest.approx(area, rel=1e-12)
    lever = figure(TESLA, "centre_of_gravity_height") / figure(TESLA, "wheelbase")
    assert float(body.load_transfer) == pytest.approx(lever, rel=1e-12)


def test_unit_by_hand():
    unit, power, torque = (
        car(TESLA).rear.unit,
        figure(TESLA, "rear_peak_power"),
        figure(TESLA, "rear_peak_torque"),
    )
    corner = power / torque
    peak = {
        "base_speed": corner,
        "copper": figure(TESLA, "rear_copper_loss_share") * power / torque**2,
        "switching": figure(TESLA, "rear_switching_loss_share") * power,
        "weakening": figure(TESLA, "rear_field_weakening_loss_share") * power,
        "onset_speed": figure(TESLA, "rear_field_weakening_onset_ratio") * corner,
    }
    for name, expected in peak.items():
        assert float(getattr(unit, name)) == pytest.approx(expected, rel=1e-12), name
    # Each share is of peak power at peak torque and base speed.
    iron = float(unit.load_iron) * corner * torque
    assert iron == pytest.approx(figure(TESLA, "rear_load_iron_loss_share") * power, rel=1e-12)
    inverter = float(unit.inverter) * torque
    assert inverter == pytest.approx(figure(TESLA, "rear_inverter_loss_share") * power, rel=1e-12)
    drag = float(unit.drag_linear) * corner + float(unit.drag_quadratic) * corner**2
    shares = sum(figure(TESLA, f"rear_motor_drag_{n}_share") for n in ("linear", "quadratic"))
    assert drag == pytest.approx(shares * torque, rel=1e-12)


@pytest.mark.parametrize("car_id", CARS)
def test_battery_by_hand(car_id: str):
    battery = car(car_id).battery
    gross = figure(car_id, "battery_gross_energy")
    cells = figure(car_id, "cells_in_series_count")
    assert float(battery.nominal_voltage * battery.capacity) == pytest.approx(
        gross * figure(car_id, "battery_health_share"), rel=1e-12
    )
    health = figure(car_id, "battery_health_share")
    new_ah = float(battery.capacity) / 3600.0 / health
    drop = figure(car_id, "resistance_drop")
    assert float(battery.resistance) == pytest.approx(cells * drop / new_ah, rel=1e-12)
    usable = figure(car_id, "battery_usable_energy") * health
    assert float(battery.usable_energy) == pytest.approx(usable, rel=1e-9)
    chemistry = int(figures(car_id).choice("chemistry"))
    voltage = cells * (cell.NOMINAL_VOLTAGE[chemistry] + figure(car_id, "rest_voltage_offset"))
    assert float(battery.nominal_voltage) == pytest.approx(voltage, rel=1e-12)


@pytest.mark.parametrize("car_id", CARS)
def test_a_charge_ends_a_little_above_the_rest_voltage_of_full(car_id: str):
    """A twentieth of the current that fills the pack in an hour, through the settled resistance."""
    battery = car(car_id).battery
    rest = battery.cells_in_series * cell.rest_voltage(
        battery.chemistry, battery.full_charge, battery.shift
    )
    last = 0.05 * float(battery.capacity) / 3600.0 * float(battery.resistance)
    settled = battery.ohmic_share + battery.fast_share + battery.slow_share
    assert float(battery.full_voltage - rest) == pytest.approx(last * float(settled), rel=1e-9)
    assert float(battery.full_voltage) < 1.003 * float(battery.highest_voltage)


@pytest.mark.parametrize(("buffer", "share"), [(0.0, 0.0), (0.01, 0.5), (0.02, 1.0), (0.1, 1.0)])
def test_a_pack_that_keeps_charge_free_is_held_at_the_voltage_of_its_full_display(buffer, share):
    known = figures(TESLA).replace({"battery_top_buffer_share": buffer})
    battery = carwright.build_car(known).battery
    off = float(battery.highest_voltage - battery.full_voltage)
    assert float(battery.highest_voltage - battery.held_voltage) == pytest.approx(share * off)


def test_more_cells_in_series_keep_the_energy():
    cells = figure(TESLA, "cells_in_series_count")
    doubled = rebuilt(TESLA, cells_in_series_count=2.0 * cells).battery
    single = car(TESLA).battery
    assert float(doubled.nominal_voltage / single.nominal_voltage) == pytest.approx(2.0)
    assert float(doubled.capacity / single.capacity) == pytest.approx(0.5)
    assert float(doubled.usable_energy / single.usable_energy) == pytest.approx(1.0)
    # Half the charge, twice the cells: four times the resistance at half the current.
    assert float(doubled.resistance / single.resistance) == pytest.approx(4.0)


def test_a_top_buffer_moves_the_window_and_keeps_its_energy():
    low = rebuilt(TESLA, battery_top_buffer_share=0.0).battery
    high = rebuilt(TESLA, battery_top_buffer_share=0.03).battery
    assert float(high.full_charge) == pytest.approx(0.97)
    assert float(high.empty_charge) < float(low.empty_charge)
    assert float(high.usable_energy) == pytest.approx(float(low.usable_energy), rel=1e-9)


def test_a_batch_is_built_as_each_alone():
    base = figures(SU7)
    many = Figures(
        values=jnp.stack([base.values, figures(TESLA).values]),
        choices=jnp.stack([base.choices, figures(TESLA).choices]),
    )
    batch = jax.vmap(carwright.build_car)(many)
    for place, car_id in enumerate((SU7, TESLA)):
        alone = jax.tree.leaves(car(car_id))
        together = [leaf[place] for leaf in jax.tree.leaves(batch)]
        # Where a curve bends is a difference of nearly equal numbers.
        np.testing.assert_allclose(
            np.array(together, float), np.array(alone, float), rtol=1e-11, atol=1e-11
        )


def test_every_figure_reaches_the_car():
    """No knob is dead: each figure moves some number of a heavier car with two axles."""
    base = figures(SU7).replace({"battery_gross_energy": 120.0 * KWH})
    step = np.array([1e-3 * (row.high_si - row.low_si) for row in FIGURES])
    at_top = np.asarray(base.values) + step > [row.high_si for row in FIGURES]
    here = np.asarray(base.values)
    values = np.concatenate([here[None], here + np.diag(np.where(at_top, -step, step))])
    choices = np.broadcast_to(base.choices, (len(values), *base.choices.shape))
    many = Figures(values=jnp.asarray(values), choices=jnp.asarray(choices))
    cars = jax.jit(jax.vmap(carwright.build_car))(many)
    leaves = np.stack([np.asarray(leaf) for leaf in jax.tree.leaves(cars)])
    assert np.isfinite(leaves).all()
    moved = np.any(leaves[:, 1:] != leaves[:, :1], axis=0)
    assert [row.key for row, alive in zip(FIGURES, moved, strict=True) if not alive] == []
