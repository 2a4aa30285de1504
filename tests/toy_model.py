"""A car of two numbers, one straight and one curved in the latent normals, and claims about it."""

import jax.numpy as jnp
import numpy as np
from typed_claims import heard

from carwright.belief.latent import LATENTS, SIMULATED
from carwright.belief.quantity import Meaning
from carwright.belief.reliability import Asked, Part, Reliability
from carwright.belief.surrogate import Surrogate
from carwright.belief.temper import Model, lines_of, tempered
from carwright.belief.terms import Spoken, packed

MASS, RANGE = "kerb_mass_kg", "cltc_range_km"
NAMES = (MASS, RANGE)
MIDDLES, SPREADS = (np.log(2000.0), np.log(500.0)), (0.2, 0.25)
USUAL = {name: (m, s) for name, m, s in zip(NAMES, MIDDLES, SPREADS, strict=True)}
GRID = np.linspace(-6.0, 6.0, 400_001)


def parts(*found):
    """Return a reliability of (name, weight, middle, scale) normals."""
    made = tuple(Part(name, weight, middle, scale, np.inf) for name, weight, middle, scale in found)
    return Reliability(Asked("kerb_mass_kg", "maker"), made, 0, 0, 0, "")


def right(scale):
    """Return a reliability that is right within a spread."""
    return parts(("right", 1.0, 0.0, scale), ("nothing", 0.0, 0.0, 1.0))


def spoken(quantity, number, how, **more):
    """Return a claim of one of the two numbers."""
    key = MASS if quantity == MASS else "range_km"
    return Spoken(heard(key, number, **more), (Meaning(quantity, 1.0),), how)


def model(*claims, bend=0.0, across=0.0):
    """Return a model: mass hangs on the first two latents, range on the first, with a bend."""
    size = len(LATENTS)
    line, linear, quadratic = np.zeros((1, size)), np.zeros((1, SIMULATED)), np.zeros(SIMULATED)
    line[0, :2] = SPREADS[0] * np.array([np.sqrt(1.0 - across**2), across])
    linear[0, 0], quadratic[0] = SPREADS[1], bend
    return Model(
        surrogate=Surrogate(
            jnp.asarray([MIDDLES[1]]), jnp.asarray(linear), jnp.asarray(np.diag(quadratic)[None])
        ),
        root=jnp.eye(size),
        lines=jnp.asarray(line),
        constants=jnp.asarray([MIDDLES[0]]),
        signs=jnp.zeros((1, size)),
        middle=jnp.zeros(size),
        terms=packed(claims, NAMES, USUAL),
        usual=jnp.asarray([USUAL[name] for name in NAMES]),
    )


def climbed(made, seed=0, count=4096):
    """Return the climb of a model."""
    return tempered(made, lines_of(made), jnp.asarray(seed), count)


def exact(made):
    """Return the first latent on a grid and its posterior there, where all hangs on it alone."""
    mass = MIDDLES[0] + float(made.lines[0, 0]) * GRID
    bend, slope = float(made.surrogate.quadratic[0, 0, 0]), float(made.surrogate.linear[0, 0])
    far = MIDDLES[1] + slope * GRID + bend * GRID**2
    terms, log_density = made.terms, -0.5 * GRID**2
    rows = np.stack([mass, far])
    for place in np.flatnonzero(np.asarray(terms.belongs).any(axis=1)):
        odds = np.zeros_like(GRID)
        for row in np.flatnonzero(np.asarray(terms.belongs)[place]):
            apart = rows[int(terms.quantity[row])] - float(terms.middle[row])
            apart = apart / float(terms.scale[row])
            free = float(terms.freedom[row])
            heavy = -0.5 * (free + 1.0) * np.log1p(apart**2 / free)
            below = -np.logaddexp(0.0, -1.702 * float(terms.bound[row]) * apart)
            number = heavy if float(terms.bound[row]) == 0.0 else below
            odds += np.exp(float(terms.log_weight[row]) + number)
        counts = float(terms.counts[place])
        log_density += counts * (np.log1p(odds) + float(terms.nothing[place]))
    density = np.exp(log_density - log_density.max())
    return GRID, density / density.sum()
