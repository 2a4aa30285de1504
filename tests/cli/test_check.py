"""carwright check."""

import pytest
from terminal import CAR, LEAF, car_file

from carwright.carfile import garage_ids
from carwright.figure_table import CHOICES, FIGURES


@pytest.mark.parametrize("car", garage_ids())
def test_every_car_that_ships_is_good(carwright, car):
    answer = carwright("check", car, "--json")
    found = answer.document("check")
    assert (answer.code, answer.err) == (0, "")
    assert (found["file"], found["car"]) == (car, car)
    assert sum(found["figures"].values()) >= len(FIGURES) + len(CHOICES)


def test_given_derived_and_usual_figures_are_counted(carwright, tmp_path):
    driven = CAR + "  drive: rear\n"
    bare = carwright("check", car_file(tmp_path, driven), "--json").document("check")["figures"]
    path = car_file(tmp_path, driven + "  kerb_mass_kg: 1700\n")
    more = carwright("check", path, "--json").document("check")["figures"]
    assert bare["given"] == 1
    assert (more["given"], more["population"]) == (2, bare["population"] - 1)


def test_text_says_good_in_one_line(carwright, tmp_path):
    path = car_file(tmp_path, CAR + "  kerb_mass_kg: 1700\n", "my own car é.yaml")
    answer = carwright("check", path)
    assert answer.code == 0
    assert answer.out.startswith(f"{path}: good. Someone Some Car: 1 figures given")
    assert answer.out.count("\n") == 1


def test_a_car_that_inherits_is_checked_with_its_parent(carwright, tmp_path):
    child = "format_version: 1\nid: longer-leaf\nname: Longer\ninherits: {}\nfigures:\n{}"
    good = car_file(
        tmp_path, child.format(LEAF, "  battery_usable_energy_kwh: {value: 38, from: memory}\n")
    )
    assert carwright("check", good).code == 0
    bad = car_file(
        tmp_path, child.format(LEAF, "  battery_usable_energy_kwh: {value: 60, from: memory}\n")
    )
    answer = carwright("check", bad)
    assert (answer.code, answer.out) == (2, "")
    assert "battery_usable_energy_kwh" in answer.err
    lost = car_file(tmp_path, child.format("nissan-leaf-41", ""))
    assert "did you mean nissan-leaf-40?" in carwright("check", lost).err


def test_control_characters_in_a_name_do_not_reach_the_terminal(carwright, tmp_path):
    path = car_file(tmp_path, CAR, "\x1b[31mred.yaml")
    answer = carwright("check", path)
    assert answer.code == 0
    assert "\x1b" not in answer.out
    assert r"\x1b[31mred.yaml" in answer.out
