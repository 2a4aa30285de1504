"""Knobs: nothing turned is the car as known; each moves its figures alone, within their bounds."""

import jax.numpy as jnp
import numpy as np
import pytest

from carwright.cars.from_file import vector
from carwright.figure_table import BY_KEY, INDEX
from carwright.fit.knobs import knobs_of, spread_of, turned
from carwright.settle.defaults import Kind, default
from carwright.settle.resolve import resolve

SETTLED = resolve("bmw-i3-60ah")
KNOBS = knobs_of(SETTLED)
FIGURES = vector(SETTLED)


def names(figures):
    # A share that is not turned goes through its odds and back: it may differ in the last bit.
    before, after = np.asarray(FIGURES.values), np.asarray(figures.values)
    apart = np.flatnonzero(~np.isclose(after, before, rtol=1e-12, atol=0.0))
    return {name for name, place in INDEX.items() if place in apart}


def test_nothing_turned_is_the_car_as_known():
    same = turned(FIGURES, KNOBS, jnp.zeros(len(KNOBS)))
    assert np.asarray(same.values) == pytest.approx(np.asarray(FIGURES.values), rel=1e-12)


@pytest.mark.parametrize("place", range(len(KNOBS)), ids=[knob.name for knob in KNOBS])
def test_a_knob_moves_its_figures_alone(place):
    turn = jnp.zeros(len(KNOBS)).at[place].set(0.3)
    moved = turned(FIGURES, KNOBS, turn)
    keys = {BY_KEY[key].name for key in KNOBS[place].keys}
    assert names(moved) == keys
    assert KNOBS[place].spread > 0.0


def test_figures_stay_within_their_bounds():
    for turn in (-50.0, 50.0):
        values = np.asarray(turned(FIGURES, KNOBS, jnp.full(len(KNOBS), turn)).values)
        for knob in KNOBS:
            for key in knob.keys:
                row = BY_KEY[key]
                assert row.low_si <= values[INDEX[row.name]] <= row.high_si


def test_losses_go_by_one_factor():
    place = next(i for i, knob in enumerate(KNOBS) if knob.name == "losses of the drive units")
    moved = turned(FIGURES, KNOBS, jnp.zeros(len(KNOBS)).at[place].set(1.0))
    ratios = [
        float(moved[BY_KEY[key].name] / FIGURES[BY_KEY[key].name])
        for key in KNOBS[place].keys
        if float(FIGURES[BY_KEY[key].name]) > 0.0
    ]
    assert ratios == pytest.approx([np.exp(KNOBS[place].spread)] * len(ratios))
    assert all(key.startswith("rear_") for key in KNOBS[place].keys)


def test_spreads_come_from_the_bands_of_the_defaults():
    key, kind = "resistance_drop_v", Kind(chemistry="lmo")
    usual = default(key, kind)
    assert usual.low is not None
    assert usual.high is not None
    assert spread_of(key, kind) == pytest.approx(np.log(usual.high / usual.low) / 3.29, rel=1e-3)
    assert spread_of("battery_gross_energy_kwh", Kind(), narrow=True) == 0.1
