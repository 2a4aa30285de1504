"""carwright accelerate: the document, the band of grip, loads, launches and what it refuses."""

from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest
from terminal import CAR, LEAF, Answer, car_file, jax_as_it_was

import carwright as library
from carwright.car.load import loaded, usual_load
from carwright.cli.app import run
from carwright.run.accelerate import accelerate
from carwright.run.constant_speed import range_at
from carwright.units import to_si

TIMES = {
    "zero_to_100_s": "zero_to_100",
    "zero_to_100_rollout_s": "zero_to_100_rollout",
    "zero_to_60mph_s": "zero_to_60mph",
    "zero_to_60mph_rollout_s": "zero_to_60mph_rollout",
    "eighty_to_120_s": "eighty_to_120",
    "zero_to_200_s": "zero_to_200",
    "zero_to_200_rollout_s": "zero_to_200_rollout",
    "hundred_to_200_s": "hundred_to_200",
    "quarter_mile_s": "quarter_mile",
    "quarter_mile_rollout_s": "quarter_mile_rollout",
}
HEAVY = ("gross", "gross_with_trailer")
SPEEDS = ("90", "110", "120", "130")


@pytest.fixture(scope="module")
def launched(programs) -> dict:
    """The Leaf, launched twice, as a document: made once for the tests that only look at it."""
    with pytest.MonkeyPatch.context() as patch, jax_as_it_was(), redirect_stdout(StringIO()) as out:
        patch.setenv("CARWRIGHT_CACHE", str(programs))
        code = run(["accelerate", LEAF, "--repeat", "2", "--json"])
    return Answer(code, out.getvalue(), "").document("accelerate")


@pytest.mark.slow
def test_it_tells_what_the_library_tells(launched):
    car = library.load(LEAF)
    expected = accelerate(car)
    for key, name in TIMES.items():
        time = float(getattr(expected, name))
        assert launched[key] == (pytest.approx(time, rel=1e-9) if time < np.inf else None), key
    trap = 3.6 * float(expected.quarter_mile_trap_speed)
    assert launched["quarter_mile_trap_speed_kmh"] == pytest.approx(trap, rel=1e-9)
    assert launched["top_speed_kmh"] == pytest.approx(3.6 * float(expected.top_speed), rel=1e-9)
    for speed in SPEEDS:
        reach = float(range_at(car, to_si("speed_kmh", float(speed)))) / 1e3
        assert launched["constant_speed_range_km"][speed] == pytest.approx(reach, rel=1e-9)


@pytest.mark.slow
def test_times_and_ranges_are_in_their_order(launched):
    assert 0.0 < launched["zero_to_60mph_rollout_s"] < launched["zero_to_60mph_s"]
    assert launched["zero_to_60mph_s"] < launched["zero_to_100_s"] < launched["quarter_mile_s"]
    assert launched["zero_to_100_rollout_s"] < launched["zero_to_100_s"]
    ranges = [launched["constant_speed_range_km"][speed] for speed in SPEEDS]
    assert ranges == sorted(ranges, reverse=True)
    climbs = launched["climbing"]
    assert climbs["speed_on_12_percent_kmh"] < climbs["speed_on_6_percent_kmh"]
    assert climbs["greatest_start_share"] > 0.12
    starts = [case["greatest_start_share"] for case in (climbs, *(climbs[name] for name in HEAVY))]
    assert starts == sorted(starts, reverse=True)
    assert climbs["mass_kg"] < climbs["gross"]["mass_kg"]
    assert launched["quarter_mile_rollout_s"] < launched["quarter_mile_s"]
    assert launched["quarter_mile_trap_speed_kmh"] < launched["quarter_mile_speed_kmh"]


@pytest.mark.slow
def test_launches_begin_with_the_sprint(launched):
    assert len(launched["launches_s"]) == 2
    assert launched["launches_s"][0] == pytest.approx(launched["zero_to_100_s"], rel=0.01)


@pytest.mark.slow
def test_an_unknown_grip_has_a_band_around_the_time(launched):
    grip = launched["grip"]
    assert grip["estimated"]
    assert grip["low_coefficient"] < grip["coefficient"] < grip["high_coefficient"]
    for name in ("zero_to_100", "zero_to_60mph"):
        middle = launched[f"{name}_s"]
        assert launched[f"{name}_low_s"] <= middle <= launched[f"{name}_high_s"]
        assert launched[f"{name}_low_s"] < launched[f"{name}_high_s"]


@pytest.mark.slow
def test_a_grip_that_a_source_says_has_no_band(carwright, tmp_path):
    child = f"format_version: 1\nid: own\nname: Own\nmaker: m\ninherits: {LEAF}\n"
    child += "source: sheet\nsources:\n" + CAR.split("sources:\n")[1] + "  grip_coefficient: 0.9\n"
    given = ("accelerate", car_file(tmp_path, child))
    found = carwright(*given, "--json").document("accelerate")
    assert (found["grip"]["coefficient"], found["grip"]["estimated"]) == (0.9, False)
    assert found["zero_to_100_low_s"] is found["zero_to_100_high_s"] is None
    assert found["launches_s"] is None
    assert found["provenance"]["car_file"] == "car.yaml"


@pytest.mark.slow
def test_a_load_makes_it_slower_and_is_told(carwright, launched):
    given = ("accelerate", LEAF, "--payload-kg", "400", "--trailer-kg", "600", "--charge", "0.5")
    found = carwright(*given, "--json").document("accelerate")
    load = usual_load(400.0, trailer_mass=600.0)
    expected = accelerate(loaded(library.load(LEAF), load), charge=0.5)
    assert found["zero_to_100_s"] == pytest.approx(float(expected.zero_to_100), rel=1e-9)
    assert found["zero_to_100_s"] > 1.2 * launched["zero_to_100_s"]
    assert found["constant_speed_range_km"]["90"] < launched["constant_speed_range_km"]["90"]
    assert (found["load"]["payload_kg"], found["charge_share"]) == (400.0, 0.5)
    assert launched["load"] is None


@pytest.mark.slow
def test_text_for_people_says_the_same(carwright, launched):
    answer = carwright("accelerate", LEAF, "--repeat", "2")
    assert (answer.code, answer.err) == (0, "")
    lines = {line.split("  ")[0].strip(): line for line in answer.out.splitlines()}
    assert f"{launched['zero_to_100_s']:.2f} s" in lines["0 to 100 km/h"]
    assert f"{launched['zero_to_100_high_s']:.2f} s" in lines["0 to 100 km/h"]
    assert f"{launched['top_speed_kmh']:.1f} km/h" in lines["top speed"]
    assert f"{launched['constant_speed_range_km']['120']:.0f} km" in lines["range at 120 km/h"]
    assert f"{launched['launches_s'][1]:.2f} s" in lines["launch 2, 0 to 100 km/h"]
    gross = launched["climbing"]["gross"]
    assert f"{100 * gross['greatest_start_share']:.0f} %" in lines["gross mass"]
    assert lines["gross mass"].rstrip().endswith(gross["start_bound_by"])


@pytest.mark.slow
def test_what_an_empty_car_does_not_reach_is_null(carwright):
    given = ("accelerate", LEAF, "--charge", "0")
    found = carwright(*given, "--json").document("accelerate")
    assert [found[key] for key in TIMES] == [None] * len(TIMES)
    assert found["constant_speed_range_km"]["90"] > 50.0
    text = carwright(*given).out
    assert "not reached" in text
    assert "inf" not in text.replace("info", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--charge", "90"), ("--charge: 90.0", "allowed: 0 to 1", "write 0.9")),
        (("--charge", "-0.1"), ("--charge: -0.1", "allowed: 0 to 1")),
        (("--charge", "nan"), ("--charge: nan",)),
        (("--repeat", "0"), ("--repeat: 0", "allowed: 1 to 100")),
        (("--repeat", "1000"), ("--repeat: 1000",)),
        (("--trailer-kg", "9000"), ("--trailer-kg: 9000.0",)),
    ],
)
def test_what_cannot_be_is_bad_input(carwright, given, said):
    answer = carwright("accelerate", LEAF, *given)
    assert (answer.code, answer.out) == (2, "")
    assert [words for words in said if words not in answer.err] == []
    assert len(answer.err.splitlines()) <= 5
