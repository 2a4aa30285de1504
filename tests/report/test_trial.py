import numpy as np
import pytest

from carwright.report.trial import DRAWS, SPRINTS, Banded, Trial, at_speed
from carwright.units import to_si


def of(values, weak=None):
    weak = {} if weak is None else weak
    return Trial({"zero_to_100_s": np.asarray(values)}, weak, {"main": 0, "other": 1 + DRAWS})


def test_a_band_is_that_of_the_draws_and_the_other_cars_stand_after_them():
    made = of([5.0, *np.arange(1.0, DRAWS + 1.0), 99.0])
    assert made.banded("zero_to_100_s") == Banded(5.0, 2.0, 31.0)
    assert made.of("main", "zero_to_100_s") == 5.0
    assert made.of("other", "zero_to_100_s") == 99.0


def test_what_is_not_reached_leaves_a_band_that_is_a_number_or_infinite():
    made = of([5.0, *np.full(DRAWS - 3, 4.0), *np.full(3, np.inf), 99.0])
    assert made.banded("zero_to_100_s") == Banded(5.0, 4.0, np.inf)


def test_a_car_that_fell_short_is_named_with_its_test():
    short = np.zeros(2 + DRAWS, bool)
    short[-1] = True
    made = of(np.ones(2 + DRAWS), {"wltp": short, "epa": ~short})
    assert made.too_weak("other") == ["wltp"]
    assert made.too_weak("main") == ["epa"]


def test_the_key_of_a_speed_names_it():
    assert at_speed(to_si("speed_kmh", 130.0)) == "range_at_130_kmh_km"


def test_every_car_is_rated_and_timed_by_the_physics(found):
    trial = found.trial
    assert set(trial.places) == {car.file.id for car in found.cars}
    for car in found.cars:
        name = car.file.id
        assert trial.of(name, "range_at_90_kmh_km") > trial.of(name, "range_at_130_kmh_km") > 100.0
        assert trial.of(name, "range_epa_km") < trial.of(name, "range_wltp_km")
        assert trial.of(name, "zero_to_100_rollout_s") < trial.of(name, "zero_to_100_s")
        # at the wall: more than at the battery's terminals on the like cycle
        used = trial.of(name, "consumption_ac_wltp_wh_per_km")
        assert used > 1.02 * car.consumption("wltc-3b")
        assert trial.too_weak(name) == []


def test_the_mean_of_both_ways_lies_between_them(found):
    for name in SPRINTS:
        whole, mean, rolled = (
            found.trial.banded(f"{name}{how}_s") for how in ("", "_mean", "_rollout")
        )
        assert mean.middle == pytest.approx(0.5 * (whole.middle + rolled.middle))
        assert rolled.low <= mean.low <= whole.low


def test_bands_hold_the_middle_and_are_not_points(found):
    for key in ("range_wltp_km", "consumption_ac_cltc_wh_per_km", "zero_to_100_s"):
        band = found.trial.banded(key)
        assert band.low < band.middle < band.high
