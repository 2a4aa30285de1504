import numpy as np
import pytest
from believed_cars import draws
from typed_claims import heard

from carwright.belief.aside import aside
from carwright.belief.quantity import meanings
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow

pytestmark = pytest.mark.slow
NUMBERS = sorted(
    key for key, row in {**FIGURE_ROWS, **CLAIM_ROWS}.items() if isinstance(row, NumberRow)
)


def band(key, **more):
    one = heard(key, 100.0, **more)
    return np.quantile(aside(key, one.claim, draws()).values, (0.05, 0.5, 0.95))


@pytest.mark.parametrize("key", NUMBERS)
def test_every_number_has_a_band_and_says_on_what(key):
    one = heard(key, 100.0)
    found = aside(key, one.claim, draws())
    low, high = np.quantile(found.values, (0.05, 0.95))
    assert np.all(np.isfinite(found.values))
    assert low <= high
    assert found.source or meanings(key, one.claim)


# Xiaomi SU7 Standard (73.6 kWh, 220 kW, 2 t), much like the made-up car
@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("charge_peak_current_a", 380.0),
        ("peak_torque_nm", 400.0),
        ("wheelbase_m", 3.0),
        ("system_voltage_v", 400.0),
        ("battery_mass_kg", 520.0),
        ("gross_mass_kg", 2430.0),
        ("range_tested_km", 495.0),
        ("quarter_mile_s", 13.6),
    ],
)
def test_a_known_car_lies_in_the_band(key, known):
    low, _, high = band(key)
    assert low < known < high
    assert high < 12.0 * low


def test_a_price_hangs_on_its_currency():
    assert band("price", currency="CNY")[1] > 3.0 * band("price", currency="USD")[1]
