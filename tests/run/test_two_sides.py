"""Two sides: what gave and what took, both positive, with one sum and honest names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import TESLA, car, course, hilly

import carwright
from carwright.run.ledger import LOSSES
from carwright.run.two_sides import giver, taker, two_sides

TERMS = (*LOSSES, "kinetic", "height", "polarisation")


@given(st.lists(st.floats(-1e7, 1e7), min_size=len(TERMS), max_size=len(TERMS)))
def test_the_sides_have_one_sum_and_nothing_negative(energies: list[float]):
    terms = {"chemical": sum(energies), **dict(zip(TERMS, energies, strict=True))}
    sides = two_sides(terms)
    assert all(energy > 0.0 for side in sides for energy in side.values())
    assert set(sides.gave).isdisjoint(sides.took)
    size = sum(abs(energy) for energy in energies)
    assert sum(sides.gave.values()) == pytest.approx(sum(sides.took.values()), abs=1e-9 * size)


def test_a_usual_drive_takes_all_from_the_cells():
    run = carwright.drive(car(TESLA), hilly())
    sides = two_sides({name: float(value) for name, value in run.ledger.terms().items()})
    assert next(iter(sides.gave)) == "chemical"
    assert "tyres" in sides.took


def test_a_long_descent_gives_and_the_cells_take():
    still = [0.0, *[20.0] * 128]
    down = course(still, slope=[-0.06] * 129)
    run = carwright.drive(car(TESLA), down)
    terms = {name: float(value) for name, value in run.ledger.terms().items()}
    sides = two_sides(terms)
    assert "height" in sides.gave
    assert "chemical" in sides.took
    assert sum(sides.gave.values()) == pytest.approx(sum(sides.took.values()), rel=1e-9)


@pytest.mark.parametrize(
    ("name", "gave", "took"),
    [
        ("chemical", "out of the cells", "into the cells"),
        ("residual_drag", "road load below its parts", "residual drag"),
        ("air", "wind from behind", "air"),
        ("height", "out of height", "height"),
        ("front_gear", "front gear, less than nothing", "front gear"),
    ],
)
def test_names_say_on_which_side_a_term_stands(name: str, gave: str, took: str):
    assert giver(name) == gave
    assert taker(name) == took


def test_no_two_terms_give_by_one_name():
    assert len({giver(name) for name in ("chemical", *TERMS)}) == len(TERMS) + 1
