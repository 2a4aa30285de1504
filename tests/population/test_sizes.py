from math import exp, log

import numpy as np
import pytest

from carwright.fit.sizes import fit_sizes
from carwright.population.sizes import VARIABLES, SizeModel, sizes, traits

MASS = VARIABLES.index("kerb_mass_kg")


@pytest.fixture(scope="module")
def before_any_row() -> SizeModel:
    return fit_sizes([])


def test_traits_are_numbers_of_what_is_known() -> None:
    found = traits(year=2025, size="mid", body="suv", drive="all", chemistry="lfp")
    assert found == {
        "year": 1.0,
        "size": 2.0,
        "tall": 1.0,
        "all_wheel_drive": 1.0,
        "iron_phosphate": 1.0,
    }
    assert traits() == {}


def test_a_larger_battery_tells_of_a_heavier_car(before_any_row: SizeModel) -> None:
    small = sizes(before_any_row, {"battery_usable_energy_kwh": 30.0}, {}, None)
    large = sizes(before_any_row, {"battery_usable_energy_kwh": 100.0}, {}, None)
    assert small.of("kerb_mass_kg")[0] < large.of("kerb_mass_kg")[0]
    unknown = sizes(before_any_row, {}, {}, None)
    assert large.of("kerb_mass_kg")[1] < unknown.of("kerb_mass_kg")[1]


def test_what_is_known_is_not_estimated(before_any_row: SizeModel) -> None:
    rest = sizes(before_any_row, {"kerb_mass_kg": 1800.0}, {"year": 0.5}, None)
    assert "kerb_mass_kg" not in rest.names
    assert "year" not in rest.names


def test_a_maker_shifts_by_what_its_rows_bear(before_any_row: SizeModel) -> None:
    residual = np.zeros(len(VARIABLES))
    residual[MASS] = 0.1
    makers = {"heavy": (3.0, residual)}
    model = SizeModel(before_any_row.mean, before_any_row.covariance, 0.5, makers)
    own, other = (sizes(model, {}, {}, maker).of("kerb_mass_kg") for maker in ("heavy", "new"))
    held = 3.0 * 0.5 / (1.0 + 3.0 * 0.5)
    assert own[0] - other[0] == pytest.approx(0.1 * held)
    assert own[1] < other[1]
    assert exp(other[0]) == pytest.approx(exp(before_any_row.mean[MASS]))


def test_known_sizes_are_taken_as_logarithms(before_any_row: SizeModel) -> None:
    at_mean = {"kerb_mass_kg": exp(before_any_row.mean[MASS])}
    rest = sizes(before_any_row, at_mean, {}, None)
    power = VARIABLES.index("peak_power_kw")
    assert rest.of("peak_power_kw")[0] == pytest.approx(before_any_row.mean[power])
    assert log(at_mean["kerb_mass_kg"]) == pytest.approx(before_any_row.mean[MASS])
