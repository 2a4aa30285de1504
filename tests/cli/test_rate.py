"""carwright rate: the document, the table, its refusals, and that it tells what Python tells."""

import csv
from pathlib import Path

import pytest
from rollers import rated
from terminal import CAR, LEAF, car_file

from carwright.carfile import load
from carwright.carfile.consumptions import own_label_factor
from carwright.rate.document import document
from carwright.settle import expected as official_tests
from carwright.settle.known_car import known_car

ASKED = {
    *("procedure", "range_km", "consumption_ac_wh_per_km", "consumption_dc_wh_per_km"),
    *("usable_energy_kwh", "phases"),
}
PHASE = {"range_km", "consumption_ac_wh_per_km", "consumption_dc_wh_per_km"}


@pytest.mark.slow
@pytest.mark.parametrize("procedure", ["wltp", "cltc", "nedc"])
def test_it_tells_what_the_library_tells(carwright, procedure):
    answer = carwright("rate", LEAF, "--procedure", procedure, "--json")
    found, expected = answer.document("rate"), document(rated(LEAF, procedure))
    assert (answer.code, answer.err) == (0, "")
    assert set(found) >= ASKED
    assert all(set(phase) == PHASE for phase in found["phases"].values())
    for name, phase in expected["phases"].items():
        assert found["phases"][name] == pytest.approx(phase, rel=1e-9)
    assert found["recharge"] == pytest.approx(expected["recharge"], rel=1e-9)
    assert found["usable_energy_kwh"] == pytest.approx(expected["usable_energy_kwh"], rel=1e-9)


@pytest.mark.slow
def test_wltp_is_what_is_rated_when_nobody_says_otherwise(carwright):
    found = carwright("rate", LEAF, "--json").document("rate")
    assert (found["procedure"], found["method"]) == ("wltp", "stp")
    assert found["range_km"] == found["phases"]["combined"]["range_km"]
    assert [other["formula"] for other in found["alternatives"]][-1] == "wltp-payload"


def test_the_label_is_beside_what_was_measured(carwright):
    found = carwright("rate", LEAF, "--procedure", "epa", "--factor", "0.75", "--json")
    found = found.document("rate")
    assert found["range_km"] == pytest.approx(0.75 * found["unadjusted"]["combined"]["range_km"])
    assert found["label"]["factor_share"] == 0.75
    assert not found["label"]["five_cycle"]["judged"]
    assert any("of its own" in note for note in found["notes"])
    assert found["test_mass_kg"] == pytest.approx(3875 * 0.45359237)


def test_the_label_by_the_cars_own_factor_stands_beside_the_rules(carwright):
    answer = carwright("rate", LEAF, "--procedure", "epa", "--json")
    found = answer.document("rate")
    expected, unadjusted = found["label"]["expected"], found["unadjusted"]["combined"]["range_km"]
    assert found["label"]["factor_share"] == 0.7
    assert found["range_km"] == pytest.approx(0.7 * unadjusted)
    assert expected["factor_basis"] == "own"
    assert expected["factor_share"] == pytest.approx(own_label_factor(load(LEAF)))
    share = expected["factor_share"] * expected["energy_ratio"]
    assert expected["range_km"] == pytest.approx(share * unadjusted)
    text = carwright("rate", LEAF, "--procedure", "epa").out
    assert f"expected on its label: {expected['range_km']:.0f} km" in text
    assert expected["factor_from"] in text
    assert expected["energy_from"] in text


def test_a_file_whose_label_uses_less_than_its_test_is_refused(carwright, tmp_path):
    claims = """\
claims:
  consumption_kwh_per_100km:
    - {value: 16.0, procedure: epa, side: ac, conditions: unadjusted udds}
    - {value: 11.0, procedure: epa, side: ac, conditions: "label, city"}
"""
    figures = "  kerb_mass_kg: 1800\n  battery_usable_energy_kwh: 70\n"
    answer = carwright("rate", car_file(tmp_path, CAR + figures + claims), "--procedure", "epa")
    assert (answer.code, answer.out) == (2, "")
    assert "a label cannot use less than its test" in answer.err
    assert "1.455" in answer.err
    assert len(answer.err.splitlines()) <= 5


@pytest.mark.slow
def test_what_an_official_test_should_read_stands_beside_the_simulation(carwright):
    """EPA's stands on the label that is expected; of the NEDC no list tells."""
    answer = carwright("rate", LEAF, "--procedure", "epa", "--json")
    found = answer.document("rate")
    tests = official_tests.expected(known_car(load(LEAF)), "epa")
    assert tests is not None
    told, label = found["official_test"], found["label"]["expected"]
    for end, factor in zip(("", "_low", "_high"), tests.range.factors, strict=True):
        assert told[f"range{end}_km"] == pytest.approx(factor * label["range_km"])
    for end, factor in zip(("", "_low", "_high"), tests.consumption.factors, strict=True):
        wall = label["consumption_ac_wh_per_km"]
        assert told[f"consumption_ac{end}_wh_per_km"] == pytest.approx(factor * wall)
    assert (told["rows"], told["rows_of_maker"]) == (tests.rows, tests.of_maker)
    text = carwright("rate", LEAF, "--procedure", "epa").out
    assert f"an official test should read {told['range_km']:.0f} km" in text
    nedc = carwright("rate", LEAF, "--procedure", "nedc", "--json").document("rate")
    assert nedc["official_test"] is None


def test_no_official_test_has_a_roof_box(carwright):
    asked = ("rate", LEAF, "--procedure", "epa", "--roof-box", "--json")
    found = carwright(*asked).document("rate")
    assert found["official_test"] is None
    assert found["label"]["expected"] is None


def test_all_regulators_in_one_document_and_one_table(carwright, tmp_path):
    out = tmp_path / "table.csv"
    answer = carwright("rate", LEAF, "--procedure", "all", "--out", str(out), "--json")
    found = answer.document("rate")
    assert list(found["ratings"]) == ["epa", "wltp", "cltc", "nedc"]
    lines = out.read_text(encoding="utf-8").splitlines()
    table = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert f"# car: {LEAF}" in lines
    assert len(table) == sum(len(rating["phases"]) for rating in found["ratings"].values())
    for row in table:
        phase = found["ratings"][row["procedure"]]["phases"][row["phase"]]
        assert float(row["range_km"]) == pytest.approx(phase["range_km"])


def test_text_for_people_names_each_side_and_each_energy(carwright):
    answer = carwright("rate", LEAF, "--procedure", "epa")
    assert (answer.code, answer.err) == (0, "")
    for said in ("EPA (MCT)", "label", "unadjusted", "at the wall, battery", "MPGe", "SC03"):
        assert said in answer.out
    for said in ("in the test", "usable at rest", "gross", "lost before the battery"):
        assert said in answer.out
    assert "from memory: " in answer.out


@pytest.mark.slow
def test_a_load_costs_range(carwright):
    plain = carwright("rate", LEAF, "--procedure", "cltc", "--json").document("rate")
    loaded = carwright("rate", LEAF, "--procedure", "cltc", "--roof-box", "--json")
    loaded = loaded.document("rate")
    assert loaded["range_km"] < plain["range_km"]
    assert loaded["test_mass_kg"] == plain["test_mass_kg"]
    assert loaded["load"]["roof_drag_area_m2"] > 0.0
    heavy = carwright("rate", LEAF, "--procedure", "cltc", "--payload-kg", "300", "--json")
    assert heavy.document("rate")["test_mass_kg"] == pytest.approx(plain["test_mass_kg"] + 200.0)


def test_a_method_other_than_the_rules_may_be_asked_for(carwright):
    found = carwright("rate", LEAF, "--method", "ccp", "--json").document("rate")
    assert found["method"] == "ccp"


SLOW = """\
  drive: front
  kerb_mass_kg: 1100
  front_peak_power_kw: 47
  battery_usable_energy_kwh: 20
"""
"""A small car without a top speed."""


def test_a_kei_van_of_100_drives_class_3a_over_three_phases_and_that_is_said(carwright, tmp_path):
    path = car_file(tmp_path, CAR + SLOW + "  top_speed_kmh: 100\n")
    found = carwright("rate", path, "--json").document("rate")
    assert (found["wltp_class"], found["outcome"]) == ("3a", "followed")
    assert list(found["phases"]) == ["combined", "city", "low", "medium", "high"]
    assert 80.0 < found["consumption_dc_wh_per_km"] < 130.0
    other = {one["formula"]: one["range_km"] for one in found["alternatives"]}
    assert other["wltp-extra-high"] < 0.95 * found["range_km"]
    sources = {one["name"]: one["tag"] for one in found["formulas"]}
    assert {sources[name] for name in ("wltc-3b-top-speed", "wltp-electric-class")} == {"V"}
    text = carwright("rate", path).out
    assert "WLTP (STP), class 3a, " in text
    assert "note: class 3a without Extra High: the top speed of 100 km/h is below 120" in text
    assert "Extra High is driven, as in Europe" in text


@pytest.mark.slow
def test_a_kei_car_of_130_is_class_3b_and_hears_what_japan_would_say(carwright, tmp_path):
    path = car_file(tmp_path, CAR + SLOW + "  top_speed_kmh: 130\n")
    found = carwright("rate", path, "--json").document("rate")
    assert found["wltp_class"] == "3b"
    assert "extra-high" in found["phases"]
    other = {one["formula"]: one["range_km"] for one in found["alternatives"]}
    assert other["wltp-extra-high"] > 1.1 * found["range_km"]
    assert (
        carwright("rate", LEAF, "--procedure", "nedc", "--json").document("rate")["wltp_class"]
        is None
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--procedure", "wtlp"), "did you mean 'wltp'"),
        (("--procedure", "epa", "--method", "stp"), "mct, sct"),
        (("--procedure", "all", "--method", "mct"), "one procedure"),
        (("--factor", "0.75"), "only EPA"),
        (("--procedure", "epa", "--factor", "75"), "write 0.75"),
        (("--out", "table.txt"), ".csv"),
        (("--payload-kg", "-5"), "--payload-kg"),
    ],
)
def test_what_cannot_be_is_one_clear_error(carwright, given, said):
    answer = carwright("rate", LEAF, *given)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert len(answer.err.splitlines()) <= 5


def test_a_car_with_neither_battery_nor_range_cannot_be_rated(carwright, tmp_path):
    path = car_file(tmp_path, CAR + "  peak_power_kw: 150\n")
    answer = carwright("rate", path)
    assert (answer.code, answer.out) == (2, "")
    assert "no battery figure and no range" in answer.err
    assert "battery_gross_energy_kwh" in answer.err
    assert len(answer.err.splitlines()) <= 5


@pytest.mark.parametrize(
    "figure", ["battery_gross_energy_kwh: 60", "battery_usable_energy_kwh: 55"]
)
def test_any_figure_of_the_battery_will_do(carwright, tmp_path, figure):
    path = car_file(tmp_path, CAR + f"  {figure}\n")
    found = carwright("rate", path, "--json").document("rate")
    assert found["range_km"] > 200.0
    assert not any("battery" in note for note in found["notes"])


def test_a_claimed_range_will_do_and_its_battery_is_said_to_be_usual(carwright, tmp_path):
    text = CAR + "  peak_power_kw: 150\nclaims:\n  range_km: {value: 500, procedure: wltp}\n"
    found = carwright("rate", car_file(tmp_path, text), "--json").document("rate")
    assert any("no source gives the battery" in note for note in found["notes"])


def test_the_table_never_overwrites_the_car(carwright, tmp_path):
    path = car_file(tmp_path, CAR + "  battery_gross_energy_kwh: 60\n", "car.csv")
    before = Path(path).read_bytes()
    answer = carwright("rate", path, "--out", path)
    assert answer.code == 2
    assert Path(path).read_bytes() == before
