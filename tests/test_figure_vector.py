"""Figures: names in, numbers out, alone and in batches, through jit and grad."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import SU7, TESLA, figures

from carwright.errors import InputError
from carwright.figure_table import BY_KEY, FIGURES, INDEX, Chemistry, Machine
from carwright.figure_vector import Figures, known


def test_a_figure_by_its_name_is_si():
    assert float(figures(TESLA)["kerb_mass"]) == pytest.approx(1752.0, abs=60.0)
    assert 40.0 < float(figures(TESLA)["top_speed"]) < 80.0


def test_a_choice_by_its_name():
    assert int(figures(TESLA).choice("chemistry")) == Chemistry.LFP
    assert int(figures(TESLA).choice("front_machine")) == Machine.NONE
    assert int(figures(SU7).choice("front_machine")) != Machine.NONE


def test_replace_changes_what_is_named_and_nothing_else():
    base = figures(TESLA)
    changed = base.replace({"kerb_mass": 1500.0, "drag_coefficient": 0.3})
    assert float(changed["kerb_mass"]) == 1500.0
    assert float(changed["drag_coefficient"]) == 0.3
    untouched = [place for name, place in INDEX.items() if changed[name] == base[name]]
    assert len(untouched) == len(FIGURES) - 2
    assert float(base["kerb_mass"]) != 1500.0
    np.testing.assert_array_equal(changed.choices, base.choices)


def test_the_edge_carries_units():
    edge = figures(TESLA).to_edge()
    assert list(edge) == list(BY_KEY)
    assert edge["top_speed_kmh"] == pytest.approx(float(figures(TESLA)["top_speed"]) * 3.6)
    assert edge["derate_start_c"] == pytest.approx(float(figures(TESLA)["derate_start"]) - 273.15)


def test_a_batch_answers_with_a_row():
    base = figures(TESLA)
    many = Figures(
        values=jnp.stack([base.values, base.values]), choices=jnp.stack([base.choices] * 2)
    )
    changed = many.replace({"load": jnp.array([0.0, 300.0])})
    np.testing.assert_array_equal(changed["load"], [0.0, 300.0])
    assert changed.choice("chemistry").shape == (2,)


def test_figures_pass_through_jit_and_grad():
    base = figures(TESLA)
    weight = jax.jit(lambda some: 9.8 * (some["kerb_mass"] + some["load"]))
    slopes = jax.grad(lambda values: weight(Figures(values, base.choices)))(base.values)
    assert float(slopes[INDEX["load"]]) == pytest.approx(9.8)
    assert float(jnp.sum(jnp.abs(slopes))) == pytest.approx(2 * 9.8)


@pytest.mark.parametrize(
    ("name", "words"),
    [("kerb_mas", "kerb_mass"), ("kerb_mass_kg", "carwright.vary"), ("chemistri", "chemistry")],
)
def test_an_unknown_name_is_refused_with_what_is_meant(name: str, words: str):
    with pytest.raises(InputError, match=words):
        known(name)
    with pytest.raises(InputError, match=words):
        figures(TESLA)[name]
    with pytest.raises(InputError, match=words):
        figures(TESLA).replace({name: 1.0})


def test_a_known_name_is_itself():
    assert [known(name) for name in INDEX] == list(INDEX)
