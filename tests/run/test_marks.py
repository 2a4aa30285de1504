"""Marks: met within a step, by the closed forms of constant acceleration."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import number

from carwright.run.marks import Path, between, mean_speed, met_place, met_speed, speed_at

PULL = 4.0


def path(dt: np.ndarray, pull: float = PULL) -> Path:
    """A constant pull from rest, in steps of any length."""
    end = np.cumsum(dt)
    start = end - dt
    columns = (start, dt, pull * start, pull * end, 0.5 * pull * start**2)
    return Path(*(jnp.asarray(column) for column in columns))


STEPS = [np.full(20, 0.5), np.full(3, 4.0), np.array([0.1, 3.0, 0.4, 7.0])]


@pytest.mark.parametrize("dt", STEPS, ids=["many", "few", "any"])
@pytest.mark.parametrize("mark", [0.5, 7.0, 27.0])
def test_a_speed_by_hand(dt: np.ndarray, mark: float):
    assert float(met_speed(path(dt), mark)) == pytest.approx(mark / PULL)


@pytest.mark.parametrize("dt", STEPS, ids=["many", "few", "any"])
@pytest.mark.parametrize("mark", [0.3048, 20.0, 150.0])
def test_a_place_by_hand(dt: np.ndarray, mark: float):
    time = (2.0 * mark / PULL) ** 0.5
    assert float(met_place(path(dt), mark)) == pytest.approx(time)
    assert float(speed_at(path(dt), number(time))) == pytest.approx(PULL * time)


def test_what_is_never_met_is_infinite():
    way = path(np.full(3, 1.0))
    never = met_speed(way, 1e3)
    assert float(never) == float(met_place(way, 1e6)) == np.inf
    assert float(between(met_speed(way, 4.0), never)) == np.inf
    assert float(between(never, never)) == float(speed_at(way, never)) == np.inf
    assert float(between(met_speed(way, 4.0), met_speed(way, 8.0))) == pytest.approx(1.0)
    assert float(mean_speed(1.0, met_place(way, 1.0), never)) == np.inf


@pytest.mark.parametrize("dt", STEPS, ids=["many", "few", "any"])
def test_a_mean_speed_by_hand(dt: np.ndarray):
    """Between two places of a constant pull: the mean of the speeds at both."""
    way = path(dt)
    first, last = met_place(way, 30.0), met_place(way, 50.0)
    ends = [(2.0 * PULL * place) ** 0.5 for place in (30.0, 50.0)]
    assert float(mean_speed(20.0, first, last)) == pytest.approx(np.mean(ends))


def test_only_the_first_time_counts():
    speed = jnp.array([0.0, 10.0, 4.0])
    way = Path(jnp.arange(3.0), jnp.ones(3), speed, jnp.array([10.0, 4.0, 12.0]), speed)
    assert float(met_speed(way, 8.0)) == pytest.approx(0.8)


def test_marks_have_gradients_also_where_they_are_not_met():
    def times(pull: jax.Array) -> jax.Array:
        dt = jnp.full(4, 1.0)
        end = jnp.cumsum(dt)
        start = end - dt
        way = Path(start, dt, pull * start, pull * end, 0.5 * pull * start**2)
        found = jnp.stack([met_speed(way, 10.0), met_place(way, 10.0), met_speed(way, 1e3)])
        return jnp.where(jnp.isfinite(found), found, 0.0)

    slopes = np.asarray(jax.jacfwd(times)(number(PULL)))
    expected = [-10.0 / PULL**2, -0.5 * (20.0 / PULL**3) ** 0.5, 0.0]
    assert slopes == pytest.approx(expected)
