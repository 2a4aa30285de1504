"""Inheritance: what the child says replaces what the parent says, key by key."""

import hashlib

import pytest

from carwright import carfile
from carwright.errors import InputError

CHILD = """\
format_version: 1
id: some-car-pro-2024
name: Some Car Pro
inherits: parent.yaml
variant: Pro
sources:
  test: {by: A tester, title: weighed, date: 2024-05, kind: measured}
figures:
  kerb_mass_kg: {value: 2090, from: test}
  gross_mass_kg: {value: 2500, from: register}
  drag_coefficient: 0.2
said:
  - {what: seats, value: 4, from: test}
"""


@pytest.fixture
def child(write, good):
    write(good, "parent.yaml")
    return lambda text=CHILD, name="child.yaml": carfile.load(write(text, name))


def test_keys_of_the_child_replace_those_of_the_parent(child):
    car = child()
    assert (car.id, car.name, car.variant) == ("some-car-pro-2024", "Some Car Pro", "Pro")
    assert (car.maker, car.year, car.inherits) == ("Someone", 2024, "parent.yaml")
    assert car.figures["kerb_mass_kg"][0].value == 2090
    assert car.figures["battery_usable_energy_kwh"][0].value == 98
    assert len(car.figures["drag_coefficient"]) == 1
    assert set(car.sources) == {"sheet", "register", "talk", "leaker", "test"}
    assert [said.what for said in car.said] == ["seats"]
    assert car.notes == ("A free sentence.",)


def test_bare_numbers_of_the_child_come_from_the_main_source(child):
    assert child().figures["drag_coefficient"][0].source == "sheet"


def test_the_digest_is_of_all_files(child, good):
    assert child().digest == hashlib.sha256(CHILD.encode() + good.encode()).hexdigest()


def test_a_child_of_the_garage(write):
    car = carfile.garage_ids()[0]
    text = f"format_version: 1\nid: mine\nname: Mine\ninherits: {car}\n"
    assert carfile.load(write(text)).figures == carfile.load(car).figures


@pytest.mark.parametrize("key", ["id", "name"])
def test_each_car_has_its_own_id_and_name(child, key):
    text = "".join(line for line in CHILD.splitlines(True) if not line.startswith(f"{key}:"))
    with pytest.raises(InputError, match=f"{key} is missing"):
        child(text)


def test_a_fault_of_the_parent_is_reported_there(child, write, good, folder):
    write(good.replace("front_peak_power_kw: 220", "front_peak_power_kw: 220000"), "parent.yaml")
    with pytest.raises(InputError, match="cannot be right") as caught:
        carfile.load(write(CHILD, "child.yaml"))
    assert caught.value.file == str(folder / "parent.yaml")
    assert caught.value.line == good[: good.index("front_peak_power_kw")].count("\n") + 1


def test_a_clash_between_child_and_parent_is_reported_in_the_child(child, folder):
    text = CHILD.replace("gross_mass_kg: {value: 2500", "gross_mass_kg: {value: 2000")
    with pytest.raises(InputError, match="kerb_mass_kg must be at most gross_mass_kg") as caught:
        child(text)
    assert (caught.value.file, caught.value.line) == (str(folder / "child.yaml"), 9)


def test_a_fault_that_replaces_a_list_of_the_parent_is_reported_in_the_child(child, folder):
    text = CHILD.replace("drag_coefficient: 0.2", "drag_coefficient: {value: 0.2, from: nobody}")
    with pytest.raises(InputError, match="no such source") as caught:
        child(text)
    assert (caught.value.file, caught.value.line) == (str(folder / "child.yaml"), 11)


def test_a_circle_is_refused(child, write):
    write(CHILD.replace("parent.yaml", "b.yaml"), "a.yaml")
    path = write(CHILD.replace("parent.yaml", "a.yaml"), "b.yaml")
    with pytest.raises(InputError, match="inherits from itself") as caught:
        carfile.load(path)
    assert caught.value.line == 4


def test_a_car_that_inherits_from_itself_is_refused(child, write):
    path = write(CHILD.replace("parent.yaml", "self.yaml"), "self.yaml")
    with pytest.raises(InputError, match="inherits from itself"):
        carfile.load(path)


@pytest.mark.parametrize("parent", ["abent.yaml", "'[]'", "[a]", "5", "' '", "x" * 5000, "."])
def test_an_unknown_parent_is_refused(child, parent):
    with pytest.raises(InputError) as caught:
        child(CHILD.replace("parent.yaml", parent))
    assert caught.value.line in (4, None)


def test_the_nearest_parent_is_offered(child):
    car = carfile.garage_ids()[0]
    with pytest.raises(InputError, match=f"did you mean {car}"):
        child(CHILD.replace("parent.yaml", f"{car}x"))
