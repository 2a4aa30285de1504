"""The executor: chunks in order, the same bit for bit whatever the threads and the padding."""

import threading
import time

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import SU7, TESLA, car, figures, hilly

import carwright
from carwright.car.build import build_many
from carwright.native_call.executor import in_chunks, stacked
from carwright.run.asked import asked_of
from carwright.run.drive import trace_of
from carwright.run.simulate import Run, _many_on_xla

MASSES = np.linspace(1500.0, 2400.0, 21)
square = jax.jit(lambda tree: {"square": tree["x"] ** 2})


def runs(masses: np.ndarray, chunk: int, threads: int) -> Run:
    """Cars of many masses over a hilly trace."""
    cars = carwright.vary(figures(SU7), {"kerb_mass_kg": masses})
    trace = trace_of(hilly(), cars.body.mass.dtype)
    charge = jnp.asarray(0.9)
    many = _many_on_xla(None, series=False)
    parts = in_chunks(
        lambda part: many(part, trace, charge, asked_of(None, None, None)),
        cars,
        chunk=chunk,
        threads=threads,
    )
    return stacked(parts)


def same(first: Run, second: Run) -> bool:
    return jax.tree.all(jax.tree.map(lambda a, b: bool(np.array_equal(a, b)), first, second))


@pytest.fixture(scope="module")
def one_thread() -> Run:
    return runs(MASSES, chunk=8, threads=1)


@pytest.mark.slow
def test_two_threads_give_the_same_bits_as_one(one_thread: Run):
    assert same(one_thread, runs(MASSES, chunk=8, threads=2))


def test_filling_up_the_last_chunk_changes_nothing(one_thread: Run):
    whole = runs(MASSES[:16], chunk=8, threads=1)
    cut = jax.tree.map(lambda leaf: leaf[:16], one_thread)
    assert same(whole, cut)
    tail = runs(MASSES[16:], chunk=8, threads=1)
    assert same(tail, jax.tree.map(lambda leaf: leaf[16:], one_thread))


def test_many_cars_drive_as_each_alone(one_thread: Run):
    cars = carwright.vary(figures(SU7), {"kerb_mass_kg": MASSES})
    for place in (0, 10, 20):
        alone = carwright.drive(jax.tree.map(lambda leaf, at=place: leaf[at], cars), hilly())
        together = float(one_thread.end_charge[place])
        assert together == pytest.approx(float(alone.end_charge), rel=1e-12)
        residual = float(one_thread.ledger.residual_relative[place])
        assert abs(residual) < 1e-9


@pytest.mark.slow
def test_a_batch_drives_through_drive(one_thread: Run):
    cars = carwright.vary(figures(SU7), {"kerb_mass_kg": MASSES})
    batch = carwright.drive(cars, hilly())
    np.testing.assert_allclose(batch.consumption_dc, one_thread.consumption_dc, rtol=1e-12)
    assert np.all(np.diff(np.asarray(batch.consumption_dc)) > 0.0)


@pytest.mark.parametrize(("count", "chunk"), [(1, 4), (3, 4), (4, 4), (9, 4), (5, 256)])
def test_chunks_come_in_order_and_whole(count: int, chunk: int):
    batch = {"x": np.arange(float(count))}
    found = stacked(in_chunks(square, batch, chunk=chunk))
    np.testing.assert_array_equal(found["square"], np.arange(count) ** 2.0)


def test_few_sizes_mean_few_programs():
    sizes: set[int] = set()

    def remember(tree: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        sizes.add(len(tree["x"]))
        return tree

    for count in (1, 3, 4, 5, 16, 17, 100, 130, 1000):
        list(in_chunks(remember, {"x": np.zeros(count)}, chunk=128))
    assert sizes == {16, 128}


def test_memory_holds_a_few_chunks_only():
    """What is not asked for yet is not worked on far ahead."""
    begun: list[float] = []
    lock = threading.Lock()

    def count(tree: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        with lock:
            begun.append(float(tree["x"][0]))
        return tree

    chunks = in_chunks(count, {"x": np.arange(100.0)}, chunk=1, threads=2)
    next(chunks)
    time.sleep(0.05)
    assert len(begun) <= 8
    assert len(list(chunks)) == 99


def test_a_failing_chunk_fails_the_whole():
    def fail(_: dict[str, np.ndarray]) -> None:
        raise ValueError("no such road")

    with pytest.raises(ValueError, match="no such road"):
        list(in_chunks(fail, {"x": np.arange(5.0)}, chunk=2))


def test_one_car_needs_no_batch():
    assert carwright.drive(car(TESLA), hilly()).end_charge.ndim == 0


@pytest.mark.parametrize("switched_off", [False, True])
def test_a_batch_of_no_cars_gives_none_and_no_error(
    switched_off: bool, monkeypatch: pytest.MonkeyPatch
):
    if switched_off:
        monkeypatch.setattr("carwright.native_call.function.library", lambda: None)
    one = figures(SU7)
    none = jax.tree.map(lambda leaf: np.zeros((0, *np.shape(leaf)), np.asarray(leaf).dtype), one)
    assert one.following({"kerb_mass": jnp.zeros(0)}).values.shape == (0, *one.values.shape)
    assert build_many(none).body.mass.shape == (0,)
