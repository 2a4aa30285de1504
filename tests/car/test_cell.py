"""Cells: the curve at its points, and its integral in closed form against numbers."""

import json
from importlib.resources import files

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import number

from carwright.car import cell
from carwright.figure_table import Chemistry

CURVES = json.loads((files("carwright.car") / "cell_curves.json").read_text(encoding="utf-8"))
KINDS = list(Chemistry)
POINTS = np.linspace(0.0, 1.0, cell.SPANS + 1)

NONE = cell.Shift(jnp.zeros(()), jnp.zeros(()))
energy_of = jax.jit(cell.rest_energy)
rest_of = jax.jit(cell.rest_voltage)
charge_of = jax.jit(cell.charge_at_energy)
voltage_of = jax.jit(jax.vmap(jax.grad(cell.rest_energy, argnums=1), in_axes=(None, 0, None)))


def curve(kind: Chemistry, name: str) -> np.ndarray:
    return np.array(CURVES[kind.name.lower()][name])


def block(kind: Chemistry) -> jax.Array:
    return jnp.asarray(int(kind), jnp.int32)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_holds_the_curve_at_every_point(kind: Chemistry):
    rows = cell.TABLE[int(kind) * cell.SPANS : (int(kind) + 1) * cell.SPANS]
    rest, resistance = curve(kind, "rest_voltage_v"), curve(kind, "resistance_ratio")
    np.testing.assert_allclose(rows[:, 0], rest[:-1])
    np.testing.assert_allclose(rows[:, 0] + rows[:, 1] / cell.SPANS, rest[1:])
    np.testing.assert_allclose(rows[:, 4], resistance[:-1])
    np.testing.assert_allclose(rows[:, 4] + rows[:, 5] / cell.SPANS, resistance[1:])
    np.testing.assert_allclose(rows[1:, 2], rows[:-1, 1])
    np.testing.assert_allclose(rows[:-1, 3], rows[1:, 1])


@pytest.mark.parametrize("kind", KINDS)
def test_rest_voltage_is_the_curve(kind: Chemistry):
    for charge in (0.0, 0.125, 0.5, 0.994, 1.0):
        expected = np.interp(charge, POINTS, curve(kind, "rest_voltage_v"))
        found = rest_of(block(kind), number(charge), NONE)
        assert float(found) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_is_one(kind: Chemistry):
    rest, resistance = curve(kind, "rest_voltage_v"), curve(kind, "resistance_ratio")
    assert rest.size == resistance.size == cell.SPANS + 1
    assert np.all(np.diff(rest) > 0.0)
    assert np.all(resistance > 0.0)
    assert resistance[cell.SPANS // 2] == pytest.approx(1.0, abs=0.02)
    assert cell.LOWEST_VOLTAGE[kind] < rest[5]
    assert rest[-1] <= cell.HIGHEST_VOLTAGE[kind]
    assert np.trapezoid(rest, POINTS) == pytest.approx(cell.NOMINAL_VOLTAGE[kind])


def test_an_lfp_cell_is_flat_and_lower_than_the_others():
    lfp = curve(Chemistry.LFP, "rest_voltage_v")
    assert np.ptp(lfp[20:91]) < 0.15
    assert cell.NOMINAL_VOLTAGE[Chemistry.LFP] == pytest.approx(3.25, abs=0.1)
    assert all(cell.NOMINAL_VOLTAGE[kind] > 3.5 for kind in KINDS if kind != Chemistry.LFP)


@pytest.mark.parametrize("kind", KINDS)
def test_the_resistance_refers_to_ten_seconds(kind: Chemistry):
    split = CURVES[kind.name.lower()]["resistance_split"]
    fast = 1.0 - np.exp(-10.0 / split["fast_time_s"])
    slow = 1.0 - np.exp(-10.0 / split["slow_time_s"])
    total = cell.OHMIC_SHARE[kind] + cell.FAST_SHARE[kind] * fast + cell.SLOW_SHARE[kind] * slow
    assert total == pytest.approx(1.0, abs=1e-4)
    assert (cell.FAST_TIME[kind], cell.SLOW_TIME[kind]) == (
        split["fast_time_s"],
        split["slow_time_s"],
    )


def test_where_no_split_is_measured_it_is_that_of_the_ncr18650pf():
    fast, slow = 1.0 - np.exp(-10.0 / 5.0), 1.0 - np.exp(-10.0 / 600.0)
    for kind in (Chemistry.NMC, Chemistry.NCA, Chemistry.LFP):
        ohmic = 26.7 / (26.7 + 20.9 * fast + 27.5 * slow)
        assert cell.OHMIC_SHARE[kind] == pytest.approx(ohmic, rel=1e-9)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("charge", [0.0, 0.003, 0.21, 0.5, 0.777, 0.99, 1.0])
def test_rest_energy_is_the_integral_of_the_curve(kind: Chemistry, charge: float):
    # The grid holds every point of the curve, so trapezoids are exact but for rounding.
    grid = np.unique(np.concatenate([POINTS[charge >= POINTS], np.linspace(0.0, charge, 997)]))
    voltage = np.interp(grid, POINTS, curve(kind, "rest_voltage_v"))
    energy = float(energy_of(block(kind), number(charge), NONE))
    assert energy == pytest.approx(np.trapezoid(voltage, grid), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("kind", KINDS)
def test_the_slope_of_rest_energy_is_the_rest_voltage(kind: Chemistry):
    charges = np.linspace(0.0005, 0.9995, 301)
    expected = np.interp(charges, POINTS, curve(kind, "rest_voltage_v"))
    np.testing.assert_allclose(
        voltage_of(block(kind), jnp.asarray(charges), NONE), expected, rtol=1e-9
    )


@given(kind=st.sampled_from(KINDS), charge=st.floats(0.0, 1.0))
def test_charge_at_energy_undoes_rest_energy(kind: Chemistry, charge: float):
    energy = energy_of(block(kind), number(charge), NONE)
    assert float(charge_of(block(kind), energy, NONE)) == pytest.approx(charge, abs=1e-12)


@given(charge=st.floats(0.0, 1.0))
def test_a_charge_lies_in_its_span(charge: float):
    span, into = cell.place(number(charge))
    assert 0 <= int(span) < cell.SPANS
    assert 0.0 <= float(into) <= 1.0 / cell.SPANS + 1e-15
    assert int(span) / cell.SPANS + float(into) == pytest.approx(charge, abs=1e-15)


@pytest.mark.parametrize(("charge", "span"), [(-0.004, 0), (1.0, 99), (1.003, 99)])
def test_beyond_its_ends_a_curve_goes_straight_on(charge: float, span: int):
    found, into = cell.place(number(charge))
    assert int(found) == span
    assert float(into) == pytest.approx(charge - span / 100, abs=1e-14)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("offset", "tilt"), [(0.03, 0.0), (0.0, 0.2), (-0.02, -0.1)])
def test_a_shift_lifts_the_curve_and_turns_it_about_half(
    kind: Chemistry, offset: float, tilt: float
):
    shift, chemistry = cell.Shift(number(offset - 0.5 * tilt), number(tilt)), block(kind)
    for charge in (0.0, 0.31, 0.5, 0.77, 1.0):
        at = jnp.asarray(charge)
        moved = rest_of(chemistry, at, shift) - rest_of(chemistry, at, NONE)
        assert float(moved) == pytest.approx(offset + tilt * (charge - 0.5))
        energy = energy_of(chemistry, at, shift)
        gained = offset * charge + 0.5 * tilt * charge * (charge - 1.0)
        assert float(energy - energy_of(chemistry, at, NONE)) == pytest.approx(gained, abs=1e-12)
        assert float(charge_of(chemistry, energy, shift)) == pytest.approx(charge, abs=1e-9)
        slope = jax.grad(cell.rest_energy, argnums=1)(chemistry, at + 1e-9, shift)
        assert float(slope) == pytest.approx(float(rest_of(chemistry, at, shift)), abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_derivatives_without_a_shift_are_those_of_small_ones(kind: Chemistry):
    energy = energy_of(block(kind), number(0.6), NONE)
    slopes = jax.grad(cell.charge_at_energy, argnums=2)(block(kind), energy, NONE)
    for place, slope in enumerate(slopes):
        high, low = (
            charge_of(block(kind), energy, NONE._replace(**{NONE._fields[place]: number(step)}))
            for step in (1e-5, -1e-5)
        )
        assert float(slope) == pytest.approx(float(high - low) / 2e-5, rel=1e-6)
