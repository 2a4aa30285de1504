"""The garage: its list is quick and true."""

import subprocess
import sys

import pytest

from carwright import carfile
from carwright.carfile import garage
from carwright.errors import InputError


def test_the_list_says_what_the_files_say():
    cars = [carfile.load(car) for car in carfile.garage_ids()]
    heads = [carfile.Head(car.id, car.name, car.maker, car.year) for car in cars]
    assert list(carfile.garage_heads()) == heads
    assert heads


def test_listing_loads_no_parser():
    code = (
        "import carwright.carfile as c, sys; c.garage_heads();"
        "sys.exit(any(name in sys.modules for name in ('pydantic', 'ruamel.yaml', 'jax', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_path_is_that_of_the_file():
    for car in carfile.garage_ids():
        assert carfile.garage_path(car).name == f"{car}.yaml"
        assert carfile.garage_path(car).is_file()


def test_an_unknown_car_is_refused():
    with pytest.raises(InputError, match="did you mean") as caught:
        carfile.garage_path(carfile.garage_ids()[0] + "-x")
    assert caught.value.value == carfile.garage_ids()[0] + "-x"


def test_heads_of_quoted_commented_and_inherited_names(monkeypatch, tmp_path):
    (tmp_path / "a.yaml").write_text(
        "id: a\nname: \"One # two\"\nmaker: 'M'  # c\nyear: 2024 # c\nfigures:\n  name: no\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text("name: B # c\ninherits: a\n", encoding="utf-8")
    monkeypatch.setattr(garage, "_folder", lambda: tmp_path)
    garage.garage_ids.cache_clear()
    try:
        assert garage.garage_heads() == (
            carfile.Head("a", "One # two", "M", 2024),
            carfile.Head("b", "B", "M", 2024),
        )
    finally:
        garage.garage_ids.cache_clear()
        garage._head_keys.cache_clear()
