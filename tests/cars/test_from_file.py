"""from_file: from an id or a path to figures and a car."""

import jax
import numpy as np
import pytest
from workshop import CARS, TESLA, car, figures

import carwright
from carwright.carfile import garage_path
from carwright.cars.from_file import vector
from carwright.errors import InputError
from carwright.figure_table import FIGURES
from carwright.settle.resolve import resolve


@pytest.mark.parametrize("car_id", CARS)
def test_figures_are_the_settled_values_in_si(car_id: str):
    found, edge = resolve(car_id), figures(car_id).to_edge()
    assert edge == pytest.approx(dict(found.values), rel=1e-12, abs=1e-12)


def test_load_is_figures_and_build_in_one():
    loaded = carwright.load(TESLA)
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), loaded, car(TESLA)))


def test_a_path_is_as_good_as_an_id():
    by_path = carwright.figures(garage_path(TESLA))
    np.testing.assert_array_equal(by_path.values, figures(TESLA).values)


def test_the_vector_has_an_entry_for_every_figure():
    assert vector(resolve(TESLA)).values.shape == (len(FIGURES),)


def test_an_unknown_car_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="tesla-model-3-rwd-2022"):
        carwright.load("tesla-model-3-rwd")
