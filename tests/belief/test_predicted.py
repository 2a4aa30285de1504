import numpy as np
import pytest
from believed_cars import draws, ids
from typed_claims import heard

from carwright.belief.predicted import predicted

pytestmark = pytest.mark.slow


def test_a_claim_of_a_quantity_speaks_of_its_cars():
    found = predicted(heard("kerb_mass_kg", 2000), draws())
    np.testing.assert_allclose(found.values, draws().values("kerb_mass_kg"))
    assert found.estimate == ""
    assert np.sum(found.weights) == pytest.approx(1.0)


def test_a_range_of_no_procedure_may_be_any():
    one = predicted(heard("range_km", 600, procedure="cltc"), draws(ids("range_km")))
    any_of = predicted(heard("range_km", 600), draws(ids("range_km")))
    assert len(any_of.values) == 4 * len(one.values)
    assert any_of.band[0] < one.band[0]


def test_mpge_is_the_inverse_of_a_consumption():
    used = predicted(heard("consumption_kwh_per_100km", 15, procedure="epa", side="ac"), draws())
    gone = predicted(heard("mpge", 120, procedure="epa"), draws())
    # 33.705 kWh for each gallon, 1.609344 km for each mile
    np.testing.assert_allclose(gone.values * used.values, 33.705 * 100.0 / 1.609344, rtol=1e-6)


def test_dc_is_less_than_ac():
    ac, dc = (
        predicted(heard("consumption_kwh_per_100km", 15, procedure="wltp", side=side), draws())
        for side in ("ac", "dc")
    )
    assert dc.band[1] / ac.band[1] == pytest.approx(0.88, abs=0.02)


def test_conditions_widen_the_band_and_are_an_estimate():
    plain = predicted(heard("zero_to_100_s", 5.4), draws())
    cold = predicted(heard("zero_to_100_s", 5.4, conditions="3 C"), draws())
    assert cold.estimate
    assert cold.band[2] / cold.band[0] > plain.band[2] / plain.band[0]


def test_what_is_not_simulated_is_an_estimate():
    assert predicted(heard("peak_torque_nm", 400), draws()).estimate


def test_a_charging_time_is_simulated():
    found = predicted(heard("charge_10_80_min", 25), draws(ids("charge_10_80_min")))
    assert found.estimate == ""
    assert found.band[0] < 28.0 < found.band[2]
    assert 1.2 < found.band[2] / found.band[0] < 3.5
