"""At once: a limit that is reached often is told; what is not reached is not."""

from dataclasses import replace

import numpy as np
import pytest
from logged import log_of, simulated
from workshop import car

from carwright.cars.from_file import vector
from carwright.fit.at_once import OFTEN, at_once
from carwright.settle.resolve import resolve

CAR = "nissan-leaf-24"
FIGURES = vector(resolve(CAR))


@pytest.fixture(scope="module")
def log():
    return log_of(simulated(CAR, last=300))


def found(log, key):
    one = at_once([log], FIGURES, car(CAR)).get(key)
    return None if one is None else one.value


def test_a_full_display_tells_the_buffer(log):
    shown = np.where(log.charge > 0.79, 1.0, 0.9)
    full = replace(log, display_charge=shown)
    assert found(full, "battery_top_buffer_share") == pytest.approx(0.2)
    assert found(log, "battery_top_buffer_share") is None


def test_a_torque_that_is_often_the_greatest_is_a_limit(log):
    key, gear = "regeneration_deceleration_m_per_s2", car(CAR).front.gear
    once = log.torque.copy()
    once[:3] = -500.0
    assert found(replace(log, torque=np.where(log.torque < 0.0, 0.0, once)), key) is None
    often = np.maximum(log.torque, -40.0)
    often[: 2 * OFTEN] = -40.0
    force = 40.0 * float(gear.turns_per_metre) / (1.0 - float(gear.tooth_loss))
    expected = force / float(car(CAR).body.mass)
    assert found(replace(log, torque=often), key) == pytest.approx(expected)
    assert found(replace(log, torque=None), key) is None


def test_a_pack_takes_what_it_took(log):
    key = "charge_peak_power_kw"
    assert found(log, key) is None
    more = 2.0 * float(FIGURES["charge_peak_power"])
    power = log.power.copy()
    power[:10] = -more
    assert found(replace(log, power=power), key) == pytest.approx(more)
    assert found(replace(log, power=power, sure=np.arange(300) > 20), key) is None
