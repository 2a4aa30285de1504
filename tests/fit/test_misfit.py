"""Misfit: nothing for a car along its own logs, and each group sees its own fault."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from logged import log_of, simulated
from workshop import car

from carwright.car.build import build_car
from carwright.cars.from_file import vector
from carwright.fit.drives import drives
from carwright.fit.knobs import knobs_of
from carwright.fit.misfit import (
    ROAD_SPEEDS,
    Groups,
    Known,
    flows,
    misfit,
    road_load,
    softened,
)
from carwright.settle.resolve import resolve

CAR = "bmw-i3-60ah"
SETTLED = resolve(CAR)
KNOBS = knobs_of(SETTLED)
measure = jax.jit(lambda turns, known, batch: misfit(turns, KNOBS, known, batch))


@pytest.fixture(scope="module")
def log():
    return log_of(simulated(CAR, last=300))


def known_of(log):
    figures, batch = vector(SETTLED), drives([log])
    ones = jnp.ones(len(KNOBS))
    road = road_load(build_car(figures))
    one = jnp.asarray(1.0)
    return Known(figures, road, one, jnp.ones(1), ones, jax.jit(flows)(figures, batch)), batch


def sizes(groups: Groups) -> dict[str, float]:
    return {name: float(np.abs(getattr(groups, name)).max()) for name in groups._fields}


@pytest.mark.slow
def test_a_car_along_its_own_log_fits(log):
    known, batch = known_of(log)
    found = sizes(measure(jnp.zeros(len(KNOBS)), known, batch))
    for name in ("work", "braking", "followed", "road", "knobs"):
        assert found[name] == pytest.approx(0.0, abs=1e-4), name
    for name in ("battery", "drive", "voltage", "charge", "cells"):
        assert found[name] < 0.2, name


@pytest.mark.slow
def test_each_group_sees_its_own_fault(log):
    known, batch = known_of(log)
    zero = jnp.zeros(len(KNOBS))
    right = measure(zero, known, batch)
    real = batch.measured
    for name, changed in (
        ("battery", real._replace(power=real.power + 2000.0)),
        ("work", real._replace(torque=real.torque + 5.0)),
        ("voltage", real._replace(voltage=real.voltage * 1.05)),
        ("charge", real._replace(charge=real.charge - 0.05)),
        ("cells", real._replace(cells=real.cells + 9.0)),
        ("heating", real._replace(heater=real.heater + 3000.0)),
    ):
        wrong = measure(zero, known, batch._replace(measured=changed))
        moved = sizes(jax.tree.map(jnp.subtract, wrong, right))
        assert moved[name] > 1.0, name
        others = {other for other, size in moved.items() if size > 1e-6}
        assert others <= {name, "drive", "followed", "braking", "comfort"}, name


@pytest.mark.slow
def test_what_is_not_shown_or_not_believed_does_not_count(log):
    known, batch = known_of(log)
    real, zero = batch.measured, jnp.zeros(len(KNOBS))
    wild = batch._replace(measured=real._replace(power=real.power * 9.0))
    hidden = measure(zero, known._replace(weight=jnp.zeros(1)), wild)
    assert all(sizes(hidden)[name] == 0.0 for name in ("battery", "drive", "work", "voltage"))
    blind, same = known_of(replace(log, sure=np.zeros_like(log.sure) | (np.arange(300) < 200)))
    late = same.measured.power.at[0, 250].set(1e9)
    found = measure(zero, blind, same._replace(measured=same.measured._replace(power=late)))
    assert sizes(found)["battery"] < 0.2


def test_the_road_load_is_the_coast_down():
    """Of the car file, at the speeds that are compared: 40 CFR 86.129, lbf and mph."""
    settled = resolve("tesla-model-3-rwd-2022")
    pound, mile = 4.4482216152605, 0.44704
    a, b, c = (
        settled.origins[f"coast_down_{k}"].value
        for k in ("a_lbf", "b_lbf_per_mph", "c_lbf_per_mph2")
    )
    expected = [
        pound * (float(a) + float(b) * v / mile + float(c) * (v / mile) ** 2) for v in ROAD_SPEEDS
    ]
    found = np.asarray(road_load(car("tesla-model-3-rwd-2022")))
    assert found == pytest.approx(expected, rel=1e-9)


def test_a_drive_far_off_in_comfort_pulls_in_proportion():
    """Its square, which least squares takes, is that of a near one and twice that of a far one."""
    near, far = jnp.asarray([-1e-3, 1e-3]), jnp.asarray([-100.0, 100.0])
    assert softened(near) == pytest.approx(np.asarray(near), rel=1e-6)
    assert softened(far) ** 2 == pytest.approx(2.0 * np.abs(far), rel=0.02)
    assert float(jax.grad(lambda apart: softened(apart))(jnp.asarray(0.0))) == 1.0
