"""Fit: logs that a car made itself give its figures back; what they do not see stays."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from logged import log_of, simulated

from carwright.carfile import load
from carwright.carfile.writing import written
from carwright.cars.from_file import vector
from carwright.errors import InputError
from carwright.figure_table import BY_KEY
from carwright.fit.document import document
from carwright.fit.fit_car import UNSEEN, fit_car
from carwright.fit.fitted_file import FIT, fitted_file, unfitted
from carwright.settle.resolve import resolve
from carwright.settle.settle import settle
from carwright.units import from_si

CAR = "nissan-leaf-24"
TRUE = {
    "rolling_resistance_coefficient": 1.08,
    "drag_coefficient": 0.95,
    "resistance_drop": 1.2,
    "battery_gross_energy": 0.96,
}
"""What the car that made the logs has, over what is known of it."""


@pytest.fixture(scope="module")
def settled():
    return resolve(CAR)


@pytest.fixture(scope="module")
def logs(settled):
    known = vector(settled)
    true = {name: float(known[name]) * factor for name, factor in TRUE.items()}
    true["reference_battery_gross_energy"] = true["battery_gross_energy"]
    changed = tuple(sorted(true.items()))
    return [
        log_of(simulated(CAR, cycle=cycle, last=last, figures=changed), cycle)
        for cycle, last in (("udds", 1300), ("us06", 590))
    ]


@pytest.fixture(scope="module")
def found(settled, logs):
    return fit_car(settled, logs)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUE)
def test_known_figures_come_back(found, name):
    """Nearer than before and within the spread that the fit tells; what is usual pulls, too."""
    keys = [[BY_KEY[key].name for key in knob.keys] for knob in found.knobs]
    place = next(place for place, names in enumerate(keys) if name in names)
    found_at = np.log(float(found.after[name]) / float(found.before[name]))
    apart = abs(found_at - np.log(TRUE[name]))
    assert found.seen[place]
    assert apart < abs(np.log(TRUE[name]))
    assert apart < found.fitted.spreads[place] * found.knobs[place].spread


@pytest.mark.slow
def test_the_search_ends_and_the_misfit_falls(found):
    assert found.fitted.converged
    told = document(found)["drives"]
    for given in ("torque", "climate"):
        before, after = (told[given][when]["summary"]["mae"] for when in ("before", "after"))
        assert after < 0.015
        assert given == "torque" or after < 0.8 * before


@pytest.mark.slow
def test_what_the_logs_do_not_see_stays(found):
    by_name = {knob.name: place for place, knob in enumerate(found.knobs)}
    for name in ("heater", "resistance in the cold"):
        place = by_name[name]
        assert not found.seen[place]
        for key in found.knobs[place].keys:
            assert float(found.after[BY_KEY[key].name]) == float(found.before[BY_KEY[key].name])
    assert found.seen[by_name["rolling resistance"]]
    assert found.fitted.spreads[by_name["rolling resistance"]] < UNSEEN


@pytest.mark.slow
def test_the_file_of_the_fitted_car_is_that_car(found, tmp_path):
    path = tmp_path / "fitted.yaml"
    path.write_text(written(fitted_file(found, date(2026, 1, 2))), encoding="utf-8")
    again = settle(load(path))
    for place, knob in enumerate(found.knobs):
        for key in knob.keys if found.seen[place] else ():
            value = from_si(key, float(found.after[BY_KEY[key].name]))
            assert again.values[key] == pytest.approx(value, rel=1e-4)
            assert again.origins[key].kind == "measured"
    source = again.car_file.sources[FIT]
    assert source.citing == ("udds", "us06")
    for key in ("residual_drag_constant_n", "residual_drag_quadratic_n_per_kmh2"):
        assert again.values[key] == pytest.approx(found.settled.values[key], rel=1e-3, abs=1e-6)
    assert settle(unfitted(load(path))).values == pytest.approx(found.settled.values)


@pytest.mark.slow
def test_drives_that_are_not_shown_do_not_matter(settled, logs, found):
    """Leakage: whatever a hidden drive measured, the fit is the same to the last bit."""
    hidden = replace(logs[1], power=logs[1].power * 3.0, voltage=logs[1].voltage * 0.9)
    one = fit_car(settled, [logs[0], logs[1]], [1.0, 0.0])
    other = fit_car(settled, [logs[0], hidden], [1.0, 0.0])
    assert np.array_equal(np.asarray(one.after.values), np.asarray(other.after.values))
    assert not np.array_equal(np.asarray(one.after.values), np.asarray(found.after.values))


def test_without_a_log_there_is_no_fit(settled):
    with pytest.raises(InputError, match="no log to fit to"):
        fit_car(settled, [])
