r"""temper: particles from the prior to the posterior, by tempered sequential Monte Carlo.

The likelihood is raised from nothing to its whole in steps that keep a share of the particles
effective; after each the particles are drawn anew and moved. Claims are narrow spikes on a wide
ground, so a move changes one claimed quantity y along a line, to where a claim expects it or to
where it is usual, and leaves either all else or the other claimed quantities alone. Along a line
the quantity is a quadratic of the step t, which is solved for; the density of the step is
$g(y) |dy / dt|$. A second move draws anew, in part, what no claim speaks of.

Source: Del Moral, Doucet and Jasra, Sequential Monte Carlo samplers, J. R. Statist. Soc. B 68
(2006) 411; the tempering is that of BlackJAX.
"""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from blackjax.mcmc import random_walk
from blackjax.smc import adaptive_tempered, resampling

from carwright.arrays import Array
from carwright.belief.latent import SIMULATED
from carwright.belief.surrogate import Surrogate
from carwright.belief.terms import Terms

TARGET = 0.5
"""Share of particles that each step keeps effective [-]."""
MOVES = 24
"""Moves of each kind after each step."""
MOST_STEPS = 60
"""Steps after which the climb is given up."""
FRESH = 0.6
"""How much of what no claim speaks of is drawn anew [-]."""
GROUND = 0.3
"""Share of moves that go where a quantity is usual, not where a claim expects it [-]."""
LINES = 32
"""Size that the list of lines is filled up to a multiple of."""


class Model(NamedTuple):
    """All that the likelihood needs, as arrays."""

    surrogate: Surrogate
    """Simulated quantities of the normals."""
    root: Array
    """(latents, latents) root of the latent covariance."""
    lines: Array
    """(straight, latents) slopes of straight quantities by latent."""
    constants: Array
    """(straight,) their values at the latent middle."""
    signs: Array
    """(simulated quantities, latents) how the discrepancy of its test moves each."""
    middle: Array
    """(latents,) latent middle."""
    terms: Terms
    """The claims."""
    usual: Array
    """(quantities, 2) middle and standard deviation of each quantity before any claim."""

    def quantities(self, normal: Array) -> Array:
        """Return the (quantities,) logarithms, straight ones first.

        Args:
            normal: (latents,) normals.
        """
        return self.beside(normal, self.surrogate(normal[:SIMULATED]))

    def beside(self, normal: Array, simulated: Array) -> Array:
        """Return the (quantities,) logarithms of which the simulated ones are known.

        Args:
            normal: (latents,) normals.
            simulated: (simulated quantities,) logarithms without discrepancy.
        """
        apart = self.root @ normal
        straight = self.constants + self.lines @ apart
        tested = simulated + self.signs @ (self.middle + apart)
        return jnp.concatenate([straight, tested])

    def along(self, normal: Array, direction: Array, quantity: Array) -> tuple[Array, ...]:
        """Return constant, slope and curvature of one quantity along a line.

        Args:
            normal: (latents,) normals.
            direction: (latents,) direction of the line.
            quantity: () place of the quantity.
        """
        straight = self.constants.shape[0]
        row = jnp.clip(quantity - straight, 0)
        simulated = quantity >= straight
        curved = jnp.where(simulated, self.surrogate.quadratic[row], 0.0)
        linear = jnp.where(simulated, self.surrogate.linear[row], 0.0)
        constant = jnp.where(simulated, self.surrogate.constant[row], 0.0)
        flat = jnp.where(
            simulated, self.signs[row], self.lines[jnp.minimum(quantity, straight - 1)]
        )
        base = jnp.where(simulated, self.signs[row] @ self.middle, self.constants[quantity])
        here, there = normal[:SIMULATED], direction[:SIMULATED]
        bent, leant = curved @ here, curved.T @ here
        now = constant + (linear + bent) @ here + base + flat @ (self.root @ normal)
        slope = (linear + bent + leant) @ there + flat @ (self.root @ direction)
        return now, slope, (curved @ there) @ there

    def log_likelihood(self, normal: Array) -> Array:
        """Return the log likelihood of all claims.

        Args:
            normal: (latents,) normals.
        """
        return jnp.sum(self.terms.each(self.quantities(normal)))


class Lines(NamedTuple):
    """Lines along which a claimed quantity moves."""

    quantity: Array
    """(lines,) place of the quantity."""
    direction: Array
    """(lines, latents) direction in the normals."""
    used: Array
    """How many there are; the rest is filling."""
    silent: Array
    """(latents, latents) projector on what no claim speaks of."""


class Climb(NamedTuple):
    """Where the particles have arrived."""

    normal: Array
    """(N, latents) particles."""
    reached: Array
    """Share of the likelihood that was reached: 1 where the climb converged."""
    steps: Array
    """Steps that it took."""
    accepted: Array
    """Mean share of moves that were accepted in the last step."""


def lines_of(model: Model) -> Lines:
    """Return the lines along which particles move.

    Args:
        model: prior and claims.
    """
    heard = np.isfinite(np.asarray(model.terms.log_weight))
    claimed = sorted(set(np.asarray(model.terms.quantity)[heard].tolist()))
    straight = np.asarray(model.lines @ model.root)
    tested = np.array(model.signs @ model.root)
    tested[:, :SIMULATED] += np.asarray(model.surrogate.linear)
    slopes = np.concatenate([straight, tested])[claimed]
    size = model.root.shape[0]
    own = slopes / np.maximum(np.sum(slopes**2, axis=1, keepdims=True), 1e-12)
    alone = np.linalg.pinv(slopes, rcond=1e-3).T.reshape(len(claimed), size)
    directions = np.concatenate([own, alone]).reshape(-1, size)
    basis = np.linalg.svd(slopes, full_matrices=False)[2] if len(claimed) else slopes
    silent = np.eye(size) - basis.T @ basis
    filled = LINES * max(1, -(-len(directions) // LINES))
    quantity, direction = np.zeros(filled, int), np.zeros((filled, size))
    quantity[: len(directions)] = [*claimed, *claimed]
    direction[: len(directions)] = directions
    return Lines(
        jnp.asarray(quantity),
        jnp.asarray(direction),
        jnp.asarray(max(len(directions), 1)),
        jnp.asarray(silent),
    )


@partial(jax.jit, static_argnames="count")
def tempered(model: Model, lines: Lines, seed: Array, count: int) -> Climb:
    """Return particles of the posterior.

    Args:
        model: prior and claims.
        lines: as `lines_of` gives them.
        seed: () of the random numbers.
        count: how many particles.
    """
    # the claims in single precision, twice as fast; the simulator weighs particles in double
    model = jax.tree.map(_single, model)
    start_key, key = jax.random.split(jax.random.key(seed))
    start = jax.random.normal(start_key, (count, model.root.shape[0]))
    kernel = adaptive_tempered.build_kernel(
        _log_prior,
        lambda normal: model.log_likelihood(_single(normal)).astype(normal.dtype),
        partial(_move, model, lines),
        random_walk.init,
        resampling.systematic,
        TARGET,
    )

    def step(carry):
        state, key, steps, *_ = carry
        use, key = jax.random.split(key)
        # a step draws by the weights of the one before: the whole likelihood needs one more
        whole = state.tempering_param >= 1.0
        state, info = kernel(use, state, MOVES, {})
        return state, key, steps + 1, jnp.mean(info.update_info), whole

    def climbing(carry):
        state, _, steps, _, whole = carry
        return ~whole & ((steps < MOST_STEPS) | (state.tempering_param >= 1.0))

    none = jnp.asarray(0.0, start.dtype)
    first = (adaptive_tempered.init(start), key, jnp.asarray(0), none, jnp.asarray(False))
    state, _, steps, accepted, _ = jax.lax.while_loop(climbing, step, first)
    reached = jnp.asarray(state.tempering_param)
    return Climb(jnp.asarray(state.particles), reached, steps, accepted)


def _log_prior(normal: Array) -> Array:
    return -0.5 * jnp.sum(normal**2)


def _single(leaf: Array | float) -> Array:
    leaf = jnp.asarray(leaf)
    return leaf.astype(jnp.float32) if jnp.issubdtype(leaf.dtype, jnp.floating) else leaf


def _move(model: Model, lines: Lines, key: Array, state, log_density):
    """One move along a line and one of what no claim speaks of; for `adaptive_tempered`."""
    keys = jax.random.split(key, 3)
    state, one = _along(model, lines, keys[0], state, log_density)
    here = jnp.asarray(state.position)
    noise = jax.random.normal(keys[1], here.shape, here.dtype)
    quiet = lines.silent @ here
    fresh = (1.0 - FRESH**2) ** 0.5 * quiet + FRESH * (lines.silent @ noise)
    to = here - quiet + fresh
    log_to = log_density(to)
    back = 0.5 * (jnp.sum(to**2) - jnp.sum(here**2))
    state, other = _kept_or_moved(keys[2], state, to, log_to, log_to - state.logdensity + back)
    return state, 0.5 * (one + other)


def _along(model: Model, lines: Lines, key: Array, state, log_density):
    which, aim, take = jax.random.split(key, 3)
    line = jax.random.randint(which, (), 0, lines.used)
    quantity, direction = lines.quantity[line], lines.direction[line]
    here = state.position

    now, slope, bend = model.along(_single(here), _single(direction), quantity)
    wanted = _aimed(model, quantity, aim)
    inside = slope**2 + 4.0 * bend * (wanted - now)
    root = jnp.sqrt(jnp.maximum(inside, 0.0))
    step = 2.0 * (wanted - now) / (slope + jnp.where(slope < 0.0, -root, root))
    to = here + step.astype(here.dtype) * direction
    log_to = log_density(to)
    steep = jnp.log(jnp.abs(slope)) - jnp.log(root)
    aimed = steep + _log_aim(model, quantity, now) - _log_aim(model, quantity, wanted)
    ratio = log_to - state.logdensity + aimed.astype(log_to.dtype)
    ratio = jnp.where((inside > 0.0) & jnp.isfinite(ratio), ratio, -jnp.inf)
    return _kept_or_moved(take, state, to, log_to, ratio)


def _kept_or_moved(key: Array, state, to: Array, log_to: Array, ratio: Array):
    accepted = jnp.log(jax.random.uniform(key)) < ratio
    position = jnp.where(accepted, to, state.position)
    log_density = jnp.where(accepted, log_to, state.logdensity).astype(state.logdensity.dtype)
    return state._replace(position=position, logdensity=log_density), accepted.astype(
        position.dtype
    )


def _aims(model: Model, quantity: Array) -> tuple[Array, Array, Array]:
    """Log shares, middles and spreads of the normals that moves of a quantity aim at."""
    terms = model.terms
    expects = (terms.quantity == quantity) & jnp.isfinite(terms.log_weight)
    share = expects.astype(terms.scale.dtype)
    share = (1.0 - GROUND) * share / jnp.maximum(jnp.sum(share), 1e-12)
    middle, spread = model.usual[quantity]
    shares = jnp.append(share, GROUND)
    middles = jnp.append(terms.middle, middle)
    return jnp.log(shares), middles, jnp.append(terms.scale, spread)


def _aimed(model: Model, quantity: Array, key: Array) -> Array:
    log_shares, middles, spreads = _aims(model, quantity)
    which, where = jax.random.split(key)
    part = jax.random.categorical(which, log_shares)
    return middles[part] + spreads[part] * jax.random.normal(where, (), spreads.dtype)


def _log_aim(model: Model, quantity: Array, at: Array) -> Array:
    log_shares, middles, spreads = _aims(model, quantity)
    return jax.scipy.special.logsumexp(
        log_shares + jax.scipy.stats.norm.logpdf(at, middles, spreads)
    )
