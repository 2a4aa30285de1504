"""Claims of a car that a test can be put beside: sides, labels and their factor, rollout."""

import pytest
from terminal import CAR, car_file

from carwright.carfile import load
from carwright.rate.label import LABEL_FACTOR
from carwright.units import GALLON_OF_PETROL, MILE, to_si
from carwright.validate.claimed import GROUPS, claimed

TESTS = """\
    - {value: 11.2, procedure: epa, side: ac, conditions: unadjusted udds}
    - {value: 12.6, procedure: epa, side: ac, conditions: unadjusted hwfet}
"""
LABEL = '    - {value: 16.0, procedure: epa, side: ac, conditions: "label, city"}\n'


def found(folder, text):
    body = CAR.replace("figures:\n", "claims:\n") + text
    return claimed(load(car_file(folder, body)))


def test_a_label_range_is_taken_back_to_the_test_by_the_cars_own_factor(tmp_path):
    text = (
        f"  range_km: {{value: 350, procedure: epa}}\n  consumption_kwh_per_100km:\n{TESTS}{LABEL}"
    )
    rows, left = found(tmp_path, text)
    assert left == []
    (distance,) = [row for row in rows if row.key == "range_km"]
    assert (distance.group, distance.unadjusted) == ("range", True)
    assert distance.value == pytest.approx(350e3 / (11.2 / 16.0))
    assert {row.group for row in rows} == {"consumption", "range"}
    assert "0.700, the car's own factor" in distance.note


def test_mpge_tells_the_factor_too(tmp_path):
    text = "  mpge: {value: 120, procedure: epa, conditions: label}\n"
    assert found(tmp_path, text)[0] == []
    text = '  mpge: {value: 120, procedure: epa, conditions: "label, combined"}\n'
    (alone,) = found(tmp_path, text)[0]
    assert alone.value == pytest.approx(GALLON_OF_PETROL / (120.0 * MILE))
    assert alone.group == "label"
    text += f"  consumption_kwh_per_100km:\n{TESTS}  range_km: {{value: 300, procedure: epa}}\n"
    rows, _ = found(tmp_path, text)
    label = alone.value / to_si("_kwh_per_100km", 1.0)
    (distance,) = [row for row in rows if row.key == "range_km"]
    assert distance.value == pytest.approx(300e3 * label / (0.55 * 11.2 + 0.45 * 12.6))


def test_a_label_without_factor_is_compared_by_the_usual_one_and_said(tmp_path):
    ((row,), _) = found(tmp_path, "  range_km: {value: 350, procedure: epa}\n")
    assert (row.group, row.unadjusted, row.value) == ("label", False, 350e3)
    assert f"a label without factor: compared by the usual one, {LABEL_FACTOR.value}" in row.note


@pytest.mark.parametrize(
    ("side", "why"), [("side: dc", "at the battery"), ("", "its side is not said")]
)
def test_a_consumption_that_is_not_at_the_plug_is_left_out(tmp_path, side, why):
    claim = ", ".join(filter(None, ["{value: 15", "procedure: wltp", side])) + "}"
    rows, (left,) = found(tmp_path, f"  consumption_kwh_per_100km: {claim}\n")
    assert rows == []
    assert why in left.why
    assert "15 kWh/100 km, WLTP" in left.why


def test_of_other_procedures_the_weightiest_claim_counts(tmp_path):
    text = """\
  range_km:
    - {value: 500, procedure: wltp}
    - {value: 480, procedure: wltp, kind: regulator}
    - {value: 600, procedure: cltc, conditions: 19-inch wheels}
    - {value: 300, procedure: wltp, conditions: "winter, -7 C"}
    - {value: 900, procedure: unspecified}
"""
    rows, (left,) = found(tmp_path, text.replace(", kind: regulator", ""))
    assert {row.procedure: row.value for row in rows} == {"wltp": 480e3, "cltc": 600e3}
    assert {row.group for row in rows} == {"range"}
    assert left.why == "900 km: procedure unspecified"


@pytest.mark.parametrize(
    ("claims", "rollout", "value"),
    [
        ('{value: 4.0, rollout: "yes"}', "yes", 4.0),
        ('{value: 4.0, rollout: "no"}', "no", 4.0),
        ("{value: 4.0, rollout: unknown}", "unknown", 4.0),
        ("4.0", "unknown", 4.0),
        ('[{value: 3.9, rollout: unknown}, {value: 4.0, rollout: "no"}]', "no", 4.0),
        ('[{value: 3.0, conditions: wet}, {value: 4.0, rollout: "no"}]', "no", 4.0),
    ],
)
def test_a_sprint_with_known_rollout_is_preferred(tmp_path, claims, rollout, value):
    ((row,), _) = found(tmp_path, f"  zero_to_100_s: {claims}\n")
    assert (row.group, row.phase, row.value) == ("sprint", rollout, value)
    assert ("the mean of both" in row.note) == (rollout == "unknown")
    assert row.group in GROUPS
