"""The quick form against the full test, a batch against single cars, and its gradients."""

from dataclasses import replace
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from rollers import rated
from workshop import CARS, LEAF, SU7, TESLA, altered, car, figures, leaves_are_finite, rebuilt

import carwright
from carwright.car.car import Car
from carwright.errors import InputError
from carwright.figure_vector import Figures
from carwright.rate.full import rate
from carwright.rate.quick import QUICK, quick, rate_many
from carwright.rate.rating import COMBINED, Rating
from carwright.rate.ways import WAYS

TOLERANCE = 0.008
"""Share by which a quick rating may differ from the full test, for batteries of 15 to 110 kWh."""
NEDC_TOLERANCE = 0.01
"""The same for the NEDC: a battery of 20 kWh refuses regeneration in more of its two cycles."""
PHASE_TOLERANCE = 0.025
"""The same for one phase: its drives in the full test begin colder and warmer than this one."""
SIZES_KWH = (15.0, 40.0, 80.0, 110.0)

one = jax.jit(quick, static_argnames="procedure")


@jax.jit
@jax.grad
def slopes_of_reach(values: jax.Array, choices: jax.Array) -> jax.Array:
    """Slopes of the range by every figure, by the WLTP."""
    return quick(carwright.build_car(Figures(values=values, choices=choices)), "wltp").range


@cache
def quickly(car_id: str, procedure: str) -> Rating:
    return one(car(car_id), procedure)


def differences(found: Rating, full: Rating) -> dict[str, float]:
    """Share by which ranges and consumptions differ, by phase and quantity."""
    assert set(found.phases) == set(full.phases)
    return {
        f"{name} {quantity}": float(getattr(phase, quantity) / getattr(full.phases[name], quantity))
        - 1.0
        for name, phase in found.phases.items()
        for quantity in phase._fields
    }


def beyond(shares: dict[str, float], combined: float) -> dict[str, float]:
    """What is farther off than the combined test, or one of its phases, may be."""
    most = {name: combined if name.startswith(COMBINED) else PHASE_TOLERANCE for name in shares}
    return {name: share for name, share in shares.items() if abs(share) > most[name]}


@pytest.mark.slow
@pytest.mark.parametrize("procedure", WAYS)
@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_it_tells_what_the_full_test_tells(car_id: str, procedure: str):
    found, full = quickly(car_id, procedure), rated(car_id, procedure)
    assert found.method == QUICK
    assert beyond(differences(found, full), TOLERANCE) == {}
    assert float(found.usable_energy) == pytest.approx(full.usable_energy, rel=3e-3)
    assert float(found.recharge.energy_ac) == pytest.approx(full.recharge.energy_ac, rel=3e-3)
    assert float(found.test_mass) == pytest.approx(full.test_mass, rel=1e-9)
    assert not bool(found.weak)


@pytest.mark.slow
@pytest.mark.parametrize("procedure", WAYS)
@pytest.mark.parametrize("car_id", CARS)
def test_it_tells_what_the_full_test_tells_of_every_car(car_id: str, procedure: str):
    found, full = quickly(car_id, procedure), rated(car_id, procedure)
    shares = differences(found, full)
    assert beyond(shares, NEDC_TOLERANCE if procedure == "nedc" else TOLERANCE) == {}


@pytest.mark.slow
@pytest.mark.parametrize("procedure", WAYS)
@pytest.mark.parametrize("energy_kwh", SIZES_KWH)
def test_it_holds_for_small_and_large_batteries(energy_kwh: float, procedure: str):
    other = {
        "battery_gross_energy": energy_kwh * 3.6e6,
        "battery_usable_energy": energy_kwh * 3.4e6,
    }
    vehicle = carwright.build_car(figures(TESLA).replace(other))
    found, full = one(vehicle, procedure), rate(vehicle, procedure)
    tolerance = NEDC_TOLERANCE if procedure == "nedc" else TOLERANCE
    assert float(found.range) == pytest.approx(full.range, rel=2.0 * tolerance)


SLOW_KMH = (60.0, 80.0, 95.0, 110.0, 119.0, 125.0)


def slow(top_speed_kmh: float, **others: float) -> Car:
    """The Leaf with another top speed and whatever else."""
    return rebuilt(LEAF, top_speed=top_speed_kmh / 3.6, **others)


@pytest.mark.slow
@pytest.mark.parametrize("procedure", ["wltp", "cltc"])
@pytest.mark.parametrize("top_speed_kmh", SLOW_KMH)
def test_a_slow_car_drives_as_far_as_in_the_full_test(top_speed_kmh: float, procedure: str):
    """Class 3a over three phases, capped, as far as before; Extra High is told beside it."""
    vehicle = slow(top_speed_kmh)
    found, full = one(vehicle, procedure), rate(vehicle, procedure)
    assert found.wltp_class == full.wltp_class
    told = {name: found.phases[name] for name in full.phases}
    shares = differences(replace(found, phases=told), full)
    assert beyond(shares, 1.5 * TOLERANCE) == {}
    assert (bool(found.weak), full.weak) == (False, False)
    assert leaves_are_finite(found)


@pytest.mark.slow
def test_a_weak_car_is_scaled_down_as_in_the_full_test():
    """A Leaf of 45 kW, where Extra High asks for 1.07 of it."""
    vehicle = slow(130.0, front_peak_power=45e3)
    found, full = one(vehicle, "wltp"), rate(vehicle, "wltp")
    assert full.downscaling == pytest.approx(float(found.downscaling), abs=5e-4)
    assert full.downscaling > 0.1
    assert beyond(differences(found, full), 2.0 * TOLERANCE) == {}


@pytest.mark.slow
def test_extra_high_is_no_part_of_the_combined_cycle_below_120():
    just_slow, just_fast = one(slow(119.9), "wltp"), one(slow(120.0), "wltp")
    assert (just_slow.wltp_class, just_fast.wltp_class) == ("3a", "3b")
    assert float(just_slow.range) > 1.05 * float(just_fast.range)
    extra = [float(rating.phases["extra-high"].range) for rating in (just_slow, just_fast)]
    assert extra[0] == pytest.approx(extra[1], rel=0.01)


@pytest.mark.slow
def test_slow_and_fast_cars_go_in_one_batch():
    base = figures(LEAF)
    cars = carwright.vary(base, {"top_speed_kmh": np.array([80.0, 119.0, 144.0])})
    together = rate_many(cars, ("wltp",))["wltp"]
    np.testing.assert_array_equal(together.class_3a, [True, True, False])
    for place, top_speed_kmh in enumerate((80.0, 119.0, 144.0)):
        alone = one(slow(top_speed_kmh), "wltp")
        assert float(together.range[place]) == pytest.approx(float(alone.range), rel=1e-9)


@pytest.mark.slow
def test_a_slow_car_has_finite_slopes():
    base = figures(LEAF).replace({"top_speed": 80.0 / 3.6, "front_peak_power": 30e3})
    slopes = Figures(values=slopes_of_reach(base.values, base.choices), choices=base.choices)
    assert bool(jnp.all(jnp.isfinite(slopes.values)))
    assert float(slopes["drag_coefficient"]) < 0.0
    assert float(slopes["top_speed"]) < 0.0


@pytest.mark.slow
def test_the_label_is_seven_tenths():
    rating = quickly(TESLA, "epa")
    assert float(rating.range) == pytest.approx(0.7 * float(rating.unadjusted["combined"].range))
    assert float(rating.factor) == 0.7
    assert set(rating.phases) == {"combined", "city", "highway"}


def some(count: int) -> Car:
    return carwright.vary(figures(SU7), {"kerb_mass_kg": np.linspace(1900.0, 2400.0, count)})


@pytest.mark.slow
def test_a_batch_tells_what_each_car_tells_alone():
    cars = some(3)
    ratings = rate_many(cars)
    assert set(ratings) == set(WAYS)
    for place in range(3):
        alone = jax.tree.map(lambda leaf, at=place: leaf[at], cars)
        for procedure, together in ratings.items():
            here = jax.tree.map(lambda leaf, at=place: leaf[at], together)
            single = one(alone, procedure)
            same = jax.tree.map(lambda a, b: bool(np.allclose(a, b, rtol=1e-9)), here, single)
            assert jax.tree.all(same)


@pytest.mark.slow
def test_a_batch_takes_the_procedures_that_are_asked_for_and_loads_of_its_own():
    cars = some(2)
    loads = np.array([100.0, 300.0])
    (rating,) = rate_many(cars, ("epa",), load=loads).values()
    np.testing.assert_allclose(rating.test_mass, np.asarray(cars.body.kerb_mass) + loads)
    usual = rate_many(cars, ("epa",))["epa"]
    assert float(rating.range[0]) > float(usual.range[0])
    assert float(rating.range[1]) < float(usual.range[1])


def test_an_unknown_procedure_is_refused():
    with pytest.raises(InputError, match="no such procedure"):
        rate_many(some(2), ("wltp", "jc08"))


@pytest.mark.slow
def test_a_weak_car_is_told():
    weak = altered(car(TESLA), {"battery.discharge_power": 12e3})
    rating = one(weak, "wltp")
    assert bool(rating.weak)
    assert float(rating.driven_distance) < float(rating.asked_distance)
    assert leaves_are_finite(rating)


@pytest.mark.slow
@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_gradients_by_every_figure_are_finite_and_of_the_right_sign(car_id: str):
    base = figures(car_id)
    slopes = Figures(values=slopes_of_reach(base.values, base.choices), choices=base.choices)
    assert bool(jnp.all(jnp.isfinite(slopes.values)))
    for name in ("drag_coefficient", "rolling_resistance_coefficient", "auxiliary_power"):
        assert float(slopes[name]) < 0.0, name
    assert float(slopes["battery_usable_energy"]) > 0.0


@pytest.mark.slow
def test_the_slope_is_that_of_differences():
    base = figures(TESLA)
    slope = float(Figures(slopes_of_reach(base.values, base.choices), base.choices)["kerb_mass"])
    mass = float(base["kerb_mass"])
    cars = carwright.vary(base, {"kerb_mass_kg": [mass - 5.0, mass + 5.0]})
    low, high = rate_many(cars, ("wltp",))["wltp"].range
    assert slope == pytest.approx(float(high - low) / 10.0, rel=0.02)
    assert slope < 0.0
