"""carwright drive: the document, its exit codes, its files, and that it tells what Python tells."""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from terminal import LEAF, car_file, trip

import carwright as library
from carwright import __version__
from carwright.cli.drive import _book
from carwright.run.results import document
from carwright.units import to_si

ASKED = {
    *("car", "cycle", "distance_km", "asked_distance_km", "consumption_dc_wh_per_km", "soc_end"),
    *("outcome", "warnings", "ledger", "ledger_residual_relative", "provenance"),
}
HARD = "time_s,speed_kmh\n" + "".join(f"{i},{min(20 * i, 260)}\n" for i in range(40))
"""From rest to 260 km/h: no Leaf follows it."""


@pytest.fixture
def course(tmp_path):
    return trip(tmp_path)


def test_the_document_holds_what_it_promises(carwright, course):
    answer = carwright("drive", LEAF, "--cycle", course, "--json")
    found = answer.document("drive")
    assert (answer.code, answer.err) == (0, "")
    assert set(found) >= ASKED
    assert (found["car"], found["cycle"], found["outcome"]) == (LEAF, "trip", "followed")
    assert found["distance_km"] == pytest.approx(found["asked_distance_km"], rel=1e-9)
    assert found["soc_start"] == 0.9
    assert found["warnings"] == []
    assert found["provenance"]["carwright"] == __version__
    assert found["provenance"]["precision"] == "float64"
    assert found["provenance"]["car_file"] == f"{LEAF}.yaml"


def test_the_books_of_the_document_close(carwright, course):
    found = carwright("drive", LEAF, "--cycle", course, "--json").document("drive")
    taken = sum(term for name, term in found["ledger"].items() if name != "chemical")
    assert taken == pytest.approx(found["ledger"]["chemical"], rel=1e-9)
    assert abs(found["ledger_residual_relative"]) < 1e-9


@pytest.mark.parametrize(("options", "charge", "air_c"), [((), 0.9, 20), (("0.4", "-5"), 0.4, -5)])
def test_it_tells_what_the_library_tells(carwright, course, options, charge, air_c):
    """The exported program, made anew, read again, and without any cache, against `drive`."""
    given = ("--soc", options[0], "--air-c", options[1]) if options else ()
    car = library.load(LEAF)
    air = library.surroundings(car, temperature=to_si("air_c", float(air_c))) if options else None
    run = library.drive(car, library.cycle(course), charge=charge, environment=air)
    expected = document(run.summary(), LEAF, "trip", to_si("air_c", float(air_c)))
    for _ in range(2):
        found = carwright("drive", LEAF, "--cycle", course, "--json", *given).document("drive")
        for name, value in {**expected, **expected["ledger"]}.items():
            told = {**found, **found["ledger"]}[name]
            if isinstance(value, float) and name != "ledger_residual_relative":
                assert told == pytest.approx(value, rel=1e-12, abs=1e-15), name


@pytest.mark.parametrize("place", ["a file", "no cache/below a file"])
def test_a_folder_that_cannot_be_a_cache_is_done_without(
    carwright, course, tmp_path, monkeypatch, place
):
    first = carwright("drive", LEAF, "--cycle", course, "--json")
    (tmp_path / place.split("/")[0]).write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path / place))
    answer = carwright("drive", LEAF, "--cycle", course, "--json")
    assert answer.err == ""
    assert answer.document("drive")["consumption_dc_wh_per_km"] == pytest.approx(
        first.document("drive")["consumption_dc_wh_per_km"], rel=1e-12
    )


def test_text_for_people_says_the_same(carwright, course):
    found = carwright("drive", LEAF, "--cycle", course, "--json").document("drive")
    answer = carwright("drive", LEAF, "--cycle", course)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{LEAF} on trip: {found['distance_km']:.2f} of")
    assert f"{found['consumption_dc_wh_per_km']:.1f} Wh/km" in answer.out
    shown = re.findall(r"^ {4}(\S.*?) +(-?\d+\.\d{4})$", answer.out, re.MULTILINE)
    assert [float(energy) for _, energy in shown[:-1]] == sorted(
        (float(energy) for _, energy in shown[:-1]), reverse=True
    )
    assert shown[-1][0] == "out of the cells"


@pytest.mark.parametrize("ending", ["csv", "parquet", "PARQUET"])
def test_each_step_is_saved_with_units_and_provenance(carwright, course, tmp_path, ending):
    out = tmp_path / "a new folder" / f"each step.{ending}"
    answer = carwright("drive", LEAF, "--cycle", course, "--out", str(out), "--json")
    found = answer.document("drive")
    assert (answer.code, answer.err) == (0, "")
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    if ending == "csv":
        lines = out.read_text(encoding="utf-8").splitlines()
        assert f"# carwright: {__version__}" in lines
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        table = {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}
    else:
        read = pq.read_table(out)
        table = {name: read[name].to_numpy() for name in read.column_names}
        assert read.schema.field("speed_kmh").metadata == {b"unit": b"km/h"}
        kept = json.loads(read.schema.metadata[b"carwright"])
        assert found["provenance"].items() <= kept.items()
        assert (kept["car"], kept["cycle"]) == (LEAF, "trip")
    assert table["time_s"].tolist() == [float(second) for second in range(1, 14)]
    assert table["soc_share"][-1] == pytest.approx(found["soc_end"], rel=1e-12)
    assert table["distance_km"][-1] == pytest.approx(found["distance_km"], rel=1e-12)
    assert all(np.isfinite(values).all() for values in table.values())


def test_totals_are_the_same_with_and_without_a_file(carwright, course, tmp_path):
    plain = carwright("drive", LEAF, "--cycle", course, "--json").document("drive")
    out = str(tmp_path / "steps.csv")
    saved = carwright("drive", LEAF, "--cycle", course, "--out", out, "--json").document("drive")
    for name, term in plain["ledger"].items():
        assert saved["ledger"][name] == pytest.approx(term, rel=1e-9, abs=1e-12)
    assert saved["provenance"] == plain["provenance"]


def test_a_trace_that_the_car_cannot_follow_is_driven_as_well_as_it_can(carwright, tmp_path):
    out = tmp_path / "steps.csv"
    hard = trip(tmp_path, HARD, "hard.csv")
    answer = carwright("drive", LEAF, "--cycle", hard, "--json", "--out", str(out))
    found = answer.document("drive")
    assert (answer.code, answer.err) == (1, "")
    assert found["outcome"] == "fell short of the trace"
    assert 0.2 * found["asked_distance_km"] < found["distance_km"] < found["asked_distance_km"]
    assert any("could not follow" in warning for warning in found["warnings"])
    assert abs(found["ledger_residual_relative"]) < 1e-9
    assert len(out.read_text(encoding="utf-8").splitlines()) > 39
    assert carwright("drive", LEAF, "--cycle", hard).code == 1


def test_an_empty_battery_ends_the_run_with_all_data_up_to_there(carwright, tmp_path):
    rows = "".join(f"{i},{min(3 * i, 90)}\n" for i in range(120))
    long, out = trip(tmp_path, "time_s,speed_kmh\n" + rows), tmp_path / "steps.csv"
    given = ("drive", LEAF, "--cycle", long, "--soc", "0.003", "--json")
    answer = carwright(*given, "--out", str(out))
    found = answer.document("drive")
    assert (answer.code, answer.err) == (1, "")
    assert found["outcome"] == "battery empty"
    assert any("battery was empty after" in warning for warning in found["warnings"])
    assert 0.0 < found["distance_km"] < 0.9 * found["asked_distance_km"]
    assert abs(found["soc_end"]) < 1e-3
    assert abs(found["ledger_residual_relative"]) < 1e-9
    lines = out.read_text(encoding="utf-8").splitlines()
    assert 20 < len(lines) < 125
    assert carwright(*given).code == 1
    assert "-0.0 %" not in carwright(*given[:-1]).out


def test_a_car_that_stands_still_is_a_result_without_nan(carwright, tmp_path):
    rows = "".join(f"{i},0\n" for i in range(20))
    still = trip(tmp_path, "time_s,speed_kmh\n" + rows)
    answer = carwright("drive", LEAF, "--cycle", still, "--json")
    found = answer.document("drive")
    assert answer.code == 0
    assert (found["distance_km"], found["asked_distance_km"]) == (0.0, 0.0)
    assert carwright("drive", LEAF, "--cycle", still).code == 0


def test_cold_and_hot_results_say_that_climate_is_not_in_them(carwright, course):
    for air, warned in (("14", True), ("15", False), ("30", False), ("-40", True), ("60", True)):
        given = ("drive", LEAF, "--cycle", course, "--air-c", air, "--json")
        found = carwright(*given).document("drive")
        assert any("climate is off" in w for w in found["warnings"]) is warned


def test_notes_on_the_trace_are_warnings(carwright, tmp_path):
    text = "time_s,speed_kmh\n0,0\n1,4\n2.03,8\n2.9,8\n4,8\n"
    found = carwright("drive", LEAF, "--cycle", trip(tmp_path, text), "--json").document("drive")
    assert any("resampled" in warning for warning in found["warnings"])


def test_names_with_spaces_and_other_scripts_are_names(carwright, tmp_path):
    child = f"format_version: 1\nid: own\nname: 小米 é\nmaker: m\ninherits: {LEAF}\n"
    car = car_file(tmp_path, child, "my car 小米.yaml")
    cycle = trip(tmp_path, name="ein weg.csv")
    found = carwright("drive", car, "--cycle", cycle, "--json").document("drive")
    assert (found["car"], found["cycle"]) == ("own", "ein weg")
    assert found["provenance"]["car_file"] == "my car 小米.yaml"


def test_a_refused_file_leaves_nothing_behind(carwright, course, tmp_path):
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    before = sorted(tmp_path.rglob("*"))
    for out in (tmp_path / "steps.txt", tmp_path, folder, Path(course), Path(course) / "x.csv"):
        answer = carwright("drive", LEAF, "--cycle", course, "--out", str(out))
        assert (answer.code, answer.out) == (2, "")
        assert str(out) in answer.err
        assert len(answer.err.splitlines()) <= 5
        assert sorted(tmp_path.rglob("*")) == before


def test_what_gave_stands_by_itself_with_its_name(carwright, tmp_path):
    """Downhill: height gives, the cells take, and nothing that went anywhere is negative."""
    path = tmp_path / "down.csv"
    rows = "".join(f"{i},{min(8 * i, 80)},-0.06\n" for i in range(120))
    path.write_text(f"time_s,speed_kmh,slope_share\n{rows}", encoding="utf-8")
    found = carwright("drive", LEAF, "--cycle", str(path), "--json").document("drive")["ledger"]
    assert found["height"] < 0.0
    assert found["chemical"] < 0.0
    lines = carwright("drive", LEAF, "--cycle", str(path)).out.splitlines()
    went, came = lines.index("  where it went, kWh:"), lines.index("  where it came from, kWh:")
    took = [line.strip() for line in lines[went + 1 : came]]
    gave = [line.strip() for line in lines[came + 1 :] if line.startswith("    ")]
    assert any(line.startswith("into the cells") for line in took)
    assert gave[0].startswith("out of height")
    numbers = [float(line.split()[-1]) for line in (*took, *gave)]
    assert min(numbers) > 0.0
    assert sum(numbers[: len(took)]) == pytest.approx(sum(numbers[len(took) :]), abs=2e-3)


def test_a_negative_residual_drag_is_no_use_of_energy():
    book = _book({"chemical": 20.0, "air": 29.9, "residual_drag": -9.9})
    assert [line.strip() for line in book] == [
        "where it went, kWh:",
        "air                         29.9000",
        "where it came from, kWh:",
        "out of the cells            20.0000",
        "road load below its parts    9.9000",
    ]
