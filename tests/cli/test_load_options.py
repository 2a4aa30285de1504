"""The options of a load: what they add, what the document says of it, and what they refuse."""

import pytest
from terminal import LEAF, trip

import carwright as library
from carwright.car.load import usual_load
from carwright.conditions import TRAILER_DRAG_AREA
from carwright.loads import ROOF_BOX_DRAG_AREA, WINTER_GRIP_FACTOR, WINTER_ROLLING_FACTOR

ALL = ("--payload-kg", "300", "--trailer-kg", "800", "--roof-box", "--winter-tyres")


@pytest.fixture
def course(tmp_path):
    return trip(tmp_path)


@pytest.mark.slow
def test_the_document_says_what_was_carried(carwright, course):
    plain = carwright("drive", LEAF, "--cycle", course, "--json").document("drive")
    assert plain["load"] is None
    found = carwright("drive", LEAF, "--cycle", course, "--json", *ALL).document("drive")
    assert found["load"] == {
        "payload_kg": 300.0,
        "trailer_mass_kg": 800.0,
        "trailer_drag_area_m2": TRAILER_DRAG_AREA,
        "roof_drag_area_m2": ROOF_BOX_DRAG_AREA,
        "tyre_rolling_ratio": WINTER_ROLLING_FACTOR,
        "tyre_grip_ratio": WINTER_GRIP_FACTOR,
    }
    given = ("--trailer-kg", "800", "--trailer-drag-area-m2", "0.3")
    low = carwright("drive", LEAF, "--cycle", course, "--json", *given).document("drive")
    assert (low["load"]["payload_kg"], low["load"]["trailer_drag_area_m2"]) == (None, 0.3)
    used = [document["energy_dc_kwh"] for document in (plain, low, found)]
    assert used == sorted(used)
    assert abs(found["ledger_residual_relative"]) < 1e-9


@pytest.mark.parametrize(
    ("given", "load"),
    [
        (("--payload-kg", "0"), usual_load(0.0)),
        (("--roof-box",), usual_load(roof_box=True)),
        (ALL, usual_load(300.0, trailer_mass=800.0, roof_box=True, winter_tyres=True)),
    ],
)
def test_it_tells_what_the_library_tells(carwright, course, tmp_path, given, load):
    """The exported program with a load, made anew and read again, and the run with a file."""
    run = library.drive(library.load(LEAF), library.cycle(course), load=load)
    expected = float(run.consumption_dc) / 3.6
    out = ("--out", str(tmp_path / "steps.csv"))
    for more in ((), (), out):
        answer = carwright("drive", LEAF, "--cycle", course, "--json", *given, *more)
        found = answer.document("drive")
        assert found["consumption_dc_wh_per_km"] == pytest.approx(expected, rel=1e-12)
    lines = (tmp_path / "steps.csv").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# load: {") for line in lines)


def test_text_for_people_says_what_was_carried(carwright, course):
    text = carwright("drive", LEAF, "--cycle", course, *ALL).out
    assert "with 300 kg in it, a trailer of 800 kg, a roof box, winter tyres\n" in text
    assert "  with " not in carwright("drive", LEAF, "--cycle", course).out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--payload-kg", "-5"), ("--payload-kg: -5.0", "allowed: 0 to 2000 kg")),
        (("--payload-kg", "nan"), ("--payload-kg: nan", "allowed: ")),
        (("--trailer-kg", "3501"), ("--trailer-kg: 3501.0", "allowed: 0 to 3500 kg")),
        (("--trailer-kg", "500", "--trailer-drag-area-m2", "9"), ("0 to 8 m2",)),
        (("--trailer-drag-area-m2", "1"), ("--trailer-drag-area-m2", "--trailer-kg")),
        (("--trailer-kg", "heavy"), ("--trailer-kg", "remedy: ")),
        (("--payload",), ("--payload", "remedy: ")),
    ],
)
def test_a_load_that_no_car_carries_is_bad_input(carwright, course, given, said):
    answer = carwright("drive", LEAF, "--cycle", course, *given)
    assert (answer.code, answer.out) == (2, "")
    assert [words for words in said if words not in answer.err] == []
    assert len(answer.err.splitlines()) <= 5
