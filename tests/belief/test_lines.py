"""Lines along which a claimed quantity moves, on a car of two numbers."""

import numpy as np
from toy_model import MASS, RANGE, model, parts, spoken

from carwright.belief.latent import LATENTS, SIMULATED
from carwright.belief.lines import lines_of

UNSURE = parts(("right", 0.4, 0.0, 0.002), ("shifted", 0.4, -0.1, 0.1), ("nothing", 0.2, 0.0, 1.0))
BOTH = (spoken(MASS, 2200, UNSURE), spoken(RANGE, 600, UNSURE))


def test_lines_move_the_claimed_quantity_by_one():
    made = model(*BOTH, across=0.5)
    lines = lines_of(made)
    assert lines.quantity.tolist() == [0, 1, 0, 1]
    moved = lines.direction.T @ made.slopes().T
    np.testing.assert_allclose(moved[[0, 2], 0], 1.0)
    np.testing.assert_allclose(moved[[1, 3], 1], 1.0)
    np.testing.assert_allclose([moved[2, 1], moved[3, 0]], 0.0, atol=1e-12)


def test_without_a_claim_there_is_no_line():
    lines = lines_of(model())
    assert lines.direction.shape == (len(LATENTS), 0)
    np.testing.assert_array_equal(lines.silent, np.eye(len(LATENTS)))


def test_what_no_claim_speaks_of_is_projected():
    made = model(spoken(MASS, 2200, UNSURE), across=0.5)
    silent = lines_of(made).silent
    np.testing.assert_allclose(silent @ silent, silent, atol=1e-12)
    np.testing.assert_allclose(silent @ made.lines[0], 0.0, atol=1e-12)


def test_along_a_line_a_quantity_is_a_quadratic():
    made = model(*BOTH, bend=0.07, across=0.5)
    lines, here = lines_of(made), np.random.default_rng(0).standard_normal(len(LATENTS))
    for line, quantity in enumerate(lines.quantity):
        slope = lines.slope[line] + here[:SIMULATED] @ lines.turn[:, line]
        for step in (-1.3, 0.4, 2.0):
            there = here + step * lines.direction[:, line]
            moved = made.quantities(there)[quantity] - made.quantities(here)[quantity]
            np.testing.assert_allclose(slope * step + lines.bend[line] * step**2, moved, atol=1e-12)
