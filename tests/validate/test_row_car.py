"""Car files in memory: what a row says, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile import schema
from carwright.figure_table import BY_KEY
from carwright.validate.row_car import bounds, car_file, slug

FIGURES = {"kerb_mass_kg": 1800.0, "drive": "all"}


def test_it_knows_only_what_the_row_says():
    car = car_file("Row 1", "Maker", "Car", 2020, FIGURES)
    assert {key: claims[0].value for key, claims in car.figures.items()} == FIGURES
    assert (car.id, car.maker, car.name, car.year) == ("row-1", "Maker", "Car", 2020)
    assert (car.claims, car.said, car.body, car.size) == ({}, (), None, None)


def test_its_digest_is_that_of_what_it_knows():
    one = car_file("a", "Maker", "Car", 2020, FIGURES)
    assert one.digest == car_file("b", "Maker", "Car", 2020, FIGURES).digest
    assert one.digest != car_file("a", "Maker", "Car", 2021, FIGURES).digest
    assert one.digest != car_file("a", "Maker", "Car", 2020, FIGURES | {"drive": "rear"}).digest


@given(st.text(max_size=300))
def test_any_text_becomes_an_id(text):
    assert re.fullmatch(schema.ID_PATTERN, slug(text))
    assert len(slug(text)) <= 100


def test_bounds_are_those_of_a_car_file():
    assert bounds("kerb_mass_kg") == (BY_KEY["kerb_mass_kg"].low, BY_KEY["kerb_mass_kg"].high)
    with pytest.raises(TypeError, match="no number"):
        bounds("drive")
