"""Settled: figures and choices are those of the origins; the file is read when it is asked for."""

from dataclasses import replace

import pytest

from carwright.figure_table import CHOICES, FIGURES
from carwright.settle.resolve import resolve
from carwright.settle.settled import Whole

LEAF = "nissan-leaf-40"


def test_values_and_choices_are_those_of_the_origins():
    found = resolve(LEAF)
    assert found.values == {row.key: found.origins[row.key].value for row in FIGURES}
    assert found.choices == {name: found.origins[name].value for name in CHOICES}


def test_the_head_is_that_of_the_file():
    found = resolve("xiaomi-su7")
    file = found.car_file
    assert found.head == (file.id, file.name, file.maker, "Max", file.path, file.digest)


def test_the_file_is_read_once_and_only_when_it_is_asked_for():
    found = resolve(LEAF)
    reads: list[int] = []

    def read() -> Whole:
        reads.append(1)
        return found.read()

    again = replace(found, read=read)
    assert again.arrays()[0].tolist() == found.arrays()[0].tolist()
    assert again.estimated == found.estimated
    assert reads == []
    assert again.car_file is found.car_file
    assert again.usual is found.usual
    assert reads == [1]


@pytest.mark.parametrize("side", ["front", "rear"])
def test_an_absent_machine_uses_none_of_its_figures(side: str):
    found = resolve(LEAF)
    absent = found.choices[f"{side}_machine"] == "none"
    assert (f"{side}_peak_power_kw" in found.used) is not absent
    assert f"{side}_machine" in found.used
