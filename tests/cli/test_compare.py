"""carwright compare: every car beside the others is what it is alone; table, CSV and refusals."""

import csv
from contextlib import redirect_stdout
from io import StringIO

import pytest
from made_belief import made, unsimulated
from terminal import CAR, LEAF, Answer, car_file, jax_as_it_was

import carwright as library
from carwright.cars.batch import loads_of_tests
from carwright.cli.app import run
from carwright.rate.mass import load_of_test
from carwright.report.comparison import ROWS, Compared, compare
from carwright.run.accelerate import accelerate
from carwright.settle.carried import carried

SU7, I3 = "xiaomi-su7-max", "bmw-i3-60ah"
CARS = (LEAF, SU7, I3)


@pytest.fixture(scope="module")
def compared(programs) -> dict:
    """Three cars side by side, as a document: made once for the tests that only look at it."""
    with pytest.MonkeyPatch.context() as patch, jax_as_it_was(), redirect_stdout(StringIO()) as out:
        patch.setenv("CARWRIGHT_CACHE", str(programs))
        code = run(["compare", *CARS, "--json"])
    return Answer(code, out.getvalue(), "").document("compare")


@pytest.mark.slow
def test_each_car_is_what_it_is_alone(compared):
    assert [car["id"] for car in compared["cars"]] == list(CARS)
    for found in compared["cars"][::2]:
        (alone, *_) = compare([library.resolve(found["id"])] * len(CARS))
        for key, value in alone.numbers.items():
            assert found[key] == pytest.approx(value, rel=1e-12), key
    sprint = accelerate(library.load(LEAF))
    leaf = compared["cars"][0]
    assert leaf["zero_to_100_s"] == pytest.approx(float(sprint.zero_to_100), rel=1e-9)
    assert leaf["top_speed_kmh"] == pytest.approx(3.6 * float(sprint.top_speed), rel=1e-9)


def test_each_test_has_the_load_that_its_own_rating_has():
    settled = [library.resolve(name) for name in CARS]
    loads = loads_of_tests(settled)
    assert list(loads) == ["epa", "wltp", "cltc", "nedc"]
    for name, those in loads.items():
        own = [carried(car, name) for car in settled]
        expected = [load_of_test(name) if load is None else load for load in own]
        assert those.tolist() == expected
    assert carried(settled[0], "epa") is not None


@pytest.mark.slow
def test_what_no_source_says_is_marked(compared):
    for found in compared["cars"]:
        settled = library.resolve(found["id"])
        for key in ("kerb_mass_kg", "battery_gross_energy_kwh", "top_speed_kmh"):
            marked = key in found["estimated"]
            assert marked == (settled.origins[key].kind == "estimate"), (found["id"], key)
        share = len(settled.estimated) / len(settled.used)
        assert found["estimated_share"] == pytest.approx(share)
        assert found["kerb_mass_kg"] == settled.values["kerb_mass_kg"]
    powers = [car["peak_power_kw"] for car in compared["cars"]]
    assert powers == pytest.approx([110.0, 495.0, 125.0])


@pytest.mark.slow
def test_the_four_regulators_differ_as_they_are_known_to(compared):
    for found in compared["cars"]:
        assert found["range_epa_km"] < found["range_wltp_km"] < found["range_cltc_km"]
        assert found["range_wltp_km"] < found["range_nedc_km"]
        assert found["warnings"] == []


@pytest.mark.slow
def test_the_table_has_a_column_a_car_and_the_file_the_same_numbers(carwright, compared, tmp_path):
    out = tmp_path / "new" / "cars.csv"
    answer = carwright("compare", *CARS, "--out", str(out))
    assert (answer.code, answer.err) == (0, "")
    assert "Xiaomi SU7 Max" in answer.out.splitlines()[0]
    row = next(line for line in answer.out.splitlines() if line.startswith("range, WLTP"))
    assert [f"{car['range_wltp_km']:,.0f} km" in row for car in compared["cars"]] == [True] * 3
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith(f"# {LEAF}: ")
    rows = {row["row"]: row for row in csv.DictReader(x for x in lines if not x.startswith("#"))}
    for car in compared["cars"]:
        assert float(rows["range_epa_km"][car["id"]]) == pytest.approx(
            car["range_epa_km"], rel=1e-9
        )
        assert rows["range_epa_km"][f"{car['id']} is"] == "simulated"
        how = "estimated" if "kerb_mass_kg" in car["estimated"] else "known"
        assert rows["kerb_mass_kg"][f"{car['id']} is"] == how


@pytest.mark.slow
def test_many_cars_and_a_car_too_weak_for_a_test(carwright, tmp_path):
    child = f"format_version: 1\nid: weak\nname: '[b]Weak[/b]'\nmaker: m\ninherits: {LEAF}\n"
    child += "source: sheet\nsources:\n" + CAR.split("sources:\n")[1]
    path = car_file(tmp_path, child + "  front_peak_power_kw: 15\n  top_speed_kmh: 95\n")
    given = ("compare", path, LEAF, I3, path)
    found = carwright(*given, "--json").document("compare")["cars"]
    assert [car["id"] for car in found] == ["weak", LEAF, I3, "weak"]
    assert found[0] == found[3]
    assert any("WLTP" in warning for warning in found[0]["warnings"])
    assert found[0]["range_at_120_kmh_km"] is None
    text = carwright(*given).out
    assert "m [b]Weak[/b]" in text
    assert "not reached" in text
    assert "weak: too weak to follow the WLTP test" in text
    assert "weak: below 120 km/h: WLTP is driven without Extra High" in text


@pytest.fixture
def believed(monkeypatch):
    """Cars that nobody simulates, and beliefs in them; the days that were asked about."""
    asked = []

    def found(about):
        asked.append(about.asking.on.isoformat())
        return made(about)

    def beside(cars):
        return [Compared(car, dict.fromkeys(ROWS, 1.0), ()) for car in cars]

    monkeypatch.setattr("carwright.belief.versus.believed", found)
    unsimulated(monkeypatch)
    monkeypatch.setattr("carwright.report.comparison.compare", beside)
    return asked


def test_beliefs_say_how_likely_one_beats_the_other(carwright, believed):
    given = ("compare", "xiaomi-su7", "tesla-model-3", "--on", "2024-02")
    found = carwright(*given, "--json").document("compare")["belief"]
    assert (found["on"], believed) == ("2024-02-29", ["2024-02-29"] * 2)
    assert [car["car"] for car in found["cars"]] == ["xiaomi-su7", "tesla-model-3"]
    assert {one["figure"] for one in found["beats"]} == found["cars"][0]["headline"].keys()
    assert all(0.0 <= one["probability"] <= 1.0 for one in found["beats"])
    text = carwright(*given).out
    assert "xiaomi-su7 beats tesla-model-3" in " ".join(text.split())
    assert "%" in next(line for line in text.splitlines() if line.startswith("top speed, km/h"))


def test_without_beliefs_there_are_none(carwright, believed):
    found = carwright("compare", LEAF, I3, "--json").document("compare")
    assert "belief" not in found
    assert believed == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), ("two cars or more", "remedy: carwright compare")),
        ((LEAF,), ("two cars or more", LEAF)),
        ((LEAF, "nissan-leef-40"), ("nissan-leaf-40",)),
        ((LEAF, I3, "--on", "soon"), ("--on", "soon")),
        ((LEAF, I3, "--out", "table.txt"), ("table.txt", "allowed: .csv")),
    ],
)
def test_what_cannot_be_compared_is_bad_input(carwright, given, said):
    answer = carwright("compare", *given)
    assert (answer.code, answer.out) == (2, "")
    assert [words for words in said if words not in answer.err] == []
    assert len(answer.err.splitlines()) <= 5


def test_a_table_over_its_own_car_is_refused(carwright, tmp_path):
    path = car_file(tmp_path, CAR + "  kerb_mass_kg: 1700\n", "own.csv")
    answer = carwright("compare", path, LEAF, "--out", path)
    assert (answer.code, answer.out) == (2, "")
    assert "overwrite" in answer.err
