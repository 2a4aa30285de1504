"""A car of two numbers, one straight and one curved in the latent normals, and claims about it."""

import numpy as np
from typed_claims import heard

from carwright.belief.latent import LATENTS, SIMULATED
from carwright.belief.model import Model
from carwright.belief.quantity import Meaning
from carwright.belief.reliability import Asked, Part, Reliability
from carwright.belief.surrogate import Surrogate
from carwright.belief.temper import tempered
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
        surrogate=Surrogate(np.array([MIDDLES[1]]), linear, np.diag(quadratic)[None]),
        root=np.eye(size),
        lines=line,
        constants=np.array([MIDDLES[0]]),
        signs=np.zeros((1, size)),
        middle=np.zeros(size),
        terms=packed(claims, NAMES, USUAL),
        usual=np.array([USUAL[name] for name in NAMES]),
    )


def climbed(made, seed=0, count=4096):
    """Return the climb of a model."""
    return tempered(made, seed, count)


def exact(made):
    """Return the first latent on a grid and its posterior there, where all hangs on it alone."""
    mass = MIDDLES[0] + float(made.lines[0, 0]) * GRID
    bend, slope = float(made.surrogate.quadratic[0, 0, 0]), float(made.surrogate.linear[0, 0])
    far = MIDDLES[1] + slope * GRID + bend * GRID**2
    terms, log_density = made.terms, -0.5 * GRID**2
    rows = np.stack([mass, far])
    for place, of_claim in enumerate(np.split(np.arange(len(terms.quantity)), terms.first[1:])):
        odds = np.zeros_like(GRID)
        for row in of_claim if len(terms.first) else ():
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
